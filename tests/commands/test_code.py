"""`desk code` on real data folders, as a user calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from homes import Home

from desk import app
from desk.models import TrackingKey
from desk.operations.tracking_codes import draw
from desk.queries.tracking_codes import owner_of
from desk.rules import tracking_codes
from desk.store import opening


def code(*arguments: str) -> tuple[int, dict[str, str]]:
    done = subprocess.run(
        [sys.executable, "-m", "desk", "code", *arguments, "--json"], capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("NFJFY-TYW1-SD9B", "foreign"),
        ("nfjfy tyw1 sd9b", "foreign"),
        ("NFJFY-TYW1-SD9C", "mistyped"),
        ("NFJFY-TYW1", "malformed"),
        ("", "malformed"),
        ("=1+1", "malformed"),
        ("NFJFY-TYW1-SD9U", "malformed"),
    ],
)
def test_states_without_a_record(tmp_path: Path, typed: str, state: str) -> None:
    exit_code, answer = code(typed, "--data", str(tmp_path / "desk"))
    assert (exit_code, answer["state"]) == (0, state)


def test_a_code_of_ours_without_a_record_is_unknown(desk_home: Home) -> None:
    drawn = desk_home.database.write(draw)
    desk_home.database.close()
    assert code(drawn.lower(), "--data", str(desk_home.folder)) == (0, {"code": drawn, "state": "unknown"})


def test_codes_of_an_older_office_key_stay_readable(desk_home: Home) -> None:
    old = desk_home.database.write(draw)
    key = TrackingKey(secret="ab" * 32, made_at=app.clock.now())
    desk_home.database.write(lambda session: session.add(key))
    new = desk_home.database.write(draw)
    states = [desk_home.database.read(lambda s, c=c: owner_of(s, c)).state for c in (old, new)]
    assert states == ["unknown", "unknown"]
    stranger = tracking_codes.make(b"another office")
    assert desk_home.database.read(lambda session: owner_of(session, stranger)).state == "foreign"


def test_without_data_nothing_is_created() -> None:
    assert code("NFJFY-TYW1-SD9B")[1]["state"] == "foreign"
    assert not opening.exists(app.address_of(None))


@pytest.mark.parametrize("place", ["damaged", "foreign"])
def test_a_damaged_or_foreign_folder_is_one_line_and_exit_4(tmp_path: Path, place: str) -> None:
    name = "desk.db" if place == "damaged" else "foto.jpg"
    (tmp_path / name).write_bytes(b"bukan basis data" * 100)
    done = subprocess.run(
        [sys.executable, "-m", "desk", "--data", str(tmp_path), "code", "NFJFY-TYW1-SD9B"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 4
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / name).read_bytes() == b"bukan basis data" * 100


def test_the_agency_of_a_new_desk_can_be_named(tmp_path: Path) -> None:
    assert code("x", "--agency", "denpasar", "--data", str(tmp_path))[0] == 0
    code("NFJFY-TYW1-SD9B", "--agency", "denpasar", "--data", str(tmp_path))
    from desk.queries.offices import office_row

    database = opening.open_existing(str(tmp_path))
    assert database.read(office_row).agency == "denpasar"
    database.close()
