"""Keys, the look at a hall, and the showings of a spot: each fact once, in words, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from homes import Home
from office_files import PNG
from slots import office, order, span
from stores import act, at_once, journal, key, promise

from desk import clock
from desk.errors import Refused
from desk.operations.airings import AiringOrder, air
from desk.operations.attachments import AttachOrder, attach
from desk.operations.bookings import book
from desk.operations.keys import GiveKeyOrder, ReturnKeyOrder, give_key, return_key
from desk.operations.readiness import ReadinessOrder, check_hall
from desk.queries.premises import airing_rows, check_rows, key_rows
from desk.rules.readiness import POINTS

At = Callable[[int, float], None]
FINE = dict.fromkeys(POINTS, "")


@pytest.fixture(autouse=True)
def at() -> Iterator[At]:
    now = [office(8, 8.5)]
    clock.run_by(lambda: now[0])

    def go(day: int, hour: float) -> None:
        now[0] = office(day, hour)

    yield go
    clock.run_by(None)


def ask(home: Home, question: Callable[..., Any], *about: Any, **more: Any) -> Any:
    return home.database.read(lambda s: question(s, *about, **more))


def test_a_key_is_with_one_person_until_it_is_back(desk_home: Home, at: At) -> None:
    hall, other = promise(desk_home, "aula"), promise(desk_home, "aula", wanted=span(9, 9, 12))
    wish = GiveKeyOrder(key(), hall.id, "Kunci Aula", "Ni Made Contoh", "0812-0000-0000")
    made = act(desk_home, give_key, wish, desk_home.petugas)
    assert act(desk_home, give_key, wish, desk_home.petugas) == made
    with pytest.raises(Refused, match=r"Kunci Aula masih dibawa Ni Made Contoh, 0812-0000-0000") as refused:
        act(desk_home, give_key, GiveKeyOrder(key(), other.id, "kunci aula", "I Komang Misal"))
    assert refused.value.field == "what"
    act(desk_home, give_key, GiveKeyOrder(key(), other.id, "Kunci Lemari", "I Komang Misal"))
    (row, _lemari) = ask(desk_home, key_rows)
    assert (row.id, row.due_at, row.is_overdue) == (made, office(8, 12), False)
    at(8, 12.5)
    assert [each.is_overdue for each in ask(desk_home, key_rows)] == [True, False]
    act(desk_home, return_key, ReturnKeyOrder(made), desk_home.petugas)
    act(desk_home, return_key, ReturnKeyOrder(made), desk_home.petugas)
    assert [each.what for each in ask(desk_home, key_rows)] == ["Kunci Lemari"]
    (row,) = ask(desk_home, key_rows, booking_id=hall.id)
    assert (row.returned_at, row.is_overdue) == (office(8, 12.5), False)
    assert [line.sentence for line in journal(desk_home, "key.return")] == [
        "Kunci Aula kembali dari Ni Made Contoh"
    ]


def test_a_key_needs_a_name_and_a_booking_that_stands(desk_home: Home) -> None:
    tentative = act(desk_home, book, order(span(8, 9, 12)), desk_home.petugas)
    hall = promise(desk_home, "aula", wanted=span(9, 9, 12))
    for wish, field in (
        (GiveKeyOrder(key(), hall.id, " ", "Ni Made Contoh"), "what"),
        (GiveKeyOrder(key(), hall.id, "Kunci Aula", ""), "holder_name"),
        (GiveKeyOrder(key(), hall.id, "Kunci Aula", "Ni Made Contoh", "x"), "holder_phone"),
        (GiveKeyOrder(key(), tentative.id, "Kunci Aula", "Ni Made Contoh"), None),
        (GiveKeyOrder(key(), 99, "Kunci Aula", "Ni Made Contoh"), None),
    ):
        with pytest.raises(Refused) as refused:
            act(desk_home, give_key, wish)
        assert refused.value.field == field
    with pytest.raises(Refused, match="tidak ditemukan"):
        act(desk_home, return_key, ReturnKeyOrder(99))
    good = GiveKeyOrder(key(), hall.id, "Kunci Aula", "Ni Made Contoh")
    for operation, asked in ((give_key, good), (return_key, ReturnKeyOrder(1))):
        with pytest.raises(Refused, match="tidak berwenang"):
            act(desk_home, operation, asked, desk_home.pengawas)


def test_two_desks_give_one_key_once(desk_home: Home) -> None:
    hall = promise(desk_home, "aula")
    wishes = [(give_key, GiveKeyOrder(key(), hall.id, "Kunci Aula", f"Orang {n} Contoh")) for n in range(3)]
    done, refused = at_once(desk_home.database, desk_home.pemegang, *wishes)
    assert (len(done), len(refused)) == (1, 2)


def test_a_fault_found_before_the_use_warns_the_borrower(desk_home: Home, at: At) -> None:
    hall = promise(desk_home, "aula")
    faulty = FINE | {"ac": "bocor", "escape": "terhalang kursi"}
    wish = ReadinessOrder(key(), hall.id, "before", "I Ketut Umpama", faulty, note="Teknisi dipanggil")
    made = act(desk_home, check_hall, wish, desk_home.petugas)
    assert act(desk_home, check_hall, wish, desk_home.petugas) == made
    assert made.warning == (
        "Pemeriksaan Aula untuk Rabu, 8 April 09.00–12.00: Jalur evakuasi (terhalang kursi), AC (bocor). "
        "Mohon disesuaikan; hubungi kami bila keberatan."
    )
    again = act(desk_home, check_hall, ReadinessOrder(key(), hall.id, "before", "I Ketut Umpama", FINE))
    assert again.warning == ""
    at(8, 12)
    after = ReadinessOrder(key(), hall.id, "after", "I Ketut Umpama", FINE | {"clean": "banyak sampah"})
    assert act(desk_home, check_hall, after).warning == ""
    rows = ask(desk_home, check_rows, hall.id)
    assert [(row.moment, row.faults) for row in rows] == [
        ("after", "Bersih (banyak sampah)"),
        ("before", ""),
        ("before", "Jalur evakuasi (terhalang kursi), AC (bocor)"),
    ]
    assert rows[2].warning == made.warning
    assert [line.sentence for line in journal(desk_home, "readiness.check_hall")][1] == (
        "Aula diperiksa sebelum dipakai: semua baik"
    )


def test_a_look_names_every_point_and_who_looked(desk_home: Home) -> None:
    hall = promise(desk_home, "aula")
    sound = ReadinessOrder(key(), hall.id, "before", "I Ketut Umpama", FINE)
    for changes, field in (
        ({"moment": "during"}, "moment"),
        ({"checked_by_name": " "}, "checked_by_name"),
        ({"points": {**FINE, "roof": ""}}, "points"),
        ({"points": {key_: "" for key_ in POINTS if key_ != "extinguisher"}}, "points"),
        ({"points": FINE | {"ac": "x" * 201}}, "points"),
        ({"checked_at": office(9, 9)}, "checked_at"),
        ({"booking_id": 99}, None),
    ):
        facts: dict[str, Any] = {**{f: getattr(sound, f) for f in sound.__dataclass_fields__}, **changes}
        with pytest.raises(Refused) as refused:
            act(desk_home, check_hall, ReadinessOrder(**facts))
        assert refused.value.field == field
    with pytest.raises(Refused, match="tidak berwenang"):
        act(desk_home, check_hall, sound, desk_home.pengawas)
    assert ask(desk_home, check_rows, 99) == ()


def test_a_showing_is_proved_by_a_photo(desk_home: Home, at: At) -> None:
    spot, hall = promise(desk_home, "videotron"), promise(desk_home, "aula")
    with pytest.raises(Refused, match="di luar jadwal"):
        act(desk_home, air, AiringOrder(key(), spot.id), desk_home.petugas)
    at(8, 10)
    wish = AiringOrder(key(), spot.id, note="Putaran kedua")
    made = act(desk_home, air, wish, desk_home.petugas)
    assert act(desk_home, air, wish, desk_home.petugas) == made
    photo = AttachOrder(key(), "airing", made, "proof", "layar.png", PNG)
    act(desk_home, attach, photo, desk_home.petugas)
    (row,) = ask(desk_home, airing_rows, spot.id)
    assert (row.id, row.aired_at, row.note, row.proofs) == (made, office(8, 10), "Putaran kedua", 1)
    (line,) = journal(desk_home, "airing.air")
    assert line.sentence == "Rapat contoh tayang di videotron, Rab, 8 Apr 10.00"
    for booking_id, said in ((hall.id, "hanya untuk pesanan videotron"), (99, "tidak ditemukan")):
        with pytest.raises(Refused, match=said):
            act(desk_home, air, AiringOrder(key(), booking_id))
    with pytest.raises(Refused, match="tidak berwenang"):
        act(desk_home, air, AiringOrder(key(), spot.id), desk_home.pengawas)
