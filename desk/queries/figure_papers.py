"""Figures the law and the standards ask for: the yearly PPID report, services by half year; changes nothing.

UU 14/2008 Pasal 12: how many requests, the time each took, how many were granted and refused, and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import Objection, PublicService, Request, Visit
from desk.models.offices import office_letterhead
from desk.models.working_days import work_calendar
from desk.queries.ppid_papers import PpidCase, ppid_cases, reason_words
from desk.rules import office_dates
from desk.rules.asked import words_of
from desk.rules.discretion import is_hidden_from
from desk.rules.paper_kinds import KINDS, PaperWish, period_words, span_of
from desk.rules.papers import PaperColumn, Part, Report, Row, shares
from desk.rules.registers import grouped
from desk.rules.request_records import KINDS as RECORDS
from desk.rules.request_states import OPEN
from desk.rules.rights import Actor
from desk.rules.working_days import WorkCalendar

WATCHES = frozenset({"Request", "RequestRecord", "Document", "Objection", "Visit", "PublicService", "DayOff"})
_NONE = "–"


def ppid_year(session: Session, wish: PaperWish, _actor: Actor) -> Report:
    """The figures of one year of public information; names nobody."""
    first, last = span_of("year", wish.first)
    cases = ppid_cases(session, first, last)
    calendar = work_calendar(session, first, date(last.year + 1, 12, 31))
    days = [_days_taken(case, calendar) for case in cases]
    return Report(
        kind=wish.kind,
        title=_(KINDS[wish.kind].title),
        period=period_words("year", first, last),
        letterhead=office_letterhead(session),
        parts=(
            _months_part([case.request.received_on for case in cases]),
            _decisions_part(cases),
            _reasons_part(cases),
            _objections_part(session, first, last),
            _times_part(cases, days),
        ),
        made_at=clock.now(),
        totals=_ppid_totals(len(cases), [each for each in days if each is not None]),
        signers=(_("Mengetahui,"), _("PPID,")),
        is_upright=True,
    )


def _ppid_totals(count: int, days: Sequence[int]) -> tuple[str, ...]:
    basis = _("Dasar: UU 14/2008 Pasal 12. Hari kerja dihitung sejak hari sesudah permohonan diterima.")
    if not days:
        return (_("Jumlah permohonan {count}.").format(count=grouped(count)), basis)
    sentence = _(
        "Jumlah permohonan {count}; yang sudah dijawab rata-rata {mean} hari kerja, paling lama {most}."
    )
    return (
        sentence.format(count=grouped(count), mean=_decimal(sum(days) / len(days)), most=max(days)),
        basis,
    )


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _days_taken(case: PpidCase, calendar: WorkCalendar) -> int | None:
    if case.answered_on is None:
        return None
    return max(0, calendar.working_days_between(case.request.received_on, case.answered_on))


def _counted_part(title: str, head: str, counted: Iterable[tuple[str, int]], empty: str) -> Part:
    rows = list(counted)
    columns = (PaperColumn(head, 110), PaperColumn(_("Jumlah"), 70))
    made = tuple((words, grouped(count)) for words, count in rows)
    return Part(columns, made, empty, title, shares([count for _words, count in rows]) or (0.0,) * len(rows))


def _months_part(days: Iterable[date]) -> Part:
    counted = Counter(day.month for day in days)
    rows = [(office_dates.month_name(month), counted[month]) for month in range(1, 13)]
    return _counted_part(_("Permohonan yang diterima"), _("Bulan"), rows, "")


def _decisions_part(cases: Iterable[PpidCase]) -> Part:
    """Granted, partly, refused …; what has no decision yet, and what the applicant took back."""
    field = next(each for each in RECORDS["ppid_decision"].fields if each.name == "decision")
    counted = Counter(case.decision.get("decision") or _undecided(case) for case in cases)
    rows = [(words_of(field, key), counted[key]) for key, _words in field.choices]
    rows += [(_("dicabut pemohon"), counted["withdrawn"]), (_("belum diputuskan"), counted["open"])]
    return _counted_part(_("Pemberian dan penolakan"), _("Keputusan"), rows, "")


def _undecided(case: PpidCase) -> str:
    return "withdrawn" if case.request.state == "withdrawn" else "open"


def _reasons_part(cases: Iterable[PpidCase]) -> Part:
    refused = [
        case for case in cases if case.decision.get("decision") in ("refused", "not_held", "elsewhere")
    ]
    counted = Counter(reason_words(case).split("\n")[0] for case in refused)
    empty = _("Tidak ada permohonan yang ditolak atau tidak dapat diberikan.")
    return _counted_part(_("Alasan penolakan"), _("Alasan"), counted.most_common(), empty)


def _objections_part(session: Session, first: date, last: date) -> Part:
    wanted = select(Objection.state, Objection.decision).where(
        Objection.kind == "ppid", Objection.received_on.between(first, last)
    )
    found = session.execute(wanted).all()
    states, decisions = Counter(row.state for row in found), Counter(row.decision for row in found)
    rows = [
        (_("keberatan diterima"), len(found)),
        (_("dikabulkan"), decisions["granted"]),
        (_("dikabulkan sebagian"), decisions["partly"]),
        (_("ditolak"), decisions["refused"]),
        (_("sengketa ke Komisi Informasi"), states["disputed"]),
    ]
    return _counted_part(_("Keberatan"), _("Perkara"), rows, "")


def _times_part(cases: Sequence[PpidCase], days: Sequence[int | None]) -> Part:
    columns = (
        PaperColumn(_("No. pendaftaran"), 45),
        PaperColumn(_("Diterima"), 35, "centre"),
        PaperColumn(_("Dijawab"), 35, "centre"),
        PaperColumn(_("Waktu (hari kerja)"), 35, "right"),
    )
    rows: tuple[Row, ...] = tuple(
        (
            case.request.number,
            f"{case.request.received_on:%d-%m-%Y}",
            f"{case.answered_on:%d-%m-%Y}" if case.answered_on else _NONE,
            str(taken) if taken is not None else _NONE,
        )
        for case, taken in zip(cases, days, strict=True)
    )
    title = _("Waktu yang diperlukan tiap permohonan")
    return Part(columns, rows, _("Tidak ada permohonan pada tahun ini."), title)


@dataclass(frozen=True, slots=True)
class _Tally:
    """What became of one service's requests."""

    received: int
    answered: int
    late: int
    refused: int
    withdrawn: int
    open: int
    mean: float | None


