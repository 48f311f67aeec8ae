"""Who sees whom."""

from __future__ import annotations

import pytest

from desk.rules.discretion import applicant_shown, is_hidden_from, sees_applicant
from desk.rules.rights import Actor


@pytest.mark.parametrize(
    ("role", "prefix", "shown"),
    [
        ("petugas", "PPID", "Ni Luh Contoh"),
        ("pemegang_barang", "PPID", "N. L. C."),
        ("pemegang_barang", "AULA", "Ni Luh Contoh"),
        ("admin", "PPID", "Ni Luh Contoh"),
    ],
)
def test_ppid_applicants_are_protected(role: str, prefix: str, shown: str) -> None:
    actor = Actor(1, "I Made Misal", role)
    assert applicant_shown("Ni Luh Contoh", prefix=prefix, actor=actor) == shown
    assert sees_applicant(actor, prefix=prefix) == (shown == "Ni Luh Contoh")


def test_incidents_are_hidden_from_those_who_see_no_names() -> None:
    assert is_hidden_from(Actor(1, "I Made Misal", "pemegang_barang"), is_confidential=True)
    assert not is_hidden_from(Actor(1, "I Made Misal", "petugas"), is_confidential=True)
    assert not is_hidden_from(Actor(1, "I Made Misal", "pemegang_barang"), is_confidential=False)
