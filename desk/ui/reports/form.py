"""What is asked before a paper is shown: which days, of what, into which file, on which printer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules import office_dates, paper_kinds, registers
from desk.rules.paper_kinds import PaperKind, PaperWish
from desk.ui import paper_files
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.editors import ComboEditor, line, set_quietly, typed_date
from desk.ui.widgets.fields import Field, FormBody

Choices = Sequence[tuple[str, str]]
_OTHER = "other"
_TYPED_MS = 350
_LABEL = 64


class ReportForm(FormBody):
    """Says `wish_made` once a whole wish stands there, `wish_unclear` (why) while none does."""

    wish_made = Signal(object)
    wish_unclear = Signal(str)

    def __init__(self) -> None:
        super().__init__(name=_("Isi cetakan"), margins=(15, 8, 15, 15))
        self._kind: PaperKind | None = None
        self._suggested = ""
        self._period = ChoiceEditor([])
        self._variant = ChoiceEditor([(key, _(words)) for key, words in paper_kinds.VARIANTS.items()])
        self._variant.choose("internal")
        self._choice = ComboEditor(placeholder=_("ketik atau tekan ↓"))
        self._printers = ChoiceEditor([])
        self._lay()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPED_MS)
        self._typed.timeout.connect(self.tell)
        self._period.changed.connect(self._on_period)
        self._variant.changed.connect(self._typed.start)
        for name in ("first", "last", "choice"):
            self.field(name).changed.connect(self._typed.start)
        self.field("file").changed.connect(self._say_folder)

    def _lay(self) -> None:
        self.add("period", Field(_("Periode"), self._period, label_width=_LABEL))
        for name, label in (("first", _("Dari")), ("last", _("Sampai"))):
            editor = typed_date(parse=self._day_typed, placeholder=_("mis. 1/4 atau Senin"))
            self.add(name, Field(label, editor, label_width=_LABEL)).hide()
        self.add("choice", Field(_("Pilihan"), self._choice, label_width=_LABEL)).hide()
        self.add("variant", Field(_("Untuk"), self._variant, label_width=_LABEL)).hide()
        self.add("file", Field(_("Berkas"), line(), label_width=_LABEL))
        self.add("printer", Field(_("Printer"), self._printers, label_width=_LABEL)).hide()

    def show_kind(self, kind: PaperKind, choices: Choices = ()) -> None:
        """Ask what `kind` asks; `choices` are (key, words) of what else may be chosen."""
        self._typed.stop()
        self._kind = kind
        self.clear_refusals()
        offered = paper_kinds.presets(kind.asks, clock.today())
        words = [(number, words) for number, (words, _span) in enumerate(offered)]
        other = _("Dari–sampai") if kind.asks in ("days", "half") else _("Lain")
        self._period.set_choices([*words, (_OTHER, other)] if offered else [])
        self.field("period").setVisible(bool(offered))
        if offered:
            self._period.choose(0)
        named = {
            "service": _("Layanan"),
            "booking": _("Acara"),
            "resource": _("Sarana"),
            "count": _("Jumlah"),
            "visit": _("Tamu"),
        }.get(kind.choice, "")
        self._choice.set_choices(choices)
        self.field("choice").set_label(named or _("Pilihan"))
        self.field("choice").setVisible(bool(named))
        set_quietly(self._choice, choices[0][1] if named and choices else "")
        self.field("variant").setVisible(kind.choice == "variant")
        self._on_period()

    def choose(self, *, first: date | None = None, choice: str = "") -> None:
        """Let the paper be of the period around `first`, and of `choice`."""
        if first is not None and self._period.chips():
            self._period.choose(_OTHER)
            set_quietly(self.field("first").typed(), f"{first.day}/{first.month}/{first.year}")
        if choice in paper_kinds.VARIANTS:
            self._variant.choose(choice)
        elif choice:
            self._choice.choose(choice)
        self._on_period()

    def tell(self) -> None:
        """Say which wish stands there, or what is wrong with it beside its field."""
        self._typed.stop()
        try:
            wish = self._wish()
        except Refused as refused:
            if refused.field is not None:
                self.field(refused.field).set_error(refused.sentence)
            self.wish_unclear.emit(refused.sentence)
        else:
            for name in ("first", "last", "choice"):
                self.field(name).set_error(None)
            self.wish_made.emit(wish)

    def suggest_file(self, name: str) -> None:
        """The file is named for its paper as long as nobody named it otherwise."""
        editor = self.field("file").typed()
        if editor.value() == self._suggested:
            self._suggested = re.sub(r'[\\/:*?"<>|\s]+', " ", name).strip()[:120]
            editor.restore(self._suggested)

    def _say_folder(self) -> None:
        typed = self.file_typed().strip()
        folder = paper_files.meant(typed, ".pdf", unnamed="-").parent if typed else ""
        self.field("file").set_hint(_("di folder {folder}").format(folder=folder) if typed else "")

    def file_typed(self) -> str:
        """What stands as the file's name."""
        return str(self.field("file").typed().value())

    def printer(self) -> str | None:
        """The queue chosen; None where this machine has none."""
        chosen = self.field("printer").typed().value()
        return chosen if isinstance(chosen, str) else None

    def offer_printers(self, names: Sequence[str]) -> None:
        """Offer these queues, the first one chosen."""
        if [chip.word for chip in self._printers.chips()] == list(names):
            return  # what was chosen stays
        self._printers.set_choices([(name, name) for name in names])
        if names:
            self._printers.choose(names[0])
        self.field("printer").setVisible(bool(names))

    def _on_period(self) -> None:
        kind = self._kind
        if kind is None:
            return
        is_other = bool(self._period.chips()) and self._period.value() == _OTHER
        is_range = kind.asks in ("days", "half")
        self.field("first").set_label(_("Dari") if is_range else _("Tanggal"))
        self.field("first").setVisible(is_other)
        self.field("last").setVisible(is_other and is_range)
        self.tell()

    def _wish(self) -> PaperWish:
        kind = self._kind
        if kind is None:
            raise Refused(_("Pilih cetakannya."))
        first, last = self._span(kind)
        return PaperWish(kind.key, first, last, self._chosen(kind))

    def _chosen(self, kind: PaperKind) -> str:
        if kind.choice == "variant":
            return str(self._variant.value())
        if not kind.choice:
            return ""
        try:
            chosen = self._choice.value()
        except Refused as refused:
            raise Refused(refused.sentence, field="choice") from refused
        if not chosen and kind.choice != "service":
            raise Refused(_("Pilih salah satu dari daftar."), field="choice")
        return str(chosen or "")

    def _span(self, kind: PaperKind) -> tuple[date, date]:
        """Raises Refused, beside a field only where something wrong stands in it."""
        if kind.asks == "now":
            return clock.today(), clock.today()
        chosen = self._period.value()
        if chosen != _OTHER:
            return paper_kinds.presets(kind.asks, clock.today())[int(chosen or 0)][1]
        first = self._day("first")
        if kind.asks not in ("days", "half"):
            if first is None:
                raise Refused(_("Isi tanggalnya."))
            return paper_kinds.span_of(kind.asks, first)
        last = self._day("last")
        if first is None or last is None:
            raise Refused(_("Isi tanggal mulai dan tanggal akhirnya."))
        if last < first:
            raise Refused(_("Tanggal akhir lebih awal daripada tanggal mulai."), field="last")
        return first, last

    def _day(self, name: str) -> date | None:
        field = self.field(name)
        field.set_hint("")
        try:
            day = field.typed().value()
        except Refused as refused:
            raise Refused(refused.sentence, field=name) from refused
        if not isinstance(day, date):
            return None
        field.set_hint(office_dates.long_date(day))
        return day

    def _day_typed(self, text: str) -> date | None:
        """A weekday is the last one for what has happened, the next one for what is to come."""
        words, today = text.strip(), clock.today()
        if not words:
            return None
        if re.fullmatch(r"20[0-9]{2}", words):
            return date(int(words), 1, 1)
        is_past = self._kind is None or self._kind.asks in ("days", "half", "year")
        day = registers.past_day(words, today) if is_past else office_dates.parse_day(words, today)
        if day is None:
            raise Refused(_("Tulis tanggalnya, misalnya 1/4/2026."))
        return day
