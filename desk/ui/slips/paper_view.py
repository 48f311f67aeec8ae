"""A receipt as it lies on the counter: white paper, dot for dot, on a quiet ground; knows no printer."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from desk.printing.papers import Grey
from desk.ui import theme

MARGIN = 24
SCREEN_DPI = 116
"""Dots an inch at 100 %: an 80 mm roll is some 365 pixels wide and its small print still readable."""
_SHADOW = 3
_PAGES: dict[int, int] = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class PaperView(QWidget):
    """The picture of one page; as large as the page, so that no dot is ever resized."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def dpi(self) -> float:
        """The resolution to draw the page in, on this screen at this scale."""
        return SCREEN_DPI * theme.scale() / 100 * self.devicePixelRatioF()

    def show_page(self, grey: Grey) -> None:
        """Show the page drawn at `dpi()`."""
        picture = QImage(grey.data, grey.width, grey.height, grey.stride, QImage.Format.Format_Grayscale8)
        self._picture = picture.copy()
        self._picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        """Show no page."""
        self._picture = QImage()
        self.update()

    def is_empty(self) -> bool:
        """Whether no page was shown yet."""
        return self._picture.isNull()

    def sizeHint(self) -> QSize:
        size = self._picture.deviceIndependentSize().toSize()
        return size + QSize(2 * theme.px(MARGIN), 2 * theme.px(MARGIN))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("ground"))
        if not self.is_empty():
            self._paint_page(painter)
        painter.end()

    def _paint_page(self, painter: QPainter) -> None:
        size = self._picture.deviceIndependentSize().toSize()
        left = max(theme.px(MARGIN), (self.width() - size.width()) // 2)
        page = QRect(left, theme.px(MARGIN), size.width(), size.height())
        shade = QColor(0, 0, 0, 60 if theme.current().dark else 16)
        for step in range(1, _SHADOW + 1):
            painter.fillRect(page.adjusted(-step, 1 - step, step, step + 1), shade)
        painter.drawImage(page.topLeft(), self._picture)
        painter.setPen(theme.color("line"))
        painter.drawRect(QRectF(page).adjusted(-0.5, -0.5, -0.5, -0.5))


class PaperArea(QScrollArea):
    """A `PaperView` that scrolls, by the keyboard too wherever it is in the window (`scroll_by_key`)."""

    def __init__(self) -> None:
        super().__init__()
        self.view = PaperView()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self.view)

    def fit_width(self, dots: float) -> None:
        """Be wide enough for a page of `dots` pixels and its margins."""
        self.setMinimumWidth(round(dots) + 2 * theme.px(MARGIN) + theme.px(12))

    def scroll_by_key(self, event: QKeyEvent) -> bool:
        """Scroll with Page Up and Down; whether this key did."""
        step = _PAGES.get(event.key())
        if step is None:
            return False
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + step * (bar.pageStep() - theme.px(24)))
        return True
