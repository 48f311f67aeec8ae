"""Taking a register out of the desk: personal data leaves it, so somebody answers for it; knows no paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models.registers import read_guest_book
from desk.operations.journal import Act, note
from desk.rules import registers, texts
from desk.rules.registers import GuestBook
from desk.rules.rights import Actor


@dataclass(frozen=True)
class GuestBookOrder:
    """The guest book of a period, and where it goes: `file` or `printer`."""

    first: date
    last: date
    target: str = "file"


def print_guest_book(session: Session, order: GuestBookOrder, actor: Actor) -> GuestBook:
    """The guest book to be set on paper, noted in the journal; each time is an act of its own.

    Nothing but the journal line is written, and it is written before the paper: paper that never came out is
    an act too many in the journal, which harms nobody.
    """
    actor.require("look")
    registers.check_period(order.first, order.last)
    sentence = _sentences().get(order.target)
    if sentence is None:
        raise Refused(_("Pilihan ini tidak dikenal."), field="target")
    book = read_guest_book(session, order.first, order.last, made_by=texts.initials(actor.name))
    words = sentence.format(period=book.period, visits=registers.grouped(len(book.rows)))
    note(session, actor, Act("register.print_guest_book", None, words))
    return book


def _sentences() -> dict[str, str]:
    return {
        "file": _("Buku tamu {period} diambil sebagai berkas PDF: {visits} kunjungan."),
        "printer": _("Buku tamu {period} diambil untuk dicetak: {visits} kunjungan."),
    }
