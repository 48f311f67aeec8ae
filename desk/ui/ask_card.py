"""A card that asks for one act in the place of what it is about: questions as fields, or one of several rows.

Enter goes on and at the last field answers, Esc gives up; a refusal stands beside its field and nothing typed
is lost. Knows no act.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.rules.asked import Asked
from desk.ui.asked_fields import AskedBody
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.row_face import RowFace
from desk.ui.widgets.rows import RowsView


@dataclass(frozen=True)
class Asking:
    """What is asked: `head` over the card, `words` above the fields, `known` answers to begin with.

    `name` tells the same question again after a restart, for drafts.
    """

    head: str
    fields: tuple[Asked, ...]
    yes: str
    words: str = ""
    known: dict[str, Any] = field(default_factory=dict)
    name: str = ""


class AskCard(Card):
    """Hidden by whoever shows it until something is asked; `answered` gives it the values."""

    closed = Signal()
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Isian"))
        self._then: Callable[[dict[str, Any]], None] | None = None
        self._asking: Asking | None = None
        self.form: AskedBody | None = None
        self.rows: RowsView | None = None
        self._words = labels.wrapped("")
        self._inner = QWidget()
        self._column = layouts.vertical(self._inner, gap=8)
        self._no = buttons.secondary(_("Batal"), keys="Esc")
        self._yes = buttons.primary("", keys="Ctrl ⏎")
        self._yes.setShortcut(QKeySequence("Ctrl+Return"))
        self._lay()
        self._yes.clicked.connect(self.submit)
        self._no.clicked.connect(self.close_card)

    def ask(self, asking: Asking, then: Callable[[dict[str, Any]], None]) -> None:
        """Ask; `then` gets the values, and calls `close_card` or `refuse`."""
        self._clear()
        self._asking, self._then = asking, then
        self._begin(asking.head, asking.words)
        self.form = AskedBody(asking.fields, name=asking.head)
        self.form.put(asking.known)
        self.form.submit_requested.connect(self.submit)
        self._column.addWidget(self.form, 1)
        self._yes.show_word(asking.yes)
        self._yes.show()

    def choose(
        self, head: str, rows: Sequence[Any], face: Callable[[Any], RowFace], then: Callable[[Any], None]
    ) -> None:
        """Offer rows; Enter takes one."""
        self._clear()
        self._begin(head, "")
        self.rows = RowsView(face, name=head, empty=_("Tidak ada yang dapat dipilih sekarang."))
        self.rows.lead(112)
        self.rows.fill_height()
        self.rows.set_rows(rows)
        self.rows.select_at(0 if rows else -1)
        self.rows.row_activated.connect(then)
        self._column.addWidget(self.rows, 1)
        self._yes.hide()

    def take_keyboard(self) -> None:
        """Put the keyboard where the first answer is wanting."""
        if self.form is not None:
            self.form.focus_first_open()
        elif self.rows is not None:
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def asking(self) -> Asking | None:
        """What is asked now."""
        return self._asking

    def holds_work(self) -> bool:
        """Whether something was typed."""
        return self.form is not None and self.form.is_dirty()

    def draft(self) -> dict[str, Any] | None:
        """What was typed, and into which question; None where nothing was."""
        if self.form is None or self._asking is None or not self.holds_work():
            return None
        return {"name": self._asking.name, "fields": self.form.draft()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put a draft back, if its question is asked now."""
        if self.form is not None and self._asking is not None and self._asking.name == draft["name"]:
            self.form.restore(draft["fields"])

    def submit(self) -> None:
        """Answer, if everything typed can be read."""
        if self.form is None or self._then is None:
            return
        values = self.form.read()
        if values is not None:
            self._then(values)

    def refuse(self, error: DeskError) -> None:
        """Say why not, beside the field where there is one; what was typed stays."""
        if isinstance(error, Refused) and self.form is not None:
            self.form.show_refusal(error.field, error.sentence)
        else:
            self.failed.emit(error)

    def error(self, name: str) -> str:
        """What is said beside a field."""
        return self.form.field(name).error() if self.form is not None else ""

    def close_card(self) -> None:
        """Give up or be done."""
        self._clear()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    def _begin(self, head: str, words: str) -> None:
        self.set_head(head)
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _clear(self) -> None:
        for widget in (self.form, self.rows):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.form = self.rows = self._then = self._asking = None

    def _lay(self) -> None:
        told = layouts.horizontal(margins=(15, 4, 15, 0))
        told.addWidget(self._words)
        self.body.addLayout(told)
        self.body.addWidget(self._inner, 1)
        foot = layouts.horizontal(margins=(15, 8, 15, 15), gap=8)
        layouts.fill(foot, None, self._no, self._yes)
        self.body.addLayout(foot)
        self.rule_under_head()
