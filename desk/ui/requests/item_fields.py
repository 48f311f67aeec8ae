"""The tick list of one request on screen: fields for what is filled in, lines for what is ticked off.

Knows the standard's lines, no database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.errors import Refused
from desk.rules import checklists, item_values
from desk.rules.checklists import Item
from desk.rules.item_values import Event
from desk.rules.spans import Span
from desk.ui.requests.item_editors import WaivableEditor, editor_for
from desk.ui.requests.request_body import RequestBody, leave_out
from desk.ui.requests.tick_list import Line, TickList, item_hints
from desk.ui.widgets import editors, layouts
from desk.ui.widgets.fields import Field

MarksOrder = dict[str, tuple[str, str | None]]


class ItemFields(QObject):
    """Fields in `column`, ticks in `ticks`; what was typed on a line stays with it while others change."""

    changed = Signal()

    def __init__(self, body: RequestBody) -> None:
        super().__init__(body)
        self._body = body
        self._items: tuple[Item, ...] = ()
        self._typed: dict[str, object] = {}
        self._marks: dict[str, str] = {}
        self._filled: dict[str, str] = {}
        self.ticks = TickList()
        self.box = QWidget()
        self.column: QVBoxLayout = layouts.vertical(self.box, gap=8)
        self.ticks.marked.connect(self._on_marked)
        body.changed.connect(self.changed)

    def items(self) -> tuple[Item, ...]:
        """The lines shown."""
        return self._items

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these lines with what is known of them."""
        self._remember()
        for item in self._items:
            if item.kind == "isian":
                self._body.drop(f"marks.{item.key}")
        self._items = tuple(items)
        for item in self._items:
            if item.kind == "isian":
                self._add(item)
        ticked = [item for item in self._items if item.kind != "isian"]
        self.ticks.show_items(ticked, self._marks)
        self.box.setVisible(any(item.kind == "isian" for item in self._items))
        self.changed.emit()

    def forget(self) -> None:
        """Nothing typed, nothing ticked."""
        self._typed, self._marks, self._filled = {}, {}, {}
        for item in self._items:
            if item.kind == "isian":
                editors.set_quietly(self._field(item).typed(), None)
        self.ticks.show_lines(Line(line.item) for line in self.ticks.lines())

    def fill_known(self, known: Mapping[str, str]) -> None:
        """Put what is known of the applicant on the lines that ask for it, unless other words stand there."""
        for item in self._items:
            if item.kind != "isian" or not item.fills_from:
                continue
            typed = self._field(item).typed()
            before, now = self._filled.get(item.key, ""), known.get(item.fills_from, "")
            if _text_of(typed.draft()) == before != now:
                editors.set_quietly(typed, now)
            self._filled[item.key] = now

    def names(self) -> tuple[str, ...]:
        """The body's names of the fields shown."""
        return tuple(f"marks.{item.key}" for item in self._items if item.kind == "isian")

    def marks(self, values: Mapping[str, Any]) -> MarksOrder:
        """All lines for the order, the fields' values read by the body."""
        marks: MarksOrder = {key: (mark, None) for key, mark in self.ticks.marks().items()}
        for item in self._items:
            if item.kind == "isian":
                marks[item.key] = self._filled_in(item, values[f"marks.{item.key}"])
        return marks

    def missing(self) -> tuple[Item, ...]:
        """The required lines that are not there yet, as far as it can be read now."""
        values = self.values()
        marks = dict(self.ticks.marks())
        for item in self._items:
            if item.kind == "isian":
                marks[item.key] = self._filled_in(item, values.get(item.key, ""))[0]
        return checklists.missing(self._items, marks, values)

    def required(self) -> int:
        """How many lines the file needs."""
        return sum(item.is_required for item in self._items)

    def values(self) -> dict[str, str]:
        """What can be read of the fields now, in the form it is kept in."""
        read: dict[str, str] = {}
        for item in self._items:
            if item.kind != "isian":
                continue
            try:
                text = str(self._field(item).typed().value() or "")
                read[item.key] = text if "•" in text else item_values.keep(item, text).value
            except Refused:
                continue
        return read

    def event_facts(self) -> Event:
        """What the lines say of the event, as far as it can be read."""
        try:
            return item_values.event_of(self._items, self.values())
        except Refused:
            return Event()

    def take_span(self, span: Span) -> None:
        """Write this span on the lines on the event."""
        for item in self._items:
            words = item_values.filled_from_span(item, starts_at=span.starts_at, ends_at=span.ends_at)
            if words is not None and item.kind == "isian":
                self._field(item).typed().restore(words)

    def draft(self) -> dict[str, Any]:
        """All that was typed and ticked, of lines not shown too."""
        self._remember()
        return {"typed": dict(self._typed), "marks": dict(self._marks)}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put a draft back on the lines shown, and keep the rest for lines to come."""
        self._typed = dict(draft.get("typed", {}))
        self._marks = {str(key): str(mark) for key, mark in draft.get("marks", {}).items()}
        for item in self._items:
            if item.kind == "isian" and item.key in self._typed:
                self._field(item).typed().restore(self._typed[item.key])
        self.ticks.show_items([line.item for line in self.ticks.lines()], self._marks)
        self.changed.emit()

    def _add(self, item: Item) -> None:
        editor = editor_for(item)
        note, hint = item_hints(item)
        field = Field(item.text, editor, hint=hint, note=note)
        if item.optional:
            leave_out(editor)
        self._body.enlist(f"marks.{item.key}", field)
        if item.key in self._typed:
            editors.set_quietly(field.typed(), self._typed[item.key])
        self.column.addWidget(field)
        field.show()  # now, not when the layout comes round to it: Enter may go there at once

    def _field(self, item: Item) -> Field:
        return self._body.field(f"marks.{item.key}")

    def _filled_in(self, item: Item, value: Any) -> tuple[str, str | None]:
        editor = self._field(item).editor
        if isinstance(editor, WaivableEditor) and editor.is_waived():
            return "not_needed", None
        text = str(value or "")
        return ("filled" if text.strip() else "missing"), text or None

    def _remember(self) -> None:
        for item in self._items:
            if item.kind == "isian":
                self._typed[item.key] = self._field(item).typed().draft()
        self._marks.update(self.ticks.marks())

    def _on_marked(self, key: str, mark: str) -> None:
        self._marks[key] = mark
        self.changed.emit()


def _text_of(draft: object) -> str:
    """The text of a draft that is a line's."""
    if isinstance(draft, list):
        return str(draft[0]) if draft else ""
    return str(draft or "")
