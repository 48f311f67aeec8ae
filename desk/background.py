"""One thread in order (`Lane`) and what the window may ask of it (`Desk`); knows no widget.

The UI thread never waits: it hands over a frozen order and gets its answer back as a signal. A reply to a
deleted widget is dropped; an answer to a superseded question is ignored.
"""

from __future__ import annotations

import gc
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desk.errors import DeskError
from desk.rules.rights import Actor

if TYPE_CHECKING:  # a lane runs before the database is imported
    from sqlalchemy.orm import Session

    from desk.operations.accounts import SignInOrder
    from desk.store.database import Database

T = TypeVar("T")
log = logging.getLogger("desk.background")

COLLECT_MS = 500

Then = Callable[[Any], None]
Otherwise = Callable[[DeskError], None]


class _Collector(QObject):
    """Collects garbage on the UI thread only, while a lane runs.

    Python collects on whichever thread happens to allocate; a lane that meets discarded widgets would destroy
    them beside the UI thread, and the program with them (a segmentation fault, seen).
    """

    _held = 0
    _was_on = True
    """Whether Python collected by itself before the first lane; whoever had turned it off keeps it off."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if not _Collector._held:
            _Collector._was_on = gc.isenabled()
        _Collector._held += 1
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(_collect)
        self._timer.start(COLLECT_MS)

    def release(self) -> None:
        """No lane of this collector runs any more."""
        self._timer.stop()
        _Collector._held -= 1
        if not _Collector._held and _Collector._was_on:
            gc.enable()


def _collect() -> None:
    """What Python itself would collect by now."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [age for age in range(3) if counts[age] > limits[age]]
    if due:
        gc.collect(due[-1])


class Lane(QObject):
    """One thread that does what it is given, in order, and answers on the thread the lane lives in."""

    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._answered.connect(_call, Qt.ConnectionType.QueuedConnection)
        self._collector: _Collector | None = _Collector(self)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def put(self, work: Callable[[], T], answer: Callable[[T | BaseException], None]) -> None:
        """Do `work` after all that was put before; `answer` gets its result or exception on our thread."""

        def step() -> None:
            try:
                outcome: T | BaseException = work()
            except Exception as error:
                outcome = error
            if shiboken6.isValid(self):
                self._answered.emit(partial(answer, outcome))

        self._waiting.put(step)

    def finish(self, seconds: float = 10.0) -> bool:
        """Do what is still waiting, then end; whether that was done within `seconds`."""
        self._waiting.put(None)
        self._thread.join(seconds)
        if self._thread.is_alive():
            return False
        if self._collector is not None:
            self._collector.release()
            self._collector = None
        return True

    def _run(self) -> None:
        while (step := self._waiting.get()) is not None:
            step()
            del step  # it may hold the last word of a widget, which must not die on this thread


def _call(answer: Callable[[], None]) -> None:
    answer()


@dataclass(frozen=True)
class _Asked:
    owner: QObject
    then: Then
    otherwise: Otherwise | None
    question: str | None = None
    turn: int = 0


_FELT_MS = 1_000


class Desk(QObject):
    """What a screen may do: `ask` a question, `do` an act, and hear what `changed`.

    `then` and `otherwise` run on the UI thread. `otherwise` gets Refused and Unavailable; without it they
    are emitted as `failed`. Anything else is a bug and is raised on the UI thread for the crash dialog.
    """

    changed = Signal(frozenset)
    """Names of the entities an act touched, after its commit."""
    failed = Signal(object)
    """A DeskError nobody else took."""
    actor_changed = Signal(object)
    saving_lasts = Signal(bool)
    """An act has not been answered for a second (another program holds the database); False when it was."""

    def __init__(self, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._lane = Lane("database", self)
        self._actor: Actor | None = None
        self._turns: dict[tuple[int, str], int] = {}
        self._acts = 0
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_FELT_MS)
        self._slow.timeout.connect(partial(self.saving_lasts.emit, True))  # noqa: FBT003 # a signal's value

    @property
    def actor(self) -> Actor | None:
        """Who sits at this desk; None while locked or not signed in."""
        return self._actor

    def sit(self, actor: Actor | None) -> None:
        """`actor` acts from now on; None locks."""
        self._actor = actor
        self.actor_changed.emit(actor)

    def ask(
        self,
        owner: QObject,
        question: Callable[..., T],
        *arguments: object,
        then: Callable[[T], None],
        otherwise: Otherwise | None = None,
    ) -> None:
        """Ask `question(session, *arguments)`; a newer call of the same question by `owner` supersedes it."""
        name = f"{question.__module__}.{question.__qualname__}"
        turn = self._turns[(id(owner), name)] = self._turns.get((id(owner), name), 0) + 1
        asked = _Asked(owner, then, otherwise, name, turn)
        database = self._database

        def work() -> Any:
            return database.read(lambda session: question(session, *arguments))

        self._lane.put(work, partial(self._on_answer, asked))

    def do(
        self,
        owner: QObject,
        operation: Callable[[Session, Any, Actor], T],
        order: object,
        *,
        then: Callable[[T], None],
        otherwise: Otherwise | None = None,
    ) -> None:
        """Do `operation(session, order, actor)` in one transaction, then tell everyone what changed."""
        actor = self._actor
        if actor is None:
            raise RuntimeError("nobody sits at this desk")
        asked = _Asked(owner, then, otherwise)
        database = self._database

        def work() -> Any:
            return database.write_and_tell(lambda session: operation(session, order, actor))

        self._acts += 1
        if not self._slow.isActive():
            self._slow.start()
        self._lane.put(work, partial(self._on_done, asked))

    def sign_in(
        self, owner: QObject, order: SignInOrder, *, then: Callable[[Actor], None], otherwise: Otherwise
    ) -> None:
        """Check name and PIN; `then` gets the actor, who does not sit yet (`sit`)."""
        database = self._database

        def work() -> Any:
            from desk.operations.accounts import sign_in  # in the lane: the lock is drawn without it

            return database.write(lambda session: sign_in(session, order))

        self._lane.put(work, partial(self._tell, _Asked(owner, then, otherwise)))

    def finish(self) -> bool:
        """Wait for what was ordered; then the window may close."""
        return self._lane.finish()

    def _on_answer(self, asked: _Asked, outcome: Any) -> None:
        if asked.question is not None and self._turns.get((id(asked.owner), asked.question)) != asked.turn:
            return
        self._tell(asked, outcome)

    def _on_done(self, asked: _Asked, outcome: Any) -> None:
        self._acts -= 1
        if not self._acts:
            self._slow.stop()
            self.saving_lasts.emit(False)  # noqa: FBT003 # a signal's value
        if isinstance(outcome, BaseException):
            self._tell(asked, outcome)
            return
        result, touched = outcome
        try:
            self._tell(replace(asked, question=None), result)
        finally:
            if touched:
                self.changed.emit(touched)

    def _tell(self, asked: _Asked, outcome: Any) -> None:
        is_there = shiboken6.isValid(asked.owner)
        if isinstance(outcome, DeskError):
            if is_there and asked.otherwise is not None:
                asked.otherwise(outcome)
            else:
                self.failed.emit(outcome)
            return
        if isinstance(outcome, BaseException):
            log.error("a bug in the lane", exc_info=outcome)
            raise outcome
        if is_there:
            asked.then(outcome)
