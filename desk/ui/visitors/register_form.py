"""What is asked before the guest book is printed: which days, into which file, on which printer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules import office_dates, registers
from desk.ui import paper_files
from desk.ui.widgets import buttons, layouts
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.editors import line, typed_date
from desk.ui.widgets.fields import Field, FormBody

Period = tuple[date, date]
_RANGE = "range"
_TYPED_MS = 350
_LABEL = 64


class RegisterForm(FormBody):
    """Says `period_chosen` once a whole period stands there, `period_unclear` (why) while none does."""

    period_chosen = Signal(object)
    period_unclear = Signal(str)

    def __init__(self) -> None:
        super().__init__(name=_("Cetak buku tamu"), margins=(0, 0, 8, 0))
        self._suggested = ""
        self._add_period()
        self._add_targets()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPED_MS)
        self._typed.timeout.connect(self.tell)
        self._kind.changed.connect(self._on_kind)
        for name in ("first", "last"):
            self.field(name).changed.connect(self._typed.start)
        self.field("file").changed.connect(self._say_folder)

    def tell(self) -> None:
        """Say which period stands there, or what is wrong with it beside its field."""
        self._typed.stop()
        try:
            period = self._period()
        except Refused as refused:
            if refused.field is None:
                self.period_unclear.emit(refused.sentence)
            else:
                self.field(refused.field).set_error(refused.sentence)
                self.period_unclear.emit(_("Pratinjau muncul begitu periodenya jelas."))
        else:
            self._suggest_file(period)
            self.period_chosen.emit(period)

    def file(self) -> Path:
        """Where the PDF goes; Refused (field `file`) where nothing can be kept there."""
        return paper_files.checked(str(self.field("file").typed().value()), ".pdf", unnamed=_("Buku tamu"))

    def put_file(self, file: str) -> None:
        """Let the PDF go to `file`."""
        self.field("file").typed().restore(file)

    def printer(self) -> str | None:
        """The queue chosen; None where this machine has none."""
        chosen = self.field("printer").typed().value()
        return chosen if isinstance(chosen, str) else None

    def offer_printers(self, names: Sequence[str]) -> None:
        """Offer these queues, the first one chosen."""
        self._printers.set_choices([(name, name) for name in names])
        if names:
            self._printers.choose(names[0])
        self.field("printer").setVisible(bool(names))

    def _add_period(self) -> None:
        words = (
            ("day", _("Hari ini")),
            ("week", _("Pekan ini")),
            ("month", _("Bulan ini")),
            (_RANGE, _("Dari–sampai")),
        )
        self._kind = ChoiceEditor(words, chosen="day")
        self.add("period", Field(_("Periode"), self._kind, label_width=_LABEL))
        for name, label in (("first", _("Dari")), ("last", _("Sampai"))):
            editor = typed_date(parse=_day_typed, placeholder=_("mis. 1/4 atau Senin"))
            self.add(name, Field(label, editor, label_width=_LABEL)).hide()

    def _add_targets(self) -> None:
        self.add("file", Field(_("Berkas"), line(), label_width=_LABEL))
        self.browse = buttons.secondary(_("Pilih …"), shortcut="Ctrl+O")
        row = layouts.horizontal(margins=(_LABEL + 12, 0, 0, 0))
        layouts.fill(row, self.browse, None)
        self.column.insertLayout(self.column.count() - 1, row)
        self._printers = ChoiceEditor([])
        self.add("printer", Field(_("Printer"), self._printers, label_width=_LABEL)).hide()

    def _on_kind(self) -> None:
        is_range = self._kind.value() == _RANGE
        for name in ("first", "last"):
            self.field(name).setVisible(is_range)
            self.field(name).set_error(None)
        self.tell()

    def _period(self) -> Period:
        """Raises Refused, beside a field only where something wrong stands in it."""
        kind = self._kind.value()
        if kind != _RANGE:
            return registers.periods(clock.today())[kind]
        days = {name: self._day(name) for name in ("first", "last")}
        first, last = days["first"], days["last"]
        if first is None or last is None:
            raise Refused(_("Isi tanggal mulai dan tanggal akhirnya."))
        registers.check_period(first, last)
        for name, day in (("first", first), ("last", last)):
            self.field(name).set_error(None)
            self.field(name).set_hint(office_dates.long_date(day))
        return first, last

    def _day(self, name: str) -> date | None:
        self.field(name).set_hint("")
        try:
            day = self.field(name).typed().value()
        except Refused as refused:
            raise Refused(refused.sentence, field=name) from refused
        return day if isinstance(day, date) else None

    def _say_folder(self) -> None:
        typed = str(self.field("file").typed().value()).strip()
        self.field("file").set_hint(
            _("di folder {folder}").format(folder=_meant(typed).parent) if typed else ""
        )

    def _suggest_file(self, period: Period) -> None:
        """The file is named for its period as long as nobody named it otherwise."""
        editor = self.field("file").typed()
        if editor.value() == self._suggested:
            self._suggested = _file_name(period)
            editor.restore(self._suggested)


def _day_typed(text: str) -> date | None:
    if not text.strip():
        return None
    day = registers.past_day(text, clock.today())
    if day is None:
        raise Refused(_("Tulis tanggalnya, misalnya 1/4/2026."))
    return day


def _file_name(period: Period) -> str:
    first, last = (f"{day:%Y-%m-%d}" for day in period)
    days = first if first == last else _("{first} sd {last}").format(first=first, last=last)
    return _("Buku tamu {days}.pdf").format(days=days)


def _meant(typed: str) -> Path:
    return paper_files.meant(typed, ".pdf", unnamed=_("Buku tamu"))
