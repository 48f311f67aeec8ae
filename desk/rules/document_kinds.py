"""The papers of requests and bookings: what each asks, needs and says by itself; knows no request's row.

Read from `resources/documents/kinds.json`; how each is put together stands in rules.document_bodies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desk import paths
from desk.errors import Refused
from desk.i18n import _
from desk.rules.asked import Asked, accept, words_of
from desk.rules.document_facts import Booking, Facts, Request
from desk.rules.document_words import PLACEHOLDERS, suggestion

SLIP = "slip"


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage in the program's own words; the office may word it otherwise."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind: `papers` it is set on, the usual one first; `noun` what it belongs to."""

    key: str
    title: str
    papers: tuple[str, ...]
    fields: tuple[Asked, ...]
    noun: str
    is_numbered: bool
    """Whether it carries a letter number of the office's series."""
    signer: str
    """The official's role (rules.document_facts.OFFICIALS)."""
    needs: tuple[str, ...]
    resources: tuple[str, ...]
    """Kinds of resource whose bookings know it."""
    services: tuple[str, ...]
    """Prefixes, or services with a variant, whose requests know it; none: every request."""
    passages: tuple[Passage, ...]
    sources: Mapping[str, tuple[str, ...]]
    """Field → where its answer is suggested from."""
    stands_for: str | None
    """The kind that a road's step means, where this one answers for it."""


def _kind(stored: Mapping[str, Any]) -> DocumentKind:
    return DocumentKind(
        key=stored["key"],
        title=stored["title"],
        papers=tuple(stored["papers"]),
        fields=tuple(_field(each) for each in stored["fields"]),
        noun=stored["noun"],
        is_numbered=stored["numbered"],
        signer=stored["signer"],
        needs=tuple(stored.get("needs", ())),
        resources=tuple(stored.get("resources", ())),
        services=tuple(stored.get("services", ())),
        passages=tuple(Passage(each["name"], each["label"], each["text"]) for each in stored["passages"]),
        sources={each["name"]: tuple(each.get("from", ())) for each in stored["fields"]},
        stands_for=stored.get("stands_for"),
    )


def _field(stored: Mapping[str, Any]) -> Asked:
    return Asked(
        name=stored["name"],
        label=stored["label"],
        kind=stored.get("kind", "text"),
        is_required=bool(stored.get("required")),
        choices=tuple((key, words) for key, words in stored.get("choices", ())),
        limit=stored.get("limit", 0),
        hint=stored.get("hint", ""),
    )


def _read() -> dict[str, DocumentKind]:
    file = paths.resources() / "documents" / "kinds.json"
    return {each["key"]: _kind(each) for each in json.loads(file.read_text("utf-8"))["kinds"]}


KINDS: dict[str, DocumentKind] = _read()
"""Key → kind, in the order of the file; the tanda terima (`slip`) is among them, last."""


def kind_of(key: str) -> DocumentKind:
    """The kind called `key`; Refused where there is none."""
    kind = KINDS.get(key)
    if kind is None:
        raise Refused(_("Jenis dokumen ini tidak dikenal; lihat desk documents."), field="kind")
    return kind


def stood_for(keys: Iterable[str]) -> frozenset[str]:
    """The kinds that are there and those they stand for: a reply about sound is a surat balasan."""
    there = frozenset(keys)
    others = (KINDS[key].stands_for for key in there if key in KINDS)
    return there | {key for key in others if key}


def suits(kind: DocumentKind, facts: Facts) -> bool:
    """Whether a document of this kind can belong to the request or booking at all."""
    if kind.key == SLIP:
        return False
    if kind.noun == "booking" and facts.booking is not None:
        return facts.booking.resource_kind in kind.resources
    if facts.request is None or (kind.noun == "booking" and not kind.services):
        return False
    return not kind.services or any(_is_of(facts.request, each) for each in kind.services)


