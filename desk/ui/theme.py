"""Palette, type, spacing and the one stylesheet made from them; knows no screen and no domain.

Call `apply` once at start and again to change light/dark or scale: everything already shown follows.
Painted widgets ask `current()`, `px()` and `font()` while painting and keep nothing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from desk import paths
from desk.ui import stylesheet

_STYLE = "QT_STYLE_OVERRIDE"
FAMILIES = ["Noto Sans", "Segoe UI", "DejaVu Sans", "Arial"]

Role = Literal["body", "strong", "quiet", "quiet_strong", "section", "title", "product"]
_POINTS: dict[Role, tuple[float, bool]] = {
    "body": (10, False),
    "strong": (10, True),
    "quiet": (9, False),
    "quiet_strong": (9, True),
    "section": (9, True),
    "title": (15, True),
    "product": (11, True),
}


@dataclass(frozen=True)
class Tokens:
    """The colours of one mode, as SCREENS' table names them, and the sidebar's from the pictures."""

    dark: bool
    ground: str
    panel: str
    line: str
    ink: str
    quiet: str
    accent: str
    accent_tint: str
    on_accent: str
    late: str
    late_tint: str
    today: str
    today_tint: str
    done: str
    done_tint: str
    info: str
    info_tint: str
    side: str
    side_ink: str
    side_selected: str
    side_selected_ink: str
    badge: str
    on_badge: str


LIGHT = Tokens(
    dark=False,
    ground="#f5f6f8",
    panel="#ffffff",
    line="#dfe3ea",
    ink="#1b2330",
    quiet="#5c6778",
    accent="#0b6e6e",
    accent_tint="#e2f1f0",
    on_accent="#ffffff",
    late="#b3261e",
    late_tint="#fbe9e7",
    today="#8a5a00",
    today_tint="#fdf1d8",
    done="#1d6b3a",
    done_tint="#e4f3e8",
    info="#2a5db0",
    info_tint="#e6eefb",
    side="#10302f",
    side_ink="#d9e7e6",
    side_selected="#2e4a49",
    side_selected_ink="#e4efee",
    badge="#b3261e",
    on_badge="#ffffff",
)
DARK = Tokens(
    dark=True,
    ground="#14181e",
    panel="#1c222b",
    line="#2d3542",
    ink="#e6eaf0",
    quiet="#98a4b5",
    accent="#4fc1b8",
    accent_tint="#173636",
    on_accent="#06201e",
    late="#ff9a90",
    late_tint="#3a1d1c",
    today="#f0c060",
    today_tint="#3a2f16",
    done="#7fd29b",
    done_tint="#17301f",
    info="#8fb6f5",
    info_tint="#1a2740",
    side="#0d1518",
    side_ink="#d6dee0",
    side_selected="#2c3335",
    side_selected_ink="#eaf0f0",
    badge="#ff9a90",
    on_badge="#3a0f0b",
)


class _Applied:
    tokens: Tokens = LIGHT
    scale: int = 100
    style: str = ""


_applied = _Applied()


def current() -> Tokens:
    """The colours in use."""
    return _applied.tokens


def scale() -> int:
    """The text size in use, in per cent (100–200)."""
    return _applied.scale


def px(length: float) -> int:
    """`length`, given at 100 %, at the scale in use."""
    return round(length * _applied.scale / 100)


def color(name: str) -> QColor:
    """The colour of the token `name`."""
    return QColor(getattr(_applied.tokens, name))


@cache
def font(role: Role) -> QFont:
    """The font of `role` at the scale in use; do not change the one returned."""
    points, bold = _POINTS[role]
    made = QFont(FAMILIES)
    made.setPointSizeF(points * _applied.scale / 100)
    made.setBold(bold)
    if role == "section":
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6 * _applied.scale / 100)
    return made


@cache
def load_fonts() -> tuple[str, ...]:
    """Make the bundled fonts known to Qt; the families found (none where no file is bundled)."""
    families: list[str] = []
    for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families.extend(QFontDatabase.applicationFontFamilies(number) if number >= 0 else ())
    return tuple(families)


def prefer_fusion() -> None:
    """Have the application start in Fusion; before it is made this spares the 6 ms of `setStyle`."""
    if QApplication.instance() is None:
        os.environ[_STYLE] = "Fusion"


def apply(app: QApplication, *, dark: bool, scale: int = 100) -> None:
    """Show everything in `dark` or light at `scale` per cent (100–200), at once.

    Where all is so already nothing is done: Qt would polish every widget there is once more.
    """
    load_fonts()
    _applied.tokens = DARK if dark else LIGHT
    _applied.scale = min(200, max(100, scale))
    font.cache_clear()
    if os.environ.get(_STYLE) != "Fusion" and not _applied.style:
        app.setStyle("Fusion")
        _applied.style = "Fusion"
    palette, sheet = (
        _palette(_applied.tokens),
        stylesheet.made_from(_applied.tokens, px=px, points=_points_of),
    )
    if (app.palette(), app.font(), app.styleSheet()) == (palette, font("body"), sheet):
        return
    app.setPalette(palette)
    app.setFont(font("body"))
    app.setStyleSheet(sheet)
    for top in app.topLevelWidgets():
        refit(top)


def refit(top: QWidget) -> None:
    """Give every layout below `top` its margins and gaps at the scale in use (see `widgets.layouts`)."""
    own = top.layout()
    for layout in [*([own] if own is not None else []), *top.findChildren(QLayout)]:
        margins = layout.property("desk_margins")
        if margins is not None:
            layout.setContentsMargins(*(px(margin) for margin in margins))
            layout.setSpacing(px(layout.property("desk_gap")))


def is_dark(choice: str) -> bool:
    """Whether "dark", "light" or "system" asks for dark windows; "system" asks the machine."""
    if choice == "system":
        app = QApplication.instance()
        return isinstance(app, QApplication) and prefers_dark(app)
    return choice == "dark"


def prefers_dark(app: QApplication) -> bool:
    """Whether the machine asks for dark windows."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def speak_indonesian(app: QApplication) -> None:
    """Qt's own words (standard buttons, context menus) and number formats in Indonesian."""
    QLocale.setDefault(QLocale("id_ID"))
    translator = QTranslator(app)
    if translator.load(str(paths.resources() / "translations" / "qtbase_id.qm")):
        app.installTranslator(translator)


def _points_of(role: Role) -> float:
    return _POINTS[role][0] * _applied.scale / 100


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.ground,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.panel,
        QPalette.ColorRole.AlternateBase: tokens.ground,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.quiet,
        QPalette.ColorRole.Button: tokens.panel,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.BrightText: tokens.late,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.panel,
        QPalette.ColorRole.ToolTipText: tokens.ink,
        QPalette.ColorRole.Light: tokens.panel,
        QPalette.ColorRole.Midlight: tokens.line,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.quiet,
        QPalette.ColorRole.Shadow: tokens.line,
        QPalette.ColorRole.Accent: tokens.accent,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.quiet))
    return palette
