"""A sheet of paper as it will look, with its shadow, as large as the room allows; knows no document."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.ui import theme

_SETTLED_MS = 120
_MARGIN = 16


class PageView(QWidget):
    """Shows a picture of a page, or a sentence in an empty sheet while there is none."""

    resized = Signal()
    """The sheet has another size now: a picture of `dots()` across would be sharper."""

    def __init__(self, *, ratio: float, name: str) -> None:
        super().__init__()
        self._ratio = ratio
        self._image: QImage | None = None
        self._sentence = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED_MS)
        self._timer.timeout.connect(self.resized)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    def show_image(self, image: QImage, *, described: str) -> None:
        """Show the picture of a page; `described` is what assistive technology says of it."""
        self._image, self._sentence = image, ""
        self.setAccessibleDescription(described)
        self.update()

    def show_sentence(self, sentence: str) -> None:
        """Show an empty sheet with `sentence` on it."""
        self._image, self._sentence = None, sentence
        self.setAccessibleDescription(sentence)
        self.update()

    def set_ratio(self, ratio: float) -> None:
        """Show sheets of this width to height from now on."""
        if ratio != self._ratio:
            self._ratio = ratio
            self.update()

    def is_showing_page(self) -> bool:
        """Whether there is a picture."""
        return self._image is not None

    def picture_width(self) -> int:
        """How many dots across the picture has; 0 where there is none."""
        return self._image.width() if self._image is not None else 0

    def dots(self) -> int:
        """How many dots across the sheet has on this screen."""
        return max(1, round(self.sheet().width() * self.devicePixelRatioF()))

    def sheet(self) -> QRect:
        """Where the sheet lies: centred, whole, at its ratio of width to height."""
        margin = theme.px(_MARGIN)
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        size = QSize(max(1, round(room.height() * self._ratio)), max(1, room.height()))
        if size.width() > room.width():
            size = QSize(max(1, room.width()), max(1, round(room.width() / self._ratio)))
        sheet = QRect(room.topLeft(), size)
        sheet.moveCenter(room.center())
        return sheet

    def sizeHint(self) -> QSize:
        return QSize(theme.px(620), theme.px(460))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(280), theme.px(220))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("ground"))
        sheet = self.sheet()
        self._paint_shadow(painter, sheet)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(sheet), self._image)
        else:
            painter.setFont(theme.font("body"))
            painter.setPen(QColor(theme.LIGHT.quiet))  # paper is white in the dark too
            inner = sheet.adjusted(theme.px(24), 0, -theme.px(24), 0)
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._sentence)
        painter.setPen(theme.color("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet.adjusted(-1, -1, 0, 0))
        painter.end()

    def _paint_shadow(self, painter: QPainter, sheet: QRect) -> None:
        for reach in range(theme.px(6), 0, -1):
            painter.fillRect(sheet.adjusted(-reach // 2, 0, reach // 2, reach), QColor(0, 0, 0, 7))
