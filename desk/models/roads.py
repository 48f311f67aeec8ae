"""What happens to a request on its way to its end: moves, records, referrals, participants, objections."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


class RequestMove(Base):
    """One change of a request's state: which move, from where to where, by whom and why; never changed."""

    __tablename__ = "request_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    move: Mapped[str] = mapped_column(String(20))
    from_state: Mapped[str] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(400))
    facts: Mapped[dict[str, Any]]
    """What the move told besides: who collected, by which channel, which agency."""
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))

    @classmethod
    def of(cls, request_id: int) -> Select[RequestMove]:
        """The moves of a request, in order."""
        return select(cls).where(cls.request_id == request_id).order_by(cls.id)


class RequestRecord(Base):
    """One fact of a request's own way (a decision, a verification, a proof), with the fields of its kind.

    A secret is never a field: of an account only is kept that it was delivered, how, when and to whom.
    """

    __tablename__ = "request_record"
    __table_args__ = (Index(None, "request_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    kind: Mapped[str] = mapped_column(String(40))
    """A key of rules.request_records."""
    facts: Mapped[dict[str, Any]]
    on: Mapped[date] = mapped_column("on_day")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    taken_back_at: Mapped[datetime | None]
    taken_back_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    taken_back_reason: Mapped[str | None] = mapped_column(String(400))

    @classmethod
    def standing(cls, request_id: int) -> Select[RequestRecord]:
        """The records of a request that were not taken back, in order."""
        return select(cls).where(cls.request_id == request_id, cls.taken_back_at.is_(None)).order_by(cls.id)


class RequestStep(Base):
    """A step of the service's own procedure that somebody ticked; unticked it goes, the journal tells."""

    __tablename__ = "request_step"
    __table_args__ = (UniqueConstraint("request_id", "step_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    step_key: Mapped[str] = mapped_column(String(40))
    done_on: Mapped[date]
    note: Mapped[str | None] = mapped_column(String(400))
    ticked_at: Mapped[datetime]
    ticked_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class Referral(Base):
    """A disposisi: a request handed on to a unit or a person, and their acknowledgement."""

    __tablename__ = "referral"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    to_unit: Mapped[str] = mapped_column(String(120))
    to_person: Mapped[str | None] = mapped_column(String(120))
    instruction: Mapped[str] = mapped_column(String(400))
    referred_by_name: Mapped[str] = mapped_column(String(120))
    """Whose disposisi it is (the Kepala Dinas, a Kepala Bidang), not who typed it."""
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_name: Mapped[str | None] = mapped_column(String(120))


class Participant(Base):
    """Somebody invited to a training, present or not; the identity number is masked on every screen."""

    __tablename__ = "participant"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    identity_number: Mapped[str | None] = mapped_column(String(20))
    """NIP or NIK."""
    institution: Mapped[str | None] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(120))
    attended_at: Mapped[datetime | None]
    surveyed_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class Objection(Base):
    """A keberatan (PPID), a sanggahan (SP4N-LAPOR!) or an objection for lateness (3.2) to one request."""

    __tablename__ = "objection"
    __table_args__ = (
        UniqueConstraint("year", "sequence"),
        CheckConstraint("kind in ('ppid', 'rebuttal', 'lateness')", name="kind"),
        CheckConstraint("state in ('registered', 'answered', 'accepted', 'disputed')", name="state"),
        Index(None, "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    number: Mapped[str] = mapped_column(String(40), unique=True)
    year: Mapped[int]
    sequence: Mapped[int]
    grounds: Mapped[list[Any]]
    """Letters a–g of UU 14/2008 Pasal 35(1); empty for the other kinds."""
    case: Mapped[str] = mapped_column("case_text", Text)
    """Kasus posisi: what happened, in the objector's words."""
    by_name: Mapped[str] = mapped_column(String(120))
    by_proxy_name: Mapped[str | None] = mapped_column(String(120))
    received_at: Mapped[datetime]
    received_on: Mapped[date]
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(12))
    superior: Mapped[str | None] = mapped_column(String(200))
    """Name and position of the atasan PPID who answers."""
    answered_at: Mapped[datetime | None]
    decision: Mapped[str | None] = mapped_column(String(20))
    answer: Mapped[str | None] = mapped_column(Text)
    reaction: Mapped[str | None] = mapped_column(String(400))
    """Tanggapan pemohon: accepted, or taken to the Komisi Informasi."""
    closed_at: Mapped[datetime | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)


class ServiceComplaint(Base):
    """A complaint about the office's own service (component 6 of both standards), with its answer."""

    __tablename__ = "service_complaint"
    __table_args__ = (
        UniqueConstraint("year", "sequence"),
        CheckConstraint("state in ('open', 'answered', 'withdrawn')", name="state"),
        Index(None, "state", "received_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    year: Mapped[int]
    sequence: Mapped[int]
    received_at: Mapped[datetime]
    received_on: Mapped[date]
    channel: Mapped[str] = mapped_column(String(40))
    """One of the channels the standard prints (PPID, SP4N-LAPOR!, surel, telepon, langsung …)."""
    name: Mapped[str | None] = mapped_column(String(120))
    """None: anonymous."""
    contact: Mapped[str | None] = mapped_column(String(120))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("public_service.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12))
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)
