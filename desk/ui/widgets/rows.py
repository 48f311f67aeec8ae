"""Frozen rows as a table model without a database, and a list that paints them; knows no domain.

`RowsView(face, …)` shows any rows: `face(row)` says how one looks (see `row_face.RowFace`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy

from desk.i18n import _
from desk.ui import theme
from desk.ui.widgets import paint
from desk.ui.widgets.row_face import Action, RowDelegate, RowFace

__all__ = ["ROW_ROLE", "Action", "Column", "RowFace", "RowsModel", "RowsView"]

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_ROW = 52
"""A row of two lines."""


@dataclass(frozen=True)
class Column:
    """One column: its head, the text of a row in it, and whether it holds figures."""

    head: str
    text: Callable[[Any], str]
    figures: bool = False


class RowsModel(QAbstractTableModel):
    """Frozen rows seen through columns; the rows themselves under `ROW_ROLE`."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Any] = ()) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._rows: tuple[Any, ...] = tuple(rows)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show `rows` instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rows(self) -> tuple[Any, ...]:
        """The rows shown."""
        return self._rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole and column.figures:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._columns[section].head if section < len(self._columns) else None
        return str(section + 1)


class RowsView(QListView):
    """A list of rows painted by their faces: arrows move, Enter opens, a key or click acts.

    As tall as its rows, shrinking to a scroll bar; `key` tells a row's identity so that the selection
    survives new rows. Signals carry the row.
    """

    row_activated = Signal(object)
    action_pressed = Signal(object)
    row_selected = Signal(object)
    left_upwards = Signal()

    def __init__(
        self,
        face: Callable[[Any], RowFace],
        *,
        name: str,
        empty: str,
        hint: str = "",
        key: Callable[[Any], object] = lambda row: row,
    ) -> None:
        super().__init__()
        self._empty, self._hint, self._key = empty, hint, key
        self._is_awaited, self._least = False, 1
        self._rows_model = RowsModel([Column(name, lambda row: face(row).spoken())])
        self._delegate = RowDelegate(face, self)
        self.setModel(self._rows_model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def lead(self, width: int) -> None:
        """Make the first column `width` wide (at 100 %); 0 leaves it out."""
        self._delegate.lead_width = width
        self.updateGeometry()
        self.viewport().update()

    def tighten(self) -> None:
        """Give rows of one line no more height than they need: for long lists that are only read."""
        self._delegate.short = 30
        self.updateGeometry()

    def fill_height(self) -> None:
        """Take all the height there is instead of only that of the rows, and ask for none."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(theme.px(104))

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show `rows`; the row selected before stays selected if it is still there."""
        kept = self.current_row()
        self._is_awaited = False
        self._rows_model.set_rows(rows)
        self.updateGeometry()
        if kept is not None:
            self.select_key(self._key(kept))
        self.viewport().update()

    def rows(self) -> tuple[Any, ...]:
        """The rows shown."""
        return self._rows_model.rows()

    def current_row(self) -> Any | None:
        """The selected row, if any."""
        return self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None

    def select_key(self, key: object) -> bool:
        """Select the row with `key`; False where there is none."""
        for number, row in enumerate(self.rows()):
            if self._key(row) == key:
                self.select_at(number)
                return True
        return False

    def select_at(self, number: int) -> None:
        """Select the row at `number` (from 0); one below 0 selects none."""
        self.setCurrentIndex(self._rows_model.index(number, 0) if number >= 0 else QModelIndex())

    def sizeHint(self) -> QSize:
        count = len(self.rows())
        if not count:
            lines = 2 if self._hint else 1
            return QSize(theme.px(240), theme.px(24) + lines * theme.px(20))
        tall = sum(self.sizeHintForRow(number) for number in range(min(count, 60)))
        return QSize(theme.px(240), tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), min(self.sizeHint().height(), self._least * theme.px(_ROW)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # titles that wrap take other heights now
            self.scheduleDelayedItemsLayout()  # and the rows below them other places

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier
        ):
            if row is not None:
                self.row_activated.emit(row)
            return
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        on_button = self._delegate.button_rect(self.visualRect(index), index).contains(
            event.position().toPoint()
        )
        (self.action_pressed if on_button else self.row_activated).emit(index.data(ROW_ROLE))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.rows():
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        left, top = theme.px(16), theme.px(12)
        line = QRect(left, top, self.viewport().width() - 2 * left, theme.px(20))
        empty, hint = (_("Memuat …"), "") if self._is_awaited else (self._empty, self._hint)
        paint.text(painter, line, empty, font=theme.font("body"), color=theme.color("quiet"))
        line.translate(0, theme.px(20))
        paint.text(painter, line, hint, font=theme.font("quiet"), color=theme.color("quiet"))
        painter.end()

    def await_rows(self) -> None:
        """Say that rows are being read, not that there are none, until the first come."""
        self._is_awaited = True

    def is_awaited(self) -> bool:
        """Whether nothing is known of its rows yet."""
        return self._is_awaited

    def keep_in_sight(self, count: int) -> None:
        """Give way to others no further than to `count` rows."""
        self._least = count

    def show_empty(self, empty: str, hint: str = "") -> None:
        """Say this where there are no rows."""
        self._empty, self._hint = empty, hint
        self.setAccessibleDescription(f"{empty} {hint}".strip())
        self.viewport().update()

    def show_again(self) -> None:
        """Paint the same rows anew where what their faces say, and so their heights, may have changed."""
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _hover(self, number: int) -> None:
        if number != self._delegate.hovered:
            self._delegate.hovered = number
            self.viewport().update()

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_selected.emit(index.data(ROW_ROLE))
