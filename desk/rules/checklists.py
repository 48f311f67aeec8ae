"""The tick list of each public service and when a file is complete; knows no dates, files or screens.

Built by hand from the requirement lists of the two decrees (`resources/standards/checklists.json`); the
verbatim lists stay beside it in `catalogue.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from desk import paths
from desk.errors import Refused
from desk.i18n import _

ItemKind = Literal["berkas", "isian", "pernyataan", "akun"]
Input = Literal[
    "text", "long", "date", "datetime", "span", "phone", "nik", "nip", "email", "number", "choice"
]
Holds = Literal["event_name", "event_start", "event_end", "event_span", "itsa_passed"]
Mark = Literal["original", "copy", "filled", "declared", "missing", "not_needed"]
StartingEvent = Literal[
    "received",
    "complete",
    "itsa_passed",
    "event_done",
    "objection_ground",
    "objection_received",
    "objection_answered",
]
Unit = Literal["hari_kerja", "hari", "bulan"]

MARKS: tuple[Mark, ...] = ("original", "copy", "filled", "declared", "missing", "not_needed")
SATISFYING: Mapping[str, frozenset[str]] = {
    "berkas": frozenset({"original", "copy"}),
    "pernyataan": frozenset({"declared"}),
    "akun": frozenset({"filled", "declared"}),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the tick list.

    `source` is the path into the service's `requirements` that asks for it; None only where `not_in_decree`:
    a question the office needs to work (whom to call, when it ends), which never makes a file incomplete.
    `waivable`: asked for by the decree, but the officer may mark it `not_needed`.
    `holds` names the fact about the event that an isian carries; `fills_from` what is already known of the
    applicant (name, phone, email, institution, nik). `private`: stored encrypted, never on a receipt.
    """

    key: str
    kind: ItemKind
    text: str
    source: str | None = None
    input: Input | None = None
    choices: tuple[str, ...] = ()
    applicant_kinds: tuple[str, ...] | None = None
    variants: tuple[str, ...] | None = None
    hint: str | None = None
    holds: Holds | None = None
    fills_from: str | None = None
    optional: bool = False
    waivable: bool = False
    private: bool = False
    not_in_decree: bool = False

    @property
    def is_required(self) -> bool:
        """Whether a file without it can be incomplete."""
        return not (self.optional or self.not_in_decree)


@dataclass(frozen=True, slots=True)
class Variant:
    """A product, channel, class or subject among which one is chosen; `label` as the time limit names it."""

    key: str
    label: str
    requirement_label: str | None = None
    source: str | None = None
    product: int | None = None
    books: str | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A requirement text that asks again for what `repeats` already asks."""

    source: str
    repeats: str
    because: str


@dataclass(frozen=True, slots=True)
class Extension:
    """How the term may be lengthened: counted on from the end of the base term."""

    amount: int
    unit: Unit
    max_times: int
    condition: str
    words: str


@dataclass(frozen=True, slots=True)
class Limit:
    """One time limit: `unit` as printed, `counted_unit` as counted; `variant` None where it is for all.

    `may_start_at`: events from which it may count instead, where the office agreed to it.
    `statutory_starts_at`: the event from which the law itself counts the same amount, where it differs.
    """

    variant: str | None
    words: str
    amount: int
    unit: Unit
    counted_unit: Unit
    starts_at: StartingEvent
    starts_words: str
    extension: Extension | None = None
    may_start_at: tuple[StartingEvent, ...] = ()
    statutory_starts_at: StartingEvent | None = None
    statutory_basis: str | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """All that is known of one service beside its verbatim text; `source` is the JSON it was read from."""

    id: str
    prefix: str
    applicant_kinds: tuple[str, ...]
    variant_prompt: str | None
    variant_chosen_at: Literal["filing", "verification", "processing"] | None
    default_variant: str | None
    variants: tuple[Variant, ...]
    items: tuple[Item, ...]
    introductions: tuple[str, ...]
    repeats: tuple[Repeat, ...]
    clock: tuple[Limit, ...]
    unknown_words: str | None
    calendar_policy: Literal["statutory", "office"]
    event_bound: bool
    is_activity: bool
    books: str | None
    confidential: bool
    fee_words: str
    search_words: tuple[str, ...]
    source: Mapping[str, Any] = field(repr=False, compare=False)
    takes_objections: bool = False
    """Whether its decisions can be objected to (keberatan) under UU 14/2008: the two PPID services."""

    @property
    def asks_variant(self) -> bool:
        """Whether a variant must be chosen when the request is filed (else it is fixed later)."""
        return self.variant_chosen_at == "filing"

    @property
    def events(self) -> tuple[StartingEvent, ...]:
        """Every event from which a limit of this service can count, receipt always among them."""
        named = [event for limit in self.clock for event in (limit.starts_at, *limit.may_start_at)]
        return tuple(dict.fromkeys(["received", *named]))

    def variant(self, key: str | None) -> Variant | None:
        """The variant called `key`; an unknown one is refused."""
        if key is None:
            return None
        found = next((variant for variant in self.variants if variant.key == key), None)
        if found is None:
            keys = ", ".join(variant.key for variant in self.variants) or "-"
            raise Refused(
                _("Pilihan “{key}” tidak ada; yang ada: {keys}.").format(key=key, keys=keys), field="variant"
            )
        return found

    def resource_kind(self, variant: str | None = None) -> str | None:
        """What kind of resource such a request books (aula, zoom, videotron, …), if any."""
        chosen = self.variant(variant)
        return chosen.books if chosen is not None and chosen.books else self.books


def checklist_for(
    service_entry: Checklist, *, applicant_kind: str | None, variant: str | None
) -> tuple[Item, ...]:
    """The lines asked of this kind of applicant for this variant, in the decree's order.

    An applicant kind or variant not yet chosen leaves out the lines that depend on it.
    """
    if applicant_kind is not None and applicant_kind not in service_entry.applicant_kinds:
        kinds = ", ".join(service_entry.applicant_kinds)
        raise Refused(_("Jenis pemohon layanan ini: {kinds}.").format(kinds=kinds), field="applicant_kind")
    chosen = service_entry.variant(variant)
    variant_key = chosen.key if chosen else None
    return tuple(
        item
        for item in service_entry.items
        if (item.applicant_kinds is None or applicant_kind in item.applicant_kinds)
        and (item.variants is None or variant_key in item.variants)
    )


def variant_to_file(service_entry: Checklist, variant: str | None) -> str | None:
    """The variant a request is filed under; refused while one has to be chosen first.

    Without this question a file of alternatives (3.9) would be complete before its subject is known.
    """
    chosen = service_entry.variant(variant or service_entry.default_variant)
    if chosen is None and service_entry.asks_variant:
        prompt = service_entry.variant_prompt or ""
        raise Refused(_("{prompt} belum dipilih.").format(prompt=prompt), field="variant")
    return chosen.key if chosen else None


def is_satisfied(item: Item, *, mark: str | None, value: str | None) -> bool:
    """Whether this line is there: a file as original or copy, a field with a value, a statement declared."""
    if mark == "not_needed":
        return item.waivable or not item.is_required
    if item.kind == "isian":
        return _has_value(item, value or "")
    return mark in SATISFYING[item.kind]


def _has_value(item: Item, value: str) -> bool:
    """A span ("start/end") needs both its ends, everything else any text at all."""
    if item.input == "span":
        start, _slash, end = value.partition("/")
        return bool(start.strip()) and bool(end.strip())
    return bool(value.strip())


def missing(items: tuple[Item, ...], marks: Mapping[str, str], values: Mapping[str, str]) -> tuple[Item, ...]:
    """The required lines that are not there yet; both mappings go by the item's key."""
    return tuple(
        item
        for item in items
        if item.is_required and not is_satisfied(item, mark=marks.get(item.key), value=values.get(item.key))
    )


