"""A hand that moves requests along their roads in tests, always on what it has just looked at."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from homes import Home
from request_samples import request_order
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import JournalLine, Request
from desk.operations import objections, request_moves, request_records
from desk.operations.request_moves import Moved, StepOrder
from desk.operations.requests import file
from desk.queries.roads import RoadView, road_view
from desk.rules.request_states import MOVES
from desk.rules.rights import Actor

EXEMPTED = {"decision": "refused", "exemption": "a", "consequence": "Menghambat penyidikan (contoh)."}
DIRECT = {"channel": "direct", "collector": "applicant", "identity_checked": True}


class RoadHand:
    """Acts on one desk as `actor`, the front officer unless another is named."""

    def __init__(self, home: Home, actor: Actor | None = None) -> None:
        self.home = home
        self.actor = actor or home.petugas

    def do(self, operation: Callable[[Session, Any, Actor], Any], order: object) -> Any:
        return self.home.database.write(lambda session: operation(session, order, self.actor))

    def file(self, service: str = "karangasem-2.3", **facts: Any) -> int:
        """File a complete request; its id."""
        filed = self.do(file, request_order(service, **facts))
        return int(filed.id)

    def view(self, request_id: int) -> RoadView:
        found = self.home.database.read(lambda session: road_view(session, request_id, self.actor))
        assert found is not None
        return found

    def request(self, request_id: int) -> Request:
        return self.home.database.read(lambda session: session.get_one(Request, request_id))

    def move(self, request_id: int, move: str, **more: Any) -> Moved:
        version = self.request(request_id).version
        moved: Moved = self.do(request_moves.move, StepOrder(key(), request_id, version, move, **more))
        return moved

    def record(self, request_id: int, kind: str, **answers: Any) -> int:
        version = self.request(request_id).version
        order = request_records.RecordOrder(key(), request_id, version, kind, answers)
        return int(self.do(request_records.record, order))

    def object_to(self, request_id: int, **facts: Any) -> objections.Registered:
        version = self.request(request_id).version
        known = {"case": "Lampiran tidak disertakan.", "by_name": "Ni Luh Contoh", "grounds": ("d",), **facts}
        order = objections.ObjectOrder(key(), request_id, version, **known)
        registered: objections.Registered = self.do(objections.object_to, order)
        return registered

    def to(self, request_id: int, state: str) -> None:
        """Bring a request of a road without needs to `state`."""
        for move, reached in (
            ("begin", "in_process"),
            ("make_ready", "ready"),
            ("hand_over", "handed_over"),
            ("finish", "finished"),
        ):
            now = self.request(request_id).state
            if now == state:
                return
            if now not in MOVES[move].from_states:
                continue
            for kind in self.view(request_id).kinds:
                if kind.is_needed:
                    self.record(request_id, kind.key, **SAMPLES[kind.key])
            self.move(request_id, move, facts=DIRECT if move == "hand_over" else {})
            assert self.request(request_id).state == reached

    def acts(self) -> list[str]:
        """The acts of the journal, oldest first."""
        return self.home.database.read(
            lambda session: list(session.scalars(select(JournalLine.act).order_by(JournalLine.id)))
        )

    def last_sentence(self) -> str:
        question = select(JournalLine.sentence).order_by(JournalLine.id.desc()).limit(1)
        return self.home.database.read(lambda session: session.scalars(question).one())


SAMPLES: dict[str, dict[str, Any]] = {
    "invitation": {"event_on": "2026-04-09", "place": "Aula (contoh)"},
    "attendance": {"present": "1"},
    "survey_invitation": {"channel": "whatsapp"},
    "production": {"by": "Tim konten", "about": "Berita terbit."},
    "publication_proof": {"channel_name": "Situs web"},
    "ppid_decision": {"decision": "granted", "form": "softcopy"},
    "satisfaction": {"verdict": "satisfied"},
    "delivery": {"what": "akun surel", "channel": "whatsapp", "recipient": "I Made Misal"},
}


def key() -> str:
    return str(uuid.uuid4())
