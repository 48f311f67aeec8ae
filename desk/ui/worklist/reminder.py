"""A calm word once a day, when somebody sits down: what is due today, late, or near; knows no window."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from desk import clock
from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.queries.reminders import DueCounts, due_counts
from desk.rules.rights import Actor


class Reminder(QObject):
    """Says `reminded` the first time on a day that an account sits down and anything presses."""

    reminded = Signal(str)
    """One sentence for a notice; pressing is for the work list."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told: dict[int, date] = {}
        desk.actor_changed.connect(self._on_actor_changed)

    def _on_actor_changed(self, actor: Actor | None) -> None:
        if actor is None or self._told.get(actor.account_id) == clock.today():
            return
        self._told[actor.account_id] = clock.today()
        self._desk.ask(self, due_counts, actor, then=self._tell, otherwise=self._say_nothing)

    def _tell(self, counts: DueCounts) -> None:
        if sentence := reminder_words(counts):
            self.reminded.emit(sentence)

    def _say_nothing(self, _error: DeskError) -> None:
        """The work list asks the same and says why it cannot."""


def reminder_words(counts: DueCounts) -> str:
    """ "2 permohonan jatuh tempo hari ini, 1 terlambat, 3 dalam dua hari kerja."; empty where none is."""
    parts = (
        (counts.today, _("{count} permohonan jatuh tempo hari ini"), _("{count} jatuh tempo hari ini")),
        (counts.late, _("{count} permohonan terlambat"), _("{count} terlambat")),
        (counts.soon, _("{count} permohonan dalam dua hari kerja"), _("{count} dalam dua hari kerja")),
    )
    said: list[str] = []
    for count, first, further in parts:
        if count:
            said.append((further if said else first).format(count=count))
    return f"{', '.join(said)}." if said else ""
