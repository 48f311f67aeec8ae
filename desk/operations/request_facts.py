"""Turns what was typed of a request into what may be kept, refusing beside the field; knows no table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models.promises import values_of
from desk.operations.request_orders import LetterOrder, PartyOrder, RequestFacts
from desk.rules import checklists, item_values, niks, phones, texts
from desk.rules.checklists import Checklist, Item
from desk.rules.item_values import Event

CHANNELS = ("counter", "letter", "email", "esurat", "whatsapp", "phone", "portal")
PARTY_LIMITS = {
    "name": 120,
    "phone": 40,
    "email": 120,
    "nik": 32,
    "address": 200,
    "institution": 120,
    "position": 120,
    "occupation": 120,
}
LETTER_LIMITS = {"number": 80, "subject": 200, "sender": 120, "agenda_number": 40, "disposition": 400}
DETAILS_LIMIT = 4000
_TYPING = timedelta(minutes=1)
_OLDEST = timedelta(days=3660)

Marks = dict[str, tuple[str, str | None]]
Party = dict[str, str | None]


@dataclass(frozen=True)
class Accepted:
    """A request's facts, cleaned and found sound; parties go by role, all of a party's columns by name."""

    variant: str | None
    items: tuple[Item, ...]
    marks: Marks
    parties: dict[str, Party]
    letter: dict[str, Any] | None
    columns: dict[str, Any]
    event: Event
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Before:
    """What is kept of a request: its marks, and the NIKs of its parties, which screens only show masked."""

    marks: Mapping[str, tuple[str, str | None]]
    niks: Mapping[str, str]


NOTHING = Before({}, {})
_MASK = "•"


@dataclass
class _Warnings:
    said: list[str]

    def add(self, sentences: tuple[str, ...]) -> None:
        self.said += [sentence for sentence in sentences if sentence not in self.said]


def accept(facts: RequestFacts, entry: Checklist, *, before: Before = NOTHING) -> Accepted:
    """The sound form of `facts` for this service, beside what is already kept of the request.

    Raises Refused with the field of RequestFacts (`applicant.phone`, `letter.number`, `marks.<item>`).
    """
    said = _Warnings([])
    if facts.applicant_kind not in entry.applicant_kinds:
        kinds = ", ".join(entry.applicant_kinds)
        raise Refused(_("Pilih jenis pemohon: {kinds}.").format(kinds=kinds), field="applicant_kind")
    variant = checklists.variant_to_file(entry, facts.variant)
    items = checklists.checklist_for(entry, applicant_kind=facts.applicant_kind, variant=variant)
    parties = _parties(facts, said, before.niks)
    letter = _letter(facts.letter, said)
    marks = kept_marks(items, facts.marks, before=before.marks, said=said.said)
    _fill_from_parties(items, marks, parties)
    if facts.event_span is not None:
        _fill_from_span(items, marks, facts)
    event = item_values.event_of(items, values_of(marks))
    if event.starts_at is not None and event.starts_at < clock.now():
        said.add((_("Waktu kegiatan sudah lewat."),))
    return Accepted(variant, items, marks, parties, letter, _columns(facts, event), event, tuple(said.said))


def kept_marks(
    items: tuple[Item, ...],
    given: Mapping[str, tuple[str, str | None]],
    *,
    before: Mapping[str, tuple[str, str | None]],
    said: list[str],
) -> Marks:
    """The marks of all `items`: the given ones cleaned, the others as they were; sentences go to `said`."""
    known = {item.key: item for item in items}
    for key in given:
        if key not in known:
            raise Refused(_("Butir “{key}” tidak ada pada daftar ini.").format(key=key), field=f"marks.{key}")
    marks: Marks = {}
    for item in items:
        if item.key not in given:
            marks[item.key] = before.get(item.key, ("missing", None))
            continue
        mark, value = given[item.key]
        if item.private and _MASK in (value or ""):
            value = before.get(item.key, ("", None))[1]  # shown masked, so not typed anew
        kept = item_values.keep(item, value or "")
        said += [sentence for sentence in kept.warnings if sentence not in said]
        marks[item.key] = (_mark(item, mark, kept.value), kept.value or None)
    return marks


def received(
    facts: RequestFacts, *, entered_at: datetime, kept: tuple[datetime, str | None] | None = None
) -> dict[str, Any]:
    """When it was received, and the reason where it was entered later; `kept` is what stood there."""
    kept_at, kept_reason = kept or (entered_at, None)
    at = facts.received_at or kept_at
    reason = texts.clean(facts.back_date_reason or "", limit=400, field="back_date_reason", label=_("Alasan"))
    if at > entered_at:
        raise Refused(_("“Diterima pada” tidak boleh di masa depan."), field="received_at")
    if entered_at - at > _OLDEST:
        raise Refused(_("“Diterima pada” terlalu lama berlalu; periksa lagi tahunnya."), field="received_at")
    is_earlier = entered_at - at >= _TYPING
    reason = (reason or kept_reason or "") if is_earlier else ""
    if is_earlier and not reason:
        sentence = _("Tulis alasan mengapa dicatat belakangan, misalnya surat masuk hari Jumat.")
        raise Refused(sentence, field="back_date_reason")
    return {
        "received_at": at,
        "received_on": clock.office_date(at),
        "back_date_reason": reason or None,
    }


def search_key(
    numbers: Sequence[str | None], parties: Mapping[str, Party], letter: Mapping[str, Any] | None
) -> str:
    """Folded numbers, names, institutions, phones' digits, and the letter's number, subject and sender."""
    words = [number or "" for number in numbers]
    for party in parties.values():
        words += [party["name"] or "", party["institution"] or "", re.sub(r"\D", "", party["phone"] or "")]
        words.append(phones.shown(party["phone"]).replace("-", "") if party["phone"] else "")
    if letter:
        words += [letter[name] or "" for name in ("number", "subject", "sender")]
    return texts.fold(" ".join(dict.fromkeys(filter(None, words))))


def _portal_number(facts: RequestFacts) -> dict[str, str | None]:
    if facts.portal_number is None:
        return {}
    number = texts.clean(
        facts.portal_number, limit=80, field="portal_number", label=_("Nomor di portal/e-Surat")
    )
    return {"portal_number": number or None}


def _columns(facts: RequestFacts, event: Event) -> dict[str, Any]:
    if facts.channel not in CHANNELS:
        raise Refused(_("Pilih cara permohonan ini diterima."), field="channel")
    span = facts.event_span
    details = texts.clean(
        facts.details or "", limit=DETAILS_LIMIT, field="details", multiline=True, label=_("Rincian")
    )
    assigned = texts.clean(
        facts.assigned_to or "", limit=120, field="assigned_to", label=_("Ditugaskan kepada")
    )
    return {
        "applicant_kind": facts.applicant_kind,
        "channel": facts.channel,
        **_portal_number(facts),
        "details": details or None,
        "assigned_to": assigned or None,
        "event_starts_at": event.starts_at or (span.starts_at if span else None),
        "event_ends_at": event.ends_at or (span.ends_at if span else None),
    }


def _parties(facts: RequestFacts, said: _Warnings, niks_before: Mapping[str, str]) -> dict[str, Party]:
    parties: dict[str, Party] = {}
    for role in ("applicant", "carrier", "signatory", "contact"):
        given: PartyOrder | None = getattr(facts, role)
        if given is not None and _MASK in (given.nik or ""):
            given = replace(given, nik=niks_before.get(role))
        party = _party(given, role, said) if given is not None else None
        if party is not None:
            parties[role] = party
    if "applicant" not in parties:
        raise Refused(_("Isi nama pemohon."), field="applicant.name")
    return parties


def _party(given: PartyOrder, role: str, said: _Warnings) -> Party | None:
    party: Party = {}
    for each in fields(given):
        name, field = each.name, f"{role}.{each.name}"
        text = texts.clean(
            getattr(given, name) or "", limit=PARTY_LIMITS[name], field=field, label=_party_label(name)
        )
        party[name] = text or None
    if party["phone"]:
        party["phone"] = phones.normalised(party["phone"], field=f"{role}.phone")
    if party["email"]:
        party["email"] = item_values.email(party["email"], field=f"{role}.email")
    if party["nik"]:
        party["nik"] = _nik(party["nik"], f"{role}.nik", said)
    if not any(party.values()):
        return None
    if not party["name"]:
        raise Refused(_("Isi namanya."), field=f"{role}.name")
    return party


def _party_label(name: str) -> str:
    return {
        "name": _("Nama"),
        "phone": _("Nomor telepon"),
        "email": _("Surel"),
        "nik": _("NIK"),
        "address": _("Alamat"),
        "institution": _("Instansi"),
        "position": _("Jabatan"),
        "occupation": _("Pekerjaan"),
    }[name]


def _nik(text: str, field: str, said: _Warnings) -> str:
    try:
        reading = niks.check(text)
    except Refused as refused:
        refused.field = field
        raise
    said.add(reading.warnings)
    return re.sub(r"\D", "", text)


def _letter(given: LetterOrder | None, said: _Warnings) -> dict[str, Any] | None:
    if given is None:
        return None
    letter: dict[str, Any] = {}
    for name, limit in LETTER_LIMITS.items():
        text = texts.clean(
            getattr(given, name) or "", limit=limit, field=f"letter.{name}", label=_letter_label(name)
        )
        letter[name] = text or None
    letter["letter_on"] = given.letter_on
    if given.letter_on is not None:
        _check_letter_date(given.letter_on, said)
    return letter if any(letter.values()) else None


def _letter_label(name: str) -> str:
    return {
        "number": _("Nomor surat"),
        "subject": _("Perihal"),
        "sender": _("Instansi pengirim"),
        "agenda_number": _("Nomor agenda"),
        "disposition": _("Disposisi"),
    }[name]


def _check_letter_date(day: date, said: _Warnings) -> None:
    today = clock.today()
    if not 2000 <= day.year <= today.year + 1:
        raise Refused(_("Tahun surat di luar jangkauan; periksa lagi tanggalnya."), field="letter.letter_on")
    if day > today:
        said.add((_("Tanggal surat ada di masa depan."),))


def _mark(item: Item, mark: str, value: str) -> str:
    """A line that is filled in is marked by its value, everything else by what the officer saw."""
    if mark not in checklists.MARKS:
        raise Refused(_("Tanda “{mark}” tidak dikenal.").format(mark=mark), field=f"marks.{item.key}")
    if item.kind == "isian" and mark != "not_needed":
        return "filled" if value else "missing"
    return mark


def _fill_from_parties(items: tuple[Item, ...], marks: Marks, parties: Mapping[str, Party]) -> None:
    """What is known of the applicant need not be asked again; the contact's phone goes first."""
    applicant, contact = parties["applicant"], parties.get("contact")
    for item in items:
        mark, value = marks[item.key]
        if item.fills_from is None or value or mark == "not_needed":
            continue
        known = applicant.get(item.fills_from)
        if item.fills_from in ("phone", "email") and contact is not None:
            known = contact.get(item.fills_from) or known
        if known:
            marks[item.key] = ("filled", known)


def _fill_from_span(items: tuple[Item, ...], marks: Marks, facts: RequestFacts) -> None:
    span = facts.event_span
    if span is None:
        return
    for item in items:
        words = item_values.filled_from_span(item, starts_at=span.starts_at, ends_at=span.ends_at)
        if words is not None and not marks[item.key][1]:
            marks[item.key] = ("filled", words)
