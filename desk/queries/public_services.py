"""The services as the counter offers them and as their decree has them; changes nothing.

Watches what may change: whether a service is offered, its unit, which version is in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Office, PublicService, StandardVersion
from desk.models.promises import ClockFacts, deadline_for, promise_for
from desk.rules import checklists, deadlines, promises, standards, texts
from desk.rules.checklists import Checklist, Limit
from desk.rules.promises import Promise
from desk.rules.standards import Note, ServiceStandard

WATCHES = frozenset({"PublicService", "StandardVersion", "DayOff", "Office"})


@dataclass(frozen=True)
class ServiceRow:
    """One line of the picker; `books` is the kind of resource such a request can book."""

    id: int
    key: str
    number: str
    name: str
    prefix: str
    limit_words: str
    search_key: str
    books: str | None
    is_confidential: bool

    def matches(self, query: str) -> bool:
        """Whether every word of `query` begins a word of its names, products and aliases, or its number."""
        asked = query.strip().casefold()
        if self.number.casefold() == asked or (asked and self.number.casefold().startswith(asked)):
            return True
        known = self.search_key.split()
        return all(any(word.startswith(part) for word in known) for part in texts.fold(query).split())


@dataclass(frozen=True)
class ServiceDetail:
    """One service of one version with all its components, notes and tick list."""

    id: int
    key: str
    unit_name: str | None
    standard: ServiceStandard
    decree: str
    decree_notes: tuple[Note, ...]
    is_in_force: bool
    objection_to: str | None
    """Who decides on objections (atasan PPID), where the agency's decree names them."""

    @property
    def entry(self) -> Checklist:
        """Its tick list, variants, clock and words."""
        return self.standard.checklist


@dataclass(frozen=True)
class PromiseQuestion:
    """What would be promised; `itsa_passed_on` where the tick list already says so."""

    service_id: int
    variant: str | None
    received_on: date
    is_complete: bool
    itsa_passed_on: date | None = None


@dataclass(frozen=True)
class PromisePreview:
    """What is promised as things stand; `if_complete_today` where only completeness is wanting.

    `statutory_on`: the date by which the law itself wants it, where that is earlier (N17).
    """

    promise: Promise
    if_complete_today: Promise | None
    statutory_on: date | None
    statutory_basis: str | None
    today: date
    warnings: tuple[str, ...] = ()
    """What other calendars would say, and what of the days ahead is not sure."""


def service_rows(session: Session) -> tuple[ServiceRow, ...]:
    """The services the counter offers: of the agency served, in force and open, in the decree's order."""
    agency = session.scalars(select(Office.agency)).one()
    offered = PublicService.in_force(agency).where(PublicService.is_offered)
    return tuple(_row(service) for service in session.scalars(offered))


def _row(service: PublicService) -> ServiceRow:
    entry = checklists.read_checklist(service.checklist)
    books = entry.books or next((variant.books for variant in entry.variants if variant.books), None)
    return ServiceRow(
        id=service.id,
        key=service.key,
        number=service.number,
        name=service.name,
        prefix=service.prefix,
        limit_words=limit_words(entry),
        search_key=service.search_key,
        books=books,
        is_confidential=entry.confidential,
    )


def limit_words(entry: Checklist) -> str:
    """The service's time limit in one short line: "10 + 7 hari kerja", "1–8 hari kerja"."""
    if not entry.clock:
        return ""
    first = entry.clock[0]
    amounts = sorted({limit.amount for limit in entry.clock})
    if len(amounts) > 1:
        return promises.limit_words(first).replace(str(first.amount), _several(amounts), 1)
    if first.extension is not None:
        both = f"{first.amount} + {first.extension.amount}"
        return promises.limit_words(first).replace(str(first.amount), both, 1)
    words = promises.limit_words(first)
    return _("{limit} setelah lulus ITSA").format(limit=words) if _after_itsa(first) else words


def _after_itsa(limit: Limit) -> bool:
    return limit.starts_at == "itsa_passed"


def _several(amounts: Sequence[int]) -> str:
    if len(amounts) > 3:
        return f"{amounts[0]}–{amounts[-1]}"
    *others, last = map(str, amounts)
    return _("{others} atau {last}").format(others=", ".join(others), last=last)


def service_detail(session: Session, service_id: int) -> ServiceDetail:
    """One service whole, of whatever version and agency."""
    service = session.get(PublicService, service_id)
    if service is None:
        raise Refused(_("Layanan ini tidak ada."), field="service")
    return detail_of(service)


def detail_of(service: PublicService) -> ServiceDetail:
    """The service of an entity, for queries that show it with something else."""
    version: StandardVersion = service.version
    notes = {entry["id"]: Note(**entry) for entry in version.body["notes"]}
    entry = checklists.read_checklist(service.checklist)
    own = version.body["agency"].get("notes", [])
    return ServiceDetail(
        id=service.id,
        key=service.key,
        unit_name=service.unit_name,
        standard=standards.read_service(service.entry, entry, notes=notes),
        decree=f"SK {version.decree_number}",
        decree_notes=tuple(notes[number] for number in own if number in notes),
        is_in_force=version.replaced_at is None,
        objection_to=version.body["agency"].get("atasan_ppid"),
    )


def promise_preview(session: Session, question: PromiseQuestion) -> PromisePreview:
    """What saving it now would promise."""
    service = session.get_one(PublicService, question.service_id)
    entry = checklists.read_checklist(service.checklist)
    today = clock.today()
    facts = ClockFacts(
        variant=question.variant,
        received_on=question.received_on,
        completed_on=question.received_on if question.is_complete else None,
        itsa_passed_on=question.itsa_passed_on,
    )
    promise = promise_for(session, entry, facts)
    if_complete = None
    limit = promises.limit_for(entry, question.variant)
    counted = facts
    if promise.due_on is None and limit is not None and limit.starts_at == "complete":
        counted = ClockFacts(question.variant, question.received_on, completed_on=today)
        if_complete = promise_for(session, entry, counted)
    deadline = deadline_for(session, entry, counted)
    said_by_law = deadlines.statutory_words(deadline, limit)
    statutory = statutory_date(session, entry, facts)
    shown = (promise if promise.due_on else if_complete) or promise
    is_earlier = statutory is not None and shown.due_on is not None and statutory < shown.due_on
    return PromisePreview(
        promise=promise,
        if_complete_today=if_complete,
        statutory_on=statutory if is_earlier else None,
        statutory_basis=limit.statutory_basis if limit and is_earlier else None,
        today=today,
        warnings=tuple(each for each in deadline.warnings if each not in said_by_law),
    )


def statutory_date(session: Session, entry: Checklist, facts: ClockFacts) -> date | None:
    """The law's own date where it counts the same amount from receipt instead (N17)."""
    statutory = deadline_for(session, entry, facts).statutory
    return statutory.due_on if statutory else None
