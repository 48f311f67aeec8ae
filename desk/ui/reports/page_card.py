"""The sheet that is looked at, with its number and how to turn it; knows no paper's content."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from desk.i18n import _
from desk.printing.papers import A4_LANDSCAPE
from desk.rules.registers import grouped
from desk.ui.reports.sheets import SHOWN, Preview
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.page_view import PageView


class PageCard(Card):
    """A page; PgUp and PgDn turn it."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Pratinjau"))
        self.page = PageView(ratio=A4_LANDSCAPE.width / A4_LANDSCAPE.height, name=_("Pratinjau"))
        self._caption = labels.quiet("")
        self._caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back = buttons.quiet(_("Sebelumnya"), shortcut="PgUp")
        self.on = buttons.quiet(_("Berikutnya"), shortcut="PgDown", keys="PgDn")
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        row = layouts.horizontal(margins=(12, 4, 12, 8), gap=8)
        row.addWidget(self.back)
        row.addWidget(self._caption, 1)
        row.addWidget(self.on)
        self.body.addWidget(self.page, 1)
        self.body.addLayout(row)
        self._allow(None)

    def show_preview(self, preview: Preview, *, described: str) -> None:
        """Show a sheet and which of how many it is."""
        self.page.set_ratio(preview.ratio)
        self.page.show_image(preview.image, described=described)
        words = _("Halaman {number} dari {count}")
        if preview.pages > SHOWN:
            words = _("Halaman {number} dari {count} · pratinjau sampai halaman {shown}")
        self._caption.setText(words.format(number=preview.at + 1, count=grouped(preview.pages), shown=SHOWN))
        self._allow(preview)

    def show_sentence(self, sentence: str) -> None:
        """Show an empty sheet with `sentence` on it."""
        self.page.show_sentence(sentence)
        self._caption.setText("")
        self._allow(None)

    def _allow(self, preview: Preview | None) -> None:
        last = min(preview.pages, SHOWN) - 1 if preview else 0
        self.back.setEnabled(preview is not None and preview.at > 0)
        self.on.setEnabled(preview is not None and preview.at < last)
