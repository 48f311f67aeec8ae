"""`desk free`: when a resource is free on a day, and who has it; books nothing."""

from __future__ import annotations

import argparse
import json
from typing import Any

from desk import app
from desk.commands import Parser
from desk.commands.slots import add_slot, iso, say_refused
from desk.errors import Refused
from desk.i18n import _
from desk.queries.free_times import FreeDay, HolderRow, free_day
from desk.rules.bookings import span_between
from desk.rules.office_dates import long_date, span_words
from desk.rules.spans import Span

SUMMARY = _("kapan sebuah sarana bebas, dan siapa yang memakainya")


def add_arguments(parser: Parser) -> None:
    """The resource and the day; with hours, only those."""
    add_slot(parser, hours_needed=False)


def run(arguments: argparse.Namespace) -> int:
    """Print free spans and holders; 3 where the question itself is refused."""
    opened = app.open_for_command(arguments)
    try:
        within = _within(arguments)
        answer = opened.database.read(
            lambda session: free_day(
                session, arguments.resource, arguments.on, quantity=arguments.quantity, within=within
            )
        )
    except Refused as refused:
        return say_refused(refused, as_json=arguments.json)
    finally:
        opened.database.close()
    if arguments.json:
        print(json.dumps(_document(answer, within), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(answer)))
    return 0


def _within(arguments: argparse.Namespace) -> Span | None:
    """The hours asked for; both or neither."""
    if (arguments.from_at is None) != (arguments.to_at is None):
        raise Refused(_("Isi --from dan --to, atau tidak keduanya."), field="span")
    if arguments.from_at is None:
        return None
    return span_between(arguments.on, arguments.from_at, arguments.to_at)


def _document(answer: FreeDay, within: Span | None) -> dict[str, Any]:
    document: dict[str, Any] = {
        "resource": answer.resource_key,
        "on": answer.day.isoformat(),
        "off": answer.off,
        "free": [iso(span) for span in answer.free],
        "holders": [_holder(row) for row in answer.holders],
        "closures": list(answer.closures),
    }
    if within is not None:
        document["is_free"] = answer.free == (within,)
    return document


def _holder(row: HolderRow) -> dict[str, Any]:
    return {
        "resource": row.resource_name,
        **iso(row.span),
        "taken": iso(row.taken),
        "holder": row.holder,
        "contact": row.contact,
        "tentative": row.is_tentative,
    }


def _lines(answer: FreeDay) -> list[str]:
    off = f" ({answer.off})" if answer.off else ""
    lines = [f"{answer.resource_name}, {long_date(answer.day)}{off}"]
    lines += [_("bebas {span}").format(span=span_words(span)) for span in answer.free]
    if not answer.free:
        lines.append(_("tidak ada waktu bebas"))
    lines += [_("ditutup: {reason}").format(reason=reason) for reason in answer.closures]
    for row in answer.holders:
        state = _("dipesan sementara") if row.is_tentative else _("dipesan")
        lines.append(f"{state} {span_words(row.span)}: {row.holder} · {row.contact}")
    return lines
