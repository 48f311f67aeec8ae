"""Laporan: papers that belong to no one request, each looked at before it is printed or kept as a file.

Sheets are set on a lane of the panel's own; printers are spoken to on the print lane alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desk import settings
from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.blank_forms import BlankFormsOrder, PrintedForms, print_blank_forms
from desk.operations.papers import TakeOutOrder, take_out
from desk.printing.printers import PdfFile, Printer, PrinterRow
from desk.queries import papers as query
from desk.queries.label_papers import with_codes
from desk.rules import paper_kinds, texts
from desk.rules.paper_kinds import PaperKind, PaperWish
from desk.rules.papers import BlankForms, Paper, Report
from desk.rules.registers import grouped
from desk.ui import paper_files, theme
from desk.ui.reports import sheets
from desk.ui.reports.form import ReportForm
from desk.ui.reports.page_card import PageCard
from desk.ui.reports.sheets import Preview
from desk.ui.reports.spoilt import SpoiltCard
from desk.ui.slips.print_lane import PrintLane, SetPaper
from desk.ui.widgets import buttons, dialogs, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.progress import ProgressRow
from desk.ui.widgets.rows import RowFace, RowsView
from desk.ui.workbench import Job, Workbench

_TICK_MS = 60
_STEPS = 1000


class ReportsPanel(QWidget):
    """Arrows choose the paper, Enter goes to its period; Ctrl+P prints, Ctrl+S, Ctrl+E, Alt+V keep files."""

    said = Signal(str)
    """One sentence: what was kept or sent."""
    failed = Signal(str, object)
    """Why not, and how to try again (None: not at all)."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, print_lane: PrintLane | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bench = Workbench(self)
        self._print_lane = print_lane
        self._wish: PaperWish | None = None
        self._report: Paper | None = None
        self._preview: Preview | None = None
        self._previewing, self._taking = Job(), Job()
        self._is_taking = False
        self._printers: tuple[PrinterRow, ...] = ()
        self.list = RowsView(_face, name=_("Laporan"), empty="", key=lambda kind: kind.key)
        self.form = ReportForm()
        self.card = PageCard()
        self.spoilt = SpoiltCard(desk)
        self.progress = ProgressRow()
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._build()
        self._connect()
        self.list.set_rows(tuple(paper_kinds.KINDS.values()))
        self.setFocusProxy(self.list)

    def refresh(self) -> None:
        """Ask anew for the paper shown, and for what may be chosen of it."""
        kind = self.kind()
        if kind is not None and self._desk.actor is not None:
            self._show_kind(kind)

    def kind(self) -> PaperKind | None:
        """The paper chosen in the list."""
        chosen = self.list.current_row()
        return chosen if isinstance(chosen, PaperKind) else None

    def show_paper(self, key: str, *, first: date | None = None, choice: str = "") -> None:
        """Show the paper `key` of the period around `first`, and of `choice` as in PaperWish."""
        self.list.select_key(key)
        kind = paper_kinds.kind_of(key)

        def ask() -> None:
            self.form.choose(first=first, choice=choice)
            self.form.focus_first()

        self._show_kind(kind, then=ask)

    def finish(self) -> None:
        """Drop what is being set; before the desk itself finishes."""
        self._bench.close()

    def holds_work(self) -> bool:
        """Whether a spoilt form is half told; the rest is but chosen."""
        return self.spoilt.holds_work()

    # --- how it looks -------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._facts = labels.wrapped("", kind="quiet")
        self._note = labels.wrapped("", kind="quiet")
        self.save_button = buttons.secondary(_("Simpan PDF"), shortcut="Ctrl+S")
        self.book_button = buttons.secondary("XLSX", shortcut="Ctrl+E")
        self.csv_button = buttons.secondary("CSV", shortcut="Alt+V")
        self.print_button = buttons.primary(_("Cetak"), shortcut="Ctrl+P")
        self.browse = buttons.quiet(_("Pilih …"), shortcut="Ctrl+O")
        self.spoil_button = buttons.quiet(_("Formulir rusak …"), shortcut="Alt+R")
        names = Card(_("Laporan"))
        names.rule_under_head()
        self.list.lead(0)
        self.list.fill_height()
        names.body.addWidget(self.list, 1)
        row = layouts.horizontal(self, gap=16)
        row.addWidget(names, 29)
        row.addWidget(self._middle(), 30)
        row.addWidget(self.card, 60)
        row.addWidget(self.spoilt, 60)

    def _middle(self) -> Card:
        self._asked = Card("")
        self._asked.rule_under_head()
        self._asked.body.addWidget(self.form, 1)
        column = self._asked.padded(gap=8)
        column.addWidget(self._facts)
        column.addWidget(self.progress)
        for acts in (
            (self.print_button, self.save_button),
            (self.book_button, self.csv_button),
            (self.browse, self.spoil_button),
        ):
            line = layouts.horizontal(gap=8)
            layouts.fill(line, *acts, None)
            column.addLayout(line)
        column.addWidget(self._note)
        column.addSpacing(theme.px(8))
        return self._asked

    def _connect(self) -> None:
        self.list.row_selected.connect(self._show_kind)
        self.list.row_activated.connect(lambda _kind: self.form.focus_first())
        self.form.wish_made.connect(self._on_wish)
        self.form.wish_unclear.connect(self._on_unclear)
        for button, target in (
            (self.save_button, "pdf"),
            (self.book_button, "xlsx"),
            (self.csv_button, "csv"),
        ):
            button.clicked.connect(partial(self._on_save, target))
        self.print_button.clicked.connect(self.send)
        self.browse.clicked.connect(self._on_browse)
        self.spoil_button.clicked.connect(self._ask_spoilt)
        self.spoilt.closed.connect(self._on_asked)
        self.spoilt.marked.connect(self.said)
        self.spoilt.failed.connect(lambda error: self.failed.emit(str(error), None))
        self.progress.cancelled.connect(self._on_cancelled)
        self.card.page.resized.connect(self._sharpen)
        self.card.turned.connect(self._turn)
        self._ticks.timeout.connect(self._on_tick)
        self._desk.changed.connect(self._on_changed)
        self._desk.actor_changed.connect(self._on_actor)

    def _allow(self) -> None:
        """What can be done with the paper now."""
        kind, is_there = self.kind(), self._report is not None and not self._is_taking
        for button, target in ((self.book_button, "xlsx"), (self.csv_button, "csv")):
            button.setVisible(kind is not None and target in kind.formats)
            button.setEnabled(is_there)
        self.spoil_button.setVisible(kind is not None and kind.key == "formulir-darurat")
        self.spoil_button.setEnabled(is_there)
        self.save_button.setEnabled(is_there)
        self.print_button.setEnabled(is_there and self.form.printer() is not None)

    def _ask_spoilt(self) -> None:
        self.card.hide()
        self.spoilt.begin()

    def _on_asked(self) -> None:
        self.spoilt.hide()
        self.card.show()
        self.spoil_button.setFocus()

    # --- which paper --------------------------------------------------------------------------------------

    def _show_kind(self, kind: PaperKind, then: Callable[[], None] | None = None) -> None:
        if self.spoilt.isVisible() and kind.key != "formulir-darurat":
            self.spoilt.close_card()
        self._asked.set_head(_(kind.title))
        noted = _("Yang dicetak atau disimpan dicatat di jurnal: siapa, cetakan apa, periode mana.")
        self._note.setText(f"{_(kind.note)} {noted}" if kind.note else noted)
        self._forget(_("Menyusun pratinjau …"))
        if self._desk.actor is None:
            return

        def offer(choices: tuple[tuple[str, str], ...]) -> None:
            if kind is self.kind():
                self.form.show_kind(kind, choices)
                if then is not None:
                    then()

        if kind.choice in ("", "variant"):
            offer(())
        else:
            self._desk.ask(self, query.choices, kind.key, self._desk.actor, then=offer)

    def _on_wish(self, wish: PaperWish) -> None:
        self._wish = wish
        self._forget(_("Menyusun pratinjau …"))
        self._ask()

    def _on_unclear(self, sentence: str) -> None:
        self._wish = None
        self._forget(sentence)

    def _forget(self, sentence: str) -> None:
        """What was shown is no longer what is chosen."""
        self._previewing.drop()
        self._report = self._preview = None
        self._facts.setText("")
        self.card.show_sentence(sentence)
        self._allow()

    def _ask(self) -> None:
        if self._wish is not None and self._desk.actor is not None:
            then = partial(self._on_report, self._wish)
            self._desk.ask(
                self, query.paper, self._wish, self._desk.actor, then=then, otherwise=self._on_not_answered
            )

    def _on_report(self, wish: PaperWish, report: Paper) -> None:
        if wish != self._wish:
            return
        self._report = report
        self._offer_printers()
        self.form.suggest_file(f"{report.title} {report.period}")
        counted = _("{count} baris").format(count=grouped(report.rows))
        totals = report.totals if isinstance(report, Report) else ()
        self._facts.setText("\n".join((" · ".join(filter(None, (report.period, counted))), *totals)))
        self._allow()
        self._previewing.drop()
        self._previewing = self._bench.put(
            partial(sheets.preview, report, self.card.page.dots()),
            self._on_preview,
            otherwise=self._on_not_answered,
        )

    def _on_preview(self, preview: Preview) -> None:
        self._preview = preview
        self.card.show_preview(preview, described=self._facts.text())
        self._sharpen()

    def _turn(self, step: int) -> None:
        """Show a sheet further on or back."""
        preview = self._preview
        if preview is None:
            return
        at = preview.at + step
        if 0 <= at < min(preview.pages, sheets.SHOWN):
            self._draw(preview, at)

    def _sharpen(self) -> None:
        """Draw the sheet anew where another size has made it unsharp."""
        preview = self._preview
        if preview is not None and preview.image.width() != self.card.page.dots():
            self._draw(preview, preview.at)

    def _draw(self, preview: Preview, at: int) -> None:
        dots = self.card.page.dots()
        self._previewing.drop()
        self._previewing = self._bench.put(
            lambda _progress: sheets.turned(preview, at, dots),
            self._on_preview,
            otherwise=self._on_not_answered,
        )

    def _on_not_answered(self, error: DeskError) -> None:
        self.card.show_sentence(str(error))
        if isinstance(error, Refused):
            field = error.field if error.field in ("first", "last", "choice") else None
            if field and not self.form.field(field).isHidden():
                self.form.field(field).set_error(error.sentence)
            return
        self.failed.emit(str(error), self._ask)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & query.WATCHES and self.isVisible():
            self._ask()

    def _on_actor(self, actor: object) -> None:
        """Whoever locks the desk leaves no names on it."""
        if actor is None:
            self._taking.drop()
            self._rest()
            self._forget("")
            self.spoilt.close_card()
        else:
            self._start()

    def _start(self) -> None:
        """Begin with the first paper, once somebody sits here and looks."""
        if self.isVisible():
            if self.kind() is None:
                self.list.select_at(0)
            else:
                self.refresh()
            if self._print_lane is not None:
                self._print_lane.list_printers(self, self._on_printers)

    def showEvent(self, event: Any) -> None:  # Qt calls it so
        super().showEvent(event)
        if self._desk.actor is not None and self._report is None:
            self._start()

    # --- to a file or a printer ---------------------------------------------------------------------------

    def _on_save(self, target: str) -> None:
        """Keep the paper where the form says."""
        report = self._report
        if report is None or self._is_taking:
            return
        try:
            file = paper_files.checked(self.form.file_typed(), f".{target}", unnamed=report.title)
        except Refused as refused:
            self.form.show_refusal(refused.field, refused.sentence)
            return
        question = _("{name} sudah ada. Ganti dengan yang baru?").format(name=file.name)
        if not file.exists() or dialogs.ask(self, question, yes=_("Ganti"), no=_("Jangan")):
            self._take(target, PdfFile(file))

    def send(self) -> None:
        """Send the paper to the printer the form says."""
        name = self.form.printer()
        if name is not None and self._print_lane is not None and self.print_button.isEnabled():
            self._take("printer", self._print_lane.printer(name))

    def _take(self, target: str, printer: Printer) -> None:
        """First the journal, then the paper that was looked at."""
        report, wish, actor = self._report, self._wish, self._desk.actor
        if report is None or wish is None or actor is None:
            return
        taken = replace(report, made_by=texts.initials(actor.name))
        self._is_taking = True
        self._allow()
        self.form.clear_refusals()
        if isinstance(taken, BlankForms):

            def drawn(printed: PrintedForms) -> None:
                self._set(with_codes(taken, printed.batch, printed.forms), target, printer)

            forms = BlankFormsOrder(int(wish.choice or 0))
            self._desk.do(self, print_blank_forms, forms, then=drawn, otherwise=self._say_error)
            return
        order = TakeOutOrder(wish, report.rows, target)
        noted = partial(self._set, taken, target, printer)
        self._desk.do(self, take_out, order, then=lambda _none: noted(), otherwise=self._say_error)

    def _set(self, paper: Paper, target: str, printer: Printer) -> None:
        """What is noted is set, then passed on."""
        self.progress.start(_("Menyusun {title} …").format(title=paper.title))
        self._ticks.start()
        self._taking = self._bench.put(
            partial(sheets.whole, paper, target),
            lambda content: self._pass_on(printer, SetPaper(paper.name, content, sheets.set_for(paper))),
            otherwise=self._say_error,
        )

    def _pass_on(self, printer: Printer, paper: SetPaper) -> None:
        """To the file or the printer; tried again, it is the same paper and no new line in the journal."""
        self._is_taking = True
        self._allow()
        self._ticks.stop()
        self.progress.start(_("Mengirim ke {name} …").format(name=printer.name), cancellable=False)
        again = partial(self._pass_on, printer, paper)
        if isinstance(printer, PdfFile) or self._print_lane is None:
            self._bench.put(
                lambda _progress: printer.send(paper.pdf, title=paper.title),
                lambda _nothing: self._on_sent(printer),
                otherwise=partial(self._say_error, again=again),
            )
        else:
            heard = partial(self._on_print_lane, printer, again)
            self._print_lane.send_pdf(self, printer, paper, then=heard)

    def _on_print_lane(self, printer: Printer, again: Callable[[], None], reason: str) -> None:
        if reason:
            self._say_error(reason, again=again)
        else:
            self._on_sent(printer)

    def _on_sent(self, printer: Printer) -> None:
        self._rest()
        sentence = _("Tersimpan: {name}") if isinstance(printer, PdfFile) else _("Terkirim ke {name}.")
        self.said.emit(sentence.format(name=printer.name))

    def _say_error(self, error: DeskError | str, *, again: Callable[[], None] | None = None) -> None:
        self._rest()
        self.failed.emit(str(error), again)

    def _rest(self) -> None:
        """Nothing is being taken out any more."""
        self._is_taking = False
        self._ticks.stop()
        self.progress.finish()
        self._allow()

    def _on_cancelled(self) -> None:
        self._taking.drop()
        self._rest()
        self.said.emit(_("Dibatalkan; tidak ada yang tersimpan atau tercetak."))

    def _on_tick(self) -> None:
        self.progress.advance(round(self._taking.share * _STEPS), _STEPS)

    def _on_browse(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Simpan cetakan"), self.form.file_typed())
        if chosen:
            self.form.field("file").typed().restore(chosen)

    def _on_printers(self, rows: tuple[PrinterRow, ...]) -> None:
        self._printers = rows
        self._offer_printers()

    def _offer_printers(self) -> None:
        """Those that take what the paper was set for, this machine's own choice first."""
        roll = self._report is not None and sheets.set_for(self._report) != "a4"
        names = [row.name for row in self._printers if not row.is_stopped and (row.width is None or roll)]
        chosen = settings.load()
        usual = chosen.printer if roll else chosen.printer_a4
        self.form.offer_printers(sorted(names, key=lambda name: name != usual))
        self._allow()


def _face(kind: PaperKind) -> RowFace:
    return RowFace(_(kind.title), second=_(paper_kinds.GROUPS[kind.group]), wraps=True)
