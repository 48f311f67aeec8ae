"""`desk standards` as a program uses it: one JSON document, the catalogue's own lists unaltered in it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from desk.rules.standards import catalogue


def desk(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desk", *words], capture_output=True, text=True, encoding="utf-8", timeout=60
    )


@pytest.fixture(scope="module")
def printed() -> list[dict[str, Any]]:
    done = desk("standards", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    services = json.loads(done.stdout)
    assert isinstance(services, list)
    return services


def test_always_all_28_in_the_decrees_order(printed: list[dict[str, Any]]) -> None:
    assert [entry["id"] for entry in printed] == [entry["id"] for entry in catalogue()["services"]]
    assert len(printed) == 28


def test_the_catalogues_own_lists_are_unaltered(printed: list[dict[str, Any]]) -> None:
    for entry, source in zip(printed, catalogue()["services"], strict=True):
        for key in ("id", "name", "requirements", "procedure", "time_limits", "products", "fee"):
            assert entry[key] == source[key], (entry["id"], key)
        assert entry["channels"] == source["complaint_channels"]
        assert all(isinstance(limit["amount"], int) for limit in entry["time_limits"])


def test_checklists_extensions_variants_and_events_have_keys_of_their_own(
    printed: list[dict[str, Any]],
) -> None:
    by_id = {entry["id"]: entry for entry in printed}
    assert [item["key"] for item in by_id["karangasem-3.5"]["checklist"]] == ["surat", "kontak"]
    assert [(part["amount"], part["variant"]) for part in by_id["denpasar-I"]["extensions"]] == [(7, None)]
    assert len(by_id["karangasem-2.3"]["variants"]) == 10
    assert by_id["karangasem-3.4"]["events"] == ["received", "itsa_passed"]
    assert by_id["denpasar-IV"]["default_variant"] == "tanpa_koordinasi"
    assert "N40" in {note["id"] for note in by_id["karangasem-5.2"]["notes"]}


def test_without_json_people_can_read_it() -> None:
    done = desk("standards")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert any(line.startswith("3.10  Rapat Virtual Zoom Meeting") for line in lines)
    assert any(line.startswith("V  Layanan Penggunaan Sertifikat Elektronik Individu") for line in lines)
    assert "   - KTP (Perorangan) (Perorangan)" in lines
    assert "   - Bukti dukung aduan (bila ada)" in lines
