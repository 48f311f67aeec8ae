"""Hands that walk a request to its end in the real window, by keys alone, answering whatever is asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from request_hands import ALT, CTRL, Hands

from desk.models import Request
from desk.ui.asked_fields import AskedBody, YesEditor
from desk.ui.requests.item_editors import DayEditor
from desk.ui.widgets.choices import ChoiceEditor

_LONGEST = 40


class RoadKeys:
    """One officer at one request."""

    def __init__(self, hands: Hands, request_id: int) -> None:
        self.hands, self.request_id = hands, request_id
        self.view = hands.panel.view
        hands.panel.open_request(request_id)
        self.until_shown()

    def until_shown(self) -> None:
        """Wait until the screen shows the request as it is kept."""
        self.hands.until(self._is_current)

    def request(self) -> Request:
        return self.hands.database.read(lambda session: session.get_one(Request, self.request_id))

    def forward(self) -> None:
        """Alt+S, and whatever that asks."""
        before = self.request().version
        self.hands.press(Qt.Key.Key_S, held=ALT)
        if self.view.ask_card.form is not None:
            self.answer()
        self.hands.until(lambda: self.request().version > before)
        self.until_shown()

    def to_the_end(self) -> list[str]:
        """Forward until it is finished; the states on the way."""
        states = [self.request().state]
        for _turn in range(_LONGEST):
            if states[-1] == "finished":
                return states
            self.forward()
            state = self.request().state
            if state != states[-1]:
                states.append(state)
        raise AssertionError(f"no end: {states}, {self.view.foot.hint()}")

    def answer(self) -> None:
        """Fill in every field that shows and is empty, and send it off."""
        form = self.view.ask_card.form
        assert form is not None
        form.focus_first_open()
        for _turn in range(_LONGEST):
            self._fill(form)
            if form.is_at_last(QApplication.focusWidget()):
                break
            self.hands.press(Qt.Key.Key_Return)
        self.hands.press(Qt.Key.Key_Return, held=CTRL)
        self.hands.until(lambda: self.view.ask_card.form is not form or self._errors(form))
        assert self.view.ask_card.form is not form, self._errors(form)

    def _fill(self, form: AskedBody) -> None:
        focus = QApplication.focusWidget()
        for name in form._asked:
            editor = form.field(name).editor
            if focus is None or not (editor is focus or editor.isAncestorOf(focus)):
                continue
            if isinstance(editor, YesEditor):
                if name not in ("receipt_lost", "is_anonymous", "is_secret"):
                    self.hands.press(Qt.Key.Key_Space)
            elif isinstance(editor, ChoiceEditor):
                if editor.value() is None:
                    self.hands.press(Qt.Key.Key_Right)
            elif not form.field(name).typed().draft():
                self.hands.type(self._words(form, name, editor))
            return

    def _words(self, form: AskedBody, name: str, editor: object) -> str:
        if isinstance(editor, DayEditor):
            return "" if name == "on" else "hari ini"
        kind = form._asked[name].kind
        return {"number": "4", "time": "", "phone": "0812-0000-0001"}.get(kind, "contoh")

    def _errors(self, form: AskedBody) -> list[str]:
        return [form.field(name).error() for name in form._asked if form.field(name).error()]

    def _is_current(self) -> bool:
        road, request = self.view.road_shown(), self.request()
        return road is not None and (road.request_id, road.version) == (request.id, request.version)
