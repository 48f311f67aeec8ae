"""What belongs to another office, told at intake: one line of where it was directed, no number given.

Knows the form's page, no SQL.
"""

from __future__ import annotations

import uuid

from PySide6.QtCore import QObject, Signal

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.visitors import DirectionOrder, direct_elsewhere
from desk.ui.requests.form_page import FormPage
from desk.ui.widgets import editors
from desk.ui.widgets.fields import Field


class Directing(QObject):
    """Asks in the page's strip where to, and writes the line down."""

    directed = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, page: FormPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._key = str(uuid.uuid4())
        page.elsewhere.clicked.connect(self.ask)

    def ask(self) -> None:
        """Ask where the applicant is sent; Esc goes back to what is typed."""
        if self._page.form.is_correction() or self._page.is_saved_shown():
            return
        self._key = str(uuid.uuid4())
        words = _("Bukan urusan kantor ini: diarahkan ke mana? Dicatat satu baris, tanpa nomor permohonan.")
        field = Field(_("Diarahkan ke"), editors.line(placeholder=_("mis. Disdukcapil, loket 2")))
        self._page.strip.ask(words, field, yes=_("Catat"), then=self._direct)

    def _direct(self, place: str) -> None:
        name = str(self._page.form.body.field("applicant.name").typed().draft() or "").strip()
        order = DirectionOrder(key=self._key, directed_to=place, name=name or None)

        def then(_counted: object) -> None:
            self._page.strip.shut()
            self.directed.emit(place.strip())

        self._desk.do(self, direct_elsewhere, order, then=then, otherwise=self._refuse)

    def _refuse(self, error: DeskError) -> None:
        if isinstance(error, Refused):
            self._page.strip.show_refusal(error.sentence)
        else:
            self.failed.emit(error)
