"""What may be written on a line, and how it is kept and read out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desk.errors import Refused
from desk.rules.checklists import Item
from desk.rules.item_values import event_of, filled_from_span, keep, shown


def _item(kind: str, **more: object) -> Item:
    return Item(key="contoh", kind="isian", text="Contoh", input=kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "words"),
    [
        ("text", "  dua   kata ", "dua kata", "dua kata"),
        ("long", "satu\r\ndua", "satu\ndua", "satu\ndua"),
        ("phone", "0812 0000 0000", "+6281200000000", "0812-0000-0000"),
        ("number", "1.200", "1200", "1200"),
        ("email", "contoh@contoh.go.id", "contoh@contoh.go.id", "contoh@contoh.go.id"),
        ("nip", "19900101 201501 1 001", "199001012015011001", "199001012015011001"),
        ("date", "2026-03-13", "2026-03-13", "Jumat, 13 Maret 2026"),
        ("datetime", "2026-03-13T09:00", "2026-03-13T09:00", "Jumat, 13 Maret 2026 09.00"),
        ("datetime", "2026-03-13T01:00+00:00", "2026-03-13T09:00", "Jumat, 13 Maret 2026 09.00"),
        (
            "span",
            "2026-04-09T09:00/2026-04-09T12:00",
            "2026-04-09T09:00/2026-04-09T12:00",
            "Kamis, 9 April 09.00–12.00",
        ),
        ("span", "2026-04-09T09:00/", "2026-04-09T09:00/", "Kamis, 9 April 2026 09.00 – …"),
        ("span", " / ", "", ""),
        ("text", " \u200b ", "", ""),
    ],
)
def test_kept_and_read_out(kind: str, typed: str, kept: str, words: str) -> None:
    item = _item(kind)
    assert keep(item, typed).value == kept
    if kept:
        assert shown(item, kept) == words


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("phone", "tidak ada"),
        ("number", "-3"),
        ("number", "1000000000"),
        ("email", "contoh@"),
        ("email", "a b@c.d"),
        ("nik", "123"),
        ("nip", "123"),
        ("date", "kapan-kapan"),
        ("date", "0026-03-13"),
        ("datetime", "besok"),
        ("span", "besok/lusa"),
        ("text", "x" * 401),
    ],
)
def test_refused_beside_its_line(kind: str, typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        keep(_item(kind), typed)
    assert refusal.value.field == "marks.contoh"


def test_a_choice_is_one_of_its_own() -> None:
    item = _item("choice", choices=("Terbuka", "Tertutup"))
    assert keep(item, "Tertutup").value == "Tertutup"
    with pytest.raises(Refused, match="Terbuka, Tertutup"):
        keep(item, "Rahasia")


def test_itsa_cannot_be_passed_in_the_future() -> None:
    with pytest.raises(Refused, match="belum terjadi"):
        keep(_item("date", holds="itsa_passed"), "2099-01-01")


def test_a_nik_only_warns() -> None:
    assert keep(_item("nik"), "9999994101900001").warnings


def test_what_the_list_says_of_the_event() -> None:
    items = (
        Item("a", "isian", "Nama", input="text", holds="event_name"),
        Item("b", "isian", "Mulai", input="datetime", holds="event_start"),
        Item("c", "isian", "Selesai", input="datetime", holds="event_end"),
        Item("d", "isian", "ITSA", input="date", holds="itsa_passed"),
    )
    values = {"a": "Rapat", "b": "2026-04-09T09:00", "c": "2026-04-09T12:00", "d": "2026-03-12"}
    event = event_of(items, values)
    assert event.name == "Rapat"
    assert event.starts_at == datetime(2026, 4, 9, 1, tzinfo=UTC)
    assert event.ends_at == datetime(2026, 4, 9, 4, tzinfo=UTC)
    assert event.itsa_passed_on == date(2026, 3, 12)
    assert event_of(items, {}).starts_at is None
    for broken in ({**values, "c": "2026-04-09T09:00"}, {**values, "c": "2028-04-09T09:00"}):
        with pytest.raises(Refused) as refusal:
            event_of(items, broken)
        assert refusal.value.field == "marks.c"


def test_a_span_fills_the_lines_on_the_event_alone() -> None:
    start, end = datetime(2026, 4, 9, 1, tzinfo=UTC), datetime(2026, 4, 9, 4, tzinfo=UTC)
    said = {
        holds: filled_from_span(_item("text", holds=holds), starts_at=start, ends_at=end)
        for holds in ("event_span", "event_start", "event_end", "event_name")
    }
    assert said == {
        "event_span": "2026-04-09T09:00/2026-04-09T12:00",
        "event_start": "2026-04-09T09:00",
        "event_end": "2026-04-09T12:00",
        "event_name": None,
    }
