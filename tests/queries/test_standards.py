"""The decrees and services as the settings show them, on a founded desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from homes import Home

from desk import app, clock
from desk.errors import Refused
from desk.operations.accounts import command_line_actor
from desk.operations.offices import FoundingOrder, OfficeOrder, correct_office
from desk.operations.public_service_settings import ServiceOrder, correct_service
from desk.operations.public_services import install
from desk.queries.offices import office_row
from desk.queries.standards import StandardSheet, decree_rows, standard_service_rows, standard_sheet
from desk.rules.standards import find_service, load_standards, standard_of
from desk.store import opening


def sheet_of(home: Home, service_id: int) -> StandardSheet:
    return home.database.read(lambda session: standard_sheet(session, service_id))


def test_both_decrees_stand_there_with_their_dates(desk_home: Home) -> None:
    karangasem, denpasar = desk_home.database.read(decree_rows)
    assert (karangasem.number, karangasem.decree_on, karangasem.annex_on) == (
        "20 Tahun 2025",
        date(2025, 12, 30),
        date(2025, 12, 31),
    )
    assert (denpasar.number, denpasar.decree_on, denpasar.annex_on) == (
        "188.4/342/DKIS/2023",
        date(2023, 3, 1),
        None,
    )
    assert (karangasem.service_count, denpasar.service_count) == (23, 5)
    assert (karangasem.is_served, denpasar.is_served) == (True, False)
    assert karangasem.is_in_force
    assert "N02" in {note.id for note in karangasem.notes}


def test_all_28_services_stand_there_the_served_agencys_first(desk_home: Home) -> None:
    rows = desk_home.database.read(standard_service_rows)
    ids = [f"{row.agency}-{row.number}" for row in rows]
    assert ids == [service.id for standard in load_standards() for service in standard.services]
    assert [row.is_served for row in rows] == [True] * 23 + [False] * 5


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("info publ", ["2.1", "2.3", "2.5", "I"]),
        ("3.1", ["3.1", "3.10"]),
        ("zoom", ["3.10", "III"]),
        ("AULA", ["1.1"]),
        ("iv", ["IV"]),
        ("tidak ada", []),
    ],
)
def test_a_service_is_found_by_what_it_goes_by(desk_home: Home, query: str, numbers: list[str]) -> None:
    rows = desk_home.database.read(standard_service_rows)
    assert [row.number for row in rows if row.matches(query)] == numbers


@pytest.mark.parametrize("query", ["", "  ", "<", "…"])
def test_nothing_asked_finds_everything(desk_home: Home, query: str) -> None:
    assert all(row.matches(query) for row in desk_home.database.read(standard_service_rows))


def test_every_service_has_its_sheet_verbatim_with_notes(desk_home: Home) -> None:
    for row in desk_home.database.read(standard_service_rows):
        sheet = sheet_of(desk_home, row.id)
        printed = find_service(f"{row.agency}-{row.number}")
        assert sheet.service == printed
        assert len(sheet.service.components()) == 14
        assert [note.id for note in sheet.service.notes] == printed.source["notes"]


def test_a_sheet_tells_what_the_office_decided(desk_home: Home) -> None:
    row = next(row for row in desk_home.database.read(standard_service_rows) if row.number == "2.4")

    before = sheet_of(desk_home, row.id)
    assert before.unit_is_inferred
    assert before.prefix == "KIM"
    order = ServiceOrder(row.id, "Bidang Contoh", "KOMUNITAS", is_offered=False)
    desk_home.database.write(lambda session: correct_service(session, order, desk_home.admin))
    after = sheet_of(desk_home, row.id)
    assert (after.unit_name, after.unit_is_inferred) == ("Bidang Contoh", False)
    assert (after.prefix, after.is_offered) == ("KOMUNITAS", False)
    assert {reading.component for reading in after.readings} == {"complaint_channels"}
    assert not after.names_charter


def test_an_unknown_service_is_refused(desk_home: Home) -> None:
    with pytest.raises(Refused, match="tidak ada"):
        desk_home.database.read(lambda session: standard_sheet(session, 10**9))


def test_a_replaced_decree_stays_readable_and_leaves_the_list(desk_home: Home) -> None:
    newer = replace(standard_of("karangasem"), decree_number="7 Tahun 2027", decree_date=date(2027, 1, 2))
    old = desk_home.database.read(standard_service_rows)[0]
    desk_home.database.write(lambda session: install(session, newer, at=clock.now()))
    decrees = desk_home.database.read(decree_rows)
    assert [(row.number, row.is_in_force) for row in decrees] == [
        ("7 Tahun 2027", True),
        ("20 Tahun 2025", False),
        ("188.4/342/DKIS/2023", True),
    ]
    assert len(desk_home.database.read(standard_service_rows)) == 28
    sheet = sheet_of(desk_home, old.id)
    assert not sheet.decree.is_in_force


def test_the_charter_denpasar_only_names_is_the_offices_own(tmp_path: Path) -> None:
    app.found(str(tmp_path), FoundingOrder("denpasar"))
    database = opening.open_existing(str(tmp_path))
    rows = database.read(standard_service_rows)
    assert [row.is_served for row in rows] == [True] * 5 + [False] * 23
    sheet = database.read(lambda session: standard_sheet(session, rows[0].id))
    assert (sheet.names_charter, sheet.charter, sheet.unit_name) == (True, None, None)
    office = database.read(office_row)
    assert (office.agency, office.charter) == ("denpasar", None)
    order = OfficeOrder(
        office.name, office.short_name, office.address, office.phone, office.place, None, "Kami sanggup."
    )
    database.write(lambda session: correct_office(session, order, command_line_actor(session)))
    sheet = database.read(lambda session: standard_sheet(session, rows[0].id))
    assert sheet.charter == "Kami sanggup."
    foreign = database.read(lambda session: standard_sheet(session, rows[5].id))
    assert (foreign.names_charter, foreign.charter) == (False, None)
    database.close()
