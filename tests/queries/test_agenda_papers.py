"""The agenda of a day and a week as papers: what stands where, and what never hangs in the lobby."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from homes import Home
from slots import MONDAY, NINE, order, span

from desk import clock
from desk.errors import Refused
from desk.operations.bookings import BookingOrder, ConfirmOrder, book, confirm
from desk.printing import raster
from desk.printing.reports import report_pdf
from desk.queries.papers import paper
from desk.rules.paper_kinds import PaperWish
from desk.rules.papers import Report
from desk.rules.rights import Actor


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def make(home: Home, wanted: BookingOrder, *, is_confirmed: bool = False) -> None:
    made = home.database.write(lambda session: book(session, wanted, home.petugas))
    if is_confirmed:
        decision = ConfirmOrder(made.id, 1)
        home.database.write(lambda session: confirm(session, decision, home.pemegang))


def agenda(home: Home, kind: str, choice: str = "", actor: Actor | None = None, day: date = MONDAY) -> Report:
    wish = PaperWish(kind, day, day, choice)
    return home.database.read(lambda session: paper(session, wish, actor or home.petugas))


def test_the_week_has_a_row_a_resource_and_a_column_a_day(desk_home: Home) -> None:
    make(desk_home, order(span(7, 9, 10)), is_confirmed=True)
    make(desk_home, order(span(9, 13, 15), "aula-b", purpose="Latihan contoh"))
    report = agenda(desk_home, "agenda-pekan", day=date(2026, 4, 9))
    (part,) = report.parts
    assert report.period == "6–12 April 2026"
    assert [column.head for column in part.columns[:3]] == ["Sarana", "Sen, 6 Apr", "Sel, 7 Apr"]
    assert [row[0] for row in part.rows] == ["Aula", "Aula B"]
    assert part.rows[0][2] == "09.00–10.00 Rapat contoh (Karang Taruna Contoh)"
    assert part.rows[1][4] == "13.00–15.00 Latihan contoh (Karang Taruna Contoh) (sementara)"
    assert all(not words for words in (*part.rows[0][3:], *part.rows[1][5:]))


def test_a_booking_over_midnight_stands_on_both_days(desk_home: Home) -> None:
    night = span(10, 20, 23)
    make(desk_home, order(type(night)(night.starts_at, span(11, 2, 3).starts_at)))
    row = agenda(desk_home, "agenda-pekan").parts[0].rows[0]
    assert row[5].startswith("20.00–24.00")
    assert row[6].startswith("00.00–02.00")


def test_the_public_week_names_nobody_and_nothing_private(desk_home: Home) -> None:
    make(desk_home, order(span(7, 9, 10)))
    make(desk_home, order(span(8, 9, 10), borrower_institution=None, purpose="Pernikahan contoh"))
    said = repr(agenda(desk_home, "agenda-pekan", "public"))
    for hidden in ("Ni Made", "0812", "Rapat contoh", "Pernikahan"):
        assert hidden not in said
    (row,) = agenda(desk_home, "agenda-pekan", "public").parts[0].rows
    assert row[2] == "09.00–10.00 Karang Taruna Contoh (sementara)"
    assert row[3] == "09.00–10.00 terpakai (sementara)"


def test_the_public_week_says_of_a_closed_meeting_only_that(desk_home: Home) -> None:
    make(desk_home, order(span(7, 9, 10), "zoom-1", details={"is_closed": True}))
    said = repr(agenda(desk_home, "agenda-pekan", "public"))
    assert "09.00–10.00 Rapat tertutup (sementara)" in said
    assert "Karang Taruna" not in said


def test_the_day_tells_hours_bookings_with_whom_to_call_and_what_waits(desk_home: Home) -> None:
    make(desk_home, order(span(6, 13, 15)))
    report = agenda(desk_home, "agenda-hari")
    assert report.totals[0].startswith("Jam pelayanan 07.30–")
    assert report.parts[0].rows == (
        (
            "13.00–15.00",
            "Aula",
            "Rapat contoh",
            "Karang Taruna Contoh\nNi Made Contoh, 0812-0000-0000",
            "dipesan sementara",
        ),
    )
    assert len(report.parts[3].rows) == 1
    closed = agenda(desk_home, "agenda-hari", day=date(2026, 4, 3))
    assert closed.totals[0].startswith("Kantor tutup: ")


@pytest.mark.parametrize("kind", ["agenda-hari", "agenda-pekan"])
def test_both_are_papers_with_nothing_in_them_too(desk_home: Home, kind: str) -> None:
    pdf = report_pdf(agenda(desk_home, kind)).pdf
    words = " ".join(raster.text(pdf).split())
    assert "AGENDA" in words
    assert "Tidak ada" in words
    assert raster.page_sizes(pdf)[0].width == pytest.approx(297, abs=0.5)


def test_unknown_papers_are_refused(desk_home: Home) -> None:
    with pytest.raises(Refused, match="tidak dikenal"):
        agenda(desk_home, "agenda-bulan")
