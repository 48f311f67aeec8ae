"""What every page of the settings shares: who may change it, what it asks again, what it has to say.

Knows no fact of the office.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.rules.rights import ROLES, Actor

RIGHT = "set_up"


class SettingsPage(QWidget):
    """A page that asks when it is first shown, and again whenever what it `watches` has changed."""

    said = Signal(str)
    """One sentence: what was saved."""

    def __init__(self, desk: Desk, *, watches: frozenset[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._watches = watches
        self._was_shown = False
        desk.changed.connect(self._on_changed)
        desk.actor_changed.connect(self._on_actor_changed)

    def refresh(self) -> None:
        """Ask the database again."""
        raise NotImplementedError

    def show_rights(self) -> None:
        """Let be changed what who sits here may change."""
        raise NotImplementedError

    def draft(self) -> dict[str, Any] | None:
        """What was typed and not saved, as JSON can hold it; None where there is nothing."""
        return None

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back."""

    def may_change(self) -> bool:
        """Whether who sits here may change the settings of the office."""
        actor = self._desk.actor
        return actor is not None and actor.may(RIGHT)

    def why_not(self) -> str:
        """Why nothing can be changed here now; empty where it can."""
        actor = self._desk.actor
        if self.may_change() or actor is None:
            return ""
        return _("Hanya admin yang dapat mengubah; akun Anda: {role}.").format(role=ROLES[actor.role])

    def tell_failure(self, error: DeskError) -> None:
        """Let the window say what no field can."""
        self._desk.failed.emit(error)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:  # a page nobody opens asks nothing at the start
            self._was_shown = True
            self.show_rights()  # somebody may have sat down before the page was built
            self.refresh()

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & self._watches and self._was_shown:
            self.refresh()

    def _on_actor_changed(self, actor: Actor | None) -> None:
        if actor is not None:  # a lock leaves everything beneath it as it was
            self.show_rights()
