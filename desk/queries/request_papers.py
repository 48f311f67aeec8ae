"""Registers of requests for services and of complaints about service; changes nothing.

Confidential requests are absent for those without the right to see names (rules.discretion).
"""

from __future__ import annotations

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import Letter, PublicService, Request, RequestParty, ServiceComplaint
from desk.models.offices import office_letterhead
from desk.rules import texts
from desk.rules.discretion import applicant_shown, is_hidden_from, sees_applicant
from desk.rules.paper_kinds import KINDS, PaperWish, period_words
from desk.rules.papers import PaperColumn, Part, Report, Row, numbered
from desk.rules.registers import grouped
from desk.rules.request_states import state_words
from desk.rules.rights import Actor

WATCHES = frozenset({"Request", "RequestParty", "Letter", "PublicService", "ServiceComplaint"})
CHANNELS = {
    "counter": "loket",
    "letter": "surat",
    "email": "surel",
    "esurat": "e-Surat",
    "whatsapp": "WhatsApp",
    "phone": "telepon",
    "portal": "portal",
}
_NONE = "–"


def service_register(session: Session, wish: PaperWish, actor: Actor) -> Report:
    """The requests received in the period, of one service (its key) or of all."""
    hidden = _hidden_services(session, actor)
    wanted = (
        select(Request, PublicService, RequestParty, Letter)
        .join(PublicService, PublicService.id == Request.service_id)
        .join(RequestParty, and_(RequestParty.request_id == Request.id, RequestParty.role == "applicant"))
        .outerjoin(Letter, Letter.request_id == Request.id)
        .where(Request.received_on.between(wish.first, wish.last), Request.service_id.not_in(hidden))
        .order_by(Request.received_at, Request.id)
    )
    rows, title = [], ""
    for request, service, party, letter in session.execute(wanted):
        if wish.choice and service.key != wish.choice:
            continue
        title = title or f"{service.number} {service.name}"
        rows.append(_request_row(request, service, _shown(request, party, letter, actor), actor))
    part = Part(_columns(), numbered(rows), _("Tidak ada permohonan pada periode ini."))
    period = period_words("days", wish.first, wish.last)
    return Report(
        kind=wish.kind,
        title=_(KINDS[wish.kind].title),
        period=f"{title} · {period}" if wish.choice and title else period,
        letterhead=office_letterhead(session),
        parts=(part,),
        made_at=clock.now(),
        totals=(_("Jumlah permohonan {count}.").format(count=grouped(len(rows))),),
        signers=(_("Mengetahui,"), _("Petugas,")),
    )


def _hidden_services(session: Session, actor: Actor) -> list[int]:
    return [
        service.id
        for service in session.scalars(select(PublicService))
        if is_hidden_from(actor, is_confidential=service.is_confidential)
    ]


def _columns() -> tuple[PaperColumn, ...]:
    return (
        PaperColumn(_("No."), 10, "right"),
        PaperColumn(_("Nomor"), 27),
        PaperColumn(_("Diterima"), 18, "centre"),
        PaperColumn(_("Layanan"), 42),
        PaperColumn(_("Pemohon"), 40),
        PaperColumn(_("Surat / perihal"), 40),
        PaperColumn(_("Cara"), 16),
        PaperColumn(_("Batas"), 20, "centre"),
        PaperColumn(_("Selesai"), 18, "centre"),
        PaperColumn(_("Keadaan"), 20),
        PaperColumn(_("Hasil"), 34),
    )


def _shown(request: Request, party: RequestParty, letter: Letter | None, actor: Actor) -> tuple[str, str]:
    """Who applied, and the letter; as `actor` may see them."""
    name = applicant_shown(party.name, prefix=request.prefix, actor=actor)
    if not sees_applicant(actor, prefix=request.prefix):
        return name, _NONE
    words = [letter.number, letter.subject] if letter else []
    return (
        "\n".join(part for part in (name, party.institution) if part),
        "\n".join(part for part in words if part) or _NONE,
    )


