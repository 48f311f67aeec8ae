"""This machine's printers: one for each kind of paper, its own receipt printers, a test page and a test scan.

Knows nothing of the office. Each choice is stored at once; one that cannot be stored is said beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent

from desk import clock, settings
from desk.background import Desk
from desk.i18n import _
from desk.rules.office_dates import long_date
from desk.rules.print_jobs import KINDS, kind_words
from desk.settings import ROLLS, OwnPrinter, Settings
from desk.ui.settings.own_printer_dialog import OwnPrinterDialog
from desk.ui.settings.page import SettingsPage
from desk.ui.slips.print_lane import Outcome, PaperSending, PrintLane
from desk.ui.widgets import buttons, dialogs, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.chips import Chip
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.fields import Field, FormBody
from desk.ui.widgets.rows import RowFace, RowsView

if TYPE_CHECKING:  # Qt's printers are loaded on first use
    from desk.printing.printers import PrinterRow

_CHOICE = {"roll": "printer", "a5": "printer_a5", "a4": "printer_a4"}
"""Kind of paper → where its printer stands among the machine's choices."""


class PrintersPage(SettingsPage):
    """Anyone may choose here: the choices hold for this machine, not for the office."""

    settings_changed = Signal(object)
    """The Settings as stored now."""

    def __init__(self, desk: Desk, lane: PrintLane, *, file: Path | None = None) -> None:
        super().__init__(desk, watches=frozenset())
        self._lane, self._file = lane, file
        self._rows: tuple[PrinterRow, ...] | None = None
        self._code = ""
        self._trial_key = ""
        self.form = FormBody(name=_("Printer"))
        self.list = RowsView(
            _face,
            name=_("Printer struk milik komputer ini"),
            empty=_("Belum ada."),
            hint=_("Tambahkan printer struk yang tidak terpasang sebagai printer sistem."),
            key=lambda own: own.name,
        )
        self._make_buttons()
        self._add_fields()
        self._lay()
        self._connect()
        self.refresh()
        self.setFocusProxy(self.form.field("roll").editor)

    def _make_buttons(self) -> None:
        self.trial = buttons.secondary(_("Halaman uji"), shortcut="Ctrl+U")
        self.add_own = buttons.secondary(_("Tambah"), shortcut="Ctrl+N")
        self.change = buttons.quiet(_("Ubah"), shortcut="Ctrl+E")
        self.remove = buttons.quiet(_("Hapus"), shortcut="Ctrl+Del")
        self.chip = Chip("", "quiet", self)
        self.said_trial = labels.wrapped("", kind="muted")

    def _add_fields(self) -> None:
        for kind in KINDS:
            self._add(kind, _("Printer {kind}").format(kind=kind_words(kind)))
        self._add("width", _("Lebar gulungan"))
        self._add("try", _("Yang diuji"))

    def _add(self, name: str, label: str) -> None:
        field = self.form.add(name, Field(label, ChoiceEditor([])))
        if name != "try":
            field.changed.connect(partial(self._take, name))

    def _lay(self) -> None:
        left, right = Card(_("Printer")), Card(_("Printer struk milik komputer ini"))
        words = _("Berlaku untuk komputer ini saja dan langsung tersimpan.")
        left.padded().addWidget(labels.wrapped(words, kind="muted"))
        left.body.addWidget(self.form, 1)
        trial = left.padded(gap=8)
        row = layouts.horizontal(gap=8)
        layouts.fill(row, self.trial, self.chip, None)
        trial.addLayout(row)
        trial.addWidget(self.said_trial)
        right.rule_under_head()
        self.list.lead(0)
        self.list.fill_height()
        right.body.addWidget(self.list, 1)
        acts = layouts.horizontal(margins=(15, 8), gap=8)
        layouts.fill(acts, self.add_own, self.change, self.remove, None)
        right.body.addLayout(acts)
        whole = layouts.horizontal(self, gap=16)
        whole.addWidget(left, 5)
        whole.addWidget(right, 4)

    def _connect(self) -> None:
        self.trial.clicked.connect(self.print_trial)
        self.add_own.clicked.connect(lambda: self._edit(None))
        self.change.clicked.connect(lambda: self._edit(self.list.current_row()))
        self.list.row_activated.connect(self._edit)
        self.remove.clicked.connect(self.remove_own)
        self._lane.finished.connect(self._on_finished)

    # --- shown -----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what is stored."""
        stored = settings.load(self._file)
        for kind in KINDS:
            chosen = getattr(stored, _CHOICE[kind])
            names = [None, *(row.name for row in self._rows or () if kind == "roll" or row.width is None)]
            self._offer(kind, names, chosen, self._printer_words)
        own = stored.own_printer(stored.printer)
        self._offer("width", ROLLS, stored.roll_width(), lambda width: f"{width} mm")
        self.form.field("width").setEnabled(own is None)
        self.form.field("width").set_hint(_("menurut printer itu sendiri") if own else "")
        self._offer("try", KINDS, self._tried() or "roll", kind_words)
        self.list.set_rows(stored.own_printers)
        for button in (self.change, self.remove):
            button.setEnabled(bool(stored.own_printers))

    def show_rights(self) -> None:
        """Everybody may."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._lane.list_printers(self, self._show_printers)

    def _show_printers(self, rows: tuple[PrinterRow, ...]) -> None:
        self._rows = rows
        self.refresh()

    def _offer(self, name: str, values: Sequence[Any], stored: Any, words: Callable[[Any], str]) -> None:
        """Offer `values` and what is stored, chosen."""
        editor = self.form.field(name).editor
        if isinstance(editor, ChoiceEditor):
            blocker = QSignalBlocker(editor)
            offered = [*values] if stored in values else [*values, stored]
            editor.set_choices([(value, words(value)) for value in offered])
            editor.choose(stored)
            blocker.unblock()

    def _printer_words(self, name: str | None) -> str:
        if name is None:
            return _("ditanya saat mencetak")
        row = next((row for row in self._rows or () if row.name == name), None)
        if row is None:
            return name if self._rows is None else _("{name} (tidak ditemukan)").format(name=name)
        if row.is_stopped:
            return _("{name} (sedang berhenti)").format(name=name)
        return _("{name} (utama)").format(name=name) if row.is_default else name

    def _tried(self) -> str:
        return str(self.form.field("try").typed().value() or "")

    # --- stored ----------------------------------------------------------------------------------------

    def _take(self, name: str) -> None:
        """Store what is chosen in the field `name`."""
        field = self.form.field(name)
        value = field.typed().value()
        stored = settings.load(self._file)
        changes: dict[str, Any] = {"roll" if name == "width" else _CHOICE[name]: value}
        chosen = replace(stored, **changes)
        field.set_error(self._store(chosen) if chosen != stored else None)
        if name == "roll":
            self.refresh()

    def _store(self, chosen: Settings) -> str | None:
        """Why it could not be stored."""
        try:
            settings.save(chosen, self._file)
        except OSError:
            return _("Belum tersimpan: berkas pengaturan tidak dapat ditulis.")
        self.settings_changed.emit(chosen)
        return None

    # --- its own printers ------------------------------------------------------------------------------

    def _edit(self, own: OwnPrinter | None) -> None:
        taken = {each.name.casefold() for each in settings.load(self._file).own_printers}
        taken |= {row.name.casefold() for row in self._rows or () if row.width is None}
        others = frozenset(taken - ({own.name.casefold()} if own else set()))
        dialog = OwnPrinterDialog(self, others, self._probe, own)
        dialog.kept.connect(partial(self._keep, own))
        dialog.finished.connect(lambda _result: self.list.setFocus())
        dialog.open()

    def _keep(self, before: OwnPrinter | None, own: OwnPrinter) -> None:
        """In the place of `before`; whoever printed on it under another name does so under the new one."""
        stored = settings.load(self._file)
        rest = [own if each == before else each for each in stored.own_printers]
        chosen = replace(stored, own_printers=tuple(rest if before in rest or own in rest else [*rest, own]))
        if before is not None and chosen.printer == before.name:
            chosen = replace(chosen, printer=own.name)
        if chosen.printer is None:
            chosen = replace(chosen, printer=own.name)
        self._say_stored(chosen, own)

    def remove_own(self) -> None:
        """Forget the selected printer, asked once."""
        own: OwnPrinter | None = self.list.current_row()
        if own is None:
            return
        question = _("Hapus printer “{name}” dari komputer ini?").format(name=own.name)
        if dialogs.ask(self, question, yes=_("Hapus"), no=_("Jangan")):
            stored = settings.load(self._file)
            rest = tuple(each for each in stored.own_printers if each.name != own.name)
            chosen = replace(stored, own_printers=rest)
            self._say_stored(replace(chosen, printer=None) if chosen.printer == own.name else chosen, None)

    def _say_stored(self, chosen: Settings, own: OwnPrinter | None) -> None:
        failed = self._store(chosen)
        if failed:
            self.form.field("roll").set_error(failed)
        self._lane.list_printers(self, self._show_printers)
        self.refresh()
        if own is not None:
            self.list.select_key(own.name)

    def _probe(self, own: OwnPrinter, heard: Callable[[str, bool | None], None]) -> None:
        self._lane.probe(self, own, heard)

    # --- trying ----------------------------------------------------------------------------------------

    def print_trial(self) -> None:
        """Send the test page to the printer of the kind chosen; then its code may be scanned."""
        from desk.printing.trial import trial_code, trial_pdf  # reportlab comes in with the first paper

        kind = self._tried()
        stored = settings.load(self._file)
        name: str | None = getattr(stored, _CHOICE[kind])
        if name is None:
            self.form.field(kind).set_error(_("Pilih printernya dahulu, lalu uji."))
            self.form.field(kind).editor.setFocus()
            return
        self.form.field(kind).set_error(None)
        paper = stored.roll_width() if kind == "roll" else kind
        self._code = trial_code()
        words = (name, long_date(clock.today()))
        drawn = partial(trial_pdf, paper, self._code, words)
        sending = PaperSending(_("Halaman uji"), drawn, self._lane.printer(name), paper)
        self._trial_key = sending.key
        self._say_trial("info", _("mengirim …"), "")
        self._lane.send_paper(sending)

    def take_scan(self, scanned: str) -> bool:
        """Whether `scanned` was the test page's; then it is said whether it was read whole."""
        from desk.printing.trial import bare, is_trial_code

        if not (self.isVisible() and (self._code or is_trial_code(scanned))):
            return False
        if bare(scanned).endswith(bare(self._code)) and self._code:
            words = _("Kode uji terbaca utuh: cetakan dan pemindai cocok.")
            self._say_trial("done", _("terbaca"), words)
            self._code = ""
        else:
            words = _("Terbaca “{scanned}”, bukan kode uji yang baru dicetak ({code}).")
            shown = scanned[:60]
            self._say_trial("late", _("tidak cocok"), words.format(scanned=shown, code=self._code or "–"))
        return True

    def _on_finished(self, outcome: Outcome) -> None:
        if outcome.sending.key != self._trial_key:
            return
        if outcome.is_sent:
            words = _("Terkirim. Periksa bingkai dan ukurannya, lalu pindai kodenya di sini.")
            self._say_trial("today", _("menunggu dipindai"), words)
        else:
            self._code = ""
            self._say_trial("late", _("gagal"), outcome.error)

    def _say_trial(self, tone: Any, word: str, sentence: str) -> None:
        self.chip.show_state(word, tone)
        self.said_trial.setText(sentence)


def _face(own: OwnPrinter) -> RowFace:
    knife = _("berpisau") if own.cuts else _("tanpa pisau")
    asked = _("ditanya keadaannya") if own.answers else _("tidak ditanya")
    place = own.address.partition(":")[2]
    second = _("{place} · {width} mm · {knife} · {asked}")
    return RowFace(own.name, second=second.format(place=place, width=own.width, knife=knife, asked=asked))
