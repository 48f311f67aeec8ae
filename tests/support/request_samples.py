"""Orders for requests that tests share: complete files of any service, by plainly made-up people."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from desk.operations.request_orders import PartyOrder, RequestOrder
from desk.rules import checklists
from desk.rules.checklists import Checklist, Item
from desk.rules.standards import ServiceStandard, standard_of

APPLICANT = PartyOrder(
    name="Ni Luh Contoh",
    phone="0812-0000-0000",
    email="contoh@karangasemkab.go.id",
    nik="5107044101900001",
    address="Br. Contoh, Desa Misal",
    institution="Kecamatan Contoh",
)

_TYPED = {
    "text": "Contoh isian",
    "long": "Contoh isian\npada dua baris",
    "date": "2026-03-02",
    "datetime": "2027-03-16T09:00",
    "span": "2027-03-16T09:00/2027-03-16T12:00",
    "phone": "0812 0000 0000",
    "nik": "5107044101900001",
    "nip": "19900101 201501 1 001",
    "email": "contoh@karangasemkab.go.id",
    "number": "40",
}
_SATISFIED = {"berkas": "original", "pernyataan": "declared", "akun": "filled"}


def typed(item: Item) -> str:
    """What an officer would type on this line."""
    if item.input == "choice":
        return item.choices[0]
    return "2027-03-16T12:00" if item.holds == "event_end" else _TYPED[item.input or "text"]


def complete_marks(items: Iterable[Item]) -> dict[str, tuple[str, str | None]]:
    """Every line ticked off or filled in."""
    return {
        item.key: ("filled", typed(item)) if item.kind == "isian" else (_SATISFIED[item.kind], None)
        for item in items
    }


def filing_variants(entry: Checklist) -> tuple[str | None, ...]:
    """The variants a request can be filed under."""
    return tuple(v.key for v in entry.variants) if entry.asks_variant else (None,)


def every_way_to_file(agency: str) -> Iterator[tuple[ServiceStandard, str, str | None]]:
    """Each service with each kind of applicant and each variant that is chosen at filing."""
    for service in standard_of(agency).services:
        for kind in service.checklist.applicant_kinds:
            for variant in filing_variants(service.checklist):
                yield service, kind, variant


def request_order(service: str = "karangasem-2.1", **changes: Any) -> RequestOrder:
    """An order for `service`, its file complete unless `marks` says otherwise."""
    agency = service.partition("-")[0]
    entry = next(s.checklist for s in standard_of(agency).services if s.id == service)
    kind = changes.pop("applicant_kind", entry.applicant_kinds[0])
    variant = changes.pop("variant", filing_variants(entry)[0])
    items = checklists.checklist_for(entry, applicant_kind=kind, variant=variant or entry.default_variant)
    facts: dict[str, Any] = {
        "key": str(uuid.uuid4()),
        "service": service,
        "applicant_kind": kind,
        "applicant": APPLICANT,
        "variant": variant,
        "marks": complete_marks(items),
    }
    return RequestOrder(**{**facts, **changes})
