"""Who is here today and what may be done about each, by key or button; knows no database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.queries.visitors import VisitDay, VisitRow
from desk.rules.office_dates import clock_time
from desk.ui.visitors.faces import visit_face
from desk.ui.visitors.strip import Strip
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.cards import Card
from desk.ui.widgets.fields import Field
from desk.ui.widgets.rows import RowFace, RowsView


class _Act(NamedTuple):
    """What a key does to the selected row, and to which rows it may."""

    word: str
    key: Qt.Key
    cap: str
    may: Callable[[VisitRow], bool]


def _acts() -> dict[str, _Act]:
    return {
        "serve": _Act(_("Layani"), Qt.Key.Key_L, "L", lambda row: row.state == "waiting"),
        "leave": _Act(_("Keluar"), Qt.Key.Key_K, "K", lambda row: row.is_here),
        "correct": _Act(_("Koreksi"), Qt.Key.Key_E, "E", _is_visit),
        "request": _Act(_("Permohonan"), Qt.Key.Key_P, "P", _is_visit),
        "leave_at": _Act(_("Jam keluar"), Qt.Key.Key_J, "J", _is_visit),
        "undo": _Act(_("Urungkan"), Qt.Key.Key_U, "U", _can_be_undone),
        "withdraw": _Act(_("Batalkan"), Qt.Key.Key_Delete, "Del", lambda row: row.state != "withdrawn"),
    }


def _is_visit(row: VisitRow) -> bool:
    return row.outcome == "visit" and row.state != "withdrawn"


def _can_be_undone(row: VisitRow) -> bool:
    return row.state == "withdrawn" or (row.outcome == "visit" and row.state in ("served", "left"))


_FIRST_LINE = ("serve", "leave", "correct", "request")
_SECOND_LINE = ("leave_at", "undo", "withdraw")


class _DayList(RowsView):
    """Rows that letters act upon; coming here selects the first."""

    key_pressed = Signal(int)

    def __init__(self, face: Callable[[Any], RowFace]) -> None:
        super().__init__(
            face,
            name=_("Tamu hari ini"),
            empty="",
            key=lambda row: row.visit_id,
        )
        self.lead(44)
        self.fill_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {act.key for act in _acts().values()} and not event.modifiers():
            self.key_pressed.emit(event.key())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_row() is None and self.rows():
            self.select_at(0)


class TodayCard(Card):
    """The day's visitors. `act_wanted` carries a code of `serve`, `leave`, `correct`, `request`, `undo`;
    leaving at another time and withdrawing ask first and say so by their own signals.
    """

    act_wanted = Signal(str, object)
    leave_wanted = Signal(object, str)
    withdrawal_wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(_("Tamu hari ini"))
        self._acts = _acts()
        self._asked: VisitRow | None = None
        self._to_list = buttons.quiet(_("Ke daftar"), shortcut="Alt+H")
        self._keys = labels.wrapped(_("Alt H ke daftar: L layani, K keluar, E koreksi."), kind="quiet")
        self._figures = labels.elided_line("", kind="quiet")
        self.list = _DayList(visit_face)
        reason = _wide(_("Alasan"), _("alasan, misalnya salah orang"))
        self.reason = Strip({"reason": reason}, yes=_("Batalkan kunjungan"))
        self.hour = Strip({"left_at": _wide(_("Jam keluar"), _("misalnya 08.40"))}, yes=_("Simpan"))
        self._buttons = {code: self._button(code) for code in (*_FIRST_LINE, *_SECOND_LINE)}
        self._lay()
        self._connect()
        self._on_selected()

    def show_day(self, day: VisitDay) -> None:
        """Show this day's rows and figures."""
        self.list.set_rows((*day.rows, *day.withdrawn))
        self.list.show_empty(_("Belum ada tamu hari ini."), _("Isi nama dan keperluannya, lalu Ctrl S."))
        counts = day.counts
        self.set_extra(_("{n} orang").format(n=counts.people) if counts.people else "")
        figures = [
            _("menunggu {n}").format(n=counts.waiting),
            _("dilayani {n}").format(n=counts.served),
            _("pertanyaan singkat {n}").format(n=counts.questions),
            _("diarahkan {n}").format(n=counts.directed),
            _("internal {n}").format(n=counts.internal),
        ]
        self._figures.show_words(" · ".join(words for words in figures if not words.endswith(" 0")))
        self._figures.setVisible(bool(self._figures.accessibleName()))
        self._on_selected()

    def _lay(self) -> None:
        self.add_to_head(self._to_list)
        figures = layouts.vertical(margins=(15, 0, 15, 8))
        figures.addWidget(self._figures)
        self.body.addLayout(figures)
        self.body.addWidget(self.list, 1)
        foot = layouts.vertical(margins=(11, 8, 11, 11), gap=4)
        layouts.fill(foot, self.reason, self.hour)
        self._bar = QWidget()
        lines = layouts.vertical(self._bar, gap=4)
        for codes in (_FIRST_LINE, _SECOND_LINE):
            line = layouts.horizontal(gap=4)
            layouts.fill(line, *(self._buttons[code] for code in codes), None)
            lines.addLayout(line)
        layouts.fill(foot, self._bar, self._keys)
        self.body.addLayout(foot)

    def _button(self, code: str) -> Button:
        act = self._acts[code]
        made = (buttons.secondary if code in _FIRST_LINE else buttons.quiet)(act.word, keys=act.cap)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the list has the keys; Tab need not pass seven buttons
        made.clicked.connect(lambda: self._do(code))
        return made

    def _connect(self) -> None:
        self._to_list.clicked.connect(lambda: self.list.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.list.key_pressed.connect(self._on_key)
        self.list.row_activated.connect(lambda _row: self._do("correct"))
        self.list.selectionModel().currentChanged.connect(lambda *_index: self._on_selected())
        self.reason.submitted.connect(
            lambda values: self.withdrawal_wanted.emit(self._asked, values["reason"])
        )
        self.hour.submitted.connect(self._on_hour)
        for strip in (self.reason, self.hour):
            strip.closed.connect(self._on_selected)

    def _on_reason(self, values: dict[str, str]) -> None:
        self.withdrawal_wanted.emit(self._asked, values["reason"])

    def _on_hour(self, values: dict[str, str]) -> None:
        self.leave_wanted.emit(self._asked, values["left_at"])

    def _on_selected(self) -> None:
        row = self.list.current_row()
        for code, button in self._buttons.items():
            button.setEnabled(row is not None and self._acts[code].may(row))
        is_asking = self.reason.isVisible() or self.hour.isVisible()
        self._bar.setVisible(row is not None and not is_asking)
        self._keys.setVisible(row is None and bool(self.list.rows()))

    def _on_key(self, key: int) -> None:
        for code, act in self._acts.items():
            if act.key == key:
                self._do(code)

    def _do(self, code: str) -> None:
        row = self.list.current_row()
        if row is None or not self._acts[code].may(row):
            return
        if code == "withdraw":
            self._ask(self.reason, row, _("Batalkan kunjungan {name}?"), {})
        elif code == "leave_at":
            left: dict[str, object] = {"left_at": clock_time(row.left_at)} if row.left_at else {}
            self._ask(self.hour, row, _("Pukul berapa {name} keluar?"), left)
        else:
            self.act_wanted.emit(code, row)

    def _ask(self, strip: Strip, row: VisitRow, words: str, values: dict[str, object]) -> None:
        self._asked = row
        self._bar.hide()
        strip.open(words.format(name=row.name), values)


def _wide(label: str, placeholder: str) -> Field:
    field = Field(label, editors.line(placeholder=placeholder), label_width=0)
    field.editor.setAccessibleName(label)
    return field
