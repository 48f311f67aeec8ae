"""`desk book`: books a resource, confirmed, through the same guarded operation as the screen."""

from __future__ import annotations

import argparse
import json
import uuid

from desk import app
from desk.commands import Parser, whole
from desk.commands.slots import add_slot, say_refused
from desk.errors import Refused
from desk.i18n import _
from desk.operations.bookings import BookingOrder, book
from desk.rules.bookings import span_between
from desk.rules.office_dates import span_words

SUMMARY = _("pesan sarana, langsung terkonfirmasi")


def add_arguments(parser: Parser) -> None:
    """The slot, for whom and what for."""
    add_slot(parser, hours_needed=True)
    parser.add_argument("--for", dest="borrower", metavar="NAMA", required=True, help=_("nama peminjam"))
    parser.add_argument("--institution", metavar="INSTANSI", help=_("instansi peminjam"))
    parser.add_argument("--phone", metavar="TELEPON", help=_("telepon peminjam"))
    parser.add_argument("--purpose", metavar="KEPERLUAN", required=True, help=_("untuk apa"))
    parser.add_argument("--people", metavar="N", type=whole, help=_("berapa orang"))


def run(arguments: argparse.Namespace) -> int:
    """Book and print the booking's id and code; a refusal exits 3 with the screen's own sentence."""
    opened = app.open_for_command(arguments)
    try:
        order = _order(arguments)
        booked = opened.database.write(lambda session: book(session, order, opened.actor))
    except Refused as refused:
        return say_refused(refused, as_json=arguments.json)
    finally:
        opened.database.close()
    if arguments.json:
        document = {"booking": order.key, "code": booked.code, "warnings": list(booked.warnings)}
        print(json.dumps(document, ensure_ascii=False))
        return 0
    print(_("Dipesan: {span}. Kode {code}.").format(span=span_words(order.span), code=booked.code))
    for warning in booked.warnings:
        print(warning)
    return 0


def _order(arguments: argparse.Namespace) -> BookingOrder:
    return BookingOrder(
        key=str(uuid.uuid4()),
        resource_key=arguments.resource,
        span=span_between(arguments.on, arguments.from_at, arguments.to_at),
        quantity=arguments.quantity,
        purpose=arguments.purpose,
        borrower_name=arguments.borrower,
        borrower_institution=arguments.institution,
        borrower_phone=arguments.phone,
        head_count=arguments.people,
        is_confirmed=True,
    )
