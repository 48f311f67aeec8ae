"""Leads requests of the throw-away office along their roads, into many states; no verb itself."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from desk.commands import samples
from desk.operations import objections, referrals, request_moves, request_records
from desk.operations.objections import ObjectOrder
from desk.operations.referrals import ReferOrder
from desk.operations.request_moves import StepOrder
from desk.operations.request_records import RecordOrder
from desk.queries.roads import RoadView, road_view
from desk.rules.rights import Actor
from desk.store.database import Database

_ROAD = ("begin", "make_ready", "hand_over", "finish")
_REACHED = {"begin": "in_process", "make_ready": "ready", "hand_over": "handed_over", "finish": "finished"}


@dataclass(frozen=True)
class Lead:
    """How far a request is led; `referred_to`: a disposisi that nobody acknowledged yet."""

    to: str = ""
    referred_to: str = ""
    refused: str = ""
    """Why it is refused; then an objection to that is registered."""


class Leading:
    """One officer at one desk."""

    def __init__(self, database: Database, actor: Actor) -> None:
        self._database, self._actor = database, actor

    def lead(self, request_id: int, lead: Lead) -> None:
        """As far as `lead` says."""
        if lead.referred_to:
            order = ReferOrder(
                _key(),
                request_id,
                self._view(request_id).version,
                lead.referred_to,
                "Tindak lanjuti sesuai SOP",
                "Kepala Dinas (contoh)",
            )
            self._do(referrals.refer, order)
        if lead.refused:
            self._refuse(request_id, lead.refused)
        for move in _ROAD if lead.to else ():
            self._step(request_id, move)
            if _REACHED[move] == lead.to:
                return

    def _step(self, request_id: int, move: str) -> None:
        view = self._view(request_id)
        row = next((each for each in view.moves if each.key == move), None)
        if row is None:
            return
        for key in row.missing_keys:
            kind = next(each for each in view.kinds if each.key == key)
            answers = samples.answers(kind.fields, verdict=_first(kind.fields, "verdict"))
            version = self._view(request_id).version
            self._do(
                request_records.record,
                RecordOrder(_key(), request_id, version, key, {**answers, **_KNOWN.get(key, {})}),
            )
        facts = samples.answers(row.fields, channel="direct", collector="applicant", receipt_lost=False)
        version = self._view(request_id).version
        self._do(request_moves.move, StepOrder(_key(), request_id, version, move, facts=facts))

    def _refuse(self, request_id: int, reason: str) -> None:
        version = self._view(request_id).version
        self._do(request_records.record, RecordOrder(_key(), request_id, version, "ppid_decision", _EXEMPTED))
        version += 1
        self._do(request_moves.move, StepOrder(_key(), request_id, version, "refuse", reason))
        order = ObjectOrder(
            _key(),
            request_id,
            version + 1,
            "Informasi yang diminta dianggap terbuka.",
            "Ni Luh Contoh",
            ("a",),
        )
        self._do(objections.object_to, order)

    def _view(self, request_id: int) -> RoadView:
        view = self._database.read(partial(road_view, request_id=request_id, actor=self._actor))
        if view is None:
            raise LookupError(request_id)
        return view

    def _do(self, operation: Callable[[Session, Any, Actor], Any], order: object) -> None:
        self._database.write(lambda session: operation(session, order, self._actor))


_EXEMPTED = {
    "decision": "refused",
    "exemption": "b",
    "consequence": "Membuka rahasia usaha penyedia (contoh).",
}
_KNOWN: dict[str, dict[str, Any]] = {
    "ppid_decision": {
        "decision": "granted",
        "form": "softcopy",
        "exemption": None,
        "consequence": None,
        "blackening": None,
        "elsewhere": None,
    },
    "delivery": {"at_time": None},
}


def _first(fields: Any, name: str) -> Any:
    asked = next((each for each in fields if each.name == name), None)
    return asked.choices[0][0] if asked is not None else None


def _key() -> str:
    return str(uuid.uuid4())
