"""Decree files for tests: the program's own decrees in the shape an admin would bring a new one."""

from __future__ import annotations

import json
from typing import Any

from desk.rules.standards import catalogue


def decree_file(agency: str = "karangasem", *, number: str = "7 Tahun 2027") -> dict[str, Any]:
    """A later decree of `agency` with the same services; free to be altered."""
    whole: dict[str, Any] = json.loads(json.dumps(catalogue()))
    whole["agencies"] = {agency: whole["agencies"][agency]}
    whole["services"] = [entry for entry in whole["services"] if entry["agency"] == agency]
    instrument = whole["agencies"][agency]["instrument"]
    instrument["nomor"] = number
    instrument["tanggal_ditetapkan"] = "2027-01-04"
    instrument.pop("tanggal_lampiran", None)
    return whole
