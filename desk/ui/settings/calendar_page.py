"""The office's calendar: a year's days off, and every act on it shown before it is done; knows no SQL.

What moves promised dates is previewed; then one act moves them and the slips' reprint is offered.
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.calendar_changes import CalendarSaved, TakeBackOrder, take_back
from desk.queries import office_calendar
from desk.queries.calendar_moves import Moved, days_of_file, kept_moves, moved_by_taking_back
from desk.queries.office_calendar import (
    CalendarChangeRow,
    DayOffRow,
    calendar_change_rows,
    calendar_settings,
    calendar_year,
    office_hours,
    season_rows,
)
from desk.rules.rights import ROLES
from desk.ui.settings.calendar_acts import ActForm, CalendarAct, ClosureForm, ConfirmationForm, HalfDayForm
from desk.ui.settings.calendar_days import DaysCard
from desk.ui.settings.calendar_home import CalendarHome
from desk.ui.settings.calendar_import import ImportForm
from desk.ui.settings.calendar_moves import MovesCard
from desk.ui.settings.calendar_rules import CountingForm, HoursForm, SeasonForm
from desk.ui.settings.page import SettingsPage
from desk.ui.widgets import layouts
from desk.ui.widgets.progress import ProgressRow

_RIGHT = "keep_calendar"


class CalendarPage(SettingsPage):
    """Left the year, right what can be done, the form of it, and what it moves."""

    reprint_wanted = Signal(int)
    """A request whose slip says the old date."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, watches=office_calendar.WATCHES, parent=parent)
        self.days = DaysCard()
        self.home = CalendarHome()
        self.counting, self.hours, self.season = CountingForm(), HoursForm(), SeasonForm()
        self.confirmation, self.import_form = ConfirmationForm(), ImportForm()
        self.forms: dict[str, ActForm] = {
            "closure": ClosureForm(),
            "half_day": HalfDayForm(),
            "balinese": self.confirmation,
            "import": self.import_form,
            "counting": self.counting,
            "hours": self.hours,
            "season": self.season,
        }
        self.moves = MovesCard()
        self.progress = ProgressRow()
        self._asked: CalendarAct | None = None
        self._came_from: QWidget = self.home
        self._right = QStackedWidget()
        self._lay()
        self._connect()
        self.setFocusProxy(self.days)
        self.show_rights()

    def refresh(self) -> None:
        """Ask for the year, the changes and the rules again."""
        ask = self._desk.ask
        ask(self, calendar_year, self.days.year(), then=self.days.show_year)
        ask(self, calendar_change_rows, then=self.home.show_changes)
        ask(self, calendar_settings, then=self.counting.show_setting)
        ask(self, office_hours, then=self.hours.show_week)
        ask(self, season_rows, then=self.season.show_seasons)

    def show_rights(self) -> None:
        """Days are kept by who has that right, the rules set by the admin; everyone reads."""
        self.home.show_rights(keeps=self._why_not_keep(), rules=self.why_not())

    def open_form(self, key: str) -> None:
        """Begin, or go on with, the act `key`: closure, half_day, balinese, import, counting, …"""
        form = self.forms[key]
        if form.draft() is None:
            form.begin()
            if form is self.confirmation:
                self._offer_balinese()
        self._came_from = form
        self._show(form)
        if form is self.import_form:
            self.import_form.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            form.form.focus_first()

    def draft(self) -> dict[str, Any] | None:
        """What was typed in any form and not done."""
        kept = {key: draft for key, form in self.forms.items() if (draft := form.draft()) is not None}
        return {"forms": kept} if kept else None

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back; the last of the forms shows."""
        for key, kept in draft.get("forms", {}).items():
            if key in self.forms:
                self.forms[key].restore(kept)
                self._came_from = self.forms[key]
                self._show(self.forms[key], focus=False)

    # --- laying out ---------------------------------------------------------------------------------------

    def _lay(self) -> None:
        for widget in (self.home, *self.forms.values(), self.moves):
            self._right.addWidget(widget)
        right = layouts.vertical(gap=4)
        right.addWidget(self._right, 1)
        right.addWidget(self.progress)
        row = layouts.horizontal(self, gap=16)
        row.addWidget(self.days, 6)
        row.addLayout(right, 5)

    def _connect(self) -> None:
        self.days.year_wanted.connect(lambda _year: self._ask_year())
        self.days.day_chosen.connect(self._on_day_chosen)
        self.home.wanted.connect(self.open_form)
        self.home.take_back_wanted.connect(self._propose_take_back)
        self.home.moves_wanted.connect(self._show_kept)
        for form in self.forms.values():
            form.proposed.connect(self._on_proposed)
            form.closed.connect(self._go_home)
        self.import_form.read_wanted.connect(self._read_file)
        self.moves.save_wanted.connect(self._do)
        self.moves.closed.connect(self._leave_moves)
        self.moves.reprint_wanted.connect(self.reprint_wanted)
        self.progress.cancelled.connect(self._forget_question)

    def _show(self, widget: QWidget, *, focus: bool = True) -> None:
        """Show `widget` at the right; what moves takes the year's room too."""
        self.days.setVisible(widget is not self.moves)
        self._right.setCurrentWidget(widget)
        if focus:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_home(self) -> None:
        """Back to what can be done; what was typed is given up."""
        shown = self._right.currentWidget()
        if isinstance(shown, ActForm):
            shown.begin()
        self._came_from = self.home
        self._show(self.home, focus=False)
        self.days.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_moves(self) -> None:
        if self.moves.act() is None or self._came_from is self.home:
            self._go_home()
            return
        self._show(self._came_from)
        if isinstance(self._came_from, ActForm):
            self._came_from.form.focus_first()

    # --- asking -------------------------------------------------------------------------------------------

    def _why_not_keep(self) -> str:
        actor = self._desk.actor
        if actor is None or actor.may(_RIGHT):
            return ""
        words = _("Kalender diubah oleh petugas front office atau admin; akun Anda: {role}.")
        return words.format(role=ROLES[actor.role])

    def _ask_year(self) -> None:
        self._desk.ask(self, calendar_year, self.days.year(), then=self.days.show_year)

    def _on_day_chosen(self, row: object) -> None:
        is_balinese = isinstance(row, DayOffRow) and row.kind == "balinese" and bool(row.id)
        if is_balinese and not self._why_not_keep():
            self.confirmation.begin()
            self.open_form("balinese")

    def _offer_balinese(self) -> None:
        rows = self.days.rows()
        current = self.days.list.current_row()
        chosen = current.day if isinstance(current, DayOffRow) else None
        self.confirmation.offer(rows.days if rows is not None else (), chosen)

    def _read_file(self, file: Path, kind: str) -> None:
        def refused(error: DeskError) -> None:
            if isinstance(error, Refused):
                self.import_form.refuse(error)
            else:
                self.import_form.show_days(())
                self.tell_failure(error)

        self._desk.ask(self, days_of_file, file, kind, then=self.import_form.show_days, otherwise=refused)

    def _propose_take_back(self, row: CalendarChangeRow) -> None:
        self._came_from = self.home
        act = CalendarAct(
            _("Batalkan: {sentence}").format(sentence=row.sentence),
            take_back,
            TakeBackOrder(str(uuid.uuid4()), row.id),
            _("Perubahan dibatalkan."),
            moved_by_taking_back,
            (row.id,),
        )
        self._on_proposed(act)

    def _show_kept(self, row: CalendarChangeRow) -> None:
        def then(moved: Moved) -> None:
            self.moves.show_saved(row.sentence, moved)
            self._show(self.moves, focus=False)

        self._desk.ask(self, kept_moves, row.id, then=then, otherwise=self.tell_failure)

    def _on_proposed(self, act: CalendarAct) -> None:
        """Show what `act` moves; where nothing can move, do it."""
        if act.question is None:
            self._do(act)
            return
        self._asked = act
        self.progress.start(_("Menghitung permohonan yang berpindah …"))

        def then(moved: Moved) -> None:
            self.progress.finish()
            if self._asked is act:
                self._asked = None
                self.moves.show_preview(act, moved)
                self._show(self.moves, focus=False)
                self.moves.save.setFocus(Qt.FocusReason.OtherFocusReason)

        self._desk.ask(self, act.question, *act.arguments, then=then, otherwise=self._on_refused)

    def _forget_question(self) -> None:
        self._asked = None
        self.progress.finish()

    # --- doing --------------------------------------------------------------------------------------------

    def _do(self, act: CalendarAct) -> None:
        self.progress.start(_("Menyimpan dan memindahkan …"), cancellable=False)
        self._desk.do(
            self,
            act.operation,
            act.order,
            then=lambda saved: self._on_done(act, saved),
            otherwise=self._on_refused,
        )

    def _on_done(self, act: CalendarAct, saved: object) -> None:
        self.progress.finish()
        self.said.emit(act.said)
        if isinstance(self._came_from, ActForm):
            self._came_from.begin()
        self._came_from = self.home
        if isinstance(saved, CalendarSaved) and saved.moved:
            self._offer_reprints(act, saved)
        else:
            self._go_home()

    def _offer_reprints(self, act: CalendarAct, saved: CalendarSaved) -> None:
        def then(moved: Moved) -> None:
            self.moves.show_saved(act.sentence, moved)
            self._show(self.moves, focus=False)
            self.moves.list.setFocus(Qt.FocusReason.OtherFocusReason)

        self._desk.ask(self, kept_moves, saved.change_id, then=then, otherwise=self.tell_failure)

    def _on_refused(self, error: DeskError) -> None:
        """Beside its field where a form asked for it, else in the window's notice."""
        self.progress.finish()
        self._asked = None
        self.moves.save.setEnabled(True)
        if isinstance(error, Refused) and isinstance(self._came_from, ActForm):
            self._show(self._came_from, focus=False)
            self._came_from.refuse(error)
        else:
            self.tell_failure(error)
