"""What hangs at the hall's door: big, readable from afar, without a person's name; asks nobody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.i18n import _
from desk.queries.lobby import LobbyRow
from desk.rules.office_dates import clock_time, long_date
from desk.ui import theme
from desk.ui.calendar.board import hours_words
from desk.ui.widgets import labels, paint

_MOST = 8


class LobbyView(QWidget):
    """The day's events in order: what is on now first and marked, what is over left out."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[LobbyRow, ...] = ()
        self.setAccessibleName(_("Layar lobi"))

    def show_rows(self, rows: Sequence[LobbyRow]) -> None:
        """Show `rows`, as of now."""
        now = clock.now()
        self._rows = tuple(row for row in rows if row.span.ends_at > now)
        self.setAccessibleDescription("\n".join(self.lines()) or _("Tidak ada acara lagi hari ini."))
        self.update()

    def lines(self) -> list[str]:
        """What is shown, a line an event."""
        return [f"{hours_words(row.span)} {row.resource_name}: {row.title}" for row in self._rows[:_MOST]]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        unit = max(min(self.width() / 32, self.height() / 18), 8)
        self._paint_head(painter, unit)
        if not self._rows:
            room = self.rect().adjusted(0, round(unit * 4), 0, 0)
            painter.setFont(_font(unit))
            painter.setPen(theme.color("quiet"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, _("Tidak ada acara lagi hari ini."))
        tall = min(unit * 2.6, (self.height() - unit * 4) / max(min(len(self._rows), _MOST), 1))
        for at, row in enumerate(self._rows[:_MOST]):
            top = round(unit * 4 + at * tall)
            self._paint_row(
                painter, QRect(round(unit), top, round(self.width() - 2 * unit), round(tall)), row
            )
        painter.end()

    def _paint_head(self, painter: QPainter, unit: float) -> None:
        now = clock.to_office(clock.now())
        band = QRect(0, 0, self.width(), round(unit * 3))
        painter.fillRect(band, theme.color("side"))
        room = band.adjusted(round(unit), 0, -round(unit), 0)
        clock_room = QRect(room.right() - round(unit * 6), room.top(), round(unit * 6), room.height())
        ink = theme.color("side_ink")
        painter.setPen(ink)
        painter.setFont(_font(unit * 1.5, bold=True))
        painter.drawText(
            clock_room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, clock_time(now)
        )
        room.setRight(clock_room.left())
        half = room.height() // 2
        above = QRect(room.left(), room.top() + round(unit * 0.3), room.width(), half)
        self._words(painter, above, long_date(now.date()), (_font(unit * 0.95, bold=True), ink))
        self._words(
            painter,
            above.translated(0, half - round(unit * 0.3)),
            _("Jadwal hari ini"),
            (_font(unit * 0.7), ink),
        )

    def _paint_row(self, painter: QPainter, room: QRect, row: LobbyRow) -> None:
        unit = room.height() / 2.6
        is_now = row.span.starts_at <= clock.now() < row.span.ends_at
        card = room.adjusted(0, round(unit * 0.15), 0, -round(unit * 0.15))
        fill = "late_tint" if row.is_closure else ("accent_tint" if is_now else "panel")
        edge = "late" if row.is_closure else ("accent" if is_now else "line")
        paint.rounded(painter, card, radius=unit * 0.3, fill=theme.color(fill), line=theme.color(edge))
        hours = QRect(card.left() + round(unit * 0.6), card.top(), round(unit * 7.5), card.height())
        self._words(
            painter, hours, hours_words(row.span), (_font(unit * 0.95, bold=True), theme.color("ink"))
        )
        rest = QRect(
            hours.right(), card.top(), card.right() - hours.right() - round(unit * 0.5), card.height()
        )
        if is_now and not row.is_closure:
            wide = round(unit * 7)
            mark = QRect(rest.right() - wide, rest.top(), wide, rest.height())
            rest.setRight(mark.left())
            self._words(
                painter, mark, "● " + _("berlangsung"), (_font(unit * 0.8, bold=True), theme.color("accent"))
            )
        half = rest.height() // 2
        above = QRect(rest.left(), rest.top() + round(unit * 0.15), rest.width(), half)
        self._words(painter, above, row.title, (_font(unit * 0.95, bold=True), theme.color("ink")))
        below = above.translated(0, half - round(unit * 0.2))
        state = " · " + _("dipesan sementara") if row.is_tentative else ""
        self._words(painter, below, row.resource_name + state, (_font(unit * 0.7), theme.color("quiet")))

    def _words(self, painter: QPainter, room: QRect, words: str, look: tuple[QFont, QColor]) -> None:
        painter.setFont(look[0])
        painter.setPen(look[1])
        shown = labels.elided(words, metrics=painter.fontMetrics(), width=room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _font(pixels: float, *, bold: bool = False) -> QFont:
    made = QFont(theme.FAMILIES)
    made.setPixelSize(max(round(pixels), 8))
    made.setBold(bold)
    return made
