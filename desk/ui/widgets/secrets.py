"""A line for PINs and passwords; shows dots, is never kept in a draft."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from desk.ui.widgets.editors import LineEditor


class SecretEditor(LineEditor):
    """One line of dots; what was typed leaves it only by `value`."""

    def __init__(self) -> None:
        super().__init__(parse=str)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> Any:
        """Exactly what was typed: no character of a secret is cleaned away."""
        return self.text()

    def draft(self) -> object:
        """Nothing: a secret is not kept."""
        return ""

    def restore(self, draft: object) -> None:  # noqa: ARG002 - the editors' common signature
        """Empty the line."""
        self.clear()
