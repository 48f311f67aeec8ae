"""Hari ini: what now, without a click; opens things elsewhere and changes nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.background import Desk
from desk.i18n import _
from desk.queries import worklist as query
from desk.queries.worklist import WorkList
from desk.ui.widgets import layouts
from desk.ui.widgets.cards import Card, scrolled
from desk.ui.widgets.row_face import RowFace
from desk.ui.widgets.rows import RowsView
from desk.ui.worklist import faces
from desk.ui.worklist.hall_view import HallView

_LEAD = 184


_CLOCKS = 4
"""Legal clocks that no other card pushes out of sight."""
_WHERE_ANY = ("at_risk", "road", "hands")
"""Cards that are there only while they hold something."""


class WorklistPanel(QWidget):
    """The first screen: clocks, confirmations, waiting files; beside them visitors and the hall."""

    request_chosen = Signal(int)
    booking_chosen = Signal(int)
    loan_chosen = Signal(int)
    """A booking whose things go out or come back today."""
    visit_chosen = Signal(int)
    late_counted = Signal(int)
    """How many promises are broken, for the badge."""
    late_loans_counted = Signal(int)
    """How many loans are late, for the badge of Aset."""
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._due = self._list(
            faces.due_face,
            _("Perlu dikerjakan"),
            (
                _("Tidak ada jangka waktu yang berjalan."),
                _("F2 mencatat tamu, F3 mencatat permohonan; yang berbatas waktu muncul di sini."),
            ),
        )
        self._hands = self._list(faces.hand_face, _("Serah terima hari ini"), ("", ""))
        self._awaiting = self._list(
            self._awaiting_face,
            _("Menunggu konfirmasi jadwal"),
            (_("Tidak ada pemesanan yang menunggu konfirmasi."), ""),
        )
        self._waiting = self._list(
            faces.waiting_face,
            _("Menunggu pemohon"),
            (_("Tidak ada berkas yang belum lengkap."), ""),
        )
        self._road = self._list(faces.wait_face, _("Menunggu langkah"), ("", ""))
        self._at_risk = self._list(faces.at_risk_face, _("Pemesanan terancam"), ("", ""))
        self._visits = self._list(
            faces.visit_face, _("Tamu hari ini"), (_("Belum ada tamu hari ini."), _("F2 mencatat tamu."))
        )
        self._visits.lead(48)
        self._due.keep_in_sight(_CLOCKS)
        self._hall = HallView()
        self._cards = {
            "at_risk": Card(_("Pemesanan terancam")),
            "due": Card(_("Perlu dikerjakan")),
            "hands": Card(_("Serah terima hari ini")),
            "awaiting": Card(_("Menunggu konfirmasi jadwal")),
            "road": Card(_("Menunggu langkah")),
            "waiting": Card(_("Menunggu pemohon")),
            "visits": Card(_("Tamu hari ini")),
            "hall": Card(_("Aula hari ini")),
        }
        for key in _WHERE_ANY:
            self._cards[key].hide()
        self._lay()
        self._connect()

    def refresh(self) -> None:
        """Ask anew; nothing while nobody sits at the desk."""
        if self._desk.actor is not None:
            self._desk.ask(
                self, query.worklist, self._desk.actor, then=self._show, otherwise=self.failed.emit
            )

    def lists(self) -> tuple[RowsView, ...]:
        """The lists in the order in which the arrows walk through them."""
        return (
            self._at_risk,
            self._due,
            self._hands,
            self._awaiting,
            self._road,
            self._waiting,
            self._visits,
        )

    def hall(self) -> HallView:
        """The hall's strip."""
        return self._hall

    def focus_first(self) -> None:
        """Put the keyboard on the most urgent row."""
        self._due.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._due.rows() and self._due.current_row() is None:
            self._due.select_at(0)

    def _list(self, face: Callable[[Any], RowFace], name: str, empty: tuple[str, str]) -> RowsView:
        rows = RowsView(face, name=name, empty=empty[0], hint=empty[1], key=_identity)
        rows.await_rows()
        rows.lead(_LEAD)
        return rows

    def _awaiting_face(self, row: Any) -> RowFace:
        actor = self._desk.actor
        return faces.awaiting_face(row, may_decide=actor is not None and actor.may("decide"))

    def _lay(self) -> None:
        left = QWidget()
        left.setProperty("ground", "clear")
        column = layouts.vertical(left, gap=12)
        for key, rows in (
            ("at_risk", self._at_risk),
            ("due", self._due),
            ("hands", self._hands),
            ("awaiting", self._awaiting),
            ("road", self._road),
            ("waiting", self._waiting),
        ):
            card = self._cards[key]
            card.rule_under_head()
            card.body.addWidget(rows)
            column.addWidget(card)
        column.addStretch(1)
        right = layouts.vertical(gap=16)
        for key, body in (("visits", self._visits), ("hall", self._hall)):
            self._cards[key].rule_under_head()
            self._cards[key].body.addWidget(body)
        right.addWidget(self._cards["visits"])
        right.addWidget(self._cards["hall"], 1)
        whole = layouts.horizontal(self, gap=16)
        whole.addWidget(scrolled(left), 67)
        whole.addLayout(right, 33)

    def _connect(self) -> None:
        self._due.row_activated.connect(lambda row: self.request_chosen.emit(row.id))
        self._waiting.row_activated.connect(lambda row: self.request_chosen.emit(row.request.id))
        self._road.row_activated.connect(lambda row: self.request_chosen.emit(row.id))
        self._awaiting.row_activated.connect(lambda row: self.booking_chosen.emit(row.id))
        self._hands.row_activated.connect(lambda row: self.loan_chosen.emit(row.booking_id))
        self._at_risk.row_activated.connect(lambda row: self.booking_chosen.emit(row.id))
        self._visits.row_activated.connect(lambda row: self.visit_chosen.emit(row.visit_id))
        for rows in self.lists():
            rows.action_pressed.connect(rows.row_activated)
        self._hall.block_chosen.connect(self.booking_chosen)
        self._desk.changed.connect(self._on_changed)
        self._desk.actor_changed.connect(self._on_actor_changed)

    def _show(self, work: WorkList) -> None:
        counts = work.visitors.counts
        for key, view, rows in (
            ("at_risk", self._at_risk, work.at_risk),
            ("due", self._due, work.due),
            ("hands", self._hands, work.hands),
            ("awaiting", self._awaiting, work.awaiting),
            ("road", self._road, work.road),
            ("waiting", self._waiting, work.waiting),
            ("visits", self._visits, work.visitors.rows),
        ):
            view.set_rows(rows)
            self._cards[key].set_extra(str(len(rows)))
        questions = _("{0} tamu · {1} pertanyaan").format(counts.guests, counts.questions)
        self._cards["visits"].set_extra(questions if counts.questions else str(counts.guests))
        is_any = (bool(work.at_risk), bool(work.road), bool(work.hands))
        for key, holds in zip(_WHERE_ANY, is_any, strict=True):
            self._cards[key].setVisible(holds)
        if self._due.hasFocus() and self._due.current_row() is None and work.due:
            self._due.select_at(0)
        self._show_hall(work)
        self.late_counted.emit(work.late)
        self.late_loans_counted.emit(sum(row.kind == "late" for row in work.hands))

    def _show_hall(self, work: WorkList) -> None:
        hours = work.hours
        opens, closes = (hours.opens, hours.closes) if hours else (time(8), time(16))
        now = clock.to_office(clock.now())
        self._hall.show_day(
            [faces.hall_block(row) for row in work.hall],
            opens=opens.hour * 60 + opens.minute,
            closes=closes.hour * 60 + closes.minute,
            now=now.hour * 60 + now.minute,
        )
        words = f"{opens:%H.%M}–{closes:%H.%M}" if hours else _("kantor tutup")
        self._cards["hall"].set_extra(words)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & query.WATCHES:
            self.refresh()

    def _on_actor_changed(self, actor: object) -> None:
        if actor is not None:
            self.refresh()


def _identity(row: Any) -> object:
    for name in ("visit_id", "key", "id"):
        if hasattr(row, name):
            return getattr(row, name)
    return row.request.id