def _request_row(request: Request, service: PublicService, shown: tuple[str, str], actor: Actor) -> Row:
    answered = clock.office_date(request.answered_at) if request.answered_at else None
    return (
        request.number,
        f"{request.received_on:%d-%m-%Y}",
        f"{service.number} {service.name}",
        *shown,
        _(CHANNELS.get(request.channel, request.channel)),
        f"{request.due_on:%d-%m-%Y}" if request.due_on else request.due_words or _NONE,
        f"{answered:%d-%m-%Y}" if answered else _NONE,
        state_words(request.state),
        (_outcome(request) if sees_applicant(actor, prefix=request.prefix) else "") or _NONE,
    )


def _outcome(request: Request) -> str:
    parts = (request.outcome, request.redirected_to, request.withdrawal_reason)
    return "\n".join(part for part in parts if part)


def complaint_register(session: Session, wish: PaperWish, actor: Actor) -> Report:
    """The complaints about the office's own service (component 6 of both standards)."""
    wanted = (
        select(ServiceComplaint, PublicService, Request.number)
        .outerjoin(PublicService, PublicService.id == ServiceComplaint.service_id)
        .outerjoin(Request, Request.id == ServiceComplaint.request_id)
        .where(ServiceComplaint.received_on.between(wish.first, wish.last))
        .order_by(ServiceComplaint.year, ServiceComplaint.sequence)
    )
    is_seen = actor.may("see_names")
    rows = [
        _complaint_row(complaint, service, number, is_seen=is_seen)
        for complaint, service, number in session.execute(wanted)
    ]
    answered = sum(row[-1] != _NONE for row in rows)
    total = _("Jumlah pengaduan {count}, ditanggapi {answered}.")
    return Report(
        kind=wish.kind,
        title=_(KINDS[wish.kind].title),
        period=period_words("days", wish.first, wish.last),
        letterhead=office_letterhead(session),
        parts=(Part(_complaint_columns(), tuple(rows), _("Tidak ada pengaduan pada periode ini.")),),
        made_at=clock.now(),
        totals=(total.format(count=grouped(len(rows)), answered=grouped(answered)),),
        signers=(_("Mengetahui,"), _("Petugas,")),
    )


def _complaint_columns() -> tuple[PaperColumn, ...]:
    return (
        PaperColumn(_("Nomor"), 24),
        PaperColumn(_("Diterima"), 22, "centre"),
        PaperColumn(_("Saluran"), 20),
        PaperColumn(_("Pengadu"), 32),
        PaperColumn(_("Layanan / permohonan"), 36),
        PaperColumn(_("Isi pengaduan"), 58),
        PaperColumn(_("Keadaan"), 24),
        PaperColumn(_("Tanggapan"), 44),
        PaperColumn(_("Tanggal tanggapan"), 24, "centre"),
    )


def _complaint_row(
    complaint: ServiceComplaint, service: PublicService | None, number: str | None, *, is_seen: bool
) -> Row:
    name = complaint.name or _("tanpa nama")
    if complaint.name and not is_seen:
        name = texts.initials(complaint.name)
    contact = complaint.contact if is_seen else None
    named = f"{service.number} {service.name}" if service and (is_seen or not service.is_confidential) else ""
    answered = f"{clock.office_date(complaint.answered_at):%d-%m-%Y}" if complaint.answered_at else _NONE
    states = {"open": _("belum ditanggapi"), "answered": _("ditanggapi"), "withdrawn": _("dicabut")}
    return (
        complaint.number,
        f"{complaint.received_on:%d-%m-%Y}",
        complaint.channel,
        "\n".join(part for part in (name, contact) if part),
        "\n".join(part for part in (named, number if is_seen else None) if part) or _NONE,
        complaint.text,
        states[complaint.state],
        complaint.answer or _NONE,
        answered,
    )
