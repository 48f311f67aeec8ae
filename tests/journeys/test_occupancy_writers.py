"""Occupancy is written in one place (DESIGN §4): a new function that writes it elsewhere fails here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import desk

HERE = Path(desk.__file__).parent
THE_PLACE = HERE / "operations" / "occupancy.py"
_WRITING_CALLS = {"Occupancy", "insert", "update", "delete", "bulk_insert_mappings", "bulk_save_objects"}


def writes(source: str) -> Iterator[str]:
    """What in `source` makes or changes lines of occupancy: constructions, DML on it, and its name in SQL."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            is_about = name == "Occupancy" or any(
                isinstance(each, ast.Name | ast.Attribute)
                and getattr(each, "id", getattr(each, "attr", "")) == "Occupancy"
                for each in node.args
            )
            if name in _WRITING_CALLS and is_about:
                yield f"line {node.lineno}: {name}(Occupancy)"
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = " ".join(node.value.lower().split())
            for verb in ("insert into occupancy", "update occupancy", "delete from occupancy"):
                if verb in words:
                    yield f"line {node.lineno}: {verb}"


def test_nothing_else_writes_occupancy() -> None:
    elsewhere = {
        str(file.relative_to(HERE)): found
        for file in HERE.rglob("*.py")
        if file != THE_PLACE and (found := list(writes(file.read_text("utf-8"))))
    }
    assert elsewhere == {}
    assert list(writes(THE_PLACE.read_text("utf-8")))


@pytest.mark.parametrize(
    "source",
    [
        "session.add(Occupancy(booking_id=1))",
        "session.add(models.Occupancy(booking_id=1))",
        "session.execute(delete(Occupancy))",
        "session.execute(insert(models.Occupancy).values(a=1))",
        "session.execute(text('INSERT  INTO occupancy (id) values (1)'))",
    ],
)
def test_a_writer_elsewhere_would_be_seen(source: str) -> None:
    assert list(writes(source))


def test_a_reader_is_no_writer() -> None:
    assert list(writes("select(Occupancy.id).where(Occupancy.quantity > 1)")) == []
