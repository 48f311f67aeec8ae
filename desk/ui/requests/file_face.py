"""A request's file: what it is, who, and its tick list, gathered until it is saved; knows no database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.queries.request_details import ItemRow, RequestDetail
from desk.rules import item_values
from desk.rules.checklists import Item
from desk.ui import theme
from desk.ui.requests import staging
from desk.ui.requests.facts import FactRows, facts_of
from desk.ui.requests.staging import Staged
from desk.ui.requests.tick_list import TickList, key_words
from desk.ui.widgets import labels, layouts
from desk.ui.widgets.fields import FormBody


class FileFace(FormBody):
    """Facts over ticks; what is ticked stays here until the view saves it."""

    staged_changed = Signal()
    fill_wanted = Signal(object)
    """Enter on a line that is filled in: its Item."""

    def __init__(self) -> None:
        super().__init__(name=_("Berkas"), margins=(0, 0, 0, 8))
        self._detail: RequestDetail | None = None
        self._staged: Staged = {}
        self.ticks = TickList()
        self.facts = FactRows()
        self._service = labels.wrapped("", kind="strong")
        self._count = labels.section_head("")
        self._keys = labels.wrapped(f"{key_words()} · {_('Enter mengisi')}", kind="quiet")
        self._lay()
        self.setFocusProxy(self.ticks)
        self.ticks.marked.connect(self._on_marked)
        self.ticks.row_selected.connect(lambda _line: self.ticks.show_current_in(self))
        self.ticks.fill_wanted.connect(self.fill_wanted)

    def sizeHint(self) -> QSize:
        """Little: what there is of height is given to it, and the window never outgrows the screen for it."""
        return QSize(super().sizeHint().width(), theme.px(160))

    def show_detail(self, detail: RequestDetail, *, may_change: bool) -> None:
        """Show this request; what was ticked and is still asked stays."""
        is_new = self._detail is None or self._detail.row.id != detail.row.id
        self._detail = detail
        known = {line.item.key for line in detail.items}
        self._staged = {key: marked for key, marked in self._staged.items() if key in known}
        self._service.setText(f"{detail.row.service_number}  {detail.row.service_name}")
        self.facts.show_facts(facts_of(detail))
        self.ticks.setEnabled(may_change)
        self._keys.setVisible(may_change)
        self.retell()
        if is_new:
            self.ticks.select_at(max(self.ticks.first_missing(), 0) if self.ticks.rows() else -1)

    def retell(self) -> None:
        """Show the list with what was ticked laid over it."""
        if self._detail is None:
            return
        self.ticks.show_lines(staging.lines(self._detail, self._staged))
        required = sum(line.item.is_required for line in self._detail.items)
        there = required - self.missing()
        self._count.show_words(_("{there} dari {all}").format(there=there, all=required))

    def staged(self) -> Staged:
        """What was ticked and not saved."""
        return dict(self._staged)

    def stage(self, staged: Mapping[str, Any]) -> None:
        """Have this ticked instead; nothing where empty."""
        self._staged = {key: (mark, value) for key, (mark, value) in staged.items()}
        self.retell()
        self.staged_changed.emit()

    def missing(self) -> int:
        """How many required lines would still be missing."""
        return staging.missing(self._detail, self._staged) if self._detail is not None else 0

    def becomes_complete(self) -> bool:
        """Whether saving now completes the file."""
        detail = self._detail
        is_open = detail is not None and detail.completed_at is None
        return is_open and self.missing() == 0 and bool(self._staged)

    def line(self, item: Item) -> ItemRow | None:
        """The line of `item` as it stands."""
        items = self._detail.items if self._detail is not None else ()
        return next((each for each in items if each.item is item), None)

    def fill(self, item: Item, value: object) -> None:
        """Stage what was filled in; Refused where it is not to be kept so."""
        kept = item_values.keep(item, str(value or "")).value
        self._staged[item.key] = ("filled" if kept else "missing", kept or None)
        self.retell()
        self.staged_changed.emit()

    def take_keyboard(self) -> None:
        """Put the keyboard on the ticks."""
        self.ticks.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_marked(self, key: str, marked: str) -> None:
        before = {line.item.key: line.mark for line in self._detail.items} if self._detail else {}
        if before.get(key) == marked:
            self._staged.pop(key, None)
        else:
            self._staged[key] = (marked, None)
        self.retell()
        self.staged_changed.emit()

    def _lay(self) -> None:
        upper = QWidget()
        column = layouts.vertical(upper, margins=(15, 0), gap=8)
        head = layouts.horizontal(margins=(0, 8, 0, 0))
        layouts.fill(head, labels.section_head(_("Persyaratan")), None, self._count)
        layouts.fill(column, self._service, self.facts, head)
        below = QWidget()
        layouts.vertical(below, margins=(15, 0)).addWidget(self._keys)
        for widget in (upper, self.ticks, below):
            self.add_widget(widget)
