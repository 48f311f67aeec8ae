"""Every operation on a request in every state: only the permitted pass, all others refuse in a sentence.

The table is held complete by the program itself: each order that names a request has its line here. One
request is brought to each state; what is tried on it is undone, so that all are tried on the same.
"""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from homes import Home
from request_samples import request_order
from road_hands import DIRECT, EXEMPTED, RoadHand, key
from sqlalchemy.orm import Session

import desk.operations
from desk.errors import Refused
from desk.operations import (
    messages,
    objections,
    participants,
    referrals,
    request_changes,
    request_clocks,
    request_moves,
    request_records,
)
from desk.operations.request_orders import (
    AssignmentOrder,
    MarksOrder,
    RequestCorrection,
    RequestFacts,
    RequestRestoration,
    RequestWithdrawal,
)
from desk.queries.roads import RoadView
from desk.rules.request_states import MOVES, STATES, WORKING
from desk.rules.rights import Actor

CLOSED = {"withdrawn", "refused", "redirected"}
ALL = set(STATES)
LISTED = ALL - CLOSED - {"finished"}
INFORMATION, MAIL, TRAINING = "karangasem-2.1", "karangasem-3.2", "karangasem-3.8"

Operation = Callable[[Session, Any, Actor], Any]


@dataclass(frozen=True)
class Try:
    """One operation with the order made of the road as it was seen; `passes` are the states that permit it.

    `may` are states in which it depends on more than the state (a clock that may be lengthened at all).
    """

    operation: Operation
    order: Callable[[RoadView], Any]
    passes: frozenset[str]
    may: frozenset[str] = frozenset()
    service: str = INFORMATION


def _try(
    operation: Operation,
    order: Callable[[RoadView], Any],
    passes: set[str],
    *,
    may: set[str] = frozenset(),  # type: ignore[assignment]
    service: str = INFORMATION,
) -> Try:
    return Try(operation, order, frozenset(passes), frozenset(may), service)


def _step(move: str) -> Try:
    facts = {"hand_over": DIRECT, "redirect": {"agency": "Dinas Contoh"}}.get(move, {})
    states = set(MOVES[move].from_states)
    waits = move in (
        "make_ready",
        "finish",
        "refuse",
    )  # permitted by the state, not yet by the service's own way
    return _try(
        request_moves.move,
        lambda seen: request_moves.StepOrder(
            key(), seen.request_id, seen.version, move, reason="alasan", facts=facts
        ),
        set() if waits else states,
        may=states if waits else set(),
    )


def _record(kind: str, passes: set[str], **answers: Any) -> Try:
    return _try(
        request_records.record,
        lambda seen: request_records.RecordOrder(key(), seen.request_id, seen.version, kind, answers),
        passes,
    )


_BY_OTHERS = ("withdraw", "restore", "object", "settle_objection")

