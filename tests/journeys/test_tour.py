"""The counter's whole act in the real window, from nothing: what the tour leaves, and that it can fail."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from desk.printing import raster
from desk.rules import tracking_codes
from desk.store import opening
from desk.store.opening import Session


def tour(folder: Path, data: Path | None) -> tuple[int, dict[str, Any], str]:
    place = [] if data is None else ["--data", str(data)]
    done = subprocess.run(
        [sys.executable, "-m", "desk", "tour", str(folder), *place],
        capture_output=True,
        text=True,
        timeout=280,
    )
    return done.returncode, json.loads((folder / "tour.json").read_text("utf-8")), done.stderr


def count(data: Path, table: str) -> int:
    def counted(session: Session) -> int:
        return int(session.connection().exec_driver_sql(f"select count(*) from {table}").scalar_one())  # noqa: S608 - our own tables

    database = opening.open_existing(str(data))
    try:
        return database.read(counted)
    finally:
        database.close()


def test_the_whole_act_and_again_on_the_same_desk(tmp_path: Path, long: bool) -> None:
    """On a folder that does not exist yet, and (in the long run) again on what the first tour left."""
    data = tmp_path / "not-there-yet"
    exit_code, told, _stderr = tour(tmp_path / "one", data)
    assert exit_code == 0, told
    assert told["clash_refused"] is True
    assert told["found_again"] is True
    assert told["due_on"] == "2026-04-20"
    assert tracking_codes.read(told["tracking_code"]).state == "well-formed"
    for noun, table in (("visitors", "visit"), ("requests", "request"), ("bookings", "booking")):
        assert told[noun] == count(data, table)
    _check_pictures(tmp_path / "one", told)
    _check_slip(tmp_path / "one" / "slip.pdf", told["tracking_code"])
    if not long:
        return
    exit_code, again, _stderr = tour(tmp_path / "two", data)
    assert exit_code == 0, again
    assert again["tracking_code"] != told["tracking_code"]
    assert count(data, "booking") == told["bookings"] + again["bookings"]


def _check_pictures(folder: Path, told: dict[str, Any]) -> None:
    names = sorted(path.name for path in folder.glob("*.png"))
    assert names == told["pictures"]
    assert len(names) >= 6
    assert all(re.match(r"\d\d-", name) for name in names)
    for name in names:
        colours = Image.open(folder / name).convert("RGB").getcolors(maxcolors=1 << 24) or []
        assert len(colours) > 20, f"{name} shows nothing"


def _check_slip(file: Path, code: str) -> None:
    pdf = file.read_bytes()
    words = raster.text(pdf)
    for phrase in ("TANDA TERIMA", "Informasi Publik (PPID)", "Senin, 20 April 2026", "GRATIS", code):
        assert phrase in words
    page = raster.render(pdf, 203)
    found = zxingcpp.read_barcodes(memoryview(page.data).cast("B", (page.height, page.stride)))
    assert code in [tracking_codes.from_scan(each.text).code for each in found]


@pytest.mark.parametrize("broken", ["damaged"])
def test_a_tour_on_a_damaged_desk_is_refused(tmp_path: Path, broken: str) -> None:
    (tmp_path / "desk.db").write_bytes(broken.encode() * 1000)
    done = subprocess.run(
        [sys.executable, "-m", "desk", "tour", str(tmp_path / "t"), "--data", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 4
    assert len([line for line in done.stderr.splitlines() if "plugin" not in line]) == 1
