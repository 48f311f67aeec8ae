"""Issuing, copying and sending receipts: what is frozen, what is refused, what the journal says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import receipts
import time_machine
from homes import Home
from receipts import book_hall, complete, file_request, key, open_visit
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.models import JournalLine, Office, Receipt, ReceiptCopy, Request
from desk.operations.slips import ReceiptOrder, ReprintOrder, issue, reprint
from desk.queries import slips
from desk.rules.slips import SlipContent

MOMENT = datetime(2026, 4, 6, 1, 15, tzinfo=UTC)


def _journal(home: Home) -> list[tuple[str, int | None, str]]:
    lines = select(JournalLine).where(JournalLine.noun == "receipt").order_by(JournalLine.id)
    return home.database.read(
        lambda session: [(line.act, line.noun_id, line.sentence) for line in session.scalars(lines)]
    )


def _content(home: Home, receipt_id: int) -> SlipContent:
    return home.database.read(lambda session: slips.receipt(session, receipt_id, home.petugas)).content


def _issue(home: Home, *request_ids: int, **changes: Any) -> int:
    order = ReceiptOrder(key(), request_ids, **changes)
    return home.database.write(lambda session: issue(session, order, home.petugas)).receipt_id


def _file(home: Home, **changes: Any) -> int:
    return home.database.write(lambda session: file_request(session, home, **changes).id)


# --- issue -----------------------------------------------------------------------------------------------


@time_machine.travel(MOMENT, tick=False)
def test_an_incomplete_file_gets_a_receipt_that_says_what_is_missing(desk_home: Home) -> None:
    request_id = _file(desk_home, missing=("identitas_diri",))
    content = _content(desk_home, _issue(desk_home, request_id))
    (line,) = content.lines
    assert content.office_name == "Dinas Komunikasi dan Informatika Kabupaten Karangasem"
    assert content.office_phone == "0363 21037"
    assert content.issued_at == "6 April 2026, 09.15 WITA"
    assert content.initials == "N. K. C."
    assert ("SP4N-LAPOR!", "karangasemkab.lapor.go.id") in content.channels
    assert content.advice == "Kertas ini dapat memudar: foto tanda terima ini."
    assert line.number == "PPID/2026/0001"
    assert line.received_at == "Senin, 6 April 2026, 09.14 WITA"
    assert line.due == ""
    assert line.promise == "jangka waktu mulai dihitung setelah berkas dinyatakan lengkap"
    assert line.counted.startswith("10 hari kerja sejak permohonan dinyatakan lengkap; dapat diperpanjang")
    assert [(each.name, each.form) for each in line.documents] == [("Formulir permohonan informasi", "asli")]
    assert line.missing == ("Identitas diri",)
    assert line.completed_at == ""
    assert (line.fee, line.fee_note) == (
        "BIAYA: GRATIS, laporkan bila dipungut",
        "biaya penggandaan cetak ditanggung pemohon",
    )
    assert line.payload == "D1:" + line.code
    assert _journal(desk_home) == [("receipt.issue", 1, "Tanda terima PPID/2026/0001 dibuat")]


def test_the_nik_is_never_frozen_into_a_receipt(desk_home: Home) -> None:
    request_id = _file(desk_home, applicant="Ni Luh Contoh 5107044503900001")
    stored = desk_home.database.read(
        lambda session: str(session.get_one(Receipt, _issue(desk_home, request_id)).content)
    )
    assert "5107044503900001" not in stored
    assert "Contoh isian" not in stored, "what was filled in stays off the paper"


@time_machine.travel(MOMENT, tick=False)
def test_several_errands_of_one_visit_stand_on_one_receipt_in_their_order(desk_home: Home) -> None:
    def act(session: Session) -> tuple[int, ...]:
        visit = open_visit(session, desk_home)
        ppid = file_request(session, desk_home, visit_id=visit.id)
        aula = file_request(
            session, desk_home, "1.1", visit_id=visit.id, due_words="Konfirmasi jadwal paling lambat"
        )
        book_hall(session, desk_home, aula)
        book_hall(session, desk_home, aula, "withdrawn")
        return aula.id, ppid.id

    request_ids = desk_home.database.write(act)
    content = _content(desk_home, _issue(desk_home, *request_ids))
    assert [line.number for line in content.lines] == ["AULA/2026/0002", "PPID/2026/0001"]
    (booking,) = content.lines[0].bookings
    assert booking.sentence() == (
        "Aula · Rabu, 8 April 09.00–12.00 · dipesan sementara, menunggu konfirmasi Pemegang Barang/Aset"
    )
    assert content.lines[0].due == "Senin, 20 April 2026"
    assert content.advice == ""


def test_the_public_address_goes_into_the_code_and_a_long_wait_advises_a_photo(desk_home: Home) -> None:
    def act(session: Session) -> int:
        session.get_one(Office, 1).tracking_url = "https://contoh.go.id/lacak"
        return file_request(session, desk_home, due_on=datetime(2026, 5, 20).date()).id  # noqa: DTZ001 - a date

    content = _content(desk_home, _issue(desk_home, desk_home.database.write(act)))
    assert content.lines[0].payload == "https://contoh.go.id/lacak/" + content.lines[0].code
    assert "foto" in content.advice


def test_what_was_issued_stays_as_issued(desk_home: Home) -> None:
    request_id, receipt_id = receipts.issued(desk_home)
    before = _content(desk_home, receipt_id)

    def rename(session: Session) -> None:
        session.get_one(Request, request_id).parties[0].name = "I Made Misal"
        session.get_one(Office, 1).name = "Dinas Lain"

    desk_home.database.write(rename)
    assert _content(desk_home, receipt_id) == before


@time_machine.travel(MOMENT, tick=False)
def test_completing_the_file_replaces_the_first_receipt_and_is_no_copy(desk_home: Home) -> None:
    request_id = _file(desk_home, missing=("identitas_diri",))
    first = _issue(desk_home, request_id)
    with pytest.raises(Refused, match="masih kurang: Identitas diri") as refused:
        _issue(desk_home, request_id, kind="completeness")
    assert refused.value.field == "kind"
    desk_home.database.write(lambda session: complete(session, session.get_one(Request, request_id)))
    second = _issue(desk_home, request_id, kind="completeness")
    content = _content(desk_home, second)
    assert content.title == "Tanda terima kelengkapan berkas"
    assert content.replaces == "Menggantikan tanda terima 6 April 2026, 09.15 WITA."
    assert content.copy_words == ""
    assert content.lines[0].missing == ()
    assert content.lines[0].completed_at == "Selasa, 7 April 2026, 09.14 WITA"
    assert content.lines[0].due == "Selasa, 21 April 2026"
    stored = desk_home.database.read(lambda session: session.get_one(Receipt, second).replaces_id)
    assert stored == first
    assert _journal(desk_home)[-1][2] == "Tanda terima kelengkapan berkas PPID/2026/0001 dibuat"
    with pytest.raises(Refused, match="sudah diganti"):
        _copy(desk_home, first)
    with pytest.raises(Refused, match="cetak ulang sebagai salinan"):
        _issue(desk_home, request_id, kind="completeness")


def test_a_second_errand_joins_the_first_on_a_receipt_that_replaces_it(desk_home: Home) -> None:
    one, first = receipts.issued(desk_home)
    two = _file(desk_home, number="1.1")
    both = _issue(desk_home, one, two)
    assert desk_home.database.read(lambda session: session.get_one(Receipt, both).replaces_id) == first


def test_what_has_a_receipt_is_copied_unless_a_correction_is_named(desk_home: Home) -> None:
    request_id, first = receipts.issued(desk_home)
    with pytest.raises(Refused, match="PPID/2026/0001 sudah bertanda terima") as refused:
        _issue(desk_home, request_id)
    assert refused.value.field == "request_ids"
    second = _issue(desk_home, request_id, correction="ejaan nama diperbaiki")
    assert desk_home.database.read(lambda session: session.get_one(Receipt, second).replaces_id) == first
    assert _journal(desk_home)[-1][2] == "Tanda terima PPID/2026/0001 dibuat: ejaan nama diperbaiki"


def test_no_receipt_for_nothing_the_unknown_the_withdrawn_or_two_visits(desk_home: Home) -> None:
    def act(session: Session) -> tuple[int, int, int]:
        visits = [open_visit(session, desk_home).id for _ in range(2)]
        return (
            file_request(session, desk_home, state="withdrawn").id,
            *(file_request(session, desk_home, visit_id=visit).id for visit in visits),
        )

    withdrawn, one, other = desk_home.database.write(act)
    for request_ids, words in (
        ((), "Pilih permohonan"),
        ((999,), "tidak ditemukan"),
        ((withdrawn,), "sudah dicabut"),
        ((one, other), "satu kunjungan"),
        (tuple(range(1, 40)), "Pilih permohonan"),
    ):
        with pytest.raises(Refused, match=words) as refused:
            _issue(desk_home, *request_ids)
        assert refused.value.field == "request_ids"
    assert _journal(desk_home) == []


def test_the_same_key_is_the_same_receipt(desk_home: Home) -> None:
    order = ReceiptOrder(key(), (_file(desk_home),))
    given = {
        desk_home.database.write(lambda session: issue(session, order, desk_home.petugas)) for _ in range(3)
    }
    assert len(given) == 1
    assert len(_journal(desk_home)) == 1


# --- copies ----------------------------------------------------------------------------------------------


def _copy(home: Home, receipt_id: int, reason: Any = "asked", *, identity_checked: bool = False) -> int:
    order = ReprintOrder(key(), receipt_id, reason, identity_checked)
    return home.database.write(lambda session: reprint(session, order, home.petugas)).copy_number


def test_copies_are_counted_and_say_why(desk_home: Home) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)
    assert [_copy(desk_home, receipt_id), _copy(desk_home, receipt_id, "not_out")] == [1, 2]
    assert [sentence for act, _id, sentence in _journal(desk_home) if act == "receipt.reprint"] == [
        "Salinan 1 tanda terima PPID/2026/0001: diminta pemohon",
        "Salinan 2 tanda terima PPID/2026/0001: tidak keluar atau tidak terbaca",
    ]
    copy = _content(desk_home, receipt_id).as_copy(2)
    assert copy.copy_words == "SALINAN 2"


def test_a_lost_receipt_is_handed_out_after_the_identity_was_checked(desk_home: Home) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)
    with pytest.raises(Refused, match="identitas") as refused:
        _copy(desk_home, receipt_id, "lost")
    assert refused.value.field == "identity_checked"
    assert _copy(desk_home, receipt_id, "lost", identity_checked=True) == 1
    assert _journal(desk_home)[-1][2].endswith("yang asli hilang; identitas sudah diperiksa")
    stored = desk_home.database.read(lambda session: session.scalars(select(ReceiptCopy)).one())
    assert (stored.number, stored.reason, stored.identity_checked) == (1, "lost", True)


def test_the_same_key_is_the_same_copy(desk_home: Home) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)
    order = ReprintOrder(key(), receipt_id, "asked")
    given = {
        desk_home.database.write(lambda session: reprint(session, order, desk_home.petugas)) for _ in range(3)
    }
    assert len(given) == 1
    assert len(_journal(desk_home)) == 2


def test_a_receipt_is_copied_while_it_speaks_for_any_request(desk_home: Home) -> None:
    one, two = _file(desk_home), _file(desk_home, number="1.1")
    both = _issue(desk_home, one, two)
    _issue(desk_home, one, correction="nama")
    assert _copy(desk_home, both) == 1
    with pytest.raises(Refused, match="tidak ada"):
        _copy(desk_home, 999)


def test_who_only_looks_prints_nothing(desk_home: Home) -> None:
    request_id, receipt_id = receipts.issued(desk_home)
    for operation, order in (
        (issue, ReceiptOrder(key(), (request_id,))),
        (reprint, ReprintOrder(key(), receipt_id, "asked")),
    ):
        act: Any = operation
        with pytest.raises(Refused, match="tidak berwenang"):
            desk_home.database.write(
                lambda session, act=act, order=order: act(session, order, desk_home.pengawas)
            )
