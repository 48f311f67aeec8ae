"""The receipt's PDF re-read: what it says, how wide it is, whether a cheap camera reads its code."""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import zxingcpp
from papers import is_only_text_and_paths, nasty_texts, plain
from PIL import Image

from desk.printing import faces, qr, raster
from desk.printing.papers import PAPERS, ROLL_58, ROLL_80, SHEET_A5, Grey, Paper
from desk.printing.slip import slip_pdf
from desk.rules import tracking_codes
from desk.rules.slips import SlipContent, SlipDocument, SlipLine

Make = Callable[..., Any]
HEAD = 203


def _words(pdf: bytes) -> str:
    """All text on one line; the reader marks a dash at a line's end as U+FFFE."""
    return " ".join(raster.text(pdf).replace("\ufffe", "-").split())


def _one_bit(grey: Grey) -> Image.Image:
    """As a thermal head sees it: black or not."""
    picture = Image.frombuffer("L", (grey.width, grey.height), grey.data, "raw", "L", grey.stride, 1)
    return picture.point(lambda value: 255 if value > 127 else 0).convert("1")


def _codes(pdf: bytes, dpi: float = HEAD) -> set[str]:
    found = zxingcpp.read_barcodes(_one_bit(raster.render(pdf, dpi)).convert("L"))
    return {each.text for each in found}


def test_everything_the_citizen_is_owed_is_on_it(two_errands: SlipContent) -> None:
    """SCREENS, Tanda terima, item by item."""
    words = _words(slip_pdf(replace(two_errands, advice="Foto tanda terima ini.")))
    for phrase in (
        "Dinas Komunikasi dan Informatika Kabupaten Karangasem",
        "Jalan Contoh Nomor 1, Amlapura",
        "Telp. 0363 21037",
        "TANDA TERIMA",
        "Diterima pada Senin, 6 April 2026, 09.14 WITA",
        "Pemohon Ni Luh Contoh",
        "PPID/2026/0031 Informasi Publik (PPID)",
        "Pemberitahuan tertulis paling lambat Senin, 20 April 2026",
        "10 hari kerja sejak permohonan dinyatakan lengkap",
        "BERKAS DITERIMA",
        "Formulir permohonan informasi · asli",
        "Identitas diri · salinan",
        "AULA/2026/0007 Peminjaman Aula Diskominfo",
        "Konfirmasi jadwal paling lambat Selasa, 7 April 2026",
        "BELUM ADA, HARAP DILENGKAPI Nama Kegiatan",
        "Aula · Rabu, 8 April 09.00–12.00",
        "dipesan sementara, menunggu konfirmasi Pemegang Barang/Aset",
        "BIAYA: GRATIS, laporkan bila dipungut",
        "PPID/2026/0031: biaya penggandaan cetak ditanggung pemohon",
        "NFJFY-TYW1-SD9B",
        "7K3QX-0PM9-ABCD",
        "Tanyakan dengan kode ini: telp. 0363 21037",
        "PENGADUAN PPID ppid.karangasemkab.go.id SP4N-LAPOR! karangasemkab.lapor.go.id",
        "diskominfo@karangasemkab.go.id",
        "Petugas N.K.C.",
        "Foto tanda terima ini.",
    ):
        assert phrase in words
    assert "SALINAN" not in words


def test_a_copy_says_so_and_a_receipt_of_completeness_does_not(slip_content: Make, slip_line: Make) -> None:
    assert "TANDA TERIMA SALINAN 2" in _words(slip_pdf(slip_content().as_copy(2)))
    replaces = "Menggantikan tanda terima Senin, 6 April 2026, 09.15 WITA."
    line = slip_line(completed_at="Selasa, 7 April 2026, 09.14 WITA")
    words = _words(slip_pdf(slip_content(kind="completeness", replaces=replaces, lines=(line,))))
    assert "Berkas lengkap sejak Selasa, 7 April 2026, 09.14 WITA." in words
    assert "TANDA TERIMA KELENGKAPAN BERKAS" in words
    assert replaces in words
    assert "SALINAN" not in words


def test_without_a_date_the_sentence_stands_alone(slip_content: Make, slip_line: Make) -> None:
    line = slip_line(promise="jangka waktu mulai dihitung setelah berkas dinyatakan lengkap", due="")
    words = _words(slip_pdf(slip_content(lines=(line,))))
    assert "Jangka waktu mulai dihitung setelah berkas dinyatakan lengkap 10 hari kerja" in words
    assert "paling lambat" not in words


