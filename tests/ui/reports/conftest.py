"""The panel Laporan in front of a real lane and a real database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from paper_trays import Trays
from pytestqt.qtbot import QtBot

from desk import clock
from desk.background import Desk
from desk.ui.reports.panel import ReportsPanel
from desk.ui.slips.print_lane import PrintLane

NOON = datetime(2026, 4, 8, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    # not time_machine: qtbot would wait by a clock that stands still
    clock.run_by(lambda: NOON)
    yield
    clock.run_by(None)


@pytest.fixture
def trays(tmp_path: Path) -> Trays:
    return Trays(tmp_path, ["Printer Contoh"])


@pytest.fixture
def panel(desk: Desk, trays: Trays, qtbot: QtBot) -> Iterator[ReportsPanel]:
    """The panel on its first paper."""
    lane = PrintLane(desk, queues=trays)
    made = ReportsPanel(desk, print_lane=lane)
    qtbot.addWidget(made)
    made.resize(1180, 660)
    made.show()
    qtbot.waitUntil(made.card.page.is_showing_page, timeout=20_000)
    yield made
    made.finish()
    assert lane.finish()
