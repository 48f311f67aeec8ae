"""Occupancy is written in one place (DESIGN §4): a new function that writes it elsewhere fails here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from promise_machine import COVERED

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


# ---- every act that reaches occupancy is walked by the machine ---------------------------------------------

WRITERS = {"take", "free", "widen", "hand_on"}
"""The doors of the one place through which lines come, go or change."""

ELSEWHERE = {
    "requests.file": "books by bookings.book (tests/operations/test_requests.py)",
    "request_moves.move": "withdraws by bookings.withdraw (tests/operations/test_request_moves.py)",
    "request_changes.withdraw": "withdraws by bookings.withdraw (tests/operations/test_request_changes.py)",
    "stock_takes.close": "writes off by outages and units (tests/operations/test_stock_takes.py)",
    "hand_overs.install": "moves nothing out or in (tests/operations/test_hand_overs.py)",
    "hand_overs.dismantle": "moves nothing out or in (tests/operations/test_hand_overs.py)",
    "hand_overs.undo": "as if it had not gone out (tests/operations/test_hand_overs.py)",
}
"""Operations that reach occupancy through another one that the machine walks, and where they are tried."""
PARTS = {"booking_parts", "occupancy"}
"""Of what acts are made; nobody does them alone."""


def reaching(folder: Path) -> set[str]:
    """`module.function` of every operation from which a writer of occupancy is reached, by names called."""
    calls: dict[tuple[str, str], set[tuple[str, str]]] = {}
    acts: set[tuple[str, str]] = set()
    for file in sorted(folder.glob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        names = imported(tree)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                calls[file.stem, node.name] = called(node, file.stem, names)
                arguments = [each.arg for each in node.args.args]
                is_act = arguments[:1] == ["session"] and any("order" in each for each in arguments)
                if is_act and not node.name.startswith("_") and file.stem not in PARTS:
                    acts.add((file.stem, node.name))
    reached = {("occupancy", each) for each in WRITERS}
    while more := {each for each, targets in calls.items() if targets & reached} - reached:
        reached |= more
    # opening ground settles what ran out, and every act does that: alone it makes none a writer
    opening = {("occupancy", "open_ground"), ("occupancy", "settle")}
    return {f"{module}.{name}" for module, name in (reached - opening) & acts}


def imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Local name → (module, "" for a module) of what comes from the operations."""
    names: dict[str, tuple[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("desk.operations"):
            module = (node.module or "").rpartition("operations")[2].strip(".")
            for each in node.names:
                names[each.asname or each.name] = (module, each.name) if module else (each.name, "")
    return names


def called(node: ast.FunctionDef, module: str, names: dict[str, tuple[str, str]]) -> set[tuple[str, str]]:
    """What a function calls or hands on, as (module, function); `open_ground` is left out."""
    found: set[tuple[str, str]] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id in names:
            found.add((names[each.value.id][0], each.attr))
        elif isinstance(each, ast.Name):
            found.add(names.get(each.id, (module, each.id)))
    return found - {("occupancy", "open_ground")}


def test_every_act_that_writes_occupancy_is_walked_by_the_machine() -> None:
    found = reaching(HERE / "operations")
    assert found - COVERED - ELSEWHERE.keys() == set()
    # and the other way round: what is listed exists and still writes
    assert ELSEWHERE.keys() <= found
    assert {each for each in COVERED if each not in found} <= UNWRITTEN


UNWRITTEN = {
    "arrivals.arrive",
    "arrivals.keep",
    "bookings.confirm",
    "bookings.correct",
    "bundles.confirm_bundle",
    "hand_overs.take_back",
    "outages.record",
    "resources.close",
    "series.confirm_series",
    "waiting.accept",
}
"""Walked by the machine though they leave every line as it is: they say what the lines mean."""


def test_a_new_writer_would_be_missed(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text(
        "from desk.operations import occupancy as o\n"
        "def sneak(session, order, actor):\n    _inner(session)\n"
        "def _inner(session):\n    o.free(session, 1)\n",
        "utf-8",
    )
    assert reaching(tmp_path) == {"planted.sneak"}
