"""One act's fields over its button: no refusal, Esc or lost window loses what was typed; does nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.errors import Refused
from desk.i18n import _
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.fields import Field, FormBody

LABEL = 104

Subject = dict[str, Any]
"""What the act is about, as plain data: it is kept with the draft."""


class ActForm(QWidget):
    """What each form says of itself: `name`, its fields, its operation and order, what to say afterwards."""

    name = ""
    ordered = Signal(object)
    """This form, whose `order()` may be done."""
    closed = Signal()
    changed = Signal()

    def __init__(self, word: str) -> None:
        super().__init__()
        self.subject: Subject = {}
        self._key = ""
        self._is_sent = False
        self.title = labels.wrapped("", kind="strong")
        self.about = labels.wrapped("", kind="quiet")
        self.body = FormBody(name=word, margins=(15, 12, 15, 15))
        self.body.add_widget(self.title)
        self.body.add_widget(self.about)
        self.save = buttons.primary(word, keys="Ctrl ⏎")
        self.cancel = buttons.secondary(_("Kembali"), keys="Esc")
        row = layouts.horizontal(margins=(15, 8, 15, 15), gap=8)
        layouts.fill(row, None, self.cancel, self.save)
        column = layouts.vertical(self)
        column.addWidget(self.body, 1)
        column.addLayout(row)
        self.body.submit_requested.connect(self.submit)
        self.body.save_requested.connect(self.submit)
        self.body.changed.connect(self._on_changed)
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.closed)

    # ---- what each form says of itself ---------------------------------------------------------------------

    @property
    def operation(self) -> Callable[..., Any]:
        """The operation that does it."""
        raise NotImplementedError

    def order(self, values: Mapping[str, Any]) -> object:
        """The order that stands in `values`; may raise Refused."""
        raise NotImplementedError

    def head(self) -> tuple[str, str]:
        """What the form is about, and what there is to know."""
        raise NotImplementedError

    def starting(self) -> Mapping[str, object]:
        """What stands in the fields at first."""
        return {}

    def show_fields(self) -> None:
        """Show and hide fields by the subject and by what stands in the others."""

    def said(self, _result: Any) -> tuple[str, str]:
        """How it went: the notice's kind (success, warning) and its sentence."""
        raise NotImplementedError

    # ---- what all forms do ---------------------------------------------------------------------------------

    def add(self, name: str, label: str, editor: QWidget, *, hint: str = "", note: str = "") -> Field:
        """Add a field for the order's attribute `name`."""
        return self.body.add(name, Field(label, editor, hint=hint, note=note, label_width=LABEL))

    @property
    def key(self) -> str:
        """The UUID made when the form opened: saved twice it is one act."""
        return self._key

    def begin(self, subject: Subject) -> None:
        """A new act on `subject`."""
        self.subject, self._key, self._is_sent = subject, str(uuid.uuid4()), False
        self._show_head()
        self.body.reset(self.starting())
        self.show_fields()
        self.body.settle()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self.body.focus_first()

    def submit(self) -> None:
        """Announce that the form is to be done, unless a field cannot be read."""
        if not self._is_sent and self.body.read() is not None:
            self.ordered.emit(self)

    def read(self) -> object | None:
        """The order; None where it cannot be, and then the reason stands beside its field."""
        values = self.body.read()
        if values is None:
            return None
        try:
            order = self.order(values)
        except Refused as refused:
            self.refuse(refused)
            return None
        self._is_sent = True
        return order

    def done(self) -> None:
        """It is in the books: nothing here waits any more."""
        self._is_sent = False
        self.body.settle()

    def refuse(self, refused: Refused) -> None:
        """Say beside its field why not; nothing typed is lost."""
        self._is_sent = False
        self.body.show_refusal(refused.field, refused.sentence)

    def failed(self) -> None:
        """It may be tried again."""
        self._is_sent = False

    def is_dirty(self) -> bool:
        """Whether something was typed that is not in the books."""
        return self.body.is_dirty()

    def draft(self) -> dict[str, Any]:
        """What stands here, as plain data."""
        return {"form": self.name, "subject": self.subject, "key": self._key, "fields": self.body.draft()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put a draft back; it is still the same form and acts only once."""
        self.begin(dict(draft["subject"]))
        self._key = draft.get("key", self._key)
        self.body.restore(draft.get("fields", {}))
        self.show_fields()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _show_head(self) -> None:
        title, about = self.head()
        self.title.setText(title)
        self.about.setText(about)
        self.about.setVisible(bool(about))

    def _on_changed(self) -> None:
        self.show_fields()
        self.changed.emit()
