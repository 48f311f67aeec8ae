"""The palette's contrast, the scale, and the live switch."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desk.ui import theme
from desk.ui.theme import DARK, LIGHT, Tokens
from desk.ui.widgets import labels, layouts

GROUNDS = ("ground", "panel", "accent_tint")
PAIRS = [
    *itertools.product(("ink", "quiet", "late"), GROUNDS),
    *itertools.product(("accent",), ("panel", "ground", "accent_tint")),
    ("on_accent", "accent"),
    ("late", "late_tint"),
    ("today", "today_tint"),
    ("done", "done_tint"),
    ("info", "info_tint"),
    ("ink", "late_tint"),
    ("ink", "today_tint"),
    ("ink", "done_tint"),
    ("ink", "info_tint"),
    ("side_ink", "side"),
    ("side_selected_ink", "side_selected"),
    ("on_badge", "badge"),
]


def luminance(value: str) -> float:
    """WCAG 2 relative luminance."""
    color = QColor(value)
    parts = (color.redF(), color.greenF(), color.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_text_stands_out_from_its_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


def test_measure_knows_black_on_white_and_grey_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") < 4.5


def test_switching_to_dark_reaches_what_is_shown(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    label = labels.body("Hari ini")
    label.ensurePolished()
    theme.apply(qapp, dark=True)
    assert theme.current() is DARK
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.ink)
    theme.apply(qapp, dark=False)
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(LIGHT.ink)


@pytest.mark.parametrize(("asked", "got"), [(100, 100), (150, 150), (200, 200), (50, 100), (900, 200)])
def test_scale_reaches_type_margins_and_lengths(qapp: QApplication, asked: int, got: int) -> None:
    theme.apply(qapp, dark=False)
    box = QWidget()
    outer = layouts.vertical(box, margins=16, gap=8)
    inner = layouts.horizontal(margins=(4, 0), gap=4)
    outer.addLayout(inner)
    theme.apply(qapp, dark=False, scale=asked)
    assert theme.font("body").pointSizeF() == pytest.approx(10 * got / 100)
    assert qapp.font().pointSizeF() == pytest.approx(10 * got / 100)
    assert outer.contentsMargins().left() == 16 * got // 100
    assert inner.spacing() == 4 * got // 100
    assert theme.px(24) == 24 * got // 100
    theme.apply(qapp, dark=False)


def test_quiet_text_is_never_under_nine_points() -> None:
    assert min(theme.font(role).pointSizeF() for role in ("quiet", "section", "quiet_strong", "body")) >= 9
