"""The line of an opname being counted, and the decisions at its close; says what was wanted, does nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.errors import Refused
from desk.i18n import _
from desk.operations.stock_takes import CloseOrder, CountOrder
from desk.queries.stock_takes import TakeLineRow, TakeRow
from desk.ui.assets.forms import conditions
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.editors import LongTextEditor
from desk.ui.widgets.fields import Field, FormBody

_LABEL = 88


def decision_words() -> dict[str, str]:
    """What a difference may become, in the office's words."""
    return {
        "note": _("catat saja"),
        "lost": _("catat hilang"),
        "broken": _("catat rusak"),
        "found": _("catat ditemukan"),
        "condition": _("perbarui keadaan"),
    }


class CountPane(QWidget):
    """How many of one line were found, in what condition; Enter on the number counts it and goes on."""

    counted = Signal(object)
    """A CountOrder."""

    def __init__(self) -> None:
        super().__init__()
        self._line: TakeLineRow | None = None
        self.title = labels.wrapped("", kind="strong")
        self.about = labels.wrapped("", kind="quiet")
        self.condition = ChoiceEditor(conditions())
        self.body = FormBody(name=_("Hitungan"), margins=(15, 12, 15, 15))
        self.body.add_widget(self.title)
        self.body.add_widget(self.about)
        self.body.add("found", Field(_("Ditemukan"), editors.number(), label_width=_LABEL))
        self.body.add("condition", Field(_("Keadaan"), self.condition, label_width=_LABEL))
        self.body.add("note", Field(_("Catatan"), LongTextEditor(lines=2), label_width=_LABEL))
        self.save = buttons.primary(_("Simpan hitungan"), keys="Ctrl ⏎")
        row = layouts.horizontal(margins=(15, 8, 15, 15))
        layouts.fill(row, None, self.save)
        column = layouts.vertical(self)
        column.addWidget(self.body, 1)
        column.addLayout(row)
        self.body.submit_requested.connect(self.submit)
        self.body.save_requested.connect(self.submit)
        self.save.clicked.connect(self.submit)

    def line(self) -> TakeLineRow | None:
        """The line shown."""
        return self._line

    def show_line(self, line: TakeLineRow) -> None:
        """Show a line as it was counted; the same line again keeps what is typed."""
        if self._line is not None and self._line.id == line.id and self.body.is_dirty():
            self._line = line
            return
        self._line = line
        self.title.setText(f"{line.resource_name} {line.label or ''}".strip())
        out = _(", {0} dibawa peminjam").format(line.out) if line.out else ""
        self.about.setText(_("Seharusnya di tempat: {0}{1}").format(line.counted.on_shelf, out))
        self.body.field("condition").setVisible(line.is_unit)
        known = line.condition or line.known
        self.body.reset(
            {
                "found": "" if line.found is None else str(line.found),
                "condition": dict(conditions()).get(known or "", ""),
                "note": line.note or "",
            }
        )

    def allow(self, *, may: bool) -> None:
        """Whether who sits here may count."""
        self.body.set_editable(editable=may)
        self.save.setVisible(may)

    def submit(self) -> None:
        """Emit the count that stands in the fields."""
        values = self.body.read()
        if values is None or self._line is None:
            return
        if values["found"] is None:
            self.body.show_refusal("found", _("Isi berapa yang ditemukan; 0 bila tidak ada."))
            return
        condition = values.get("condition") if values["found"] else None
        self.counted.emit(CountOrder(self._line.id, values["found"], condition, values["note"] or None))

    def refuse(self, refused: Refused) -> None:
        """Say why not beside its field."""
        self.body.show_refusal(refused.field, refused.sentence)

    def settle(self) -> None:
        """What stands there is counted."""
        self.body.settle()

    def is_dirty(self) -> bool:
        """Whether something was typed that is not counted."""
        return self.body.is_dirty()


class ClosePane(QWidget):
    """Every difference with what it becomes; nothing is decided by itself."""

    wanted = Signal(object)
    """A CloseOrder."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._take_id = 0
        self._editors: dict[int, ChoiceEditor] = {}
        self.about = labels.wrapped("", kind="quiet")
        self.body = FormBody(name=_("Tutup opname"), margins=(15, 12, 15, 15))
        self.save = buttons.primary(_("Tutup opname"), keys="Ctrl ⏎")
        self.cancel = buttons.secondary(_("Kembali"), keys="Esc")
        self._column = layouts.vertical(self)
        self._column.addWidget(self.body, 1)
        row = layouts.horizontal(margins=(15, 8, 15, 15), gap=8)
        layouts.fill(row, None, self.cancel, self.save)
        self._column.addLayout(row)
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.left)

    def show_take(self, take: TakeRow) -> None:
        """One field for each line that did not agree, to begin with *catat saja*."""
        self._take_id = take.id
        self._editors = {}
        body = FormBody(name=_("Tutup opname"), margins=(15, 12, 15, 15))
        uncounted = sum(line.found is None for line in take.lines)
        words = _("{count} baris belum dihitung dan tetap seperti dalam catatan.")
        if uncounted:
            body.add_widget(labels.wrapped(words.format(count=uncounted), kind="quiet"))
        all_words = decision_words()
        for line in take.lines:
            if not line.decisions:
                continue
            choices = [(each, all_words[each]) for each in (*line.decisions[-1:], *line.decisions[:-1])]
            editor = ChoiceEditor(choices, chosen="note")
            name = f"{line.resource_name} {line.label or ''}".strip()
            body.add_widget(labels.wrapped(f"{name} — {line.words}", kind="strong"))
            editor.setAccessibleName(name)
            body.add(f"line{line.id}", Field("", editor, label_width=0))
            self._editors[line.id] = editor
        if not self._editors:
            body.add_widget(labels.wrapped(_("Semua yang dihitung sesuai dengan catatan."), kind="body"))
        note = Field(_("Catatan"), LongTextEditor(lines=2), label_width=_LABEL)
        body.add("note", note)
        body.submit_requested.connect(self.submit)
        body.save_requested.connect(self.submit)
        self._column.replaceWidget(self.body, body)
        self.body.deleteLater()
        self.body = body
        self.setTabOrder(body, self.cancel)
        body.focus_first()

    def order(self) -> CloseOrder | None:
        """What was decided; None where the note cannot be read."""
        values = self.body.read()
        if values is None:
            return None
        decisions = tuple(
            (line_id, editor.value())
            for line_id, editor in self._editors.items()
            if editor.value() not in (None, "note")
        )
        return CloseOrder(self._take_id, decisions, values["note"] or None)

    def submit(self) -> None:
        """Emit what was decided."""
        order = self.order()
        if order is not None:
            self.wanted.emit(order)

    def refuse(self, refused: Refused) -> None:
        """Say why not; nothing decided is lost."""
        self.body.show_refusal(refused.field, refused.sentence)

    def is_dirty(self) -> bool:
        """Whether something was decided or written."""
        return self.body.is_dirty()

    def draft(self) -> dict[str, Any]:
        """What was decided so far."""
        return dict(self.body.draft())

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put it back."""
        self.body.restore(draft)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
