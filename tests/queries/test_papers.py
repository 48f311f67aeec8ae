"""Registers, figures and the closing sheet: what stands in which column, and who may read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from homes import Home
from request_samples import request_order
from road_hands import DIRECT, RoadHand, key
from slots import MONDAY, NINE, order, span
from visiting import come

from desk import clock
from desk.errors import Refused
from desk.operations import complaints
from desk.operations.bookings import book
from desk.operations.objections import AnswerObjectionOrder, answer
from desk.operations.requests import file
from desk.operations.visit_changes import VisitWithdrawal, withdraw
from desk.printing import raster
from desk.printing.drawn import paper_pdf
from desk.queries.papers import choices, paper
from desk.rules.paper_kinds import PaperWish
from desk.rules.papers import Report, Row
from desk.rules.rights import Actor


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


@pytest.fixture
def hand(desk_home: Home) -> RoadHand:
    return RoadHand(desk_home)


def made(
    home: Home, kind: str, *, actor: Actor | None = None, choice: str = "", first: date = MONDAY
) -> Report:
    wish = PaperWish(kind, first, MONDAY, choice)
    found = home.database.read(lambda session: paper(session, wish, actor or home.petugas))
    assert isinstance(found, Report)
    return found


def row(report: Report, part: int = 0, at: int = 0) -> Row:
    return report.parts[part].rows[at]


def asked(hand: RoadHand) -> int:
    wish = request_order("karangasem-2.1")
    marks = dict(wish.marks) | {
        "rincian_informasi": ("filled", "Salinan laporan contoh"),
        "tujuan_penggunaan": ("filled", "Penelitian contoh"),
        "cara_memperoleh": ("filled", "Mendapatkan salinan cetak (hardcopy)"),
    }
    return int(hand.do(file, replace(wish, marks=marks)).id)


def decided(hand: RoadHand, *, pages: int = 0, **decision: str) -> int:
    request_id = asked(hand)
    hand.move(request_id, "begin")
    hand.record(request_id, "ppid_decision", **decision)
    if pages:
        hand.record(request_id, "copy_cost", pages=pages, amount=250 * pages, paid_at="fotokopi Contoh")
    hand.move(request_id, "make_ready")
    hand.move(request_id, "hand_over", facts=DIRECT)
    return request_id


def test_the_ppid_register_has_its_fifteen_columns(desk_home: Home, hand: RoadHand) -> None:
    decided(hand, pages=20, decision="granted", form="hardcopy")
    decided(hand, decision="refused", exemption="c", consequence="Celah terbuka.")
    decided(hand, decision="elsewhere", elsewhere="Dinas Umpama")
    asked(hand)
    report = made(desk_home, "register-ppid")
    assert len(report.parts[0].columns) == 15
    assert row(report) == (
        "PPID/2026/0001",
        "06-04-2026",
        "Ni Luh Contoh\nKecamatan Contoh",
        "Br. Contoh, Desa Misal",
        "0812-0000-0000\ncontoh@karangasemkab.go.id",
        "",
        "Salinan laporan contoh",
        "Penelitian contoh",
        "ya",
        "hardcopy",
        "meminta salinan",
        "dikabulkan seluruhnya",
        "–",
        "diberitahukan Senin, 6 April 2026\ndiberikan Senin, 6 April 2026",
        "Rp5.000 (20 lembar), dibayar di fotokopi Contoh",
    )
    refused, elsewhere, waiting = (row(report, at=at) for at in (1, 2, 3))
    assert refused[11] == "ditolak: informasi dikecualikan"
    assert refused[12] == "Pasal 17 huruf c: pertahanan dan keamanan negara\nCelah terbuka."
    assert elsewhere[8] == "tidak, pada Dinas Umpama"
    assert waiting[11] == "belum (lengkap)"
    assert report.totals == ("Jumlah permohonan informasi 4.",)
    assert made(desk_home, "register-ppid", first=MONDAY).signers[1] == "PPID,"


def test_who_may_not_see_names_sees_initials_and_no_decision(desk_home: Home, hand: RoadHand) -> None:
    request_id = decided(hand, decision="refused", exemption="c", consequence="Celah terbuka.")
    hand.object_to(request_id, case="Tidak jelas.")
    for kind in ("register-ppid", "register-keberatan", "register-layanan"):
        said = repr(made(desk_home, kind, actor=desk_home.pemegang).parts)
        for hidden in ("Luh", "0812", "Desa Misal", "Penelitian", "Celah", "Kecamatan Contoh"):
            assert hidden not in said, (kind, hidden)
        assert "N. L. C." in said
        assert "Luh" in repr(made(desk_home, kind, actor=desk_home.pengawas).parts)


def test_the_register_of_objections_has_its_eleven_columns(desk_home: Home, hand: RoadHand) -> None:
    request_id = decided(hand, decision="refused", exemption="c", consequence="Celah terbuka.")
    registered = hand.object_to(request_id, grounds=("a", "g"), by_proxy_name="I Made Kuasa Misal")
    hand.do(
        answer,
        AnswerObjectionOrder(
            registered.id, 1, "partly", "Sebagian dibuka.", "I Gede Umpama, Sekretaris Daerah"
        ),
    )
    report = made(desk_home, "register-keberatan")
    assert len(report.parts[0].columns) == 11
    cells = row(report)
    assert cells[0] == registered.number
    assert cells[2].startswith("Ni Luh Contoh\nkuasa: I Made Kuasa Misal")
    assert cells[3] == "PPID/2026/0001"
    assert cells[6].split("\n")[1].startswith("g. penyampaian informasi melebihi")
    assert cells[7:10] == (
        "dikabulkan sebagian\nSebagian dibuka.",
        "Senin, 6 April 2026",
        "I Gede Umpama, Sekretaris Daerah",
    )


def test_the_year_counts_what_pasal_12_asks(desk_home: Home, hand: RoadHand) -> None:
    decided(hand, decision="granted", form="softcopy")
    decided(hand, decision="refused", exemption="c", consequence="Celah terbuka.")
    asked(hand)
    report = made(desk_home, "angka-ppid")
    months, decisions, reasons, _objections, times = report.parts
    assert months.rows[3] == ("April", "3")
    counted = dict(decisions.rows)
    assert counted["dikabulkan seluruhnya"] == counted["ditolak: informasi dikecualikan"] == "1"
    assert counted["belum diputuskan"] == "1"
    assert reasons.rows == (("Pasal 17 huruf c: pertahanan dan keamanan negara", "1"),)
    assert [cells[3] for cells in times.rows] == ["0", "0", "–"]
    assert report.totals[0].startswith("Jumlah permohonan 3; yang sudah dijawab rata-rata 0,0 hari kerja")
    assert "Luh" not in repr(report)


def test_figures_of_services_leave_out_what_is_confidential(desk_home: Home, hand: RoadHand) -> None:
    hand.file("karangasem-2.3")
    hand.file("karangasem-5.3")
    come(desk_home, head_count=7, kind="rombongan")
    mine = made(desk_home, "angka-layanan", first=date(2026, 1, 1))
    theirs = made(desk_home, "angka-layanan", first=date(2026, 1, 1), actor=desk_home.pemegang)
    assert [cells[1] for cells in mine.parts[0].rows] == ["1", "1"]
    assert len(theirs.parts[0].rows) == 1
    assert row(mine, 2) == ("April 2026", "1", "7")
    everything = made(desk_home, "register-layanan")
    assert len(everything.parts[0].rows) == 2
    assert len(made(desk_home, "register-layanan", actor=desk_home.pemegang).parts[0].rows) == 1
    only = made(desk_home, "register-layanan", choice="karangasem-2.3")
    assert [cells[1][:6] for cells in only.parts[0].rows] == ["KONTEN"]
    assert "2.3" in only.period


def test_figures_of_services_are_of_a_year_at_most(desk_home: Home) -> None:
    for last in (date(2026, 12, 31), date(2015, 1, 1)):
        wish = PaperWish("angka-layanan", date(2016, 1, 1), last)
        with pytest.raises(Refused) as refused:
            desk_home.database.read(lambda session, wish=wish: paper(session, wish, desk_home.petugas))
        assert refused.value.field == "last"


def test_complaints_keep_their_words_and_may_be_nameless(desk_home: Home, hand: RoadHand) -> None:
    for name in ("Ni Made Contoh", None):
        words = complaints.ComplaintOrder(key(), "langsung", "Terlalu lama menunggu.", name=name)
        hand.do(complaints.register, words)
    report = made(desk_home, "register-pengaduan")
    assert [cells[3] for cells in report.parts[0].rows] == ["Ni Made Contoh", "tanpa nama"]
    assert row(report)[5:7] == ("Terlalu lama menunggu.", "belum ditanggapi")
    assert "Made" not in repr(made(desk_home, "register-pengaduan", actor=desk_home.pemegang).parts)


def test_the_closing_sheet_tells_what_is_open_who_sat_and_where_the_journal_stands(
    desk_home: Home, hand: RoadHand
) -> None:
    come(desk_home)
    hand.do(book, order(span(8, 9, 12)))
    report = made(desk_home, "penutupan-hari")
    counts, open_items, _keys, _things, seats = report.parts
    assert dict(counts.rows)["Tamu"] == "1"
    assert any(cells[0] == "Menunggu konfirmasi" for cells in open_items.rows)
    assert "Ni Kadek Contoh" in [cells[0] for cells in seats.rows]
    before = report.totals
    assert "Sidik SHA-256" in before[1]
    come(desk_home)
    assert made(desk_home, "penutupan-hari").totals != before


def test_what_goes_out_and_what_to_pick_for_it(desk_home: Home, hand: RoadHand) -> None:
    booked = hand.do(book, order(span(6, 13, 15), "speaker-aktif", quantity=2))
    hand.do(book, order(span(6, 13, 15)))
    report = made(desk_home, "keluar-masuk")
    (going,) = report.parts[0].rows
    assert going[1] == "13.00"
    assert going[2].startswith("2 × ")
    assert report.parts[1].rows == ()
    ((choice, words),) = desk_home.database.read(
        lambda session: choices(session, "daftar-ambil", desk_home.petugas)
    )
    assert choice == str(booked.id)
    assert "Rapat contoh" in words
    picked = made(desk_home, "daftar-ambil", choice=choice)
    assert row(picked)[2] == "2"
    assert row(picked)[5] == row(picked)[7] == "[   ]"


def test_the_count_list_holds_the_books(desk_home: Home) -> None:
    report = made(desk_home, "opname")
    assert report.parts[0].rows
    assert all(cells[6] == "" for cells in report.parts[0].rows)


def test_a_ticket_has_the_days_number_and_no_name(desk_home: Home) -> None:
    wrong = come(desk_home, name="Salah Ketik")
    second = come(desk_home, is_priority=True)
    taken = VisitWithdrawal(wrong.visit_id, "salah")
    desk_home.database.write(lambda session: withdraw(session, taken, desk_home.petugas))
    ((choice, words),) = desk_home.database.read(
        lambda session: choices(session, "nomor-antrean", desk_home.petugas)
    )
    assert choice == str(second.visit_id)
    assert words == "002 · 09.00 · Ni Luh Contoh"
    wish = PaperWish("nomor-antrean", MONDAY, MONDAY, choice)
    ticket = desk_home.database.read(lambda session: paper(session, wish, desk_home.petugas))
    printed = " ".join(raster.text(paper_pdf(ticket).pdf).split())
    assert "002" in printed
    assert "DIDAHULUKAN" in printed
    assert "Luh" not in printed
