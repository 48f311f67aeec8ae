"""The lines of a kop: whose agency it is, and nothing invented."""

from __future__ import annotations

import pytest

from desk.rules import standards
from desk.rules.letterheads import letterhead


@pytest.mark.parametrize(
    ("agency", "government", "name"),
    [
        ("karangasem", "Pemerintah Kabupaten Karangasem", "Dinas Komunikasi dan Informatika"),
        ("denpasar", "Pemerintah Kota Denpasar", "Dinas Komunikasi, Informatika dan Statistik"),
    ],
)
def test_says_whose_agency_it_is(agency: str, government: str, name: str) -> None:
    head = letterhead(standards.standard_of(agency).agency_name, address="", phone="", place="Contoh")
    assert (head.government, head.agency, head.contact) == (government, name, "")


def test_a_name_without_an_area_stands_alone() -> None:
    for name in ("Diskominfo Contoh", "Kota Contoh", "Kabupaten"):
        head = letterhead(f" {name} ", address="", phone="", place="")
        assert (head.government, head.agency) == ("", name)


def test_address_and_phone_stand_only_where_known() -> None:
    def contact(address: str, phone: str) -> str:
        return letterhead("Dinas Contoh", address=address, phone=phone, place="").contact

    assert contact("Jalan Contoh 1", "0361 000") == "Jalan Contoh 1 Telp. 0361 000"
    assert contact(" ", "0361 000") == "Telp. 0361 000"
    assert contact("Jalan Contoh 1", "") == "Jalan Contoh 1"
