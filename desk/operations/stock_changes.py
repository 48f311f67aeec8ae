"""The one place that changes how many there are of a resource; knows not why, nor who asked."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Resource
from desk.models.stocks import numbered, promised
from desk.rules.spans import instant, minute


def set_stock(session: Session, resource: Resource, stock: int, *, field: str = "stock") -> None:
    """Let `resource` count `stock` from now on; its ground is open. Refused below promises and labels.

    A stock lowered by hand cannot break a promise; a loss can, and is recorded as an outage instead.
    """
    since = instant(minute(clock.now()))
    count, holders = promised(session, resource.id, since)
    if stock < count:
        sentence = _("{name}: {count} sudah dijanjikan ({holders}); jumlahnya tidak dapat kurang dari itu.")
        raise Refused(sentence.format(name=resource.name, count=count, holders=holders), field=field)
    labelled = numbered(session, resource.id)
    if stock < labelled:
        sentence = _("{name}: {count} unit berlabel; keluarkan unitnya dahulu.")
        raise Refused(sentence.format(name=resource.name, count=labelled), field=field)
    if stock != resource.stock:
        resource.stock = stock
        resource.stock_since = since
