"""Hand-over and take-back on a real desk, by scan and by keyboard alone; the keys are counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from asset_samples import fill_loans, fill_store
from homes import Home
from office_files import PNG
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from slots import NINE, span
from sqlalchemy import select
from stores import act, journal, key, promise, unit

from desk import clock
from desk.background import Desk
from desk.models import HandOver, Liability
from desk.operations.keys import GiveKeyOrder, give_key
from desk.queries.attachments import attachment_rows
from desk.ui.assets.loan_faces import late_message
from desk.ui.assets.panel import AssetsPanel

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Hand:
    """Presses keys on whatever has the keyboard, and counts them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.keys = qtbot, 0

    def press(self, key: Any, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget(), key, held)
        self.keys += 1 if held == Qt.KeyboardModifier.NoModifier else 2


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    return Hand(qtbot)


@pytest.fixture
def kit(desk_home: Home) -> Iterator[Any]:
    """Three labelled microphones and a mixer; a kit promised for today, confirmed."""
    for number in (1, 2, 3):
        unit(desk_home, "mikrofon", f"MIK-{number:02}")
    unit(desk_home, "mixer", "MXR-01")
    return promise(desk_home, "sound-system-kecil", 1, span(6, 10, 15))


def passed(home: Home) -> list[HandOver]:
    found = select(HandOver).order_by(HandOver.id)

    def read(session: Any) -> list[HandOver]:
        rows = list(session.scalars(found))
        for row in rows:
            len(row.lines)
        return rows

    return home.database.read(read)


def units_out(panel: AssetsPanel) -> int:
    found = panel.loan.pick_list()
    return sum(line.quantity for line in found.out) if found is not None else -1


def opened(panel: AssetsPanel, qtbot: QtBot, booking_id: int) -> None:
    panel.open_loan(booking_id)
    qtbot.waitUntil(lambda: bool(panel.loan.items.rows()))


def scan(panel: AssetsPanel, qtbot: QtBot, label: str) -> None:
    panel.take_scan(label)
    qtbot.waitUntil(lambda: any(row.label == label and row.picked for row in panel.loan.items.rows()))


def test_scanned_out_partly_back_and_then_the_rest(
    desk_home: Home, kit: Any, panel: AssetsPanel, qtbot: QtBot, hand: Hand
) -> None:
    panel.take_scan(kit.code)  # the receipt of the booking: no key
    qtbot.waitUntil(lambda: bool(panel.loan.items.rows()))
    for label in ("MIK-01", "MIK-02", "MXR-01"):
        scan(panel, qtbot, label)
    hand.press(KEY.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: units_out(panel) == 3)
    assert hand.keys == 2
    print("keys: three scanned items handed over:", hand.keys)
    out = passed(desk_home)[0]
    assert (out.giver_name, out.receiver_name, out.stage) == ("I Nengah Misal", "Ni Made Contoh", "lent")
    assert panel.loan.picking.mode == "in"
    scan(panel, qtbot, "MIK-02")
    hand.press(KEY.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: units_out(panel) == 2)
    shown = panel.notices.shown()
    assert shown is not None
    assert shown.sentence == "Diterima; 2 masih di luar."
    hand.press(KEY.Key_A, CONTROL)
    hand.press(KEY.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: units_out(panel) == 0)
    print("keys: out, partly back, the rest back:", hand.keys)
    assert hand.keys == 8
    assert [(row.direction, len(row.lines)) for row in passed(desk_home)] == [
        ("out", 3),
        ("in", 1),
        ("in", 2),
    ]


def test_counted_and_conditioned_by_keyboard_alone(
    desk_home: Home, kit: Any, panel: AssetsPanel, qtbot: QtBot, hand: Hand
) -> None:
    qtbot.waitUntil(lambda: bool(panel.board.lists["goes_out"].rows()))
    panel.board.focus_first()
    hand.press(KEY.Key_Return)  # the first that goes out today
    qtbot.waitUntil(lambda: bool(panel.loan.items.rows()))
    qtbot.waitUntil(lambda: panel.loan.items.hasFocus())
    hand.press(KEY.Key_Space)  # both active speakers
    hand.press(KEY.Key_K)  # not quite good
    hand.press(KEY.Key_Down)
    while panel.loan.items.current_row().resource_key != "kabel":
        hand.press(KEY.Key_Down)
    hand.press(KEY.Key_3)  # three of four cables
    hand.press(KEY.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: units_out(panel) == 5)
    lines = {line.resource_id: line for line in passed(desk_home)[0].lines}
    assert sorted((line.quantity, line.condition) for line in lines.values()) == [(2, "KB"), (3, "B")]
    print("keys: from the board, two counted items handed over:", hand.keys)
    assert hand.keys <= 12


