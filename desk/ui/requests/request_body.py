"""The scrolling body of the request form: fields that come and go, and Enter to whatever is unanswered.

Knows the form's names, not what they mean.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QWidget

from desk.errors import Refused
from desk.ui.requests.folds import Fold
from desk.ui.requests.tick_list import TickList
from desk.ui.widgets import labels, layouts
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.fields import Field, FormBody


class RequestBody(FormBody):
    """A FormBody whose fields may lie in folds and change with the service."""

    all_answered = Signal()
    """Enter was pressed and nothing is left to answer."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name, margins=(0, 0, 0, 8))

    def enlist(self, name: str, field: Field) -> Field:
        """Know `field` as `name` without laying it out: whoever calls puts it where it belongs."""
        self._fields[name] = field
        field.changed.connect(self.changed)
        self._clean[name] = field.typed().draft()
        return field

    def drop(self, name: str) -> None:
        """Forget and remove the field `name`."""
        field = self._fields.pop(name)
        self._clean.pop(name, None)
        field.hide()
        field.deleteLater()

    def names(self) -> tuple[str, ...]:
        """All fields known."""
        return tuple(self._fields)

    def values_of(self, names: Iterable[str]) -> dict[str, Any] | None:
        """The values of these fields, in closed folds too; None where one cannot be read, said beside it."""
        values: dict[str, Any] = {}
        refusals: list[tuple[str, str]] = []
        self.clear_refusals()
        for name in names:
            try:
                values[name] = self._fields[name].typed().value()
            except Refused as refused:
                refusals.append((name, refused.sentence))
        for name, sentence in reversed(refusals):
            self.show_refusal(name, sentence)
        return None if refusals else values

    def value_or(self, name: str, otherwise: Any) -> Any:
        """The value of one field, or `otherwise` where it cannot be read or is not there."""
        try:
            return self._fields[name].typed().value()
        except (KeyError, Refused):
            return otherwise

    def show_refusal(self, field: str | None, sentence: str) -> bool:
        """As FormBody, opening the fold that hides the field."""
        named = self._fields.get(field or "")
        if named is None:
            return super().show_refusal(field, sentence)
        self._open_around(named)
        is_shown = super().show_refusal(field, sentence)
        # once the sentence has its room, with whatever is offered below it
        QTimer.singleShot(0, named, lambda: self.ensureWidgetVisible(named, 0, 90))
        return is_shown

    def go_on(self) -> None:
        """Put the keyboard into the next field that is not answered, from where it is, then from above."""
        stops = self.stops()
        focus = QApplication.focusWidget()
        here = stops.index(focus) + 1 if focus in stops else 0
        for stop in (*stops[here:], *stops[:here]):
            if self._is_unanswered(stop):
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                self.ensureWidgetVisible(stop, 0, 40)
                return
        self.all_answered.emit()

    def go_into(self, fold: Fold) -> None:
        """Put the keyboard into the first field of `fold`, scrolled into sight once it has its room."""
        first = next((stop for stop in self.stops() if fold.holds(stop)), fold.head())
        first.setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, fold, lambda: self._show_whole(fold))

    def _show_whole(self, widget: QWidget) -> None:
        """Scroll so that `widget` shows from its top, and down to its foot if there is room."""
        self.column.activate()
        top = widget.mapTo(self._inner, QPoint(0, 0)).y()
        self.ensureVisible(0, top + widget.height(), 0, 0)
        self.ensureVisible(0, top, 0, 0)

    def stops(self) -> list[QWidget]:
        """Everything the keyboard can stop at, in the order in which it is laid out."""
        return list(_stops(self._inner))

    def order_tabs(self) -> None:
        """Let Tab walk in the order of the layout, whenever fields have come or gone."""
        for one, next_one in itertools.pairwise(self.stops()):
            QWidget.setTabOrder(one, next_one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.go_on()
            return
        super().keyPressEvent(event)

    def _is_unanswered(self, widget: QWidget) -> bool:
        if not (widget.isVisible() and widget.isEnabled() and self.isAncestorOf(widget)):
            return False
        if isinstance(widget, TickList):
            return widget.first_missing() >= 0
        if _is_optional(widget):
            return False
        if isinstance(widget, QLineEdit):
            return not widget.text() and not widget.isReadOnly()
        if isinstance(widget, QPlainTextEdit):
            return not widget.toPlainText()
        chips = widget.parentWidget()
        return isinstance(chips, ChoiceEditor) and chips.value() is None

    def _open_around(self, widget: QWidget) -> None:
        around = widget.parentWidget()
        while around is not None and around is not self:
            if isinstance(around, Fold):
                around.open()
            around = around.parentWidget()


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """`widget` and what lies in it, in the order in which it was put there.

    Not by `QLayout.itemAt`: its items are no QObjects, and a wrapper of one that Qt has deleted crashes.
    """
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QAbstractScrollArea):
        return
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from _stops(child)


def leave_out(editor: QWidget) -> None:
    """Enter passes `editor` by: it may stay empty; Tab stops at it."""
    editor.setProperty("optional", "true")


def _is_optional(widget: QWidget) -> bool:
    """Whether Enter passes by `widget`, or the editor it is part of."""
    parent = widget.parentWidget()
    return widget.property("optional") == "true" or (
        parent is not None and parent.property("optional") == "true"
    )


def above(label: str, editor: QWidget, *, hint: str = "") -> tuple[Field, QWidget]:
    """A field with its label above it: the field, and what to lay out."""
    field = Field(label, editor, hint=hint, label_width=0)
    box = QWidget()
    column = layouts.vertical(box, gap=2)
    head = labels.quiet(label)
    head.setBuddy(editor)
    layouts.fill(column, head, field)
    return field, box


def side_by_side(*boxes: tuple[QWidget, int]) -> QWidget:
    """Boxes beside each other, each with its share of the width."""
    row = QWidget()
    lay = layouts.horizontal(row, gap=8)
    for box, share in boxes:
        lay.addWidget(box, share, Qt.AlignmentFlag.AlignTop)
    return row