def service_figures(session: Session, wish: PaperWish, actor: Actor) -> Report:
    """What was asked of each service in the period, what became of it, and who came; names nobody."""
    first, last = wish.first, wish.last
    hidden = [
        service.id
        for service in session.scalars(select(PublicService))
        if is_hidden_from(actor, is_confidential=service.is_confidential)
    ]
    wanted = (
        select(Request, PublicService)
        .join(PublicService, PublicService.id == Request.service_id)
        .where(Request.received_on.between(first, last), Request.service_id.not_in(hidden))
        .order_by(PublicService.seq, Request.id)
    )
    found: dict[tuple[int, str], list[Request]] = {}
    for request, service in session.execute(wanted):
        found.setdefault((service.seq, f"{service.number} {service.name}"), []).append(request)
    calendar = work_calendar(session, first, date(last.year + 1, 12, 31))
    tallies = [(name, _tally(each, calendar)) for (_seq, name), each in sorted(found.items())]
    return Report(
        kind=wish.kind,
        title=_(KINDS[wish.kind].title),
        period=period_words("half", first, last),
        letterhead=office_letterhead(session),
        parts=(
            Part(
                _service_columns(), tuple(_tally_row(*each) for each in tallies), _no_requests(), _("Layanan")
            ),
            _counted_part(
                _("Permohonan tiap layanan"),
                _("Layanan"),
                [(name, tally.received) for name, tally in tallies],
                _no_requests(),
            ),
            _visits_part(session, first, last),
        ),
        made_at=clock.now(),
        totals=_service_totals([tally for _name, tally in tallies]),
        signers=(_("Mengetahui,"), _("Petugas,")),
    )


