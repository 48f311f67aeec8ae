"""*Belum datang: lepas / tetap?*, asked of the officer and never done by itself; does nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.queries.arrivals import NotArrivedRow
from desk.ui import theme
from desk.ui.calendar.board import hours_words
from desk.ui.widgets import buttons, labels, layouts, paint


class AwaitedBar(QWidget):
    """One question at a time, the longest awaited first; hidden while everybody is there."""

    released = Signal(object)
    kept = Signal(object)
    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row: NotArrivedRow | None = None
        self.sentence = labels.wrapped("", kind="strong")
        self.arrive = buttons.secondary(_("Sudah datang"), shortcut="Alt+D")
        self.keep = buttons.secondary(_("Tetap"), shortcut="Alt+J")
        self.release = buttons.secondary(_("Lepas"), shortcut="Alt+L")
        row = layouts.horizontal(self, margins=(12, 8, 12, 8), gap=8)
        row.addWidget(self.sentence, 1)
        layouts.fill(row, self.arrive, self.keep, self.release)
        for button, signal in (
            (self.arrive, self.arrived),
            (self.keep, self.kept),
            (self.release, self.released),
        ):
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit(self._row))
        self.hide()

    def row(self) -> NotArrivedRow | None:
        """Who is asked about."""
        return self._row

    def show_rows(self, rows: tuple[NotArrivedRow, ...]) -> None:
        """Ask about the first of `rows`."""
        self._row = rows[0] if rows else None
        self.setVisible(self._row is not None)
        if self._row is None:
            return
        words = _("Belum datang: {holder}, {name} {hours} ({minutes} menit). {contact}.").format(
            holder=self._row.holder,
            name=self._row.resource_name,
            hours=hours_words(self._row.span),
            minutes=self._row.minutes_late,
            contact=self._row.contact,
        )
        if self._row.waiting:
            words += " " + _("{count} menunggu.").format(count=self._row.waiting)
        self.sentence.setText(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, line = theme.color("today_tint"), theme.color("today")
        paint.rounded(painter, self.rect(), radius=theme.px(6), fill=ground, line=line)
        painter.end()
