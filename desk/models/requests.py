"""Requests for a public service, with their persons, letter, tick list and numbers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.models.base import Base, Minute
from desk.models.clock_events import ClockEvent
from desk.models.public_services import PublicService


class Request(Base):
    """A request for one public service under the version in force when it was filed; never deleted."""

    __tablename__ = "request"
    __table_args__ = (
        UniqueConstraint("prefix", "year", "sequence"),
        CheckConstraint(
            "state in ('incomplete', 'complete', 'in_process', 'ready', 'handed_over', 'finished', 'refused',"
            " 'withdrawn', 'redirected', 'objected')",
            name="state",
        ),
        CheckConstraint(
            "channel in ('counter', 'letter', 'email', 'esurat', 'whatsapp', 'phone', 'portal')",
            name="channel",
        ),
        Index(None, "state", "due_on", "clock_starts_on", "service_id", "variant"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    """The tracking code as printed (`NFJFY-TYW1-SD9B`)."""
    number: Mapped[str] = mapped_column(String(40), unique=True)
    prefix: Mapped[str] = mapped_column(String(12))
    year: Mapped[int]
    sequence: Mapped[int]
    service_id: Mapped[int] = mapped_column(ForeignKey("public_service.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    applicant_kind: Mapped[str] = mapped_column(String(40))
    variant: Mapped[str | None] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(20))
    received_at: Mapped[datetime]
    received_on: Mapped[date] = mapped_column(index=True)
    """The office's date (WITA) of `received_at`; day zero of clocks that start on receipt."""
    entered_at: Mapped[datetime]
    back_date_reason: Mapped[str | None] = mapped_column(String(400))
    completed_at: Mapped[datetime | None]
    event_starts_at: Mapped[datetime | None] = mapped_column(Minute)
    event_ends_at: Mapped[datetime | None] = mapped_column(Minute)
    details: Mapped[str | None] = mapped_column(Text)
    clock_starts_on: Mapped[date | None]
    """Day zero of the clock `due_on` was counted by; None while it has not begun."""
    due_on: Mapped[date | None]
    """The promised date; None while none can be known."""
    due_words: Mapped[str] = mapped_column(String(200))
    assigned_to: Mapped[str | None] = mapped_column(String(120))
    search_key: Mapped[str] = mapped_column(Text)
    """Folded number, names, institution, letter number, subject and phones' digits."""
    received_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]
    """When the promise was kept; what comes after it (handing over, objection) the moves tell."""
    outcome: Mapped[str | None] = mapped_column(String(400))
    """What was answered or handed over, in the officer's words."""
    portal_number: Mapped[str | None] = mapped_column(String(80), index=True)
    """Its number in the system it came through or is followed in: SP4N-LAPOR!, e-Surat, the PPID site."""
    redirected_to: Mapped[str | None] = mapped_column(String(200))
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None] = mapped_column(String(400))
    version: Mapped[int] = mapped_column(default=1)
    """Counted up by each correction; a correction of an older one is refused."""
    service: Mapped[PublicService] = relationship()
    parties: Mapped[list[RequestParty]] = relationship(order_by="RequestParty.role")
    letter: Mapped[Letter | None] = relationship(back_populates="request", uselist=False)
    marks: Mapped[list[ChecklistMark]] = relationship(order_by="ChecklistMark.item_key")
    clock_events: Mapped[list[ClockEvent]] = relationship(order_by="ClockEvent.id")


class RequestParty(Base):
    """One of the four persons of a request: pemohon, pembawa, penandatangan, narahubung."""

    __tablename__ = "request_party"
    __table_args__ = (
        UniqueConstraint("request_id", "role"),
        CheckConstraint("role in ('applicant', 'carrier', 'signatory', 'contact')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    role: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(20), index=True)
    email: Mapped[str | None] = mapped_column(String(120))
    nik: Mapped[str | None] = mapped_column(String(16))
    address: Mapped[str | None] = mapped_column(String(200))
    institution: Mapped[str | None] = mapped_column(String(120))
    position: Mapped[str | None] = mapped_column(String(120))
    occupation: Mapped[str | None] = mapped_column(String(120))


class Letter(Base):
    """The letter a request came with."""

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), unique=True)
    number: Mapped[str | None] = mapped_column(String(80), index=True)
    letter_on: Mapped[date | None]
    subject: Mapped[str | None] = mapped_column(String(200))
    sender: Mapped[str | None] = mapped_column(String(120))
    agenda_number: Mapped[str | None] = mapped_column(String(40))
    disposition: Mapped[str | None] = mapped_column(String(400))
    request: Mapped[Request] = relationship(back_populates="letter")


class ChecklistMark(Base):
    """How one item of the tick list stands for one request (rules.checklists marks)."""

    __tablename__ = "checklist_mark"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    item_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    mark: Mapped[str] = mapped_column(String(20))
    value: Mapped[str | None] = mapped_column(Text)
    marked_at: Mapped[datetime]


class NumberCounter(Base):
    """The last number given per prefix and office year; taken in the transaction that uses it."""

    __tablename__ = "number_counter"

    prefix: Mapped[str] = mapped_column(String(12), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
