"""Writes down that a booked videotron spot was shown, with its proof; knows no occupancy."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from desk import clock
from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.airings import AiringOrder, air
from desk.queries.bookings import BookingDetail
from desk.queries.premises import AiringRow, airing_rows
from desk.rules.asked import Asked, accept
from desk.rules.office_dates import clock_time, parse_day, short_date, span_words
from desk.ui import theme
from desk.ui.attachments.card import AttachmentsCard
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.fields import Field, FormBody
from desk.ui.widgets.rows import RowFace, RowsView

_ASKED = (Asked("at", "Pukul", "time"),)
_LABEL = 90


class Showings(QDialog):
    """When it was on the screen; the files of the showing chosen prove it."""

    saved = Signal()

    def __init__(self, parent: QWidget, desk: Desk, detail: BookingDetail) -> None:
        super().__init__(parent)
        self.detail, self._desk = detail, desk
        self._key = str(uuid.uuid4())
        self.setWindowTitle(_("Bukti tayang · {name}").format(name=detail.resource_name))
        self.body = FormBody(name=_("Bukti tayang"))
        self.list = RowsView(
            _face,
            name=_("Penayangan"),
            empty=_("Belum ada penayangan yang dicatat."),
            hint=_("Isi harinya dan pukulnya; kosong berarti sekarang."),
            key=lambda row: row.id,
        )
        self.list.lead(0)
        self.list.await_rows()
        self.files = AttachmentsCard(desk)
        self.files.hide()
        self.yes = buttons.primary(_("Catat tayang"), keys="Ctrl ⏎")
        self.no = buttons.secondary(_("Tutup"), keys="Esc")
        self._lay()
        self._connect()
        self.resize(theme.px(560), theme.px(560))
        self._ask()

    def _lay(self) -> None:
        self.body.add_widget(labels.wrapped(span_words(self.detail.span), kind="quiet"))
        self.body.add_widget(self.list)
        self.body.add_widget(self.files)
        words = editors.line(placeholder=_("misalnya: tayang penuh, putaran ke-3"))
        for name, label, editor in (
            ("on", _("Hari"), editors.typed_date(parse=_day, placeholder=_("hari ini"))),
            ("at", _("Pukul"), editors.line(placeholder=_("sekarang"))),
            ("note", _("Catatan"), words),
        ):
            self.body.add(name, Field(label, editor, label_width=_LABEL))
        self.body.settle()
        foot = layouts.horizontal(margins=(15, 8, 15, 12), gap=8)
        layouts.fill(foot, self.no, None, self.yes)
        column = layouts.vertical(self)
        column.addWidget(self.body, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.yes.clicked.connect(self.submit)
        self.no.clicked.connect(self.reject)
        self.body.submit_requested.connect(self.submit)
        self.list.row_selected.connect(self._on_selected)
        self.files.failed.connect(self._on_refused)

    def reject(self) -> None:
        if self.body.may_leave():
            super().reject()

    def submit(self) -> None:
        """Write the showing down that stands in the fields."""
        values = self.body.read()
        if values is None:
            return
        try:
            aired_at = _aired_at(values)
        except Refused as error:
            self._on_refused(error)
            return
        order = AiringOrder(self._key, self.detail.id, aired_at, values["note"] or None)
        self._desk.do(self, air, order, then=self._on_saved, otherwise=self._on_refused)

    def _ask(self, chosen: int | None = None) -> None:
        def show(rows: tuple[AiringRow, ...]) -> None:
            self.list.set_rows(rows)
            if chosen is not None:
                self.list.select_key(chosen)

        self._desk.ask(self, airing_rows, self.detail.id, then=show, otherwise=self._on_refused)

    def _on_saved(self, airing_id: int) -> None:
        self._key = str(uuid.uuid4())
        self.body.restore({"on": "", "at": "", "note": ""})
        self.body.settle()
        self._ask(airing_id)
        self.saved.emit()

    def _on_selected(self, row: AiringRow | None) -> None:
        self.files.setVisible(row is not None)
        if row is not None:
            self.files.show("airing", row.id, purpose="proof")

    def _on_refused(self, error: DeskError) -> None:
        names = {"aired_at": "at"}
        field = error.field if isinstance(error, Refused) else None
        self.body.show_refusal(names.get(field or "", field), str(error))


def _aired_at(values: dict[str, Any]) -> datetime | None:
    """The instant that was typed; None, now, where neither day nor hour was."""
    hour, day = accept(_ASKED, {"at": values["at"]})["at"], values["on"]
    if hour is None and day is None:
        return None
    now = clock.to_office(clock.now())
    at = time.fromisoformat(hour) if hour else now.time().replace(second=0, microsecond=0)
    return clock.at_office(day or now.date(), at)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    day = parse_day(text, clock.today())
    if day is None:
        raise Refused(_("Tulis harinya, misalnya kemarin atau 9/4."))
    return day


def _face(row: AiringRow) -> RowFace:
    when = f"{short_date(clock.office_date(row.aired_at))} {clock_time(row.aired_at)}"
    proofs = _("{0} berkas bukti").format(row.proofs) if row.proofs else _("belum ada berkas bukti")
    return RowFace(when, second=" · ".join(part for part in (row.note, proofs) if part))
