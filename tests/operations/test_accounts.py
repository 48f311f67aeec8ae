"""Founding, signing in and accounts on a real database."""

from __future__ import annotations

from pathlib import Path

import pytest
from homes import SECRET, Home
from sqlalchemy import func, select

from desk import app
from desk.errors import Refused
from desk.models import Account, DayOff, JournalLine, OfficeHours, PublicService, Resource, StandardVersion
from desk.operations.accounts import (
    AccountChange,
    AccountOrder,
    SignInOrder,
    change_account,
    command_line_actor,
    open_account,
    sign_in,
)
from desk.operations.drafts import DiscardOrder, DraftOrder, discard, keep
from desk.operations.offices import FoundingOrder, OfficeOrder, correct_office
from desk.operations.tracking_codes import draw
from desk.operations.working_days import install_years
from desk.queries.drafts import drafts_of
from desk.rules import tracking_codes
from desk.store import opening

OFFICE = OfficeOrder("Dinas Contoh", "Contoh", "Jl. Contoh 1", "0363 21037", "Amlapura", None, None)


def last_line(home: Home) -> JournalLine:
    newest = select(JournalLine).order_by(JournalLine.id.desc()).limit(1)
    return home.database.read(lambda session: session.scalars(newest).one())


@pytest.mark.parametrize(("agency", "offered"), [("karangasem", 23), ("denpasar", 5)])
def test_founding_installs_what_a_fresh_desk_has(tmp_path: Path, agency: str, offered: int) -> None:
    app.found(str(tmp_path), FoundingOrder(agency))
    database = opening.open_existing(str(tmp_path))
    counts = database.read(
        lambda session: {
            entity.__name__: session.scalar(select(func.count()).select_from(entity))
            for entity in (StandardVersion, PublicService, Resource, OfficeHours, Account, JournalLine)
        }
    )
    in_force = database.read(lambda session: len(session.scalars(PublicService.in_force(agency)).all()))
    database.close()
    assert counts == {
        "StandardVersion": 2,
        "PublicService": 28,
        "Resource": 21,
        "OfficeHours": 5,
        "Account": 1,
        "JournalLine": 1,
    }
    assert in_force == offered


def test_the_hall_is_its_two_parts(desk_home: Home) -> None:
    def parts(session: opening.Session) -> list[int]:
        hall = session.scalars(select(Resource).where(Resource.key == "aula")).one()
        assert (hall.capacity, hall.set_up_minutes, hall.clear_up_minutes) == (120, 20, 20)
        return [part.part_id for part in hall.parts]

    assert len(desk_home.database.read(parts)) == 2


@pytest.mark.parametrize("agency", ["", "bangli", "KARANGASEM"])
def test_an_unknown_agency_is_refused(tmp_path: Path, agency: str) -> None:
    with pytest.raises(Refused) as refused:
        app.found(str(tmp_path / "x"), FoundingOrder(agency))
    assert refused.value.field == "agency"
    assert not opening.exists(str(tmp_path / "x"))


def test_signing_in_is_journaled(desk_home: Home) -> None:
    actor = desk_home.database.write(lambda session: sign_in(session, SignInOrder(" Petugas ", SECRET)))
    assert (actor.name, actor.role) == ("Ni Kadek Contoh", "petugas")
    assert last_line(desk_home).act == "account.sign_in"


@pytest.mark.parametrize(
    ("username", "secret"),
    [
        ("petugas", "salah-sekali"),
        ("tidak-ada", SECRET),
        ("perintah", ""),
        ("perintah", SECRET),
        ("", ""),
        ("petugas", "x" * 100_000),
    ],
)
def test_a_wrong_name_and_a_wrong_secret_are_refused_alike(
    desk_home: Home, username: str, secret: str
) -> None:
    with pytest.raises(Refused, match="tidak cocok"):
        desk_home.database.write(lambda session: sign_in(session, SignInOrder(username, secret)))


@pytest.mark.parametrize(
    ("order", "field"),
    [
        (AccountOrder("", "Nama", "petugas", SECRET), "username"),
        (AccountOrder("dua kata", "Nama", "petugas", SECRET), "username"),
        (AccountOrder("petugas", "Nama", "petugas", SECRET), "username"),
        (AccountOrder("PETUGAS", "Nama", "petugas", SECRET), "username"),
        (AccountOrder("perintah", "Nama", "petugas", SECRET), "username"),
        (AccountOrder("baru", " \u200b ", "petugas", SECRET), "name"),
        (AccountOrder("baru", "n" * 121, "petugas", SECRET), "name"),
        (AccountOrder("baru", "Nama", "raja", SECRET), "role"),
        (AccountOrder("baru", "Nama", "petugas", "12345"), "secret"),
    ],
)
def test_a_bad_account_is_refused_beside_its_field(desk_home: Home, order: AccountOrder, field: str) -> None:
    with pytest.raises(Refused) as refused:
        desk_home.database.write(lambda session: open_account(session, order, desk_home.admin))
    assert refused.value.field == field


