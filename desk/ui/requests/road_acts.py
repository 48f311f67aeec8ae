"""What each act on a request asks and orders: makers of `Act`s from rows; knows no widget and no database.

The key of an order is made with its act, when the form opens: the same answer sent twice is one act.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.i18n import _
from desk.operations import participants, referrals, request_moves, request_records
from desk.operations.request_changes import assign, restore, withdraw
from desk.operations.request_orders import AssignmentOrder, RequestRestoration, RequestWithdrawal
from desk.queries.roads import KindRow, MoveRow, ParticipantRow, RecordRow, ReferralRow, RoadView, StepRow
from desk.rules.asked import Asked
from desk.ui.ask_card import Asking
from desk.ui.asked_fields import plain

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Act:
    """Something to do: what is asked, which operation, the order made of the answers, what is said after."""

    asking: Asking
    operation: Callable[..., Any]
    order: Callable[[Values], object]
    done: str
    gives_link: bool = False
    """Whether the operation answers with a link to open."""


_REASON = Asked("reason", "Alasan", "long", is_required=True)
_ON = Asked("on", "Tanggal", "date", hint="kosong: hari ini")


def move_act(road: RoadView, move: MoveRow, *, booked: bool) -> Act:
    """One move of the road with its fields and, where it asks for one, its reason."""
    if move.key == "withdraw":
        return _withdrawal(road, booked=booked)
    if move.key == "restore":
        return _restoration(road)
    key = _key()
    fields = move.fields
    if move.asks_reason:
        fields = (*fields, _REASON)

    def order(values: Values) -> object:
        facts = {name: value for name, value in values.items() if name != "reason"}
        return request_moves.StepOrder(
            key=key,
            request_id=road.request_id,
            version=road.version,
            move=move.key,
            reason=values.get("reason") or "",
            facts=plain(facts),
        )

    title = move.title.rstrip(" …")
    return Act(
        Asking(
            head=_("{move} · {number}").format(move=title, number=road.number),
            fields=fields,
            yes=title,
            words=_move_words().get(move.key, ""),
            known={"channel": "direct", "collector": "applicant"} if move.key == "hand_over" else {},
            name=f"move.{move.key}",
        ),
        request_moves.move,
        order,
        _("{move}: tercatat.").format(move=title),
    )


def _move_words() -> dict[str, str]:
    return {
        "hand_over": _("Periksa identitas penerima; kuasa disebut namanya."),
        "refuse": _("Penolakan selalu beralasan; pemohon diberi tahu, jangka waktu berhenti dihitung."),
        "redirect": _("Permohonan ini bukan urusan kantor ini: sebutkan instansi yang menanganinya."),
        "reopen": _("Permohonan dikerjakan lagi; jangka waktu berlaku seperti semula."),
    }


def _withdrawal(road: RoadView, *, booked: bool) -> Act:
    words = _("Tempat yang dipesannya dilepas.") if booked else ""
    head = _("Cabut · {number}").format(number=road.number)
    return Act(
        Asking(head, (_REASON,), _("Cabut"), words=words, name="move.withdraw"),
        withdraw,
        lambda values: RequestWithdrawal(road.request_id, road.version, values["reason"]),
        _("Permohonan dicabut."),
    )


def _restoration(road: RoadView) -> Act:
    head = _("Batalkan pencabutan · {number}").format(number=road.number)
    return Act(
        Asking(head, (_REASON,), _("Pulihkan"), name="move.restore"),
        restore,
        lambda values: RequestRestoration(road.request_id, road.version, values["reason"]),
        _("Pencabutan dibatalkan."),
    )


def record_act(road: RoadView, kind: KindRow) -> Act:
    """Write one kind of record down."""
    key = _key()
    on = Asked("on", _ON.label, "date", hint=_ON.hint)
    names = {field.name for field in kind.fields}

    def order(values: Values) -> object:
        answers = {name: value for name, value in values.items() if name in names}
        return request_records.RecordOrder(
            key, road.request_id, road.version, kind.key, plain(answers), _day(values.get("on"))
        )

    return Act(
        Asking(
            head=_("{title} · {number}").format(title=kind.title, number=road.number),
            fields=(*kind.fields, on),
            yes=_("Catat"),
            name=f"record.{kind.key}",
        ),
        request_records.record,
        order,
        _("{title} dicatat.").format(title=kind.title),
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def take_back_act(road: RoadView, row: RecordRow) -> Act:
    """Take a record back with a reason."""
    return Act(
        Asking(
            head=_("Tarik catatan · {title}").format(title=row.title),
            fields=(_REASON,),
            yes=_("Tarik"),
            words="\n".join(
                part for part in (row.words, _("Catatan tetap tersimpan sebagai jejak.")) if part
            ),
            name=f"take_back.{row.id}",
        ),
        request_records.take_back,
        lambda values: request_records.TakeBackOrder(road.request_id, road.version, row.id, values["reason"]),
        _("Catatan ditarik."),
    )


def tick_order(road: RoadView, step: StepRow) -> request_records.TickOrder:
    """Tick a step that only a tick shows, or take the tick away."""
    return request_records.TickOrder(road.request_id, road.version, step.key, is_done=not step.is_done)


def assign_act(road: RoadView, assigned_to: str | None) -> Act:
    """Say who handles it."""
    field = Asked("assigned_to", "Ditugaskan kepada", limit=120, hint="kosong: penugasan ditarik")
    return Act(
        Asking(
            head=_("Tugaskan · {number}").format(number=road.number),
            fields=(field,),
            yes=_("Tugaskan"),
            known={"assigned_to": assigned_to or ""},
            name="assign",
        ),
        assign,
        lambda values: AssignmentOrder(road.request_id, road.version, values["assigned_to"]),
        _("Penugasan disimpan."),
    )


def refer_act(road: RoadView, referred_by: str) -> Act:
    """Hand it on to a unit or person by a disposisi."""
    key = _key()
    fields = (
        Asked("to_unit", "Kepada bidang/unit", is_required=True, limit=120),
        Asked("to_person", "Petugas", limit=120, hint="permohonan ditugaskan kepadanya"),
        Asked("instruction", "Isi disposisi", "long", is_required=True, limit=400),
        Asked("referred_by_name", "Disposisi dari", is_required=True, limit=120),
    )
    return Act(
        Asking(
            head=_("Disposisi · {number}").format(number=road.number),
            fields=fields,
            yes=_("Simpan disposisi"),
            known={"referred_by_name": referred_by},
            name="refer",
        ),
        referrals.refer,
        lambda values: referrals.ReferOrder(key, road.request_id, road.version, **values),
        _("Disposisi disimpan."),
    )


def acknowledge_act(road: RoadView, row: ReferralRow) -> Act:
    """They took it: by whom."""
    return Act(
        Asking(
            head=_("Disposisi diterima · {unit}").format(unit=row.to_unit),
            fields=(Asked("by_name", "Diterima oleh", is_required=True, limit=120),),
            yes=_("Catat diterima"),
            words=row.instruction,
            known={"by_name": row.to_person or ""},
            name=f"acknowledge.{row.id}",
        ),
        referrals.acknowledge,
        lambda values: referrals.AcknowledgeOrder(road.request_id, road.version, row.id, values["by_name"]),
        _("Penerimaan disposisi dicatat."),
    )


def participant_act(road: RoadView) -> Act:
    """Put one more on the list."""
    key = _key()
    fields = (
        Asked("name", "Nama", is_required=True, limit=120),
        Asked("identity_number", "NIP/NIK"),
        Asked("institution", "Instansi", limit=120),
        Asked("phone", "Telepon"),
        Asked("email", "Surel", limit=120),
    )
    return Act(
        Asking(
            head=_("Peserta baru · {number}").format(number=road.number),
            fields=fields,
            yes=_("Tambah"),
            name="participant",
        ),
        participants.enter,
        lambda values: participants.ParticipantOrder(key, road.request_id, road.version, **values),
        _("Peserta ditambahkan."),
    )


def paste_act(road: RoadView) -> Act:
    """Put many on the list from a table."""
    key = _key()
    field = Asked("lines", "Tabel", "long", is_required=True, hint="nama; NIP/NIK; instansi; telepon; surel")
    return Act(
        Asking(
            head=_("Tempel daftar peserta · {number}").format(number=road.number),
            fields=(field,),
            yes=_("Tambah semua"),
            words=_("Salin barisnya dari lembar kerja lalu tempel (Ctrl V): satu baris satu peserta."),
            name="participants",
        ),
        participants.enter_table,
        lambda values: participants.PastedOrder(key, road.request_id, road.version, values["lines"]),
        _("Daftar peserta ditambahkan."),
    )


def presence_order(road: RoadView, row: ParticipantRow) -> participants.PresenceOrder:
    """Tick one participant present, or not after all."""
    present = {each.id for each in road.participants if each.is_present} ^ {row.id}
    return participants.PresenceOrder(road.request_id, road.version, tuple(sorted(present)))


def survey_order(road: RoadView) -> participants.SurveyOrder:
    """The survey goes to all who came, or to all while nobody was ticked."""
    came = tuple(each.id for each in road.participants if each.is_present)
    return participants.SurveyOrder(
        road.request_id, road.version, came or tuple(each.id for each in road.participants)
    )


def _key() -> str:
    return str(uuid.uuid4())
