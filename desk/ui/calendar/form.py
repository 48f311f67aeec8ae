"""The form of a booking: new, moved or corrected; returns frozen orders and knows nobody who does them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.operations.bookings import BookingOrder, CorrectionOrder, MoveOrder
from desk.queries.bookings import BookingDetail, Enquiry, Wish
from desk.queries.resources import ResourceRow
from desk.rules.bookings import span_of
from desk.rules.office_dates import clock_time, long_date, parse_day, parse_times, short_date
from desk.rules.phones import shown
from desk.rules.spans import Span
from desk.ui.calendar.answer import Answer
from desk.ui.widgets import buttons, editors, layouts
from desk.ui.widgets.fields import Field, FormBody

LABEL = 76
Mode = Literal["new", "move", "correct"]
Order = BookingOrder | MoveOrder | CorrectionOrder

_PLACE = ("resource_key", "day", "span", "quantity")
_WORDS = ("purpose", "borrower_name", "borrower_institution", "borrower_phone", "head_count", "note")


@dataclass(frozen=True)
class _Changed:
    """The booking that is moved or corrected, as it was seen."""

    id: int
    version: int


_UNTIL = re.compile(r"\s+(?:sd|s/d|s\.d\.|sampai)\s+", re.IGNORECASE)
_MIDNIGHT = re.compile(r"24(?:[.:]?00)?\s*$")


@dataclass(frozen=True)
class Days:
    """The first and the last day of an event; mostly the same."""

    first: date
    last: date

    def words(self) -> str:
        """As the form writes them, and reads them again."""
        if self.first == self.last:
            return long_date(self.first)
        return f"{short_date(self.first)} {self.first.year} sd {short_date(self.last)} {self.last.year}"


@dataclass(frozen=True)
class Hours:
    """When an event begins and ends; an end at 00.00 is midnight."""

    start: time
    end: time

    def words(self) -> str:
        """As the form writes them, and reads them again."""
        return f"{clock_time(self.start)}–{clock_time(self.end) if self.end != time.min else '24.00'}"


def days_typed(text: str) -> Days:
    """ "rab", "9/4", "8/4 sd 10/4"; Refused where it is no day."""
    first, *others = [_day(piece) for piece in _UNTIL.split(text.strip())]
    last = others[0] if others else first
    if first is None or last is None or len(others) > 1:
        raise Refused(_("Tulis harinya, misalnya rab, besok atau 9/4."))
    return Days(first, last)


def _day(text: str) -> date | None:
    """A day as typed, or as the form writes it with its weekday in front."""
    return parse_day(text, clock.today()) or parse_day(text.partition(",")[2], clock.today())


def hours_typed(text: str) -> Hours:
    """ "09-12", "9.30–11", "20-24"; Refused where it is no stretch of time."""
    is_until_midnight = _MIDNIGHT.search(text) is not None
    hours = parse_times(_MIDNIGHT.sub("23.59", text))
    if hours is None:
        raise Refused(_("Tulis jamnya, misalnya 09-12; jam selesai sesudah jam mulai."))
    return Hours(hours[0], time.min if is_until_midnight else hours[1])


def span_typed(days: Days, hours: Hours) -> Span:
    """From the first day's start to the last day's end; Refused (field `span`) where that is no span."""
    last = days.last + timedelta(days=1) if hours.end == time.min else days.last
    return span_of(clock.at_office(days.first, hours.start), clock.at_office(last, hours.end))


def _typed(span: Span) -> tuple[Days, Hours]:
    """What stands in the form for `span`."""
    start, end = clock.to_office(span.starts_at), clock.to_office(span.ends_at)
    last = end.date() - timedelta(days=1) if end.time() == time.min else end.date()
    return Days(start.date(), last), Hours(start.time(), end.time())


class BookingForm(QWidget):
    """Resource, day and hours with their answer, then for whom and what for."""

    changed = Signal()
    wish_changed = Signal(object)
    """The Wish that can be read from the fields, or None."""
    submitted = Signal(object)
    """An order to do."""

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "new"
        self._changes: _Changed | None = None
        self._key = str(uuid.uuid4())
        self._wish: Wish | None = None
        self._stocks: dict[str, int] = {}
        self._may_decide = False
        self.answer = Answer()
        self.body = FormBody(name=_("Pemesanan"))
        self._add_fields()
        self.save = buttons.primary("", keys="Ctrl ⏎")
        self.save_confirmed = buttons.secondary(_("Pesan dan konfirmasi"), shortcut="Alt+K")
        self.cancel = buttons.secondary(_("Tutup"), keys="Esc")
        self._lay()
        self.body.changed.connect(self._on_changed)
        self.body.submit_requested.connect(self.submit)
        self.body.save_requested.connect(self.submit)
        self.save.clicked.connect(self.submit)
        self.save_confirmed.clicked.connect(lambda: self.submit(is_confirmed=True))
        self.answer.free_chosen.connect(self.take_free)

    def _lay(self) -> None:
        self.save.setShortcut("Ctrl+Return")
        row = layouts.horizontal(gap=8)
        layouts.fill(row, self.cancel, None, self.save)
        foot = layouts.vertical(margins=(15, 8, 15, 12), gap=8)
        foot.addWidget(self.save_confirmed)
        foot.addLayout(row)
        column = layouts.vertical(self)
        column.addWidget(self.body, 1)
        column.addLayout(foot)

    def _add_fields(self) -> None:
        self._resource = editors.ComboEditor(placeholder=_("aula, zoom …"))
        self._day = editors.line(parse=days_typed, placeholder=_("rab, besok, 9/4"))
        self._hours = editors.line(parse=hours_typed, placeholder=_("09-12"))
        add = self.body.add
        add("resource_key", Field(_("Sarana"), self._resource, label_width=LABEL))
        add("day", Field(_("Hari"), self._day, label_width=LABEL))
        add("span", Field(_("Jam"), self._hours, label_width=LABEL))
        add("quantity", Field(_("Jumlah"), editors.number(placeholder="1"), label_width=LABEL))
        self.body.add_widget(self.answer)
        add("purpose", Field(_("Keperluan"), editors.line(), label_width=LABEL))
        add("borrower_name", Field(_("Peminjam"), editors.line(), label_width=LABEL))
        add("borrower_institution", Field(_("Instansi"), editors.line(), label_width=LABEL))
        add("borrower_phone", Field(_("Telepon"), editors.phone(), label_width=LABEL))
        add("head_count", Field(_("Orang"), editors.number(), label_width=LABEL))
        add("note", Field(_("Catatan"), editors.LongTextEditor(lines=2), label_width=LABEL))
        self.body.field("quantity").hide()

    # ---- what it is about --------------------------------------------------------------------------------

    def offer(self, resources: tuple[ResourceRow, ...]) -> None:
        """The resources that can be chosen."""
        self._resource.set_choices([(row.key, row.name) for row in resources if row.is_active])
        self._stocks = {row.key: row.stock for row in resources}

    def begin(self, resource_key: str, day: date, hours: Hours | None) -> None:
        """A new booking, its slot filled in as far as it is known; what else stands there is cleared."""
        self._open("new", None)
        self.body.reset()
        self.put_slot(resource_key, day, hours)
        self.body.settle()
        self._ask()

    def put_slot(self, resource_key: str, day: date, hours: Hours | None) -> None:
        """Another slot; for whom and what for stays."""
        self._resource.choose(resource_key)
        self._day.restore(Days(day, day).words())
        self._hours.restore("" if hours is None else hours.words())

    def begin_move(self, detail: BookingDetail, wanted: Wish | None = None) -> None:
        """Another slot for a booking; it begins with the one it has, or the one it was put on."""
        self._open("move", _Changed(detail.id, detail.version))
        self.body.reset(_fields_of(detail))
        if wanted is not None:
            self._resource.choose(wanted.resource_key)
            self.take_free(wanted.span)
        self._ask()

    def begin_correction(self, detail: BookingDetail) -> None:
        """Other words for a booking; its slot stays."""
        self._open("correct", _Changed(detail.id, detail.version))
        self.body.reset(_fields_of(detail))
        self.answer.say_nothing()

    def _open(self, mode: Mode, changes: _Changed | None) -> None:
        self.mode, self._changes = mode, changes
        self._key = str(uuid.uuid4())
        self._wish = None
        for name in _PLACE:
            self.body.field(name).setVisible(mode != "correct" and name != "quantity")
        for name in _WORDS:
            self.body.field(name).setVisible(mode != "move")
        words = {"new": _("Pesan"), "move": _("Pindahkan"), "correct": _("Simpan")}
        self.save.show_word(words[mode])
        self.answer.say_nothing()
        self.allow(may_decide=self._may_decide)

    def allow(self, *, may_decide: bool) -> None:
        """Whether a booking may be made final at once by who sits here."""
        self._may_decide = may_decide
        self.save_confirmed.setVisible(may_decide and self.mode == "new")

    def changes(self) -> int | None:
        """The id of the booking that is moved or corrected."""
        return self._changes.id if self._changes else None

    # ---- reading -----------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self.body.field("quantity").setVisible(self._has_many() and self.mode != "correct")
        self._ask()
        self.changed.emit()

    def _has_many(self) -> bool:
        return self._stocks.get(self._key_typed() or "", 1) > 1

    def _key_typed(self) -> str | None:
        try:
            value = self._resource.value()
        except Refused:
            return None
        return None if value is None else str(value)

    def _ask(self) -> None:
        """Announce the wish that stands in the fields, once for each different one."""
        wish = self._read_wish() if self.mode != "correct" else None
        if wish == self._wish:
            return
        self._wish = wish
        if wish is None:
            self.answer.say_nothing()
        self.wish_changed.emit(wish)

    def _read_wish(self) -> Wish | None:
        key = self._key_typed()
        try:
            span = span_typed(self._day.value(), self._hours.value())
            quantity = self._read("quantity") or 1
            head_count = self._read("head_count")
        except Refused:
            return None
        if key is None:
            return None
        return Wish(key, span, quantity, head_count, self.changes())

    def _read(self, name: str) -> Any:
        return self.body.field(name).typed().value()

    def ask_again(self) -> None:
        """Announce the wish once more: what was free may be taken by now."""
        self._wish = None
        self._ask()

    def show_answer(self, wish: Wish, answer: Enquiry) -> None:
        """The answer to `wish`, unless something else was typed meanwhile."""
        if wish == self._wish:
            self.answer.show_answer(answer)

    def show_no_answer(self, wish: Wish, sentence: str) -> None:
        """`wish` cannot even be asked for."""
        if wish == self._wish:
            self.answer.show_refusal(sentence)

    def take_free(self, span: Span) -> None:
        """Fill in a free time that was proposed."""
        days, hours = _typed(span)
        self._day.restore(days.words())
        self._hours.restore(hours.words())
        self.focus_words()

    def focus_words(self) -> None:
        """Put the keyboard where the slot is settled and the words begin."""
        name = "span" if self.mode == "move" else "purpose"
        self.body.field(name).editor.setFocus()

    def awaits_words(self) -> bool:
        """Whether the keyboard stands on the first of the words and nothing was typed there."""
        purpose = self.body.field("purpose")
        return purpose.editor.hasFocus() and not purpose.typed().draft()

    def focus_slot(self) -> None:
        """Put the keyboard on the hours, all of them selected."""
        self._hours.setFocus()
        self._hours.selectAll()

    def submit(self, *, is_confirmed: bool = False) -> None:
        """Emit the order that stands in the fields; what cannot be read is said beside its field.

        `is_confirmed` books at once what is else *dipesan sementara*.
        """
        values = self.body.read()
        if values is None:
            return
        try:
            order = self._order(values)
            if is_confirmed and isinstance(order, BookingOrder):
                order = replace(order, is_confirmed=True)
        except Refused as refused:
            self.show_refusal(refused.field, refused.sentence)
            return
        self.submitted.emit(order)

    def _order(self, values: dict[str, Any]) -> Order:
        if self._changes is not None and self.mode == "correct":
            return CorrectionOrder(self._changes.id, self._changes.version, **_words(values))
        key = values["resource_key"]
        if key is None:
            raise Refused(_("Pilih sarananya."), field="resource_key")
        span = span_typed(values["day"], values["span"])
        quantity = values.get("quantity") or 1
        if self._changes is not None:
            return MoveOrder(self._changes.id, self._changes.version, span, key, quantity)
        return BookingOrder(self._key, key, span, quantity=quantity, **_words(values))

    def show_refusal(self, field: str | None, sentence: str) -> None:
        """Say `sentence` beside its field; nothing typed is lost.

        A clash already told in full below is not told twice.
        """
        is_told = self.answer.isVisibleTo(self) and self.answer.sentence.text() == sentence
        words = _("Berbenturan: pilih jam bebas di bawah, atau ubah jamnya.") if is_told else sentence
        self.body.show_refusal(field, words)

    # ---- drafts ------------------------------------------------------------------------------------------

    def is_dirty(self) -> bool:
        """Whether something was typed for whom or what for, or a change was begun."""
        return self.body.is_dirty()

    def draft(self) -> dict[str, Any]:
        """What stands in the fields, as plain data."""
        changes = None if self._changes is None else [self._changes.id, self._changes.version]
        return {"mode": self.mode, "changes": changes, "key": self._key, "fields": self.body.draft()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put a draft back; it is still the same form and books only once."""
        changes = draft.get("changes")
        self._open(draft.get("mode", "new"), _Changed(*changes) if changes else None)
        self._key = draft.get("key", self._key)
        self.body.restore(draft.get("fields", {}))
        self._ask()


def _words(values: dict[str, Any]) -> dict[str, Any]:
    """The order's words; an empty line is nothing, a zero is a zero (and refused)."""
    needed = ("purpose", "borrower_name")
    return {name: values[name] if values[name] != "" or name in needed else None for name in _WORDS}


def _fields_of(detail: BookingDetail) -> dict[str, object]:
    days, hours = _typed(detail.span)
    return {
        "resource_key": detail.resource_name,
        "day": days.words(),
        "span": hours.words(),
        "quantity": str(detail.quantity),
        "purpose": detail.purpose,
        "borrower_name": detail.borrower_name,
        "borrower_institution": detail.borrower_institution,
        "borrower_phone": shown(detail.borrower_phone) if detail.borrower_phone else "",
        "head_count": "" if detail.head_count is None else str(detail.head_count),
        "note": detail.note,
    }
