"""One year's days off, by kind, and what is not sure about them; changes nothing and asks nobody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desk import clock
from desk.i18n import _
from desk.queries.office_calendar import DayOffRow, HalfDayRow, YearRows
from desk.rules.calendar_policies import FIRST_YEAR, LAST_YEAR
from desk.rules.office_dates import clock_time, short_date
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.rows import RowFace, RowsView
from desk.ui.widgets.warned import Warned

_LEAD = 84
_KINDS = ("all", "national", "cuti_bersama", "balinese", "closure")
Row = DayOffRow | HalfDayRow


def kind_of(row: Row) -> str:
    """The group a row belongs to; half days lie with the closures."""
    return row.kind if isinstance(row, DayOffRow) else "closure"


def day_face(row: Row) -> RowFace:
    """A day off or a half day in the list."""
    if isinstance(row, HalfDayRow):
        hours = f"{clock_time(row.closed_from)}–{clock_time(row.closed_to)}"
        words = _("tutup {hours}, tetap dihitung").format(hours=hours)
        chip: tuple[str, Tone] = (_("setengah hari"), "info")
        return RowFace(row.name, lead=short_date(row.day), second=words, end_chip=chip, title_bold=False)
    second = f"{row.circular} · {row.bali}" if row.circular else row.bali
    return RowFace(
        row.name, lead=short_date(row.day), second=second, end_chip=day_chip(row), title_bold=False
    )


def day_chip(row: DayOffRow) -> tuple[str, Tone]:
    """Its kind; of a Balinese day whether it counts."""
    chips: dict[str, tuple[str, Tone]] = {
        "national": (_("libur nasional"), "quiet"),
        "cuti_bersama": (_("cuti bersama"), "quiet"),
        "closure": (_("penutupan"), "info"),
    }
    if row.kind == "balinese":
        return (_("dikonfirmasi"), "done") if row.is_confirmed else (_("diusulkan"), "today")
    return chips[row.kind]


class DaysCard(Card):
    """Arrows walk kinds and days, Alt with an arrow the years; `day_chosen` is Enter on a row."""

    year_wanted = Signal(int)
    day_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Hari libur"))
        self._rows: YearRows | None = None
        self._year = clock.today().year
        self.earlier = buttons.secondary("◀", keys="Alt ←")
        self.later = buttons.secondary("▶", keys="Alt →")
        self.kinds = ChoiceEditor([], chosen="all")
        self.list = RowsView(day_face, name=_("Hari libur"), empty=_("Tidak ada."), key=_key)
        self._title = labels.title("")
        self._cautions = QWidget()
        layouts.vertical(self._cautions, gap=4)
        self._lay()
        self._connect()
        self.setFocusProxy(self.list)

    def year(self) -> int:
        """The year shown."""
        return self._year

    def rows(self) -> YearRows | None:
        """The year as it was last answered."""
        return self._rows

    def show_year(self, rows: YearRows) -> None:
        """Show this year; the kind chosen stays chosen."""
        self._rows, self._year = rows, rows.year
        self._title.setText(str(rows.year))
        chosen = self.kinds.value() or "all"
        every = _every(rows)
        self.kinds.set_choices([(kind, _kind_words(kind, every)) for kind in _KINDS])
        self.kinds.choose(chosen)
        self._show_cautions(rows)
        self._filter()

    def go(self, step: int) -> None:
        """Ask for another year."""
        year = self._year + step
        if FIRST_YEAR <= year <= LAST_YEAR:
            self._year = year
            self._title.setText(str(year))
            self.year_wanted.emit(year)

    def _lay(self) -> None:
        head = layouts.horizontal(gap=8)
        layouts.fill(head, self._title, None, self.earlier, self.later)
        above = self.padded(gap=8)
        layouts.fill(above, head, self.kinds, self._cautions)
        self.list.lead(_LEAD)
        self.list.fill_height()
        self.body.addWidget(self.list, 1)

    def _connect(self) -> None:
        for button, keys, step in ((self.earlier, "Alt+Left", -1), (self.later, "Alt+Right", 1)):
            button.clicked.connect(lambda _on=False, step=step: self.go(step))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            QShortcut(QKeySequence(keys), button).activated.connect(button.click)
        self.earlier.setAccessibleName(_("Tahun sebelumnya"))
        self.later.setAccessibleName(_("Tahun berikutnya"))
        self.kinds.changed.connect(self._filter)
        self.list.row_activated.connect(self.day_chosen)

    def _filter(self) -> None:
        if self._rows is None:
            return
        chosen = self.kinds.value() or "all"
        shown = [row for row in _every(self._rows) if chosen in ("all", kind_of(row))]
        self.list.set_rows(shown)
        if shown and self.list.current_row() is None:
            today = clock.today()
            ahead = next((at for at, row in enumerate(shown) if row.day >= today), 0)
            self.list.select_at(ahead)
            self.list.scrollTo(self.list.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _show_cautions(self, rows: YearRows) -> None:
        sentences = list(rows.cautions)
        if not rows.is_installed:
            sentences.insert(0, _("Tahun ini belum dipasang: dihitung menurut daftar yang diterbitkan."))
        column = self._cautions.layout()
        while column is not None and (item := column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for sentence in sentences[:4]:
            if column is not None:
                column.addWidget(Warned(sentence))
        self._cautions.setVisible(bool(sentences))


def _every(rows: YearRows) -> list[Row]:
    every: list[Row] = [*rows.days, *rows.half_days]
    return sorted(every, key=lambda row: row.day)


def _kind_words(kind: str, every: Sequence[Row]) -> str:
    words = {
        "all": _("Semua"),
        "national": _("Libur nasional"),
        "cuti_bersama": _("Cuti bersama"),
        "balinese": _("Hari raya Bali"),
        "closure": _("Penutupan"),
    }
    count = sum(kind in ("all", kind_of(row)) for row in every)
    return f"{words[kind]} {count}"


def _key(row: Row) -> object:
    return (row.day, kind_of(row), row.name)
