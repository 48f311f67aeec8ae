"""Sitting down at the desk: sign in, or come back after a lock; knows no screen behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desk.errors import DeskError
from desk.i18n import _
from desk.operations.accounts import SignInOrder
from desk.queries.accounts import AccountRow
from desk.rules.rights import ROLES
from desk.ui import theme
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.editors import ComboEditor
from desk.ui.widgets.fields import Field, FormBody
from desk.ui.widgets.secrets import SecretEditor


class SignIn(QWidget):
    """A card over the whole window: who, and the PIN. Enter after the PIN sits down."""

    ordered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card(_("Masuk"))
        self._words = labels.wrapped("")
        self._form = FormBody(name=_("Masuk"))
        self._who = ComboEditor([])
        self._secret = SecretEditor()
        self._form.add("username", Field(_("Petugas"), self._who))
        self._form.add("secret", Field(_("PIN / kata sandi"), self._secret))
        self._submit = buttons.primary(_("Masuk"), keys="Enter")
        self._lay()
        self._submit.clicked.connect(self._order)
        self._secret.returnPressed.connect(self._order)
        self._form.submit_requested.connect(self._order)

    def offer(self, rows: Sequence[AccountRow], *, last: int | None = None, words: str = "") -> None:
        """Offer the accounts that may sit down, the one with id `last` chosen; `words` says why."""
        active = [row for row in rows if row.is_active]
        self._who.set_choices([(row.username, f"{row.name} · {ROLES[row.role]}") for row in active])
        chosen = next((row for row in active if row.account_id == last), active[0] if active else None)
        self._who.choose(chosen.username if chosen else "")
        self._words.setText(words or _("Pilih nama, ketik PIN, lalu Enter."))
        self._submit.setEnabled(True)
        self._form.clear_refusals()
        self._secret.clear()
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: DeskError) -> None:
        """Say why nobody sat down; the name stays, the PIN is typed anew."""
        self._submit.setEnabled(True)
        self._secret.clear()
        self._form.show_refusal("secret", str(error))

    def _lay(self) -> None:
        self._card.setFixedWidth(theme.px(460))
        self._card.padded().addWidget(self._words)
        self._card.body.addWidget(self._form)
        row = layouts.horizontal(margins=(0, 0, 0, 12), gap=8)
        layouts.fill(row, None, self._submit)
        self._card.padded().addLayout(row)
        self._form.setFixedHeight(theme.px(120))
        outer = layouts.vertical(self, margins=24)
        layouts.fill(outer, None)
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        layouts.fill(outer, None)

    def _order(self) -> None:
        values = self._form.read()
        if values is None or not self._submit.isEnabled():
            return
        self._submit.setEnabled(False)
        self.ordered.emit(SignInOrder(values["username"] or "", values["secret"]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("ground"))  # nothing beneath a lock may be read
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
