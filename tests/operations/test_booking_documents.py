"""Papers of the hall and of what is lent, read from real bookings, hand-overs, checks and displacements."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from homes import Home
from lending import BORROWER, CREW, lend, receive
from request_samples import request_order
from slots import office, order, span
from stores import act, key, promise

from desk import clock
from desk.errors import Refused
from desk.models import Displacement, ReadinessCheck
from desk.operations import documents
from desk.operations.bookings import BookingOrder, ReasonOrder, book, refuse
from desk.operations.documents import DocumentOrder, Issued
from desk.operations.hand_over_orders import ItemOrder, PlaceOrder, UndoOrder
from desk.operations.hand_overs import dismantle, install, undo
from desk.operations.requests import file
from desk.queries.documents import document, document_rows, offered
from desk.rules.document_contents import Block, Grid, Pairs, Paragraph, Points, Signatures


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    """Wednesday 8 April 2026, half past eight."""
    clock.run_by(lambda: office(8, 8.5))
    yield
    clock.run_by(None)


def _issue(home: Home, kind: str, booking_id: int | None = None, **facts: Any) -> Issued:
    made: Issued = act(home, documents.issue, DocumentOrder(key(), kind, booking_id=booking_id, **facts))
    return made


def _said(home: Home, issued: Issued) -> str:
    content = home.database.read(lambda session: document(session, issued.id, home.pemegang)).content
    return "\n".join(line for block in content.blocks for line in _lines(block))


def _lines(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.words]
    if isinstance(block, Pairs):
        return [f"{label}: {value}" for label, value in block.rows]
    if isinstance(block, Points):
        return list(block.lines)
    if isinstance(block, Grid):
        return [" | ".join(row) for row in block.rows]
    if isinstance(block, Signatures):
        return [" · ".join(each.name or "…" for each in block.row)]
    return []


def _offered(home: Home, booking_id: int) -> dict[str, tuple[str, ...]]:
    rows = home.database.read(lambda session: offered(session, home.pemegang, booking_id=booking_id))
    return {row.kind: row.missing for row in rows}


def test_a_confirmed_hall_is_confirmed_on_paper_with_the_bookings_own_code(desk_home: Home) -> None:
    booked = promise(desk_home, "aula", wanted=span(9, 9, 12))
    assert list(_offered(desk_home, booked.id)) == [
        "aula-konfirmasi", "aula-penolakan", "aula-penggusuran", "aula-kesiapan"
    ]  # fmt: skip
    issued = _issue(desk_home, "aula-konfirmasi", booked.id)
    assert issued.code == booked.code
    said = _said(desk_home, issued)
    assert "Hari, tanggal, jam: Kamis, 9 April 2026 pukul 09.00–12.00 WITA" in said
    assert "Yth. Karang Taruna Contoh" in said
    with pytest.raises(Refused, match="masih berlaku"):
        _issue(desk_home, "aula-penolakan", booked.id)
    with pytest.raises(Refused, match="perintah tertulis"):
        _issue(desk_home, "aula-penggusuran", booked.id)
    rows = desk_home.database.read(lambda s: document_rows(s, desk_home.pemegang, booking_id=booked.id))
    assert [(row.kind, row.number) for row in rows] == [("aula-konfirmasi", issued.number)]


def test_a_refused_hall_offers_the_nearest_free_times(desk_home: Home) -> None:
    wish: BookingOrder = order(span(9, 9, 12))
    booked = act(desk_home, book, wish)
    with pytest.raises(Refused, match="belum dikonfirmasi"):
        _issue(desk_home, "aula-konfirmasi", booked.id)
    act(desk_home, refuse, ReasonOrder(booked.id, 1, "Aula dipakai rapat pimpinan (contoh)."))
    promise(desk_home, "aula", wanted=span(9, 8, 13))
    said = _said(desk_home, _issue(desk_home, "aula-penolakan", booked.id))
    assert "Adapun alasannya: Aula dipakai rapat pimpinan (contoh)." in said
    times = [line for line in said.split("\n") if line.endswith(" WITA") and " pukul " in line]
    assert len(times) == 3
    assert not any("9 April 2026 pukul 09.00" in line for line in times)


def test_a_hall_that_could_not_be_reserved_is_refused_on_its_request(desk_home: Home) -> None:
    filed = act(desk_home, file, request_order("karangasem-1.1"), desk_home.petugas)
    answers = {"alasan": "Aula sudah dipesan (contoh).", "alternatif": "Jumat, 10 April 2026 pukul 09.00"}
    said = _said(desk_home, _issue(desk_home, "aula-penolakan", request_id=filed.id, answers=answers))
    assert "Aula sudah dipesan (contoh)." in said
    assert "Jumat, 10 April 2026 pukul 09.00" in said


def test_the_notice_of_displacement_cites_the_written_order(desk_home: Home) -> None:
    lost, taker = promise(desk_home, "aula"), promise(desk_home, "aula", wanted=span(10, 9, 12))

    def displace(session: Any) -> None:
        session.add(
            Displacement(
                key=str(uuid.uuid4()), displaced_id=lost.id, by_booking_id=taker.id,
                order_number="800/21/CONTOH/2026", order_on=date(2026, 4, 7),
                reason="Kunjungan resmi (contoh).", signed_by="Kepala Dinas (contoh)", at=clock.now(),
                account_id=desk_home.pemegang.account_id,
            )
        )  # fmt: skip

    desk_home.database.write(displace)
    said = _said(desk_home, _issue(desk_home, "aula-penggusuran", lost.id))
    assert "perintah tertulis Kepala Dinas (contoh) Nomor 800/21/CONTOH/2026 tanggal 7 April 2026" in said
    assert "Alasan pengalihan: Kunjungan resmi (contoh)." in said


def test_a_readiness_check_is_printed_as_it_was_found_and_blank_before(desk_home: Home) -> None:
    booked = promise(desk_home, "aula")
    said = _said(desk_home, _issue(desk_home, "aula-kesiapan", booked.id))
    assert "6 | APAR | [  ] baik | [  ] baik" in said

    def check(session: Any) -> None:
        session.add(
            ReadinessCheck(
                key=str(uuid.uuid4()), booking_id=booked.id, moment="before",
                checked_by_name="I Nengah Misal",
                points={"clean": "", "extinguisher": "kedaluwarsa"}, checked_at=clock.now(),
                recorded_by=desk_home.pemegang.account_id, note="Peminjam diberi tahu.",
            )
        )  # fmt: skip

    desk_home.database.write(check)
    said = _said(desk_home, _issue(desk_home, "aula-kesiapan", booked.id))
    assert "1 | Bersih | [x] baik | [  ] baik" in said
    assert "6 | APAR | kedaluwarsa | [  ] baik" in said
    assert "I Nengah Misal, Rabu, 8 April 2026, 08.30 WITA\nPeminjam diberi tahu." in said


def test_what_is_lent_and_comes_back_in_parts_stands_in_the_minutes(desk_home: Home) -> None:
    booked = promise(desk_home, "mikrofon", 4)
    assert _offered(desk_home, booked.id)["kembali-berita-acara"] == ("Catat dahulu pengembalian barangnya.",)
    lend(desk_home, booked.id, ItemOrder("mikrofon", 4, condition="KB", missing=("baterai",)))
    out = _said(desk_home, _issue(desk_home, "pinjam-berita-acara", booked.id))
    assert "1 | Mikrofon |  | 4 | Kurang Baik | kurang: baterai" in out
    assert "Ni Made Contoh · I Nengah Misal" in out
    assert "… · …" in out
    receive(desk_home, booked.id, ItemOrder("mikrofon", 2))
    receive(desk_home, booked.id, ItemOrder("mikrofon", 1, condition="RB", note="pecah"))
    back = _said(desk_home, _issue(desk_home, "kembali-berita-acara", booked.id))
    assert "belum kembali 1" in back
    assert "pecah" in back


def test_a_hand_over_that_was_taken_back_is_in_no_minutes(desk_home: Home) -> None:
    booked = promise(desk_home, "mikrofon", 4)
    wrong = lend(desk_home, booked.id, ItemOrder("mikrofon", 4))
    act(desk_home, undo, UndoOrder(key(), wrong.id, "salah hitung"))
    lend(desk_home, booked.id, ItemOrder("mikrofon", 3))
    said = _said(desk_home, _issue(desk_home, "pinjam-berita-acara", booked.id))
    assert "1 | Mikrofon |  | 3 | Baik | lengkap" in said
    assert "| 4 |" not in said


def test_a_sound_system_is_set_up_and_taken_down_with_minutes(desk_home: Home) -> None:
    booked = promise(desk_home, "sound-system-kecil")
    planned = _said(desk_home, _issue(desk_home, "sound-pemasangan", booked.id))
    assert "Speaker Aktif |  | 2 | …… | " in planned
    lend(desk_home, booked.id, ItemOrder("sound-system-kecil"), receiver=CREW, stage="to_crew")
    act(desk_home, install, PlaceOrder(key(), booked.id, CREW, BORROWER))
    up = _said(
        desk_home, _issue(desk_home, "sound-pemasangan", booked.id, answers={"tempat": "Balai Contoh"})
    )
    assert "bertempat di Balai Contoh" in up
    assert "Ni Made Contoh · I Ketut Umpama" in up
    act(desk_home, dismantle, PlaceOrder(key(), booked.id, BORROWER, CREW))
    down = _said(desk_home, _issue(desk_home, "sound-pembongkaran", booked.id))
    assert "Ni Made Contoh · I Ketut Umpama" in down
    assert "Mikrofon |  | 2 | Baik" in down
