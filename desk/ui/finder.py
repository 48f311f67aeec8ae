"""What the scan box means: a code, a day and hours, a number, a name; knows no panel.

A code is told apart as DESIGN §8 says: bentuk salah · salah ketik · bukan kode kami · belum tercatat.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desk import clock
from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.queries.search import FoundRow, found
from desk.queries.tracking_codes import CodeOwner, owner_of
from desk.rules import tracking_codes
from desk.rules.office_dates import parse_booking
from desk.ui.main_window import MainWindow
from desk.ui.widgets.scan_box import ResultRow

_TYPING_PAUSE_MS = 120


class Finder(QObject):
    """Listens to the window's scan box and scanner, and says what was found."""

    request_found = Signal(int)
    visitor_found = Signal(int)
    booking_found = Signal(int)
    enquired = Signal(object)
    """A TypedBooking: a day and hours, and what is left of the words."""
    said = Signal(str)
    """One sentence: why a code leads nowhere."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._text = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        window.query_changed.connect(self._on_query_changed)
        window.searched.connect(self._on_searched)
        window.scanned.connect(self._on_scanned)
        window.result_chosen.connect(self._on_result_chosen)

    def _on_query_changed(self, text: str) -> None:
        self._text = text
        if not text.strip() or tracking_codes.looks_like_code(text) or _typed_booking(text):
            self._pause.stop()
            self._window.scan_box().hide_results()
            return
        self._pause.start()

    def _look(self) -> None:
        if self._desk.actor is not None:
            self._desk.ask(self, found, self._text, self._desk.actor, then=self._show)

    def _show(self, rows: tuple[FoundRow, ...]) -> None:
        self._window.show_results(
            [ResultRow(row.title, row.detail, row.rest, payload=row) for row in rows], preselect=True
        )

    def _on_searched(self, text: str) -> None:
        self._pause.stop()
        self._window.scan_box().hide_results()  # they would hang over the answer
        typed = _typed_booking(text)
        if tracking_codes.looks_like_code(text):
            self._open_code(tracking_codes.read(text))
        elif typed is not None:
            self.enquired.emit(typed)
        elif text.strip() and self._desk.actor is not None:
            self._text = text
            self._desk.ask(self, found, text, self._desk.actor, then=self._open_or_show)

    def _open_or_show(self, rows: tuple[FoundRow, ...]) -> None:
        if not rows:
            self.said.emit(_("Tidak ditemukan: {0}").format(self._text.strip()[:60]))
        elif len(rows) == 1:
            self._on_result_chosen(rows[0])
        else:
            self._show(rows)

    def _on_scanned(self, text: str) -> None:
        self._open_code(tracking_codes.from_scan(text))

    def _open_code(self, reading: tracking_codes.Reading) -> None:
        if reading.code is None:
            self.said.emit(_("Bentuk kode salah: kode kami 13 huruf dan angka, misalnya NFJFY-TYW1-SD9B."))
        elif reading.state == "mistyped":
            self.said.emit(_("Kode {0} salah ketik: periksa huruf demi huruf.").format(reading.code))
        else:
            self._desk.ask(self, owner_of, reading.code, then=self._open_owner, otherwise=self._fail)

    def _open_owner(self, owner: CodeOwner) -> None:
        if owner.request_id is not None:
            self.request_found.emit(owner.request_id)
        elif owner.booking_id is not None:
            self.booking_found.emit(owner.booking_id)
        elif owner.state == "foreign":
            self.said.emit(_("Kode {0} bukan kode kami.").format(owner.code))
        else:
            self.said.emit(_("Kode {0} kode kami, tetapi tidak tercatat di sini.").format(owner.code))

    def _fail(self, error: DeskError) -> None:
        self.said.emit(str(error))

    def _on_result_chosen(self, row: FoundRow) -> None:
        (self.request_found if row.noun == "request" else self.visitor_found).emit(row.id)


def _typed_booking(text: str) -> object | None:
    return parse_booking(text, clock.today())
