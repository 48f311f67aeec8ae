"""Receipt printers without a queue: the bytes arrive, and every trouble is said in its own words."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import thermal_house
import thermal_paper
import zxingcpp
from PIL import Image
from thermal_house import ThermalPrinter

from desk import paths, settings
from desk.errors import Refused, Unavailable
from desk.printing import escpos, raster, raw_channels, raw_printers
from desk.printing.papers import ROLL_58, ROLL_80
from desk.printing.printers import MachinePrinters
from desk.printing.raw_printers import Address, EscposFile, RawPrinter
from desk.printing.slip import slip_pdf
from desk.settings import OwnPrinter, Settings

pytestmark = pytest.mark.printer
Make = Callable[..., Any]
NAME = "Termal Contoh"


@pytest.fixture
def thermal() -> Iterator[ThermalPrinter]:
    with ThermalPrinter() as printer:
        yield printer


def _own(printer: ThermalPrinter, **changes: Any) -> RawPrinter:
    return RawPrinter(replace(OwnPrinter(NAME, f"tcp:{printer.address}"), **changes))


def _said(printer: RawPrinter, pdf: bytes) -> str:
    with pytest.raises(Unavailable) as caught:
        printer.send(pdf, title="Tanda terima")
    return caught.value.sentence


@pytest.mark.parametrize("paper", [ROLL_80, ROLL_58], ids=["80", "58"])
def test_a_slip_is_printed_its_code_read_its_words_dot_for_dot_and_the_paper_cut(
    slip_content: Make, paper: Any
) -> None:
    pdf = slip_pdf(slip_content(), paper)
    with ThermalPrinter(head=paper.dots) as thermal:
        _own(thermal, width=paper.key).send(pdf, title="Tanda terima")
        roll = thermal.wait()
    meant = raster.middle(pdf, 203, dots=paper.dots)
    drawn = Image.frombuffer("L", (meant.width, meant.height), meant.data, "raw", "L", meant.stride, 1)
    words = drawn.point(lambda value: 255 if value > 127 else 0).convert("1")
    assert roll.picture().tobytes() == words.tobytes(), "every letter as the PDF has it, dot for dot"
    assert [each.text for each in zxingcpp.read_barcodes(roll.picture().convert("L"))] == [
        "D1:NFJFY-TYW1-SD9B"
    ]
    assert roll.cuts == 1
    assert thermal.questions == [1, 2, 3, 4, 1, 2, 3, 4], "asked before and after"


def test_a_printer_without_a_knife_is_fed(slip_content: Make, thermal: ThermalPrinter) -> None:
    _own(thermal, cuts=False).send(slip_pdf(slip_content()), title="Tanda terima")
    roll = thermal.wait()
    assert (roll.cuts, roll.commands[-1]) == (0, "feed 4")


def test_a_closed_printer_is_said_with_its_place(slip_content: Make, thermal: ThermalPrinter) -> None:
    thermal.switch_off()
    said = _said(_own(thermal), slip_pdf(slip_content()))
    assert said == f"Printer “{NAME}” di {thermal.address} tidak menerima sambungan. Periksa apakah menyala."


def test_a_resetting_printer_is_said(slip_content: Make, thermal: ThermalPrinter) -> None:
    pdf = slip_pdf(slip_content())
    thermal.mood = "resetting"
    assert (
        _said(_own(thermal), pdf)
        == f"Printer “{NAME}” memutus sambungan. Tunggu sampai siap, lalu kirim lagi."
    )
    thermal.mood = "midway"
    said = _said(_own(thermal), pdf)
    assert said == f"Printer “{NAME}” memutus sambungan di tengah pengiriman. Periksa kertas yang keluar."


def test_a_silent_printer_is_said_in_time_and_still_served_where_it_is_not_asked(
    slip_content: Make, thermal: ThermalPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert raw_printers.ANSWER_WITHIN == 2.0
    monkeypatch.setattr(raw_printers, "ANSWER_WITHIN", 0.2)
    thermal.mood = "silent"
    pdf = slip_pdf(slip_content())
    said = _said(_own(thermal), pdf)
    assert said.startswith(f"Printer “{NAME}” tersambung tetapi tidak menjawab dalam 2 detik.")
    assert thermal.hung_up.acquire(timeout=10)
    assert thermal.jobs == [], "nothing was printed"
    assert not _own(thermal).answers_now()
    assert thermal.hung_up.acquire(timeout=10)
    asked = len(thermal.questions)
    _own(thermal, answers=False).send(pdf, title="Tanda terima")
    assert thermal.wait().cuts == 1
    assert len(thermal.questions) == asked, "not asked"


def test_a_printer_that_takes_nothing_is_said(two_errands: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_channels, "TAKEN_WITHIN", 0.3)
    with ThermalPrinter(mood="stuck") as thermal:
        said = _said(_own(thermal, answers=False), slip_pdf(two_errands))
    assert said == f"Printer “{NAME}” berhenti menerima di tengah pengiriman. Periksa kertas yang keluar."


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (thermal_house.NO_PAPER, f"Kertas printer “{NAME}” habis. Pasang gulungan baru, lalu kirim lagi."),
        (thermal_house.COVER_OPEN, f"Tutup printer “{NAME}” terbuka. Tutup, lalu kirim lagi."),
        (
            {1: 0x1A, 2: 0x52, 3: 0x1A, 4: 0x12},
            f"Pisau printer “{NAME}” macet. Matikan, bebaskan kertas, nyalakan, lalu kirim lagi.",
        ),
        (
            {1: 0x1A, 2: 0x12, 3: 0x12, 4: 0x12},
            f"Printer “{NAME}” sedang tidak siap (offline). Tekan tombol FEED atau nyalakan lagi.",
        ),
    ],
)
def test_what_the_printer_says_of_itself_keeps_the_paper_back(
    slip_content: Make, thermal: ThermalPrinter, answers: dict[int, int], said: str
) -> None:
    thermal.answers = answers
    assert _said(_own(thermal), slip_pdf(slip_content())) == said
    assert thermal.hung_up.acquire(timeout=10)
    assert thermal.jobs == []


def test_paper_that_ends_while_it_prints_is_said(slip_content: Make, thermal: ThermalPrinter) -> None:
    thermal.after = thermal_house.NO_PAPER
    said = _said(_own(thermal), slip_pdf(slip_content()))
    assert said == f"Kertas printer “{NAME}” habis. Pasang gulungan baru, lalu kirim lagi."


def test_a_printer_too_busy_to_answer_after_the_paper_has_it_all_the_same(
    slip_content: Make, thermal: ThermalPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_printers, "ANSWER_WITHIN", 0.2)
    thermal.mood = "late"
    _own(thermal).send(slip_pdf(slip_content()), title="Tanda terima")
    assert thermal.wait().cuts == 1


def test_a_place_that_does_not_exist_is_said(slip_content: Make) -> None:
    printer = RawPrinter(OwnPrinter(NAME, "tcp:printer.invalid:9100"))
    assert _said(printer, slip_pdf(slip_content())) == (
        f"Alamat printer.invalid:9100 dari printer “{NAME}” tidak dikenal jaringan ini."
    )


# --- a device --------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="device files are of POSIX systems")
def test_a_device_file_gets_the_same_bytes(slip_content: Make) -> None:
    import tty

    ours, theirs = os.openpty()
    try:
        tty.setraw(ours)
        tty.setraw(theirs)
        job = bytearray()
        pdf = slip_pdf(slip_content())
        meant = escpos.raster_job(pdf, dots=576)

        def play() -> None:
            """Answers eight questions around one job."""
            asked = 0
            while asked < 8:
                job.extend(os.read(ours, 65_536))
                while b"\x10\x04" in (bytes(job[:2]), bytes(job[len(meant) : len(meant) + 2])):
                    at = 0 if job[:2] == b"\x10\x04" else len(meant)
                    if len(job) < at + 3:
                        break
                    del job[at : at + 3]
                    asked += 1
                    os.write(ours, b"\x12")

        player = threading.Thread(target=play, daemon=True)
        player.start()
        RawPrinter(OwnPrinter(NAME, f"device:{os.ttyname(theirs)}")).send(pdf, title="Tanda terima")
        player.join(10)
        assert bytes(job) == meant
        assert thermal_paper.read(bytes(job)).cuts == 1
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.mark.skipif(os.name != "posix", reason="device files are of POSIX systems")
def test_a_device_that_is_none_is_said(slip_content: Make, tmp_path: Path) -> None:
    pdf = slip_pdf(slip_content())
    absent = RawPrinter(OwnPrinter(NAME, f"device:{tmp_path}/lp0"))
    assert _said(absent, pdf) == f"Printer “{NAME}” tidak tersambung: {tmp_path}/lp0 tidak ada."
    file = tmp_path / "surat.docx"
    file.write_bytes(b"isi")
    assert "bukan perangkat printer" in _said(RawPrinter(OwnPrinter(NAME, f"device:{file}")), pdf)
    assert file.read_bytes() == b"isi"
    assert "tidak ada" in _said(RawPrinter(OwnPrinter(NAME, "windows:POS-58")), pdf)


# --- addresses and choices -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("192.168.1.50", "tcp:192.168.1.50:9100"),
        (" 192.168.1.50:9101 ", "tcp:192.168.1.50:9101"),
        ("tcp://printer.lokal", "tcp:printer.lokal:9100"),
        ("/dev/usb/lp0", "device:/dev/usb/lp0"),
        ("windows:POS-58 Kasir", "windows:POS-58 Kasir"),
    ],
)
def test_an_address_is_read_as_typed_and_as_stored(typed: str, stored: str) -> None:
    address = Address.read(typed)
    assert address.stored == stored
    assert Address.read(address.stored) == address


@pytest.mark.parametrize("typed", ["", "printer kasir", "10.0.0.1:0", "10.0.0.1:99999", "tcp:", "device:lp0"])
def test_an_address_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        Address.read(typed)
    assert caught.value.field == "address"


def test_this_machines_printers_come_by_their_names_and_a_strange_name_is_nobodys(
    qapp: object, tmp_path: Path, slip_content: Make
) -> None:
    file = tmp_path / "settings.json"
    own = OwnPrinter("Kasir 58", "tcp:127.0.0.1:1", "58", cuts=False)
    settings.save(replace(Settings(), printer="Kasir 58", own_printers=(own,)), file)
    assert settings.load(file).own_printers == (own,)
    assert settings.load(file).roll_width() == "58"
    printers = MachinePrinters(file)
    assert (printers.rows()[0].name, printers.rows()[0].width) == ("Kasir 58", "58")
    assert isinstance(printers.printer("Kasir 58"), RawPrinter)
    with pytest.raises(Unavailable, match="tidak ada di komputer ini"):
        printers.printer("Kasir 59").send(slip_pdf(slip_content()), title="Tanda terima")


@pytest.mark.parametrize(
    "stored",
    ['"x"', "[1, null]", '[{"name": "A"}]', '[{"name": "A", "address": 3}]',
     '[{"name": "A", "address": "tcp:h:1", "width": "70"}]', '[{"name": "A", "address": "x", "more": 1}]'],
)  # fmt: skip
def test_broken_choices_leave_no_printer_and_break_nothing(tmp_path: Path, stored: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(f'{{"own_printers": {stored}, "roll": "57", "printer": "Laser"}}')
    assert settings.load(file) == replace(Settings(), printer="Laser")
    assert paths.default_settings_file() != file


def test_the_bytes_can_be_kept_as_a_file(tmp_path: Path, slip_content: Make) -> None:
    file = tmp_path / "slip.bin"
    EscposFile(file, width="58").send(slip_pdf(slip_content(), ROLL_58), title="Tanda terima")
    assert thermal_paper.read(file.read_bytes(), head=384).cuts == 1
    with pytest.raises(Unavailable, match="tidak dapat ditulis"):
        EscposFile(tmp_path / "tidak" / "ada.bin").send(slip_pdf(slip_content()), title="Tanda terima")
