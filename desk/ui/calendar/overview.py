"""What the calendar's side says while nothing is open: the cursor's day, and who waits; asks nobody."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.i18n import _
from desk.queries.bookings import AwaitingRow
from desk.queries.free_times import FreeDay, HolderRow
from desk.queries.waiting import WaitingRow
from desk.rules.office_dates import clock_time, short_date, span_words
from desk.ui.calendar.board import hours_words
from desk.ui.calendar.waiting_list import WaitingList
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.chips import Chip
from desk.ui.widgets.rows import RowFace, RowsView


def _face(row: AwaitingRow) -> RowFace:
    until = clock.to_office(row.hold_until)
    held = _("s.d. {day} {hour}").format(day=short_date(until.date()), hour=clock_time(until))
    return RowFace(
        f"{row.resource_name} · {row.holder}",
        second=f"{span_words(row.span)} · {held}",
        warning=_("terhalang") if row.clash else "",
    )


class Overview(QWidget):
    """The answer to "is it free that day?", and the bookings that await confirmation."""

    booking_chosen = Signal(int)
    closing_wanted = Signal()
    lobby_wanted = Signal()
    exchange_wanted = Signal()
    agenda_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.day = labels.section_head("")
        self.chip = Chip()
        self.free = labels.wrapped("")
        self.taken = labels.wrapped("", kind="quiet")
        self.waiting = RowsView(
            _face,
            name=_("Menunggu konfirmasi"),
            empty=_("Tidak ada yang menunggu."),
            key=lambda row: row.id,
        )
        self.waiting.lead(0)
        self.waiting.row_activated.connect(lambda row: self.booking_chosen.emit(row.id))
        self.waits = WaitingList()
        self.closing = buttons.secondary(_("Tutup …"), shortcut="Alt+C")
        self.lobby = buttons.quiet(_("Layar lobi"), shortcut="Alt+Y")
        self.closing.clicked.connect(self.closing_wanted)
        self.lobby.clicked.connect(self.lobby_wanted)
        self.exchange = buttons.quiet(_("Kalender luar …"), shortcut="Alt+X")
        self.exchange.clicked.connect(self.exchange_wanted)
        self.agenda = buttons.secondary(_("Agenda pekan"), shortcut="Alt+I")
        self.agenda.clicked.connect(self.agenda_wanted)
        self.hints = QWidget()
        self._lay()

    def _lay(self) -> None:
        legend = labels.wrapped(
            _("Arsir: persiapan, pembersihan · putus-putus: dipesan sementara · abu-abu: lewat ruang lain"),
            kind="quiet",
        )
        keys = labels.wrapped(
            _(
                "Ketik hari (sel, 9/4) atau hari dan jam (rab 09-12). Enter memesan, T hari ini, "
                "Ctrl panah memindah pesanan, Shift PgUp/PgDn berganti sarana."
            ),
            kind="quiet",
        )
        others = layouts.horizontal(gap=4)
        layouts.fill(others, self.exchange, self.lobby, None)
        column = layouts.vertical(self)
        top = layouts.vertical(margins=(15, 12, 15, 12), gap=8)
        layouts.fill(top, self.day, self.chip, self.free, self.taken)
        head = layouts.vertical(margins=(15, 4, 15, 4))
        head.addWidget(labels.section_head(_("Menunggu konfirmasi")))
        foot = layouts.vertical(margins=(15, 8, 15, 12), gap=8)
        above = layouts.horizontal(gap=8)
        above.addWidget(self.agenda, 1)
        above.addWidget(self.closing, 1)
        foot.addLayout(above)
        foot.addLayout(others)
        layouts.fill(layouts.vertical(self.hints, gap=8), keys, legend)
        foot.addWidget(self.hints)
        column.addLayout(top)
        column.addLayout(head)
        column.addWidget(self.waiting)
        column.addWidget(self.waits)
        column.addStretch(1)
        column.addLayout(foot)

    def show_day(self, answer: FreeDay) -> None:
        """Say when the resource is free on the day, and who has it."""
        day = f"{answer.resource_name} · {short_date(answer.day)}"
        self.day.show_words(day)
        if answer.closures:
            self.chip.show_state(_("ditutup"), "late")
        elif answer.free:
            self.chip.show_state(_("bebas") if not answer.holders else _("sebagian bebas"), "ok")
        else:
            self.chip.show_state(_("penuh") if answer.holders else _("lewat"), "quiet")
        self.free.setText(_free_words(answer))
        taken = [_holder_words(row) for row in answer.holders]
        self.taken.setText("\n".join([*answer.closures, *taken]))
        self.taken.setVisible(bool(taken or answer.closures))

    def show_waiting(self, rows: tuple[AwaitingRow, ...]) -> None:
        """The bookings that await confirmation."""
        self.waiting.set_rows(rows)

    def show_waits(self, rows: tuple[WaitingRow, ...]) -> None:
        """Who is on the waiting list; the hints give way to it."""
        self.waits.show_rows(rows)
        self.hints.setVisible(not rows)


def _free_words(answer: FreeDay) -> str:
    times = ", ".join(hours_words(span) for span in answer.free)
    words = _("Bebas {times}.").format(times=times) if times else _("Tidak ada waktu bebas pada jam kerja.")
    return f"{answer.off}. {words}" if answer.off else words


def _holder_words(row: HolderRow) -> str:
    state = _(" (sementara)") if row.is_tentative else ""
    return f"{hours_words(row.span)} {row.holder}{state}. {row.contact}"
