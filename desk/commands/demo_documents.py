"""Who signs in the throw-away office, its letter numbers and its first papers; all plainly made up."""

from __future__ import annotations

import uuid
from functools import partial

from sqlalchemy import select

from desk.models import Request
from desk.operations.document_settings import OfficialOrder, PatternOrder, save_official, save_pattern
from desk.operations.documents import DocumentOrder, issue
from desk.queries.documents import OfferRow, offered
from desk.rules.rights import Actor
from desk.store.database import Database

_OFFICIALS = (
    OfficialOrder("head", "Kepala Dinas (contoh)", "I Gede Kepala Contoh", "197001011995031001"),
    OfficialOrder("ppid", "PPID (contoh)", "Ni Made Pejabat Contoh"),
    OfficialOrder("asset_holder", "Pemegang Barang/Aset", "I Nengah Misal"),
    OfficialOrder("technical", "Ketua Tim Teknis (contoh)", "I Nyoman Teknis Misal"),
)
_PATTERN = PatternOrder("", "{klasifikasi}/{urut:3}/{unit}/{tahun}", "045", "CONTOH", last=41)


def issue_the_papers(database: Database, admin: Actor, officer: Actor) -> None:
    """Whatever the road of each request names and can be issued by now."""
    for official in _OFFICIALS:
        database.write(partial(save_official, order=official, actor=admin))
    database.write(partial(save_pattern, order=_PATTERN, actor=admin))
    for request_id in database.read(lambda session: session.scalars(select(Request.id)).all()):
        for offer in database.read(partial(offered, actor=officer, request_id=request_id)):
            if offer.is_usual and not offer.missing and _is_answered(offer):
                order = DocumentOrder(str(uuid.uuid4()), offer.kind, request_id)
                database.write(partial(issue, order=order, actor=officer))


def _is_answered(offer: OfferRow) -> bool:
    """Whether all it must say is known already."""
    return all(field.name in offer.suggested for field in offer.fields if field.is_required)
