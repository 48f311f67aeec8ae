"""The form that closes a resource for a while, and the closures that stand; does nothing itself."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.errors import Refused
from desk.i18n import _
from desk.operations.resources import ClosureOrder, LiftOrder
from desk.queries.resources import ClosureRow, ResourceRow
from desk.rules.office_dates import span_words
from desk.ui.calendar.form import LABEL
from desk.ui.calendar.typed import Days, Hours, days_typed, hours_typed, span_typed
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.fields import Field, FormBody
from desk.ui.widgets.rows import Action, RowFace, RowsView


def _optional_hours(text: str) -> Hours | None:
    return hours_typed(text) if text.strip() else None


def _face(row: ClosureRow) -> RowFace:
    return RowFace(
        row.resource_name,
        rest=f" · {row.reason}",
        second=span_words(row.span),
        action=Action(_("Cabut")),
    )


class ClosurePane(QWidget):
    """Resource, days, hours (none: the whole day) and why; below it what is closed already."""

    submitted = Signal(object)
    """A ClosureOrder."""
    lift_wanted = Signal(object)
    """A LiftOrder."""

    def __init__(self) -> None:
        super().__init__()
        self._key = str(uuid.uuid4())
        self._resource = editors.ComboEditor(placeholder=_("aula, zoom …"))
        self._days = editors.line(parse=days_typed, placeholder=_("rab, 9/4, 9/4 sd 11/4"))
        self._hours = editors.line(parse=_optional_hours, placeholder=_("sepanjang hari"))
        self.body = FormBody(name=_("Penutupan"))
        self.body.add("resource_key", Field(_("Sarana"), self._resource, label_width=LABEL))
        self.body.add("day", Field(_("Hari"), self._days, label_width=LABEL))
        self.body.add("span", Field(_("Jam"), self._hours, label_width=LABEL))
        self.body.add("reason", Field(_("Alasan"), editors.LongTextEditor(lines=2), label_width=LABEL))
        self.save = buttons.primary(_("Tutup sarana"), keys="Ctrl ⏎")
        self.body.add_widget(self.save)
        self.body.add_widget(labels.section_head(_("Penutupan yang berlaku")))
        self.standing = RowsView(
            _face,
            name=_("Penutupan yang berlaku"),
            empty=_("Tidak ada pada hari-hari ini."),
            key=lambda row: row.id,
        )
        self.standing.lead(0)
        self.body.add_widget(self.standing)
        layouts.fill(layouts.vertical(self), self.body)
        self.body.submit_requested.connect(self.submit)
        self.body.save_requested.connect(self.submit)
        self.save.clicked.connect(self.submit)
        self.standing.action_pressed.connect(self._on_lift)
        self.standing.row_activated.connect(self._on_lift)

    def offer(self, resources: tuple[ResourceRow, ...], closures: tuple[ClosureRow, ...]) -> None:
        """What can be closed, and what is."""
        self._resource.set_choices([(row.key, row.name) for row in resources if row.is_active])
        self.standing.set_rows(closures)

    def begin(self, resource_key: str, day: date) -> None:
        """A new closure of that day."""
        self._key = str(uuid.uuid4())
        self.body.reset()
        self._resource.choose(resource_key)
        self._days.restore(Days(day, day).words())
        self.body.settle()
        self.body.field("reason").editor.setFocus()

    def select(self, closure_id: int) -> None:
        """Put the keyboard on a closure that stands."""
        self.standing.select_key(closure_id)
        self.standing.setFocus()

    def submit(self) -> None:
        """Emit the closure that stands in the fields."""
        values = self.body.read()
        if values is None:
            return
        if values["resource_key"] is None:
            self.body.show_refusal("resource_key", _("Pilih sarananya."))
            return
        hours = values["span"] or Hours(time.min, time.min)
        try:
            span = span_typed(values["day"], hours)
        except Refused as refused:
            self.body.show_refusal(refused.field, refused.sentence)
            return
        self.submitted.emit(ClosureOrder(self._key, values["resource_key"], span, values["reason"]))

    def is_dirty(self) -> bool:
        """Whether something was typed."""
        return self.body.is_dirty()

    def draft(self) -> dict[str, Any]:
        """What stands in the fields, as plain data."""
        return {"key": self._key, "fields": self.body.draft()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put a draft back; it is still the same form and closes only once."""
        self._key = draft.get("key", self._key)
        self.body.restore(draft.get("fields", {}))

    def _on_lift(self, row: ClosureRow) -> None:
        self.lift_wanted.emit(LiftOrder(row.id))
