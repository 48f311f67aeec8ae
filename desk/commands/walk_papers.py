"""Issues the papers of a walk, as far as its road has come, and leaves them in a folder; is no verb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from desk.commands import samples
from desk.commands.walk_hand import WalkHand, new_key
from desk.operations import documents, slips
from desk.queries.documents import OfferRow, document, offered
from desk.queries.request_details import request_detail
from desk.queries.slips import receipt

REPLY, REFUSAL = "surat-balasan", "surat-penolakan"


@dataclass(frozen=True)
class _Owner:
    """What a paper belongs to."""

    request_id: int | None
    booking_id: int | None = None


@dataclass(frozen=True)
class WalkPapers:
    """The papers of one service's walk; `names` are those written, in order."""

    hand: WalkHand
    folder: Path
    service: str
    names: list[str] = field(default_factory=list)

    def receipt(self, request_id: int) -> None:
        """The tanda terima as the applicant gets it."""
        from desk.printing.papers import ROLL_80
        from desk.printing.slip import slip_pdf  # reportlab takes a while to load

        issued = self.hand.do(slips.issue, slips.ReceiptOrder(new_key(), (request_id,)))
        shown = self.hand.read(partial(receipt, receipt_id=issued.receipt_id, actor=self.hand.actor))
        self._write("slip", slip_pdf(shown.content, ROLL_80))

    def due(self, request_id: int, kinds: Iterable[str]) -> None:
        """Whatever of `kinds` can be issued by now and was not yet, for the request and its bookings."""
        wanted = set(kinds)
        detail = self.hand.read(partial(request_detail, request_id=request_id, actor=self.hand.actor))
        for owner in (_Owner(request_id), *(_Owner(None, line.id) for line in detail.bookings)):
            question = partial(
                offered, actor=self.hand.actor, request_id=owner.request_id, booking_id=owner.booking_id
            )
            for row in self.hand.read(question):
                if row.kind in wanted and not row.missing and not row.is_issued and not self.has(row.kind):
                    self._issue(row, owner)

    def has(self, kind: str) -> bool:
        """Whether one of this kind was written."""
        return self._name(kind) in self.names

    def _issue(self, row: OfferRow, owner: _Owner) -> None:
        from desk.printing.documents import document_pdf

        order = documents.DocumentOrder(
            key=new_key(),
            kind=row.kind,
            request_id=owner.request_id,
            booking_id=owner.booking_id,
            answers=_answers(row),
        )
        issued = self.hand.do(documents.issue, order)
        shown = self.hand.read(partial(document, document_id=issued.id, actor=self.hand.actor))
        self._write(row.kind, document_pdf(shown.content, shown.papers[0]))

    def _write(self, kind: str, pdf: bytes) -> None:
        name = self._name(kind)
        (self.folder / name).write_bytes(pdf)
        self.names.append(name)

    def _name(self, kind: str) -> str:
        return f"{self.service}-{kind}.pdf"


def _answers(row: OfferRow) -> dict[str, Any]:
    """What the program suggests; made-up words where a needed answer is suggested by nothing."""
    made_up = samples.answers([field for field in row.fields if field.is_required])
    return {**made_up, **{name: words for name, words in row.suggested.items() if words}}
