"""Shows the office's day, the Balinese day and the time in the window's head; knows no panel."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desk import clock
from desk.rules import balinese
from desk.rules.office_dates import clock_time, long_date
from desk.ui.main_window import MainWindow

_EVERY_MS = 5000


class DayClock(QObject):
    """Keeps the head right, and says when a new office day has begun."""

    day_changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._day = clock.today()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.show)
        self._timer.start()
        self.show()

    def show(self) -> None:
        """Show the present moment."""
        now = clock.to_office(clock.now())
        today = now.date()
        self._window.set_day(long_date(today), f"{balinese.day_name(today)} · {clock_time(now)} WITA")
        if today != self._day:
            self._day = today
            self.day_changed.emit()
