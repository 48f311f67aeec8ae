"""What is known when a document is worded: office, request, booking; knows no wording and no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from desk.i18n import _
from desk.rules.letterheads import Letterhead
from desk.rules.spans import Span

OFFICIALS: dict[str, str] = {
    "head": "Kepala Dinas",
    "ppid": "PPID",
    "ppid_superior": "Atasan PPID",
    "asset_holder": "Pemegang Barang/Aset",
    "technical": "Ketua Tim Teknis",
    "tte_verifier": "Verifikator TTE",
}
"""Role → what the settings call it. Who holds it is the office's fact; nobody is invented."""


@dataclass(frozen=True, slots=True)
class Official:
    """Who signs; without a name a dotted line stands in its place."""

    position: str
    name: str = ""
    nip: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """The office as it is on the day of issue."""

    name: str
    short_name: str
    letterhead: Letterhead
    tracking_url: str | None = None
    officials: Mapping[str, Official] = field(default_factory=dict)

    def official(self, role: str) -> Official:
        """Who holds `role`; without a name where the office has not said."""
        return self.officials.get(role) or Official(_position(role, self.name))


def _position(role: str, office_name: str) -> str:
    """What is printed over the signature where the office has not worded it itself."""
    if role == "head":
        return _("Kepala {office}").format(office=office_name)
    return _(OFFICIALS[role])


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a request, as written down."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    institution: str = ""
    position: str = ""
    occupation: str = ""

    @property
    def contact(self) -> str:
        """Telephone and e-mail on one line."""
        return " / ".join(part for part in (self.phone, self.email) if part)


@dataclass(frozen=True, slots=True)
class LetterIn:
    """The letter the request came with."""

    number: str = ""
    dated: date | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """The newest keberatan of the request."""

    number: str
    grounds: tuple[str, ...]
    case: str
    by_name: str
    by_proxy_name: str
    received_at: datetime
    due_on: date | None
    superior: str
    decision: str
    answer: str


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `values` are the tick list's answers in words, `records` the newest facts of each kind."""

    number: str
    code: str
    service: str
    service_key: str
    variant: str
    variant_words: str
    state: str
    unit: str
    received_at: datetime
    due_on: date | None
    applicant_kind: str
    applicant: Person
    contact: Person
    proxy: str
    letter: LetterIn
    papers: tuple[tuple[str, str], ...]
    values: Mapping[str, str]
    records: Mapping[str, Mapping[str, Any]]
    documents: tuple[str, ...]
    """The kinds of document its road names."""
    received_by: str
    extension: tuple[date, str] | None = None
    """The day and the reason of the standing extension."""
    reason: str = ""
    """Why it was refused or withdrawn."""
    objection: Objection | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """One line of what was lent: how many, in which condition, what was missing."""

    name: str
    code: str
    quantity: int
    condition: str
    missing: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passing:
    """A hand-over or take-back with both people and the things."""

    direction: str
    stage: str
    at: datetime
    giver: str
    giver_role: str
    receiver: str
    receiver_role: str
    receiver_phone: str
    things: tuple[Thing, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A readiness check: points with what is wrong ("" is fine), by whom and when."""

    moment: str
    points: tuple[tuple[str, str], ...]
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Displaced:
    """The written order by which an official event took the slot."""

    order_number: str
    order_on: date
    signed_by: str
    reason: str
    event: str


@dataclass(frozen=True, slots=True)
class Booking:
    """One booking with what became of it; `free` are times that would do instead."""

    code: str
    resource: str
    resource_kind: str
    quantity: int
    span: Span
    purpose: str
    borrower: str
    institution: str
    phone: str
    head_count: int | None
    state: str
    reason: str
    is_outside: bool
    place: str = ""
    things: tuple[Thing, ...] = ()
    """What it consists of, for minutes before anything was handed over."""
    free: tuple[Span, ...] = ()
    passings: tuple[Passing, ...] = ()
    checks: tuple[Check, ...] = ()
    displaced: Displaced | None = None

    def passing(self, direction: str, *stages: str) -> Passing | None:
        """The newest hand-over of that direction and stage."""
        found = [each for each in self.passings if each.direction == direction and each.stage in stages]
        return found[-1] if found else None

    def passed(self, direction: str) -> tuple[Thing, ...]:
        """All that went out of the store, or came back into it, over however many times."""
        moved = ("lent", "to_crew")
        found = (each for each in self.passings if each.direction == direction and each.stage in moved)
        return tuple(thing for each in found for thing in each.things)


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it; a document of a request with a booking has both."""

    office: Office
    now: datetime
    actor: str
    request: Request | None = None
    booking: Booking | None = None
