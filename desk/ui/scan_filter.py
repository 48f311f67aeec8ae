"""Tells a barcode scanner's burst of keys from typing, and takes it away from what has the keyboard.

Knows no code: it hands on the text as the scanner typed it, to be read from its end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

LEAST_KEYS = 6
LONGEST_GAP_MS = 35

Clock = Callable[[QKeyEvent], float]
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr)


def event_time(event: QKeyEvent) -> float:
    """When the key was pressed (ms), as the system stamped it: a busy program does not compress typing."""
    return float(event.timestamp()) or monotonic() * 1000


class _Held(Protocol):
    """What a widget held before the burst."""

    @property
    def widget(self) -> QWidget:
        """Who held it."""
        ...

    def put_back(self) -> None:
        """Give it back."""
        ...


@dataclass(frozen=True)
class _HeldLine:
    widget: QLineEdit
    text: str
    cursor: int
    selection: tuple[int, int]

    def put_back(self) -> None:
        """Text, cursor and selection as they were."""
        if not isValid(self.widget):
            return
        if self.widget.text() != self.text:
            self.widget.setText(self.text)
        self.widget.setCursorPosition(self.cursor)
        if self.selection[1] > 0:
            self.widget.setSelection(*self.selection)


@dataclass(frozen=True)
class _HeldText:
    widget: QPlainTextEdit
    text: str
    anchor: int
    position: int

    def put_back(self) -> None:
        """Text, cursor and selection as they were."""
        if not isValid(self.widget):
            return
        if self.widget.toPlainText() != self.text:
            self.widget.setPlainText(self.text)
        cursor = self.widget.textCursor()
        cursor.setPosition(self.anchor)
        cursor.setPosition(self.position, QTextCursor.MoveMode.KeepAnchor)
        self.widget.setTextCursor(cursor)


@dataclass
class _Burst:
    """Keys that followed each other like a machine's."""

    typed: list[str] = field(default_factory=list)
    last_at: float = float("-inf")
    held: dict[int, _Held] = field(default_factory=dict)

    def forget(self) -> None:
        """Begin anew."""
        self.typed.clear()
        self.held.clear()


class ScanFilter(QObject):
    """An application-wide filter; `install` it once. Signals the text of each scan."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None, *, clock: Clock = event_time) -> None:
        super().__init__(parent)
        self._clock = clock
        self._burst = _Burst()

    def install(self, app: QApplication) -> None:
        """Watch every key `app` gets from now on."""
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget) or not _is_first_receiver(watched):
            return False
        return self._sees(event, watched)

    def _sees(self, event: QKeyEvent, widget: QWidget) -> bool:
        """Note one key press; True where it ends a scan and goes no further."""
        if event.isAutoRepeat():
            self._burst.forget()
            return False
        at = self._clock(event)
        follows = 0 <= at - self._burst.last_at <= LONGEST_GAP_MS
        self._burst.last_at = at
        if event.key() in _MODIFIERS:
            return False
        if not follows:
            self._burst.forget()
        if event.key() in _ENTERS:
            return self._ends()
        self._grows(event.text(), widget)
        return False

    def _grows(self, text: str, widget: QWidget) -> None:
        if len(text) != 1 or not text.isprintable():
            self._burst.forget()
            return
        held = _holding(widget)
        if held is not None:
            self._burst.held.setdefault(id(held.widget), held)  # the first is what stood there before
        self._burst.typed.append(text)

    def _ends(self) -> bool:
        text, held = "".join(self._burst.typed), list(self._burst.held.values())
        self._burst.forget()
        if len(text) < LEAST_KEYS:
            return False
        for one in held:
            one.put_back()
        self.scanned.emit(text)
        return True


def _is_first_receiver(widget: QWidget) -> bool:
    """Whether `widget` gets the key itself: an ignored key passes the filter again for every parent."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return widget is popup or widget is popup.focusWidget()
    focus = QApplication.focusWidget()
    return widget is focus or (focus is None and widget.isWindow())


def _holding(widget: QWidget) -> _Held | None:
    target = widget
    if not isinstance(widget, QLineEdit | QPlainTextEdit):
        focus = QApplication.focusWidget()  # a completer's list hands its keys on to the line below it
        target = focus if focus is not None else widget
    if isinstance(target, QLineEdit):
        start = max(target.selectionStart(), 0)
        selection = (start, target.selectionLength())
        return _HeldLine(target, target.text(), target.cursorPosition(), selection)
    if isinstance(target, QPlainTextEdit):
        cursor = target.textCursor()
        return _HeldText(target, target.toPlainText(), cursor.anchor(), cursor.position())
    return None
