"""How one booking and one closed stretch look in any view; knows neither lanes nor the mouse.

A board may hold a thousand bars: a face's ground is drawn once for each size and state, its words are laid
out once for each text and room, and both are kept; painting again is copying.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap, QStaticText

from desk.ui import theme
from desk.ui.calendar.board import Bar, Look, Shade
from desk.ui.widgets import paint

_LOW = 2
_NARROW = 72
_LONGEST_TITLE = 3
_KEPT_WORDS, _KEPT_GROUNDS = 8192, 1024


Placed = tuple[int, int, int, int, Bar]
"""Left, top, width and height of a bar: plain figures, a thousand rectangles cost a frame."""


class _Line(NamedTuple):
    text: QStaticText
    is_title: bool
    top: int


class _Mode(NamedTuple):
    """What a kept picture depends on besides its content."""

    is_dark: bool
    scale: int
    ratio: float


def paint_bars(painter: QPainter, placed: Iterable[Placed]) -> None:
    """State by shape first: an edge where confirmed, dashes where tentative, a plain tint where through.

    First all grounds, then all words by font and ink: changing either costs more than drawing a word.
    """
    mode = _Mode(theme.current().dark, theme.scale(), painter.device().devicePixelRatioF())
    seen = [each for each in placed if each[2] > 1 and each[3] > 1]
    for left, top, width, height, bar in seen:
        painter.drawPixmap(left, top, _ground(width, height, bar.look, bar.is_at_risk, mode))
    words = _Words()
    for each in seen:
        _gather(words, each)
    roles: tuple[tuple[theme.Role, dict[str, list[_Set]]], ...] = (
        ("strong", words.titles),
        ("quiet", words.rests),
    )
    for role, by_ink in roles:
        painter.setFont(theme.font(role))
        for ink, lines in by_ink.items():
            painter.setPen(theme.color(ink))
            for left, top, text in lines:
                painter.drawStaticText(left, top, text)


_Set = tuple[int, int, QStaticText]


class _Words:
    """Lines still to be drawn, by ink."""

    def __init__(self) -> None:
        self.margin, self.side, self.narrow = theme.px(9), theme.px(15), theme.px(_NARROW)
        self.scale = theme.scale()
        self.titles: dict[str, list[_Set]] = {"ink": [], "late": [], "today": []}
        self.rests: dict[str, list[_Set]] = {"ink": [], "quiet": []}


def _gather(words: _Words, placed: Placed) -> None:
    left, top, width, height, bar = placed
    left += words.margin
    if bar.look == "through":
        rest = bar.lines if width > words.narrow else ()
        for line in _laid(bar.title, rest, width, height, (True, words.scale)):
            words.rests["quiet"].append((left, top + line.top, line.text))
        return
    room = width - words.side if bar.is_at_risk else width
    titles = words.titles["late" if bar.is_at_risk else ("today" if bar.look == "tentative" else "ink")]
    for line in _laid(bar.title, bar.lines, room, height, (False, words.scale)):
        (titles if line.is_title else words.rests["ink"]).append((left, top + line.top, line.text))


def paint_buffer(painter: QPainter, left: int, top: int, width: int, height: int) -> None:
    """Preparation or clearing: light stripes."""
    if width > 0 and height > 0:
        mode = _Mode(theme.current().dark, theme.scale(), painter.device().devicePixelRatioF())
        painter.drawPixmap(left, top, _stripes(width, height, mode))


@lru_cache(_KEPT_GROUNDS)
def _stripes(width: int, height: int, mode: _Mode) -> QPixmap:
    made = _empty(width, height, mode)
    painter = QPainter(made)
    paint.hatch(painter, QRect(0, 0, width, height))
    painter.end()
    return made


def _empty(width: int, height: int, mode: _Mode) -> QPixmap:
    made = QPixmap(round(width * mode.ratio), round(height * mode.ratio))
    made.setDevicePixelRatio(mode.ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


@lru_cache(_KEPT_GROUNDS)
def _ground(width: int, height: int, look: Look, is_at_risk: bool, mode: _Mode) -> QPixmap:  # noqa: FBT001 # a key
    made = _empty(width, height, mode)
    painter = QPainter(made)
    _paint_ground(painter, QRect(0, 0, width, height), look, is_at_risk=is_at_risk)
    painter.end()
    return made


def _paint_ground(painter: QPainter, rect: QRect, look: Look, *, is_at_risk: bool) -> None:
    t = theme.current()
    clear = QColor(0, 0, 0, 0)
    if look == "through":
        tint = QColor(t.quiet)
        tint.setAlpha(30)
        paint.rounded(painter, rect, radius=theme.px(4), fill=tint, line=clear)
        return
    if is_at_risk:
        _paint_at_risk(painter, rect, is_tentative=look == "tentative")
        return
    is_tentative = look == "tentative"
    ink, fill = (t.today, t.today_tint) if is_tentative else (t.accent, t.accent_tint)
    _paint_shape(painter, rect, (ink, fill), is_tentative=is_tentative)


def _paint_at_risk(painter: QPainter, rect: QRect, *, is_tentative: bool) -> None:
    t = theme.current()
    _paint_shape(painter, rect, (t.late, t.late_tint), is_tentative=is_tentative)
    side = theme.px(11)
    box = QRectF(rect.right() - side - theme.px(5), rect.top() + theme.px(4), side, side)
    paint.mark(painter, box, "warn", color=QColor(t.late))


def _paint_shape(painter: QPainter, rect: QRect, colors: tuple[str, str], *, is_tentative: bool) -> None:
    ink, fill = colors
    paint.rounded(painter, rect, radius=theme.px(4), fill=QColor(fill), line=QColor(fill))
    if is_tentative:
        _dashes(painter, rect, QColor(ink))
        return
    edge = QRect(rect.left(), rect.top(), theme.px(3), rect.height())
    paint.rounded(painter, edge, radius=theme.px(1.5), fill=QColor(ink), line=QColor(0, 0, 0, 0))
    painter.fillRect(edge.adjusted(1, 2, 0, -2), QColor(ink))


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


@lru_cache(_KEPT_WORDS)
def _laid(
    title: str, rest: tuple[str, ...], wide: int, high: int, look: tuple[bool, int]
) -> tuple[_Line, ...]:
    """The title over what fits of the rest; on two lines the rest shares one, with more the title wraps.

    `look` is whether the title is as quiet as the rest, and the scale in use.
    """
    role: theme.Role = "quiet" if look[0] else "strong"
    width = wide - theme.px(14)
    tall = _tall("quiet")
    if width < theme.px(14) or high < tall - theme.px(3):
        return ()
    count = max((high - theme.px(2)) // tall, 1)
    if count <= _LOW and rest:
        rest = (" · ".join(rest),)
    spare = count - 1 - min(len(rest), count - 1)
    wrapped = _wrapped(title, role, width, min(1 + spare, _LONGEST_TITLE))
    spare -= len(wrapped) - 1
    pieces: list[tuple[str, theme.Role]] = [(piece, role) for piece in wrapped]
    for each in rest:
        more = _wrapped(each, "quiet", width, 1 + max(spare, 0))
        spare -= len(more) - 1
        pieces += [(piece, "quiet") for piece in more]
    return _placed(pieces, (width, high), len(wrapped))


def _placed(pieces: list[tuple[str, theme.Role]], size: tuple[int, int], titles: int) -> tuple[_Line, ...]:
    """One below the other; a single line that is all there is room for stands in the middle."""
    width, height = size
    first = _tall(pieces[0][1])
    top = theme.px(2) if height >= first + _tall("quiet") else max((height - first) // 2, 0)
    lines: list[_Line] = []
    for at, (words, role) in enumerate(pieces):
        if lines and top + _tall(role) > height + 2:
            break
        lines.append(_Line(_static(words, role, width), at < titles, top))
        top += _tall(role)
    return tuple(lines)


def paint_kept(painter: QPainter, room: QRect, words: str, look: tuple[theme.Role, str]) -> int:
    """One line in the middle of `room` in a font and a colour's name, laid out once; the width it took."""
    role, ink = look
    text = _kept(words, role, room.width(), theme.scale())
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(ink))
    painter.drawStaticText(room.left(), room.top() + (room.height() - _tall(role)) // 2, text)
    return round(text.size().width())


@lru_cache(_KEPT_GROUNDS)
def _kept(words: str, role: theme.Role, width: int, _scale: int) -> QStaticText:
    return _static(words, role, width)


def _static(words: str, role: theme.Role, width: int) -> QStaticText:
    font = theme.font(role)
    made = QStaticText(QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(font=font)
    return made


def _tall(role: theme.Role) -> int:
    return _height(role, theme.scale())


@lru_cache
def _height(role: theme.Role, _scale: int) -> int:
    return QFontMetrics(theme.font(role)).height()


def _wrapped(words: str, role: theme.Role, width: int, most: int) -> list[str]:
    """`words` over at most `most` lines, broken between words; the last one keeps what is left."""
    metrics = QFontMetrics(theme.font(role))
    pieces: list[str] = []
    for word in words.split():
        longer = f"{pieces[-1]} {word}" if pieces else word
        if pieces and (len(pieces) >= most or metrics.horizontalAdvance(longer) <= width):
            pieces[-1] = longer
        else:
            pieces.append(word)
    return pieces or [""]


def paint_shade(painter: QPainter, rect: QRect, shade: Shade) -> None:
    """A closed stretch in the ground's colour; a saved closure also wears the late colour's line."""
    if rect.width() < 2 or rect.height() < 2:
        return
    is_saved = shade.closure_id is not None
    painter.fillRect(rect, theme.color("late_tint" if is_saved else "ground"))
    if not is_saved:
        return
    painter.fillRect(rect.left(), rect.top(), theme.px(3), rect.height(), theme.color("late"))


def paint_closure_words(painter: QPainter, rect: QRect, words: str) -> None:
    """Why a stretch is closed, where `rect` of it is free of bookings."""
    if rect.height() < theme.px(12) or rect.width() < theme.px(30):
        return
    room = rect.adjusted(theme.px(9), theme.px(2), -theme.px(4), -theme.px(2))
    painter.setFont(theme.font("quiet_strong"))
    painter.setPen(theme.color("late"))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(room, flags, words)
