"""The two statutory registers of public information in their official columns; changes nothing.

Requests: the form of PERKI 1/2010, 15 columns; objections: 11 columns. Who may not see who applied reads
initials, and neither contact, purpose nor decision (rules.discretion).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desk import clock
from desk.i18n import _
from desk.models import Document, Objection, Request, RequestMove, RequestParty, RequestRecord
from desk.models.offices import office_letterhead
from desk.rules import objections, office_dates, phones, texts
from desk.rules.asked import words_of
from desk.rules.discretion import sees_applicant
from desk.rules.paper_kinds import KINDS, PaperWish, period_words
from desk.rules.papers import PaperColumn, Part, Report, Row
from desk.rules.registers import grouped
from desk.rules.request_records import KINDS as RECORDS
from desk.rules.request_states import state_words
from desk.rules.rights import Actor

WATCHES = frozenset({"Request", "RequestParty", "RequestRecord", "RequestMove", "Document", "Objection"})
PREFIX = "PPID"
HIDDEN = "(dirahasiakan)"
_NOTICES = ("ppid-pemberitahuan", "ppid-penolakan")
_NONE = "–"


@dataclass(frozen=True, slots=True)
class PpidCase:
    """One request for information with all that was decided about it."""

    request: Request
    decision: Mapping[str, Any]
    decided_on: date | None
    noticed_on: date | None
    given_on: date | None
    cost: Mapping[str, Any]

    @property
    def answered_on(self) -> date | None:
        """When the applicant was told: the written notice, else the decision itself."""
        return self.noticed_on or self.decided_on

    def value(self, item_key: str) -> str:
        """What the form says there."""
        found = (mark.value for mark in self.request.marks if mark.item_key == item_key)
        return next(found, None) or ""


def ppid_cases(session: Session, first: date, last: date) -> tuple[PpidCase, ...]:
    """The requests received from `first` to `last`, in the order of their numbers."""
    wanted = (
        select(Request)
        .where(Request.prefix == PREFIX, Request.received_on.between(first, last))
        .options(selectinload(Request.parties), selectinload(Request.marks))
        .order_by(Request.year, Request.sequence)
    )
    found = list(session.scalars(wanted))
    ids = [request.id for request in found]
    decisions, costs = (_records(session, ids, kind) for kind in ("ppid_decision", "copy_cost"))
    noticed, given = _noticed(session, ids), _given(session, ids)
    return tuple(
        PpidCase(
            request=request,
            decision=decisions[request.id].facts if request.id in decisions else {},
            decided_on=decisions[request.id].on if request.id in decisions else None,
            noticed_on=noticed.get(request.id),
            given_on=given.get(request.id),
            cost=costs[request.id].facts if request.id in costs else {},
        )
        for request in found
    )


def _records(session: Session, ids: Iterable[int], kind: str) -> dict[int, RequestRecord]:
    wanted = select(RequestRecord).where(
        RequestRecord.request_id.in_(ids), RequestRecord.kind == kind, RequestRecord.taken_back_at.is_(None)
    )
    return {record.request_id: record for record in session.scalars(wanted.order_by(RequestRecord.id))}


def _noticed(session: Session, ids: Iterable[int]) -> dict[int, date]:
    wanted = (
        select(Document.request_id, Document.dated_on)
        .where(Document.request_id.in_(ids), Document.kind.in_(_NOTICES), Document.voided_at.is_(None))
        .order_by(Document.id)
    )
    return {each: day for each, day in session.execute(wanted) if each is not None}


def _given(session: Session, ids: Iterable[int]) -> dict[int, date]:
    wanted = (
        select(RequestMove.request_id, RequestMove.made_at)
        .where(RequestMove.request_id.in_(ids), RequestMove.move == "hand_over")
        .order_by(RequestMove.id)
    )
    return {each: clock.office_date(at) for each, at in session.execute(wanted)}


def ppid_register(session: Session, wish: PaperWish, actor: Actor) -> Report:
    """The register of requests for information."""
    cases = ppid_cases(session, wish.first, wish.last)
    is_seen = sees_applicant(actor, prefix=PREFIX)
    rows = tuple(_request_row(case, is_seen=is_seen) for case in cases)
    part = Part(_request_columns(), rows, _("Tidak ada permohonan informasi pada periode ini."))
    total = _("Jumlah permohonan informasi {count}.").format(count=grouped(len(rows)))
    return _register(session, wish, part, (total,))


def _register(session: Session, wish: PaperWish, part: Part, totals: tuple[str, ...]) -> Report:
    return Report(
        kind=wish.kind,
        title=_(KINDS[wish.kind].title),
        period=period_words("days", wish.first, wish.last),
        letterhead=office_letterhead(session),
        parts=(part,),
        made_at=clock.now(),
        totals=totals,
        signers=(_("Mengetahui,"), _("PPID,")),
    )


def _request_columns() -> tuple[PaperColumn, ...]:
    return (
        PaperColumn(_("No. pendaftaran"), 20),
        PaperColumn(_("Tanggal"), 15, "centre"),
        PaperColumn(_("Nama"), 20),
        PaperColumn(_("Alamat"), 18),
        PaperColumn(_("Nomor kontak"), 17),
        PaperColumn(_("Pekerjaan"), 17),
        PaperColumn(_("Informasi yang diminta"), 25),
        PaperColumn(_("Tujuan penggunaan informasi"), 20),
        PaperColumn(_("Status informasi: di bawah penguasaan"), 19),
        PaperColumn(_("Bentuk informasi yang dikuasai"), 16),
        PaperColumn(_("Jenis permohonan"), 19),
        PaperColumn(_("Keputusan"), 21),
        PaperColumn(_("Alasan penolakan"), 19),
        PaperColumn(_("Hari dan tanggal: pemberitahuan tertulis / pemberian informasi"), 24),
        PaperColumn(_("Biaya dan cara pembayaran"), 20),
    )


def _request_row(case: PpidCase, *, is_seen: bool) -> Row:
    request = case.request
    return (
        request.number,
        f"{request.received_on:%d-%m-%Y}",
        *_person(_party(request, "applicant"), is_seen=is_seen),
        case.value("rincian_informasi") or request.details or "",
        case.value("tujuan_penggunaan") if is_seen else HIDDEN,
        held_words(case) if is_seen else HIDDEN,
        _form_words(case),
        _wish_words(case),
        decision_words(case) if is_seen else HIDDEN,
        reason_words(case) if is_seen else HIDDEN,
        _day_words(case),
        _cost_words(case.cost),
    )


def _party(request: Request, role: str) -> RequestParty | None:
    return next((party for party in request.parties if party.role == role), None)


def _person(party: RequestParty | None, *, is_seen: bool) -> tuple[str, str, str, str]:
    """Name, address, contact and occupation."""
    if party is None:
        return ("", "", "", "")
    if not is_seen:
        return (texts.initials(party.name), HIDDEN, HIDDEN, HIDDEN)
    contact = "\n".join(
        part for part in (phones.shown(party.phone) if party.phone else "", party.email) if part
    )
    name = f"{party.name}\n{party.institution}" if party.institution else party.name
    return (name, party.address or "", contact, party.occupation or "")


def held_words(case: PpidCase) -> str:
    """Status informasi: ya; tidak → badan publik lain."""
    decision = case.decision.get("decision")
    if decision in ("granted", "partly", "refused"):
        return _("ya")
    if decision == "elsewhere":
        return _("tidak, pada {body}").format(body=case.decision.get("elsewhere") or _NONE)
    return _("tidak") if decision == "not_held" else _NONE


def _form_words(case: PpidCase) -> str:
    """Softcopy or hardcopy, as decided, else as it was asked for."""
    form = case.decision.get("form") or ""
    wished = case.value("cara_memperoleh").lower()
    for key in ("softcopy", "hardcopy"):
        if form == key or (form not in ("softcopy", "hardcopy") and key in wished):
            return key
    return _NONE


def _wish_words(case: PpidCase) -> str:
    wished = case.value("cara_memperoleh")
    if not wished:
        return _NONE
    return _("meminta salinan") if "salinan" in wished.lower() else _("melihat/mengetahui")


def decision_words(case: PpidCase) -> str:
    """The decision in the form's words; without one, how far the request is."""
    if case.decision.get("decision"):
        field = next(each for each in RECORDS["ppid_decision"].fields if each.name == "decision")
        return words_of(field, case.decision["decision"])
    if case.request.state == "withdrawn":
        return _("dicabut pemohon")
    return _("belum ({state})").format(state=state_words(case.request.state))


