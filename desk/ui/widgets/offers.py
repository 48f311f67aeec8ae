"""A line that offers rows below itself while one types; knows no search and no domain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from desk.ui import theme
from desk.ui.widgets import layouts, paint
from desk.ui.widgets.editors import LineEditor
from desk.ui.widgets.rows import RowFace, RowsView


class _Hanging(QFrame):
    """The list that hangs below the line; a child of the window, so that nothing takes the keyboard away."""

    def __init__(self, view: RowsView, window: QWidget) -> None:
        super().__init__(window)
        self.view = view
        layouts.vertical(self, margins=(1, 5, 1, 5)).addWidget(view)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = theme.color("quiet" if theme.current().dark else "accent")
        paint.rounded(painter, self.rect(), radius=theme.px(8), fill=theme.color("panel"), line=edge)
        painter.end()


class OffersEditor(LineEditor):
    """Down walks the rows offered, Enter takes the one marked, Esc closes them; typing goes on regardless.

    Enter without a marked row is left to the form: nobody is taken by mistake.
    """

    typed = Signal(str)
    """What stands there after the person at the keyboard changed it."""
    taken = Signal(object)

    def __init__(self, face: Callable[[Any], RowFace], *, name: str, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder)
        self._view = RowsView(face, name=name, empty="")
        self._view.lead(0)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.row_activated.connect(self._take)
        self._hanging: _Hanging | None = None
        self.textEdited.connect(self.typed)

    def offer(self, rows: Sequence[Any]) -> None:
        """Hang `rows` below the line, none marked; nothing hangs where there are none."""
        if not rows or not self.hasFocus():
            self.stop_offering()
            return
        hanging = self._hung()
        self._view.set_rows(rows)
        self._view.select_at(-1)
        self._place(hanging)
        hanging.show()
        hanging.raise_()

    def stop_offering(self) -> None:
        """Take the rows away."""
        if self._hanging is not None and isValid(self._hanging):
            self._hanging.hide()

    def offered(self) -> tuple[Any, ...]:
        """The rows that hang below now."""
        return self._view.rows() if self._is_offering() else ()

    def view(self) -> RowsView:
        """The list itself."""
        return self._view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_offering() and self._walks(event.key()):
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.stop_offering()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_offering() and self._hanging is not None:
            self._place(self._hanging)

    def _walks(self, key: int) -> bool:
        """Whether `key` was for the rows."""
        at = self._view.currentIndex().row()
        if key == Qt.Key.Key_Down:
            self._view.select_at(min(at + 1, len(self._view.rows()) - 1))
        elif key == Qt.Key.Key_Up:
            self._view.select_at(max(at - 1, -1))
        elif key == Qt.Key.Key_Escape:
            self.stop_offering()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            self._take(self._view.current_row())
        else:
            return False
        return True

    def _take(self, row: object) -> None:
        self.stop_offering()
        self.taken.emit(row)

    def _is_offering(self) -> bool:
        return self._hanging is not None and isValid(self._hanging) and self._hanging.isVisible()

    def _hung(self) -> _Hanging:
        if self._hanging is None or self._hanging.window() is not self.window():
            self._hanging = _Hanging(self._view, self.window())
        return self._hanging

    def _place(self, hanging: _Hanging) -> None:
        below = self.mapTo(self.window(), QPoint(0, self.height() + theme.px(4)))
        room = self.window().height() - below.y() - theme.px(16)
        wanted = self._view.sizeHint().height() + theme.px(12)
        hanging.setGeometry(below.x(), below.y(), self.width(), min(wanted, room))