def _is_of(request: Request, service: str) -> bool:
    """Whether `service` (`PPID`, `karangasem-3.9`, `denpasar-III:sound_system`) means the request's."""
    key, colon, variant = service.partition(":")
    if key not in (request.service_key, request.number.partition("/")[0]):
        return False
    return not colon or not request.variant or request.variant == variant


def missing(kind: DocumentKind, facts: Facts) -> tuple[str, ...]:
    """What has to happen before it can be issued, as sentences; nothing: it can."""
    sentences = (_unmet(need, facts) for need in kind.needs)
    return tuple(sentence for sentence in sentences if sentence)


def _unmet(need: str, facts: Facts) -> str:
    """What `need` still lacks; where the booking itself is lacking only that is said."""
    if need == "request":
        return "" if facts.request else _("Dokumen ini milik permohonan.")
    if need == "booking":
        return "" if facts.booking else _("Belum ada pemesanan jadwal.")
    if need in _OF_REQUEST:
        return _OF_REQUEST[need](facts.request) if facts.request else ""
    return _OF_BOOKING[need](facts.booking) if facts.booking else ""


def _decision(request: Request) -> str:
    return str(request.records.get("ppid_decision", {}).get("decision") or "")


def _unless(is_met: bool, sentence: str) -> str:  # noqa: FBT001 - the one thing it is told
    return "" if is_met else sentence


_OF_REQUEST = {
    "decision": lambda request: _unless(bool(_decision(request)), _("Catat dahulu keputusan PPID.")),
    "not_refused": lambda request: _unless(
        _decision(request) != "refused", _("PPID menolak: terbitkan surat keputusan penolakan.")
    ),
    "refused_decision": lambda request: _unless(
        _decision(request) == "refused", _("Catat dahulu keputusan PPID: ditolak, dengan dasar Pasal 17.")
    ),
    "extension": lambda request: _unless(
        request.extension is not None, _("Catat dahulu perpanjangan jangka waktunya.")
    ),
    "objection": lambda request: _unless(request.objection is not None, _("Catat dahulu keberatan pemohon.")),
    "objection_answered": lambda request: _unless(
        request.objection is not None and bool(request.objection.answer),
        _("Catat dahulu tanggapan atasan PPID atas keberatan."),
    ),
}
_OF_BOOKING = {
    "confirmed": lambda booking: _unless(
        booking.state == "confirmed", _("Jadwalnya belum dikonfirmasi Pemegang Barang/Aset.")
    ),
    "not_granted": lambda booking: _unless(
        booking.state not in ("confirmed", "tentative"), _("Jadwalnya masih berlaku: tolak dahulu.")
    ),
    "displacement": lambda booking: _unless(
        booking.displaced is not None, _("Jadwal ini tidak dialihkan oleh perintah tertulis.")
    ),
    "taken_back": lambda booking: _unless(_came_back(booking), _("Catat dahulu pengembalian barangnya.")),
}


def _came_back(booking: Booking) -> bool:
    return any(each.direction == "in" for each in booking.passings)


def suggested(kind: DocumentKind, facts: Facts) -> dict[str, str]:
    """What is known already for each field; fields of which nothing is known are not in it."""
    found = {field.name: suggestion(kind.sources.get(field.name, ()), facts, field) for field in kind.fields}
    return {name: value for name, value in found.items() if value}


def answered(kind: DocumentKind, facts: Facts, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are kept, what was not answered as it is suggested; Refused beside the field."""
    strangers = answers.keys() - {field.name for field in kind.fields}
    if strangers:
        raise Refused(_("Isian {name} tidak dikenal.").format(name=min(strangers)), field=min(strangers))
    return accept(kind.fields, {**suggested(kind, facts), **answers})


def placeholders(kind: DocumentKind) -> dict[str, str]:
    """Every placeholder its passages may hold, with what it means; its own fields first."""
    return {**{field.name: field.label for field in kind.fields}, **PLACEHOLDERS}


def field_words(kind: DocumentKind, answers: Mapping[str, Any]) -> dict[str, str]:
    """Every field's answer as the paper says it."""
    return {field.name: words_of(field, answers.get(field.name)) for field in kind.fields}
