"""NIK and NIP: length is refused, everything else only warned about; all numbers made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import clock
from desk.errors import Refused
from desk.rules import niks, nips


@pytest.fixture(autouse=True)
def april_2026() -> Iterator[None]:
    clock.run_by(lambda: datetime(2026, 4, 9, 1, 0, tzinfo=UTC))
    yield
    clock.run_by(None)


def nik(birth: str = "010190", region: str = "510704", serial: str = "0001") -> str:
    return region + birth + serial


@pytest.mark.parametrize(
    ("region", "name", "warns"),
    [
        ("510701", "Kecamatan Rendang, Kabupaten Karangasem", False),
        ("510708", "Kecamatan Kubu, Kabupaten Karangasem", False),
        ("510709", "Kabupaten Karangasem", True),
        ("517101", "Kecamatan Denpasar Selatan, Kota Denpasar", False),
        ("517104", "Kecamatan Denpasar Utara, Kota Denpasar", False),
        ("517105", "Kota Denpasar", True),
        ("510101", "Kabupaten Jembrana", False),
        ("510899", "Kabupaten Buleleng", False),
        ("510901", "Bali", True),
        ("351501", "Jawa Timur", False),
        ("990101", None, True),
        ("000000", None, True),
    ],
)
def test_region(region: str, name: str | None, warns: bool) -> None:
    reading = niks.check(nik(region=region))
    assert (reading.region_code, reading.region_name) == (region, name)
    assert bool(reading.warnings) == warns


@pytest.mark.parametrize(
    ("birth", "born_on", "woman"),
    [
        ("010190", date(1990, 1, 1), False),
        ("410190", date(1990, 1, 1), True),
        ("310190", date(1990, 1, 31), False),
        ("710190", date(1990, 1, 31), True),
        ("090426", date(2026, 4, 9), False),  # born today
        ("100426", date(1926, 4, 10), False),  # tomorrow: a century earlier
        ("290200", date(2000, 2, 29), False),
        ("690204", date(2004, 2, 29), True),
    ],
)
def test_birth(birth: str, born_on: date, woman: bool) -> None:
    reading = niks.check(nik(birth), born_on=born_on, woman=woman)
    assert (reading.born_on, reading.woman, reading.warnings) == (born_on, woman, ())


@pytest.mark.parametrize(
    "birth", ["000190", "320190", "400190", "720190", "011390", "010090", "310490", "290291"]
)
def test_an_impossible_date_only_warns(birth: str) -> None:
    reading = niks.check(nik(birth), born_on=date(1990, 1, 1), woman=False)
    assert (reading.born_on, reading.woman) == (None, None)
    assert len(reading.warnings) == 1


def test_a_date_only_in_the_leap_year_of_one_century() -> None:
    assert niks.check(nik("290200")).born_on == date(2000, 2, 29)  # 1900 was none


def test_the_century_told_is_believed() -> None:
    assert niks.check(nik("010120")).born_on == date(2020, 1, 1)
    reading = niks.check(nik("010120"), born_on=date(1920, 1, 1))
    assert (reading.born_on, reading.warnings) == (date(1920, 1, 1), ())


def test_each_mismatch_warns() -> None:
    reading = niks.check(nik("410190", serial="0000"), born_on=date(1990, 1, 2), woman=False)
    assert len(reading.warnings) == 3
    assert reading.born_on == date(1990, 1, 1)


@pytest.mark.parametrize("typed", ["5107 0401 0190 0001", "510704.010190-0001", " 5107040101900001\n"])
def test_separators_do_not_count(typed: str) -> None:
    assert niks.check(typed).warnings == ()


@pytest.mark.parametrize(
    "typed", ["", "510704010190000", "51070401019000011", "510704010190000A", "٥١٠٧٠٤٠١٠١٩٠٠٠٠١", "0" * 5000]
)
def test_not_sixteen_digits(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        niks.check(typed)
    assert refusal.value.field == "nik"


@given(st.text(st.sampled_from("0123456789"), min_size=16, max_size=16), st.dates(), st.booleans())
def test_sixteen_digits_are_never_refused(typed: str, born_on: date, woman: bool) -> None:
    assert niks.check(typed, born_on=born_on, woman=woman).region_code == typed[:6]


@given(st.dates(date(1927, 1, 1), date(2026, 4, 9)), st.booleans())
def test_a_nik_made_of_a_birth_date_agrees_with_it(born_on: date, woman: bool) -> None:
    birth = f"{born_on.day + 40 * woman:02}{born_on:%m%y}"
    reading = niks.check(nik(birth), born_on=born_on, woman=woman)
    assert (reading.born_on, reading.woman, reading.warnings) == (born_on, woman, ())


@pytest.mark.parametrize(
    ("typed", "born_on", "appointed_in", "woman", "warnings"),
    [
        ("19800101 200501 1 001", date(1980, 1, 1), date(2005, 1, 1), False, 0),
        ("198002292005012001", date(1980, 2, 29), date(2005, 1, 1), True, 0),
        ("199001012022211001", date(1990, 1, 1), None, None, 0),  # PPPK: month 21 is no month
        ("198013012005011001", None, date(2005, 1, 1), False, 1),
        ("198001012005013001", date(1980, 1, 1), date(2005, 1, 1), None, 1),
    ],
)
def test_nip(
    typed: str, born_on: date | None, appointed_in: date | None, woman: bool | None, warnings: int
) -> None:
    reading = nips.check(typed)
    assert (reading.born_on, reading.appointed_in, reading.woman) == (born_on, appointed_in, woman)
    assert len(reading.warnings) == warnings


def test_nip_mismatches_warn() -> None:
    reading = nips.check("198001012005011001", born_on=date(1980, 1, 2), woman=True)
    assert len(reading.warnings) == 2
    assert nips.shown(reading.nip) == "19800101 200501 1 001"


@pytest.mark.parametrize("typed", ["", "19800101200501100", "1980010120050110011", "19800101200501100X"])
def test_not_eighteen_digits(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        nips.check(typed)
    assert refusal.value.field == "nip"
