"""What a receipt printer gets: the paper's own dots and never a command of its words, then a cut."""

from __future__ import annotations

import io
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
import thermal_paper
import zxingcpp
from papers import NASTY
from PIL import Image
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desk.errors import Unavailable
from desk.printing import escpos, qr, raster
from desk.printing.papers import ROLL_58, ROLL_80, SHEET_A5, Grey, Paper
from desk.printing.slip import slip_pdf
from desk.rules import tracking_codes
from desk.rules.slips import SlipContent

Make = Callable[..., Any]


def _one_bit(grey: Grey) -> Image.Image:
    picture = Image.frombuffer("L", (grey.width, grey.height), grey.data, "raw", "L", grey.stride, 1)
    return picture.point(lambda value: 255 if value > 127 else 0).convert("1")


def _codes(picture: Image.Image) -> set[str]:
    return {each.text for each in zxingcpp.read_barcodes(picture.convert("L"))}


@pytest.mark.parametrize("paper", [ROLL_80, ROLL_58], ids=["80", "58"])
def test_the_paper_comes_out_dot_for_dot_and_its_codes_are_read(
    two_errands: SlipContent, paper: Paper
) -> None:
    pdf = slip_pdf(two_errands, paper)
    roll = thermal_paper.read(escpos.raster_job(pdf, dots=paper.dots), head=paper.dots)
    picture = roll.picture()
    assert picture.tobytes() == _one_bit(raster.middle(pdf, 203, dots=paper.dots)).tobytes()
    (size,) = raster.page_sizes(pdf)
    assert picture.size == (paper.dots, pytest.approx(size.height * 203 / 25.4, abs=1))
    assert _codes(picture) == {"D1:NFJFY-TYW1-SD9B", "D1:7K3QX-0PM9-ABCD"}
    assert roll.commands[:2] == ["reset", "align"]
    assert set(roll.commands[2:-1]) == {"picture"}
    assert roll.commands[-1] == "cut"
    assert max(strip.height for strip in roll.strips) <= escpos.BAND


def test_nothing_of_what_is_set_lies_beside_the_head(two_errands: SlipContent) -> None:
    """The middle holds as much ink as the whole paper."""
    for paper in (ROLL_80, ROLL_58):
        pdf = slip_pdf(two_errands, paper)
        middle = _one_bit(raster.middle(pdf, 203, dots=paper.dots))
        whole = _one_bit(raster.render(pdf, 203))
        there, here = middle.convert("L").histogram()[0], whole.convert("L").histogram()[0]
        assert there == pytest.approx(here, rel=0.03), "the dots lie half a dot elsewhere, no more"


def test_a_printer_without_a_knife_feeds_instead(slip_content: Make) -> None:
    roll = thermal_paper.read(escpos.raster_job(slip_pdf(slip_content()), dots=576, cuts=False))
    assert (roll.cuts, roll.commands[-1]) == (0, "feed 4")


def test_several_pages_follow_each_other_and_are_cut_once() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(80 * mm, 30 * mm), invariant=1)
    for number in range(3):
        canvas.drawString(30 * mm, 10 * mm, f"{number}")
        canvas.showPage()
    canvas.save()
    roll = thermal_paper.read(escpos.raster_job(buffer.getvalue(), dots=576))
    assert roll.cuts == 1
    assert roll.picture().height == pytest.approx(3 * 30 * 203 / 25.4, abs=3)


@pytest.mark.parametrize(("paper", "dots"), [(ROLL_80, 384), (SHEET_A5, 576), (SHEET_A5, 384)])
def test_paper_wider_than_the_head_is_refused_instead_of_cut_off(
    slip_content: Make, paper: Paper, dots: int
) -> None:
    with pytest.raises(Unavailable, match=f"selebar {paper.width:.0f} mm tidak muat"):
        escpos.raster_job(slip_pdf(slip_content(), paper), dots=dots)


@pytest.mark.hostile
def test_no_text_becomes_a_command(slip_content: Make, slip_line: Make, long: bool) -> None:
    """Every byte is one of the five commands or a dot; no drawer opens (ESC p), nothing beeps."""
    texts = ["\x1b@\x1bp\x00\x19\xfa", "\x10\x04\x01", "\x1dV\x00" * 9, *NASTY]
    for text in texts if long else texts[:20]:
        content = slip_content(office_name=text, lines=(slip_line(applicant=text),))
        roll = thermal_paper.read(escpos.raster_job(slip_pdf(content), dots=576))
        assert set(roll.commands) == {"reset", "align", "picture", "cut"}


@pytest.mark.parametrize("paper", [ROLL_80, ROLL_58], ids=["80", "58"])
def test_every_code_is_read_from_the_printers_own_dots(
    slip_content: Make, slip_line: Make, paper: Paper, long: bool
) -> None:
    """200 random codes on either roll with --long, 40 without: all of them."""
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    bits = Random(seed)
    codes = [tracking_codes.make(b"kantor", bits.getrandbits) for _ in range(200 if long else 40)]
    for code in codes:
        line = slip_line(code=code, payload="D1:" + code, documents=(), counted="")
        pdf = slip_pdf(slip_content(lines=(line,), channels=()), paper)
        roll = thermal_paper.read(escpos.raster_job(pdf, dots=paper.dots))
        assert _codes(roll.picture()) == {"D1:" + code}
    print(f"decoded {len(codes)} of {len(codes)} on {paper.key} mm")


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}, None),
        ({1: 0x1A, 2: 0x12, 3: 0x12, 4: 0x12}, "offline"),
        ({1: 0x1A, 2: 0x16, 3: 0x12, 4: 0x12}, "cover"),
        ({1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x72}, "paper"),
        ({1: 0x1A, 2: 0x52, 3: 0x1A, 4: 0x12}, "cutter"),
        ({1: 0x1A, 2: 0x52, 3: 0x32, 4: 0x12}, "broken"),
        ({1: 0x12, 2: 0x12, 3: 0x12, 4: 0x1E}, None),
        ({1: 0x12}, None),
        ({}, None),
    ],
)
def test_what_the_answers_mean(answers: dict[int, int], fault: str | None) -> None:
    """Epson's table of DLE EOT; paper near its end (0x0C of question 4) prints all the same."""
    assert all(escpos.is_answer(byte) for byte in answers.values())
    assert escpos.fault_of(answers) == fault


def test_noise_is_no_answer() -> None:
    assert not any(escpos.is_answer(byte) for byte in (0x00, 0xFF, 0x10, 0x93, 0x41))


@pytest.mark.bench
def test_the_printers_bytes_take_little_longer_than_the_code_alone(slip_content: Make) -> None:
    """DESIGN §7: QR matrix 3.8 ms, click to printer bytes ≤ 20 ms; the drawing's share of it, as a ratio."""
    payload = "https://diskominfo.contoh.go.id/lacak/NFJFY-TYW1-SD9B"
    content = slip_content(lines=(replace(slip_content().lines[0], payload=payload),))
    floor = _middle(lambda: qr.matrix(payload))
    job = _middle(lambda: escpos.raster_job(slip_pdf(content), dots=576))
    print(f"QR matrix {floor:.1f} ms, words to printer bytes {job:.1f} ms, ratio {job / floor:.2f}")
    assert job / floor <= 20 / 3.8


def _middle(work: Callable[[], object], times: int = 15) -> float:
    work()
    taken = []
    for _ in range(times):
        start = time.thread_time()
        work()
        taken.append(time.thread_time() - start)
    return sorted(taken)[times // 2] * 1000