def reason_words(case: PpidCase) -> str:
    """Why it was refused, or what was blackened and why."""
    facts = case.decision
    fields = {field.name: field for field in RECORDS["ppid_decision"].fields}
    names = {
        "refused": ("exemption", "consequence"),
        "partly": ("exemption", "blackening"),
    }.get(facts.get("decision") or "", ())
    words = [words_of(fields[name], facts.get(name)) for name in names]
    if facts.get("decision") == "not_held":
        words = [_("belum dikuasai/didokumentasikan")]
    if facts.get("decision") == "elsewhere":
        words = [_("dikuasai badan publik lain"), facts.get("elsewhere") or ""]
    return "\n".join(word for word in words if word) or _NONE


def _day_words(case: PpidCase) -> str:
    told = [
        (_("diberitahukan {day}"), case.answered_on),
        (_("diberikan {day}"), case.given_on),
    ]
    words = [sentence.format(day=office_dates.long_date(day)) for sentence, day in told if day]
    return "\n".join(words) or _NONE


def _cost_words(cost: Mapping[str, Any]) -> str:
    if not cost:
        return _NONE
    return _("Rp{amount} ({pages} lembar), dibayar di {place}").format(
        amount=grouped(int(cost.get("amount") or 0)),
        pages=cost.get("pages") or 0,
        place=cost.get("paid_at") or _NONE,
    )


