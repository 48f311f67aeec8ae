"""`desk documents` lists every paper with what it asks, for people and for programs."""

from __future__ import annotations

import json

import pytest

from desk.__main__ import main
from desk.rules.document_kinds import KINDS


def test_every_paper_is_listed_with_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "--json"]) == 0
    listing = {each["key"]: each for each in json.loads(capsys.readouterr().out)}
    assert list(listing) == list(KINDS)
    assert listing["slip"] == {
        "key": "slip", "title": "Tanda terima", "papers": ["80", "58", "a5"], "noun": "request", "fields": [],
    }  # fmt: skip
    asked = {field["name"]: field for field in listing["surat-balasan"]["fields"]}
    assert asked["isi"] == {"name": "isi", "label": "Isi surat", "kind": "long", "required": True}
    assert listing["aula-konfirmasi"]["noun"] == "booking"


def test_people_read_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(KINDS)
    assert lines[0].split() == ["aula-konfirmasi", "a4/a5", "Konfirmasi", "jadwal", "aula"]
