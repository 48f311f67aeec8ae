"""The settings: a list of pages at the left, the chosen page at the right; knows no page's content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.background import Desk
from desk.i18n import _
from desk.ui.settings.accounts_page import AccountsPage
from desk.ui.settings.calendar_page import CalendarPage
from desk.ui.settings.letters_page import LettersPage
from desk.ui.settings.look_page import LookPage
from desk.ui.settings.office_page import OfficePage
from desk.ui.settings.page import SettingsPage
from desk.ui.settings.printers_page import PrintersPage
from desk.ui.settings.public_services_page import ServicesPage
from desk.ui.settings.resources_page import ResourcesPage
from desk.ui.settings.wording_page import WordingPage
from desk.ui.slips.print_lane import PrintLane
from desk.ui.widgets import layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.rows import RowFace, RowsView


@dataclass(frozen=True)
class _Place:
    """One line of the list of pages."""

    key: str
    name: str
    about: str


class SettingsPanel(QWidget):
    """Arrows walk the pages, Enter goes into one; what is typed on a page stays while others are shown."""

    said = Signal(str)
    """One sentence: what was saved."""
    settings_changed = Signal(object)
    """This machine's Settings as stored now."""
    reprint_wanted = Signal(int)
    """A request whose slip says a date that the calendar has moved."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        settings_file: Path | None = None,
        lane: PrintLane | None = None,
    ) -> None:
        """Without a print lane no printer can be chosen."""
        super().__init__(parent)
        self.look_page = LookPage(desk, file=settings_file)
        self.look_page.settings_changed.connect(self.settings_changed)
        self.calendar_page = CalendarPage(desk)
        self.calendar_page.reprint_wanted.connect(self.reprint_wanted)
        self._pages: dict[str, SettingsPage] = {
            "office": OfficePage(desk),
            "accounts": AccountsPage(desk),
            "resources": ResourcesPage(desk),
            "services": ServicesPage(desk),
            "calendar": self.calendar_page,
            "letters": LettersPage(desk),
            "look": self.look_page,
        }
        self.printers_page: PrintersPage | None = None
        if lane is not None:
            self._pages["wording"] = WordingPage(desk, lane)
            self.printers_page = self._pages["printers"] = PrintersPage(desk, lane, file=settings_file)
            self.printers_page.settings_changed.connect(self.settings_changed)
        self.list = RowsView(self._face, name=_("Pengaturan"), empty="", key=lambda place: place.key)
        self._stack = QStackedWidget()
        self._lay()
        self.list.row_selected.connect(lambda place: self._show(place.key))
        self.list.row_activated.connect(self._on_activated)
        self.list.set_rows([place for place in _places() if place.key in self._pages])
        self.show_page("office")
        self.setFocusProxy(self.list)

    def page(self, key: str) -> SettingsPage:
        """The page `key` (office, accounts … as `_places` lists them)."""
        return self._pages[key]

    def show_page(self, key: str) -> None:
        """Show the page `key`."""
        self.list.select_key(key)

    def take_scan(self, scanned: str) -> bool:
        """Whether a scan was that of the printer's test page, which is open."""
        return self.printers_page is not None and self.printers_page.take_scan(scanned)

    def refresh(self) -> None:
        """Every page asks the database again."""
        for page in self._pages.values():
            page.refresh()

    def holds_work(self) -> bool:
        """Whether anything was typed and not saved."""
        return self.draft() is not None

    def draft(self) -> dict[str, Any] | None:
        """What was typed on any page and not saved; never a PIN."""
        drafts = {key: page.draft() for key, page in self._pages.items()}
        kept = {key: draft for key, draft in drafts.items() if draft}
        return kept or None

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        for key, kept in draft.items():
            if key in self._pages:
                self._pages[key].restore(kept)

    def _lay(self) -> None:
        card = Card(_("Pengaturan"))
        card.rule_under_head()
        self.list.lead(0)
        self.list.fill_height()
        card.body.addWidget(self.list, 1)
        for page in self._pages.values():
            self._stack.addWidget(page)
            page.said.connect(self.said)
        row = layouts.horizontal(self, gap=16)
        row.addWidget(card, 2)
        row.addWidget(self._stack, 9)

    def _face(self, place: _Place) -> RowFace:
        if self._pages[place.key].draft():
            return RowFace(place.name, warning=_("belum disimpan"))
        return RowFace(place.name, second=place.about)

    def _show(self, key: str) -> None:
        self._stack.setCurrentWidget(self._pages[key])

    def _on_activated(self, place: _Place) -> None:
        self._show(place.key)
        self._pages[place.key].setFocus()


def _places() -> tuple[_Place, ...]:
    return (
        _Place("office", _("Instansi"), _("nama, alamat, SK")),
        _Place("accounts", _("Akun"), _("petugas dan PIN")),
        _Place("resources", _("Sumber daya"), _("aula, Zoom, kendaraan")),
        _Place("services", _("Layanan"), _("standar, bidang, awalan")),
        _Place("calendar", _("Kalender kerja"), _("libur, penutupan, jam kerja")),
        _Place("letters", _("Surat"), _("nomor, penanda tangan, kop")),
        _Place("wording", _("Bunyi dokumen"), _("kalimat surat dan formulir")),
        _Place("printers", _("Printer"), _("kertas, gulungan, uji cetak")),
        _Place("look", _("Tampilan"), _("warna, huruf, kunci")),
    )
