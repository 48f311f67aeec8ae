"""Complete files of any service by plainly made-up people, for the demo and the walk; is no verb itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from desk import clock
from desk.operations.request_orders import PartyOrder
from desk.rules.asked import Asked
from desk.rules.checklists import Item
from desk.rules.spans import Span

APPLICANT = PartyOrder(
    name="Ni Luh Contoh",
    phone="0812-0000-0001",
    email="contoh@contoh.example",
    address="Br. Umpama, Desa Contoh",
    institution="Kecamatan Contoh",
)

_VALUES = {
    "date": "2026-03-02",
    "phone": "0812-0000-0001",
    "nik": "5107044101900001",
    "nip": "19900101 201501 1 001",
    "email": "contoh@contoh.example",
    "number": "40",
}
_SATISFIED = {"berkas": "original", "pernyataan": "declared", "akun": "filled"}


def mark(item: Item, event: Span) -> tuple[str, str | None]:
    """One line of a tick list ticked off or filled in; `event` is when it takes place."""
    if item.kind != "isian":
        return _SATISFIED[item.kind], None
    start, end = (f"{clock.to_office(at):%Y-%m-%dT%H:%M}" for at in (event.starts_at, event.ends_at))
    if item.input == "span":
        return "filled", f"{start}/{end}"
    if item.input == "datetime":
        return "filled", end if item.holds == "event_end" else start
    if item.input == "choice":
        return "filled", item.choices[0]
    return "filled", _VALUES.get(item.input or "text", "contoh isian")


def marks(items: Iterable[Item], event: Span) -> dict[str, tuple[str, str | None]]:
    """Every line of a tick list."""
    return {item.key: mark(item, event) for item in items}


def answers(fields: Sequence[Asked], **known: Any) -> dict[str, Any]:
    """An answer to every field: what is `known`, the first choice, or words that say they are made up."""
    return {field.name: known.get(field.name, _answer(field)) for field in fields}


def _answer(field: Asked) -> Any:
    made_up = {
        "yes": True,
        "choice": field.choices[0][0] if field.choices else "",
        "date": clock.today().isoformat(),
        "time": "09:30",
        "number": "4",
        "phone": "0812-0000-0001",
    }
    return made_up.get(field.kind, f"{field.label} (contoh)")