TRIES: dict[str, Try] = {
    **{f"move.{move}": _step(move) for move in MOVES if move not in _BY_OTHERS},
    **{
        f"foreign.{move}": _try(
            request_moves.move,
            lambda seen, move=move: request_moves.StepOrder(key(), seen.request_id, seen.version, move, "x"),
            set(),
        )
        for move in _BY_OTHERS
    },
    "withdraw": _try(
        request_changes.withdraw,
        lambda seen: RequestWithdrawal(seen.request_id, seen.version, "batal"),
        set(MOVES["withdraw"].from_states),
    ),
    "restore": _try(
        request_changes.restore,
        lambda seen: RequestRestoration(seen.request_id, seen.version, "keliru"),
        {"withdrawn"},
    ),
    "mark": _try(
        request_changes.mark, lambda seen: MarksOrder(seen.request_id, seen.version, {}), set(WORKING)
    ),
    "correct": _try(
        request_changes.correct,
        lambda seen: _correction(seen),
        set(WORKING),
    ),
    "assign": _try(
        request_changes.assign,
        lambda seen: AssignmentOrder(seen.request_id, seen.version, "Staf Contoh"),
        set(WORKING),
    ),
    "refer": _try(
        referrals.refer,
        lambda seen: referrals.ReferOrder(
            key(), seen.request_id, seen.version, "Bidang Contoh", "Proses", "Kadis"
        ),
        set(WORKING),
    ),
    "acknowledge": _try(
        referrals.acknowledge,
        lambda seen: referrals.AcknowledgeOrder(
            seen.request_id, seen.version, seen.referrals[0].id, "Staf Contoh"
        ),
        ALL,
    ),
    "record": _record("coordination", ALL - CLOSED - {"handed_over", "finished"}, by="OPD", about="sepakat"),
    "record.late": _record("delivery", ALL - CLOSED, what="salinan", channel="email", recipient="Pemohon"),
    "record.foreign": _record("incident", set(), level="low"),
    "take_back": _try(
        request_records.take_back,
        lambda seen: request_records.TakeBackOrder(
            seen.request_id, seen.version, seen.records[0].id, "keliru"
        ),
        ALL - CLOSED,
    ),
    "tick": _try(
        request_records.tick,
        lambda seen: request_records.TickOrder(
            seen.request_id, seen.version, next(step.key for step in seen.steps if step.may_tick)
        ),
        ALL - CLOSED - {"objected"},
        service=MAIL,
    ),
    "object": _try(
        objections.object_to,
        lambda seen: objections.ObjectOrder(
            key(), seen.request_id, seen.version, "Kurang.", "Ni Luh Contoh", ("d",)
        ),
        set(MOVES["object"].from_states),
    ),
    "message": _try(
        messages.open_message,
        lambda seen: messages.MessageOrder(key(), seen.request_id, "whatsapp", "Yth. pemohon."),
        ALL,
    ),
    "extend": _try(
        request_clocks.extend,
        lambda seen: request_clocks.ExtensionOrder(key(), seen.request_id, seen.version, "belum terkumpul"),
        {"complete", "in_process"},  # an incomplete file of Karangasem has no clock to lengthen
    ),
    "pause": _try(
        request_clocks.pause,
        lambda seen: request_clocks.PauseOrder(key(), seen.request_id, seen.version, "menunggu"),
        set(),
        may={"complete", "in_process"},
    ),
    "resume": _try(
        request_clocks.resume,
        lambda seen: request_clocks.ResumptionOrder(key(), seen.request_id, seen.version, "lanjut"),
        set(),
    ),
    "count_from_event": _try(
        request_clocks.count_from_event,
        lambda seen: request_clocks.EventDoneOrder(
            key(), seen.request_id, seen.version, date(2026, 3, 12), "sepakat"
        ),
        set(),
    ),
    "take_back_decision": _try(
        request_clocks.take_back_decision,
        lambda seen: request_clocks.DecisionTakenBackOrder(
            key(), seen.request_id, seen.version, "extension", "keliru"
        ),
        set(),
    ),
    "enter": _try(
        participants.enter,
        lambda seen: participants.ParticipantOrder(key(), seen.request_id, seen.version, "I Made Misal"),
        LISTED - {"objected"},
        service=TRAINING,
    ),
    "enter_table": _try(
        participants.enter_table,
        lambda seen: participants.PastedOrder(key(), seen.request_id, seen.version, "I Made Misal"),
        LISTED - {"objected"},
        service=TRAINING,
    ),
    "mark_present": _try(
        participants.mark_present,
        lambda seen: participants.PresenceOrder(seen.request_id, seen.version, (seen.participants[0].id,)),
        LISTED - {"objected"},
        service=TRAINING,
    ),
    "mark_surveyed": _try(
        participants.mark_surveyed,
        lambda seen: participants.SurveyOrder(seen.request_id, seen.version, (seen.participants[0].id,)),
        LISTED - {"objected"},
        service=TRAINING,
    ),
    "remove": _try(
        participants.remove,
        lambda seen: participants.RemovalOrder(seen.request_id, seen.version, seen.participants[0].id),
        LISTED - {"objected"},
        service=TRAINING,
    ),
}


def _correction(seen: RoadView) -> RequestCorrection:
    """The request as it was filed, once more, with a reason."""
    order = request_order(INFORMATION)
    facts = {field.name: getattr(order, field.name) for field in dataclasses.fields(RequestFacts)}
    return RequestCorrection(**facts, request_id=seen.request_id, version=seen.version, reason="salah ketik")


class _Undone(Exception):
    """It passed; nothing of it stays."""


