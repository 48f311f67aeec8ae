"""Pictures of clocks in the real window, made-up data: `python tests/ui/clock_pictures.py DIR [--all]`.

Without `--all` only the three of docs/clocks.md are drawn; with it every state, light and dark.
"""

from __future__ import annotations

import os
import sys
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from request_samples import request_order

from desk import app as desk_app
from desk import clock
from desk.background import Desk
from desk.operations.accounts import AccountOrder, SignInOrder, sign_in
from desk.operations.calendar_changes import ConfirmationOrder, confirm_balinese_days
from desk.operations.offices import FoundingOrder
from desk.operations.request_clocks import ExtensionOrder, extend
from desk.operations.requests import file
from desk.operations.slips import ReceiptOrder, issue
from desk.rules.rights import Actor
from desk.settings import Settings
from desk.store.database import Database
from desk.ui import theme
from desk.ui.front import Front
from desk.ui.settings.calendar_page import CalendarPage

NYEPI = datetime(2026, 3, 13, 2, 2, tzinfo=UTC)
GALUNGAN = datetime(2026, 6, 12, 2, 2, tzinfo=UTC)
_SERVICES = ("2.1", "5.2", "3.2", "3.6", "4.1", "2.3", "3.3", "5.3", "3.5", "2.1", "5.2", "4.3")


@dataclass
class Scene:
    """The window on a desk of its own."""

    folder: Path
    database: Database
    actor: Actor
    front: Front
    mark: str = ""

    def until(self, what: Callable[[], object]) -> None:
        """Wait until `what()` holds."""
        for _turn in range(400):
            if what():
                return
            QTest.qWait(20)
        raise TimeoutError("the screen never came to it")

    def shoot(self, name: str) -> None:
        """Draw the window as it stands, without what was said before."""
        QTest.qWait(120)
        self.front.window.notices.clear()
        QTest.qWait(60)
        self.front.window.grab().save(str(self.folder / f"{name}{self.mark}.png"))

    def filed(self, service: str = "karangasem-2.1", **changes: object) -> int:
        """A complete request, by made-up people."""
        order = request_order(service, **changes)
        return self.database.write(lambda session: file(session, order, self.actor)).id

    def extended(self, request_id: int) -> None:
        """With its one extension."""
        order = ExtensionOrder(str(uuid.uuid4()), request_id, 1, "menunggu jawaban bidang terkait")
        self.database.write(lambda session: extend(session, order, self.actor))

    def confirmed(self, *days: date) -> None:
        """Balinese days confirmed by a made-up circular."""
        order = ConfirmationOrder(str(uuid.uuid4()), days, "SE Contoh 16/2026")
        self.database.write(lambda session: confirm_balinese_days(session, order, self.actor))

    def explain(self) -> None:
        """The clock of the first request, day by day."""
        view = self.front.panels.requests.view
        self.front.show_request(1)
        self.until(lambda: view.detail() is not None)
        view.show_clock()
        self.until(lambda: view.clock_view.clock() is not None)


def scene(folder: Path, now: datetime) -> Scene:
    """A founded desk at `now` with its admin sitting there."""
    clock.run_by(lambda: now)
    place = tempfile.mkdtemp(prefix="desk-pictures-")
    desk_app.found(
        place,
        FoundingOrder("karangasem", AccountOrder("contoh", "Ni Kadek Contoh", "admin", "rahasia-contoh")),
    )
    database = desk_app.open_desk(place)
    actor = database.write(lambda session: sign_in(session, SignInOrder("contoh", "rahasia-contoh")))
    front = Front(Desk(database), agency="Diskominfo Karangasem", settings=Settings())
    made = Scene(folder, database, actor, front)
    front.window.resize(1366, 768)
    front.window.show()
    front.seat.sit(actor)
    return made


def explanation(made: Scene) -> None:
    """The explanation panel: PPID over Nyepi and Idulfitri, extended once."""
    made.extended(made.filed())
    made.explain()
    made.shoot("clock-explanation")


def requests(made: Scene) -> None:
    """The request with its promise beside it, a reason being asked, and what others decide."""
    made.filed()
    view = made.front.panels.requests.view
    made.explain()
    view.clock_view.extend_button.click()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    made.until(lambda: view.clock_view.strip.field().error())
    made.shoot("clock-extension")
    view.clock_view.close_view()
    view.clock_view.close_view()
    made.shoot("clock-request")
    second = made.filed("karangasem-4.3")
    made.front.show_request(second)
    made.until(lambda: view.detail().row.id == second)
    made.shoot("clock-outside")


