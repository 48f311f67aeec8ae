"""A page of like records: the list at the left, the chosen one as a form at the right; knows no record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.ui.settings.page import SettingsPage
from desk.ui.settings.record_form import RecordForm
from desk.ui.widgets import buttons, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.rows import RowFace, RowsView

NEW = "new"
"""The key of the record that does not exist yet."""


@dataclass(frozen=True)
class Act:
    """What saving does: the operation, its order, and what to say afterwards."""

    operation: Callable[..., Any]
    order: object
    sentence: str


class RecordsPage(SettingsPage):
    """Arrows walk the list and show the record; Enter goes into its form."""

    beside: Mapping[str, str] = {}
    """Attribute of an order that is no field → the field beside which its refusal is said."""

    def __init__(self, desk: Desk, *, watches: frozenset[str], names: tuple[str, str, str]) -> None:
        """`names`: of the list, of the form, and on the button for a new one."""
        super().__init__(desk, watches=watches)
        list_name, form_name, new_word = names
        self.list = RowsView(self._face_with_state, name=list_name, empty=_("Belum ada."), key=self.key_of)
        self.record = RecordForm(form_name)
        self.new_button = buttons.secondary(new_word)
        self._list_card = Card(list_name)
        self._wanted: str | None = None
        self.add_fields(self.record)
        self._lay()
        self.list.row_selected.connect(self._show)
        self.list.row_activated.connect(lambda _row: self.record.form.focus_first())
        self.new_button.clicked.connect(self.begin_new)
        self.record.save_wanted.connect(self._save)
        self.record.changed.connect(self.list.viewport().update)
        self.setFocusProxy(self.list)
        self.show_rights()

    # --- what each page says of its records ----------------------------------------------------------------

    def add_fields(self, record: RecordForm) -> None:
        """Put the fields into the form."""
        raise NotImplementedError

    def ask(self, then: Callable[[Sequence[Any]], None]) -> None:
        """Ask for the rows."""
        raise NotImplementedError

    def key_of(self, row: Any) -> str:
        """The key of `row`; digits, so that it never is `NEW`."""
        raise NotImplementedError

    def face(self, row: Any) -> RowFace:
        """How `row` looks in the list."""
        raise NotImplementedError

    def shown(self, row: Any | None) -> tuple[str, Mapping[str, object]]:
        """Head and field contents of `row`; of an empty form where None."""
        raise NotImplementedError

    def act(self, key: str, values: Mapping[str, Any]) -> Act:
        """What saving `values` of the record `key` does; may raise Refused."""
        raise NotImplementedError

    def prepare(self, row: Any | None) -> None:
        """Show and hide fields for `row` (None: a new record) before it is shown."""

    # --- what all pages do ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the rows again."""
        self.ask(self._on_rows)

    def show_rights(self) -> None:
        """Fields may be typed into, and a new record begun, only by who may set up."""
        self.record.set_reason(self.why_not())
        self.new_button.setVisible(self.may_change())

    def begin_new(self) -> None:
        """An empty form, or what was typed for a new record and not saved."""
        self.list.select_at(-1)
        self._show_new()
        self.record.form.focus_first()

    def draft(self) -> dict[str, Any] | None:
        """Unsaved typing of every record, and which one is shown."""
        forms = self.record.draft()
        return {"shown": self.record.key(), "forms": forms} if forms else None

    def restore(self, draft: dict[str, Any]) -> None:
        """Put unsaved typing back."""
        self.record.restore(draft["forms"])
        if draft.get("shown") == NEW:
            self.begin_new()
        elif draft.get("shown"):
            self._wanted = draft["shown"]
            self._select()

    def _lay(self) -> None:
        self._list_card.add_to_head(self.new_button)
        self._list_card.rule_under_head()
        self.list.lead(0)
        self.list.fill_height()
        self._list_card.body.addWidget(self.list, 1)
        row = layouts.horizontal(self, gap=16)
        row.addWidget(self._list_card, 5)
        row.addWidget(self.record, 7)

    def _on_rows(self, rows: Sequence[Any]) -> None:
        self.list.set_rows(rows)
        self._list_card.set_extra(str(len(rows)))
        if not self._select() and self.record.key() is None and rows:
            self.list.select_at(0)
            self._show(rows[0])
        elif self.list.current_row() is not None:
            self._show(self.list.current_row())

    def _select(self) -> bool:
        """Select the record that is wanted, once it is there."""
        if self._wanted is None or not self.list.select_key(self._wanted):
            return False
        self._wanted = None
        self._show(self.list.current_row())
        return True

    def _show(self, row: Any) -> None:
        self.prepare(row)
        head, values = self.shown(row)
        self.record.show_record(self.key_of(row), head, values)

    def _show_new(self) -> None:
        self.prepare(None)
        head, values = self.shown(None)
        self.record.show_record(NEW, head, values)

    def _face_with_state(self, row: Any) -> RowFace:
        face = self.face(row)
        if self.key_of(row) in self.record.unsaved():
            return replace(face, second="", warning=_("belum disimpan"))
        return face

    def _save(self, values: dict[str, Any]) -> None:
        key = self.record.key() or NEW
        try:
            act = self.act(key, values)
        except Refused as why_not:
            self.record.refuse(why_not)
            return

        def done(result: Any) -> None:
            if key == NEW:
                self._wanted = str(result)
            self.record.saved()
            self.said.emit(act.sentence)

        def refused(error: DeskError) -> None:
            if isinstance(error, Refused):
                error = Refused(error.sentence, field=self.beside.get(error.field or "", error.field))
            if not self.record.refuse(error):
                self.tell_failure(error)

        self._desk.do(self, act.operation, act.order, then=done, otherwise=refused)
