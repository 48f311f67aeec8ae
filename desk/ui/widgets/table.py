"""Rows in plain columns, for registers and reports; knows no domain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desk.ui import theme
from desk.ui.widgets.rows import ROW_ROLE, Column, RowsModel


class RowsTable(QTableView):
    """Rows in plain columns, for registers and reports; Enter or double click opens one."""

    row_activated = Signal(object)

    def __init__(self, columns: Sequence[Column], *, name: str) -> None:
        super().__init__()
        self._rows_model = RowsModel(columns)
        self.setModel(self._rows_model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(34))
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.doubleClicked.connect(lambda index: self.row_activated.emit(index.data(ROW_ROLE)))

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show `rows` instead."""
        self._rows_model.set_rows(rows)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.verticalHeader().setDefaultSectionSize(theme.px(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_activated.emit(self.currentIndex().data(ROW_ROLE))
            return
        super().keyPressEvent(event)
