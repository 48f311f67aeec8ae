"""Keeps half-filled forms in the database, so that neither a closed window nor a power cut loses them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desk import clock
from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.operations.drafts import DiscardOrder, DraftOrder, discard, keep
from desk.queries.drafts import drafts_of
from desk.rules.office_dates import clock_time
from desk.rules.rights import Actor

_EVERY_MS = 2000


class HoldsDraft(Protocol):
    """A panel with a form."""

    def draft(self) -> dict[str, Any] | None:
        """What was typed and not saved, as JSON can hold it; None where there is nothing."""
        ...

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        ...


class DraftKeeper(QObject):
    """Looks at every form now and then and keeps what changed for the officer who sits there."""

    kept = Signal(str)
    """When: words for the footer; empty when nothing waits."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._panels: dict[str, HoldsDraft] = {}
        self._unbuilt: dict[str, Callable[[], HoldsDraft]] = {}
        self._stored: dict[str, str] = {}
        self._sat: int | None = None
        self._taken_over: dict[str, int] = {}
        """Form → the account that left it standing, until somebody else's hand is in it."""
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.keep_now)

    def watch(self, form: str, panel: HoldsDraft) -> None:
        """Keep `panel`'s draft under the name `form`."""
        self._unbuilt.pop(form, None)
        self._panels[form] = panel

    def watch_later(self, form: str, build: Callable[[], HoldsDraft]) -> None:
        """Nothing stands in `form` yet: `build` it, which watches it, where a draft is to be brought back."""
        self._unbuilt[form] = build

    def start(self) -> None:
        """Somebody sat down: bring back what that account left, then keep watch.

        What another officer left standing in a form is theirs, and kept as theirs, until it is typed in.
        """
        self._timer.start()
        actor = self._desk.actor
        for form, panel in self._panels.items():
            self._stored[form] = _as_text(panel.draft())
            if self._stored[form] and actor is not None and self._sat not in (None, actor.account_id):
                self._taken_over.setdefault(form, self._sat or 0)
        if actor is not None:
            self._ask(actor)
        self._sat = actor.account_id if actor is not None else self._sat

    def stop(self) -> None:
        """Keep what stands there and look no more."""
        self.keep_now()
        self._timer.stop()

    def keep_now(self) -> None:
        """Keep every draft that changed since it was last kept."""
        if self._desk.actor is None:
            return
        for form, panel in self._panels.items():
            payload = panel.draft()
            text = _as_text(payload)
            if text == self._stored.get(form, ""):
                continue
            self._stored[form] = text
            left_by = self._taken_over.pop(form, None)
            if payload is None:
                gone = DiscardOrder(form, left_by)
                self._desk.do(self, discard, gone, then=self._on_discarded, otherwise=self._on_failed)
            else:
                order = DraftOrder(form, payload, left_by)
                self._desk.do(self, keep, order, then=self._on_kept, otherwise=self._on_failed)

    def _ask(self, actor: Actor) -> None:
        # each sitting down has its own question: a newer question of one owner supersedes the older
        owner = QObject(self)

        def restore(kept: dict[str, dict[str, Any]]) -> None:
            owner.deleteLater()
            if self._desk.actor != actor:
                return
            for form, payload in kept.items():
                self._restore(form, payload)

        self._desk.ask(owner, drafts_of, actor.account_id, then=restore)

    def _restore(self, form: str, payload: dict[str, Any]) -> None:
        if form in self._unbuilt:
            self._unbuilt.pop(form)()
        panel = self._panels.get(form)
        if panel is not None and payload and panel.draft() is None:
            panel.restore(payload)
            self._stored[form] = _as_text(payload)

    def _on_kept(self, _nothing: object) -> None:
        self.kept.emit(_("draf tersimpan {0}").format(clock_time(clock.to_office(clock.now()))))

    def _on_discarded(self, _nothing: object) -> None:
        self.kept.emit("")

    def _on_failed(self, _error: DeskError) -> None:
        self._stored.clear()  # try again at the next look
        self.kept.emit(_("draf belum tersimpan"))


def _as_text(payload: dict[str, Any] | None) -> str:
    return "" if payload is None else json.dumps(payload, sort_keys=True)
