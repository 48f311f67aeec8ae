"""Fields made of what a rule asks (rules.asked): editor, hint, first answer; knows no act and no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk.errors import Refused
from desk.i18n import _
from desk.rules.asked import Asked
from desk.ui.requests.item_editors import DayEditor, read_hour
from desk.ui.widgets import editors
from desk.ui.widgets.choices import ChecksEditor, ChoiceEditor
from desk.ui.widgets.editors import LineEditor
from desk.ui.widgets.fields import Field, FormBody


class YesEditor(ChecksEditor):
    """One chip that is ticked or not; its value is a bool."""

    def __init__(self, word: str) -> None:
        super().__init__([(True, word)])

    def value(self) -> Any:
        """Whether it is ticked."""
        return bool(super().value())


class _HourEditor(LineEditor):
    def __init__(self) -> None:
        super().__init__(parse=_kept_hour, placeholder=_("mis. 09.30"))


def _kept_hour(text: str) -> str:
    hour = read_hour(text)
    return hour.strftime("%H:%M") if hour else ""


def field_for(asked: Asked) -> Field:
    """The field of one question."""
    label = _(asked.label)
    if asked.kind == "yes":
        return Field("", YesEditor(label), hint=_(asked.hint) if asked.hint else "")
    note = "" if asked.is_required or asked.kind == "choice" else _("boleh kosong")
    made: QWidget
    if asked.kind == "choice":
        made = ChoiceEditor([(key, _(words)) for key, words in asked.choices])
    else:
        made = _MADE.get(asked.kind, editors.line)()
    return Field(label, made, hint=_(asked.hint) if asked.hint else "", note=note)


class _LongEditor(editors.LongTextEditor):
    """As tall as its words, up to a point."""

    def __init__(self) -> None:
        super().__init__(lines=3)
        self.textChanged.connect(self._fit)

    def _fit(self) -> None:
        wanted = min(max(self.blockCount() + len(self.toPlainText()) // 90, 3), 12)
        if wanted != self._lines:
            self._lines = wanted
            self.updateGeometry()


_MADE: dict[str, Any] = {
    "long": _LongEditor,
    "date": DayEditor,
    "time": _HourEditor,
    "number": editors.number,
    "phone": editors.phone,
}


class AskedBody(FormBody):
    """The fields of some questions; those that another answer makes needless do not show."""

    def __init__(self, asked: Sequence[Asked], *, name: str) -> None:
        super().__init__(name=name, margins=(15, 8, 15, 8))
        self._asked = {each.name: each for each in asked}
        for each in asked:
            self.add(each.name, field_for(each))
        self.changed.connect(self._refit)
        self._refit()

    def put(self, known: Mapping[str, Any]) -> None:
        """Answer these beforehand; values as the rules keep them."""
        for name, value in known.items():
            if name not in self._asked or value in (None, ""):
                continue
            editor = self.field(name).editor
            if isinstance(editor, YesEditor):
                editor.restore([chip.word for chip in editor.chips()] if value else [])
            elif isinstance(editor, ChoiceEditor):
                editor.choose(value)
            else:
                self.field(name).typed().restore(str(value))
        self.settle()

    def focus_first_open(self) -> None:
        """Put the keyboard where the first answer is wanting."""
        for name in self._shown():
            if not self._is_answered(name):
                self.field(name).editor.setFocus()
                return
        self.focus_first()

    def is_at_last(self, widget: QWidget | None) -> bool:
        """Whether `widget` lies in the last field that shows."""
        shown = list(self._shown())
        if not shown or widget is None:
            return True
        editor = self.field(shown[-1]).editor
        return editor is widget or editor.isAncestorOf(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field, from the last one it answers."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() and self.is_at_last(QApplication.focusWidget()):
            self.submit_requested.emit()
            return
        super().keyPressEvent(event)

    def _shown(self) -> Iterable[str]:
        return (name for name in self._asked if not self.field(name).isHidden())

    def _is_answered(self, name: str) -> bool:
        try:
            value = self.field(name).typed().value()
        except Refused:
            return False
        return value not in (None, "", False)

    def _refit(self) -> None:
        shown: set[str] = set()
        for name, asked in self._asked.items():
            if asked.only_if is None or self._holds(asked.only_if, shown):
                shown.add(name)
            self.field(name).setVisible(name in shown)

    def _holds(self, condition: tuple[str, tuple[str, ...]], shown: set[str]) -> bool:
        other, answers = condition
        return other in shown and self.field(other).typed().value() in answers


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as an order takes them: days as ISO text."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
