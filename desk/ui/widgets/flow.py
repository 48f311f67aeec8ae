"""Widgets beside each other in as many lines as the width asks for; knows no widget it holds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.ui import theme


class Flow(QWidget):
    """Those that are not hidden, from the left; `refit` after showing or hiding some.

    No QLayout: the items of one written in Python outlive what Qt has deleted.
    """

    def __init__(self, *widgets: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._widgets, self._gap = widgets, gap
        for widget in widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def refit(self) -> None:
        """Lay out again and ask for the height that takes."""
        self.setVisible(any(not widget.isHidden() for widget in self._widgets))
        self._lay(self.width(), move=True)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width, move=False)

    def sizeHint(self) -> QSize:
        shown = [widget.sizeHint() for widget in self._widgets if not widget.isHidden()]
        wide = sum(hint.width() + theme.px(self._gap) for hint in shown)
        return QSize(wide, max((hint.height() for hint in shown), default=0))

    def minimumSizeHint(self) -> QSize:
        shown = [widget.sizeHint() for widget in self._widgets if not widget.isHidden()]
        widest = max((hint.width() for hint in shown), default=0)
        return QSize(widest, max((hint.height() for hint in shown), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(self.width(), move=True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.refit()

    def _lay(self, width: int, *, move: bool) -> int:
        """Lay the lines out below each other, each widget in the middle of its line; how tall that is."""
        gap, top = theme.px(self._gap), 0
        for line in self._lines(width):
            tall = max(widget.sizeHint().height() for widget in line)
            left = 0
            for widget in line if move else ():
                size = widget.sizeHint()
                widget.setGeometry(QRect(QPoint(left, top + (tall - size.height()) // 2), size))
                left += size.width() + gap
            top += tall + gap
        return max(top - gap, 0)

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        room = 0
        for widget in self._widgets:
            if widget.isHidden():
                continue
            wide = widget.sizeHint().width()
            if not lines or wide > room:
                lines.append([])
                room = width
            lines[-1].append(widget)
            room -= wide + theme.px(self._gap)
        return lines
