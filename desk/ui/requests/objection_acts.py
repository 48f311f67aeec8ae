"""What the acts on an objection ask and order; knows no widget and no database."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from desk.i18n import _
from desk.operations import objections as operations
from desk.queries.roads import ObjectionRow, RoadView
from desk.rules import objections
from desk.rules.asked import Asked
from desk.ui.ask_card import Asking
from desk.ui.requests.road_acts import Act

Values = Mapping[str, Any]


def object_act(road: RoadView, applicant: str) -> Act:
    """Register a keberatan, a sanggahan or an objection for lateness."""
    key = str(uuid.uuid4())
    kind = road.objection_kind or "ppid"
    grounds = (
        tuple(Asked(f"ground_{letter}", f"{letter}. {words}", "yes") for letter, words in _grounds().items())
        if kind == "ppid"
        else ()
    )
    fields = (
        Asked("by_name", "Nama pengaju", is_required=True, limit=120),
        Asked("by_proxy_name", "Nama kuasa", limit=120),
        *grounds,
        Asked("case", "Kasus posisi", "long", is_required=True),
    )

    def order(values: Values) -> object:
        chosen = tuple(letter for letter in objections.GROUNDS if values.get(f"ground_{letter}"))
        return operations.ObjectOrder(
            key=key,
            request_id=road.request_id,
            version=road.version,
            case=values["case"],
            by_name=values["by_name"],
            grounds=chosen,
            by_proxy_name=values["by_proxy_name"],
        )

    title = objections.kind_words(kind).capitalize()
    words = {
        "ppid": _(
            "Ditujukan kepada atasan PPID; ditanggapi dalam 30 hari kerja. Pilih alasannya (Pasal 35)."
        ),
        "rebuttal": _("Sanggahan atas tindak lanjut laporan."),
        "lateness": _("Hanya bila jangka waktunya sudah terlewati."),
    }
    return Act(
        Asking(
            head=_("{title} · {number}").format(title=title, number=road.number),
            fields=fields,
            yes=_("Daftarkan"),
            words=words[kind],
            known={"by_name": applicant},
            name="object",
        ),
        operations.object_to,
        order,
        _("{title} didaftarkan.").format(title=title),
    )


def _grounds() -> dict[str, str]:
    return {letter: _(words) for letter, words in objections.GROUNDS.items()}


def answer_act(row: ObjectionRow, superior: str) -> Act:
    """The superior's decision."""
    fields = (
        Asked("decision", "Putusan", "choice", is_required=True, choices=tuple(objections.DECISIONS.items())),
        Asked("answer", "Tanggapan", "long", is_required=True),
        Asked("superior", "Nama dan jabatan", is_required=True, limit=200),
    )
    return Act(
        Asking(
            head=_("Tanggapan {number}").format(number=row.number),
            fields=fields,
            yes=_("Simpan tanggapan"),
            words=row.case,
            known={"superior": superior},
            name=f"answer_objection.{row.id}",
        ),
        operations.answer,
        lambda values: operations.AnswerObjectionOrder(
            row.id, row.version, values["decision"] or "", values["answer"], values["superior"]
        ),
        _("Tanggapan disimpan."),
    )


_ENDS = (
    ("accepted", "diterima pemohon"),
    ("reworked", "dikabulkan: permohonan dikerjakan lagi"),
    ("disputed", "sengketa ke Komisi Informasi"),
)


def close_act(row: ObjectionRow) -> Act:
    """How the objector took it."""
    key = str(uuid.uuid4())
    fields = (
        Asked("end", "Kelanjutan", "choice", is_required=True, choices=_ENDS),
        Asked("reaction", "Tanggapan pemohon", "long", limit=400),
    )

    def order(values: Values) -> object:
        return operations.CloseObjectionOrder(
            key=key,
            objection_id=row.id,
            version=row.version,
            reaction=values["reaction"] or "",
            is_disputed=values["end"] == "disputed",
            is_reworked=values["end"] == "reworked",
        )

    return Act(
        Asking(
            head=_("Tutup {number}").format(number=row.number),
            fields=fields,
            yes=_("Tutup keberatan"),
            words=f"{row.decision}: {row.answer}" if row.decision else "",
            known={"end": "reworked" if row.decision == _(objections.DECISIONS["granted"]) else "accepted"},
            name=f"close_objection.{row.id}",
        ),
        operations.close,
        order,
        _("Keberatan ditutup."),
    )
