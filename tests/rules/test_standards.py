"""The two decrees as data: all of it there, in order, verbatim, and found by any of its names."""

from __future__ import annotations

import json
from datetime import date

import pytest

from desk import paths
from desk.errors import Refused
from desk.rules.roads import road_of
from desk.rules.standards import (
    all_services,
    catalogue,
    find_service,
    load_notes,
    load_standards,
    notes_for,
    search,
    shown_labels,
    standard_of,
)

SERVICES = all_services()
by_id = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)


def test_both_standards_are_there_with_their_decrees() -> None:
    karangasem, denpasar = load_standards()
    assert (karangasem.agency, karangasem.decree_number) == ("karangasem", "20 Tahun 2025")
    assert (karangasem.decree_date, karangasem.annex_date) == (date(2025, 12, 30), date(2025, 12, 31))  # N02
    assert (denpasar.decree_number, denpasar.decree_date) == ("188.4/342/DKIS/2023", date(2023, 3, 1))  # N46
    assert denpasar.annex_date is None
    assert [len(standard.services) for standard in load_standards()] == [23, 5]
    assert len({service.id for service in SERVICES}) == 28


def test_services_are_keyed_by_agency_and_number() -> None:
    for service in SERVICES:
        assert service.id == f"{service.agency}-{service.number}"


def test_denpasar_channels_are_those_its_services_print() -> None:
    labels = [channel.label for channel in standard_of("denpasar").channels]
    assert len(labels) == len(set(labels))
    assert "PRO Denpasar+" in labels


@by_id
def test_fourteen_components_in_standard_order(service) -> None:
    components = service.components()
    assert [component.number for component in components] == list(range(1, 15))
    assert components[0].title == "Persyaratan"
    assert components[-1].title == "Evaluasi Kinerja Pelaksana"
    assert all(component.passages for component in components)
    assert all(passage.text.strip() for component in components for passage in component.passages)


def test_only_the_missing_evaluation_of_ppid_karangasem_is_said_to_be_missing() -> None:
    missing = [
        (service.id, part.key) for service in SERVICES for part in service.components() if part.is_missing
    ]
    assert missing == [("karangasem-2.1", "evaluation")]  # N15
    evaluation = find_service("karangasem-2.1").components()[13]
    assert evaluation.passages[0].text == "tidak tercantum dalam SK"


def test_nested_text_keeps_bullets_and_children() -> None:
    requirements = find_service("karangasem-1.1").components()[0].passages
    assert [(passage.label, passage.text) for passage in requirements] == [
        ("a)", "Surat Permohonan Peminjaman Aula"),
        ("b)", "Data Peruntukkan peminjaman meliputi"),
    ]
    assert [child.text for child in requirements[1].children] == ["Nama Kegiatan", "Waktu Pelaksanaan"]


def test_time_limits_show_the_printed_words() -> None:
    limits = find_service("karangasem-3.4").components()[2].passages
    assert limits[0].text == "2 hari kerja setelah dinyatakan lulus verifikasi ITSA"


def test_the_catalogue_entry_is_kept_unaltered() -> None:
    on_disk = json.loads((paths.resources() / "standards" / "catalogue.json").read_text(encoding="utf-8"))
    assert [dict(service.source) for service in SERVICES] == on_disk["services"]
    assert catalogue() == on_disk


def test_all_63_notes_are_known_and_each_service_has_its_own() -> None:
    assert list(load_notes()) == [f"N{number:02}" for number in range(1, 64)]
    for service in SERVICES:
        assert [note.id for note in service.notes] == list(service.source["notes"])
    assert {"N40", "N01"} <= {note.id for note in notes_for("karangasem-5.2")}  # its own and the decree's
    assert "N01" not in {note.id for note in notes_for("denpasar-V")}
    reached = {note.id for service in SERVICES for note in notes_for(service.id)}
    assert reached == set(load_notes())


@pytest.mark.parametrize(
    ("query", "agency", "expected"),
    [
        ("ktp", "karangasem", "karangasem-5.2"),
        ("internet", "karangasem", "karangasem-3.5"),
        ("aula", "karangasem", "karangasem-1.1"),
        ("zoom", "karangasem", "karangasem-3.10"),
        ("lapor", "karangasem", "karangasem-2.2"),
        ("SP4N-LAPOR!", "karangasem", "karangasem-2.2"),
        ("e-Surat", "karangasem", "karangasem-3.9"),
        ("esurat", "karangasem", "karangasem-3.9"),
        ("PPID", "karangasem", "karangasem-2.1"),
        ("ppid", "denpasar", "denpasar-I"),
        ("ktp", "denpasar", "denpasar-V"),
        ("sound", "denpasar", "denpasar-III"),
        ("3.1", "karangasem", "karangasem-3.1"),
        ("3.10", "karangasem", "karangasem-3.10"),
        ("insiden", "karangasem", "karangasem-5.3"),
    ],
)
def test_a_service_is_found_by_any_word_of_it(query: str, agency: str, expected: str) -> None:
    assert search(query, agency=agency)[0].id == expected


@by_id
def test_all_printed_names_find_the_service(service) -> None:
    for name in (service.name, service.name_in_list, service.name_in_heading.lower()):  # N09
        assert service in search(name, agency=service.agency), name
    assert service in search(service.checklist.prefix, agency=service.agency)


def test_search_is_of_one_agency_and_of_whole_queries() -> None:
    assert {service.agency for service in search("", agency="denpasar")} == {"denpasar"}
    assert len(search("", agency="karangasem")) == 23
    assert search("aula zoom", agency="karangasem") == ()
    assert search("xyzzy", agency="karangasem") == ()


def test_unknown_service_and_agency_are_refused_in_words() -> None:
    with pytest.raises(Refused, match="karangasem-9"):
        find_service("karangasem-9")
    with pytest.raises(Refused, match="badung"):
        standard_of("badung")


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        (("c)", "d)"), ("a)", "b)")),
        (("f)", "g)", "h)"), ("a)", "b)", "c)")),
        (("a)", "b)"), ("a)", "b)")),
        (("c)", "e)"), ("c)", "e)")),
        (("1.", "2."), ("1.", "2.")),
        ((None, None), (None, None)),
        (("c)", None), ("c)", None)),
        (("7. (tercetak; dibaca 1)", "1."), ("7. (tercetak; dibaca 1)", "1.")),
        ((), ()),
    ],
)
def test_bullets_of_a_cut_list_begin_at_a_again(printed: tuple[str, ...], shown: tuple[str, ...]) -> None:
    assert shown_labels(printed) == shown  # N12


def test_the_steps_of_a_road_carry_bullets_that_can_be_read() -> None:
    procedures = {each["id"]: each["procedure"] for each in catalogue()["services"]}
    labels = {key: [step.label for step in road_of(key, steps).steps] for key, steps in procedures.items()}
    assert labels["karangasem-2.3"] == ["a)", "b)", "c)", "d)"]  # N12
    assert labels["denpasar-II"] == ["1.", "2.", "3.", "4.", "5.", "6."]  # N52
    assert all(len(label) <= 3 for found in labels.values() for label in found)
