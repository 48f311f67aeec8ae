"""Where the remarks on the decrees belong, and what the copies print otherwise than it is shown."""

from __future__ import annotations

import pytest

from desk.rules.source_notes import component_of, readings
from desk.rules.standards import all_services, catalogue, load_notes


@pytest.mark.parametrize(
    ("note", "component"),
    [
        ("N07", None),
        ("N10", "complaint_channels"),
        ("N15", "evaluation"),
        ("N17", "time_limits"),
        ("N24", "requirements"),
        ("N29", "service_guarantee"),
        ("N31", "procedure"),
        ("N41", "security_guarantee"),
        ("N51", "legal_basis"),
        ("N60", "service_guarantee"),
        ("N61", "evaluation"),
        ("N62", None),
    ],
)
def test_a_note_stands_beside_the_component_it_speaks_of(note: str, component: str | None) -> None:
    assert component_of(load_notes()[note]) == component


def test_every_place_is_a_component_there_is() -> None:
    known = {component.key for component in all_services()[0].components()} | {None}
    assert {component_of(note) for note in load_notes().values()} <= known


def test_every_correction_of_a_service_is_told() -> None:
    corrections = catalogue()["corrections"]
    told = {service.id for service in all_services() if readings(corrections, service.id)}
    assert told == {correction["where"].partition(":")[0] for correction in corrections}
    components = {component.key for component in all_services()[0].components()} | {None}
    for service in all_services():
        found = readings(corrections, service.id)
        assert len(set(found)) == len(found)
        assert {reading.component for reading in found} <= components
        assert all(reading.printed != reading.shown for reading in found)


@pytest.mark.parametrize(
    ("service", "component", "sentence"),
    [
        ("karangasem-2.2", "complaint_channels", "pada salinan “karangasembkab”, di sini “karangasemkab”"),
        (
            "karangasem-2.2",
            "security_guarantee",
            "pada salinan ada pula “Jaminan Keamanan dan Keselamatan Pelayanan”",
        ),
        ("karangasem-2.5", None, "pada salinan “Penyebarnyaan”, di sini “Penyebarluasan”"),
        ("karangasem-3.2", "requirements", "pada salinan “Whatsapp);.”, di sini “Whatsapp);”"),
        ("karangasem-4.2", "executors", "pada salinan “Bidan”, di sini “Bidang”"),
        ("denpasar-V", "legal_basis", "pada salinan “29”, di sini “29 Tahun”"),
        ("denpasar-V", "legal_basis", "pada salinan “Nomor10”, di sini “Nomor 10”"),
    ],
)
def test_only_the_words_that_differ_are_told(service: str, component: str | None, sentence: str) -> None:
    found = readings(catalogue()["corrections"], service)
    assert sentence in {reading.sentence for reading in found if reading.component == component}
