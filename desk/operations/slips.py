"""Issuing and copying a tanda terima; knows no paper, no printer and no screen.

What a receipt said stays as issued; whatever is printed again is a counted copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import PublicService, Receipt, ReceiptCopy, ReceiptLine, Request
from desk.operations.journal import Act, note
from desk.operations.slip_contents import content_for, issued_words, missing_of
from desk.rules import texts
from desk.rules.discretion import is_hidden_from
from desk.rules.rights import Actor
from desk.rules.slips import CopyReason, ReceiptKind, copy_reason

MOST_REQUESTS = 20


@dataclass(frozen=True)
class ReceiptOrder:
    """One receipt for the requests of one visit, in this order.

    "completeness" replaces the receipt given when the file was not yet complete. `correction` is why a
    receipt is issued anew though there is one (a name was wrong); it replaces that one.
    """

    key: str
    request_ids: tuple[int, ...]
    kind: ReceiptKind = "receipt"
    correction: str | None = None


@dataclass(frozen=True)
class Issued:
    """The receipt, frozen."""

    receipt_id: int


@dataclass(frozen=True)
class ReprintOrder:
    """A counted copy; one that replaces a lost receipt only after the asker's identity was checked."""

    key: str
    receipt_id: int
    reason: CopyReason
    identity_checked: bool = False


@dataclass(frozen=True)
class Copy:
    """SALINAN `copy_number` of a receipt."""

    receipt_id: int
    copy_number: int


def issue(session: Session, order: ReceiptOrder, actor: Actor) -> Issued:
    """Freeze the words of a new receipt; Refused (`request_ids`, `kind`, `correction`) where none is due."""
    actor.require("print")
    known = session.scalar(select(Receipt).where(Receipt.key == order.key))
    if known is not None:
        return Issued(known.id)
    requests = _requests(session, order.request_ids, actor)
    correction = texts.clean(order.correction or "", limit=400, field="correction", label=_("Alasan"))
    if order.kind == "completeness":
        _check_complete(requests)
    earlier = [session.scalar(Receipt.of_request(request.id).limit(1)) for request in requests]
    if not correction and all(given and order.kind in ("receipt", given.kind) for given in earlier):
        sentence = _("{numbers} sudah bertanda terima; cetak ulang sebagai salinan.")
        raise Refused(sentence.format(numbers=_numbers(requests)), field="request_ids")
    replaced = max((given for given in earlier if given), key=lambda given: given.id, default=None)
    receipt = Receipt(
        key=order.key,
        kind=order.kind,
        visit_id=requests[0].visit_id,
        issued_at=clock.now(),
        issued_by=actor.account_id,
        replaces_id=replaced.id if replaced else None,
        content=content_for(
            session, requests, kind=order.kind, replaces=_replaces(replaced), actor=actor
        ).to_json(),
    )
    session.add(receipt)
    session.flush()
    session.add_all(
        ReceiptLine(receipt_id=receipt.id, request_id=request.id, position=position)
        for position, request in enumerate(requests)
    )
    note(session, actor, Act("receipt.issue", receipt.id, _issue_sentence(order, requests, correction)))
    return Issued(receipt.id)


def reprint(session: Session, order: ReprintOrder, actor: Actor) -> Copy:
    """Count one more copy; Refused (`receipt_id`, `identity_checked`) where it must not be handed out."""
    actor.require("print")
    known = session.scalar(select(ReceiptCopy).where(ReceiptCopy.key == order.key))
    if known is not None:
        return Copy(known.receipt_id, known.number)
    receipt = _receipt(session, order.receipt_id, actor, lock=True)
    if not session.scalars(Receipt.current_ids(receipt.id)).all():
        raise Refused(_("Tanda terima ini sudah diganti; cetak ulang penggantinya."), field="receipt_id")
    if order.reason == "lost" and not order.identity_checked:
        sentence = _("Periksa dahulu identitas yang meminta, lalu tandai “identitas sudah diperiksa”.")
        raise Refused(sentence, field="identity_checked")
    receipt.copies += 1
    session.add(
        ReceiptCopy(
            key=order.key,
            receipt_id=receipt.id,
            number=receipt.copies,
            reason=order.reason,
            identity_checked=order.identity_checked,
            made_at=clock.now(),
            made_by=actor.account_id,
        )
    )
    note(session, actor, Act("receipt.reprint", receipt.id, _reprint_sentence(order, receipt)))
    return Copy(receipt.id, receipt.copies)


