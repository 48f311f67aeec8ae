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
        gap, at, tall = theme.px(self._gap), QPoint(0, 0), 0
        for widget in self._widgets:
            if widget.isHidden():
                continue
            size = widget.sizeHint()
            if at.x() and at.x() + size.width() > width:
                at = QPoint(0, at.y() + tall + gap)
            tall = max(tall, size.height())
            if move:
                widget.setGeometry(QRect(at, size))
            at.setX(at.x() + size.width() + gap)
        return at.y() + tall
