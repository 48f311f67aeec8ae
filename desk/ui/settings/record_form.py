"""A form for one record at a time that loses nothing: what was typed for one waits while another is shown.

Knows no record: fields are told by an order's attributes, records by a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.fields import Field, FormBody
from desk.ui.widgets.secrets import SecretEditor


class RecordForm(Card):
    """Fields over *Simpan* (Ctrl S) and *Kembalikan*; `save_wanted` is sent with what the fields read."""

    save_wanted = Signal(dict)
    changed = Signal()
    closed = Signal()
    """*Tutup* or Esc where the form was made `closable` and holds nothing unsaved."""

    def __init__(self, name: str, *, closable: bool = False) -> None:
        super().__init__(name)
        self._closable = closable
        self._close = buttons.secondary(_("Tutup"), keys="Esc")
        self.form = FormBody(name=name)
        self._key: str | None = None
        self._values: Mapping[str, object] = {}
        self._waiting: dict[str, dict[str, object]] = {}
        self._sent: dict[str, object] | None = None
        self._why_not = ""
        self._reason = labels.wrapped("", kind="quiet")
        self._revert = buttons.secondary(_("Kembalikan"))
        self._save = buttons.primary(_("Simpan"), keys="Ctrl S")
        self._lay()
        self.form.changed.connect(self._on_changed)
        self.form.save_requested.connect(self.save)
        self.form.submit_requested.connect(self.save)
        self._save.clicked.connect(self.save)
        self._revert.clicked.connect(self.revert)
        self._close.clicked.connect(self.closed)

    def key(self) -> str | None:
        """The record shown."""
        return self._key

    def show_record(self, key: str, head: str, values: Mapping[str, object]) -> None:
        """Show `values` (as drafts) of the record `key`; unsaved typing of this or another record is kept."""
        is_same = key == self._key
        if is_same and self.is_changed():
            self._values = values
            return
        if self._key is not None and self.form.is_dirty():
            self._waiting[self._key] = self.form.draft()
        self._key, self._values = key, values
        self.set_head(head)
        self.form.reset(values)
        if key in self._waiting:
            self.form.restore(self._waiting.pop(key))
        self._show_state()

    def set_reason(self, why_not: str) -> None:
        """Say why nothing may be changed here; with an empty `why_not` everything may."""
        self._why_not = why_not
        self.form.set_editable(editable=not why_not)
        self._show_state()

    def is_changed(self) -> bool:
        """Whether anything was typed and not saved."""
        return self.form.is_dirty() or any(secret.text() for secret in self.findChildren(SecretEditor))

    def unsaved(self) -> frozenset[str]:
        """The keys of the records with unsaved typing."""
        shown = {self._key} if self._key is not None and self.is_changed() else set()
        return frozenset(self._waiting.keys() | shown)

    def save(self) -> None:
        """Send what the fields read, unless one cannot be read or there is nothing to save."""
        if self._sent is not None or self._why_not or not self.is_changed():
            return
        values = self.form.read()
        if values is None:
            return
        self._sent = self.form.draft()
        self._show_state()
        self.save_wanted.emit(values)

    def saved(self) -> None:
        """What was sent stands in the database now; what was typed since stays unsaved."""
        if self._sent == self.form.draft():
            for secret in self.findChildren(SecretEditor):
                secret.clear()
            self.form.clear_refusals()
            self.form.settle()
        self._sent = None
        self._show_state()
        self.changed.emit()

    def refuse(self, error: DeskError) -> bool:
        """Say beside its field why nothing was saved; False where it is none of the fields' business."""
        self._sent = None
        self._show_state()
        if not isinstance(error, Refused):
            return False
        self.form.show_refusal(error.field, error.sentence)
        return True

    def revert(self) -> None:
        """Show again what is saved."""
        self.form.reset(self._values)
        self.form.focus_first()

    def draft(self) -> dict[str, Any] | None:
        """All unsaved typing by record."""
        kept: dict[str, Any] = dict(self._waiting)
        if self._key is not None and self.form.is_dirty():
            kept[self._key] = self.form.draft()
        return kept or None

    def restore(self, draft: dict[str, Any]) -> None:
        """Put unsaved typing back; it shows when its record does."""
        self._waiting.update(draft)
        if self._key in self._waiting and self._key is not None:
            self.form.restore(self._waiting.pop(self._key))
        self._show_state()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._close.isHidden():
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def add(self, name: str, field: Field) -> Field:
        """Add `field` for the order's attribute `name`."""
        return self.form.add(name, field)

    def _lay(self) -> None:
        self.body.addWidget(self.form, 1)
        row = layouts.horizontal(margins=(15, 8, 15, 15), gap=8)
        row.addWidget(self._reason, 1)
        layouts.fill(row, self._close, self._revert, self._save)
        self.body.addLayout(row)

    def _on_changed(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        is_changed = self.is_changed()
        may = not self._why_not
        self._reason.setText(self._why_not or (_("Belum disimpan.") if is_changed else ""))
        self._save.setVisible(may)
        self._revert.setVisible(may and is_changed)
        self._close.setVisible(self._closable and not is_changed)
        self._save.setEnabled(is_changed and self._sent is None)
