"""How one booking and one closed stretch look in any view; knows neither lanes nor the mouse."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desk.ui import theme
from desk.ui.calendar.board import Bar, Shade
from desk.ui.widgets import paint

_Line = tuple[str, theme.Role, QColor]
_LOW = 2
_NARROW = 72
_LONGEST_TITLE = 3


def paint_bar(painter: QPainter, rect: QRect, bar: Bar) -> None:
    """State by shape first: an edge where confirmed, dashes where tentative, a plain tint where through."""
    if rect.width() < 2 or rect.height() < 2:
        return
    if bar.look == "through":
        _paint_through(painter, rect, bar)
        return
    t = theme.current()
    is_tentative = bar.look == "tentative"
    ink, fill = (t.today, t.today_tint) if is_tentative else (t.accent, t.accent_tint)
    if bar.is_at_risk:
        ink, fill = t.late, t.late_tint
    clear = QColor(0, 0, 0, 0)
    paint.rounded(painter, rect, radius=theme.px(4), fill=QColor(fill), line=QColor(fill))
    if is_tentative:
        _dashes(painter, rect, QColor(ink))
    else:
        edge = QRect(rect.left(), rect.top(), theme.px(3), rect.height())
        paint.rounded(painter, edge, radius=theme.px(1.5), fill=QColor(ink), line=clear)
        painter.fillRect(edge.adjusted(1, 2, 0, -2), QColor(ink))
    _paint_words(painter, rect, bar, QColor(ink if bar.is_at_risk or is_tentative else t.ink))


def _dashes(painter: QPainter, rect: QRect, ink: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, 1.2)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = theme.px(4)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.6, 0.6, -0.6, -0.6), radius, radius)
    painter.restore()


def _paint_through(painter: QPainter, rect: QRect, bar: Bar) -> None:
    tint = QColor(theme.current().quiet)
    tint.setAlpha(30)
    paint.rounded(painter, rect, radius=theme.px(4), fill=tint, line=QColor(0, 0, 0, 0))
    quiet = theme.color("quiet")
    rest: list[_Line] = [(words, "quiet", quiet) for words in bar.lines if rect.width() > theme.px(_NARROW)]
    _lines(painter, rect, (bar.title, "quiet", quiet), rest)


def _paint_words(painter: QPainter, rect: QRect, bar: Bar, ink: QColor) -> None:
    if bar.is_at_risk:
        side = theme.px(11)
        box = QRectF(rect.right() - side - theme.px(5), rect.top() + theme.px(6), side, side)
        paint.mark(painter, box, "warn", color=QColor(theme.current().late))
        rect = rect.adjusted(0, 0, -side - theme.px(4), 0)
    rest: list[_Line] = [(words, "quiet", theme.color("ink")) for words in bar.lines]
    _lines(painter, rect, (bar.title, "strong", ink), rest)


def _lines(painter: QPainter, rect: QRect, first: _Line, rest: list[_Line]) -> None:
    """The title over what fits of the rest; on two lines the rest shares one, with more the title wraps."""
    room = rect.adjusted(theme.px(9), theme.px(2), -theme.px(5), 0)
    if room.width() < theme.px(14):
        return
    count = max(room.height() // QFontMetrics(theme.font("quiet")).height(), 1)
    if count <= _LOW and rest:
        rest = [(" · ".join(words for words, _role, _ink in rest), rest[0][1], rest[0][2])]
    spare = count - 1 - min(len(rest), count - 1)
    lines = _wrapped(first, room.width(), min(1 + spare, _LONGEST_TITLE))
    spare -= len(lines) - 1
    for each in rest:
        pieces = _wrapped(each, room.width(), 1 + max(spare, 0))
        spare -= len(pieces) - 1
        lines += pieces
    top = room.top()
    for words, role, ink in lines:
        tall = QFontMetrics(theme.font(role)).height()
        if top > room.top() and top + tall > rect.bottom() + 2:
            return
        line = QRect(room.left(), top, room.width(), min(tall, rect.bottom() - top + 1))
        paint.text(painter, line, words, font=theme.font(role), color=ink)
        top += tall


def _wrapped(line: _Line, width: int, most: int) -> list[_Line]:
    """`line` over at most `most` lines, broken between words; the last one keeps what is left."""
    words, role, ink = line
    metrics = QFontMetrics(theme.font(role))
    pieces: list[str] = []
    for word in words.split():
        longer = f"{pieces[-1]} {word}" if pieces else word
        if pieces and (len(pieces) >= most or metrics.horizontalAdvance(longer) <= width):
            pieces[-1] = longer
        else:
            pieces.append(word)
    return [(piece, role, ink) for piece in pieces]


def paint_shade(painter: QPainter, rect: QRect, shade: Shade) -> None:
    """A closed stretch in the ground's colour; a saved closure also wears the late colour's line."""
    if rect.width() < 2 or rect.height() < 2:
        return
    is_saved = shade.closure_id is not None
    painter.fillRect(rect, theme.color("late_tint" if is_saved else "ground"))
    if not is_saved:
        return
    painter.fillRect(rect.left(), rect.top(), theme.px(3), rect.height(), theme.color("late"))
    room = rect.adjusted(theme.px(9), theme.px(4), -theme.px(4), -theme.px(2))
    painter.setFont(theme.font("quiet_strong"))
    painter.setPen(theme.color("late"))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(room, flags, shade.words)
