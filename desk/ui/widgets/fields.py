"""Fields (label, editor, error, hint) and the body of a form made of them; knows no order.

A refusal is shown beside its field and clears nothing; Enter goes to the next field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desk.errors import Refused
from desk.i18n import _
from desk.ui import theme
from desk.ui.widgets import labels, layouts, paint
from desk.ui.widgets.editors import Editor, set_quietly

LABEL_WIDTH = 140


class _Error(QWidget):
    """One sentence in the late colour behind a warning sign."""

    def __init__(self) -> None:
        super().__init__()
        row = layouts.horizontal(self, margins=(18, 2, 0, 2))
        self.sentence = labels.wrapped("", kind="error")
        row.addWidget(self.sentence)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(12)
        box = self.rect().adjusted(theme.px(1), theme.px(4), 0, 0)
        box.setSize(box.size().scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio))
        paint.mark(painter, box.toRectF(), "warn", color=theme.color("late"))
        painter.end()


class Field(QWidget):
    """A label (and quiet note) in a fixed column, the editor beside it, below it the error or the hint."""

    changed = Signal()

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        note: str = "",
        label_width: int = LABEL_WIDTH,
    ) -> None:
        super().__init__()
        self.editor = editor
        self._label = labels.wrapped(label)
        self._label_width = label_width
        self._note = labels.quiet(note)
        self._hint = labels.wrapped(hint, kind="quiet")
        self._error = _Error()
        self._placeholder = editor.placeholderText() if isinstance(editor, QLineEdit | QPlainTextEdit) else ""
        self._lay()
        for part, words in ((self._label, label), (self._hint, hint), (self._note, note)):
            part.setVisible(bool(words))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        self._describe(hint)
        if hasattr(editor, "changed"):
            editor.changed.connect(self._on_changed)

    def typed(self) -> Editor:
        """The editor as what can be read, kept and restored."""
        return cast("Editor", self.editor)

    def set_label(self, label: str) -> None:
        """Show another label."""
        self._label.setText(label)
        self._label.setVisible(bool(label))
        self.editor.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Show another hint below; none where empty."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint) and not self._error.sentence.text())
        self._describe(hint)

    def set_error(self, sentence: str | None) -> None:
        """Show `sentence` below the editor, or take it away."""
        self._error.sentence.setText(sentence or "")
        self._error.setVisible(bool(sentence))
        self._hint.setVisible(bool(self._hint.text()) and not sentence)
        self._describe(sentence or self._hint.text())
        self.editor.setProperty("refused", "true" if sentence else "false")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def error(self) -> str:
        """The sentence shown, or nothing."""
        return self._error.sentence.text()

    def set_editable(self, *, editable: bool) -> None:
        """Whether what stands there may be changed; it stays readable, and text stays selectable."""
        if isinstance(self.editor, QLineEdit | QPlainTextEdit):
            self.editor.setReadOnly(not editable)
            self.editor.setPlaceholderText(self._placeholder if editable else _("belum diisi"))
            self.editor.setProperty("fixed", "false" if editable else "true")
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)
        else:
            self.editor.setEnabled(editable)

    def _lay(self) -> None:
        row = layouts.horizontal(self, gap=12)
        left = layouts.vertical(margins=(0, 6, 0, 0))
        layouts.fill(left, self._label, self._note, None)
        self._left = QWidget()
        self._left.setLayout(left)
        self._left.setFixedWidth(theme.px(self._label_width))
        right = layouts.vertical(gap=2)
        layouts.fill(right, self.editor, self._error, self._hint)
        row.addWidget(self._left)
        row.addLayout(right, 1)
        self._left.setVisible(self._label_width > 0)  # now part of the field: alone it would be a window

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_left"):
            self._left.setFixedWidth(theme.px(self._label_width))

    def _describe(self, sentence: str) -> None:
        self.editor.setAccessibleDescription(sentence)

    def _on_changed(self) -> None:
        if self._error.sentence.text():
            self.set_error(None)
        self.changed.emit()


class FormBody(QScrollArea):
    """Fields by the names of an order's attributes, in one scrolling column."""

    changed = Signal()
    save_requested = Signal()
    submit_requested = Signal()
    _hugs = False

    def __init__(self, *, name: str, margins: layouts.Margins = (15, 4, 15, 15)) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = inner = QWidget()
        inner.setProperty("ground", "clear")
        self.column: QVBoxLayout = layouts.vertical(inner, margins=margins, gap=8)
        self.column.addStretch(1)
        self.setWidget(inner)
        self._fields: dict[str, Field] = {}
        self._unmatched = _Error()
        self.column.insertWidget(0, self._unmatched)
        self._clean: dict[str, object] = {}
        self._asked_to_leave: dict[str, object] | None = None

    def hug(self) -> None:
        """Be as tall as the fields instead of all the room there is; with less room it still scrolls."""
        self._hugs = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._hugs:
            return hint
        tall = self._inner.heightForWidth(self.viewport().width())
        return QSize(hint.width(), tall if tall > 0 else self._inner.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), min(self.sizeHint().height(), theme.px(64))) if self._hugs else hint

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._hugs and watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._hugs and event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def add(self, name: str, field: Field) -> Field:
        """Add `field` for the order's attribute `name`, below the others."""
        self._fields[name] = field
        self.column.insertWidget(self.column.count() - 1, field)
        field.changed.connect(self.changed)
        self._clean[name] = field.typed().draft()
        return field

    def add_widget(self, widget: QWidget) -> None:
        """Add something between the fields: a section head, a list, a row of buttons."""
        self.column.insertWidget(self.column.count() - 1, widget)

    def field(self, name: str) -> Field:
        """The field of the attribute `name`."""
        return self._fields[name]

    def read(self) -> dict[str, Any] | None:
        """Every visible field's value; None where one cannot be read (said beside it, the first focused)."""
        values: dict[str, Any] = {}
        refusals: list[tuple[str, str]] = []
        self.clear_refusals()
        for name, field in self._fields.items():
            if field.isHidden():
                continue
            try:
                values[name] = field.typed().value()
            except Refused as refused:
                refusals.append((name, refused.sentence))
        for name, sentence in reversed(refusals):
            self.show_refusal(name, sentence)
        return None if refusals else values

    def show_refusal(self, field: str | None, sentence: str) -> bool:
        """Say `sentence` beside `field` (dotted names by their last known part), focus it, scroll to it.

        Without such a field the sentence stands above the form; False then. Nothing is ever cleared.
        """
        shown = self._named(field)
        if shown is None:
            self._unmatched.sentence.setText(sentence)
            self._unmatched.setVisible(True)
            self.ensureVisible(0, 0)
            return False
        shown.set_error(sentence)
        shown.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bring(shown)
        # the sentence has its height only once the fields were laid out again
        QTimer.singleShot(0, self, lambda: self._bring(shown))
        return True

    def _bring(self, shown: Field) -> None:
        self.column.activate()
        top = shown.mapTo(self._inner, QPoint(0, 0)).y()
        self.ensureVisible(0, top + shown.height(), 0, theme.px(8))
        self.ensureVisible(0, top, 0, theme.px(8))

    def clear_refusals(self) -> None:
        """Take all error sentences away."""
        self._unmatched.sentence.setText("")
        self._unmatched.hide()
        for field in self._fields.values():
            if field.error():
                field.set_error(None)

    def draft(self) -> dict[str, object]:
        """What stands in the fields as plain data, readable or not; for drafts."""
        return {name: field.typed().draft() for name, field in self._fields.items()}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put `draft` back; fields it does not name stay as they are."""
        for name, stored in draft.items():
            if name in self._fields:
                self._fields[name].typed().restore(stored)

    def set_editable(self, *, editable: bool) -> None:
        """Whether what stands there may be changed; it stays readable, and text stays selectable."""
        for field in self._fields.values():
            field.set_editable(editable=editable)

    def is_dirty(self) -> bool:
        """Whether anything differs from when the form was last `settle`d."""
        return self.draft() != self._clean

    def may_leave(self) -> bool:
        """Whether a window may close over the form: with something typed only when asked a second time."""
        typed = self.draft()
        if typed in (self._clean, self._asked_to_leave):
            return True
        self._asked_to_leave = typed
        self.show_refusal(None, _("Isian belum disimpan. Tekan Esc sekali lagi untuk membuangnya."))
        return False

    def settle(self) -> None:
        """What stands there now counts as clean (after saving, or after pre-filling)."""
        self._clean = self.draft()

    def reset(self, draft: Mapping[str, object] | None = None) -> None:
        """An empty form, or one holding `draft`, without errors and clean."""
        self.clear_refusals()
        for name, field in self._fields.items():
            set_quietly(field.typed(), (draft or {}).get(name))
        self.settle()
        self.changed.emit()

    def focus_first(self) -> None:
        """Put the keyboard into the first field that shows."""
        first = next((field for field in self._fields.values() if not field.isHidden()), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and held == Qt.KeyboardModifier.ControlModifier:
            self.submit_requested.emit()
        elif event.key() == Qt.Key.Key_S and held == Qt.KeyboardModifier.ControlModifier:
            self.save_requested.emit()
        elif is_enter and not held:
            self.focusNextPrevChild(True)  # noqa: FBT003 # Qt's own signature
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _named(self, field: str | None) -> Field | None:
        parts = field.split(".") if field else []
        for name in [field or "", *reversed(parts)]:
            if name in self._fields and not self._fields[name].isHidden():
                return self._fields[name]
        return None
