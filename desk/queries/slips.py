"""Receipts as issued, and what became of their printing; knows no paper and no printer.

PPID applicants are initials and receipts of confidential requests are absent for those without the right to
see names (rules.discretion), on screen and on the copies they print.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models import PrintJob, Receipt, Request
from desk.models.due_moves import OPEN_STATES
from desk.rules.discretion import applicant_shown, is_hidden_from
from desk.rules.office_dates import long_date
from desk.rules.rights import Actor
from desk.rules.slips import ReceiptKind, SlipContent

WATCHES: frozenset[str] = frozenset({"Receipt", "ReceiptCopy", "ReceiptLine", "PrintJob"})

_LOOKED_BACK = 50
"""How many receipts are looked through for the last one that may be seen."""


@dataclass(frozen=True)
class ReceiptRow:
    """A receipt as issued; `is_replaced` where later ones speak of all its requests.

    `was_sent`: the original went to a printer or into a file once, so that whatever is printed now is a copy.
    """

    id: int
    kind: ReceiptKind
    issued_at: datetime
    copies: int
    is_replaced: bool
    was_sent: bool
    content: SlipContent

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of its requests, in its order."""
        return tuple(line.number for line in self.content.lines)


@dataclass(frozen=True)
class PaperDue:
    """What paper a set of requests is due: a new receipt of `kind`, or where None the one they have."""

    request_ids: tuple[int, ...]
    kind: ReceiptKind | None
    receipt_id: int | None
    correction: str = ""
    """Why it is issued anew, where the one they have says another date than the request now has."""


def receipt(session: Session, receipt_id: int, actor: Actor) -> ReceiptRow:
    """One receipt; Refused where it is not there for this actor."""
    found = session.get(Receipt, receipt_id)
    if found is None or _is_hidden(session, receipt_id, actor):
        raise Refused(_("Tanda terima ini tidak ada."), field="receipt_id")
    return _row(session, found, actor)


def latest(session: Session, actor: Actor) -> ReceiptRow | None:
    """The receipt issued last of those this actor may see, if any."""
    newest = session.scalars(select(Receipt).order_by(Receipt.id.desc()).limit(_LOOKED_BACK))
    found = next((each for each in newest if not _is_hidden(session, each.id, actor)), None)
    return None if found is None else _row(session, found, actor)


def _is_hidden(session: Session, receipt_id: int, actor: Actor) -> bool:
    return any(
        is_hidden_from(actor, is_confidential=service.is_confidential)
        for service in session.scalars(Receipt.services_of(receipt_id))
    )


def paper_due(session: Session, request_ids: tuple[int, ...]) -> PaperDue:
    """A first receipt where one of them has none, one of completeness where their files became complete.

    Where a date has moved since (a closure, an extension) a copy would repeat the old one: it is issued anew.
    """
    newest = [session.scalar(Receipt.of_request(request_id).limit(1)) for request_id in request_ids]
    given = [receipt for receipt in newest if receipt is not None]
    last = max((receipt.id for receipt in given), default=None)
    if not request_ids or len(given) < len(request_ids):
        return PaperDue(request_ids, "receipt", last)
    became_complete = tuple(
        request_id
        for request_id, receipt in zip(request_ids, given, strict=True)
        if _lacked_something(session, receipt, request_id)
    )
    if became_complete:
        return PaperDue(became_complete, "completeness", last)
    moved = [
        (request_id, receipt.kind)
        for request_id, receipt in zip(request_ids, given, strict=True)
        if _says_another_date(session, receipt, request_id)
    ]
    if moved:
        kind: ReceiptKind = "completeness" if all(of == "completeness" for _id, of in moved) else "receipt"
        return PaperDue(tuple(each for each, _of in moved), kind, last, _("batas berpindah"))
    return PaperDue(request_ids, None, last)


def _says_another_date(session: Session, receipt: Receipt, request_id: int) -> bool:
    """Whether an open request is promised by another day than its receipt says."""
    request = session.get(Request, request_id)
    if request is None or request.state not in OPEN_STATES:
        return False
    due = long_date(request.due_on) if request.due_on else ""
    lines = SlipContent.from_json(receipt.content).lines
    return any(line.number == request.number and line.due != due for line in lines)


def _lacked_something(session: Session, receipt: Receipt, request_id: int) -> bool:
    """Whether the receipt names something missing of a request whose file is complete by now."""
    request = session.get(Request, request_id)
    lines = SlipContent.from_json(receipt.content).lines
    return (
        request is not None
        and request.state in ("complete", "in_process")
        and any(line.number == request.number and line.missing for line in lines)
    )


def _row(session: Session, found: Receipt, actor: Actor) -> ReceiptRow:
    return ReceiptRow(
        id=found.id,
        kind="completeness" if found.kind == "completeness" else "receipt",
        issued_at=found.issued_at,
        copies=found.copies,
        is_replaced=not session.scalars(Receipt.current_ids(found.id)).all(),
        was_sent=session.scalar(PrintJob.sent_originals(found.id).limit(1)) is not None,
        content=_as_seen(SlipContent.from_json(found.content), actor),
    )


def _as_seen(content: SlipContent, actor: Actor) -> SlipContent:
    lines = (
        replace(
            line,
            applicant=applicant_shown(line.applicant, prefix=line.number.partition("/")[0], actor=actor),
        )
        for line in content.lines
    )
    return replace(content, lines=tuple(lines))
