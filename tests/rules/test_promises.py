"""What each service promises: the reference dates, the words, and no date before its clock can start."""

from __future__ import annotations

from datetime import date

import pytest

from desk.errors import Refused
from desk.rules.checklists import Checklist, load_checklists
from desk.rules.holidays_id import national_days
from desk.rules.promises import limit_for, limit_words, promise
from desk.rules.working_days import WorkCalendar

CHECKLISTS = load_checklists()
by_entry = pytest.mark.parametrize("entry", CHECKLISTS.values(), ids=lambda entry: entry.id)


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    """National days and cuti bersama of 2026 and 2027: policy A of the reference cases."""
    return WorkCalendar((*national_days(2026), *national_days(2027)))


# received, complete, itsa_passed, variant, due; the reference cases of national days and cuti bersama
CASES = {
    "T01": ("karangasem-2.1", "2026-03-09", {"completed_on": "2026-03-13"}, None, "2026-04-06"),
    "T03": ("karangasem-2.1", "2026-03-13", {"completed_on": "2026-03-30"}, None, "2026-04-14"),
    "T04": ("denpasar-I", "2026-03-14", {}, None, "2026-04-06"),
    "T05": ("denpasar-IV", "2026-06-15", {}, "tanpa_koordinasi", "2026-06-19"),
    "T06": ("denpasar-IV", "2026-06-15", {}, "dengan_koordinasi", "2026-06-25"),
    "T08": ("karangasem-2.2", "2026-05-08", {}, "tidak_berkadar_pengawasan", "2026-06-04"),
    "T10": ("karangasem-3.6", "2026-12-23", {}, None, "2026-12-28"),
    "T11": ("karangasem-3.4", "2026-10-01", {"itsa_passed": "2026-11-02"}, None, "2026-11-04"),
    "T15": ("karangasem-3.1", "2026-11-30", {}, None, "2027-03-01"),
    "T17": ("karangasem-5.2", "2026-12-28", {}, None, "2027-01-06"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_reference_dates(
    case: tuple[str, str, dict[str, str], str | None, str], calendar: WorkCalendar
) -> None:
    service, received, others, variant, due = case
    days = {name: date.fromisoformat(day) for name, day in others.items()}
    completed_on = days.pop("completed_on", None)
    made = promise(
        CHECKLISTS[service],
        variant=variant,
        received_on=date.fromisoformat(received),
        completed_on=completed_on,
        events=days,
        calendar=calendar,
    )
    assert made.due_on == date.fromisoformat(due)
    assert made.explanation is None
    assert made.starts_on not in made.counted
    assert made.starts_on is not None
    assert made.starts_on < made.due_on


MONDAY = date(2026, 7, 6)


@by_entry
def test_every_service_promises_in_its_own_words(entry: Checklist, calendar: WorkCalendar) -> None:
    for variant in [variant.key for variant in entry.variants] or [None]:
        made = promise(
            entry,
            variant=variant,
            received_on=MONDAY,
            completed_on=MONDAY,
            events={"itsa_passed": MONDAY},
            calendar=calendar,
        )
        limit = limit_for(entry, variant)
        assert limit is not None
        assert made.due_on is not None
        assert made.due_on > MONDAY
        assert (made.words, made.starts_words) == (limit.words, limit.starts_words)
        assert made.limit_words == limit_words(limit)
        if limit.counted_unit == "hari_kerja":
            assert len(made.counted) == limit.amount
            assert made.counted[-1] == made.due_on


def test_ppid_karangasem_has_no_date_while_incomplete(calendar: WorkCalendar) -> None:
    made = promise(CHECKLISTS["karangasem-2.1"], variant=None, received_on=MONDAY, calendar=calendar)
    assert made.due_on is None
    assert made.explanation == "jangka waktu mulai dihitung setelah berkas dinyatakan lengkap"
    assert made.words == "Pemberitahuan tertulis paling lambat"
    assert made.limit_words == "10 hari kerja"
    assert made.extension_words is not None
    assert "alasan tertulis" in made.extension_words


def test_ppid_denpasar_counts_from_receipt_though_incomplete(calendar: WorkCalendar) -> None:
    entry = CHECKLISTS["denpasar-I"]
    made = promise(entry, variant=None, received_on=MONDAY, calendar=calendar)
    later = promise(
        entry, variant=None, received_on=MONDAY, completed_on=date(2026, 7, 20), calendar=calendar
    )
    assert made.due_on == later.due_on == date(2026, 7, 20)
    assert made.words == "Jawaban paling lambat"


def test_hosting_has_no_date_before_itsa_though_complete(calendar: WorkCalendar) -> None:
    entry = CHECKLISTS["karangasem-3.4"]
    made = promise(entry, variant=None, received_on=MONDAY, completed_on=MONDAY, calendar=calendar)
    assert made.due_on is None
    assert made.explanation == "2 hari kerja setelah dinyatakan lulus verifikasi ITSA"


def test_a_complaint_has_no_date_before_its_class_is_fixed(calendar: WorkCalendar) -> None:
    made = promise(CHECKLISTS["karangasem-2.2"], variant=None, received_on=MONDAY, calendar=calendar)
    assert made.due_on is None
    assert made.explanation == (
        "Jangka waktu ditetapkan setelah verifikasi: 60, 14, 5 atau 5 hari kerja menurut klasifikasi aduan"
    )
    assert made.words == "Tindak lanjut aduan paling lambat"


def test_content_without_a_product_says_so(calendar: WorkCalendar) -> None:
    made = promise(CHECKLISTS["karangasem-2.3"], variant=None, received_on=MONDAY, calendar=calendar)
    assert made.due_on is None
    assert "menurut produk" in (made.explanation or "")


def test_sectoral_data_counts_without_coordination_until_recorded(calendar: WorkCalendar) -> None:
    entry = CHECKLISTS["denpasar-IV"]
    made = promise(entry, variant=None, received_on=date(2026, 6, 15), calendar=calendar)
    assert made.due_on == date(2026, 6, 19)
    assert made.limit_words == "3 hari kerja"


def test_coverage_counts_from_the_event_only_where_that_is_given(calendar: WorkCalendar) -> None:
    entry = CHECKLISTS["karangasem-2.3"]  # N25
    done = {"event_done": date(2026, 7, 13)}
    given = {"received_on": MONDAY, "calendar": calendar}
    assert promise(entry, variant="berita_website", **given).due_on == date(2026, 7, 7)
    assert promise(entry, variant="berita_website", events=done, **given).due_on == date(2026, 7, 14)
    assert promise(entry, variant="podcast", events=done, **given).starts_on == MONDAY


def test_the_hall_is_confirmed_on_the_next_working_day(calendar: WorkCalendar) -> None:
    made = promise(
        CHECKLISTS["karangasem-1.1"], variant=None, received_on=date(2026, 7, 10), calendar=calendar
    )
    assert (made.words, made.due_on) == ("Konfirmasi jadwal paling lambat", date(2026, 7, 13))  # N13
    assert made.limit_words == "1 hari"


def test_skipped_days_are_named(calendar: WorkCalendar) -> None:
    made = promise(
        CHECKLISTS["karangasem-3.6"], variant=None, received_on=date(2026, 12, 23), calendar=calendar
    )
    assert [off.day for off in made.skipped if off.kind != "weekend"] == [
        date(2026, 12, 24),
        date(2026, 12, 25),
    ]


def test_an_unknown_variant_is_refused(calendar: WorkCalendar) -> None:
    with pytest.raises(Refused, match="podcast"):
        promise(CHECKLISTS["karangasem-2.3"], variant="poscast", received_on=MONDAY, calendar=calendar)
