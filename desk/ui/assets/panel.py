"""Aset: hand-overs, the store and its opname, and the scans over them; knows no SQL and paints nothing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.queries import custody, premises, stock_takes, stocks
from desk.queries.label_answers import LabelAnswer, label_answer
from desk.queries.pick_lists import booking_of_request
from desk.queries.stocks import LiabilityRow, OutageRow, UnitRow, unit_labelled
from desk.queries.tracking_codes import CodeOwner, owner_of
from desk.rules import tracking_codes, units
from desk.rules.rights import Actor
from desk.ui.assets.board_page import BoardPage
from desk.ui.assets.head import Head
from desk.ui.assets.loan_page import LoanPage
from desk.ui.assets.stock_page import StockPage
from desk.ui.assets.take_page import TakePage
from desk.ui.assets.thing import end_subject, settle_subject
from desk.ui.widgets import layouts
from desk.ui.widgets.notice import Kind, NoticeBar

WATCHES = stocks.WATCHES | stock_takes.WATCHES | custody.WATCHES | premises.WATCHES

Page = BoardPage | LoanPage | StockPage | TakePage


class _PageStack(QStackedWidget):
    """The pages scroll in themselves: the panel asks for no more height than they need at least."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        return False


class AssetsPanel(QWidget):
    """One of three pages below the head; a scan acts on the page that is shown."""

    scan_passed = Signal(str)
    """A scan that is no business of this screen: a request's code, a foreign one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.notices = NoticeBar()
        self.head = Head()
        self.board = BoardPage(desk)
        self.loan = LoanPage(desk)
        self.stock = StockPage(desk)
        self.take = TakePage(desk)
        self._pages: dict[str, Page] = {
            "board": self.board,
            "loan": self.loan,
            "stock": self.stock,
            "take": self.take,
        }
        self._forms: dict[str, LoanPage | StockPage | TakePage] = {
            "loan": self.loan,
            "stock": self.stock,
            "take": self.take,
        }
        self._stack = _PageStack()
        self._lay()
        self._connect()
        self.show_page("board")

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
        drafts = {name: page.draft() for name, page in self._forms.items()}
        kept = {name: draft for name, draft in drafts.items() if draft}
        return {"page": self.page(), "pages": kept} if kept else None

    def restore(self, draft: dict[str, Any]) -> None:
        """Put a draft back as it was left."""
        for name, kept in draft.get("pages", {}).items():
            if name in self._forms:
                self._forms[name].restore(kept)
        self.show_page(str(draft.get("page", "board")))

    def open_loan(self, booking_id: int) -> None:
        """Show one booking at the counter of the store; what is half picked for another stays typed there."""
        held = self.loan.pick_list()
        if self.loan.draft() is not None and held is not None and held.booking_id != booking_id:
            words = _("Serah terima {holder} belum selesai: simpan atau kosongkan dahulu.")
            self.notices.say("warning", words.format(holder=held.loan.holder))
            self.show_page("loan")
            return
        self.loan.open_loan(booking_id)
        self.show_page("loan")

    def shown_booking(self) -> int | None:
        """The booking that is open at the counter of the store."""
        found = self.loan.pick_list() if self.page() == "loan" else None
        return found.booking_id if found is not None else None

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
        # each scan has its own question: a newer one of the same owner would supersede the older
        owner = QObject(self)

        def answer(row: UnitRow | None) -> None:
            owner.deleteLater()
            self._on_unit(row, label)

        self._desk.ask(owner, unit_labelled, label, then=answer)

    # ---- pages ---------------------------------------------------------------------------------------------

    def page(self) -> str:
        """Which page is shown."""
        shown = self._stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is shown)

    def show_page(self, name: str) -> None:
        """Show a page; what is typed on another stays there."""
        page = self._pages.get(name, self.board)
        self.head.show_page("board" if name == "loan" else name)
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        if self.isVisible():
            self._focus_page()

    def _focus_page(self) -> None:
        if self.page() == "board":
            self.board.focus_first()
        else:
            self._pages[self.page()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay(self) -> None:
        column = layouts.vertical(self, gap=12)
        column.addWidget(self.notices)
        column.addWidget(self.head)
        for each in self._pages.values():
            self._stack.addWidget(each)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.head.page_chosen.connect(self.show_page)
        self.head.box.entered.connect(self.take_scan)
        self.head.box.left.connect(self._focus_page)
        self.board.said.connect(self._say)
        for page in self._forms.values():
            page.said.connect(self._say)
            page.failed.connect(self._on_failed)
        self.board.loan_chosen.connect(self.open_loan)
        self.board.outage_chosen.connect(self._on_outage)
        self.board.liability_chosen.connect(self._on_liability)
        self.loan.left.connect(lambda: self.show_page("board"))
        self.stock.laid_aside.connect(self._on_laid_aside)
        self._desk.changed.connect(self._on_changed)
        self._desk.actor_changed.connect(self._on_actor)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_rights()
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._on_escape():
            return
        super().keyPressEvent(event)

    def _on_escape(self) -> bool:
        """One step back; False where Esc is the window's."""
        shown = self.page()
        if shown == "board":
            return False
        if shown == "loan":
            if not self.loan.close_pane():
                self.show_page("board")
            return True
        return (self.take if shown == "take" else self.stock).close_pane()

    # ---- what is scanned -----------------------------------------------------------------------------------

    def _on_owner(self, owner: CodeOwner, text: str) -> None:
        if owner.booking_id is not None:
            self.open_loan(owner.booking_id)
        elif owner.request_id is not None:

            def opened(booking_id: int | None) -> None:
                if booking_id is None:
                    self.scan_passed.emit(text)
                else:
                    self.open_loan(booking_id)

            self._desk.ask(self, booking_of_request, owner.request_id, then=opened)
        else:
            self.scan_passed.emit(text)

    def _on_unit(self, row: UnitRow | None, label: str) -> None:
        if row is None:
            self.notices.answer(_("Label {label} tidak dikenal di sini.").format(label=label))
            return
        self.notices.answer("")
        if self.page() == "take" and self.take.take_label(label):
            return
        if self.page() == "loan" and self.loan.pick_list() is not None:
            self.loan.take_unit(row)
        elif self.page() == "board":
            self._act_on(row)
        else:
            self.show_page("stock")
            self.stock.show_label(row)

    def _act_on(self, row: UnitRow) -> None:
        """Ask what should happen with this unit now: come back, go out, or nothing."""
        owner = QObject(self)

        def answer(found: LabelAnswer) -> None:
            owner.deleteLater()
            self._on_answer(found, row)

        self._desk.ask(owner, label_answer, row.label, then=answer)

    def _on_answer(self, found: LabelAnswer, row: UnitRow) -> None:
        if found.kind in ("out", "back") and found.booking_id is not None:
            self.loan.open_loan(found.booking_id, "out" if found.kind == "out" else "in", row)
            self.show_page("loan")
            return
        self.notices.answer(found.sentence)
        self.show_page("stock")
        self.stock.show_label(row)

    # ---- what is heard -------------------------------------------------------------------------------------

    def _on_outage(self, row: OutageRow) -> None:
        self.stock.open_thing(row.resource_key)
        self.show_page("stock")
        if self.stock.may_change():
            self.stock.side.begin("end", end_subject(row))

    def _on_liability(self, row: LiabilityRow) -> None:
        self.stock.open_thing(row.resource_key)
        self.show_page("stock")
        if self.stock.may_change():
            self.stock.side.begin("settle", settle_subject(row))

    def _on_actor(self, actor: Actor | None) -> None:
        if actor is not None:  # a lock leaves everything beneath it as it was
            self._show_rights()
            self.board.refresh()

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
        for page in self._forms.values():
            page.show_rights()
