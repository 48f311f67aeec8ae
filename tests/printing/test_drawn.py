"""Labels, emergency forms and reports re-read: words, size, QR, hostile strings, no live formula."""

from __future__ import annotations

import io
import random
import re
import secrets
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import zxingcpp
from guest_books import KARANGASEM, NOON
from papers import is_only_text_and_paths, nasty_texts, plain
from PIL import Image

from desk.printing import faces, raster
from desk.printing.drawn import paper_pdf
from desk.printing.workbooks import report_csv, report_xlsx
from desk.rules.papers import BlankForms, FormSpace, Labels, PaperColumn, Part, Report, UnitLabel, shares

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _report(*rows: tuple[str, ...], heads: int = 4, **told: object) -> Report:
    columns = tuple(PaperColumn(f"Kolom {number}", 10 + number) for number in range(heads))
    usual: dict[str, object] = {
        "kind": "register-contoh",
        "title": "Register contoh",
        "period": "1–8 April 2026",
        "letterhead": KARANGASEM,
        "parts": (Part(columns, rows, "Tidak ada."),),
        "made_at": NOON,
    }
    return Report(**(usual | told))  # type: ignore[arg-type]


def _codes(pdf: bytes, dpi: float = 203, page: int = 0) -> list[str]:
    grey = raster.render(pdf, dpi, page=page)
    picture = Image.frombuffer("L", (grey.width, grey.height), grey.data, "raw", "L", grey.stride, 1)
    return sorted(found.text for found in zxingcpp.read_barcodes(picture))


def _labels(count: int, paper: str = "a4") -> Labels:
    units = tuple(
        UnitLabel(f"SPK-{number:02}", "Speaker aktif contoh", "3.05.02.01 / 0007", f"SPK-{number:02}")
        for number in range(1, count + 1)
    )
    return Labels("label-aset", "Label aset", "", "Diskominfo Contoh", units, paper)


def _forms(*codes: str) -> BlankForms:
    spaces = tuple(FormSpace(code, f"D1:{code}", f"Formulir 1/{at}") for at, code in enumerate(codes, 1))
    return BlankForms("formulir-darurat", "Formulir darurat", "", KARANGASEM, spaces, "Menyusul.", "GRATIS")


def test_24_labels_stand_on_a_sheet_and_every_one_is_read() -> None:
    printed = paper_pdf(_labels(25))
    assert printed.pages == 2
    assert _codes(printed.pdf, 300) == [f"SPK-{number:02}" for number in range(1, 25)]
    assert _codes(printed.pdf, 300, page=1) == ["SPK-25"]
    assert raster.text(printed.pdf).count("3.05.02.01 / 0007") == 25


@pytest.mark.parametrize(("paper", "wide"), [("58", 58), ("80", 80)])
def test_labels_on_a_roll_are_read_at_its_own_dots(paper: str, wide: int) -> None:
    pdf = paper_pdf(_labels(2, paper)).pdf
    (size,) = raster.page_sizes(pdf)
    assert size.width == pytest.approx(wide, abs=0.5)
    assert _codes(pdf) == ["SPK-01", "SPK-02"]


def test_a_form_carries_its_code_twice_and_stays_on_one_sheet() -> None:
    printed = paper_pdf(_forms("NFJFY-TYW1-SD9B", "7K3QX-0PM9-ABCD"))
    assert printed.pages == 2
    assert len(raster.page_sizes(printed.pdf)) == 2
    assert _codes(printed.pdf) == ["D1:NFJFY-TYW1-SD9B"] * 2
    words = " ".join(raster.texts(printed.pdf)[0].split())
    assert words.count("NFJFY-TYW1-SD9B") == 2
    assert "TANDA TERIMA SEMENTARA" in words
    assert "GRATIS" in words


def test_several_tables_bars_and_four_signatures_stand_on_paper() -> None:
    columns = (PaperColumn("Bulan", 60), PaperColumn("Jumlah", 40))
    part = Part(columns, (("Januari", "3"), ("Februari", "12")), "", "Permohonan", shares([3, 12]))
    roles = ("Satu,", "Dua,", "Tiga,", "Empat,")
    report = _report(("a", "b", "c", "d"), signers=roles, totals=("Jumlah 15.",), is_upright=True)
    pdf = paper_pdf(replace(report, parts=(*report.parts, part))).pdf
    words = " ".join(raster.text(pdf).split())
    for phrase in (
        "REGISTER CONTOH",
        "Permohonan",
        "Februari 12",
        "Jumlah 15.",
        "Empat,",
        "Halaman 1 dari 1",
    ):
        assert phrase in words
    assert raster.page_sizes(pdf)[0].height == pytest.approx(297, abs=0.5)


def test_fifteen_columns_break_no_word_of_their_heads() -> None:
    from desk.queries.ppid_papers import _request_columns

    part = Part(_request_columns(), (("",) * 15,), "")
    words = " ".join(raster.text(paper_pdf(_report(parts=(part,))).pdf).split())
    for head in (
        "pendaftaran",
        "Tanggal",
        "Pekerjaan",
        "penguasaan",
        "permohonan",
        "Keputusan",
        "pembayaran",
    ):
        assert head in words, words