def galungan_week(made: Scene) -> None:
    """The calendar of 15–21 June 2026: Galungan confirmed, its neighbours only proposed."""
    made.confirmed(date(2026, 6, 17))
    panel = made.front.panels.calendar
    made.front.window.go_to("calendar")
    panel.open_enquiry(date(2026, 6, 17))
    made.until(lambda: bool(panel.views.week.board.lanes))
    made.shoot("clock-galungan-week")


def moved_preview(made: Scene) -> None:
    """What a closure on Monday 15 June would move, before it is saved."""
    fill(made)
    page = opened_calendar(made)
    close_monday(made, page)
    made.shoot("clock-moved-preview")


def fill(made: Scene) -> None:
    """Open requests of many services; the first ones have a slip."""
    ids = [made.filed(f"karangasem-{number}") for number in _SERVICES]
    for at in ids[:8]:
        made.database.write(
            lambda session, at=at: issue(session, ReceiptOrder(str(uuid.uuid4()), (at,)), made.actor)
        )


def opened_calendar(made: Scene) -> CalendarPage:
    """The settings page of the calendar."""
    made.front.window.go_to("settings")
    made.front.panels.settings.show_page("calendar")
    page = made.front.panels.settings.calendar_page
    made.until(lambda: page.days.rows() is not None and page.days.list.rows())
    page.days.setFocus()
    return page


def close_monday(made: Scene, page: CalendarPage) -> None:
    """Propose the closure and wait until its moves show."""
    page.open_form("closure")
    page.forms["closure"].form.restore({"days": "15/6/2026", "reason": "upacara di balai kota"})
    page.forms["closure"].propose()
    made.until(lambda: page.moves.isVisible())


def settings_pages(made: Scene) -> None:
    """Every state of the calendar's page."""
    fill(made)
    made.confirmed(date(2026, 6, 17))
    page = opened_calendar(made)
    made.shoot("calendar-home")
    page.days.kinds.choose("balinese")
    page.days.kinds.setFocus()
    made.shoot("calendar-bali")
    page.open_form("closure")
    page.forms["closure"].propose()
    made.shoot("calendar-closure")
    page.forms["closure"].closed.emit()
    page.days.list.select_at(10)
    page.open_form("balinese")
    made.shoot("calendar-confirm")
    page.forms["balinese"].closed.emit()
    for key in ("half_day", "counting", "hours", "season", "import"):
        page.open_form(key)
        made.shoot(f"calendar-{key}")
        if key == "import":
            table = Path(tempfile.mkdtemp()) / "libur-contoh.csv"
            table.write_text("2026-06-16;Tahun Baru Islam;nasional\n2026-08-21;HUT Kota Amlapura;penutupan\n")
            page.import_form.offer(table)
            made.until(lambda: page.import_form.list.rows())
            made.shoot("calendar-import-read")
        page.forms[key].closed.emit()
    close_monday(made, page)
    page.moves.save.click()
    made.until(lambda: page.moves.act() is None)
    made.shoot("calendar-saved")
    page.moves.closed.emit()
    page.home.changes.setFocus()
    page.home.changes.select_at(0)
    made.shoot("calendar-changes")
    for _year in range(2):
        page.days.go(1)
    made.until(lambda: page.days.rows().year == 2028)
    made.shoot("calendar-2028")


def finish(made: Scene) -> None:
    """Close the window; its lanes finish."""
    made.front.window.close()
    made.front.window.deleteLater()
    QTest.qWait(50)


def main(folder: Path, *, everything: bool) -> None:
    """Draw into `folder`."""
    app = QGuiApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.speak_indonesian(app)
    folder.mkdir(parents=True, exist_ok=True)
    for dark in (False, True) if everything else (False,):
        theme.apply(app, dark=dark)
        draws = [(NYEPI, explanation), (GALUNGAN, galungan_week), (GALUNGAN, moved_preview)]
        if everything:
            draws += [(GALUNGAN, settings_pages), (NYEPI, requests)]
        for now, draw in draws:
            made = scene(folder, now)
            made.mark = "-dark" if dark else ""
            draw(made)
            finish(made)


if __name__ == "__main__":
    main(Path(sys.argv[1]), everything="--all" in sys.argv)
