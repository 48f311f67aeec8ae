"""Filing: all 28 services, numbers, promises, back-dating, bad input, one request for one key."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from homes import Home
from request_samples import APPLICANT, every_way_to_file, request_order
from sqlalchemy import func, select

from desk import app, clock
from desk.errors import Refused
from desk.models import Booking, JournalLine, NumberCounter, PublicService, Request
from desk.models.promises import entry_of, items_of
from desk.operations.accounts import command_line_actor
from desk.operations.bookings import BookingOrder
from desk.operations.offices import FoundingOrder
from desk.operations.request_orders import Filed, LetterOrder, PartyOrder, RequestOrder
from desk.operations.requests import file
from desk.rules.clashes import Clash
from desk.rules.spans import Span
from desk.store.database import Database

FRIDAY = datetime(2026, 3, 13, 2, 2, tzinfo=UTC)  # 10.02 WITA


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    clock.run_by(lambda: FRIDAY)
    yield
    clock.run_by(None)


@pytest.fixture
def filed(desk_home: Home) -> Callable[..., Filed]:
    def act(service: str = "karangasem-2.1", **changes: Any) -> Filed:
        order = request_order(service, **changes)
        return desk_home.database.write(lambda session: file(session, order, desk_home.petugas))

    return act


def _request(home: Home, number: int) -> Request:
    def load(session):  # type: ignore[no-untyped-def]
        request = session.get_one(Request, number)
        _ = request.parties, request.letter, request.marks, request.service
        return request

    return home.database.read(load)


# ---- every service ---------------------------------------------------------------------------------------


def _walk(database: Database, agency: str) -> set[str]:
    """File every service for every kind of applicant and variant: complete, and with nothing but a name."""
    actor = database.read(command_line_actor)
    walked = set()
    for service, kind, variant in every_way_to_file(agency):
        where = f"{service.id} {kind} {variant}"
        order = request_order(service.id, applicant_kind=kind, variant=variant)
        done = database.write(lambda session, order=order: file(session, order, actor))
        assert done.is_complete, where
        assert done.number.startswith(f"{service.checklist.prefix}/2026/"), where
        assert (done.due_on is None) == (service.checklist.variant_chosen_at == "verification"), where
        bare = replace(order, key=str(uuid.uuid4()), marks={}, applicant=PartyOrder("Ni Luh Contoh"))
        lacking = database.write(lambda session, order=bare: file(session, order, actor))
        assert not lacking.is_complete, where
        walked.add(service.id)
    return walked


def test_every_service_of_karangasem_is_filed_complete_and_incomplete(desk_home: Home) -> None:
    assert len(_walk(desk_home.database, "karangasem")) == 23


def test_every_service_of_denpasar_is_filed_complete_and_incomplete(tmp_path: Path) -> None:
    app.found(str(tmp_path / "desk"), FoundingOrder("denpasar"))
    database = app.open_desk(str(tmp_path / "desk"))
    assert len(_walk(database, "denpasar")) == 5
    database.close()


def test_a_service_of_the_other_agency_is_refused(filed: Callable[..., Filed]) -> None:
    with pytest.raises(Refused, match="tidak ada pada standar") as refusal:
        filed("denpasar-I")
    assert refusal.value.field == "service"


def test_a_service_that_is_not_offered_is_refused(desk_home: Home, filed: Callable[..., Filed]) -> None:
    def close(session):  # type: ignore[no-untyped-def]
        session.scalars(
            PublicService.in_force("karangasem").where(PublicService.number == "3.1")
        ).one().is_offered = False

    desk_home.database.write(close)
    with pytest.raises(Refused, match="sedang tidak dibuka"):
        filed("karangasem-3.1")


# ---- promises --------------------------------------------------------------------------------------------


def test_the_promise_of_a_complete_ppid_request_passes_over_nyepi_and_idul_fitri(
    filed: Callable[..., Filed],
) -> None:
    done = filed("karangasem-2.1")
    assert done.due_on == date(2026, 4, 6)
    assert done.due_words == "Pemberitahuan tertulis paling lambat"


def test_a_clock_that_starts_at_complete_gives_no_date_before(filed: Callable[..., Filed]) -> None:
    done = filed("karangasem-2.1", marks={})
    assert not done.is_complete
    assert done.due_on is None
    assert done.due_words == "jangka waktu mulai dihitung setelah berkas dinyatakan lengkap"


def test_a_clock_that_starts_at_receipt_stands_for_an_incomplete_file_too(
    filed: Callable[..., Filed],
) -> None:
    done = filed("karangasem-1.1", marks={})
    assert not done.is_complete
    assert done.due_on == date(2026, 3, 16)
    assert done.due_words == "Konfirmasi jadwal paling lambat"


def test_hosting_is_promised_only_after_itsa_was_passed(filed: Callable[..., Filed]) -> None:
    marks = {k: v for k, v in request_order("karangasem-3.4").marks.items() if k != "lulus_itsa"}
    before = filed("karangasem-3.4", marks=marks)
    assert (before.is_complete, before.due_on) == (False, None)
    assert before.due_words == "2 hari kerja setelah dinyatakan lulus verifikasi ITSA"
    after = filed("karangasem-3.4", marks={**marks, "lulus_itsa": ("filled", "2026-03-12")})
    assert (after.is_complete, after.due_on) == (True, date(2026, 3, 16))


def test_a_complaint_has_no_date_before_it_is_classified(filed: Callable[..., Filed]) -> None:
    done = filed("karangasem-2.2")
    assert done.is_complete
    assert done.due_on is None
    assert done.due_words.startswith("Jangka waktu ditetapkan setelah verifikasi")


def test_a_complaint_without_an_email_address_is_no_less_complete(filed: Callable[..., Filed]) -> None:
    marks = {**request_order("karangasem-2.2").marks, "surel": ("not_needed", None)}
    done = filed("karangasem-2.2", marks=marks, applicant=replace(APPLICANT, email=None))
    assert done.is_complete


def test_a_product_must_be_chosen(filed: Callable[..., Filed]) -> None:
    with pytest.raises(Refused, match="Produk belum dipilih") as refusal:
        filed("karangasem-2.3", variant=None, marks={})
    assert refusal.value.field == "variant"


def test_what_is_known_of_the_applicant_fills_the_tick_list(
    desk_home: Home, filed: Callable[..., Filed]
) -> None:
    marks = request_order("karangasem-3.2").marks
    asked = {key: marks[key] for key in ("surat", "jabatan", "nip")}
    done = filed("karangasem-3.2", marks=asked)
    assert done.is_complete
    kept = {mark.item_key: mark.value for mark in _request(desk_home, done.id).marks}
    assert kept["nama"] == "Ni Luh Contoh"
    assert kept["nomor_whatsapp"] == "+6281200000000"
    assert kept["nik"] == "5107044101900001"


# ---- numbers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instant", "number"),
    [
        (datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC), "PPID/2026/0001"),  # 23.59.59 WITA
        (datetime(2026, 12, 31, 16, 30, tzinfo=UTC), "PPID/2027/0001"),  # 00.30 WITA on 1 January
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "PPID/2027/0001"),  # 07.59 WITA on 1 January
    ],
)
def test_the_year_of_a_number_is_the_offices_own(
    filed: Callable[..., Filed], instant: datetime, number: str
) -> None:
    clock.run_by(lambda: instant)
    assert filed().number == number


def test_numbers_go_up_per_prefix_and_year_and_leave_no_gap_after_a_refusal(
    desk_home: Home, filed: Callable[..., Filed]
) -> None:
    assert [filed().number for _ in range(3)] == [f"PPID/2026/000{n}" for n in (1, 2, 3)]
    assert filed("karangasem-1.1").number == "AULA/2026/0001"
    with pytest.raises(Refused):
        filed(applicant=replace(APPLICANT, email="bukan surel"))
    assert filed().number == "PPID/2026/0004"
    counters = desk_home.database.read(
        lambda session: {row.prefix: row.last for row in session.scalars(select(NumberCounter))}
    )
    assert counters == {"PPID": 4, "AULA": 1}


def test_the_same_form_saved_twice_is_one_request(desk_home: Home) -> None:
    order = request_order()
    first = desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    second = desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    assert first == second
    assert (
        desk_home.database.read(lambda session: session.scalar(select(func.count()).select_from(Request)))
        == 1
    )


# ---- received at, persons, letter ------------------------------------------------------------------------


def test_a_letter_left_on_wednesday_counts_from_wednesday_and_says_why_it_came_late(
    desk_home: Home, filed: Callable[..., Filed]
) -> None:
    wednesday = clock.at_office(date(2026, 3, 11), time(15))
    with pytest.raises(Refused, match="alasan") as refusal:
        filed("karangasem-1.1", received_at=wednesday)
    assert refusal.value.field == "back_date_reason"
    done = filed("karangasem-1.1", received_at=wednesday, back_date_reason="listrik padam")
    assert done.due_on == date(2026, 3, 12)
    request = _request(desk_home, done.id)
    assert (request.received_on, request.entered_at) == (date(2026, 3, 11), FRIDAY)
    line = desk_home.database.read(
        lambda session: session.scalars(select(JournalLine).order_by(JournalLine.id.desc()).limit(1)).one()
    )
    assert "Diterima 11/03/2026 15.00, dicatat belakangan: listrik padam." in line.sentence


@pytest.mark.parametrize(
    ("at", "words"),
    [(FRIDAY + timedelta(minutes=1), "masa depan"), (datetime(26, 3, 1, tzinfo=UTC), "tahunnya")],
)
def test_an_impossible_moment_of_receipt_is_refused(
    filed: Callable[..., Filed], at: datetime, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        filed(received_at=at, back_date_reason="contoh")
    assert refusal.value.field == "received_at"


def test_four_persons_and_a_letter_are_kept(desk_home: Home, filed: Callable[..., Filed]) -> None:
    done = filed(
        "karangasem-3.5",
        carrier=PartyOrder("I Made Misal", phone="0363 21037"),
        signatory=PartyOrder("I Nyoman Umpama", position="Camat Contoh"),
        contact=PartyOrder("Ni Wayan Andai", phone="+62 813-0000-0000"),
        letter=LetterOrder("005/12/Contoh", date(2026, 3, 10), "Pemasangan jaringan", "Kecamatan Contoh"),
        channel="letter",
        details="  Dua   titik\r\n\r\n\r\n di aula ",
    )
    request = _request(desk_home, done.id)
    assert {party.role: party.phone for party in request.parties} == {
        "applicant": "+6281200000000",
        "carrier": "+6236321037",
        "signatory": None,
        "contact": "+6281300000000",
    }
    assert request.letter is not None
    assert request.letter.letter_on == date(2026, 3, 10)
    assert request.details == "Dua titik\n\ndi aula"
    for word in ("005", "pemasangan", "andai", "081300000000", "0001"):
        assert word in request.search_key


def test_an_empty_person_is_nobody_and_one_without_a_name_is_refused(
    desk_home: Home, filed: Callable[..., Filed]
) -> None:
    done = filed(carrier=PartyOrder(""), letter=LetterOrder())
    request = _request(desk_home, done.id)
    assert [party.role for party in request.parties] == ["applicant"]
    assert request.letter is None
    with pytest.raises(Refused) as refusal:
        filed(carrier=PartyOrder(" ", phone="0812-0000-0000"))
    assert refusal.value.field == "carrier.name"


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"applicant": PartyOrder("\u200b \t")}, "applicant.name"),
    ({"applicant": PartyOrder("x" * 5000)}, "applicant.name"),
    ({"applicant": replace(APPLICANT, phone="tidak punya")}, "applicant.phone"),
    ({"applicant": replace(APPLICANT, email="contoh")}, "applicant.email"),
    ({"applicant": replace(APPLICANT, nik="510704")}, "applicant.nik"),
    ({"contact": PartyOrder("Ni Wayan Andai", phone="12")}, "contact.phone"),
    ({"letter": LetterOrder(number="9" * 81)}, "letter.number"),
    ({"letter": LetterOrder(letter_on=date(1926, 3, 1))}, "letter.letter_on"),
    ({"channel": "merpati"}, "channel"),
    ({"applicant_kind": "Perorangan", "marks": {}}, "applicant_kind"),
    ({"marks": {"karangan": ("original", None)}}, "marks.karangan"),
    ({"marks": {"formulir": ("dibakar", None)}}, "marks.formulir"),
    ({"marks": {"rincian_informasi": ("filled", "x" * 4001)}}, "marks.rincian_informasi"),
    ({"marks": {"cara_memperoleh": ("filled", "terserah")}}, "marks.cara_memperoleh"),
    ({"details": "x" * 4001}, "details"),
    ({"assigned_to": "x" * 121}, "assigned_to"),
    ({"visit_id": 999}, "visit_id"),
]


@pytest.mark.parametrize(("changes", "field"), REFUSED, ids=[field for _changes, field in REFUSED])
def test_what_cannot_be_is_refused_beside_its_field(
    desk_home: Home, changes: dict[str, Any], field: str
) -> None:
    order = replace(request_order(), **changes)
    with pytest.raises(Refused) as refusal:
        desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    assert refusal.value.field == field
    assert refusal.value.sentence.endswith((".", "?"))
    counted = desk_home.database.read(
        lambda session: session.scalar(select(func.count()).select_from(Request))
    )
    assert counted == 0


def test_a_nik_that_looks_wrong_only_warns(filed: Callable[..., Filed]) -> None:
    done = filed(applicant=replace(APPLICANT, nik="9999994101900001"))
    assert any("Kode wilayah" in warning for warning in done.warnings)


@pytest.mark.hostile
def test_hostile_texts_are_kept_as_text_or_refused(desk_home: Home) -> None:
    hostile = [
        "<b>tebal</b>", "=1+1", "'; drop table request; --", "\x00nol", "\ud800", "‮kanan", "ᬲᬫᬭ᭄ᬣ",
        "👩‍👩‍👧 keluarga", "%s {0} {name}", "﷽" * 20, "../../etc", "a\u0301\u0301\u0301",
    ]  # fmt: skip
    for text in hostile:
        order = request_order(
            "karangasem-2.1",
            applicant=PartyOrder("Contoh " + text, address=text, institution=text, occupation=text),
            letter=LetterOrder(number=text, subject=text, sender=text, disposition=text),
            details=text,
            assigned_to=text,
        )
        done = desk_home.database.write(lambda session, order=order: file(session, order, desk_home.petugas))
        request = _request(desk_home, done.id)
        for kept in (request.details, request.parties[0].name, request.search_key):
            assert kept is None or not set(kept) & {"\x00", "\u202e", "\ud800"}
    kept = _request(desk_home, 1)
    assert kept.details == "<b>tebal</b>"


def test_who_may_only_look_may_not_file(desk_home: Home) -> None:
    with pytest.raises(Refused, match="tidak berwenang"):
        desk_home.database.write(lambda session: file(session, request_order(), desk_home.pengawas))


# ---- with a booking --------------------------------------------------------------------------------------


def _aula(day: int, hours: tuple[int, int] = (9, 12)) -> BookingOrder:
    start = clock.at_office(date(2026, 4, day), time(hours[0]))
    return BookingOrder(
        key=str(uuid.uuid4()),
        resource_key="aula",
        span=Span(start, start + timedelta(hours=hours[1] - hours[0])),
        purpose="Rapat contoh",
        borrower_name="Ni Luh Contoh",
        borrower_phone="0812-0000-0000",
    )


def _order_for_aula(booking: BookingOrder) -> RequestOrder:
    surat = {"surat": ("original", None), "nama_kegiatan": ("filled", "Rapat contoh")}
    return request_order("karangasem-1.1", marks=surat, event_span=booking.span, booking=booking)


def test_a_request_books_the_hall_in_the_same_act(desk_home: Home) -> None:
    order = _order_for_aula(_aula(9))
    done = desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    booking = desk_home.database.read(lambda session: session.get_one(Booking, done.booking_id))
    assert (booking.request_id, booking.state) == (done.id, "tentative")
    assert done.is_complete, "the span fills Waktu Pelaksanaan"
    request = _request(desk_home, done.id)
    assert request.event_starts_at == order.event_span.starts_at  # type: ignore[union-attr]
    kept = {mark.item_key: mark.value for mark in request.marks}
    assert kept["waktu_pelaksanaan"] == "2026-04-09T09:00/2026-04-09T12:00"


def test_a_clash_files_nothing_and_takes_no_number(desk_home: Home) -> None:
    write, petugas = desk_home.database.write, desk_home.petugas
    write(lambda session: file(session, _order_for_aula(_aula(9)), petugas))
    with pytest.raises(Clash) as clash:
        write(lambda session: file(session, _order_for_aula(_aula(9, (11, 13))), petugas))
    assert clash.value.free
    assert clash.value.field is None or clash.value.field.startswith("booking.")
    done = write(lambda session: file(session, _order_for_aula(_aula(10)), petugas))
    assert done.number == "AULA/2026/0002"


def test_a_booking_refused_beside_its_field_names_the_bookings_field(desk_home: Home) -> None:
    order = _order_for_aula(replace(_aula(9), borrower_phone="bukan nomor"))
    with pytest.raises(Refused) as refusal:
        desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    assert refusal.value.field == "booking.borrower_phone"


def test_the_end_of_an_event_comes_after_its_start(desk_home: Home) -> None:
    marks = {
        **request_order("karangasem-3.10").marks,
        "waktu_rapat": ("filled", "2026-04-09T13:00"),
        "waktu_selesai": ("filled", "2026-04-09T12:00"),
    }
    with pytest.raises(Refused, match="sesudah") as refusal:
        desk_home.database.write(
            lambda session: file(session, request_order("karangasem-3.10", marks=marks), desk_home.petugas)
        )
    assert refusal.value.field == "marks.waktu_selesai"


def test_items_left_out_are_missing(desk_home: Home, filed: Callable[..., Filed]) -> None:
    done = filed("karangasem-2.1", marks={"formulir": ("copy", None)})
    request = _request(desk_home, done.id)
    assert {mark.item_key for mark in request.marks} == {
        item.key for item in items_of(request, entry_of(request))
    }
