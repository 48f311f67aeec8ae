"""How visits and earlier visitors look in a list; knows no database and no act."""

from __future__ import annotations

from desk.i18n import _
from desk.queries.visitors import VisitorRow, VisitRow
from desk.rules import visits
from desk.rules.office_dates import clock_time, plain_date
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.rows import RowFace

_TONES: dict[str, Tone] = {"waiting": "today", "served": "info", "left": "done"}


def visit_face(row: VisitRow) -> RowFace:
    """When | who, from where, how many, over what for | how it stands."""
    people = _(" ({n} orang)").format(n=row.head_count) if row.head_count > 1 else ""
    origin = row.institution or row.address
    return RowFace(
        title=row.name,
        rest=(f" · {origin}" if origin else "") + people,
        second=" · ".join(_second_line(row)),
        lead=clock_time(row.arrived_at),
        end_chip=(_state_words(row), _TONES.get(row.state, "quiet")),
    )


def _second_line(row: VisitRow) -> list[str]:
    words = [_("dahulukan")] if row.is_priority else []
    names = visits.needs()
    words += [names[need].lower() for need in row.needs]
    if row.kind in ("internal", "media"):
        words.append(visits.kinds()[row.kind].lower())
    if row.name_is_uncertain:
        words.append(_("nama belum pasti"))
    return [*words, row.withdrawal_reason or row.purpose]


def _state_words(row: VisitRow) -> str:
    if row.state == "left" and row.left_at is not None:
        return _("keluar {time}").format(time=clock_time(row.left_at))
    return row.state_word


def visitor_face(row: VisitorRow) -> RowFace:
    """Who, from where, over how the phone ends, when last here and what for."""
    parts = [
        row.address or "",
        _("telp. …{tail}").format(tail=row.phone_tail) if row.phone_tail else "",
        last_visit_words(row),
    ]
    rest = f" · {row.institution}" if row.institution else ""
    if row.name_is_uncertain:
        rest += _(" (nama belum pasti)")
    return RowFace(row.name, rest, " · ".join(part for part in parts if part))


def last_visit_words(row: VisitorRow) -> str:
    """When this visitor last came, and what they usually come for."""
    if row.last_visited_on is None:
        return _("belum pernah tercatat berkunjung")
    when = _("terakhir {day}").format(day=plain_date(row.last_visited_on))
    return f"{when}: {row.usual_purpose}" if row.usual_purpose else when