# --- workbooks -------------------------------------------------------------------------------------------


def _parts(xlsx: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(xlsx)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def _tree(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 # written a moment ago by ourselves


def _cells(xlsx: bytes) -> list[str]:
    """The words of every text cell, as a spreadsheet reads them."""
    parts = _parts(xlsx)
    shared = [
        "".join(text.text or "" for text in item.iter(f"{_SHEET}t"))
        for item in _tree(parts["xl/sharedStrings.xml"])
    ]
    sheet = _tree(parts["xl/worksheets/sheet1.xml"])
    return [
        shared[int(cell.findtext(f"{_SHEET}v") or 0)]
        for cell in sheet.iter(f"{_SHEET}c")
        if cell.get("t") == "s"
    ]


def _is_dead(xlsx: bytes) -> bool:
    """No formula, no link, no macro, no picture."""
    parts = _parts(xlsx)
    sheet = parts["xl/worksheets/sheet1.xml"]
    return not re.search(r"<f[ >/]|<hyperlink|<drawing|<legacyDrawing", sheet) and not any(
        re.search(r"vba|external|embed|media", name) for name in parts
    )


def test_a_workbook_holds_text_as_text_and_counts_as_numbers() -> None:
    columns = (PaperColumn("Nama", 30), PaperColumn("Jumlah", 10, "right"))
    rows = (("=HYPERLINK(1)", "1.200"), ("0812-0000-0000", "007"))
    xlsx = report_xlsx(_report(parts=(Part(columns, rows, ""),)))
    assert _is_dead(xlsx)
    cells = _cells(xlsx)
    for words in ("Register contoh", "=HYPERLINK(1)", "0812-0000-0000", "007", "Nama"):
        assert words in cells
    assert "<v>1200</v>" in _parts(xlsx)["xl/worksheets/sheet1.xml"]


def test_an_empty_workbook_says_so() -> None:
    assert "Tidak ada." in _cells(report_xlsx(_report()))


def test_a_cell_longer_than_a_cell_goes_on_below() -> None:
    cells = _cells(report_xlsx(_report(("x" * 40_000, "b", "c", "d"))))
    assert sum(cell.count("x") for cell in cells if set(cell) == {"x"}) == 40_000


@pytest.mark.parametrize("risky", ["=1", "+1", "-1", "@a", "\t=1", " =1", "\r=1"])
def test_a_csv_begins_no_formula(risky: str) -> None:
    written = report_csv(_report((risky, "b", "c", "d"))).decode("utf-8-sig")
    assert "'" in written.split("\r\n", 1)[1]


@pytest.mark.hostile
def test_hostile_strings_live_nowhere_and_nothing_is_lost(long: bool) -> None:
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    hostile = nasty_texts(1000 if long else 100, random.Random(seed))
    for at in range(0, len(hostile), 20):
        words = (hostile[at : at + 20] * 20)[:20]
        _check_report(words, seed)
        _check_loose(words, seed)


def _check_report(words: list[str], seed: int) -> None:
    part = Part((PaperColumn(words[0], 30), PaperColumn(words[1], 30, "right")), ((words[2], words[3]),), "x")
    report = _report(
        (words[4], words[5], words[6], words[7]),
        title=words[8],
        period=words[9],
        totals=(words[10],),
        signers=(words[11], words[12]),
        signed_names=(words[13],),
        made_by=words[14][:40],
    )
    report = replace(report, parts=(*report.parts, replace(part, title=words[15])))
    printed = paper_pdf(report).pdf
    assert is_only_text_and_paths(printed), seed
    read = plain(raster.text(printed))
    xlsx = report_xlsx(report)
    assert _is_dead(xlsx), seed
    held = plain("".join(_cells(xlsx)))
    for word in words[:9]:
        assert plain(faces.printable(word)) in read, (word, seed)
    for word in words[:8]:
        assert plain(word) in held, (word, seed)
    rows = report_csv(report).decode("utf-8-sig")
    assert not re.search(r'(^|[,\n])"?[=+@-]', rows), seed


def _check_loose(words: list[str], seed: int) -> None:
    label = UnitLabel(words[0][:40], words[1][:120], words[2][:100], "SPK-01")
    for paper in ("a4", "58"):
        pdf = paper_pdf(Labels("label-aset", words[3], words[4], words[5][:60], (label,), paper)).pdf
        assert is_only_text_and_paths(pdf), seed
        read = plain(raster.text(pdf))
        for word in (label.label, label.name, label.asset_code, words[5][:60]):
            assert plain(faces.printable(word)) in read, (word, paper, seed)
        assert _codes(pdf, 203) == ["SPK-01"], (paper, seed)
    form = replace(_forms("NFJFY-TYW1-SD9B"), promise=words[6], fee=words[7])
    pdf = paper_pdf(form).pdf
    assert is_only_text_and_paths(pdf), seed
    read = plain(raster.text(pdf))
    assert all(plain(faces.printable(word)) in read for word in words[6:8]), seed