def test_two_applicants_and_two_times_are_told_apart(slip_content: Make, slip_line: Make) -> None:
    other = slip_line(applicant="I Made Misal", received_at="Jumat, 3 April 2026, 15.00 WITA")
    words = _words(slip_pdf(slip_content(lines=(slip_line(), other))))
    assert words.index("PPID/2026/0031") < words.index("Ni Luh Contoh") < words.index("I Made Misal")
    assert "Diterima pada Jumat, 3 April 2026, 15.00 WITA" in words


def test_the_roll_is_exactly_80_mm_and_as_long_as_needed(
    slip_content: Make, two_errands: SlipContent
) -> None:
    (short,) = raster.page_sizes(slip_pdf(slip_content()))
    (long,) = raster.page_sizes(slip_pdf(two_errands))
    assert short.width == pytest.approx(80, abs=0.001)
    assert long.width == pytest.approx(80, abs=0.001)
    assert long.height > short.height + 40
    ink = _one_bit(raster.render(slip_pdf(two_errands), HEAD)).point(lambda value: 255 - value)
    left, _top, right, bottom = ink.getbbox()
    assert left >= 31
    assert right <= 31 + 577, "outside the 576 dots a head can print"
    assert long.height - bottom * 25.4 / HEAD >= 9.5, "the tear-off margin"


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())
def test_every_paper_is_exactly_as_wide_as_it_says(two_errands: SlipContent, paper: Paper) -> None:
    pdf = slip_pdf(two_errands, paper)
    for page in raster.page_sizes(pdf):
        assert page.width == pytest.approx(paper.width, abs=0.001)
        assert paper.length is None or page.height == pytest.approx(paper.length, abs=0.001)
    assert "Petugas N.K.C." in _words(pdf)


def test_sheets_break_between_boxes(slip_content: Make, slip_line: Make) -> None:
    documents = tuple(SlipDocument(f"Berkas ke-{n}", "asli") for n in range(60))
    pdf = slip_pdf(slip_content(lines=(slip_line(documents=documents),)), SHEET_A5)
    assert len(raster.page_sizes(pdf)) >= 2
    words = _words(pdf)
    assert all(f"Berkas ke-{n} · asli" in words for n in range(60))


@pytest.mark.parametrize("paper", [ROLL_80, ROLL_58], ids=["80", "58"])
def test_every_code_is_read_at_203_dpi_in_one_bit(
    slip_content: Make, slip_line: Make, paper: Paper, long: bool
) -> None:
    """200 random codes on 80 mm (40 on 58 mm unless --long): all of them."""
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    bits = random.Random(seed)
    codes = [
        tracking_codes.make(b"kantor", bits.getrandbits)
        for _ in range(200 if long or paper is ROLL_80 else 40)
    ]
    for code in codes:
        line = slip_line(code=code, payload="D1:" + code, documents=(), counted="")
        pdf = slip_pdf(slip_content(lines=(line,), channels=()), paper)
        assert _codes(pdf) == {"D1:" + code}
        assert code in _words(pdf)
    print(f"decoded {len(codes)} of {len(codes)} on {paper.key} mm")


def test_each_errand_has_its_own_code(two_errands: SlipContent) -> None:
    assert _codes(slip_pdf(two_errands)) == {"D1:NFJFY-TYW1-SD9B", "D1:7K3QX-0PM9-ABCD"}


def test_modules_are_whole_dots_and_nothing_is_resized(slip_content: Make) -> None:
    """At 203 dpi the code is pure black and white, six dots a module, four modules of quiet around it."""
    content = slip_content()
    grey = raster.render(slip_pdf(content), HEAD)
    picture = Image.frombuffer("L", (grey.width, grey.height), grey.data, "raw", "L", grey.stride, 1)
    modules = qr.matrix(content.lines[0].payload)
    (found,) = zxingcpp.read_barcodes(picture)
    left, top = found.position.top_left.x, found.position.top_left.y
    for y, row in enumerate(modules):
        for x, is_dark in enumerate(row):
            box = (left + 6 * x + 2, top + 6 * y + 2, left + 6 * x + 4, top + 6 * y + 4)
            assert picture.crop(box).getextrema() == ((0, 0) if is_dark else (255, 255))
    side = 6 * len(modules)
    zone = picture.crop((left - 23, top - 23, left + side + 23, top + side + 23)).convert("L")
    zone.paste(255, (22, 22, 22 + side + 2, 22 + side + 2))
    assert zone.getextrema() == (255, 255)


