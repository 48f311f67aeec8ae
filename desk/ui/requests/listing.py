"""The list of requests: today's, those waiting, all, searched; knows no database."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from desk import clock
from desk.i18n import _
from desk.queries.requests import RegisterQuestion, RequestRow
from desk.rules.office_dates import long_date, short_date
from desk.rules.request_states import WORKING, state_words
from desk.ui import theme
from desk.ui.widgets import buttons, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.editors import LineEditor
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.rows import RowFace, RowsView

_PAGE = 100
_TONES: dict[str, Tone] = {"late": "late", "today": "today", "soon": "today", "ok": "ok"}


def state_chip(state: str) -> tuple[str, Tone]:
    """How a file stands, in a word."""
    return state_words(state), _STATE_TONES[state]


_STATE_TONES: dict[str, Tone] = {
    "incomplete": "missing",
    "complete": "done",
    "in_process": "info",
    "ready": "today",
    "handed_over": "done",
    "finished": "done",
    "refused": "late",
    "withdrawn": "quiet",
    "redirected": "quiet",
    "objected": "late",
}


def urgency_chip(row: RequestRow) -> tuple[str, Tone]:
    """How near its date is; a request without one says so, one that is no longer worked on its state."""
    if row.state not in WORKING:
        return state_chip(row.state)
    if row.urgency is None:
        return _("tanpa tanggal"), "quiet"
    return row.urgency_words, _TONES[row.urgency]


def request_face(row: RequestRow) -> RowFace:
    """A request in a list."""
    promised = f"{row.due_words} {long_date(row.due_on)}" if row.due_on else row.due_words
    parts = (row.service_name, row.institution, row.subject, promised)
    return RowFace(
        title=row.number,
        rest=f" · {row.applicant}",
        second=" · ".join(part for part in parts if part),
        lead_chip=urgency_chip(row),
        end_chip=state_chip(row.state) if row.state in WORKING else None,
    )


class _Search(LineEditor):
    down_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down_pressed.emit()
            return
        super().keyPressEvent(event)


class RequestsList(Card):
    """Search and filter over rows; Enter opens one, Ctrl+N begins a new one."""

    asked = Signal(object)
    """A RegisterQuestion to answer with `show_rows` or, for a further page, `add_rows`."""
    chosen = Signal(int)
    new_wanted = Signal()
    register_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Permohonan"))
        self._is_whole = True
        self.search = _Search(placeholder=_("nomor, nama, instansi, nomor surat, telepon …"))
        self.search.setAccessibleName(_("Cari permohonan"))
        self.filter = ChoiceEditor(
            [
                ("today", _("Hari ini")),
                ("incomplete", _("Menunggu pemohon")),
                ("ready", _("Siap diserahkan")),
                ("all", _("Semua")),
                ("withdrawn", _("Dicabut")),
            ],
            chosen="today",
        )
        self.filter.setAccessibleName(_("Tampilkan"))
        self.rows = RowsView(request_face, name=_("Permohonan"), empty="", key=lambda row: row.id)
        self.rows.lead(150)
        self.rows.fill_height()
        self._new = buttons.primary(_("Permohonan baru"), keys="Ctrl N")
        for word, keys, kind in (
            (_("Keberatan"), "Alt+K", "objections"),
            (_("Pengaduan pelayanan"), "Alt+P", "complaints"),
        ):
            button = buttons.quiet(word, shortcut=keys)
            button.clicked.connect(lambda _on=False, kind=kind: self.register_wanted.emit(kind))
            self.add_to_head(button)
        self.add_to_head(self._new)
        self._lay()
        self.setFocusProxy(self.search)
        self.search.changed.connect(self.ask)
        self.search.down_pressed.connect(self._go_to_rows)
        self.filter.changed.connect(self.ask)
        self.rows.left_upwards.connect(self.search.setFocus)
        self.rows.row_activated.connect(lambda row: self.chosen.emit(row.id))
        self.rows.row_selected.connect(self._on_selected)
        self._new.clicked.connect(self.new_wanted)

    def ask(self) -> None:
        """Ask for the first page again."""
        self.asked.emit(self._question())

    def show_rows(self, rows: Sequence[RequestRow]) -> None:
        """Show the first page."""
        self._is_whole = len(rows) < _PAGE
        self.rows.show_empty(*self._empty_words())
        self.rows.set_rows(rows)
        self._count()

    def add_rows(self, rows: Sequence[RequestRow]) -> None:
        """Show a further page below."""
        self._is_whole = len(rows) < _PAGE
        self.rows.set_rows((*self.rows.rows(), *rows))
        self._count()

    def _lay(self) -> None:
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = layouts.horizontal(margins=(15, 12, 15, 12), gap=12)
        line.addWidget(self.search, 2)
        line.addWidget(self.filter, 3)
        self.body.addLayout(line)
        self.body.addWidget(self.rows, 1)
        self.rule_under_head()
        self.setMinimumWidth(theme.px(400))

    def _question(self, before_id: int | None = None) -> RegisterQuestion:
        chosen = self.filter.value()
        typed = self.search.text()
        states = (chosen,) if chosen in ("incomplete", "ready", "withdrawn") else ()
        only_today = chosen == "today" and not typed.strip()
        return RegisterQuestion(
            text=typed,
            states=states,
            received_on=clock.today() if only_today else None,
            before_id=before_id,
            limit=_PAGE,
        )

    def _empty_words(self) -> tuple[str, str]:
        if self.search.text().strip():
            return _("Tidak ada permohonan dengan kata itu."), _("Coba nomornya, misalnya ppid 31.")
        hint = _("Ctrl N mencatat permohonan; dari Tamu (F2) pemohonnya sudah terisi.")
        words = {
            "today": _("Belum ada permohonan hari ini, {day}.").format(day=short_date(clock.today())),
            "incomplete": _("Tidak ada berkas yang menunggu pemohon."),
            "ready": _("Tidak ada yang menunggu diserahkan."),
            "withdrawn": _("Tidak ada permohonan yang dicabut."),
        }
        return words.get(self.filter.value() or "", _("Belum ada permohonan.")), hint

    def _count(self) -> None:
        count = len(self.rows.rows())
        self.set_extra("" if not count else str(count) if self._is_whole else f"{count}+")

    def _go_to_rows(self) -> None:
        if self.rows.rows():
            if self.rows.current_row() is None:
                self.rows.select_at(0)
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_selected(self, row: RequestRow) -> None:
        rows = self.rows.rows()
        if not self._is_whole and rows and row is rows[-1]:
            self._is_whole = True  # asked once; the answer says whether there is more
            self.asked.emit(self._question(before_id=row.id))
