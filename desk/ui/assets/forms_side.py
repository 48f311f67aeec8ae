"""The card at the right of the store: what is shown there, or one form over it; does what the form asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.ui.assets.act_form import ActForm, Subject
from desk.ui.assets.forms import EndForm, KitForm, OutageForm, RetireForm, SettleForm, StockForm, UnitForm
from desk.ui.attachments.card import AttachmentsCard
from desk.ui.widgets.cards import Card

FORMS: dict[str, Callable[[], ActForm]] = {
    "unit": UnitForm,
    "retire": RetireForm,
    "stock": StockForm,
    "kit": KitForm,
    "outage": OutageForm,
    "end": EndForm,
    "settle": SettleForm,
}


class FormsSide(Card):
    """One `shown` pane, and over it the form that is open; what was typed waits where a form is left."""

    done = Signal(str, str)
    """A notice's kind and sentence: how it went."""
    failed = Signal(object)
    """A DeskError that no field can say."""
    form_closed = Signal()
    laid_aside = Signal()
    """A form was left with something typed; `bring_back()` shows it again."""

    def __init__(self, desk: Desk, head: str, shown: QWidget) -> None:
        super().__init__(head)
        self._desk, self._own_head, self._shown = desk, head, shown
        self.rule_under_head()
        self._stack = QStackedWidget()
        self._stack.addWidget(shown)
        self.body.addWidget(self._stack)
        self._forms: dict[str, ActForm] = {}
        self._kept: dict[str, Any] | None = None
        self._files: AttachmentsCard | None = None

    def open_files(self, noun: str, noun_id: int, head: str) -> None:
        """Show the photos and papers of a record over what lies beneath."""
        if self._files is None:
            self._files = AttachmentsCard(self._desk)
            self._stack.addWidget(self._files)
            self._files.failed.connect(self.failed)
            self._files.said.connect(lambda words: self.done.emit("success", words))
        self._files.show(noun, noun_id, purpose="photo")
        self._stack.setCurrentWidget(self._files)
        self.set_head(head)
        self._files.setFocus()

    def is_covered(self) -> bool:
        """Whether a form or files lie over the pane."""
        return self._stack.currentWidget() is not self._shown

    def form(self, name: str) -> ActForm:
        """The form called `name` (see `FORMS`); made when it is first wanted: the start waits for none."""
        if name not in self._forms:
            form = self._forms[name] = FORMS[name]()
            self._stack.addWidget(form)
            form.ordered.connect(self._on_ordered)
            form.closed.connect(self.close_form)
        return self._forms[name]

    def open_form(self) -> ActForm | None:
        """The form that is open, if any."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, ActForm) else None

    def begin(self, name: str, subject: Subject) -> None:
        """Open a form about `subject`."""
        form = self.form(name)
        form.begin(subject)
        self._open(form)

    def show_head(self, head: str) -> None:
        """Say whose pane it is; a form that is open keeps its own head."""
        self._own_head = head
        if self.open_form() is None:
            self.set_head(head)

    def close_form(self) -> None:
        """Back to what lies beneath; what was typed waits."""
        form = self.open_form()
        if form is None:
            self._close()
            return
        is_dirty = form.is_dirty()
        self._kept = form.draft() if is_dirty else self._kept
        self._close()
        if is_dirty:
            self.laid_aside.emit()

    def bring_back(self) -> None:
        """Show again what was laid aside."""
        if self._kept is not None:
            self.restore(self._kept)

    def holds_work(self) -> bool:
        """Whether the form that is open has something typed in it."""
        form = self.open_form()
        return form is not None and form.is_dirty()

    def draft(self) -> dict[str, Any] | None:
        """What is typed, or was laid aside."""
        form = self.open_form()
        return form.draft() if form is not None and form.is_dirty() else self._kept

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put it back."""
        if draft.get("form") in FORMS:
            form = self.form(draft["form"])
            self._kept = None
            form.restore(draft)
            self._open(form)

    def _open(self, form: ActForm) -> None:
        self._stack.setCurrentWidget(form)
        self.set_head(form.save.word())
        form.focus_first()

    def _close(self) -> None:
        self._stack.setCurrentWidget(self._shown)
        self.set_head(self._own_head)
        self.form_closed.emit()

    def _on_ordered(self, form: ActForm) -> None:
        order = form.read()
        if order is None:
            return

        def then(result: Any) -> None:
            kind, sentence = form.said(result)
            form.done()
            if self._kept is not None and self._kept.get("key") == form.key:
                self._kept = None
            self._close()
            self.done.emit(kind, sentence)

        def otherwise(error: DeskError) -> None:
            if isinstance(error, Refused):
                form.refuse(error)
            else:
                form.failed()
                self.failed.emit(error)

        self._desk.do(self, form.operation, order, then=then, otherwise=otherwise)


def whom_to_ask(error: Refused, contact: str) -> str:
    """Why who sits here may only look, and whom to call."""
    return f"{error.sentence} {_('Hubungi: {0}.').format(contact)}" if contact else error.sentence
