"""Pictures of the calendar in the real window, made up: `python tests/ui/calendar_pictures.py DIR [--all]`.

Without `--all` only those of docs/calendar.md are drawn; with it every view, light and dark.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from clock_pictures import Scene, finish, scene
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.commands.demo_bookings import Staff, book_a_busy_week
from desk.ui import theme
from desk.ui.calendar.panel import CalendarPanel

MONDAY = date(2026, 4, 6)
NOW = datetime(2026, 4, 6, 1, 20, tzinfo=UTC)


def opened(made: Scene) -> CalendarPanel:
    """The calendar of a busy week."""
    book_a_busy_week(made.database, MONDAY, Staff(made.actor, made.actor))
    panel = made.front.panels.calendar
    made.front.window.go_to("calendar")
    panel.refresh()
    made.until(lambda: bool(panel.views.current().board.lanes))
    return panel


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the keyboard."""
    QTest.keyClick(QApplication.focusWidget(), key, held)


def views(made: Scene) -> None:
    """Every view, and one alone."""
    panel = opened(made)
    for is_all in (True, False):
        for name in ("day", "week", "month"):
            panel.views.open_view(name, is_all=is_all)
            made.until(lambda: panel.views.rows is not None)
            made.shoot(f"view-{'all' if is_all else 'one'}-{name}")


def main(folder: Path, *, everything: bool) -> None:
    """Draw into `folder`."""
    app = QGuiApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.speak_indonesian(app)
    folder.mkdir(parents=True, exist_ok=True)
    for dark in (False, True) if everything else (False,):
        theme.apply(app, dark=dark)
        for draw in [views]:
            made = scene(folder, NOW)
            made.mark = "-dark" if dark else ""
            draw(made)
            finish(made)


if __name__ == "__main__":
    main(Path(sys.argv[1]), everything="--all" in sys.argv)
