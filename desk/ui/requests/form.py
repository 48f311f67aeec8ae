"""The form of one request, new or corrected: what is typed becomes a frozen order; knows no database."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.i18n import _
from desk.operations.request_orders import RequestCorrection, RequestFacts, RequestOrder
from desk.queries.public_services import PromiseQuestion, ServiceDetail
from desk.queries.request_details import RequestDetail
from desk.queries.requests import VisitApplicant
from desk.rules import checklists
from desk.rules.checklists import Checklist
from desk.rules.spans import Span
from desk.ui.requests import sections
from desk.ui.requests.booking_part import BookingPart, Borrower
from desk.ui.requests.drafted import drafted
from desk.ui.requests.item_fields import ItemFields
from desk.ui.requests.request_body import RequestBody
from desk.ui.requests.tick_list import key_words
from desk.ui.widgets import editors, labels, layouts
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.fields import Field

_KINDS_OF_VISIT: dict[str, tuple[str, ...]] = {
    # kind of visit → kinds of applicant it suggests, the first that the service knows
    "warga": ("Individu", "Perorangan"),
    "perangkat_daerah": ("Perangkat Daerah", "Instansi", "Produsen Data"),
    "internal": ("Perangkat Daerah", "Instansi", "Produsen Data"),
    "rombongan": ("Kelompok", "Lembaga/Organisasi"),
    "media": ("Badan Hukum", "Lembaga/Organisasi", "Individu", "Perorangan"),
}


@dataclass(frozen=True)
class _Corrected:
    request_id: int
    version: int
    event_span: Span | None


class RequestForm(QWidget):
    """Fields, tick list and booking of one service's request; whoever shows it saves its order."""

    changed = Signal()
    all_answered = Signal()
    save_requested = Signal()
    submit_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.body = RequestBody(name=_("Permohonan"))
        self._detail: ServiceDetail | None = None
        self._visit: VisitApplicant | None = None
        self._corrected: _Corrected | None = None
        self._key = str(uuid.uuid4())
        self._shown: tuple[str | None, str | None] | None = None
        self._clean: dict[str, Any] = {}
        self._kind = ChoiceEditor([])
        self._variant = ChoiceEditor([])
        self._count = labels.section_head("")
        self._ticks_head = QWidget()
        self.items = ItemFields(self.body)
        self.booking = BookingPart(self.body)
        self._lay()
        self._connect()
        self._clear()
        self.settle()

    # --- laying out ---------------------------------------------------------------------------------------

    def _lay(self) -> None:
        body = self.body
        self._reason = body.enlist("reason", Field(_("Alasan koreksi"), editors.line()))
        self._kind_field = body.enlist("applicant_kind", Field(_("Jenis pemohon"), self._kind))
        self._variant_field = body.enlist("variant", Field("", self._variant))
        self.applicant = sections.ApplicantSection(body)
        self.letter = sections.LetterSection(body)
        self.others = sections.OthersSection(body)
        self.more = sections.MoreSection(body)
        head = layouts.horizontal(self._ticks_head, margins=(0, 8, 0, 0))
        layouts.fill(head, labels.section_head(_("Persyaratan")), None, self._count)
        self._keys = labels.wrapped(key_words(), kind="quiet")
        body.add_widget(
            _inset(
                *(self._reason, self._kind_field, self._variant_field, self.applicant, self.letter),
                *(self.items.box, self.booking, self._ticks_head),
            )
        )
        body.add_widget(self.items.ticks)  # its rows reach the edges of the card
        body.add_widget(_inset(self._keys, self.others, self.more))
        layouts.vertical(self).addWidget(body)
        self.setFocusProxy(body)

    def _connect(self) -> None:
        self._kind.changed.connect(self._on_choice)
        self._variant.changed.connect(self._on_choice)
        self.items.changed.connect(self._on_changed)
        self.items.ticks.row_selected.connect(lambda _line: self.items.ticks.show_current_in(self.body))
        self.booking.changed.connect(self.changed)
        self.booking.span_taken.connect(self._on_span_taken)
        self.body.all_answered.connect(self.all_answered)
        self.body.save_requested.connect(self.save_requested)
        self.body.submit_requested.connect(self.submit_requested)

    # --- what it is about ---------------------------------------------------------------------------------

    def begin(self, visit: VisitApplicant | None = None) -> None:
        """An empty form with a key of its own, the visitor of `visit` as applicant."""
        self._key, self._visit, self._corrected = str(uuid.uuid4()), visit, None
        self._clear()
        if visit is None:
            self.applicant.open()
        else:
            self.body.restore(drafted(visit))
            self.applicant.shut()
        self._show_choices(self._entry())
        self.settle()

    def show_service(self, detail: ServiceDetail) -> None:
        """Ask what this service asks; what was typed of persons and letter stays."""
        self._detail = detail
        self._shown = None
        if self._corrected is None:
            self._show_choices(detail.entry)
            (self.letter.open if _comes_with_letter(detail.entry) else self.letter.shut)()
        self._on_choice()

    def correct(self, detail: RequestDetail) -> None:
        """Show a request as it stands, to be corrected."""
        span = None
        if detail.row.event_starts_at is not None and detail.event_ends_at is not None:
            span = Span(detail.row.event_starts_at, detail.event_ends_at)
        self._visit = None
        self._corrected = _Corrected(detail.row.id, detail.row.version, span)
        self._clear()
        self._detail = detail.service
        self._show_choices(detail.service.entry)
        self._kind.choose(detail.applicant_kind)
        self._variant.choose(detail.variant)
        self._shown = None
        self._on_choice()
        self.body.restore(drafted(detail))
        self.items.ticks.show_items(
            [line.item for line in self.items.ticks.lines()],
            {line.item.key: line.mark for line in detail.items},
        )
        self._reason.setVisible(True)
        self.applicant.open()
        self._on_changed()
        self.settle()

    def forget_service(self) -> None:
        """No service chosen."""
        self._detail, self._shown = None, None
        self.items.show_items(())

    def detail(self) -> ServiceDetail | None:
        """The service chosen."""
        return self._detail

    def visit(self) -> VisitApplicant | None:
        """The visit it is filed in."""
        return self._visit

    def is_correction(self) -> bool:
        """Whether a request is being corrected."""
        return self._corrected is not None

    def corrected_id(self) -> int | None:
        """The request being corrected."""
        return self._corrected.request_id if self._corrected else None

    def is_dirty(self) -> bool:
        """Whether anything was typed or ticked since it was begun."""
        return self._state() != self._clean

    def settle(self) -> None:
        """What stands there now is nothing to lose."""
        self._clean = self._state()

    def variant(self) -> str | None:
        """The variant chosen, or the one it is filed under without a choice."""
        chosen: str | None = self._variant.value() if self._detail else None
        return chosen

    def focus_next(self) -> None:
        """Put the keyboard into the first field that is not answered."""
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)
        self.body.go_on()

    def focus_reason(self) -> None:
        """Put the keyboard where a correction begins, at the top: its reason will be asked for."""
        self._reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.body.ensureVisible(0, 0)

    def focus_ticks(self) -> None:
        """Put the keyboard on the tick list."""
        self.items.ticks.setFocus(Qt.FocusReason.TabFocusReason)
        self.body.ensureWidgetVisible(self.items.ticks, 0, 40)

    # --- what it says -------------------------------------------------------------------------------------

    def is_complete(self) -> bool:
        """Whether nothing required is missing, as far as it can be read."""
        return not self.items.missing()

    def question(self) -> PromiseQuestion | None:
        """What to ask for the promise; None while no service is chosen."""
        if self._detail is None:
            return None
        moment = self._received_at()
        return PromiseQuestion(
            service_id=self._detail.id,
            variant=self.variant(),
            received_on=clock.office_date(moment) if moment else clock.today(),
            is_complete=self.is_complete(),
            itsa_passed_on=self._itsa_passed_on(),
        )

    def order(self) -> RequestOrder | RequestCorrection | None:
        """What to save; None where something cannot be read, said beside it."""
        entry = self._entry()
        values = self.body.values_of(self._wanted_names())
        if entry is None or values is None or self._detail is None:
            return None
        facts = self._facts(values)
        if self._corrected is not None:
            return RequestCorrection(
                **facts,
                request_id=self._corrected.request_id,
                version=self._corrected.version,
                reason=values["reason"],
            )
        return RequestOrder(
            **facts,
            key=self._key,
            service=self._detail.id,
            visit_id=self._visit.visit_id if self._visit else None,
            booking=self.booking.order(self._borrower(values)),
            preprinted_code=values["preprinted_code"] or "",
        )

    def show_refusal(self, field: str | None, sentence: str) -> None:
        """Say `sentence` where `field` is, opening what hides it; a ticked line is selected."""
        key = (field or "").removeprefix("marks.")
        if self.items.ticks.select_key(key):
            self.items.ticks.setFocus(Qt.FocusReason.OtherFocusReason)
        if field and field.startswith("booking.") and field not in self.body.names():
            field = "booking.resource_key"
        self.body.show_refusal(field, sentence)

    # --- drafts -------------------------------------------------------------------------------------------

    def draft(self) -> dict[str, Any]:
        """All of it as plain data."""
        return {
            **self._state(),
            "key": self._key,
            "service_id": self._detail.id if self._detail else None,
            "visit_id": self._visit.visit_id if self._visit else None,
            "corrects": self._corrected.request_id if self._corrected else None,
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed; service, visit and request corrected are shown before."""
        self._key = str(draft.get("key") or self._key)
        fields = dict(draft.get("fields", {}))
        self._kind.restore(fields.pop("applicant_kind", []))
        self._variant.restore(fields.pop("variant", []))
        self._on_choice()
        self.body.restore(fields)
        self.items.restore(draft.get("items", {}))
        self._on_changed()

    def _state(self) -> dict[str, Any]:
        return {"fields": self.body.draft(), "items": self.items.draft()}

    # --- parts --------------------------------------------------------------------------------------------

    def _entry(self) -> Checklist | None:
        return self._detail.entry if self._detail else None

    def _clear(self) -> None:
        self.forget_service()
        self.items.forget()
        self.body.reset({"channel": [sections.channel_words()["counter"]]})
        self.applicant.tell_earlier("")
        self.booking.offer(())
        self.booking.renew()
        self._reason.setVisible(False)
        self.others.shut()
        self.more.shut()

    def _show_choices(self, entry: Checklist | None) -> None:
        """The kinds of applicant and the variants of this service, one chosen where there is no choice."""
        kinds = entry.applicant_kinds if entry else ()
        self._kind.set_choices([(kind, kind) for kind in kinds])
        if kinds and self._kind.value() is None:
            self._kind.choose(self._suggested(kinds))
        self._kind_field.setVisible(bool(kinds))
        asks = entry is not None and entry.asks_variant
        variants = entry.variants if entry is not None and asks else ()
        self._variant.set_choices([(variant.key, variant.label) for variant in variants])
        self._variant_field.set_label((entry.variant_prompt if entry else None) or "")
        self._variant_field.setVisible(asks)

    def _suggested(self, kinds: tuple[str, ...]) -> str:
        wanted = _KINDS_OF_VISIT.get(self._visit.kind, ()) if self._visit else ()
        return next((kind for kind in wanted if kind in kinds), kinds[0])

    def _on_choice(self) -> None:
        """Another kind of applicant or variant asks for other lines."""
        entry = self._entry()
        chosen = (self._kind.value(), self.variant())
        if entry is None or chosen == self._shown:
            return
        self._shown = chosen
        variant = chosen[1] or entry.default_variant
        self.items.show_items(checklists.checklist_for(entry, applicant_kind=chosen[0], variant=variant))
        self.body.order_tabs()
        self._on_changed()

    def _on_changed(self) -> None:
        self.items.fill_known(self._known())
        lacking = {item.key for item in self.items.missing()}
        required = self.items.required()
        there = required - len(lacking)
        self._count.show_words(_("{there} dari {all}").format(there=there, all=required))
        has_ticks = bool(self.items.ticks.lines())
        self.items.ticks.setVisible(has_ticks)
        self._keys.setVisible(has_ticks)
        self._ticks_head.setVisible(self._detail is not None)
        event = self.items.event_facts()
        is_known = event.starts_at is not None and event.ends_at is not None
        self.booking.set_span(Span(event.starts_at, event.ends_at) if is_known else None)  # type: ignore[arg-type] # both known
        self.changed.emit()

    def _known(self) -> dict[str, str]:
        """What is typed of applicant and contact that lines of the tick list ask for again."""
        known = {}
        for name in ("name", "phone", "email", "institution", "nik"):
            text = str(self.body.field(f"applicant.{name}").typed().draft() or "").strip()
            if name == "phone":
                text = str(self.body.field("contact.phone").typed().draft() or "").strip() or text
            known[name] = text
        return known

    def _received_at(self) -> Any:
        text = self.body.value_or("received_at", "")
        editor: Any = self.body.field("received_at").editor
        return editor.moment() if text else None

    def _itsa_passed_on(self) -> date | None:
        return self.items.event_facts().itsa_passed_on

    def _wanted_names(self) -> list[str]:
        names = [name for name in self.body.names() if not name.startswith(("marks.", "booking."))]
        return [*names, *self.items.names()]

    def _facts(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The parts of `RequestFacts`."""
        facts: dict[str, Any] = {
            "applicant_kind": values["applicant_kind"] or "",
            "variant": values["variant"],
            "channel": values["channel"] or "counter",
            "portal_number": values["portal_number"],
            "received_at": self._received_at(),
            "back_date_reason": values["back_date_reason"] or None,
            "letter": sections.letter_order(values),
            "details": values["details"] or None,
            "marks": self.items.marks(values),
            "assigned_to": values["assigned_to"] or None,
            **{role: sections.party_order(values, role) for role in sections.OTHERS},
        }
        applicant = sections.party_order(values, "applicant")
        facts["applicant"] = applicant or sections.NOBODY
        if self._corrected is not None and not any(item.holds for item in self.items.items()):
            facts["event_span"] = self._corrected.event_span
        return {name: facts[name] for name in facts if name in RequestFacts.__dataclass_fields__}

    def _borrower(self, values: Mapping[str, Any]) -> Borrower:
        detail = self._detail
        event = self.items.event_facts()
        count = self.items.values().get("jumlah_peserta", "")
        phone = values.get("contact.phone") or values.get("applicant.phone")
        return Borrower(
            purpose=event.name or (detail.standard.name if detail else ""),
            name=values.get("applicant.name") or "",
            institution=values.get("applicant.institution") or None,
            phone=phone or None,
            head_count=int(count) if count else None,
        )

    def _on_span_taken(self, span: Span) -> None:
        """A free time was chosen: the lines on the event say it."""
        self.items.take_span(span)
        self._on_changed()


def _inset(*parts: QWidget) -> QWidget:
    """Parts below each other, within the card's side margins."""
    box = QWidget()
    layouts.fill(layouts.vertical(box, margins=(15, 0), gap=8), *parts)
    return box


def _comes_with_letter(entry: Checklist) -> bool:
    """Whether the service is asked for by letter: a power of attorney is none."""
    return any(item.key.startswith("surat") and item.key != "surat_kuasa" for item in entry.items)