def test_completeness_is_ticked_and_what_is_missing_is_kept(
    desk_home: Home, kit: Any, panel: AssetsPanel, qtbot: QtBot
) -> None:
    opened(panel, qtbot, kit.id)
    scan(panel, qtbot, "MIK-01")
    panel.loan.item.there.restore([])
    panel.loan.item.note.setText("baterai menyusul")
    panel.loan.submit()
    qtbot.waitUntil(lambda: units_out(panel) == 1)
    (line,) = passed(desk_home)[0].lines
    assert (line.missing, line.note) == (["baterai"], "baterai menyusul")


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("PRT-01", "Speaker Portabel PRT-01 tidak dijanjikan kepada pesanan ini."),
        ("MIK-09", "Label MIK-09 tidak dikenal di sini."),
    ],
)
def test_what_is_not_promised_here_is_refused_at_the_scan(
    desk_home: Home, kit: Any, panel: AssetsPanel, qtbot: QtBot, label: str, sentence: str
) -> None:
    unit(desk_home, "speaker-portabel", "PRT-01")
    opened(panel, qtbot, kit.id)
    panel.take_scan(label)

    def said() -> str:
        shown = panel.notices.shown()
        return panel.loan.about.problem.text() or (shown.sentence if shown else "")

    qtbot.waitUntil(lambda: said() == sentence)
    assert panel.loan.picking.count() == 0


def test_what_another_borrower_has_is_not_given_away(
    desk_home: Home, kit: Any, panel: AssetsPanel, qtbot: QtBot
) -> None:
    other = promise(desk_home, "mikrofon", 1, span(6, 9, 16), borrower_institution="Kecamatan Misal")
    opened(panel, qtbot, other.id)
    scan(panel, qtbot, "MIK-01")
    panel.loan.submit()
    qtbot.waitUntil(lambda: units_out(panel) == 1)
    opened(panel, qtbot, kit.id)
    qtbot.waitUntil(lambda: panel.loan.picking.mode == "out")
    panel.take_scan("MIK-01")
    qtbot.waitUntil(lambda: "masih dibawa" in panel.loan.about.problem.text())
    panel.take_scan("MIK-02")
    panel.take_scan("MIK-03")
    qtbot.waitUntil(lambda: panel.loan.picking.count() == 2)


def test_nothing_typed_is_lost(desk: Desk, kit: Any, panel: AssetsPanel, qtbot: QtBot) -> None:
    opened(panel, qtbot, kit.id)
    assert panel.draft() is None
    scan(panel, qtbot, "MIK-01")
    panel.loan.sides.field("receiver").typed().restore("I Made Misal")
    kept = panel.draft()
    assert kept is not None
    panel.loan.sides.field("giver").typed().restore("")
    panel.loan.submit()
    qtbot.waitUntil(lambda: "belum diisi" in panel.loan.sides.field("giver").error())
    assert panel.loan.sides.field("receiver").typed().draft() == "I Made Misal"
    other = AssetsPanel(desk)
    qtbot.addWidget(other)
    other.show()
    other.restore(kept)
    qtbot.waitUntil(lambda: other.loan.picking.count() == 1)
    assert other.loan.sides.field("receiver").typed().draft() == "I Made Misal"
    assert other.draft() == kept


def test_another_booking_waits_while_one_is_half_picked(
    desk_home: Home, kit: Any, panel: AssetsPanel, qtbot: QtBot
) -> None:
    other = promise(desk_home, "speaker-portabel", 1, span(6, 10, 12))
    opened(panel, qtbot, kit.id)
    scan(panel, qtbot, "MIK-01")
    panel.open_loan(other.id)
    found = panel.loan.pick_list()
    assert found is not None
    assert found.booking_id == kit.id
    assert panel.loan.picking.count() == 1


