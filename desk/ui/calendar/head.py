"""The calendar's head: which days, day or week, a box to type a day into; says what was chosen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.i18n import _
from desk.queries.resources import ResourceRow
from desk.rules.office_dates import long_date, month_name, parse_booking, parse_day
from desk.ui import theme
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.chips import Chip
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.editors import LineEditor

_BOX = 150


class QuickBox(LineEditor):
    """ "sel" shows Tuesday at once, "rab 09-12" asks for Wednesday; Esc gives the keyboard back."""

    day_typed = Signal(object)
    wish_typed = Signal(object)
    """A rules.office_dates.TypedBooking, on Enter."""
    word_typed = Signal(str)
    """On Enter: what is neither, perhaps a resource's name."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__(placeholder=_("sel · rab 09-12"))
        self.setAccessibleName(_("Hari, atau hari dan jam"))
        self.setFixedWidth(theme.px(_BOX))
        self.textEdited.connect(self._on_edited)

    def take(self, letters: str) -> None:
        """Begin with `letters`, which were typed on the calendar."""
        self.setText(letters)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.setCursorPosition(len(letters))
        self._on_edited(letters)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedWidth(theme.px(_BOX))

    def _on_edited(self, text: str) -> None:
        day = parse_day(text, clock.today())
        if day is not None:
            self.day_typed.emit(day)

    def _enter(self) -> None:
        text = self.text()
        wish = parse_booking(text, clock.today())
        is_day = parse_day(text, clock.today()) is not None
        self.clear()
        if wish is not None:
            self.wish_typed.emit(wish)
            return
        if not is_day and text.strip():
            self.word_typed.emit(text.strip())
        self.left.emit()


class Head(QWidget):
    """Title and note of the days shown, the box, back, today, on, day or week; below it the resources."""

    page_wanted = Signal(int)
    today_wanted = Signal()
    view_chosen = Signal(str)
    resource_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = labels.title("")
        self.note = Chip()
        self.quick = QuickBox()
        back, on = buttons.secondary("◀"), buttons.secondary("▶")
        back.setAccessibleName(_("Sebelumnya"))
        on.setAccessibleName(_("Berikutnya"))
        today = buttons.secondary(_("Hari ini"), keys="T")
        self.views = {"day": buttons.secondary(_("Hari")), "week": buttons.secondary(_("Pekan"))}
        self.resources = ChoiceEditor([])
        self.resources.setAccessibleName(_("Sarana"))
        row = layouts.horizontal(margins=(15, 8, 12, 8), gap=6)
        layouts.fill(row, self.title, self.note, None, self.quick, back, today, on, *self.views.values())
        self._below = QWidget()
        below = layouts.horizontal(self._below, margins=(15, 0, 12, 8))
        below.addWidget(self.resources, 1)
        column = layouts.vertical(self)
        column.addLayout(row)
        column.addWidget(self._below)
        back.clicked.connect(lambda: self.page_wanted.emit(-1))
        on.clicked.connect(lambda: self.page_wanted.emit(1))
        today.clicked.connect(self.today_wanted)
        for name, button in self.views.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, name=name: self.view_chosen.emit(name))
        self.resources.changed.connect(self._on_resource)

    def show_view(self, name: str) -> None:
        """Mark `name` (day, week); only the week has one resource to choose."""
        for each, button in self.views.items():
            button.setChecked(each == name)
            button.update()
        self._below.setVisible(name == "week")

    def show_days(self, first: date, last: date, *, note: str, is_provisional: bool) -> None:
        """Say which days are shown, and what there is to say about a single one."""
        self.title.setText(long_date(first) if first == last else _range(first, last))
        self.note.show_state(note, "today" if is_provisional else "late")

    def offer(self, resources: tuple[ResourceRow, ...], chosen: str) -> None:
        """The resources a week can be shown of."""
        self.resources.blockSignals(True)  # noqa: FBT003 # Qt's own signature
        self.resources.set_choices([(row.key, row.name) for row in resources if row.is_active])
        self.resources.choose(chosen)
        self.resources.blockSignals(False)  # noqa: FBT003 # Qt's own signature

    def _on_resource(self) -> None:
        key = self.resources.value()
        if key is not None:
            self.resource_chosen.emit(key)


def _range(first: date, last: date) -> str:
    """ "6–12 April 2026", "27 April – 3 Mei 2026"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month_name(last.month)} {last.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {month_name(first.month)}{year} – {last.day} {month_name(last.month)} {last.year}"
