"""One picked item: how many, in what condition, what of it is there; every change is told at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.errors import Refused
from desk.i18n import _
from desk.ui.assets.picking import ItemRow, Mode
from desk.ui.widgets import editors, labels, layouts
from desk.ui.widgets.choices import ChecksEditor, ChoiceEditor
from desk.ui.widgets.fields import Field

_LABEL = 104


def _conditions(mode: Mode) -> list[tuple[str, str]]:
    """Out only what is fit; back in any condition, or lost."""
    fit = [("B", _("B baik")), ("KB", _("KB kurang baik"))]
    return fit if mode == "out" else [*fit, ("RB", _("RB rusak berat")), ("HILANG", _("hilang"))]


class ItemPane(QWidget):
    """The item on which the keyboard stands in the pick list."""

    changed = Signal(object)
    """The ItemRow as it is now."""

    def __init__(self) -> None:
        super().__init__()
        self._row: ItemRow | None = None
        self._quiet = False
        self.title = labels.elided_line("", kind="strong")
        self.count = editors.number()
        self.condition = ChoiceEditor(_conditions("in"))
        self.there = ChecksEditor([])
        self.note = editors.line(placeholder=_("goresan, kabel diganti …"))
        self.fields = {
            "count": Field(_("Jumlah"), self.count, label_width=_LABEL),
            "condition": Field(_("Keadaan"), self.condition, label_width=_LABEL),
            "there": Field(_("Lengkap"), self.there, label_width=_LABEL),
            "note": Field(_("Catatan"), self.note, label_width=_LABEL),
        }
        column = layouts.vertical(self, margins=(15, 12, 15, 8), gap=8)
        layouts.fill(column, self.title, *self.fields.values())
        for field in self.fields.values():
            field.changed.connect(self._on_changed)

    def show_item(self, row: ItemRow | None, mode: Mode) -> None:
        """Show an item as it was picked; None, or at the place of the event, shows nothing."""
        is_same = self._row is not None and row is not None and self._row.key == row.key
        self._row = row
        self.setVisible(row is not None and mode in ("out", "in"))
        if row is None:
            return
        self._quiet = True
        self.title.show_words(row.what)
        self.fields["count"].setVisible(row.unit_id is None)
        self.fields["there"].setVisible(bool(row.completeness))
        self.condition.set_choices(_conditions(mode))
        self.condition.choose(row.condition)
        if not is_same:
            self.there.set_choices([(part, part) for part in row.completeness])
            self.note.restore(row.note)
        self.there.restore([part for part in row.completeness if part not in row.missing])
        if not (is_same and self.count.hasFocus()):
            self.count.restore(str(row.picked) if row.picked else "")
        self._quiet = False

    def focus_first(self) -> None:
        """Put the keyboard on the first field."""
        first = self.count if self.fields["count"].isVisible() else self.condition
        first.setFocus()

    def type_count(self, figure: str) -> None:
        """A figure was typed on the item in the list: it begins its number."""
        self.count.restore(figure)
        self.count.setFocus()
        self.count.end(False)  # noqa: FBT003 # Qt's own signature

    def _on_changed(self) -> None:
        row = self._row
        if self._quiet or row is None:
            return
        picked = row.picked if row.unit_id is not None else self._count()
        if picked is None:
            return
        if picked > row.wanted:
            words = _("{name}: paling banyak {most}.")
            self.fields["count"].set_error(words.format(name=row.name, most=row.wanted))
            return
        ticked = self.there.value()
        missing = tuple(part for part in row.completeness if part not in ticked)
        self._row = replace(
            row,
            picked=picked,
            condition=self.condition.value() or row.condition,
            missing=missing,
            note=str(self.note.draft()),
        )
        self.changed.emit(self._row)

    def _count(self) -> int | None:
        try:
            return self.count.value() or 0
        except Refused as refused:
            self.fields["count"].set_error(refused.sentence)
            return None