def test_only_an_admin_sets_up(desk_home: Home) -> None:
    order = AccountOrder("baru", "Baru Contoh", "petugas", SECRET)
    for actor in (desk_home.petugas, desk_home.pemegang, desk_home.pengawas):
        with pytest.raises(Refused, match="berwenang"):
            desk_home.database.write(lambda session, actor=actor: open_account(session, order, actor))
        with pytest.raises(Refused, match="berwenang"):
            desk_home.database.write(lambda session, actor=actor: correct_office(session, OFFICE, actor))


def test_a_closed_account_cannot_sign_in_and_the_last_admin_stays(desk_home: Home) -> None:
    database, petugas, admin = desk_home.database, desk_home.petugas, desk_home.admin
    closing = AccountChange(petugas.account_id, petugas.name, petugas.role, is_active=False)
    database.write(lambda session: change_account(session, closing, admin))
    assert last_line(desk_home).changes == [{"field": "is_active", "old": True, "new": False}]
    with pytest.raises(Refused):
        database.write(lambda session: sign_in(session, SignInOrder("petugas", SECRET)))
    for role, is_active in (("admin", False), ("petugas", True)):
        change = AccountChange(admin.account_id, admin.name, role, is_active=is_active)
        with pytest.raises(Refused, match="satu admin"):
            database.write(lambda session, change=change: change_account(session, change, admin))


def test_a_new_secret_replaces_the_old_and_is_not_in_the_journal(desk_home: Home) -> None:
    change = AccountChange(
        desk_home.petugas.account_id, "Ni Kadek Contoh", "petugas", True, "kunci-yang-baru"
    )
    desk_home.database.write(lambda session: change_account(session, change, desk_home.admin))
    assert "kunci" not in str(last_line(desk_home).changes)
    desk_home.database.write(lambda session: sign_in(session, SignInOrder("petugas", "kunci-yang-baru")))


def test_the_office_is_corrected_with_old_and_new(desk_home: Home) -> None:
    desk_home.database.write(lambda session: correct_office(session, OFFICE, desk_home.admin))
    changes = {each["field"]: each["new"] for each in last_line(desk_home).changes}
    assert changes["address"] == "Jl. Contoh 1"
    bad = OfficeOrder("N", "N", "", "", "", "javascript:alert(1)", None)
    with pytest.raises(Refused) as refused:
        desk_home.database.write(lambda session: correct_office(session, bad, desk_home.admin))
    assert refused.value.field == "tracking_url"


def test_a_draft_is_kept_replaced_and_discarded(desk_home: Home) -> None:
    database, actor = desk_home.database, desk_home.petugas
    for payload in ({"name": "I Made"}, {"name": "I Made Misal", "phone": "0812"}):
        database.write(lambda session, payload=payload: keep(session, DraftOrder("visit", payload), actor))
    kept = database.read(lambda session: drafts_of(session, actor.account_id).get("visit"))
    assert kept == {"name": "I Made Misal", "phone": "0812"}
    assert database.read(lambda session: drafts_of(session, desk_home.admin.account_id).get("visit")) is None
    database.write(lambda session: discard(session, DiscardOrder("visit"), actor))
    assert database.read(lambda session: drafts_of(session, actor.account_id).get("visit")) is None


def test_drawn_codes_are_signed_by_the_office(desk_home: Home) -> None:
    codes = desk_home.database.write(lambda session: {draw(session) for _ in range(50)})
    assert len(codes) == 50
    assert all(tracking_codes.read(code).code == code for code in codes)


def test_years_are_installed_once(desk_home: Home) -> None:
    def count(session: opening.Session) -> int:
        return session.scalar(select(func.count()).select_from(DayOff)) or 0

    before = desk_home.database.read(count)
    desk_home.database.write(lambda session: install_years(session, 2026))
    between = desk_home.database.read(count)
    desk_home.database.write(lambda session: install_years(session, 2026))
    assert before > 0
    assert desk_home.database.read(count) == between


def test_commands_act_as_perintah_with_every_right(desk_home: Home) -> None:
    actor = desk_home.database.read(command_line_actor)
    assert (actor.name.casefold(), actor.role) == ("perintah", "admin")
