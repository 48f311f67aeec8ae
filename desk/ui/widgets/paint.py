"""Shapes painted alike everywhere: chips, keycaps, state marks; knows neither rows nor screens."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from desk.ui import theme

Tone = Literal["late", "today", "ok", "done", "info", "quiet", "missing"]
Mark = Literal["disc", "half", "ring", "tick", "bang", "enter", "warn", "none"]

_MARKS: dict[Tone, Mark] = {
    "late": "disc",
    "today": "half",
    "ok": "ring",
    "done": "tick",
    "missing": "bang",
    "info": "none",
    "quiet": "none",
}


def tone_colors(tone: Tone) -> tuple[QColor, QColor]:
    """Ink and ground of `tone`."""
    t = theme.current()
    ink, ground = {
        "late": (t.late, t.late_tint),
        "today": (t.today, t.today_tint),
        "missing": (t.today, t.today_tint),
        "ok": (t.done, t.done_tint),
        "done": (t.done, t.done_tint),
        "info": (t.info, t.info_tint),
        "quiet": (t.quiet, t.ground),
    }[tone]
    return QColor(ink), QColor(ground)


def rounded(painter: QPainter, rect: QRect | QRectF, *, radius: float, fill: QColor, line: QColor) -> None:
    """A filled rounded rectangle with a hairline border inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def text(painter: QPainter, rect: QRect, words: str, *, font: QFont, color: QColor) -> int:
    """One line of `words` left in `rect`, centred vertically, elided; the width it took."""
    painter.setFont(font)
    painter.setPen(color)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, flags, shown)
    return metrics.horizontalAdvance(shown)


def mark(painter: QPainter, box: QRectF, kind: Mark, *, color: QColor) -> None:
    """The shape that says a state without its colour, filling the square `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thin = max(1.3, box.width() / 7)
    painter.setPen(
        QPen(color, thin, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    inner = box.adjusted(thin / 2, thin / 2, -thin / 2, -thin / 2)
    if kind in ("disc", "half", "ring"):
        _round_mark(painter, inner, kind, color)
    elif kind != "none":
        painter.drawPath(_line_mark(kind, box))
    painter.restore()


def _round_mark(painter: QPainter, box: QRectF, kind: Mark, color: QColor) -> None:
    painter.setBrush(color if kind == "disc" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    if kind == "half":
        painter.setBrush(color)
        painter.drawPie(box, 90 * 16, 180 * 16)


def _line_mark(kind: Mark, box: QRectF) -> QPainterPath:
    """Strokes of tick, bang, enter and warn on a unit square laid over `box`."""
    strokes: dict[str, list[list[tuple[float, float]]]] = {
        "tick": [[(0.12, 0.55), (0.4, 0.82), (0.9, 0.2)]],
        "bang": [[(0.5, 0.1), (0.5, 0.6)], [(0.5, 0.88), (0.5, 0.9)]],
        "enter": [[(0.9, 0.15), (0.9, 0.6), (0.1, 0.6)], [(0.35, 0.38), (0.1, 0.6), (0.35, 0.82)]],
        "warn": [
            [(0.5, 0.08), (0.97, 0.92), (0.03, 0.92), (0.5, 0.08)],
            [(0.5, 0.38), (0.5, 0.6)],
            [(0.5, 0.76), (0.5, 0.77)],
        ],
    }
    path = QPainterPath()
    for stroke in strokes[kind]:
        points = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in stroke]
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
    return path


def mark_size() -> int:
    """The side of a state mark in a chip."""
    return theme.px(10)


def chip_size(word: str, tone: Tone) -> QSize:
    """The room a chip with `word` asks for."""
    metrics = QFontMetrics(theme.font("quiet_strong"))
    beside = mark_size() + theme.px(4) if _MARKS[tone] != "none" else 0
    return QSize(metrics.horizontalAdvance(word) + beside + theme.px(16), metrics.height() + theme.px(4))


def chip(painter: QPainter, rect: QRect, word: str, *, tone: Tone) -> None:
    """A state by word, shape and colour, filling `rect`."""
    ink, ground = tone_colors(tone)
    edge = theme.color("line") if tone == "quiet" else ground
    rounded(painter, rect, radius=theme.px(4), fill=ground, line=edge)
    left = rect.left() + theme.px(8)
    if _MARKS[tone] != "none":
        side = mark_size()
        box = QRectF(left, rect.center().y() - side / 2 + 0.5, side, side)
        mark(painter, box, _MARKS[tone], color=ink)
        left += side + theme.px(4)
    room = QRect(left, rect.top(), rect.right() - theme.px(6) - left, rect.height())
    text(painter, room, word, font=theme.font("quiet_strong"), color=ink)


def keycap_size(keys: str) -> QSize:
    """The room a keycap asks for; nothing where there are no keys."""
    if not keys:
        return QSize(0, 0)
    metrics = QFontMetrics(theme.font("quiet"))
    return QSize(metrics.horizontalAdvance(keys) + theme.px(11), metrics.height() + theme.px(3))


def keycap(painter: QPainter, rect: QRect, keys: str) -> None:
    """A key as it looks on a keyboard, its lower edge a little heavier."""
    line, ground = theme.color("line"), theme.color("panel")
    radius = theme.px(3)
    rounded(painter, rect, radius=radius, fill=line, line=line)
    rounded(painter, rect.adjusted(0, 0, 0, -1), radius=radius, fill=ground, line=line)
    painter.setFont(theme.font("quiet"))
    painter.setPen(theme.color("quiet"))
    painter.drawText(rect.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, keys)


def focus_ring(painter: QPainter, rect: QRect, *, radius: float) -> None:
    """A ring of the accent inside `rect`, shown on whatever has the keyboard."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def hatch(painter: QPainter, rect: QRect) -> None:
    """Light diagonal stripes: time taken by preparation and clearing."""
    painter.save()
    painter.setClipRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("line"), theme.px(3)))
    step = theme.px(8)
    for x in range(rect.left() - rect.height(), rect.right() + step, step):
        painter.drawLine(x, rect.top() - 2, x + rect.height() + 4, rect.bottom() + 2)
    painter.restore()