def _no_requests() -> str:
    return _("Tidak ada permohonan pada periode ini.")


def _service_columns() -> tuple[PaperColumn, ...]:
    return (
        PaperColumn(_("Layanan"), 107),
        PaperColumn(_("Diterima"), 20, "right"),
        PaperColumn(_("Selesai dijawab"), 20, "right"),
        PaperColumn(_("Tepat waktu"), 22, "right"),
        PaperColumn(_("Terlambat"), 20, "right"),
        PaperColumn(_("Ditolak"), 18, "right"),
        PaperColumn(_("Dicabut"), 18, "right"),
        PaperColumn(_("Masih berjalan"), 20, "right"),
        PaperColumn(_("Rata-rata (hari kerja)"), 22, "right"),
    )


def _tally(requests: Sequence[Request], calendar: WorkCalendar) -> _Tally:
    taken, late = [], 0
    for request in requests:
        if request.answered_at is None:
            continue
        answered = clock.office_date(request.answered_at)
        taken.append(max(0, calendar.working_days_between(request.received_on, answered)))
        late += request.due_on is not None and answered > request.due_on
    states = Counter(request.state for request in requests)
    return _Tally(
        received=len(requests),
        answered=len(taken),
        late=late,
        refused=states["refused"],
        withdrawn=states["withdrawn"],
        open=sum(each.state in OPEN and each.answered_at is None for each in requests),
        mean=sum(taken) / len(taken) if taken else None,
    )


def _tally_row(name: str, tally: _Tally) -> Row:
    figures = (
        tally.received,
        tally.answered,
        tally.answered - tally.late,
        tally.late,
        tally.refused,
        tally.withdrawn,
        tally.open,
    )
    mean = _decimal(tally.mean) if tally.mean is not None else _NONE
    return (name, *map(grouped, figures), mean)


def _service_totals(tallies: Sequence[_Tally]) -> tuple[str, ...]:
    received, answered = sum(each.received for each in tallies), sum(each.answered for each in tallies)
    late = sum(each.late for each in tallies)
    said = _("Jumlah permohonan {received}, selesai dijawab {answered}, di antaranya tepat waktu {kept}.")
    return (
        said.format(received=grouped(received), answered=grouped(answered), kept=grouped(answered - late)),
        _("Tepat waktu: dijawab pada atau sebelum batas yang dijanjikan. Tanpa data pribadi."),
    )


def _visits_part(session: Session, first: date, last: date) -> Part:
    wanted = (
        select(Visit.visited_on, func.count(Visit.id), func.sum(Visit.head_count))
        .where(Visit.visited_on.between(first, last), Visit.outcome == "visit", Visit.withdrawn_at.is_(None))
        .group_by(Visit.visited_on)
    )
    months: dict[tuple[int, int], list[int]] = {}
    for day, visits, people in session.execute(wanted):
        month = months.setdefault((day.year, day.month), [0, 0])
        month[0] += visits
        month[1] += int(people or 0)
    rows = tuple(
        (f"{office_dates.month_name(month)} {year}", grouped(visits), grouped(people))
        for (year, month), (visits, people) in sorted(months.items())
    )
    columns = (
        PaperColumn(_("Bulan"), 90),
        PaperColumn(_("Kunjungan"), 40, "right"),
        PaperColumn(_("Orang"), 70),
    )
    bars = shares([people for _month, (_visits, people) in sorted(months.items())])
    return Part(columns, rows, _("Tidak ada tamu pada periode ini."), _("Tamu"), bars or (0.0,) * len(rows))