def _requests(session: Session, request_ids: tuple[int, ...], actor: Actor) -> list[Request]:
    """The requests, locked in id order: of two desks giving the same paper the later one finds it given."""
    if not 0 < len(request_ids) <= MOST_REQUESTS:
        raise Refused(_("Pilih permohonan yang diberi tanda terima."), field="request_ids")
    locked = select(Request).where(Request.id.in_(request_ids)).order_by(Request.id)
    locked = locked.with_for_update(key_share=True, of=Request).execution_options(populate_existing=True)
    found = {request.id: request for request in session.scalars(locked)}
    requests = [found[each] for each in dict.fromkeys(request_ids) if each in found]
    if len(requests) < len(set(request_ids)) or _is_hidden(actor, (each.service for each in requests)):
        raise Refused(_("Permohonan ini tidak ditemukan."), field="request_ids")
    withdrawn = [request for request in requests if request.state == "withdrawn"]
    if withdrawn:
        sentence = _("{numbers} sudah dicabut; tanda terima tidak dibuat.")
        raise Refused(sentence.format(numbers=_numbers(withdrawn)), field="request_ids")
    if len({request.visit_id for request in requests}) > 1:
        sentence = _("Satu tanda terima hanya untuk permohonan dari satu kunjungan.")
        raise Refused(sentence, field="request_ids")
    return requests


def _check_complete(requests: Sequence[Request]) -> None:
    for request in requests:
        missing = missing_of(request)
        if missing:
            sentence = _("Berkas {number} belum lengkap; masih kurang: {items}.")
            items = ", ".join(item.text for item in missing)
            raise Refused(sentence.format(number=request.number, items=items), field="kind")


def _receipt(session: Session, receipt_id: int, actor: Actor, *, lock: bool = False) -> Receipt:
    receipt = session.get(Receipt, receipt_id, with_for_update=lock)
    if receipt is None or _is_hidden(actor, session.scalars(Receipt.services_of(receipt_id))):
        raise Refused(_("Tanda terima ini tidak ada."), field="receipt_id")
    return receipt


def _is_hidden(actor: Actor, services: Iterable[PublicService]) -> bool:
    return any(is_hidden_from(actor, is_confidential=service.is_confidential) for service in services)


def _numbers(requests: Sequence[Request]) -> str:
    return ", ".join(request.number for request in requests)


def _replaces(replaced: Receipt | None) -> str:
    if replaced is None:
        return ""
    return _("Menggantikan tanda terima {when}.").format(when=issued_words(replaced.issued_at))


def _issue_sentence(order: ReceiptOrder, requests: Sequence[Request], correction: str) -> str:
    kinds = {
        "receipt": _("Tanda terima {numbers} dibuat"),
        "completeness": _("Tanda terima kelengkapan berkas {numbers} dibuat"),
    }
    sentence = kinds[order.kind].format(numbers=_numbers(requests))
    return f"{sentence}: {correction}" if correction else sentence


def _reprint_sentence(order: ReprintOrder, receipt: Receipt) -> str:
    numbers = ", ".join(line["number"] for line in receipt.content["lines"])
    sentence = _("Salinan {count} tanda terima {numbers}: {reason}").format(
        count=receipt.copies, numbers=numbers, reason=copy_reason(order.reason)
    )
    return f"{sentence}; {_('identitas sudah diperiksa')}" if order.identity_checked else sentence
