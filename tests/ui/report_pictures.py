"""Pictures of Laporan in the real window, made-up data: `python tests/ui/report_pictures.py DIR`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from report_offices import MOMENT, Office

from desk import clock
from desk.background import Desk
from desk.settings import Settings
from desk.ui import theme
from desk.ui.front import Front

_SHOWN = ("register-ppid", "agenda-pekan", "penutupan-hari", "angka-ppid", "daftar-ambil")


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(what: Callable[[], object]) -> None:
    for _turn in range(500):
        if what():
            return
        rest(20)
    raise TimeoutError("the screen never came to it")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    clock.run_by(lambda: MOMENT)
    office = Office(Path(tempfile.mkdtemp()) / "desk")
    office.live()
    for mark, is_dark in (("light", False), ("dark", True)):
        theme.apply(application, dark=is_dark)
        front = Front(Desk(office.database), agency="Diskominfo Karangasem", settings=Settings())
        front.window.resize(1366, 768)
        front.window.show()
        front.seat.sit(office.admin)
        panel = front.panels.reports
        front.window.go_to("reports")
        for key in _SHOWN:
            panel.list.select_key(key)
            if key == "register-ppid":
                rest(60)
                panel.form.field("period").typed().choose(3)
                panel.form.tell()
            if key == "daftar-ambil":
                rest(500)
            else:
                until(panel.card.page.is_showing_page)
            rest(200)
            front.window.grab().save(str(folder / f"reports-{key}-{mark}.png"))
        front.close()
        front.window.close()
    office.database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
