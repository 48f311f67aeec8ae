"""Installing the two standards: whole, once, and retiring what a newer decree replaces."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desk.errors import Refused
from desk.models import Account, JournalLine, PublicService, StandardVersion
from desk.operations.public_services import install, install_standard
from desk.rules.rights import Actor
from desk.rules.standards import Standard, load_standards, standard_of
from desk.store import opening
from desk.store.database import Database

AT = datetime(2026, 3, 13, 1, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 4, 1, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    opening.create(str(tmp_path / "data"), lambda _session: None)
    return opening.open_existing(str(tmp_path / "data"))


def _newer() -> Standard:
    standard = standard_of("karangasem")
    return replace(standard, decree_number="7 Tahun 2027", decree_date=date(2027, 1, 2))


def test_both_standards_are_installed_with_all_28_services_verbatim(database: Database) -> None:
    for standard in load_standards():
        database.write(lambda session, s=standard: install(session, s, at=AT))
    with database.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(PublicService)) == 28
    rows = database.read(lambda session: list(session.scalars(PublicService.in_force("karangasem"))))
    assert [row.key for row in rows][:2] == ["karangasem-1.1", "karangasem-2.1"]
    for row, service in zip(rows, standard_of("karangasem").services, strict=True):
        assert row.entry == service.source
        assert row.checklist == service.checklist.source
        assert row.prefix == service.checklist.prefix


def test_the_notes_of_decree_and_services_lie_in_the_version(database: Database) -> None:
    version_id = database.write(lambda session: install(session, standard_of("karangasem"), at=AT))
    body = database.read(lambda session: session.get_one(StandardVersion, version_id).body)
    ids = {entry["id"] for entry in body["notes"]}
    assert {"N01", "N02", "N15", "N31"} <= ids
    assert "N46" not in ids, "a note on the other agency's decree"


def test_installing_again_changes_nothing(database: Database) -> None:
    first = database.write(lambda session: install(session, standard_of("denpasar"), at=AT))
    again = database.write(lambda session: install(session, standard_of("denpasar"), at=LATER))
    assert first == again
    assert database.read(lambda session: session.get_one(StandardVersion, first).installed_at) == AT


def test_a_newer_decree_retires_the_former_and_keeps_what_the_office_set(database: Database) -> None:
    old = database.write(lambda session: install(session, standard_of("karangasem"), at=AT))

    def set_up(session):  # type: ignore[no-untyped-def]
        service = session.scalar(PublicService.in_force("karangasem").where(PublicService.number == "3.1"))
        service.unit_name = "Bidang Contoh"
        service.is_offered = False
        service.prefix = "APLIKASI"

    database.write(set_up)
    new = database.write(lambda session: install(session, _newer(), at=LATER))
    versions = database.read(
        lambda session: {v.id: v.replaced_at for v in session.scalars(select(StandardVersion))}
    )
    assert versions == {old: LATER, new: None}
    services = database.read(lambda session: list(session.scalars(PublicService.in_force("karangasem"))))
    assert {service.version_id for service in services} == {new}
    changed = next(service for service in services if service.number == "3.1")
    assert (changed.unit_name, changed.is_offered, changed.prefix) == ("Bidang Contoh", False, "APLIKASI")
    assert "aplikasi" in changed.search_key.split()


def test_an_older_decree_is_refused(database: Database) -> None:
    database.write(lambda session: install(session, _newer(), at=AT))
    with pytest.raises(Refused, match="lebih lama") as refusal:
        database.write(lambda session: install(session, standard_of("karangasem"), at=LATER))
    assert refusal.value.field == "decree_number"


def test_only_an_admin_installs_later_and_the_journal_says_so(database: Database) -> None:
    def add_account(session):  # type: ignore[no-untyped-def]
        account = Account(username="contoh", name="I Made Misal", role="admin", created_at=AT)
        session.add(account)
        session.flush()
        return account.id

    account_id = database.write(add_account)
    petugas = Actor(account_id, "I Made Misal", "petugas")
    with pytest.raises(Refused, match="tidak berwenang"):
        database.write(lambda session: install_standard(session, standard_of("denpasar"), petugas))
    admin = Actor(account_id, "I Made Misal", "admin")
    version_id = database.write(lambda session: install_standard(session, standard_of("denpasar"), admin))
    lines = database.read(lambda session: list(session.scalars(select(JournalLine))))
    assert [(line.act, line.noun_id) for line in lines] == [("standard_version.install", version_id)]
    assert "188.4/342/DKIS/2023" in lines[0].sentence
