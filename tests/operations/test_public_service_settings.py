"""What the office decides about a service: unit, prefix, offered; never the decree's text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from homes import Home
from sqlalchemy import func, select

from desk import clock
from desk.errors import Refused
from desk.models import JournalLine, PublicService
from desk.operations.public_service_settings import ServiceOrder, correct_service
from desk.operations.public_services import install
from desk.queries.standards import standard_service_rows
from desk.rules.rights import Actor
from desk.rules.standards import standard_of


def service_of(home: Home, number: str, agency: str = "karangasem") -> PublicService:
    question = PublicService.in_force(agency).where(PublicService.number == number)
    return home.database.read(lambda session: session.scalars(question).one())


def correct(home: Home, order: ServiceOrder, actor: Actor | None = None) -> None:
    home.database.write(lambda session: correct_service(session, order, actor or home.admin))


def journal(home: Home) -> list[JournalLine]:
    lines = select(JournalLine).where(JournalLine.act == "public_service.correct")
    return home.database.read(lambda session: list(session.scalars(lines)))


def test_unit_prefix_and_offer_are_corrected_and_journaled(desk_home: Home) -> None:
    before = service_of(desk_home, "2.3")
    correct(desk_home, ServiceOrder(before.id, "  Bidang  Contoh ", "redaksi", is_offered=False))
    after = service_of(desk_home, "2.3")
    assert (after.unit_name, after.prefix, after.is_offered) == ("Bidang Contoh", "REDAKSI", False)
    assert after.entry == before.entry
    assert after.checklist == before.checklist
    (line,) = journal(desk_home)
    assert line.noun_id == before.id
    assert {change["field"]: (change["old"], change["new"]) for change in line.changes} == {
        "unit_name": (before.unit_name, "Bidang Contoh"),
        "prefix": ("KONTEN", "REDAKSI"),
        "is_offered": (True, False),
    }


def test_a_service_is_found_by_its_new_prefix(desk_home: Home) -> None:
    service = service_of(desk_home, "2.3")
    correct(desk_home, ServiceOrder(service.id, None, "REDAKSI", is_offered=True))
    rows = desk_home.database.read(standard_service_rows)
    assert [row.number for row in rows if row.matches("redaksi")] == ["2.3"]
    assert service_of(desk_home, "2.3").unit_name is None


def test_nothing_changed_writes_nothing(desk_home: Home) -> None:
    service = service_of(desk_home, "3.1")
    order = ServiceOrder(service.id, service.unit_name, "app", service.is_offered)
    correct(desk_home, order)
    correct(desk_home, replace(order, prefix=" APP "))
    assert journal(desk_home) == []


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", "2–12 huruf"),
        ("A", "2–12 huruf"),
        ("KIM2", "2–12 huruf"),
        ("KIM KIM", "2–12 huruf"),
        ("-KIM", "2–12 huruf"),
        ("<b>", "2–12 huruf"),
        ("ᬓᬶᬫ᭄", "2–12 huruf"),
        ("X" * 13, "paling panjang"),
        ("zoom", "sudah dipakai layanan 3.10"),
        ("PPID", "disamarkan"),
    ],
)
def test_a_prefix_that_cannot_be_is_refused_beside_it(desk_home: Home, prefix: str, words: str) -> None:
    service = service_of(desk_home, "2.4")
    with pytest.raises(Refused, match=words) as refused:
        correct(desk_home, ServiceOrder(service.id, None, prefix, is_offered=True))
    assert refused.value.field == "prefix"
    assert service_of(desk_home, "2.4").prefix == "KIM"
    assert journal(desk_home) == []


def test_the_prefix_that_hides_applicants_stays(desk_home: Home) -> None:
    service = service_of(desk_home, "2.1")
    with pytest.raises(Refused, match="disamarkan"):
        correct(desk_home, ServiceOrder(service.id, None, "INFO", is_offered=True))
    correct(desk_home, ServiceOrder(service.id, None, "PPID", is_offered=False))
    assert not service_of(desk_home, "2.1").is_offered


def test_a_unit_too_long_is_refused_beside_it(desk_home: Home) -> None:
    service = service_of(desk_home, "2.4")
    with pytest.raises(Refused) as refused:
        correct(desk_home, ServiceOrder(service.id, "x" * 201, "KIM", is_offered=True))
    assert refused.value.field == "unit_name"


@pytest.mark.parametrize("who", ["petugas", "pemegang", "pengawas"])
def test_only_an_admin_may(desk_home: Home, who: str) -> None:
    service = service_of(desk_home, "2.4")
    with pytest.raises(Refused, match="tidak berwenang"):
        correct(desk_home, ServiceOrder(service.id, None, "KIM", is_offered=False), getattr(desk_home, who))
    assert service_of(desk_home, "2.4").is_offered


def test_another_agencys_service_and_a_replaced_one_are_only_read(desk_home: Home) -> None:
    foreign = service_of(desk_home, "V", "denpasar")
    with pytest.raises(Refused, match="instansi lain"):
        correct(desk_home, ServiceOrder(foreign.id, None, "SERT", is_offered=False))
    old = service_of(desk_home, "2.4")
    newer = replace(standard_of("karangasem"), decree_number="7 Tahun 2027", decree_date=date(2027, 1, 2))
    desk_home.database.write(lambda session: install(session, newer, at=clock.now()))
    with pytest.raises(Refused, match="sudah diganti"):
        correct(desk_home, ServiceOrder(old.id, None, "KIM", is_offered=False))
    with pytest.raises(Refused, match="tidak ada"):
        correct(desk_home, ServiceOrder(10**9, None, "KIM", is_offered=False))
    count = select(func.count()).select_from(PublicService).where(PublicService.is_offered.is_(False))
    assert desk_home.database.read(lambda session: session.scalar(count)) == 0