def test_the_crew_takes_it_sets_it_up_and_brings_it_back(
    desk_home: Home, kit: Any, panel: AssetsPanel, qtbot: QtBot
) -> None:
    opened(panel, qtbot, kit.id)
    panel.loan.sides.field("stage").typed().restore(["Tim Teknis"])
    panel.loan.sides.field("receiver").typed().restore("I Ketut Umpama")
    panel.loan._on_all()
    panel.loan.submit()
    qtbot.waitUntil(lambda: units_out(panel) > 0)
    for mode, stage in (("installed", "installed"), ("dismantled", "dismantled")):
        panel.loan.modes[mode].click()
        panel.loan.sides.field("receiver").typed().restore("Ni Made Contoh")
        panel.loan.submit()
        qtbot.waitUntil(lambda stage=stage: passed(desk_home)[-1].stage == stage)
        qtbot.waitUntil(lambda: panel.loan.pick_list() is not None)
    panel.loan.modes["in"].click()
    panel.loan._on_all()
    panel.loan.submit()
    qtbot.waitUntil(lambda: units_out(panel) == 0)
    assert [row.stage for row in passed(desk_home)] == ["to_crew", "installed", "dismantled", "to_crew"]


def test_a_vehicle_asks_for_its_driver(desk_home: Home, panel: AssetsPanel, qtbot: QtBot) -> None:
    car = promise(desk_home, "mobil-informasi", 1, span(6, 9, 12))
    opened(panel, qtbot, car.id)
    panel.loan._on_all()
    panel.loan.submit()
    qtbot.waitUntil(lambda: bool(panel.loan.sides.field("trip.driver").error()))
    for name, text in (("trip.driver", "I Wayan Umpama"), ("trip.licence", "A"), ("trip.odometer", "12000")):
        panel.loan.sides.field(name).typed().restore(text)
    panel.loan.submit()
    qtbot.waitUntil(lambda: units_out(panel) == 1)
    assert passed(desk_home)[0].details["driver"] == "I Wayan Umpama"


def test_what_comes_back_broken_has_somebody_who_answers(
    desk_home: Home, kit: Any, panel: AssetsPanel, qtbot: QtBot
) -> None:
    opened(panel, qtbot, kit.id)
    scan(panel, qtbot, "MIK-01")
    panel.loan.submit()
    qtbot.waitUntil(lambda: units_out(panel) == 1)
    qtbot.keyClick(panel.loan.items, KEY.Key_R)
    assert panel.loan.sides.field("person").isVisible()
    panel.loan.sides.field("person").typed().restore("I Made Misal")
    panel.loan.submit()
    qtbot.waitUntil(lambda: units_out(panel) == 0)
    (liability,) = desk_home.database.read(lambda session: list(session.scalars(select(Liability))))
    assert (liability.person_name, liability.kind) == ("I Made Misal", "broken")
    panel.show_page("board")
    qtbot.waitUntil(lambda: len(panel.board.lists["liabilities"].rows()) == 1)


def test_a_scan_over_the_board_says_what_should_happen_now(
    desk_home: Home, kit: Any, panel: AssetsPanel, qtbot: QtBot
) -> None:
    unit(desk_home, "speaker-pasif", "PSF-01")
    panel.refresh()
    qtbot.waitUntil(lambda: bool(panel.board.lists["goes_out"].rows()))
    panel.take_scan("PSF-01")
    qtbot.waitUntil(lambda: panel.page() == "stock")
    shown = panel.notices.shown()
    assert shown is not None
    assert "tidak ada yang menunggunya" in shown.sentence
    panel.show_page("board")
    panel.take_scan("MIK-01")  # the kit goes out today
    qtbot.waitUntil(lambda: panel.page() == "loan")
    qtbot.waitUntil(lambda: panel.loan.picking.count() == 1)
    panel.loan.submit()
    qtbot.waitUntil(lambda: units_out(panel) == 1)
    panel.show_page("board")
    panel.take_scan("MIK-01")  # and now it comes back
    qtbot.waitUntil(lambda: panel.page() == "loan")
    qtbot.waitUntil(lambda: panel.loan.picking.mode == "in" and panel.loan.picking.count() == 1)


