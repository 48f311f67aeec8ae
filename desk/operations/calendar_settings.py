"""Sets what the office rests on, what each kind of limit is counted by, and its hours; knows no screen."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models import OfficeHours, SeasonHours, calendar_setting
from desk.models.due_moves import moves_of
from desk.models.working_days import switches_of
from desk.operations.calendar_changes import CalendarSaved, move_dates, new_change
from desk.operations.journal import Act, differences, note
from desk.rules.calendar_changes import CalendarEdit
from desk.rules.calendar_policies import Policy, Switches
from desk.rules.rights import Actor
from desk.rules.texts import clean
from desk.rules.working_days import DayHours
from desk.store.database import touch


@dataclass(frozen=True)
class CalendarSettingOrder:
    """All of the calendar's settings."""

    counts_national: bool
    counts_joint_leave: bool
    statutory_limits: Policy
    office_limits: Policy
    draft_days_ahead: int
    allows_pauses: bool

    def switches(self) -> Switches:
        """What the preview of moved dates asks with."""
        return Switches(
            self.counts_national, self.counts_joint_leave, self.statutory_limits, self.office_limits
        )


@dataclass(frozen=True)
class HoursOrder:
    """Opening hours from Monday to Sunday, None where the office is closed."""

    by_weekday: tuple[DayHours | None, ...]


@dataclass(frozen=True)
class SeasonHoursOrder:
    """Other hours from `first_on` to `last_on` (Ramadan)."""

    name: str
    first_on: date
    last_on: date
    by_weekday: tuple[DayHours | None, ...]


def set_calendar(session: Session, order: CalendarSettingOrder, actor: Actor) -> CalendarSaved:
    """Set how the office counts; open requests move where their dates do."""
    actor.require("set_up")
    if not 0 <= order.draft_days_ahead <= 30:
        raise Refused(_("Isi 0 sampai 30 hari kerja."), field="draft_days_ahead")
    for field in ("statutory_limits", "office_limits"):
        if getattr(order, field) not in ("statutory", "office"):
            raise Refused(_("Pilih kalender yang dipakai."), field=field)
    setting = calendar_setting(session)
    before = {field: getattr(setting, field) for field in _FIELDS}
    after = {field: getattr(order, field) for field in _FIELDS}
    changes = differences(before, after)
    sentence = _("Pengaturan kalender kerja diubah")
    is_other = order.switches() != switches_of(setting)
    edit = CalendarEdit(switches=order.switches() if is_other else None)
    moves = moves_of(session, edit)
    for field, value in after.items():
        setattr(setting, field, value)
    session.add(setting)
    change = new_change(session, (str(uuid.uuid4()), "settings", sentence), CalendarEdit(), actor)
    move_dates(session, change, moves)
    if moves.total:
        sentence = _("{sentence}; {count} permohonan berpindah batas").format(
            sentence=sentence, count=moves.total
        )
    note(session, actor, Act("calendar.settings", change.id, sentence, changes))
    return CalendarSaved(change.id, 0, moves.total)


_FIELDS = (
    "counts_national",
    "counts_joint_leave",
    "statutory_limits",
    "office_limits",
    "draft_days_ahead",
    "allows_pauses",
)


def set_hours(session: Session, order: HoursOrder, actor: Actor) -> None:
    """Set the opening hours of each weekday; no promised date depends on them."""
    actor.require("set_up")
    hours = _checked(order.by_weekday)
    before = {row.weekday: _minutes_of(row) for row in session.scalars(select(OfficeHours))}
    session.execute(delete(OfficeHours))
    for weekday, minutes in enumerate(hours):
        if minutes is not None:
            opens, closes, break_from, break_to = minutes
            session.add(
                OfficeHours(
                    weekday=weekday, opens=opens, closes=closes, break_from=break_from, break_to=break_to
                )
            )
    touch(session, "OfficeHours")
    old = {str(weekday): str(before.get(weekday)) for weekday in range(7)}
    new = {str(weekday): str(minutes) for weekday, minutes in enumerate(hours)}
    note(session, actor, Act("calendar.set_hours", None, _("Jam kerja diubah"), differences(old, new)))


def set_season_hours(session: Session, order: SeasonHoursOrder, actor: Actor) -> int:
    """Save other hours for some weeks; two seasons may not overlap. Returns its id."""
    actor.require("set_up")
    name = clean(order.name, limit=120, field="name", label=_("Nama"))
    if not name:
        raise Refused(_("Isi namanya, misalnya Ramadan 1447 H."), field="name")
    if order.last_on < order.first_on:
        raise Refused(_("Hari terakhir mendahului hari pertama."), field="last_on")
    if (order.last_on - order.first_on).days > 60:
        raise Refused(_("Jam khusus paling lama 60 hari."), field="last_on")
    overlapping = select(SeasonHours).where(
        SeasonHours.first_on <= order.last_on, SeasonHours.last_on >= order.first_on
    )
    if (other := session.scalars(overlapping).first()) is not None:
        raise Refused(_("Bertumpuk dengan jam {0}.").format(other.name), field="first_on")
    row = SeasonHours(
        name=name, first_on=order.first_on, last_on=order.last_on, hours=list(_checked(order.by_weekday))
    )
    session.add(row)
    session.flush()
    note(session, actor, Act("calendar.set_season_hours", row.id, _("Jam kerja {0} disimpan").format(name)))
    return row.id


def drop_season_hours(session: Session, season_id: int, actor: Actor) -> None:
    """Take a season's hours away again."""
    actor.require("set_up")
    row = session.get(SeasonHours, season_id)
    if row is None:
        raise Refused(_("Jam khusus itu tidak ditemukan."))
    session.delete(row)
    act = Act("calendar.drop_season_hours", season_id, _("Jam kerja {0} dihapus").format(row.name))
    note(session, actor, act)


def _checked(by_weekday: tuple[DayHours | None, ...]) -> list[list[int | None] | None]:
    """The hours in minutes; refused where a day closes before it opens or its break lies outside."""
    if len(by_weekday) != 7:
        raise ValueError("a week has seven days")
    if not any(by_weekday):
        raise Refused(_("Kantor harus buka paling sedikit satu hari."), field="by_weekday")
    return [None if day is None else _checked_day(day) for day in by_weekday]


def _checked_day(day: DayHours) -> list[int | None]:
    if day.closes <= day.opens:
        raise Refused(_("Jam tutup harus sesudah jam buka."), field="by_weekday")
    if (day.break_from is None) != (day.break_to is None):
        raise Refused(_("Isi kedua jam istirahat, atau kosongkan keduanya."), field="by_weekday")
    if day.break_from and day.break_to and not day.opens <= day.break_from < day.break_to <= day.closes:
        raise Refused(_("Istirahat harus di dalam jam kerja."), field="by_weekday")
    times = (day.opens, day.closes, day.break_from, day.break_to)
    return [None if each is None else each.hour * 60 + each.minute for each in times]


def _minutes_of(row: OfficeHours) -> list[Any]:
    return [row.opens, row.closes, row.break_from, row.break_to]
