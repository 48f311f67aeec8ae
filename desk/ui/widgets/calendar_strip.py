"""The weeks a time limit runs through, painted day by day; knows only dates and the words given with them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desk.i18n import _
from desk.ui import theme
from desk.ui.widgets import labels, paint

_MOST_WEEKS = 9


@dataclass(frozen=True)
class CountedDays:
    """The days from the first shown to the due one: which count, which are skipped and why."""

    first_on: date
    due_on: date | None = None
    today_on: date | None = None
    counted: Set[date] = frozenset()
    skipped: Mapping[date, str] = field(default_factory=dict)
    spoken: str = ""


def weekday_names() -> tuple[str, ...]:
    """Two-letter names from Monday on."""
    return (_("Sn"), _("Sl"), _("Rb"), _("Km"), _("Jm"), _("Sb"), _("Mg"))


class CalendarStrip(QWidget):
    """Weeks from Monday: counted days tinted, skipped struck out, today outlined, the due day filled."""

    def __init__(self) -> None:
        super().__init__()
        self._days: CountedDays | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: CountedDays | None) -> None:
        """Show `days`, or nothing."""
        self._days = days
        spoken = ""
        if days is not None:
            spoken = days.spoken or "; ".join(
                f"{day.day}/{day.month} {why}" for day, why in days.skipped.items()
            )
        self.setAccessibleName(_("Hitungan hari"))
        self.setAccessibleDescription(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(290), theme.px(20) + self._weeks() * theme.px(24) if self._days else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(210), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._days is not None:
            day = self.day_at(event.pos().x(), event.pos().y())
            why = self._days.skipped.get(day, "") if day else ""
            QToolTip.showText(event.globalPos(), labels.tip(why), self)
            return True
        return super().event(event)

    def day_at(self, x: int, y: int) -> date | None:
        """The day painted at the point, if any."""
        if self._days is None or y < theme.px(20):
            return None
        column, week = x * 7 // max(1, self.width()), (y - theme.px(20)) // theme.px(24)
        return self._monday() + timedelta(days=column + 7 * week) if week < self._weeks() else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._days is None:
            return
        painter = QPainter(self)
        painter.setFont(theme.font("quiet"))
        for column, name in enumerate(weekday_names()):
            painter.setPen(theme.color("quiet" if column > 4 else "ink"))
            head = QRect(self._left(column), 0, self._left(column + 1) - self._left(column), theme.px(20))
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, name)
        for number in range(7 * self._weeks()):
            self._paint_day(painter, number)
        painter.end()

    def _paint_day(self, painter: QPainter, number: int) -> None:
        assert self._days is not None  # noqa: S101 # paintEvent asks before
        days, day = self._days, self._monday() + timedelta(days=number)
        week, column = divmod(number, 7)
        left, right = self._left(column), self._left(column + 1)
        box = QRect(left, theme.px(20) + week * theme.px(24), right - left - theme.px(3), theme.px(21))
        ink, fill, line = self._colors(days, day)
        paint.rounded(painter, box, radius=theme.px(4), fill=fill, line=line)
        font = theme.font("quiet_strong" if day in (days.due_on, days.today_on) else "quiet")
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if day in days.skipped:
            wide = painter.fontMetrics().horizontalAdvance(str(day.day)) + theme.px(4)
            middle = box.center()
            painter.setPen(QPen(ink, max(1, theme.px(1))))
            painter.drawLine(middle.x() - wide // 2, middle.y() + 1, middle.x() + wide // 2, middle.y() + 1)

    def _colors(self, days: CountedDays, day: date) -> tuple[QColor, QColor, QColor]:
        """Ink, fill and edge of `day`."""
        clear = QColor(0, 0, 0, 0)
        if day == days.due_on:
            return theme.color("on_accent"), theme.color("accent"), theme.color("accent")
        edge = theme.color("accent") if day == days.today_on else clear
        if day in days.skipped:
            return theme.color("late"), theme.color("late_tint"), edge
        if day in days.counted:
            return theme.color("ink"), theme.color("accent_tint"), edge
        outside = day.weekday() > 4 or day < days.first_on
        return theme.color("quiet" if outside else "ink"), clear, edge

    def _left(self, column: int) -> int:
        return self.width() * column // 7

    def _monday(self) -> date:
        assert self._days is not None  # noqa: S101 # only asked while days are shown
        return self._days.first_on - timedelta(days=self._days.first_on.weekday())

    def _weeks(self) -> int:
        if self._days is None:
            return 0
        last = self._days.due_on or self._days.first_on
        return min(_MOST_WEEKS, max(1, (last - self._monday()).days // 7 + 1))
