"""How the office counts, and its hours by weekday and in Ramadan, as forms; does nothing itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from desk.errors import Refused
from desk.i18n import _
from desk.operations.calendar_settings import (
    CalendarSettingOrder,
    HoursOrder,
    SeasonHoursOrder,
    drop_season_hours,
    set_calendar,
    set_hours,
    set_season_hours,
)
from desk.queries.calendar_moves import moved_by_switches
from desk.queries.office_calendar import CalendarSettingRow, SeasonRow
from desk.rules.office_dates import clock_time, parse_times, plain_date
from desk.rules.working_days import DayHours
from desk.ui.calendar.typed import days_typed
from desk.ui.settings.calendar_acts import ActForm, CalendarAct
from desk.ui.widgets import editors, labels
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.fields import Field
from desk.ui.widgets.rows import Action, RowFace, RowsView

LABEL = 128
_LONG = DayHours(time(8), time(15), time(12), time(12, 30))
_FRIDAY = DayHours(time(8), time(15, 30), time(11, 30), time(12, 30))
RAMADAN: tuple[DayHours | None, ...] = (*[_LONG] * 4, _FRIDAY, None, None)
"""Perpres 21/2023 Ps 4: 32 h 30 a week from 08.00; a proposal to correct."""


class CountingForm(ActForm):
    """Which days count, by which calendar, when a draft is wanted, whether clocks may be paused."""

    def __init__(self) -> None:
        self._setting: CalendarSettingRow | None = None
        super().__init__(_("Cara menghitung"))

    def add_fields(self) -> None:
        off = [(True, _("hari libur")), (False, _("tetap dihitung"))]
        by = [("statutory", _("kalender undang-undang")), ("office", _("dengan hari raya Bali"))]
        may = [(True, _("boleh")), (False, _("tidak"))]
        self._choices = {
            "counts_national": ChoiceEditor(off),
            "counts_joint_leave": ChoiceEditor(off),
            "statutory_limits": ChoiceEditor(by),
            "office_limits": ChoiceEditor(by),
            "allows_pauses": ChoiceEditor(may),
        }
        names = {
            "counts_national": _("Libur nasional"),
            "counts_joint_leave": _("Cuti bersama"),
            "statutory_limits": _("PPID, SP4N"),
            "office_limits": _("Standar lainnya"),
            "allows_pauses": _("Hentikan jangka waktu"),
        }
        for name, editor in self._choices.items():
            self.add(name, Field(names[name], editor, label_width=LABEL))
        hint = _("hari kerja sebelum batas; 0: tidak ditampilkan")
        number = editors.number()
        self.add("draft_days_ahead", Field(_("Konsep jawaban"), number, hint=hint, label_width=LABEL))

    def show_setting(self, setting: CalendarSettingRow) -> None:
        """Show what is saved, unless something is being typed."""
        self._setting = setting
        if self.form.is_dirty():
            return
        switches = setting.switches
        values = {
            "counts_national": switches.national,
            "counts_joint_leave": switches.joint_leave,
            "statutory_limits": switches.statutory_limits,
            "office_limits": switches.office_limits,
            "allows_pauses": setting.allows_pauses,
        }
        for name, value in values.items():
            self._choices[name].choose(value)
        self.form.field("draft_days_ahead").typed().restore(str(setting.draft_days_ahead))
        self.form.settle()

    def begin(self) -> None:
        """Show what is saved, whatever was typed."""
        super().begin()
        if self._setting is not None:
            self.show_setting(self._setting)

    def act(self, values: Mapping[str, Any]) -> CalendarAct:
        order = CalendarSettingOrder(**{**values, "draft_days_ahead": values["draft_days_ahead"] or 0})
        is_other = self._setting is None or order.switches() != self._setting.switches
        return CalendarAct(
            _("Cara menghitung diubah"),
            set_calendar,
            order,
            _("Cara menghitung disimpan."),
            moved_by_switches if is_other else None,
            (order.switches(),) if is_other else (),
        )


class HoursForm(ActForm):
    """Opening hours of each weekday."""

    def __init__(self) -> None:
        self._week: tuple[DayHours | None, ...] = ()
        super().__init__(_("Jam kerja"), onward=_("Simpan"))
        self.tell(_("Jam kerja tidak menggeser batas; hari penerimaan tetap hari itu juga sesudah tutup."))

    def add_fields(self) -> None:
        _add_week(self)

    def show_week(self, week: Sequence[DayHours | None]) -> None:
        """Show what is saved, unless something is being typed."""
        self._week = tuple(week)
        if not self.form.is_dirty():
            self.form.reset(_week_words(week))

    def begin(self) -> None:
        """Show what is saved, whatever was typed."""
        super().begin()
        self.form.reset(_week_words(self._week))

    def act(self, values: Mapping[str, Any]) -> CalendarAct:
        order = HoursOrder(_week_of(values))
        return CalendarAct(_("Jam kerja diubah"), set_hours, order, _("Jam kerja disimpan."))


class SeasonForm(ActForm):
    """Other hours for some weeks, and the weeks there are."""

    beside: Mapping[str, str] = {"first_on": "days", "last_on": "days"}

    def __init__(self) -> None:
        super().__init__(_("Jam Ramadan"), onward=_("Simpan"))

    def add_fields(self) -> None:
        self.list = RowsView(_season_face, name=_("Jam khusus"), empty="", key=lambda row: row.id)
        self.list.lead(0)
        self.list.row_activated.connect(self._drop)
        self.list.action_pressed.connect(self._drop)
        self.form.add_widget(self.list)
        name = editors.line(placeholder=_("Ramadan 1448 H"))
        self.add("name", Field(_("Nama"), name, label_width=LABEL))
        days = editors.line(parse=days_typed, placeholder=_("8/2/2027 sd 9/3/2027"))
        self.add("days", Field(_("Dari – sampai"), days, label_width=LABEL))
        self.form.add_widget(labels.section_head(_("Jam kerja selama itu")))
        _add_week(self)

    def begin(self) -> None:
        """An empty season with the usual Ramadan hours."""
        super().begin()
        self.form.reset(_week_words(RAMADAN))

    def show_seasons(self, rows: Sequence[SeasonRow]) -> None:
        """List the seasons there are."""
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))

    def act(self, values: Mapping[str, Any]) -> CalendarAct:
        days = values["days"]
        order = SeasonHoursOrder(values["name"], days.first, days.last, _week_of(values))
        return CalendarAct(_("Jam khusus"), set_season_hours, order, _("Jam khusus disimpan."))

    def _drop(self, row: SeasonRow) -> None:
        said = _("Jam {name} dihapus.").format(name=row.name)
        self.proposed.emit(CalendarAct(row.name, drop_season_hours, row.id, said))


def _season_face(row: SeasonRow) -> RowFace:
    days = f"{plain_date(row.first_on)} – {plain_date(row.last_on)}"
    return RowFace(row.name, second=days, action=Action(_("Hapus"), "⏎", only_current=True))


def _add_week(form: ActForm) -> None:
    names = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))
    for number, name in enumerate(names):
        editor = editors.line(parse=hours_of_day, placeholder=_("tutup"))
        form.add(f"day{number}", Field(name, editor, label_width=LABEL))


def _week_of(values: Mapping[str, Any]) -> tuple[DayHours | None, ...]:
    return tuple(values[f"day{number}"] for number in range(7))


def _week_words(week: Sequence[DayHours | None]) -> dict[str, object]:
    return {f"day{number}": hours_words(hours) for number, hours in enumerate(week)}


def hours_words(hours: DayHours | None) -> str:
    """ "07.30–16.00, istirahat 12.00–13.00"; empty where the office is closed."""
    if hours is None:
        return ""
    words = f"{clock_time(hours.opens)}–{clock_time(hours.closes)}"
    if hours.break_from is None or hours.break_to is None:
        return words
    rest = f"{clock_time(hours.break_from)}–{clock_time(hours.break_to)}"
    return _("{hours}, istirahat {rest}").format(hours=words, rest=rest)


def hours_of_day(text: str) -> DayHours | None:
    """The hours written so, or shorter ("7.30-16 12-13"); None for nothing or "tutup"."""
    words = re.sub(r"istirahat|[,;]", " ", text.lower()).strip()
    if words in ("", "tutup"):
        return None
    pieces = re.findall(r"[0-9][0-9.:]*\s*(?:-|–|—|sd|s/d|sampai)\s*[0-9][0-9.:]*", words)
    spans = [parse_times(" ".join(piece.split())) for piece in pieces]
    rest = re.sub(r"\s+", "", words) == re.sub(r"\s+", "", "".join(pieces))
    if not rest or not 1 <= len(spans) <= 2 or None in spans:
        raise Refused(_("Tulis misalnya 7.30-16, istirahat 12-13; kosongkan bila tutup."))
    first, *further = [span for span in spans if span is not None]
    return DayHours(*first, *(further[0] if further else ()))
