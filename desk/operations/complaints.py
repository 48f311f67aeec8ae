"""The register of complaints about the office's own service (component 6); knows no screen.

A complaint is no request: it has no service clock, and it may come without a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import ServiceComplaint
from desk.operations.journal import Act, note
from desk.operations.numbers import next_sequence
from desk.rules import numbers
from desk.rules.rights import Actor
from desk.rules.texts import NAME_LIMIT, NOTE_LIMIT, clean

PREFIX = "KEL"


@dataclass(frozen=True)
class ComplaintOrder:
    """What is complained of, and how it came; `received_at` None is now."""

    key: str
    channel: str
    text: str
    name: str | None = None
    contact: str | None = None
    service_id: int | None = None
    request_id: int | None = None
    received_at: datetime | None = None


@dataclass(frozen=True)
class ComplaintAnswerOrder:
    """The answer to the complaint as it was seen; empty with `is_withdrawn`: the complainant took it back."""

    complaint_id: int
    version: int
    answer: str
    is_withdrawn: bool = False


def register(session: Session, order: ComplaintOrder, actor: Actor) -> str:
    """Write a complaint into the register; its number. The same order twice is one complaint."""
    actor.require("file")
    there = session.scalar(select(ServiceComplaint).where(ServiceComplaint.key == order.key))
    if there is not None:
        return there.number
    text = clean(order.text, limit=NOTE_LIMIT, field="text", label=_("Isi pengaduan"), multiline=True)
    if not text:
        raise Refused(_("Isi pengaduan belum diisi."), field="text")
    channel = clean(order.channel, limit=40, field="channel", label=_("Kanal"))
    if not channel:
        raise Refused(_("Pilih kanalnya."), field="channel")
    now = clock.now()
    if order.received_at is not None and order.received_at > now:
        raise Refused(_("Waktu diterima tidak boleh sesudah sekarang."), field="received_at")
    received_at = order.received_at or now
    year = clock.office_date(now).year
    sequence = next_sequence(session, PREFIX, year)
    made = ServiceComplaint(
        key=order.key,
        number=numbers.number(PREFIX, year, sequence),
        year=year,
        sequence=sequence,
        received_at=received_at,
        received_on=clock.office_date(received_at),
        channel=channel,
        name=clean(order.name or "", limit=NAME_LIMIT, field="name", label=_("Nama")) or None,
        contact=clean(order.contact or "", limit=120, field="contact", label=_("Kontak")) or None,
        service_id=order.service_id,
        request_id=order.request_id,
        text=text,
        state="open",
        recorded_by=actor.account_id,
    )
    session.add(made)
    session.flush()
    note(session, actor, Act("complaint.register", made.id, _("Pengaduan {0} dicatat.").format(made.number)))
    return made.number


def answer(session: Session, order: ComplaintAnswerOrder, actor: Actor) -> None:
    """Answer a complaint, or note that it was taken back."""
    actor.require("file")
    found = session.get(ServiceComplaint, order.complaint_id, with_for_update=True)
    if found is None:
        raise Refused(_("Pengaduan ini tidak ditemukan."))
    if found.version != order.version:
        raise Refused(_("{0} baru saja diubah orang lain; lihat lagi isinya.").format(found.number))
    if found.state != "open":
        raise Refused(_("{0} sudah ditutup.").format(found.number))
    words = clean(order.answer, limit=NOTE_LIMIT, field="answer", label=_("Jawaban"), multiline=True)
    if not words and not order.is_withdrawn:
        raise Refused(_("Tulis jawabannya."), field="answer")
    found.state = "withdrawn" if order.is_withdrawn else "answered"
    found.answer, found.answered_at = words or None, clock.now()
    found.version += 1
    sentence = _("Pengaduan {0} dicabut pengadunya.") if order.is_withdrawn else _("Pengaduan {0} dijawab.")
    note(session, actor, Act("complaint.answer", found.id, sentence.format(found.number)))