def test_the_day_of_the_custodian(desk_home: Home, desk: Desk, qtbot: QtBot) -> None:
    class Place:
        database, actor = desk_home.database, desk_home.pemegang

    fill_store(Place())
    fill_loans(Place())
    clock.run_by(lambda: NINE + timedelta(minutes=1))
    panel = AssetsPanel(desk)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: panel.board.day() is not None)
    counts = {name: len(view.rows()) for name, view in panel.board.lists.items()}
    assert counts == {"goes_out": 2, "comes_back": 1, "late": 1, "keys": 0, "broken": 3, "liabilities": 1}
    row = panel.board.lists["late"].rows()[0]
    assert row.at_risk[0].holder == "Karang Taruna Contoh"
    assert "0812-0000-0000" in row.at_risk[0].contact
    qtbot.keyClick(panel, KEY.Key_S, ALT)
    assert QApplication.clipboard().text() == late_message(row)
    assert "Yth. I Made Misal, 2 Mikrofon" in late_message(row)


def test_an_officer_may_look_but_not_hand_over(
    desk_home: Home, kit: Any, desk: Desk, panel: AssetsPanel, qtbot: QtBot
) -> None:
    desk.sit(desk_home.petugas)
    opened(panel, qtbot, kit.id)
    qtbot.waitUntil(lambda: "minta kepada Pemegang Barang/Aset" in panel.loan.why_not.text())
    assert not panel.loan.save.isVisible()
    qtbot.keyClick(panel.loan.items, KEY.Key_Space)
    assert panel.loan.picking.count() == 0


def test_a_long_name_does_not_hide_the_number_to_call(
    desk_home: Home, panel: AssetsPanel, qtbot: QtBot
) -> None:
    long_name = (
        "Ni Made Dinas Contoh Pemberdayaan Masyarakat, Desa, Kependudukan, dan Pencatatan Sipil Umpama"
    )
    booked = promise(desk_home, "mikrofon", 1, span(6, 10, 15), borrower_name=long_name)
    opened(panel, qtbot, booked.id)
    assert f"{long_name}, 0812-0000-0000" in panel.loan.about.who.text()


def test_a_key_is_back_with_one_press(desk_home: Home, kit: Any, panel: AssetsPanel, qtbot: QtBot) -> None:
    order = GiveKeyOrder(key(), kit.id, "Kunci Gudang", "Ni Made Contoh", "0812-0000-0000")
    act(desk_home, give_key, order)
    panel.refresh()
    qtbot.waitUntil(lambda: len(panel.board.lists["keys"].rows()) == 1)
    panel.board.lists["keys"].select_at(0)
    qtbot.keyClick(panel.board.lists["keys"], KEY.Key_Return)
    qtbot.waitUntil(lambda: not panel.board.lists["keys"].rows())
    assert len(journal(desk_home, "key.return")) == 1


def test_photos_lie_with_the_hand_over(
    desk_home: Home, kit: Any, panel: AssetsPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(panel, qtbot, kit.id)
    assert not panel.loan.photo.isVisible()
    scan(panel, qtbot, "MIK-01")
    panel.loan.submit()
    qtbot.waitUntil(lambda: units_out(panel) == 1)
    qtbot.keyClick(panel, KEY.Key_F, ALT)
    file = tmp_path / "mikrofon.png"
    file.write_bytes(PNG)
    panel.loan.photos.add_files([str(file)])
    qtbot.waitUntil(lambda: len(panel.loan.photos.rows.rows()) == 1)
    (row,) = desk_home.database.read(
        lambda session: attachment_rows(
            session, noun="hand_over", noun_id=passed(desk_home)[0].id, actor=desk_home.pemegang
        )
    )
    assert row.name == "mikrofon.png"
    qtbot.keyClick(panel.loan.photos, KEY.Key_Escape)
    assert panel.page() == "loan"
    assert panel.loan.sides.isVisible()
