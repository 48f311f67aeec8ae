"""The calendar's head: which days and whose, a box to type a day into; says what was chosen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.queries.resources import ResourceRow
from desk.rules.office_dates import long_date, month_name, parse_booking, parse_day
from desk.ui import theme
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.chips import Chip
from desk.ui.widgets.editors import ComboEditor
from desk.ui.widgets.entry_box import EntryBox

_BOX, _NAMES = 140, 216
PERIODS = ("day", "week", "month")


class QuickBox(EntryBox):
    """ "sel" shows Tuesday at once, "rab 09-12" asks for Wednesday; Esc gives the keyboard back."""

    day_typed = Signal(object)
    wish_typed = Signal(object)
    """A rules.office_dates.TypedBooking, on Enter."""
    word_typed = Signal(str)
    """On Enter: what is neither, perhaps a resource's name."""

    def __init__(self) -> None:
        super().__init__(width=_BOX, placeholder=_("sel · rab 09-12"), name=_("Hari, atau hari dan jam"))
        self.textEdited.connect(self._on_edited)

    def begin(self, letters: str) -> None:
        """Begin with `letters`, which were typed on the calendar."""
        self.setText(letters)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.setCursorPosition(len(letters))
        self._on_edited(letters)

    def take(self, text: str) -> None:
        """A wish, a day that is shown already, or a word."""
        wish = parse_booking(text, clock.today())
        if wish is not None:
            self.wish_typed.emit(wish)
            return
        if text.strip() and parse_day(text, clock.today()) is None:
            self.word_typed.emit(text.strip())
        self.left.emit()

    def _on_edited(self, text: str) -> None:
        day = parse_day(text, clock.today())
        if day is not None:
            self.day_typed.emit(day)


class ResourceBox(ComboEditor):
    """The resource the calendar is about; a name typed and Enter, or one chosen, is said at once."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(placeholder=_("pilih sarana"))
        self.setAccessibleName(_("Sarana"))
        self.setFixedWidth(theme.px(_NAMES))
        self._now = ""
        self.completer().activated.connect(self._take)

    def show_chosen(self, key: str) -> None:
        """`key` is the one shown."""
        self._now = key
        if not self.hasFocus():
            self.choose(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self.choose(self._now)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.choose(self._now)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedWidth(theme.px(_NAMES))

    def _take(self, _words: str = "") -> None:
        try:
            key = self.value()
        except Refused:
            return
        if key is not None:
            self._now = str(key)
            self.chosen.emit(str(key))


class Head(QWidget):
    """Title and note of the days shown, back, today, on; all or one resource, the box, how many days."""

    page_wanted = Signal(int)
    today_wanted = Signal()
    view_chosen = Signal(str)
    all_wanted = Signal()
    resource_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = labels.title("")
        self.note = Chip()
        self.quick = QuickBox()
        self.back, self.on = buttons.secondary("◀"), buttons.secondary("▶")
        self.back.setAccessibleName(_("Sebelumnya"))
        self.on.setAccessibleName(_("Berikutnya"))
        self.today = buttons.secondary(_("Hari ini"), keys="T")
        self.all = buttons.secondary(_("Semua"), shortcut="Ctrl+0")
        self.all.setAccessibleName(_("Semua sarana"))
        self.all.setCheckable(True)
        self.resources = ResourceBox()
        names = (_("Hari"), _("Pekan"), _("Bulan"))
        self.views = {
            name: buttons.secondary(word, shortcut=f"Ctrl+{at}")
            for at, (name, word) in enumerate(zip(PERIODS, names, strict=True), 1)
        }
        self._lay()
        self._connect()

    def _lay(self) -> None:
        above = layouts.horizontal(margins=(15, 8, 12, 4), gap=6)
        layouts.fill(above, self.title, self.note, None, self.quick, self.back, self.today, self.on)
        below = layouts.horizontal(margins=(15, 0, 12, 8), gap=6)
        layouts.fill(below, self.all, self.resources, None, *self.views.values())
        column = layouts.vertical(self)
        column.addLayout(above)
        column.addLayout(below)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.page_wanted.emit(-1))
        self.on.clicked.connect(lambda: self.page_wanted.emit(1))
        self.today.clicked.connect(self.today_wanted)
        self.all.clicked.connect(self.all_wanted)
        self.resources.chosen.connect(self.resource_chosen)
        for name, button in self.views.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, name=name: self.view_chosen.emit(name))

    def show_view(self, name: str, *, is_all: bool) -> None:
        """Mark `name` (day, week, month), and whether all resources are shown."""
        buttons.mark(self.views, name)
        self.all.setChecked(is_all)
        self.all.update()

    def show_days(self, first: date, last: date, *, note: str, is_provisional: bool) -> None:
        """Say which days are shown, and what there is to say about a single one."""
        self.title.setText(long_date(first) if first == last else _range(first, last))
        self.note.show_state(note, "today" if is_provisional else "late")

    def show_month(self, month: date) -> None:
        """Say which month is shown."""
        self.title.setText(f"{month_name(month.month)} {month.year}")
        self.note.show_state("", "late")

    def offer(self, resources: tuple[ResourceRow, ...], chosen: str) -> None:
        """The resources the calendar can be shown of."""
        self.resources.set_choices([(row.key, row.name) for row in resources if row.is_active])
        self.resources.show_chosen(chosen)


def _range(first: date, last: date) -> str:
    """ "6–12 April 2026", "27 April – 3 Mei 2026"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month_name(last.month)} {last.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {month_name(first.month)}{year} – {last.day} {month_name(last.month)} {last.year}"
