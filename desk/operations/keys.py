"""Gives the key of a hall or cupboard out for a booking and takes it back; knows no lock and no screen."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, KeyHolding, Office
from desk.operations.journal import Act, note
from desk.rules import phones
from desk.rules.bookings import state_words
from desk.rules.clashes import contact_words
from desk.rules.rights import Actor
from desk.rules.texts import NAME_LIMIT, clean


@dataclass(frozen=True)
class GiveKeyOrder:
    """Which key goes to whom for which booking; `what` is what hangs on it ("Kunci Aula")."""

    key: str
    booking_id: int
    what: str
    holder_name: str
    holder_phone: str | None = None


@dataclass(frozen=True)
class ReturnKeyOrder:
    """The key that is back."""

    key_id: int


def give_key(session: Session, order: GiveKeyOrder, actor: Actor) -> int:
    """Write down who has the key; refused while somebody has it, and where the booking does not stand."""
    actor.require("book")
    what = _needed(order.what, "what", _("Kunci"))
    holder = _needed(order.holder_name, "holder_name", _("Pemegang kunci"))
    # one at a time: the same key is not given twice by two desks
    session.get(Office, 1, with_for_update={"key_share": True})
    there = session.scalar(select(KeyHolding.id).where(KeyHolding.key == order.key))
    if there is not None:
        return there
    booking = session.get(Booking, order.booking_id)
    if booking is None:
        raise Refused(_("Pesanan ini tidak ditemukan."))
    if booking.state != "confirmed":
        sentence = _("Pesanan ini {state}; kunci diserahkan setelah jadwalnya dikonfirmasi.")
        raise Refused(sentence.format(state=state_words(booking.state)))
    _check_here(session, what)
    phone = order.holder_phone or ""
    made = KeyHolding(
        key=order.key,
        booking_id=booking.id,
        what=what,
        holder_name=holder,
        holder_phone=phones.normalised(phone, field="holder_phone") if phone.strip() else None,
        given_at=clock.now(),
        given_by=actor.account_id,
    )
    session.add(made)
    session.flush()
    note(session, actor, Act("key.give", booking.id, f"{what} diserahkan kepada {holder}"))
    return made.id


def return_key(session: Session, order: ReturnKeyOrder, actor: Actor) -> None:
    """The key is back; told twice it is back once."""
    actor.require("book")
    holding = session.get(KeyHolding, order.key_id, with_for_update={"key_share": True})
    if holding is None:
        raise Refused(_("Catatan kunci ini tidak ditemukan."))
    if holding.returned_at is not None:
        return
    holding.returned_at, holding.returned_to = clock.now(), actor.account_id
    words = f"{holding.what} kembali dari {holding.holder_name}"
    note(session, actor, Act("key.return", holding.booking_id, words))


def _check_here(session: Session, what: str) -> None:
    away = select(KeyHolding).where(
        func.lower(KeyHolding.what) == what.lower(), KeyHolding.returned_at.is_(None)
    )
    holding = session.scalars(away.order_by(KeyHolding.id)).first()
    if holding is not None:
        sentence = _("{what} masih dibawa {contact}; catat dahulu kembalinya.")
        contact = contact_words(holding.holder_name, holding.holder_phone)
        raise Refused(sentence.format(what=holding.what, contact=contact), field="what")


def _needed(text: str, field: str, label: str) -> str:
    said = clean(text, limit=NAME_LIMIT, field=field, label=label)
    if not said:
        raise Refused(_("{label} belum diisi.").format(label=label), field=field)
    return said
