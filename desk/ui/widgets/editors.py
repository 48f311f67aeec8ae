"""What a field is typed into: line, long text, and lines with a parse; knows no domain.

Every editor answers `value()` (raising `Refused` where what stands there cannot be read), `draft()` and
`restore()` (what stands there, as plain data, for drafts), and signals `changed`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol, cast

from PySide6.QtCore import (
    QEvent,
    QObject,
    QSignalBlocker,
    QSize,
    QStringListModel,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QPlainTextEdit, QSizePolicy, QWidget

from desk.errors import Refused
from desk.i18n import _
from desk.ui import theme

Parse = Callable[[str], Any]
LINE_LIMIT = 5000  # nothing typed is cut silently: the rules refuse what is too long, beside the field


class Editor(Protocol):
    """What `Field` asks of any editor (each is a QWidget)."""

    changed: SignalInstance

    def value(self) -> Any:
        """What stands there, read; raises `Refused` where it cannot be."""
        ...

    def draft(self) -> object:
        """What stands there as plain data (text, list, None)."""
        ...

    def restore(self, draft: object) -> None:
        """Put `draft` back."""
        ...


def _as_typed(text: str) -> str:
    return text


class LineEditor(QLineEdit):
    """One line; `parse` reads it (its `Refused` is shown beside the field)."""

    changed = Signal()

    def __init__(self, *, parse: Parse = _as_typed, placeholder: str = "") -> None:
        super().__init__()
        self._parse = parse
        self.setMaxLength(LINE_LIMIT)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> Any:
        """The text as `parse` reads it."""
        return self._parse(self.text())

    def draft(self) -> object:
        """The text as typed."""
        return self.text()

    def restore(self, draft: object) -> None:
        """Put the text back."""
        self.setText(str(draft or ""))
        self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


class LongTextEditor(QPlainTextEdit):
    """Several lines; Enter goes on, Shift+Enter begins a new line."""

    changed = Signal()

    def __init__(self, *, lines: int = 2, placeholder: str = "") -> None:
        super().__init__()
        self._lines = lines
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """The text."""
        return self.toPlainText()

    def draft(self) -> object:
        """The text as typed."""
        return self.toPlainText()

    def restore(self, draft: object) -> None:
        """Put the text back."""
        self.setPlainText(str(draft or ""))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), self.fontMetrics().lineSpacing() * self._lines + theme.px(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(100), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shifted:
            event.ignore()
            return
        super().keyPressEvent(event)


class ComboEditor(LineEditor):
    """Type to find one of `choices`; the value is the choice's own, never its words.

    `free`: text that is no choice is a value too (as the text itself).
    """

    def __init__(
        self, choices: Sequence[tuple[Any, str]] = (), *, free: bool = False, placeholder: str = ""
    ) -> None:
        super().__init__(placeholder=placeholder)
        self._choices: tuple[tuple[Any, str], ...] = ()
        self._free = free
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(9)
        popup = QListView()
        popup.setProperty("popup", "true")
        completer.setPopup(popup)
        self.setCompleter(completer)
        self.set_choices(choices)
        self.setTextMargins(0, 0, theme.px(14), 0)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these (value, words) from now on; what stands there stays."""
        self._choices = tuple(choices)
        self._words.setStringList([words for _value, words in self._choices])

    def choose(self, value: Any) -> None:
        """Put the choice with `value` there; nothing where there is none."""
        self.restore(next((words for own, words in self._choices if own == value), ""))

    def value(self) -> Any:
        """The chosen value; None where nothing stands there."""
        typed = " ".join(self.text().split())
        if not typed:
            return None
        folded = typed.casefold()
        exact = [value for value, words in self._choices if words.casefold() == folded]
        near = exact or [value for value, words in self._choices if folded in words.casefold()]
        if len(near) == 1 or exact:
            return near[0]
        if self._free:
            return typed
        raise Refused(_("Pilih salah satu dari daftar."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._open()
            return
        super().keyPressEvent(event)

    def _open(self) -> None:
        """Show all choices, those that contain the text where some do."""
        self.completer().setCompletionPrefix("" if self._is_exact() else self.text())
        self.completer().complete()

    def _is_exact(self) -> bool:
        return any(words == self.text() for _value, words in self._choices)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(theme.color("quiet"))
        pen.setWidthF(1.4 * theme.scale() / 100)
        painter.setPen(pen)
        x, y, step = self.width() - theme.px(18), self.height() // 2 - theme.px(1), theme.px(4)
        painter.drawLine(x - step, y - step // 2, x, y + step // 2)
        painter.drawLine(x, y + step // 2, x + step, y - step // 2)
        painter.end()


class PairEditor(QWidget):
    """Two short lines with a word between (a time span, a range); `parse` reads both."""

    changed = Signal()

    def __init__(
        self, *, parse: Callable[[str, str], Any], names: tuple[str, str], between: str = "–"
    ) -> None:
        super().__init__()
        self._parse, self._between = parse, between
        self._lines = (LineEditor(), LineEditor())
        for line, spoken in zip(self._lines, names, strict=True):
            line.setParent(self)
            line.setAccessibleName(spoken)
            line.setPlaceholderText(spoken)
            line.changed.connect(self.changed)
        self.setFocusProxy(self._lines[0])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def value(self) -> Any:
        """Both lines as `parse` reads them."""
        return self._parse(self._lines[0].text(), self._lines[1].text())

    def draft(self) -> object:
        """Both texts as typed."""
        return [line.text() for line in self._lines]

    def restore(self, draft: object) -> None:
        """Put both texts back."""
        texts = draft if isinstance(draft, list) and len(draft) == 2 else ["", ""]
        for line, text in zip(self._lines, texts, strict=True):
            line.restore(text)

    def lines(self) -> tuple[LineEditor, LineEditor]:
        """The two lines."""
        return self._lines

    def sizeHint(self) -> QSize:
        return QSize(theme.px(220), self._lines[0].sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = self._gap()
        wide = min(theme.px(110), (self.width() - gap) // 2)
        for number, line in enumerate(self._lines):
            line.setGeometry(number * (wide + gap), 0, wide, self.height())

    def _gap(self) -> int:
        """Room for the word between."""
        return QFontMetrics(theme.font("body")).horizontalAdvance(self._between) + theme.px(16)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("quiet"))
        first = self._lines[0].geometry()
        painter.drawText(
            first.right(), 0, self._gap(), self.height(), Qt.AlignmentFlag.AlignCenter, self._between
        )
        painter.end()


def line(*, parse: Parse = _as_typed, placeholder: str = "") -> LineEditor:
    """One line of text."""
    return LineEditor(parse=parse, placeholder=placeholder)


def phone(*, parse: Parse = _as_typed) -> LineEditor:
    """A telephone number; the rules normalise it in `parse`."""
    editor = LineEditor(parse=parse, placeholder="08…")
    editor.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
    return editor


def typed_date(*, parse: Callable[[str], date | None], placeholder: str = "") -> LineEditor:
    """A day typed in any way `parse` reads (6/4, besok, Rabu …)."""
    return LineEditor(parse=parse, placeholder=placeholder or _("mis. 6/4/2026"))


def number(*, placeholder: str = "") -> LineEditor:
    """A whole number, None where empty; how large it may be is for the rules to say."""
    return LineEditor(parse=whole_number, placeholder=placeholder)


def whole_number(text: str) -> int | None:
    """`text` as a whole number with or without the dots between thousands; None where empty."""
    typed = text.strip().replace(".", "").replace(" ", "")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit()) or len(typed) > 15:
        raise Refused(_("Isi dengan angka bulat, misalnya 40."))
    return int(typed)


def set_quietly(editor: Editor, draft: object) -> None:
    """Put `draft` into `editor` without its `changed`."""
    blocker = QSignalBlocker(cast("QObject", editor))
    editor.restore(draft)
    blocker.unblock()
