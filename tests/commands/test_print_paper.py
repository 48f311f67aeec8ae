"""`desk print`: a code's paper into a file or onto a printer, as a user calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import receipts
import thermal_paper
import zxingcpp
from homes import Home
from thermal_house import ThermalPrinter

from desk import paths, settings
from desk.__main__ import run
from desk.models import Document, PrintJob, Request
from desk.printing import raster
from desk.settings import OwnPrinter, Settings

pytestmark = pytest.mark.printer


def _filed(home: Home) -> str:
    request_id = home.database.write(lambda session: receipts.file_request(session, home).id)
    return home.database.read(lambda session: session.get_one(Request, request_id).code)


def _print(home: Home, code: str, *arguments: str) -> int:
    return run(["--data", str(home.folder), "print", code, *arguments])


def _states(home: Home) -> list[tuple[str, str]]:
    jobs = home.database.read(lambda session: session.query(PrintJob).order_by(PrintJob.id).all())
    return [(job.printer, job.state) for job in jobs]


def test_a_slip_is_issued_on_the_spot_and_what_was_sent_is_a_copy(
    desk_home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = _filed(desk_home)
    file = tmp_path / "slip.pdf"
    assert _print(desk_home, code, "--document", "slip", "--paper", "58", "--pdf", str(file)) == 0
    assert capsys.readouterr().out == "Tanda terima PPID/2026/0001: terkirim ke slip.pdf.\n"
    assert raster.page_sizes(file.read_bytes())[0].width == pytest.approx(58, abs=0.1)
    assert "SALINAN" not in raster.text(file.read_bytes())
    bytes_file = tmp_path / "slip.bin"
    assert _print(desk_home, code, "--paper", "80", "--escpos", str(bytes_file), "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["number"], answer["copy"], answer["paper"]) == ("PPID/2026/0001", 1, "80")
    roll = thermal_paper.read(bytes_file.read_bytes())
    assert [each.text for each in zxingcpp.read_barcodes(roll.picture().convert("L"))] == [f"D1:{code}"]
    assert _states(desk_home) == [("slip.pdf", "sent"), ("slip.bin", "sent")]


def test_what_cannot_be_printed_is_refused_in_a_sentence(
    desk_home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = _filed(desk_home)
    to_file = ("--escpos", str(tmp_path / "x.bin"))
    for arguments, said in (
        (("NFJFY-TYW1-SD9C", *to_file), "Kode ini salah bentuk atau salah ketik; periksa lagi."),
        (("NFJFY-TYW1-SD9B", *to_file), "Kode ini tidak tercatat di kantor ini."),
        ((code, "--paper", "a5", *to_file), "Bita printer struk hanya untuk kertas 58 dan 80."),
        ((code, "--document", "surat", *to_file), "Jenis dokumen ini tidak dikenal; lihat desk documents."),
        (
            (code, "--document", "aula-konfirmasi", "--pdf", str(tmp_path / "x.bin")),
            "Konfirmasi jadwal aula tidak dikenal pada layanan atau pemesanan ini.",
        ),
        ((code, "--paper", "a4", *to_file), "Tanda terima dicetak pada 58, 80, a5."),
    ):
        assert _print(desk_home, *arguments) == 3
        assert capsys.readouterr().err.strip() == said
    assert list(tmp_path.glob("x.bin")) == []
    assert _states(desk_home) == []


def test_a_document_is_issued_where_it_needs_no_answers_and_then_the_newest_is_printed(
    desk_home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = _filed(desk_home)
    file = tmp_path / "surat.pdf"
    for number in (0, 1):
        arguments = ("--document", "ppid-tanda-bukti", "--pdf", str(file), "--json")
        assert _print(desk_home, code, *arguments) == 0
        answer = json.loads(capsys.readouterr().out)
        assert (answer["document"], answer["copy"], answer["paper"]) == ("ppid-tanda-bukti", number, "a4")
        text = raster.text(file.read_bytes())
        assert code in text
        assert ("SALINAN" in text) == bool(number)
    assert _print(desk_home, code, "--document", "surat-balasan", "--pdf", str(file)) == 0
    issued = desk_home.database.read(lambda session: session.query(Document).all())
    assert [each.kind for each in issued] == ["ppid-tanda-bukti", "surat-balasan"]
    assert _print(desk_home, code, "--document", "ppid-penolakan", "--pdf", str(file)) == 3
    assert "Catat dahulu" in capsys.readouterr().err


def test_an_unknown_printer_is_nobodys_and_the_job_is_kept(
    desk_home: Home, qapp: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _print(desk_home, _filed(desk_home), "--printer", "Tidak Ada") == 1
    assert capsys.readouterr().err.strip() == "Printer “Tidak Ada” tidak ada di komputer ini."
    assert _states(desk_home) == [("Tidak Ada", "failed")]


def test_a_printer_of_this_machines_own_gets_its_own_roll(desk_home: Home, qapp: object) -> None:
    with ThermalPrinter(head=384) as thermal:
        own = OwnPrinter("Kasir", f"tcp:{thermal.address}", "58")
        file = paths.default_settings_file()
        settings.save(replace(Settings(), own_printers=(own,)), file)
        try:
            assert _print(desk_home, _filed(desk_home), "--printer", "Kasir") == 0
        finally:
            file.unlink()
        assert thermal.wait().cuts == 1
    assert _states(desk_home) == [("Kasir", "sent")]


def test_it_needs_no_screen(desk_home: Home, tmp_path: Path) -> None:
    code = _filed(desk_home)
    desk_home.database.close()
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    words = ["--data", str(desk_home.folder), "print", code, "--printer", "Tidak Ada"]
    done = subprocess.run([sys.executable, "-m", "desk", *words], capture_output=True, text=True, env=bare)
    assert (done.returncode, done.stderr.strip()) == (1, "Printer “Tidak Ada” tidak ada di komputer ini.")
