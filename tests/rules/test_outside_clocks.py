"""What is not the office's own clock is said in the standard's words, for four services and no other."""

from __future__ import annotations

import pytest

from desk.rules.outside_clocks import outside_words
from desk.rules.standards import load_standards

SERVICES = {service.id: service for standard in load_standards() for service in standard.services}


@pytest.mark.parametrize(
    ("service", "words"),
    [
        ("denpasar-V", "BSrE memverifikasi pengajuan penerbitan/pembaruan/pencabutan"),
        ("karangasem-4.1", "didiseminasikan pada portal Satu Data Karangasem"),
        ("karangasem-4.3", "memantau status permohonan kegiatan statistik sektoral pada aplikasi Romantik"),
        ("karangasem-4.4", "tersimpan dalam aplikasi INDAH"),
    ],
)
def test_the_outside_part_is_the_standards_own_sentence(service: str, words: str) -> None:
    said = outside_words(SERVICES[service])
    assert words in said
    assert not said.endswith((";", "."))


def test_no_other_service_has_one() -> None:
    assert sum(bool(outside_words(service)) for service in SERVICES.values()) == 4
