"""The other ends of a service's road: refused, withdrawn, objected to; is no verb itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desk import clock
from desk.commands.walk_hand import new_key
from desk.commands.walk_papers import REFUSAL
from desk.operations import objections, request_changes, request_moves, request_records
from desk.operations.request_orders import RequestWithdrawal
from desk.queries.requests import requests_by_id

if TYPE_CHECKING:
    from desk.commands.walks import Walked, Walker

LAST_STATE = {
    "finished": "finished",
    "refused": "refused",
    "withdrawn": "withdrawn",
    "objected": "finished",
    "partly": "finished",
}
"""Ending → the state in which its walk ends."""

_EXEMPT = {
    "decision": "refused",
    "exemption": "h",
    "consequence": "Membuka rahasia pribadi pihak lain (contoh).",
}


def refuse(walker: Walker, walked: Walked) -> None:
    """The office says no, in writing; a PPID request by the letter of Pasal 17."""
    hand = walker.hand
    view = hand.view(walked.request_id)
    if "ppid_decision" in {kind.key for kind in view.kinds}:
        order = request_records.RecordOrder(
            new_key(), walked.request_id, view.version, "ppid_decision", _EXEMPT
        )
        hand.do(request_records.record, order)
    _move(walker, walked, "refuse", "Tidak memenuhi ketentuan (contoh).")
    walked.papers.due(walked.request_id, walker.refusals(walked) or (REFUSAL,))


def withdraw(walker: Walker, walked: Walked) -> None:
    """The applicant takes it back."""
    view = walker.hand.view(walked.request_id)
    order = RequestWithdrawal(walked.request_id, view.version, "Acara dibatalkan pemohon (contoh).")
    walker.hand.do(request_changes.withdraw, order)
    walker.tell(walked)


def object_to(walker: Walker, walked: Walked) -> None:
    """The applicant objects, the superior answers, the applicant takes the answer."""
    hand = walker.hand
    view = hand.view(walked.request_id)
    order = objections.ObjectOrder(
        key=new_key(),
        request_id=walked.request_id,
        version=view.version,
        case="Lampiran yang dijanjikan tidak disertakan (contoh).",
        by_name="Ni Luh Contoh",
        grounds=("d",) if view.objection_kind == "ppid" else (),
    )
    made = hand.do(objections.object_to, order)
    walker.tell(walked)
    walked.papers.due(walked.request_id, walked.kinds)
    hand.time.until(hand.next_working_day())
    objection = hand.view(walked.request_id).objections[-1]
    answered = objections.AnswerObjectionOrder(
        made.id, objection.version, "granted", "Lampiran disertakan (contoh).", "Sekretaris Daerah (contoh)"
    )
    hand.do(objections.answer, answered)
    walker.tell(walked)
    walked.papers.due(walked.request_id, walked.kinds)
    objection = hand.view(walked.request_id).objections[-1]
    closed = objections.CloseObjectionOrder(new_key(), made.id, objection.version, "Diterima (contoh).")
    hand.do(objections.close, closed)
    walker.tell(walked)


def _move(walker: Walker, walked: Walked, move: str, reason: str) -> None:
    view = walker.hand.view(walked.request_id)
    order = request_moves.StepOrder(new_key(), walked.request_id, view.version, move, reason=reason)
    walker.hand.do(request_moves.move, order)
    walker.tell(walked)


def wait_until_late(walker: Walker, walked: Walked) -> None:
    """Let the promised day pass: only then may lateness be objected to (3.2)."""
    hand = walker.hand
    (row,) = hand.read(partial(requests_by_id, ids=(walked.request_id,), actor=hand.actor))
    while row.due_on is not None and clock.today() <= row.due_on:
        hand.time.until(hand.next_working_day())


ENDINGS: dict[str, Callable[[Walker, Walked], None]] = {
    "refused": refuse,
    "withdrawn": withdraw,
    "objected": object_to,
}
