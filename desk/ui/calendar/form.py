"""The form of a booking: new, moved or corrected; returns frozen orders and knows nobody who does them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.errors import Refused
from desk.i18n import _
from desk.operations.booking_orders import BookingOrder, CorrectionOrder, MoveOrder
from desk.operations.bundles import BundleOrder
from desk.operations.series import SeriesOrder
from desk.operations.waiting import WaitOrder
from desk.queries.alternatives import OtherRow
from desk.queries.bookings import BookingDetail, Enquiry, FreeRow, Wish
from desk.queries.bundles import BundleEnquiry
from desk.queries.resources import ResourceRow
from desk.rules.phones import shown
from desk.rules.pools import PREFIX
from desk.rules.series import RHYTHMS, Rhythm
from desk.rules.spans import Span
from desk.ui.calendar import kind_fields
from desk.ui.calendar.answer import Answer
from desk.ui.calendar.plan_view import Plan, PlanView
from desk.ui.calendar.typed import (
    Days,
    Ending,
    Hours,
    Named,
    days_typed,
    ending_typed,
    hours_typed,
    members_typed,
    span_typed,
    typed_of,
)
from desk.ui.widgets import buttons, editors, layouts
from desk.ui.widgets.fields import Field, FormBody

LABEL = 76
Mode = Literal["new", "move", "correct"]
Order = BookingOrder | MoveOrder | CorrectionOrder | SeriesOrder | BundleOrder | WaitOrder

_PLACE = ("resource_key", "day", "span", "quantity")
_MORE = ("rhythm", "ending", "members")
_WORDS = ("purpose", "borrower_name", "borrower_institution", "borrower_phone", "head_count", "note")


@dataclass(frozen=True)
class _Changed:
    """The booking that is moved or corrected, as it was seen."""

    id: int
    version: int


class BookingForm(QWidget):
    """Resource, day and hours with their answer, then for whom and what for."""

    changed = Signal()
    wish_changed = Signal(object)
    """The Wish that can be read from the fields, or None."""
    plan_changed = Signal(object)
    """The Plan of a series or a bundle, or None."""
    displacing_wanted = Signal(object)
    """The BookingOrder of an official event that clashes."""
    submitted = Signal(object)
    """An order to do."""

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "new"
        self._changes: _Changed | None = None
        self._key = str(uuid.uuid4())
        self._wish: Wish | None = None
        self._plan: Plan | None = None
        self._resources: dict[str, ResourceRow] = {}
        self._names: dict[str, str] = {}
        self._may_decide = False
        self.answer = Answer()
        self.plan = PlanView()
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
        self.answer.other_chosen.connect(self._resource.choose)
        self.answer.wait.clicked.connect(self._on_wait)
        self.answer.displace.clicked.connect(self._on_displace)

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
        self._add_more()
        add("purpose", Field(_("Keperluan"), editors.line(), label_width=LABEL))
        add("borrower_name", Field(_("Peminjam"), editors.line(), label_width=LABEL))
        add("borrower_institution", Field(_("Instansi"), editors.line(), label_width=LABEL))
        add("borrower_phone", Field(_("Telepon"), editors.phone(), label_width=LABEL))
        add("head_count", Field(_("Orang"), editors.number(), label_width=LABEL))
        add("note", Field(_("Catatan"), editors.LongTextEditor(lines=2), label_width=LABEL))
        kind_fields.add_all(self.body)
        self.body.field("quantity").hide()

    def _add_more(self) -> None:
        """How it comes again, and what is booked along with it."""
        add = self.body.add
        rhythms = [(key, _(words)) for key, words in RHYTHMS.items() if key != "dates"]
        add(
            "rhythm",
            Field(_("Berulang"), editors.ComboEditor(rhythms, placeholder=_("sekali")), label_width=LABEL),
        )
        ending = editors.line(parse=ending_typed, placeholder=_("30/6, atau 8 kali"))
        add("ending", Field(_("Sampai"), ending, label_width=LABEL))
        members = editors.line(parse=self._members, placeholder=_("zoom, 2 mikrofon"))
        add("members", Field(_("Bersama"), members, label_width=LABEL))
        self.body.add_widget(self.plan)

    # ---- what it is about --------------------------------------------------------------------------------

    def offer(self, resources: tuple[ResourceRow, ...]) -> None:
        """The resources that can be chosen, and pools of which a free one is taken."""
        used = [row for row in resources if row.is_active]
        pools = [row.pool for row in used if row.pool]
        self._names = {
            f"{PREFIX}{pool}": _("{pool} (yang bebas)").format(pool=pool.title())
            for pool in dict.fromkeys(pools)
            if pools.count(pool) > 1
        }
        self._names |= {row.key: row.name for row in used}
        self._resources = {row.key: row for row in used}
        self._resources |= {f"{PREFIX}{row.pool}": row for row in used if row.pool}
        self._resource.set_choices(list(self._names.items()))

    def names(self) -> dict[str, str]:
        """What can be booked, by key."""
        return dict(self._names)

    def _members(self, text: str) -> tuple[Named, ...]:
        return members_typed(text, self._names)

    def begin(self, resource: Named, day: date, hours: Hours | None) -> None:
        """A new booking, its slot filled in as far as it is known; what else stands there is cleared."""
        self._open("new", None)
        self.body.reset()
        self.put_slot(resource, day, hours)
        self.body.settle()
        self._ask()

    def put_slot(self, resource: Named, day: date, hours: Hours | None) -> None:
        """Another slot; for whom and what for stays."""
        self._resource.choose(resource.key)
        if resource.quantity > 1:
            self.body.field("quantity").typed().restore(str(resource.quantity))
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
        kind_fields.put(self.body, detail)
        self.body.settle()
        self.answer.say_nothing()

    def _open(self, mode: Mode, changes: _Changed | None) -> None:
        self.mode, self._changes = mode, changes
        self._key = str(uuid.uuid4())
        self._wish, self._plan = None, None
        for name in _PLACE:
            self.body.field(name).setVisible(mode != "correct" and name != "quantity")
        for name in _WORDS:
            self.body.field(name).setVisible(mode != "move")
        for name in _MORE:
            self.body.field(name).setVisible(mode == "new" and name != "ending")
        self.plan.say_nothing()
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
        self._fit()
        self._ask()
        self.changed.emit()

    def _fit(self) -> None:
        """Show what the chosen resource and rhythm ask for."""
        row = self._chosen()
        is_words = self.mode != "move"
        self.body.field("quantity").setVisible(self.mode != "correct" and row is not None and row.stock > 1)
        self.body.field("ending").setVisible(self.mode == "new" and self._read_or_none("rhythm") is not None)
        kind_fields.fit(self.body, row.kind if row is not None and is_words else "")

    def _chosen(self) -> ResourceRow | None:
        return self._resources.get(self._key_typed() or "")

    def _read_or_none(self, name: str) -> Any:
        try:
            return self._read(name)
        except Refused:
            return None

    def _key_typed(self) -> str | None:
        try:
            value = self._resource.value()
        except Refused:
            return None
        return None if value is None else str(value)

    def _ask(self) -> None:
        """Announce the wish that stands in the fields, once for each different one."""
        wish = self._read_wish() if self.mode != "correct" else None
        self._ask_plan(wish)
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

    def _ask_plan(self, wish: Wish | None) -> None:
        plan = self._read_plan(wish) if wish is not None and self.mode == "new" else None
        if plan == self._plan:
            return
        self._plan = plan
        if plan is None:
            self.plan.say_nothing()
        self.plan_changed.emit(plan)

    def _read_plan(self, wish: Wish) -> Plan | None:
        rhythm = self._rhythm(self._read_or_none("rhythm"), self._read_or_none("ending"))
        members = self._read_or_none("members") or ()
        if rhythm is None and not members:
            return None
        others = tuple(Wish(each.key, wish.span, each.quantity, wish.head_count) for each in members)
        return Plan(wish, rhythm, others)

    @staticmethod
    def _rhythm(kind: str | None, ending: Ending | None) -> Rhythm | None:
        return Rhythm(kind, ending.until, ending.count) if kind and ending is not None else None

    def _read(self, name: str) -> Any:
        return self.body.field(name).typed().value()

    def ask_again(self) -> None:
        """Announce the wish once more: what was free may be taken by now."""
        self._wish, self._plan = None, None
        self._ask()

    def show_answer(self, wish: Wish, answer: Enquiry) -> None:
        """The answer to `wish`, unless something else was typed meanwhile."""
        if wish == self._wish:
            self.answer.show_answer(answer)

    def show_others(self, wish: Wish, rows: tuple[OtherRow, ...]) -> None:
        """What else would do, unless something else was typed meanwhile."""
        if wish == self._wish and self.mode == "new":
            self.answer.show_others(rows)

    def show_bundle(self, answer: BundleEnquiry) -> None:
        """How the members of a bundle would go, and when all of them could be had."""
        self.plan.show_bundle(answer)
        if not answer.is_free:
            self.answer.offer(tuple(FreeRow(span, ()) for span in answer.free))

    def show_no_answer(self, wish: Wish, sentence: str) -> None:
        """`wish` cannot even be asked for."""
        if wish == self._wish:
            self.answer.show_refusal(sentence)

    def plan_asked(self) -> Plan | None:
        """The plan that stands in the fields: an answer to another one is no longer wanted."""
        return self._plan

    def take_free(self, span: Span) -> None:
        """Fill in a free time that was proposed."""
        days, hours = typed_of(span)
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
            order: Order = self._order(values)
            if isinstance(order, BookingOrder):
                order = self._planned(replace(order, is_confirmed=is_confirmed), values)
        except Refused as refused:
            self.show_refusal(refused.field, refused.sentence)
            return
        self.submitted.emit(order)

    def _order(self, values: dict[str, Any]) -> BookingOrder | MoveOrder | CorrectionOrder:
        more: dict[str, Any] = {
            "details": kind_fields.read(values, self._kind()),
            "is_outside_service": bool(values.get(kind_fields.OUTSIDE)),
        }
        if self._changes is not None and self.mode == "correct":
            return CorrectionOrder(self._changes.id, self._changes.version, **_words(values), **more)
        key = values["resource_key"]
        if key is None:
            raise Refused(_("Pilih sarananya."), field="resource_key")
        span = span_typed(values["day"], values["span"])
        quantity = values.get("quantity") or 1
        if self._changes is not None:
            return MoveOrder(self._changes.id, self._changes.version, span, key, quantity)
        return BookingOrder(self._key, key, span, quantity=quantity, **_words(values), **more)

    def _kind(self) -> str:
        row = self._chosen()
        return row.kind if row is not None else ""

    def _planned(self, order: BookingOrder, values: dict[str, Any]) -> Order:
        """`order` alone, in its rhythm, or with what is booked along with it."""
        kind, members = values.get("rhythm"), values.get("members") or ()
        if kind and members:
            raise Refused(_("Pesanan berulang dan bersama tidak dapat sekaligus."), field="members")
        rhythm = self._rhythm(kind, values.get("ending"))
        if rhythm is not None:
            return SeriesOrder(self._key, order, rhythm)
        if members:
            return BundleOrder(self._key, (self._keyed(order, 0), *self._others(order, members)))
        return order

    def _keyed(self, order: BookingOrder, at: int) -> BookingOrder:
        """Each member has a key of its own that stays the same when the form is saved again."""
        return replace(order, key=str(uuid.uuid5(uuid.UUID(self._key), str(at))))

    def _others(self, order: BookingOrder, members: Sequence[Named]) -> list[BookingOrder]:
        bare = replace(order, details={}, is_outside_service=False)
        return [
            replace(self._keyed(bare, at), resource_key=each.key, quantity=each.quantity)
            for at, each in enumerate(members, 1)
        ]

    def _alone(self) -> BookingOrder | None:
        """The one booking that stands in the fields; None where it cannot be read (said beside it)."""
        values = self.body.read()
        if values is None:
            return None
        try:
            order = self._order(values)
        except Refused as refused:
            self.show_refusal(refused.field, refused.sentence)
            return None
        return order if isinstance(order, BookingOrder) else None

    def _on_wait(self) -> None:
        if (order := self._alone()) is not None:
            self.submitted.emit(WaitOrder(order))

    def _on_displace(self) -> None:
        if (order := self._alone()) is not None:
            self.displacing_wanted.emit(order)

    def show_refusal(self, field: str | None, sentence: str) -> None:
        """Say `sentence` beside its field; nothing typed is lost.

        A clash already told in full below is not told twice.
        """
        if field is not None and field.startswith("details."):
            field = kind_fields.name_of(self._kind(), field.removeprefix("details."))
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
    days, hours = typed_of(detail.span)
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