def refusal(hand: RoadHand, each: Try, request_id: int) -> str:
    """The sentence with which it was refused; empty where it passed. Nothing stays either way."""
    order = each.order(hand.view(request_id))

    def attempt(session: Session) -> None:
        each.operation(session, order, hand.actor)
        session.flush()
        raise _Undone

    try:
        hand.home.database.write(attempt)
    except _Undone:
        return ""
    except Refused as refused:
        return refused.sentence
    raise AssertionError("neither passed nor refused")


def brought(hand: RoadHand, state: str, service: str) -> int:
    """A request in `state`, with a disposisi and a record (or participants) on its way."""
    request_id = hand.file(service, **({"marks": {}} if state == "incomplete" else {}))
    version = hand.request(request_id).version
    if service == TRAINING:
        hand.do(
            participants.enter, participants.ParticipantOrder(key(), request_id, version, "I Wayan Umpama")
        )
    else:
        order = referrals.ReferOrder(key(), request_id, version, "Bidang Contoh", "Proses", "Kadis")
        hand.do(referrals.refer, order)
        hand.record(request_id, "coordination", by="OPD", about="sepakat")
    _lead(hand, request_id, state)
    assert hand.request(request_id).state == state
    return request_id


def _lead(hand: RoadHand, request_id: int, state: str) -> None:
    if state == "refused" and hand.request(request_id).prefix == "PPID":
        hand.record(request_id, "ppid_decision", **EXEMPTED)
    if state in ("refused", "redirected"):
        move = "refuse" if state == "refused" else "redirect"
        facts = {"agency": "Dinas Contoh"} if state == "redirected" else {}
        hand.move(request_id, move, reason="di luar kewenangan", facts=facts)
    elif state == "withdrawn":
        version = hand.request(request_id).version
        hand.do(request_changes.withdraw, RequestWithdrawal(request_id, version, "batal"))
    elif state == "objected":
        hand.object_to(request_id)
    elif state not in ("incomplete", "complete"):
        hand.to(request_id, state)


@pytest.mark.parametrize("service", [INFORMATION, MAIL, TRAINING])
@pytest.mark.parametrize("state", STATES)
def test_only_the_permitted_pass(desk_home: Home, state: str, service: str) -> None:
    if state == "objected" and service != INFORMATION:
        return  # objections to lateness want a clock that ran out; trainings know none
    hand = RoadHand(desk_home)
    request_id = brought(hand, state, service)
    version = hand.request(request_id).version
    tried = {name: each for name, each in TRIES.items() if each.service == service}
    for name, each in tried.items():
        said = refusal(hand, each, request_id)
        if state not in each.may:
            assert (said == "") is (state in each.passes), (name, state, said)
        assert said == "" or (said[0].isupper() or said[0] == "“"), (name, state, said)
        assert said == "" or said.endswith("."), (name, state, said)
        assert hand.request(request_id).version == version
    assert tried


def test_the_table_knows_every_order_that_names_a_request(desk_home: Home) -> None:
    """A new operation on a request cannot be forgotten here."""
    named: set[type] = set()
    for module in pkgutil.iter_modules(desk.operations.__path__):
        found = vars(importlib.import_module(f"desk.operations.{module.name}")).values()
        named |= {
            kind
            for kind in found
            if isinstance(kind, type) and dataclasses.is_dataclass(kind) and _names_a_request(kind)
        }
    hand = RoadHand(desk_home)
    seen = {
        service: hand.view(brought(hand, "complete", service)) for service in (INFORMATION, MAIL, TRAINING)
    }
    tried = {type(each.order(seen[each.service])) for each in TRIES.values()}
    assert named - tried == set()


def _names_a_request(kind: type) -> bool:
    fields = {field.name: field.type for field in dataclasses.fields(kind)}
    return fields.get("request_id") == "int"


@pytest.mark.parametrize("state", [state for state in STATES if state != "objected"])
def test_what_is_no_objection_is_neither_answered_nor_closed(desk_home: Home, state: str) -> None:
    hand = RoadHand(desk_home)
    for operation, order in (
        (objections.answer, objections.AnswerObjectionOrder(99, 1, "granted", "Dibuka.", "Sekda")),
        (objections.close, objections.CloseObjectionOrder(key(), 99, 1, "")),
    ):
        with pytest.raises(Refused, match="tidak ditemukan"):
            hand.do(operation, order)
