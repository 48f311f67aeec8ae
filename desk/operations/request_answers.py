"""Notes that a request was answered, so that it leaves the work list; and takes that back.

Knows no letter and no handing over: what the standards' procedures ask after the answer comes with them.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.operations.journal import Act, note
from desk.operations.request_changes import looked_at, open_request, reason_of
from desk.operations.request_orders import AnswerOrder, ReopenOrder
from desk.operations.request_promises import settle
from desk.rules import texts
from desk.rules.rights import Actor


def answer(session: Session, order: AnswerOrder, actor: Actor) -> None:
    """The promise was kept now; an incomplete file is refused, and so is an answer without words."""
    request = open_request(session, order, actor)
    if request.state != "complete":
        raise Refused(_("Permohonan {0} belum lengkap; lengkapi atau cabut dahulu.").format(request.number))
    outcome = texts.clean(order.outcome, limit=400, field="outcome", label=_("Hasil"))
    if not outcome:
        raise Refused(_("Tulis hasilnya, misalnya: surat balasan 480/12 dikirim."), field="outcome")
    request.state = "finished"
    request.answered_at = clock.now()
    request.outcome = outcome
    request.version += 1
    sentence = _("Permohonan {number} selesai: {outcome}.")
    text = sentence.format(number=request.number, outcome=outcome.rstrip("."))
    note(session, actor, Act("request.answer", request.id, text))


def reopen(session: Session, order: ReopenOrder, actor: Actor) -> None:
    """Take the answer back with a reason; the promise stands as it was."""
    request = looked_at(session, order, actor)
    if request.answered_at is None:
        raise Refused(_("Permohonan {0} belum selesai.").format(request.number))
    reason = reason_of(order.reason)
    request.answered_at = request.outcome = None
    request.state = "complete"
    settle(session, request, complete_at=clock.now())
    request.version += 1
    sentence = _("Permohonan {number} dibuka kembali: {reason}.")
    text = sentence.format(number=request.number, reason=reason)
    note(session, actor, Act("request.reopen", request.id, text))
