"""Any of the 28 services, a complete file with its receipt: how many keys beyond what is typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from homes import Home
from PySide6.QtCore import Qt
from request_hands import CTRL, Hands
from request_samples import filing_variants

from desk import app
from desk.models import Request
from desk.operations.accounts import command_line_actor
from desk.operations.offices import FoundingOrder
from desk.rules.rights import Actor
from desk.rules.standards import ServiceStandard, standard_of
from desk.store.database import Database

BAR = 25
Capture = pytest.CaptureFixture[str]
Opener = Callable[[Database, Actor], Hands]


def _file(hands: Hands, service: ServiceStandard) -> int:
    """Visitor at the counter → receipt sent; the variant furthest away by the arrows."""
    hands.start(hands.visit())
    before = len(hands.receipts)
    hands.keys = hands.typed = 0
    hands.choose(service.number)
    hands.fill(variant=filing_variants(service.checklist)[-1])
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: len(hands.receipts) > before)
    request_id = hands.receipts[-1][0]
    request = hands.database.read(lambda session: session.get_one(Request, request_id))
    assert request.completed_at is not None, service.id
    chosen = filing_variants(service.checklist)[-1]
    assert request.variant == chosen or chosen is None, service.id
    return hands.keys


def _walk(hands: Hands, agency: str, capsys: Capture) -> None:
    worst = 0
    for service in standard_of(agency).services:
        keys = _file(hands, service)
        worst = max(worst, keys)
        with capsys.disabled():
            print(f"\n  {service.id:<16} {keys:>3} keys beyond {hands.typed:>3} typed", end="")
        assert keys <= BAR, service.id
    assert worst > 5, "the keys were not counted"


def test_every_service_of_karangasem(open_hands: Opener, desk_home: Home, capsys: Capture) -> None:
    _walk(open_hands(desk_home.database, desk_home.petugas), "karangasem", capsys)


def test_every_service_of_denpasar(open_hands: Opener, tmp_path: Path, capsys: Capture) -> None:
    app.found(str(tmp_path / "desk"), FoundingOrder("denpasar"))
    database = app.open_desk(str(tmp_path / "desk"))
    _walk(open_hands(database, database.read(command_line_actor)), "denpasar", capsys)
