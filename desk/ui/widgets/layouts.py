"""Boxes whose margins and gaps follow the scale; knows no widget.

Lengths are given at 100 % from the spacing scale (4, 8, 12, 16, 24); `theme.apply` refits them.
"""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desk.ui import theme

Margins = int | tuple[int, int] | tuple[int, int, int, int]


def vertical(parent: QWidget | None = None, *, margins: Margins = 0, gap: int = 0) -> QVBoxLayout:
    """A column; `margins` are all four, (horizontal, vertical) or (left, top, right, bottom)."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    space(layout, margins=margins, gap=gap)
    return layout


def horizontal(parent: QWidget | None = None, *, margins: Margins = 0, gap: int = 0) -> QHBoxLayout:
    """A row; see `vertical`."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    space(layout, margins=margins, gap=gap)
    return layout


def grid(parent: QWidget | None = None, *, margins: Margins = 0, gap: int = 0) -> QGridLayout:
    """A grid; see `vertical`."""
    layout = QGridLayout(parent) if parent is not None else QGridLayout()
    space(layout, margins=margins, gap=gap)
    return layout


def space(layout: QLayout, *, margins: Margins, gap: int) -> None:
    """Set margins and gap of `layout` at the scale in use and remember them for the next scale."""
    if isinstance(margins, int):
        four = (margins, margins, margins, margins)
    elif len(margins) == 2:
        four = (margins[0], margins[1], margins[0], margins[1])
    else:
        four = margins
    layout.setProperty("desk_margins", list(four))
    layout.setProperty("desk_gap", gap)
    layout.setContentsMargins(*(theme.px(margin) for margin in four))
    layout.setSpacing(theme.px(gap))


def fill(layout: QBoxLayout, *widgets: QWidget | QLayout | None) -> None:
    """Add `widgets` in order; None is a stretch."""
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        elif isinstance(widget, QLayout):
            layout.addLayout(widget)
        else:
            layout.addWidget(widget)
