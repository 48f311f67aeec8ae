"""Panels one at a time, and one over another that is only half done; knows no panel.

A panel may be given as what builds it, when it is first shown or asked for.
`open_over` keeps the panel below exactly as it is, the keyboard's place included; `go_back` returns to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget
from shiboken6 import isValid

from desk.i18n import _
from desk.ui.widgets import buttons, layouts


class _Below(NamedTuple):
    """A panel waiting below another, and where the keyboard was in it."""

    key: str
    focus: QWidget | None


class PanelStack(QWidget):
    """The panels by key; above one opened over another stands the way back."""

    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._panels: dict[str, QWidget] = {}
        self._builders: dict[str, Callable[[], QWidget]] = {}
        self._names: dict[str, str] = {}
        self._frames: dict[str, QScrollArea] = {}
        self._focus: dict[str, QWidget | None] = {}
        self._below: list[_Below] = []
        self._stack = QStackedWidget()
        self._back = buttons.quiet("", keys="Esc")
        self._back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._back.clicked.connect(self.go_back)
        self._bar = QWidget()
        bar = layouts.horizontal(self._bar, margins=(0, 0, 0, 8))
        layouts.fill(bar, self._back, None)
        column = layouts.vertical(self)
        layouts.fill(column, self._bar, self._stack)
        self._bar.hide()

    def add(self, key: str, name: str, panel: QWidget | Callable[[], QWidget]) -> None:
        """Add `panel`, or what builds it; the first one added is shown."""
        self._names[key] = name
        frame = QScrollArea()  # at 200 % a panel scrolls; the window never outgrows the screen
        frame.setFrameShape(QFrame.Shape.NoFrame)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setWidgetResizable(True)
        self._frames[key] = frame
        self._stack.addWidget(frame)
        if isinstance(panel, QWidget):
            self._place(key, panel)
        else:
            self._builders[key] = panel

    def current(self) -> str:
        """The key of the panel shown; empty while there is none."""
        shown = self._stack.currentWidget()
        return next((key for key, frame in self._frames.items() if frame is shown), "")

    def panel(self, key: str) -> QWidget:
        """The panel of `key`, built now where it never was."""
        if key in self._builders:
            self._place(key, self._builders.pop(key)())
        return self._panels[key]

    def is_built(self, key: str) -> bool:
        """Whether the panel of `key` was ever shown or asked for."""
        return key in self._panels

    def keys(self) -> tuple[str, ...]:
        """All keys in order."""
        return tuple(self._names)

    def depth(self) -> int:
        """How many panels wait below the one shown."""
        return len(self._below)

    def show_panel(self, key: str) -> None:
        """Show `key`; whatever waited below is left as it is, no longer returned to by Esc."""
        is_here = key == self.current()
        self._remember()
        self._below.clear()
        self._show(key, None if is_here else self._place_in(key))

    def open_over(self, key: str) -> None:
        """Show `key` over the panel shown, which stays as it is; already waiting below, it is returned to."""
        here = self.current()
        if key == here:
            self._panels[key].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if any(below.key == key for below in self._below):
            while self.current() != key and self.go_back():
                pass
            return
        self._remember()
        self._below.append(_Below(here, self._focus.get(here)))
        self._show(key, None)

    def go_back(self) -> bool:
        """Return to the panel below; False where none waits."""
        if not self._below:
            return False
        self._remember()
        below = self._below.pop()
        self._show(below.key, below.focus)
        return True

    def _place(self, key: str, panel: QWidget) -> None:
        panel.setProperty("ground", "clear")
        self._panels[key] = panel
        self._frames[key].setWidget(panel)

    def _remember(self) -> None:
        focus = QApplication.focusWidget()
        shown = self._stack.currentWidget()
        if focus is not None and shown is not None and shown.isAncestorOf(focus):
            self._focus[self.current()] = focus

    def _place_in(self, key: str) -> QWidget | None:
        """Where the keyboard was in a panel; one that holds no work is begun at its beginning."""
        holds_work = getattr(self.panel(key), "holds_work", None)
        return self._focus.get(key) if holds_work is None or holds_work() else None

    def _show(self, key: str, focus: QWidget | None) -> None:
        panel = self.panel(key)
        self._stack.setCurrentWidget(self._frames[key])
        if self._below:
            self._back.show_word(_("Kembali ke {name}").format(name=self._names[self._below[-1].key]))
        self._bar.setVisible(bool(self._below))
        if focus is not None and isValid(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(key)
