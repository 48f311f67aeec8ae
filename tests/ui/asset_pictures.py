"""Pictures of Aset in the real window, made-up data: `python tests/ui/asset_pictures.py DIR [--all]`.

Without `--all` only the one of docs/ is drawn; with it every page, light and dark, with nothing in it and
with long names.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).parent))

from asset_samples import fill_loans, fill_store, long_names
from clock_pictures import Scene, scene
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from slots import NINE

from desk import clock
from desk.ui import theme


def opened(made: Scene) -> None:
    """Aset on the screen, its lists there."""
    made.front.window.go_to("assets")
    made.until(lambda: made.front.panels.assets.stock.list.rows())


def filled(made: Scene) -> None:
    """The store and its loans."""
    fill_store(made)
    fill_loans(made)


def board(made: Scene) -> None:
    """The custodian's day."""
    panel = made.front.panels.assets
    panel.show_page("board")
    made.until(lambda: panel.board.day() is not None)
    panel.board.focus_first()
    made.shoot("aset-papan")


def hand_over(made: Scene, *, way_back: bool = True) -> None:
    """A kit half picked: two labels scanned, a speaker counted."""
    panel = made.front.panels.assets
    day = panel.board.day()
    if day is None or not day.goes_out:
        return
    panel.open_loan(day.goes_out[0].booking_id)
    made.until(lambda: panel.loan.items.rows())
    for label in ("MXR-01", "MIK-01"):
        panel.take_scan(label)
        made.until(
            lambda label=label: any(row.label == label for row in panel.loan.items.rows()) or made.mark != ""
        )
    panel.loan.items.select_key("speaker-aktif")
    QTest.keyClick(panel.loan.items, Qt.Key.Key_Space)
    made.shoot("hand-over")
    if not way_back:
        return
    panel.loan.items.select_key("kabel")
    QTest.keyClick(panel.loan.items, Qt.Key.Key_Space)
    QTest.keyClick(panel.loan.items, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made.until(lambda: panel.loan.picking.mode == "in")
    QTest.keyClick(panel.loan.items, Qt.Key.Key_R)
    made.shoot("aset-kembali")
    panel.loan.picking.begin(panel.loan.pick_list(), "in")
    panel.loan.sides.settle()
    panel.show_page("board")


def stock(made: Scene) -> None:
    """The store with a resource that has units, outages and a liability."""
    panel = made.front.panels.assets
    panel.show_page("stock")
    made.until(lambda: panel.stock.list.select_key("mikrofon"))
    made.until(lambda: panel.stock.pane.has_units())
    made.shoot("aset-barang")
    for name in ("unit", "outage", "stock"):
        {
            "unit": panel.stock.pane.unit_new,
            "outage": panel.stock.pane.outage,
            "stock": panel.stock.pane.stock,
        }[name].click()
        made.shoot(f"aset-{name}")
        panel.stock.close_pane()
    made.until(lambda: panel.stock.list.select_key("sound-system-kecil"))
    made.shoot("aset-paket")
    panel.stock.pane.kit.click()
    made.shoot("aset-isi-paket")
    panel.stock.close_pane()


def take(made: Scene) -> None:
    """An opname half counted, and its close."""
    panel = made.front.panels.assets
    panel.show_page("take")
    made.shoot("aset-opname-mulai")
    panel.take.begin.click()
    made.until(lambda: panel.take.take() is not None)
    for at, found in ((1, 1), (3, 6), (4, 0)):
        panel.take.lines.select_at(at)
        panel.take.count.body.field("found").typed().restore(str(found))
        panel.take.count.submit()
        made.until(lambda at=at: panel.take.lines.rows()[at].found is not None)
    made.shoot("aset-opname")
    panel.take.close_it.click()
    made.shoot("aset-opname-tutup")
    panel.take.close_pane()


def main(folder: Path, *, everything: bool) -> None:
    """Draw into `folder`."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    theme.speak_indonesian(app)
    stories: tuple[tuple[str, Callable[[Scene], None] | None], ...] = (
        ("", filled),
        ("-kosong", None),
        ("-panjang", long_names),
    )
    for dark in (False, True) if everything else (False,):
        theme.apply(app, dark=dark)
        for mark, fill in stories if everything else stories[:1]:
            made = scene(folder, NINE)
            made.mark = mark + ("-gelap" if dark else "")
            if fill is not None:
                fill(made)
            opened(made)
            if everything:
                board(made)
                hand_over(made)
                stock(made)
                take(made)
            else:
                hand_over(made, way_back=False)
            made.front.window.close()
            made.database.close()
    theme.apply(app, dark=False)
    clock.run_by(None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), everything="--all" in sys.argv)
