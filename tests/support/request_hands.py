"""Hands and eyes at the requests' panel, for tests: keys are counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from request_samples import typed
from visiting import order as visit_order

from desk.background import Desk
from desk.operations.visitors import register
from desk.rules.rights import Actor
from desk.store.database import Database
from desk.ui.main_window import MainWindow
from desk.ui.requests.panel import RequestsPanel
from desk.ui.requests.tick_list import TickList
from desk.ui.widgets.choices import ChoiceEditor

CTRL, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)
_WORDS = {
    "applicant.name": "Ni Luh Contoh",
    "applicant.phone": "0812-0000-0000",
    "letter.number": "005/12/Contoh",
    "letter.letter_on": "12/3",
    "letter.subject": "Permohonan contoh",
}
_SPAN_PARTS = ("9/4/2027", "09.00", "12.00")


@dataclass
class Hands:
    """An officer at the panel in the real window."""

    database: Database
    actor: Actor
    desk: Desk
    window: MainWindow
    panel: RequestsPanel
    qtbot: QtBot
    keys: int = 0
    typed: int = 0
    filed: list[int] = field(default_factory=list)
    receipts: list[tuple[int, ...]] = field(default_factory=list)
    completed: list[int] = field(default_factory=list)

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press keys one after the other; a chord is one."""
        for key in keys:
            self.keys += 1
            QTest.keyClick(self._target(), key, held)

    def type(self, text: str) -> None:
        """Type `text` where the keyboard is."""
        self.typed += len(text)
        QTest.keyClicks(self._target(), text)

    def until(self, what: Callable[[], object]) -> None:
        """Wait until `what()` holds."""
        self.qtbot.waitUntil(lambda: bool(what()), timeout=8000)

    def settle(self) -> None:
        """Wait until everything ordered so far is done and answered."""
        answered: list[object] = []
        self.desk.ask(self.window, _nothing, then=answered.append)
        self.until(lambda: answered)

    def visit(self, **told: object) -> int:
        """A visitor of whom the counter knows all that a visit asks."""
        known = {"phone": "081200000000", "institution": "Kecamatan Contoh", **told}
        order = visit_order(**known)
        return self.database.write(lambda session: register(session, order, self.actor)).visit_id

    def start(self, visit_id: int | None = None) -> None:
        """Begin a request and wait until services are offered."""
        self.panel.start(visit_id)
        self.until(lambda: self.panel.page.picker.services() and self.panel.page.picker.search.hasFocus())

    def choose(self, words: str) -> None:
        """Find a service by `words` and take it."""
        self.type(words)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.panel.page.form.detail() is not None and not self._is_in_search())

    def fill(self, *, variant: str | None = None) -> None:
        """Answer whatever Enter stops at, until nothing is left."""
        page = self.panel.page
        for _ in range(60):
            focus = QApplication.focusWidget()
            if focus is page.save_and_print:
                return
            assert focus is not None
            if isinstance(focus, TickList):
                self._tick(focus)
            elif isinstance(focus.parentWidget(), ChoiceEditor):
                self._choose_chip(focus.parentWidget(), variant)
            else:
                self.type(self._words_for(focus))
            self.press(Qt.Key.Key_Return)
        raise AssertionError("the form never ends")

    def error(self, name: str) -> str:
        """What is said beside a field."""
        return self.panel.page.form.body.field(name).error()

    def _tick(self, ticks: TickList) -> None:
        while ticks.first_missing() >= 0:
            self.press(Qt.Key.Key_A)

    def _choose_chip(self, chips: ChoiceEditor, variant: str | None) -> None:
        for _ in range(len(chips.chips())):
            self.press(Qt.Key.Key_Right)
            if variant is None or chips.value() in (variant, None) or chips.value() == variant:
                return

    def _words_for(self, focus: QWidget) -> str:
        body = self.panel.page.form.body
        for name in body.names():
            editor = body.field(name).editor
            if editor is not focus and not editor.isAncestorOf(focus):
                continue
            if name in _WORDS:
                return _WORDS[name]
            item = next(i for i in self.panel.page.form.items.items() if f"marks.{i.key}" == name)
            if item.input in ("span", "datetime"):
                part = editor.lines().index(focus)
                return _SPAN_PARTS[2 if part and item.holds == "event_end" else part]
            return {"date": "2/3/2026"}.get(item.input or "", typed(item).split("\n")[0])
        raise AssertionError(f"nothing to type into {focus}")

    def _is_in_search(self) -> bool:
        return self.panel.page.picker.search.hasFocus()

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window


def _nothing(_session: object) -> bool:
    return True
