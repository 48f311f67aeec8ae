"""The one stylesheet, written from the theme's tokens; knows only the generic widgets' names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.ui.theme import Role, Tokens


def made_from(t: Tokens, *, px: Callable[[float], int], points: Callable[[Role], float]) -> str:
    """Rules for Qt's own widgets; what we paint ourselves (chips, buttons, rows) needs none."""
    return "\n".join((_labels(t, px, points), _editors(t, px), _containers(t, px), _scroll_bars(t, px)))


def _labels(t: Tokens, px: Callable[[float], int], points: Callable[[Role], float]) -> str:
    return f"""
QLabel[kind="title"] {{ font-size: {points("title")}pt; font-weight: 700; color: {t.ink}; }}
QLabel[kind="strong"] {{ font-weight: 700; color: {t.ink}; }}
QLabel[kind="product"] {{ font-size: {points("product")}pt; font-weight: 700; color: {t.ink}; }}
QLabel[kind="quiet"] {{ font-size: {points("quiet")}pt; color: {t.quiet}; }}
QLabel[kind="muted"] {{ color: {t.quiet}; }}
QLabel[kind="error"] {{ font-size: {points("quiet")}pt; color: {t.late}; }}
QLabel[kind="section"] {{ font-size: {points("section")}pt; font-weight: 700; color: {t.quiet};
  letter-spacing: {0.6 * px(100) / 100:.2f}px; }}
QToolTip {{ background: {t.panel}; color: {t.ink}; border: 1px solid {t.line}; padding: {px(4)}px; }}
"""


def _editors(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QLineEdit, QPlainTextEdit {{ background: {t.panel}; color: {t.ink}; border: 1px solid {t.line};
  border-radius: {px(6)}px; padding: 0 {px(11)}px; selection-background-color: {t.accent};
  selection-color: {t.on_accent}; placeholder-text-color: {t.quiet}; }}
QLineEdit {{ min-height: {px(30)}px; max-height: {px(30)}px; }}
QPlainTextEdit {{ padding: {px(3)}px {px(7)}px; }}
QLineEdit:hover, QPlainTextEdit:hover {{ border-color: {t.quiet}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 1px solid {t.accent}; background: {t.ground}; }}
QLineEdit:read-only {{ background: {t.ground}; color: {t.quiet}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {t.ground}; color: {t.quiet}; }}
QLineEdit[fixed="true"], QPlainTextEdit[fixed="true"] {{ background: transparent; color: {t.ink};
  border-color: transparent; padding-left: 0; }}
QLineEdit[refused="true"], QPlainTextEdit[refused="true"] {{ border: 1px solid {t.late}; }}
QLineEdit[kind="scan"] {{ background: {t.ground}; border: 1px solid {t.accent}; min-height: {px(34)}px;
  max-height: {px(34)}px; }}
QLineEdit[kind="scan"]:focus {{ border: 2px solid {t.accent}; background: {t.panel}; padding: 0 {px(10)}px; }}
QLineEdit[bare="true"] {{ border: none; background: transparent; padding: 0; }}
"""


def _containers(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget[ground="clear"] {{ background: transparent; border: none; }}
QAbstractItemView {{ background: transparent; border: none; outline: none; color: {t.ink}; }}
QTableView {{ gridline-color: {t.line}; selection-background-color: {t.accent_tint};
  selection-color: {t.ink}; alternate-background-color: {t.ground}; }}
QTableView::item {{ padding: 0 {px(8)}px; }}
QHeaderView::section {{ background: {t.panel}; color: {t.quiet}; border: none;
  border-bottom: 1px solid {t.line}; padding: {px(6)}px {px(8) + 3}px; font-weight: 700; }}
QHeaderView {{ background: {t.panel}; border: none; }}
QMenu {{ background: {t.panel}; color: {t.ink}; border: 1px solid {t.line}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(24)}px {px(6)}px {px(12)}px; border-radius: {px(4)}px; }}
QMenu::item:selected {{ background: {t.accent_tint}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.quiet}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {px(4)}px; }}
QListView[popup="true"] {{ background: {t.panel}; border: 1px solid {t.line}; padding: {px(4)}px;
  selection-background-color: {t.accent_tint}; selection-color: {t.ink}; }}
QDialog {{ background: {t.panel}; }}
"""


def _scroll_bars(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: {px(2)}px; }}
QScrollBar:horizontal {{ background: transparent; height: {px(10)}px; margin: {px(2)}px; }}
QScrollBar::handle {{ background: {t.line}; border-radius: {px(3)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(24)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(24)}px; }}
QScrollBar::handle:hover {{ background: {t.quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
