"""Cetak buku tamu: the period, its first page as it will look, and the whole book to a file or a printer.

Pages are set and drawn on a lane of the dialog's own; printers are spoken to on the print lane alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.registers import GuestBookOrder, print_guest_book
from desk.printing.papers import A4_LANDSCAPE
from desk.printing.printers import PdfFile, Printer, PrinterRow
from desk.printing.progress import Progress
from desk.queries.registers import WATCHES, guest_book
from desk.rules.registers import GuestBook, grouped
from desk.ui import theme
from desk.ui.slips.print_lane import PrintLane, SetPaper
from desk.ui.visitors.register_form import Period, RegisterForm
from desk.ui.widgets import buttons, dialogs, labels, layouts
from desk.ui.widgets.notice import NoticeBar
from desk.ui.widgets.page_view import PageView
from desk.ui.widgets.progress import ProgressRow
from desk.ui.workbench import Job, Workbench

_TICK_MS = 60
_STEPS = 1000
_INCH = 25.4
_FINER = 3


def open_register(
    desk: Desk, parent: QWidget | None, *, print_lane: PrintLane | None = None
) -> RegisterDialog:
    """Show the dialog over `parent`; without a print lane the book goes to a file only."""
    dialog = RegisterDialog(desk, parent, print_lane=print_lane)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


@dataclass(frozen=True)
class _Preview:
    """The first page as a PDF and as dots, and how many pages there are."""

    pdf: bytes
    pages: int
    image: QImage


class RegisterDialog(QDialog):
    """Everything by keyboard: arrows choose the period, Ctrl+S saves, Ctrl+P prints, Esc closes."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, print_lane: PrintLane | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bench = Workbench(self)
        self._print_lane = print_lane
        self._period: Period | None = None
        self._book: GuestBook | None = None
        self._preview: _Preview | None = None
        self._previewing, self._printing = Job(), Job()
        self._is_printing = False
        self.form = RegisterForm()
        self.page = PageView(ratio=A4_LANDSCAPE.width / A4_LANDSCAPE.height, name=_("Halaman pertama"))
        self.notices = NoticeBar()
        self.progress = ProgressRow()
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._build()
        self._connect()
        if print_lane is not None:
            print_lane.list_printers(self, self._on_printers)
        self.form.tell()
        self.form.focus_first()

    def done(self, result: int) -> None:
        """Close; whatever is being set is dropped."""
        self._bench.close()
        super().done(result)

    # --- how it looks -------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle(_("Cetak buku tamu"))
        self._period_words = labels.wrapped("", kind="strong")
        self._counts = labels.wrapped("")
        self._others = labels.wrapped("", kind="quiet")
        self._caption = labels.quiet("")
        self._caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.save_button = buttons.primary(_("Simpan PDF"), shortcut="Ctrl+S")
        self.print_button = buttons.secondary(_("Cetak"), shortcut="Ctrl+P")
        self.close_button = buttons.secondary(_("Tutup"), keys="Esc")
        self.print_button.hide()
        middle = layouts.horizontal(gap=16)
        middle.addLayout(self._left(), 6)
        middle.addLayout(self._right(), 10)
        foot = layouts.horizontal(gap=8)
        layouts.fill(foot, None, self.close_button, self.print_button, self.save_button)
        outer = layouts.vertical(self, margins=16, gap=12)
        outer.addWidget(self.notices)
        outer.addLayout(middle, 1)
        outer.addWidget(self.progress)
        outer.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(min(theme.px(1060), room.width()), min(theme.px(640), room.height()))

    def _left(self) -> QVBoxLayout:
        column = layouts.vertical(gap=12)
        private = _(
            "NIK, telepon, dan kebutuhan tamu tidak pernah tercetak. Siapa yang mengambil buku tamu dicatat "
            "di jurnal."
        )
        facts = layouts.vertical(gap=4)
        layouts.fill(facts, self._period_words, self._counts, self._others)
        column.addWidget(labels.title(_("Cetak buku tamu")))
        column.addWidget(self.form, 1)
        column.addLayout(facts)
        column.addWidget(labels.wrapped(private, kind="quiet"))
        return column

    def _right(self) -> QVBoxLayout:
        column = layouts.vertical(gap=4)
        column.addWidget(self.page, 1)
        column.addWidget(self._caption)
        return column

    def _connect(self) -> None:
        self.form.period_chosen.connect(self._on_period)
        self.form.period_unclear.connect(self._on_unclear)
        self.form.submit_requested.connect(self.save)
        self.form.browse.clicked.connect(self._on_browse)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.send)
        self.close_button.clicked.connect(self.reject)
        self.progress.cancelled.connect(self._on_cancelled)
        self.page.resized.connect(self._sharpen)
        self._ticks.timeout.connect(self._on_tick)
        self._desk.changed.connect(self._on_changed)
        self._desk.actor_changed.connect(self._on_actor)

    def _allow(self) -> None:
        """Whether anything can be saved or printed now."""
        for button in (self.save_button, self.print_button):
            button.setEnabled(self._book is not None and not self._is_printing)

    # --- which book ---------------------------------------------------------------------------------------

    def _on_period(self, period: Period) -> None:
        self._period = period
        self._forget_book(_("Menyusun pratinjau …"))
        self._ask()

    def _on_unclear(self, sentence: str) -> None:
        self._period = None
        self._forget_book(sentence)

    def _forget_book(self, sentence: str) -> None:
        """What was shown is no longer what is chosen."""
        self._previewing.drop()
        self._book = self._preview = None
        for label in (self._period_words, self._counts, self._others, self._caption):
            label.setText("")
        self.page.show_sentence(sentence)
        self._allow()

    def _ask(self) -> None:
        if self._period is not None:
            self._desk.ask(
                self, guest_book, *self._period, then=self._on_book, otherwise=self._on_not_answered
            )

    def _on_book(self, book: GuestBook) -> None:
        if (book.first, book.last) != self._period:
            return
        self._book = book
        self._period_words.setText(book.period)
        self._others.setText(" ".join(book.totals()[1:]))
        self._say_counts(book, pages=None)
        self._allow()
        self._previewing.drop()
        dots = self.page.dots()
        self._previewing = self._bench.put(
            partial(_previewed, book, dots),
            partial(self._on_preview, book),
            otherwise=self._on_not_answered,
        )

    def _say_counts(self, book: GuestBook, *, pages: int | None) -> None:
        words = [
            _("{count} kunjungan").format(count=grouped(len(book.rows))),
            _("{count} orang").format(count=grouped(book.people)),
        ]
        if pages is not None:
            words.append(_("{count} halaman A4").format(count=grouped(pages)))
            self._caption.setText(_("Halaman 1 dari {count}").format(count=grouped(pages)))
        self._counts.setText(" · ".join(words))

    def _on_preview(self, book: GuestBook, preview: _Preview) -> None:
        self._preview = preview
        self._say_counts(book, pages=preview.pages)
        self.page.show_image(preview.image, described=self._counts.text())
        self._sharpen()

    def _sharpen(self) -> None:
        """Draw the page anew where another size has made it unsharp."""
        preview, dots = self._preview, self.page.dots()
        if preview is not None and preview.image.width() != dots:
            self._previewing.drop()
            self._previewing = self._bench.put(
                lambda _progress: _dots(preview.pdf, dots),
                partial(self._on_sharpened, preview),
                otherwise=self._on_not_answered,
            )

    def _on_sharpened(self, preview: _Preview, image: QImage) -> None:
        self._preview = replace(preview, image=image)
        self.page.show_image(image, described=self._counts.text())

    def _on_not_answered(self, error: DeskError) -> None:
        self.page.show_sentence(str(error))
        self.notices.error(str(error), action=_("Coba lagi"), then=self._ask)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & WATCHES:
            self._ask()

    def _on_actor(self, actor: object) -> None:
        """Whoever locks the desk leaves no names on it."""
        if actor is None:
            self.reject()

    # --- to a file or a printer ---------------------------------------------------------------------------

    def save(self) -> None:
        """Keep the book as a PDF where the form says."""
        if not self.save_button.isEnabled():
            return
        try:
            file = self.form.file()
        except Refused as refused:
            self.form.show_refusal(refused.field, refused.sentence)
            return
        question = _("{name} sudah ada. Ganti dengan yang baru?").format(name=file.name)
        if not file.exists() or dialogs.ask(self, question, yes=_("Ganti"), no=_("Jangan")):
            self._order("file", PdfFile(file))

    def send(self) -> None:
        """Send the book to the printer the form says."""
        name = self.form.printer()
        if name is not None and self._print_lane is not None and self.print_button.isEnabled():
            self._order("printer", self._print_lane.printer(name))

    def _order(self, target: str, printer: Printer) -> None:
        if self._period is None:
            return
        self.form.clear_refusals()
        self.notices.clear()
        self._is_printing = True
        self._allow()
        order = GuestBookOrder(*self._period, target)
        self._desk.do(
            self, print_guest_book, order, then=partial(self._on_noted, printer), otherwise=self._say_error
        )

    def _on_noted(self, printer: Printer, book: GuestBook) -> None:
        title = _("Buku tamu {period}").format(period=book.period)
        self.progress.start(_("Menyusun {title} …").format(title=title))
        self._ticks.start()
        self._printing = self._bench.put(
            partial(_whole, book),
            lambda pdf: self._pass_on(printer, pdf, title=title),
            otherwise=self._say_error,
        )

    def _pass_on(self, printer: Printer, pdf: bytes, *, title: str) -> None:
        """To the file or the printer; tried again, it is the same paper and no new line in the journal."""
        self._is_printing = True
        self._allow()
        self._ticks.stop()
        self.progress.start(_("Mengirim ke {name} …").format(name=printer.name), cancellable=False)
        again = partial(self._pass_on, printer, pdf, title=title)
        if isinstance(printer, PdfFile) or self._print_lane is None:
            self._bench.put(
                lambda _progress: printer.send(pdf, title=title),
                lambda _nothing: self._on_sent(printer),
                otherwise=partial(self._say_error, again=again),
            )
        else:
            heard = partial(self._on_print_lane, printer, again)
            self._print_lane.send_pdf(self, printer, SetPaper(title, pdf), then=heard)

    def _on_print_lane(self, printer: Printer, again: Callable[[], None], reason: str) -> None:
        if reason:
            self._say_error(reason, again=again)
        else:
            self._on_sent(printer)

    def _on_sent(self, printer: Printer) -> None:
        self._rest()
        is_file = isinstance(printer, PdfFile)
        sentence = _("Tersimpan: {name}") if is_file else _("Buku tamu dikirim ke {name}.")
        self.notices.success(sentence.format(name=printer.name))

    def _say_error(self, error: DeskError | str, *, again: Callable[[], None] | None = None) -> None:
        self._rest()
        self.notices.error(str(error), action=_("Coba lagi") if again else "", then=again)

    def _rest(self) -> None:
        """Nothing is being printed any more."""
        self._is_printing = False
        self._ticks.stop()
        self.progress.finish()
        self._allow()

    def _on_cancelled(self) -> None:
        self._printing.drop()
        self._rest()
        self.notices.say("info", _("Dibatalkan; tidak ada yang tersimpan atau tercetak."))

    def _on_tick(self) -> None:
        self.progress.advance(round(self._printing.share * _STEPS), _STEPS)

    def _on_browse(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Simpan buku tamu"), str(self.form.field("file").typed().value()), "PDF (*.pdf)"
        )
        if chosen:
            self.form.put_file(chosen)

    def _on_printers(self, rows: tuple[PrinterRow, ...]) -> None:
        self.form.offer_printers([row.name for row in rows if not row.is_stopped and row.width is None])
        self.print_button.setVisible(self.form.printer() is not None)


def _whole(book: GuestBook, progress: Progress) -> bytes:
    from desk.printing.registers import guest_book_pdf  # on the lane: reportlab takes a while to load

    return guest_book_pdf(book, progress=progress).pdf


def _previewed(book: GuestBook, dots: int, progress: Progress) -> _Preview:
    from desk.printing.registers import guest_book_pdf  # on the lane, as above

    printed = guest_book_pdf(book, progress=progress, at_most=1)
    return _Preview(printed.pdf, printed.pages, _dots(printed.pdf, dots))


def _dots(pdf: bytes, dots: int) -> QImage:
    """The first page, `dots` across; drawn finer and brought down: small letters are set unevenly."""
    from desk.printing.raster import render  # on the lane, as above

    grey = render(pdf, _FINER * dots * _INCH / A4_LANDSCAPE.width)
    form = QImage.Format.Format_Grayscale8
    image = QImage(grey.data, grey.width, grey.height, grey.stride, form)
    return image.scaledToWidth(dots, Qt.TransformationMode.SmoothTransformation)
