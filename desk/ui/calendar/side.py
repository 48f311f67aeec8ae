"""The calendar's side: overview, form, one booking or the closures, one at a time; decides nothing."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget

from desk.i18n import _
from desk.ui import theme
from desk.ui.calendar.closures import ClosurePane
from desk.ui.calendar.detail import DetailPane
from desk.ui.calendar.form import BookingForm
from desk.ui.calendar.overview import Overview
from desk.ui.widgets.cards import Card

Page = Literal["overview", "form", "detail", "closures"]
WIDTH = 332


class Side(Card):
    """A card whose head says what is open in it."""

    def __init__(self) -> None:
        super().__init__(_("Jadwal"))
        self.overview = Overview()
        self.form = BookingForm()
        self.detail = DetailPane()
        self.closures = ClosurePane()
        self._pages = {
            "overview": self.overview,
            "form": self.form,
            "detail": self.detail,
            "closures": self.closures,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.body.addWidget(self._stack)
        self.setFixedWidth(theme.px(WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedWidth(theme.px(WIDTH))

    def open(self, page: Page) -> None:
        """Show `page`."""
        self._stack.setCurrentWidget(self._pages[page])
        heads = {
            "overview": _("Jadwal"),
            "form": {
                "new": _("Pesanan baru"),
                "move": _("Pindahkan pesanan"),
                "correct": _("Perbaiki pesanan"),
            }[self.form.mode],
            "detail": _("Pesanan"),
            "closures": _("Penutupan"),
        }
        self.set_head(heads[page])

    def page(self) -> Page:
        """What is open."""
        shown = self._stack.currentWidget()
        pages: tuple[Page, ...] = ("overview", "form", "detail", "closures")
        return next(page for page in pages if self._pages[page] is shown)
