"""What every screen's tests stand on: a desk with somebody at it, an hour, printers of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from homes import Home
from paper_trays import Trays
from PySide6.QtWidgets import QApplication
from slots import NINE

from desk import clock, paths
from desk.background import Desk
from desk.rules.rights import Actor
from desk.ui import theme
from desk.ui.slips.print_lane import PrintLane


@pytest.fixture
def at_nine() -> Iterator[None]:
    """An office morning; not time_machine: qtbot would wait by a clock that stands still."""
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


@pytest.fixture
def officer(desk_home: Home) -> Actor:
    """Who sits at the desk."""
    return desk_home.petugas


@pytest.fixture
def desk(desk_home: Home, officer: Actor, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp, dark=False)
    made = Desk(desk_home.database)
    made.sit(officer)
    yield made
    assert made.finish()


@pytest.fixture
def no_choices_yet() -> Iterator[None]:
    """This machine has chosen no printer."""
    paths.default_settings_file().unlink(missing_ok=True)
    yield
    paths.default_settings_file().unlink(missing_ok=True)


@pytest.fixture
def trays(tmp_path: Path) -> Trays:
    folder = tmp_path / "trays"
    folder.mkdir()
    return Trays(folder, ["Termal 80", "Laser"])


@pytest.fixture
def lane(desk: Desk, trays: Trays) -> Iterator[PrintLane]:
    made = PrintLane(desk, queues=trays)
    yield made
    assert made.finish()