def is_complete(items: tuple[Item, ...], marks: Mapping[str, str], values: Mapping[str, str]) -> bool:
    """Whether nothing required is missing."""
    return not missing(items, marks, values)


def mark_word(mark: str) -> str:
    """The officer's word for a mark."""
    return {
        "original": _("asli"),
        "copy": _("salinan"),
        "filled": _("diisi"),
        "declared": _("dinyatakan"),
        "missing": _("belum ada"),
        "not_needed": _("tidak diperlukan"),
    }[mark]


@cache
def load_checklists() -> Mapping[str, Checklist]:
    """All checklists by service id, in the catalogue's order."""
    text = (paths.resources() / "standards" / "checklists.json").read_text(encoding="utf-8")
    entries = [read_checklist(entry) for entry in json.loads(text)["services"]]
    return {entry.id: entry for entry in entries}


def read_checklist(data: Mapping[str, Any]) -> Checklist:
    """The checklist written in `data`, as it stands in checklists.json or in an installed version."""
    plain = {key: value for key, value in data.items() if key not in _STRUCTURED}
    return Checklist(
        **plain,
        applicant_kinds=tuple(data["applicant_kinds"]),
        variants=tuple(Variant(**variant) for variant in data["variants"]),
        items=tuple(_read_item(item) for item in data["items"]),
        introductions=tuple(data["introductions"]),
        repeats=tuple(Repeat(**repeat) for repeat in data["repeats"]),
        clock=tuple(_read_limit(limit) for limit in data["clock"]),
        search_words=tuple(data["search_words"]),
        source=data,
    )


_STRUCTURED = frozenset(
    {"applicant_kinds", "variants", "items", "introductions", "repeats", "clock", "search_words"}
)


def _read_item(data: Mapping[str, Any]) -> Item:
    plain: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    return Item(**plain)


def _read_limit(data: Mapping[str, Any]) -> Limit:
    plain = {
        key: value for key, value in data.items() if key not in {"extension", "may_start_at", "statutory"}
    }
    statutory = data.get("statutory") or {}
    return Limit(
        **plain,
        extension=Extension(**data["extension"]) if data.get("extension") else None,
        may_start_at=tuple(data.get("may_start_at", ())),
        statutory_starts_at=statutory.get("starts_at"),
        statutory_basis=statutory.get("basis"),
    )