def objection_register(session: Session, wish: PaperWish, actor: Actor) -> Report:
    """The register of objections under UU 14/2008 Pasal 35."""
    is_seen = sees_applicant(actor, prefix=PREFIX)
    wanted = (
        select(Objection, Request)
        .join(Request, Request.id == Objection.request_id)
        .where(Objection.kind == "ppid", Objection.received_on.between(wish.first, wish.last))
        .options(selectinload(Request.parties), selectinload(Request.marks))
        .order_by(Objection.year, Objection.sequence)
    )
    rows = tuple(
        _objection_row(objection, PpidCase(request, {}, None, None, None, {}), is_seen=is_seen)
        for objection, request in session.execute(wanted)
    )
    part = Part(_objection_columns(), rows, _("Tidak ada keberatan pada periode ini."))
    total = _("Jumlah keberatan {count}.").format(count=grouped(len(rows)))
    return _register(session, wish, part, (total,))


def _objection_columns() -> tuple[PaperColumn, ...]:
    return (
        PaperColumn(_("Nomor registrasi"), 19),
        PaperColumn(_("Tanggal diterima"), 17, "centre"),
        PaperColumn(_("Identitas pemohon/kuasa"), 34),
        PaperColumn(_("Nomor pendaftaran permohonan"), 20),
        PaperColumn(_("Informasi yang diminta"), 30),
        PaperColumn(_("Tujuan penggunaan"), 24),
        PaperColumn(_("Alasan keberatan (Pasal 35)"), 32),
        PaperColumn(_("Keputusan atasan PPID"), 34),
        PaperColumn(_("Hari dan tanggal tanggapan"), 20),
        PaperColumn(_("Nama dan posisi atasan PPID"), 22),
        PaperColumn(_("Tanggapan pemohon"), 22),
    )


def _objection_row(objection: Objection, case: PpidCase, *, is_seen: bool) -> Row:
    request = case.request
    answered = (
        office_dates.long_date(clock.office_date(objection.answered_at)) if objection.answered_at else ""
    )
    decision = _(objections.DECISIONS[objection.decision]) if objection.decision else ""
    verdict = "\n".join(part for part in (decision, objection.answer) if part)
    reaction = " · ".join(
        part
        for part in (
            _(objections.STATES[objection.state]) if objection.closed_at else "",
            objection.reaction,
        )
        if part
    )
    return (
        objection.number,
        f"{objection.received_on:%d-%m-%Y}",
        _objector(objection, request, is_seen=is_seen),
        request.number,
        case.value("rincian_informasi") or request.details or "",
        case.value("tujuan_penggunaan") if is_seen else HIDDEN,
        "\n".join(f"{letter}. {_(objections.GROUNDS[letter])}" for letter in objection.grounds),
        (verdict if is_seen else HIDDEN) if verdict else _NONE,
        answered or _NONE,
        objection.superior or _NONE,
        (reaction if is_seen else HIDDEN) if reaction else _NONE,
    )


def _objector(objection: Objection, request: Request, *, is_seen: bool) -> str:
    if not is_seen:
        return texts.initials(objection.by_name)
    party = _party(request, "applicant")
    lines = [objection.by_name]
    if objection.by_proxy_name:
        lines.append(_("kuasa: {name}").format(name=objection.by_proxy_name))
    if party is not None:
        lines += [party.address or "", phones.shown(party.phone) if party.phone else ""]
    return "\n".join(line for line in lines if line)
