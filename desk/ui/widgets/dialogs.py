"""The one place for questions and messages that stop, plain text and in our look; knows no act."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from desk.i18n import _
from desk.ui import theme
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.editors import LongTextEditor
from desk.ui.widgets.fields import Field


class Question(QDialog):
    """A sentence over two buttons; Enter says yes, Esc no. `content` stands between."""

    def __init__(self, parent: QWidget | None, question: str, *, yes: str, no: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("desk"))
        self.setAccessibleName(question)
        self._column = layouts.vertical(self, margins=24, gap=12)
        self._question = labels.wrapped(question, kind="strong")
        self.yes: Button = buttons.primary(yes, keys="Enter")
        self.no: Button = buttons.secondary(no, keys="Esc")
        row = layouts.horizontal(margins=(0, 8, 0, 0), gap=8)
        layouts.fill(row, None, self.no, self.yes)
        self._column.addWidget(self._question)
        self._column.addLayout(row)
        self.no.setVisible(bool(no))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self.setMinimumWidth(theme.px(420))
        self.setMaximumWidth(theme.px(640))
        self.yes.setFocus()

    def add(self, widget: QWidget) -> None:
        """Put `widget` between the question and the buttons."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)


class ReasonQuestion(Question):
    """A question that wants a reason; yes without one is refused beside the field."""

    def __init__(self, parent: QWidget | None, question: str, *, yes: str, no: str, label: str) -> None:
        super().__init__(parent, question, yes=yes, no=no)
        self.reason = Field(label, LongTextEditor(lines=3), label_width=0)
        self.reason.editor.setAccessibleName(label)
        self.add(labels.body(label))
        self.add(self.reason)
        self.reason.editor.setFocus()

    def accept(self) -> None:
        """Close with yes, unless no reason is given."""
        if not str(self.reason.typed().value()).strip():
            self.reason.set_error(_("Alasan belum diisi."))
            self.reason.editor.setFocus()
            return
        super().accept()


def ask(parent: QWidget | None, question: str, *, yes: str, no: str, detail: str = "") -> bool:
    """Ask `question`; True for `yes`, False for `no` or Esc."""
    dialog = Question(parent, question, yes=yes, no=no)
    if detail:
        dialog.add(labels.wrapped(detail))
    return _answer(dialog)


def ask_reason(parent: QWidget | None, question: str, *, yes: str, no: str, label: str = "") -> str | None:
    """Ask `question` and the reason; the reason, or None for `no` or Esc."""
    dialog = ReasonQuestion(parent, question, yes=yes, no=no, label=label or _("Alasan"))
    said_yes = _answer(dialog)
    return str(dialog.reason.typed().value()).strip() if said_yes else None


def tell(parent: QWidget | None, sentence: str, *, detail: str = "") -> None:
    """Say `sentence` and wait until it was read."""
    dialog = Question(parent, sentence, yes=_("Mengerti"))
    if detail:
        dialog.add(labels.wrapped(detail))
    _answer(dialog)


def _answer(dialog: Question) -> bool:
    said_yes = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return said_yes
