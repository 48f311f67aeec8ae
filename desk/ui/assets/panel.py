"""Aset: hand-overs, the store and its opname, and the scans over them; knows no SQL and paints nothing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.queries import stock_takes, stocks
from desk.queries.stocks import UnitRow, unit_labelled
from desk.queries.tracking_codes import CodeOwner, owner_of
from desk.rules import tracking_codes, units
from desk.ui.assets.head import Head
from desk.ui.assets.stock_page import StockPage
from desk.ui.assets.take_page import TakePage
from desk.ui.widgets import layouts
from desk.ui.widgets.notice import Kind, NoticeBar

WATCHES = stocks.WATCHES | stock_takes.WATCHES


class AssetsPanel(QWidget):
    """One of three pages below the head; a scan acts on the page that is shown."""

    booking_chosen = Signal(int)
    scan_passed = Signal(str)
    """A scan that is no business of this screen: a request's code, a foreign one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.notices = NoticeBar()
        self.head = Head()
        self.stock = StockPage(desk)
        self.take = TakePage(desk)
        self._pages: dict[str, StockPage | TakePage] = {"stock": self.stock, "take": self.take}
        self._stack = QStackedWidget()
        self._lay()
        self._connect()
        self.show_page("stock")

    # ---- what the window asks ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask again for everything shown."""
        for page in self._pages.values():
            page.refresh()

    def holds_work(self) -> bool:
        """Whether something is typed that is not in the books."""
        return self.draft() is not None

    def draft(self) -> dict[str, Any] | None:
        """What is typed on any page and not in the books, as plain data."""
        drafts = {name: page.draft() for name, page in self._pages.items()}
        kept = {name: draft for name, draft in drafts.items() if draft}
        return {"page": self.page(), "pages": kept} if kept else None

    def restore(self, draft: dict[str, Any]) -> None:
        """Put a draft back as it was left."""
        for name, kept in draft.get("pages", {}).items():
            if name in self._pages:
                self._pages[name].restore(kept)
        self.show_page(str(draft.get("page", "stock")))

    def take_scan(self, text: str) -> None:
        """A label or a code was scanned over this screen, or typed into its box."""
        reading = tracking_codes.from_scan(text)
        if reading.state == "well-formed" and reading.code is not None:
            self._desk.ask(self, owner_of, reading.code, then=lambda owner: self._on_owner(owner, text))
            return
        try:
            label = units.label_of(text.removeprefix("D1:"))
        except Refused:
            self.scan_passed.emit(text)
            return
        self._desk.ask(self, unit_labelled, label, then=lambda row: self._on_unit(row, label))

    # ---- pages ---------------------------------------------------------------------------------------------

    def page(self) -> str:
        """Which page is shown."""
        shown = self._stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is shown)

    def show_page(self, name: str) -> None:
        """Show a page; what is typed on another stays there."""
        page = self._pages.get(name, self.stock)
        self.head.show_page(name)
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        if self.isVisible():
            self._focus_page()

    def _focus_page(self) -> None:
        self._pages[self.page()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay(self) -> None:
        column = layouts.vertical(self, gap=12)
        column.addWidget(self.notices)
        column.addWidget(self.head)
        for page in self._pages.values():
            self._stack.addWidget(page)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.head.page_chosen.connect(self.show_page)
        self.head.box.entered.connect(self.take_scan)
        self.head.box.left.connect(self._focus_page)
        for page in self._pages.values():
            page.said.connect(self._say)
            page.failed.connect(self._on_failed)
        self.stock.laid_aside.connect(self._on_laid_aside)
        self._desk.changed.connect(self._on_changed)
        self._desk.actor_changed.connect(lambda _actor: self._show_rights())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_rights()
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pages[self.page()].close_pane():
            return
        super().keyPressEvent(event)

    # ---- what is heard -------------------------------------------------------------------------------------

    def _on_owner(self, owner: CodeOwner, text: str) -> None:
        if owner.booking_id is not None:
            self.booking_chosen.emit(owner.booking_id)
        else:
            self.scan_passed.emit(text)

    def _on_unit(self, row: UnitRow | None, label: str) -> None:
        if row is None:
            self.notices.answer(_("Label {label} tidak dikenal di sini.").format(label=label))
            return
        self.notices.answer("")
        if self.page() == "take" and self.take.take_label(label):
            return
        self.show_page("stock")
        self.stock.show_label(row)

    def _say(self, kind: Kind, sentence: str) -> None:
        self.notices.say(kind, sentence)

    def _on_failed(self, error: DeskError) -> None:
        self.notices.error(str(error), action=_("Coba lagi"), then=self.refresh)

    def _on_laid_aside(self) -> None:
        self.notices.say(
            "info", _("Isian disisihkan."), action=_("Kembalikan"), then=self.stock.side.bring_back
        )

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & WATCHES and self.isVisible():
            self.refresh()

    def _show_rights(self) -> None:
        for page in self._pages.values():
            page.show_rights()
