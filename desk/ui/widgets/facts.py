"""Names and values in two columns, only those that there are; knows not what they are of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.ui.widgets import labels, layouts


class Facts(QWidget):
    """Rows of quiet name and wrapped value; a value without text hides its row."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        grid = layouts.grid(self, gap=4)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 0)
        self._rows = []
        for at, name in enumerate(names):
            left, right = labels.quiet(name), labels.wrapped("")
            right.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            right.setAccessibleName(name)
            grid.addWidget(left, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(right, at, 1)
            self._rows.append((left, right))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_values(self, values: tuple[str, ...]) -> None:
        """Show `values` in the order of the names."""
        for (left, right), value in zip(self._rows, values, strict=True):
            right.setText(value)
            left.setVisible(bool(value))
            right.setVisible(bool(value))

    def values(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(right.text() for _left, right in self._rows)
