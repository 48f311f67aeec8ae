"""What can be done with an issued document: paper, printer, buttons; knows neither lane nor database."""

from __future__ import annotations

from desk.i18n import _
from desk.queries.documents import DocumentRow
from desk.rules.office_dates import long_date
from desk.ui import theme
from desk.ui.slips.paper_side import PaperSide, Words
from desk.ui.slips.print_lane import Outcome
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.buttons import ENTER
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.fields import Field


class DocumentSide(PaperSide):
    """The column beside the sheets."""

    def __init__(self) -> None:
        super().__init__(copy=_("Cetak salinan"))
        self._notes = labels.wrapped("", kind="muted")
        self._papers = ChoiceEditor([("a4", "A4")], chosen="a4")
        self._paper = Field(_("Kertas"), self._papers, label_width=0)
        self.next_page = buttons.secondary("", shortcut="Alt+L")
        self.void = buttons.quiet(_("Batalkan dokumen"), shortcut="Ctrl+Del")
        self._widen(self.next_page, self.void)
        self._lay()
        self._paper.changed.connect(self.paper_changed)

    def _lay(self) -> None:
        column = layouts.vertical(self, margins=(24, 24, 24, 16), gap=8)
        chip = layouts.horizontal(margins=(0, 4, 0, 0))
        layouts.fill(chip, self._chip, None)
        layouts.fill(column, self._title, self._about, chip, self._sentence, self._notes)
        column.addSpacing(theme.px(8))
        layouts.fill(column, self._paper_head, self._paper, self._printer_head, self._printer)
        column.addSpacing(theme.px(8))
        layouts.fill(column, self.primary, self.not_out, self.copy, self.save, self.next_page)
        layouts.fill(column, None, self.void, self.leave)

    def paper(self) -> str:
        """The sheet chosen."""
        return str(self._papers.value() or "a4")

    # --- what is shown ---------------------------------------------------------------------------------

    def show_document(self, row: DocumentRow) -> None:
        """Which document this is, and what stands open on its paper."""
        self._title.setText(row.title)
        number = _("Nomor {number}").format(number=row.number) if row.number else ""
        about = (number, long_date(row.dated_on), row.content.reference)
        self._about.setText("\n".join(filter(None, about)))
        self._notes.setText(" ".join(row.content.notes))
        self._notes.setVisible(bool(row.content.notes))
        chosen = self.paper()
        self._papers.set_choices([(paper, paper.upper()) for paper in row.papers])
        self._papers.choose(chosen if chosen in row.papers else row.papers[0])
        self.void.setVisible(row.void_reason is None)
        if row.void_reason is not None:
            self.say("late", _("dibatalkan"), row.void_reason)

    def show_page(self, page: int, pages: int) -> None:
        """Which sheet is shown."""
        words = _("Lembar {page} dari {pages}: berikutnya").format(page=page, pages=pages)
        self.next_page.show_word(words)
        self.next_page.setVisible(pages > 1)

    def show_state(self, state: str, last: Outcome | None, *, copy_number: int) -> None:
        """Words and buttons of `state`; `last` is what became of the last sending."""
        if state == "void":
            self.primary.show_word(_("Tutup"), keys=ENTER)
        else:
            self.say(*self._words_of(state, last, copy_number))
            ready = _("Cetak salinan {number}").format(number=copy_number) if copy_number else _("Cetak")
            self.primary.show_word(self._next_word(state, ready), keys=ENTER)
        can_act = state not in ("sending", "reading", "void")
        self.primary.setEnabled(state not in ("sending", "reading"))
        self._show_acts(state, last)
        self._paper.setVisible(state == "ready")
        self._paper_head.setVisible(state == "ready")
        self.save.setVisible(can_act and (self.has_printers() or state != "ready"))
        self.copy.setVisible(state in ("sent", "not_out"))
        self.void.setEnabled(can_act)

    def _words_of(self, state: str, last: Outcome | None, copy_number: int) -> Words:
        words = self._sent_words(state, last, not_out=_("Dicatat. Kirim lagi, atau cetak salinan."))
        if words is not None:
            return words
        if copy_number:
            again = _("Aslinya sudah pernah dikirim; yang dicetak sekarang bertanda salinan.")
            return "info", _("salinan {number}").format(number=copy_number), again
        return "quiet", _("asli, belum dicetak"), ""
