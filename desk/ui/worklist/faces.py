"""How the rows of the work list look; pure functions from rows to faces, no widget."""

from __future__ import annotations

from datetime import time

from desk import clock
from desk.i18n import _
from desk.queries.bookings import AwaitingRow, BookingRow
from desk.queries.custody import HandRow
from desk.queries.requests import RequestRow, WaitingRow
from desk.queries.risks import AtRiskRow
from desk.queries.road_waits import WaitRow
from desk.queries.visitors import VisitRow
from desk.rules.office_dates import clock_time, long_date, span_words, weekday_name
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.row_face import Action, RowFace
from desk.ui.worklist.hall_view import HallBlock

TONES: dict[str, Tone] = {"late": "late", "today": "today", "soon": "today", "ok": "ok"}
"""How near a date is → the tone that says it everywhere."""


def due_face(row: RequestRow) -> RowFace:
    """A clock: how near, whose, and what was promised by when."""
    promised = row.due_words if row.due_on is None else f"{row.due_words} {long_date(row.due_on)}"
    return RowFace(
        title=row.number,
        rest=f" · {row.institution or row.applicant}",
        second=f"{row.service_name} — {promised}",
        lead_chip=_urgency(row),
        action=Action(_("Buka"), "Enter", only_current=True),
    )


def _urgency(row: RequestRow) -> tuple[str, Tone]:
    if row.urgency is None:
        return _("tanpa tanggal"), "quiet"
    at = row.event_starts_at
    is_by_event = at is not None and row.urgent_on == clock.office_date(at)
    if at is not None and is_by_event and row.urgency == "today":
        return _("sebelum {0}").format(clock_time(clock.to_office(at))), "today"
    return row.urgency_words.partition(",")[0], TONES[row.urgency]


def waiting_face(row: WaitingRow) -> RowFace:
    """An incomplete file: its age, what is missing, whom to call."""
    words = _("{0} hari kerja").format(row.age) if row.age else _("hari ini")
    contact = " ".join(part for part in (row.contact, row.phone) if part)
    return RowFace(
        title=row.request.number,
        rest=f" · {row.request.institution or row.request.applicant}",
        second=_("kurang: {0} · hubungi {1}").format(", ".join(row.missing), contact),
        lead_chip=(words, "today" if row.age else "quiet"),
        action=Action(_("Lengkapi"), "Enter", only_current=True),
    )


def wait_face(row: WaitRow) -> RowFace:
    """What waits on a road: an objection, a disposisi nobody took, a product to be collected."""
    chips: dict[str, tuple[str, Tone]] = {
        "objection": (_("keberatan"), "late" if row.is_late else "today"),
        "target": (
            _("terlewat") if row.is_late else _("target internal"),
            "late" if row.is_late else "today",
        ),
        "draft": (_("konsep jatuh tempo"), "late" if row.is_late else "today"),
        "referral": (_("disposisi"), "missing"),
        "ready": (_("siap diserahkan"), "done"),
    }
    words = {"objection": _("Tanggapi"), "ready": _("Serahkan")}
    return RowFace(
        title=row.number,
        rest=f" · {row.who}",
        second=row.words,
        lead_chip=chips[row.kind],
        action=Action(words.get(row.kind, _("Buka")), "Enter", only_current=True),
    )


def awaiting_face(row: AwaitingRow, *, may_decide: bool) -> RowFace:
    """A booking that waits for the custodian: until when it is kept, what, when, for whom."""
    people = _(", {0} orang").format(row.head_count) if row.head_count else ""
    until = clock.to_office(row.hold_until)
    is_today = until.date() == clock.today()
    words = clock_time(until) if is_today else weekday_name(until.date())
    return RowFace(
        title=row.resource_name,
        rest=f" · {span_words(row.span)} · {row.holder}{people}",
        second=_("dipesan sementara · {0} · hubungi {1}").format(row.purpose, row.contact),
        warning=row.clash or "",
        lead_chip=(_("s.d. {0}").format(words), "today"),
        action=Action(
            _("Konfirmasi jadwal") if may_decide else _("Buka"),
            "Enter",
            primary=may_decide,
            only_current=True,
        ),
    )


def hand_face(row: HandRow) -> RowFace:
    """Something of the store: back or out when, whose, whom to call, whom a late one keeps waiting."""
    at = clock.to_office(row.at)
    is_today = at.date() == clock.today()
    when = clock_time(at) if is_today else weekday_name(at.date())
    chips: dict[str, tuple[str, Tone]] = {
        "late": (_("terlambat, {0}").format(when), "late"),
        "key": (_("kunci, {0}").format(when), "late"),
        "back": (_("kembali {0}").format(when), "today"),
        "out": (_("keluar {0}").format(when), "info"),
    }
    second = " · ".join(part for part in (row.words, _("hubungi {0}").format(row.contact)) if part)
    return RowFace(
        title=row.what,
        rest=f" · {row.holder}",
        second=second,
        warning=_("Ditunggu {0}").format(row.risk) if row.risk else "",
        lead_chip=chips[row.kind],
        action=Action(_("Buka"), "Enter", only_current=True),
    )


def at_risk_face(row: AtRiskRow) -> RowFace:
    """A promise that cannot be kept as things stand: what, whose, why, whom to call."""
    return RowFace(
        title=row.resource_name,
        rest=f" · {span_words(row.span)} · {row.holder}",
        second=_("{0} · hubungi {1}").format(row.cause, row.contact),
        lead_chip=(_("terancam"), "late"),
        action=Action(_("Buka"), "Enter", only_current=True),
    )


def visit_face(row: VisitRow) -> RowFace:
    """A visitor of today: since when, who, what helps, and how it stands."""
    people = _(" ({0} orang)").format(row.head_count) if row.head_count > 1 else ""
    helps = ", ".join([*([_("dahulukan")] if row.is_priority else []), *row.needs])
    second = " · ".join(part for part in (helps, row.purpose) if part)
    left = clock_time(clock.to_office(row.left_at)) if row.left_at else ""
    chips: dict[str, tuple[str, Tone]] = {
        "waiting": (_("menunggu"), "today"),
        "served": (_("dilayani"), "info"),
        "left": (_("keluar {0}").format(left), "done"),
    }
    return RowFace(
        title=row.name,
        rest=people,
        second=second,
        lead=clock_time(clock.to_office(row.arrived_at)),
        end_chip=chips.get(row.state, (row.state_word, "quiet")),
        title_bold=False,
    )


def hall_block(row: BookingRow) -> HallBlock:
    """A booking of the hall on its day's strip."""
    start, end = clock.to_office(row.span.starts_at), clock.to_office(row.span.ends_at)
    midnight = clock.at_office(clock.today(), time.min)
    first = round((row.span.starts_at - midnight).total_seconds() / 60)
    last = round((row.span.ends_at - midnight).total_seconds() / 60)
    where = f"{row.resource_name} · " if row.is_through else ""
    return HallBlock(
        key=row.booking_id,
        title=f"{row.purpose} {clock_time(start)}–{clock_time(end)}",
        detail=f"{where}{row.holder}",
        start=max(first, 0),
        end=min(last, 1440),
        before=row.span.start_minute - row.taken.start_minute,
        after=row.taken.end_minute - row.span.end_minute,
        is_tentative=row.state == "tentative",
    )
