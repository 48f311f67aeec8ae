"""The dates of a series or the members of a bundle before they are booked, each free or not; asks nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desk import clock
from desk.i18n import _
from desk.queries.bookings import Wish
from desk.queries.bundles import BundleEnquiry
from desk.queries.series import SeriesDateRow
from desk.rules.office_dates import short_date
from desk.rules.series import Rhythm
from desk.ui.calendar.board import hours_words
from desk.ui.widgets import labels, layouts
from desk.ui.widgets.chips import Chip

SHOWN = 12


@dataclass(frozen=True)
class Plan:
    """What is asked for besides the one booking: how it comes again, or what is booked along with it."""

    wish: Wish
    rhythm: Rhythm | None = None
    members: tuple[Wish, ...] = ()


class PlanView(QWidget):
    """A chip that sums up, and a line for each date or member: ✓ free, ● skipped and why."""

    def __init__(self) -> None:
        super().__init__()
        self.chip = Chip()
        self.lines = labels.wrapped("", kind="quiet")
        layouts.fill(layouts.vertical(self, margins=(0, 4, 0, 4), gap=4), self.chip, self.lines)
        self.hide()

    def say_nothing(self) -> None:
        """There is no plan."""
        self.hide()

    def show_dates(self, rows: Sequence[SeriesDateRow]) -> None:
        """The dates of a series."""
        free = [row for row in rows if row.is_free]
        words = _("{free} dari {count} tanggal bebas").format(free=len(free), count=len(rows))
        self.chip.show_state(words, "done" if len(free) == len(rows) else "today" if free else "late")
        # what is skipped is always listed; of the free ones as many as there is room for
        shown = rows if len(rows) <= SHOWN else [row for row in rows if not row.is_free]
        lines = [_date_line(row) for row in shown]
        if len(shown) < len(rows):
            lines.append(_("✓ {count} tanggal lain bebas").format(count=len(rows) - len(shown)))
        self._show(lines)

    def show_bundle(self, answer: BundleEnquiry) -> None:
        """The members of a bundle."""
        self.chip.show_state(
            _("semuanya bebas") if answer.is_free else _("tidak semuanya bebas"),
            "done" if answer.is_free else "late",
        )
        lines = [
            f"✓ {each.resource_name}" if each.is_free else f"● {each.resource_name}: {each.sentence}"
            for each in answer.members
        ]
        if not answer.is_free and all(each.is_free for each in answer.members):
            lines.append(_("Bersama-sama melebihi yang ada."))
        self._show(lines)

    def show_refusal(self, sentence: str) -> None:
        """The plan cannot even be asked for."""
        self.chip.show_state(_("tidak dapat dipesan"), "late")
        self._show([sentence])

    def _show(self, lines: Sequence[str]) -> None:
        self.lines.setText("\n".join(lines))
        self.show()


def _date_line(row: SeriesDateRow) -> str:
    day = short_date(clock.office_date(row.span.starts_at))
    if row.is_free:
        warned = f" ⚠ {row.warnings[0]}" if row.warnings else ""
        return f"✓ {day} {hours_words(row.span)}{warned}"
    return _("● {day} dilewati: {why}").format(day=day, why=row.sentence)
