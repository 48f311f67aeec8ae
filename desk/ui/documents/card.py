"""The papers of a request or booking: those issued, those that can be issued now; knows no letter's words.

Enter opens a paper, or asks what one that can be issued still needs. What is wanted is told with `wanted`;
whoever has the print lane does it (documents.counter).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal

from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.queries.documents import WATCHES, DocumentLine, OfferRow, papers_of
from desk.rules.office_dates import plain_date
from desk.rules.rights import Actor
from desk.ui.widgets import buttons
from desk.ui.widgets.cards import Card
from desk.ui.widgets.chips import Tone
from desk.ui.widgets.rows import Action, RowFace, RowsView

_KEY = "Alt+G"


@dataclass(frozen=True)
class PaperWish:
    """A document to open (`document_id`) or a `kind` to issue; without a kind all are offered."""

    request_id: int | None = None
    booking_id: int | None = None
    kind: str | None = None
    document_id: int | None = None


class DocumentsCard(Card):
    """`show(request_id=…)` or `show(booking_id=…)`; asks again by itself when anything of it changed."""

    wanted = Signal(object)
    """A `PaperWish`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Dokumen"), hug=True)
        self._desk = desk
        self._request_id: int | None = None
        self._booking_id: int | None = None
        self._lines: tuple[DocumentLine, ...] = ()
        self._offers: tuple[OfferRow, ...] = ()
        self.list = RowsView(
            _face,
            name=_("Dokumen"),
            empty=_("Belum ada dokumen."),
            hint=_("Dokumen yang diterbitkan muncul di sini."),
            key=_key,
        )
        self.list.lead(0)
        self.issue = buttons.quiet(_("Terbitkan"), shortcut=_KEY)
        self.add_to_head(self.issue)
        self.rule_under_head()
        self.body.addWidget(self.list)
        self.list.row_activated.connect(self._on_chosen)
        self.list.action_pressed.connect(self._on_chosen)
        self.issue.clicked.connect(self.offer_all)
        desk.changed.connect(self._on_changed)
        desk.actor_changed.connect(self._on_actor_changed)

    def show(self, *, request_id: int | None = None, booking_id: int | None = None) -> None:
        """Show the papers of this request or booking; without one, as Qt does."""
        if request_id is not None or booking_id is not None:
            if (request_id, booking_id) != (self._request_id, self._booking_id):
                self._lines, self._offers = (), ()
                self.list.set_rows(())
            self._request_id, self._booking_id = request_id, booking_id
            self.refresh()
        super().show()

    def refresh(self) -> None:
        """Ask the database again."""
        actor = self._desk.actor
        if actor is None or (self._request_id is None and self._booking_id is None):
            return
        self._desk.ask(
            self,
            papers_of,
            actor,
            self._request_id,
            self._booking_id,
            then=self._show,
            otherwise=self._on_hidden,
        )

    def offer_all(self) -> None:
        """Ask for everything that can be issued, and what is missing for the rest."""
        if self.issue.isEnabled():
            self.wanted.emit(PaperWish(self._request_id, self._booking_id))

    def take_keyboard(self) -> None:
        """Put the keyboard on the first paper."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.list.current_row() is None:
            self.list.select_at(0)

    def _show(self, papers: tuple[tuple[DocumentLine, ...], tuple[OfferRow, ...]]) -> None:
        self._lines, self._offers = papers
        ready = [each for each in self._offers if not each.missing and not each.is_issued]
        self.list.set_rows((*self._lines, *ready))
        self.set_extra(str(len(self._lines)) if self._lines else "")
        self.issue.setEnabled(bool(self._offers))

    def _on_hidden(self, _error: DeskError) -> None:
        self.list.set_rows(())
        self.issue.setEnabled(False)

    def _on_chosen(self, row: DocumentLine | OfferRow) -> None:
        if isinstance(row, OfferRow):
            self.wanted.emit(PaperWish(self._request_id, self._booking_id, kind=row.kind))
        elif row.may_open:
            self.wanted.emit(PaperWish(self._request_id, self._booking_id, document_id=row.id))

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & WATCHES and self.isVisible():
            self.refresh()

    def _on_actor_changed(self, actor: Actor | None) -> None:
        if actor is not None:
            self.refresh()


def _key(row: DocumentLine | OfferRow) -> object:
    return ("issued", row.id) if isinstance(row, DocumentLine) else ("offer", row.kind)


def _face(row: DocumentLine | OfferRow) -> RowFace:
    if isinstance(row, OfferRow):
        action = Action(_("Terbitkan"), "Enter", only_current=True)
        return RowFace(row.title, second=_("dapat diterbitkan"), title_bold=False, action=action)
    copies = _("{count} salinan").format(count=row.copies) if row.copies else ""
    second = " · ".join(filter(None, (row.number, plain_date(row.dated_on), row.issued_by, copies)))
    if row.is_void:
        chip: tuple[str, Tone] = (_("dibatalkan"), "late")
        return RowFace(row.title, second=second, warning=row.void_reason or "", end_chip=chip)
    if not row.may_open:
        return RowFace(row.title, second=second, warning=_("memuat identitas pemohon"))
    return RowFace(row.title, second=second, action=Action(_("Buka"), "Enter", only_current=True))
