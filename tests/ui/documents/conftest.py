"""A desk with somebody at it, two printers of the tests' own, and a machine that has chosen nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from homes import Home
from paper_trays import Trays
from PySide6.QtWidgets import QApplication

from desk import paths
from desk.background import Desk
from desk.ui import theme
from desk.ui.slips.print_lane import PrintLane


@pytest.fixture(autouse=True)
def _no_choices_yet() -> Iterator[None]:
    paths.default_settings_file().unlink(missing_ok=True)
    yield
    paths.default_settings_file().unlink(missing_ok=True)


@pytest.fixture
def desk(desk_home: Home, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp, dark=False)
    desk = Desk(desk_home.database)
    desk.sit(desk_home.petugas)
    yield desk
    assert desk.finish()


@pytest.fixture
def trays(tmp_path: Path) -> Trays:
    folder = tmp_path / "trays"
    folder.mkdir()
    return Trays(folder, ["Termal 80", "Laser"])


@pytest.fixture
def lane(desk: Desk, trays: Trays) -> Iterator[PrintLane]:
    lane = PrintLane(desk, queues=trays)
    yield lane
    assert lane.finish()