def test_a_public_address_is_in_the_code_and_one_too_long_gives_way(
    slip_content: Make, slip_line: Make
) -> None:
    code = "NFJFY-TYW1-SD9B"
    usual = "https://diskominfo.contoh.go.id/lacak/" + code
    for address, paper, expected in (
        (usual, ROLL_80, usual),
        (usual, ROLL_58, usual),
        ("https://contoh.go.id/" + "a" * 150 + "/" + code, ROLL_58, "D1:" + code),
    ):
        content = slip_content(lines=(slip_line(payload=address),))
        assert _codes(slip_pdf(content, paper)) == {expected}


def test_the_same_words_give_the_same_bytes(two_errands: SlipContent) -> None:
    assert slip_pdf(two_errands) == slip_pdf(two_errands)


# --- hostile ---------------------------------------------------------------------------------------------


@pytest.mark.hostile
def test_hostile_words_neither_crash_nor_vanish(slip_content: Make, long: bool) -> None:
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    hostile = nasty_texts(1000 if long else 120, random.Random(seed))
    for at in range(0, len(hostile), 12):
        words = (hostile[at : at + 12] * 12)[:12]
        line = SlipLine(
            number=words[0],
            service=words[1],
            code="NFJFY-TYW1-SD9B",
            payload="D1:NFJFY-TYW1-SD9B",
            applicant=words[2],
            received_at=words[3],
            promise="Janji: " + words[4],
            due=words[5],
            counted=words[6],
            documents=(SlipDocument(words[7], words[8]),),
            missing=(words[9],),
        )
        content = slip_content(lines=(line,), office_name=words[10], channels=((words[11], words[11]),))
        pdf = slip_pdf(content)
        assert is_only_text_and_paths(pdf)
        read = plain(raster.text(pdf))
        for word in words:
            assert plain(faces.printable(word, "bold")) in read, (word, seed)
        assert _codes(pdf) == {"D1:NFJFY-TYW1-SD9B"}


@pytest.mark.hostile
def test_what_no_face_has_is_shown_as_missing() -> None:
    assert faces.printable("A😀B") == "A\ufffdB"
    assert faces.printable("\x00\ud800") == "\ufffd\ufffd"
    assert faces.printable("ᬩᬮᬶ") == "ᬩᬮᬶ"
    assert faces.printable("zero\u200bwidth") == "zerowidth"


@pytest.mark.hostile
def test_markup_is_printed_as_typed(slip_content: Make, slip_line: Make) -> None:
    name = "<b>Ni</b> <img src=x> & <Maju> =1+1"
    assert f"Pemohon {name}" in _words(slip_pdf(slip_content(lines=(slip_line(applicant=name),))))


@pytest.mark.parametrize("room", [40.0, 100.0, 204.0])
@pytest.mark.parametrize("text", ["W" * 120, "Ni Luh " * 30, "a-b/c_d@e.f" * 12, "x", "", "dua  spasi"])
def test_lines_never_reach_over_the_edge_nor_lose_a_letter(text: str, room: float) -> None:
    for setting in (faces.wrap, faces.balanced):
        lines = setting(text, "regular", size=9, room=room)
        assert all(faces.width(line, "regular", 9) <= room + 1e-6 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.bench
def test_a_slip_costs_little_more_than_its_code(slip_content: Make) -> None:
    """DESIGN §7: QR matrix 3.8 ms, PDF warm ≤ 10 ms; counted in the thread's own time, quoted as a ratio."""
    content = slip_content(
        lines=(
            replace(slip_content().lines[0], payload="https://diskominfo.contoh.go.id/lacak/NFJFY-TYW1-SD9B"),
        )
    )
    floor = _middle(lambda: qr.matrix(content.lines[0].payload))
    slip = _middle(lambda: slip_pdf(content))
    print(f"QR matrix {floor:.1f} ms, slip PDF {slip:.1f} ms, ratio {slip / floor:.2f}")
    assert slip / floor <= 10 / 3.8


def _middle(work: Callable[[], object], times: int = 15) -> float:
    work()
    taken = []
    for _ in range(times):
        start = time.thread_time()
        work()
        taken.append(time.thread_time() - start)
    return sorted(taken)[times // 2] * 1000
