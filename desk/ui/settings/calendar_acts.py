"""Forms for the acts on the office's calendar: each makes an act, which is shown before it is done.

Knows no request and does nothing itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.errors import Refused
from desk.i18n import _
from desk.operations.calendar_changes import (
    ClosureOrder,
    ConfirmationOrder,
    HalfDayOrder,
    confirm_balinese_days,
    save_closure_and_move,
    save_half_day,
)
from desk.queries.calendar_moves import moved_by_closure, moved_by_confirming, moved_by_proposing
from desk.queries.office_calendar import DayOffRow
from desk.rules.office_dates import long_date, short_date
from desk.ui.calendar.typed import days_typed, hours_typed
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.choices import ChecksEditor, ChoiceEditor
from desk.ui.widgets.fields import Field, FormBody

LABEL = 104


@dataclass(frozen=True)
class CalendarAct:
    """What is to be done, and the question that shows beforehand what it moves (None: nothing can)."""

    sentence: str
    operation: Callable[..., Any]
    order: object
    said: str
    question: Callable[..., Any] | None = None
    arguments: tuple[object, ...] = ()


class ActForm(Card):
    """Fields over *Batal* (Esc) and the way on; `proposed` carries the act the fields describe."""

    proposed = Signal(object)
    closed = Signal()
    changed = Signal()
    beside: Mapping[str, str] = {}
    """Attribute of the order that is no field → the field beside which its refusal is said."""

    def __init__(self, head: str, *, onward: str = "") -> None:
        super().__init__(head)
        self.form = FormBody(name=head)
        self.key = str(uuid.uuid4())
        self.cancel = buttons.secondary(_("Batal"), keys="Esc")
        self.onward = buttons.primary(onward or _("Lihat yang berpindah"), keys="Ctrl ⏎")
        self._about = labels.wrapped("", kind="quiet")
        self.add_fields()
        self._lay()
        self.form.submit_requested.connect(self.propose)
        self.form.save_requested.connect(self.propose)
        self.form.changed.connect(self.changed)
        self.onward.clicked.connect(self.propose)
        self.cancel.clicked.connect(self.closed)
        self.form.settle()

    def add_fields(self) -> None:
        """Put the fields into the form."""
        raise NotImplementedError

    def act(self, values: Mapping[str, Any]) -> CalendarAct:
        """The act these values describe; may raise Refused."""
        raise NotImplementedError

    def tell(self, words: str) -> None:
        """Say `words` quietly above the buttons."""
        self._about.setText(words)
        self._about.setVisible(bool(words))

    def begin(self) -> None:
        """Start again, with a key of its own."""
        self.key = str(uuid.uuid4())
        self.form.reset()

    def propose(self) -> None:
        """Send the act, unless a field cannot be read."""
        values = self.form.read()
        if values is None:
            return
        try:
            act = self.act(values)
        except Refused as refused:
            self.refuse(refused)
            return
        self.proposed.emit(act)

    def refuse(self, refused: Refused) -> None:
        """Say why not beside its field; nothing typed is lost."""
        self.form.show_refusal(self.beside.get(refused.field or "", refused.field), refused.sentence)

    def draft(self) -> dict[str, Any] | None:
        """What was typed and not done."""
        return {"key": self.key, "fields": self.form.draft()} if self.form.is_dirty() else None

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put it back; it is still the same act and is done only once."""
        self.key = str(draft["key"])
        self.form.restore(draft["fields"])

    def add(self, name: str, field: Field) -> Field:
        """Add `field` for the attribute `name` of the values."""
        return self.form.add(name, field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.propose()
        else:
            super().keyPressEvent(event)

    def _lay(self) -> None:
        self.body.addWidget(self.form, 1)
        foot = layouts.vertical(margins=(15, 8, 15, 15), gap=8)
        row = layouts.horizontal(gap=8)
        layouts.fill(row, None, self.cancel, self.onward)
        layouts.fill(foot, self._about, row)
        self.body.addLayout(foot)
        QWidget.setTabOrder(self.onward, self.cancel)  # Enter in the last field leads on, not away
        self._about.hide()


class ClosureForm(ActForm):
    """The office closes for whole days: a disaster, a ceremony."""

    beside: Mapping[str, str] = {"first_on": "days", "last_on": "days"}

    def __init__(self) -> None:
        super().__init__(_("Tutup kantor"))
        self.tell(_("Hari yang tutup tidak dihitung dalam jangka waktu mana pun."))

    def add_fields(self) -> None:
        days = editors.line(parse=days_typed, placeholder=_("rab, 9/4, 9/4 sd 11/4"))
        self.add("days", Field(_("Hari"), days, label_width=LABEL))
        why = editors.line(placeholder=_("banjir, upacara …"))
        self.add("reason", Field(_("Alasan"), why, label_width=LABEL))
        number = editors.line(placeholder=_("bila ada"))
        self.add("circular", Field(_("Nomor surat"), number, label_width=LABEL))

    def act(self, values: Mapping[str, Any]) -> CalendarAct:
        days, reason = values["days"], values["reason"].strip()
        if not reason:
            raise Refused(_("Tulis alasannya."), field="reason")
        words = _("Kantor tutup {days}: {reason}").format(days=days.words(), reason=reason)
        return CalendarAct(
            words,
            save_closure_and_move,
            ClosureOrder(self.key, days.first, days.last, reason, values["circular"] or None),
            _("Penutupan disimpan."),
            moved_by_closure,
            (days.first, days.last, reason),
        )


class HalfDayForm(ActForm):
    """The office closes for some hours of a working day."""

    beside: Mapping[str, str] = {"closed_from": "hours", "closed_to": "hours"}

    def __init__(self) -> None:
        super().__init__(_("Setengah hari"), onward=_("Simpan"))
        self.tell(_("Hari itu tetap hari kerja: tidak ada jangka waktu yang berpindah."))

    def add_fields(self) -> None:
        day = editors.typed_date(parse=_one_day, placeholder=_("rab, besok, 9/4"))
        self.add("day", Field(_("Hari"), day, label_width=LABEL))
        hours = editors.line(parse=hours_typed, placeholder=_("12-16.30"))
        self.add("hours", Field(_("Tutup pukul"), hours, label_width=LABEL))
        why = editors.line(placeholder=_("upacara, listrik padam …"))
        self.add("reason", Field(_("Alasan"), why, label_width=LABEL))

    def act(self, values: Mapping[str, Any]) -> CalendarAct:
        hours = values["hours"]
        order = HalfDayOrder(self.key, values["day"], hours.start, hours.end, values["reason"])
        words = _("Kantor tutup setengah hari {day}").format(day=long_date(values["day"]))
        return CalendarAct(words, save_half_day, order, _("Setengah hari disimpan."))


class ConfirmationForm(ActForm):
    """Balinese days on which the office rests by a circular, or after all not."""

    def __init__(self) -> None:
        self._rows: tuple[DayOffRow, ...] = ()
        super().__init__(_("Hari raya Bali"))
        self.tell(_("Dispensasi berlaku dengan surat edaran; tanpa konfirmasi hari itu tetap dihitung."))

    def add_fields(self) -> None:
        kinds = [(True, _("Konfirmasi")), (False, _("Cabut konfirmasi"))]
        self.mode = ChoiceEditor(kinds, chosen=True)
        self.days = ChecksEditor([])
        self.add("is_confirmed", Field(_("Yang dilakukan"), self.mode, label_width=LABEL))
        self.add("days", Field(_("Hari"), self.days, label_width=LABEL))
        number = editors.line(placeholder=_("SE Gubernur Bali Nomor …"))
        self.add("circular", Field(_("Nomor edaran"), number, label_width=LABEL))
        self.mode.changed.connect(self._offer)

    def offer(self, rows: Sequence[DayOffRow], chosen: date | None = None) -> None:
        """Offer the Balinese days of a year; those around `chosen` are ticked."""
        self._rows = tuple(row for row in rows if row.kind == "balinese" and row.id)
        wanted = next((row for row in self._rows if row.day == chosen), None)
        self.form.reset()
        is_confirmed = wanted is None or not wanted.is_confirmed
        self.mode.choose(is_confirmed)
        self.form.field("is_confirmed").setVisible(any(row.is_confirmed for row in self._rows))
        self._offer()
        if wanted is not None:
            near = _around(wanted, self._rows)
            self.days.restore([_day_words(row) for row in near])
        self.form.settle()

    def act(self, values: Mapping[str, Any]) -> CalendarAct:
        days: tuple[date, ...] = values["days"]
        is_confirmed = values.get("is_confirmed", True)
        circular = values.get("circular", "").strip()
        if not days:
            raise Refused(_("Pilih harinya."), field="days")
        if is_confirmed and not circular:
            raise Refused(_("Isi nomor edaran."), field="circular")
        words = _("{count} hari raya Bali dikonfirmasi ({circular})")
        if not is_confirmed:
            words = _("Konfirmasi {count} hari raya Bali dicabut")
        return CalendarAct(
            words.format(count=len(days), circular=circular),
            confirm_balinese_days,
            ConfirmationOrder(self.key, days, circular, is_confirmed=is_confirmed),
            _("Hari raya Bali dikonfirmasi.") if is_confirmed else _("Konfirmasi dicabut."),
            moved_by_confirming if is_confirmed else moved_by_proposing,
            (days,),
        )

    def _offer(self) -> None:
        """The days that the chosen act can be done to."""
        is_confirmed = self.mode.value() is not False
        offered = [row for row in self._rows if row.is_confirmed is not is_confirmed]
        self.days.set_choices([(row.day, _day_words(row)) for row in offered])
        self.form.field("circular").setVisible(is_confirmed)


def _day_words(row: DayOffRow) -> str:
    return f"{short_date(row.day)} {row.name}"


def _around(wanted: DayOffRow, rows: Sequence[DayOffRow]) -> list[DayOffRow]:
    """The days of one feast: those in the same state that follow each other by a day."""
    days = {row.day: row for row in rows if row.is_confirmed == wanted.is_confirmed}
    found = [wanted]
    for step in (-1, 1):
        day = wanted.day + timedelta(days=step)
        while day in days:
            found.append(days[day])
            day += timedelta(days=step)
    return found


def _one_day(text: str) -> date:
    days = days_typed(text)
    if days.first != days.last:
        raise Refused(_("Tulis satu hari."))
    return days.first
