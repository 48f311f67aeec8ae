"""`desk deadline SERVICE --from DATE`: until when, and why; knows a database only where one is given."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import Any

from desk import app
from desk.commands import Parser, day
from desk.errors import Refused
from desk.i18n import _
from desk.queries.deadlines import office_days, standing_entry
from desk.rules import deadlines, explanations
from desk.rules.calendar_policies import POLICIES
from desk.rules.checklists import Checklist
from desk.rules.deadlines import Deadline, DeadlineQuestion, OfficeDays
from desk.rules.office_dates import long_date
from desk.rules.standards import find_service

SUMMARY = _("batas waktu sebuah layanan, dijelaskan hari demi hari")


def add_arguments(parser: Parser) -> None:
    """The service, the day it counts from, and what else the date depends on."""
    parser.add_argument("service", metavar="LAYANAN", help=_("misalnya karangasem-2.1 atau denpasar-IV"))
    parser.add_argument(
        "--from", dest="from_on", metavar="YYYY-MM-DD", required=True, type=day, help=_("hari kejadian")
    )
    parser.add_argument(
        "--event", metavar="KEJADIAN", help=_("kejadian pada hari itu (desk standards --json: events)")
    )
    parser.add_argument(
        "--variant", metavar="PILIHAN", help=_("produk, klasifikasi atau jenis (desk standards --json: key)")
    )
    parser.add_argument("--extended", action="store_true", help=_("dengan perpanjangan"))
    parser.add_argument(
        "--policy",
        choices=POLICIES,
        help=_("hari libur yang diperhitungkan: statutory, office (+ dispensasi terkonfirmasi), proposed"),
    )
    parser.add_argument("--explain", action="store_true", help=_("jelaskan hari demi hari"))
    parser.add_argument("--json", action="store_true", help=_("jawab sebagai JSON"))


def run(arguments: argparse.Namespace) -> int:
    """Print the date and its warnings; exit 2 where service, event and variant do not fit together."""
    question = DeadlineQuestion(arguments.from_on, arguments.event, arguments.variant, arguments.extended)
    try:
        entry = find_service(arguments.service).checklist
        deadlines.facts_asked(entry, question)
    except Refused as refused:
        return _bad(refused)
    if arguments.data is None:
        days = deadlines.published_between(*deadlines.facts_asked(entry, question).span)
    else:
        entry, days = _of_office(arguments, entry, question)
    try:
        facts = deadlines.facts_asked(entry, question)
    except Refused as refused:  # the office's own version of the standard may differ
        return _bad(refused)
    found = deadlines.answer(entry, facts, days, policy=arguments.policy)
    if arguments.json:
        print(json.dumps(document(arguments, found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(text(found, is_explained=arguments.explain)))
    return 0


def _bad(refused: Refused) -> int:
    print(f"desk deadline: {refused}", file=sys.stderr)
    return 2


def _of_office(
    arguments: argparse.Namespace, entry: Checklist, question: DeadlineQuestion
) -> tuple[Checklist, OfficeDays]:
    """The entry in force at the desk given, and the days that office counts by."""
    database = app.open_for_command(arguments).database
    try:
        span = deadlines.facts_asked(entry, question).span
        days = database.read(lambda session: office_days(session, *span))
        return database.read(lambda session: standing_entry(session, arguments.service)) or entry, days
    finally:
        database.close()


def document(arguments: argparse.Namespace, found: Deadline) -> dict[str, Any]:
    """The answer for programs; `counted` and `skipped` together are every day after day zero."""
    promise = found.promise
    made: dict[str, Any] = {
        "service": arguments.service,
        "variant": arguments.variant,
        "from": _iso(arguments.from_on),
        "event": arguments.event,
        "policy": found.policy,
        "words": promise.words,
        "limit": promise.limit_words,
        "starts_words": promise.starts_words,
        "starts_on": _iso(promise.starts_on),
        "due_on": _iso(promise.due_on),
        "base_due_on": _iso(promise.base_on or promise.due_on),
        "is_extended": promise.base_on is not None,
        "explanation": promise.explanation,
        "counted": [_iso(each) for each in promise.counted],
        "skipped": [{"date": _iso(off.day), "kind": off.kind, "name": off.name} for off in promise.skipped],
        "by_policy": {policy: _iso(due_on) for policy, due_on in found.by_policy.items()},
        "statutory_due_on": _iso(found.statutory.due_on if found.statutory else None),
        "draft_due_on": _iso(found.draft_on),
        "warnings": list(found.warnings),
    }
    if arguments.explain:
        made["explain"] = explanations.lines(promise)
    return made


def _iso(on: date | None) -> str | None:
    return None if on is None else on.isoformat()


def text(found: Deadline, *, is_explained: bool) -> list[str]:
    """The answer for people."""
    promise = found.promise
    if is_explained:
        made = explanations.lines(promise)
    elif promise.due_on is None:
        made = [f"{promise.words}: {promise.explanation or '-'}"]
    else:
        made = [f"{promise.words} {long_date(promise.due_on)}"]
    if is_explained and found.draft_on is not None:
        made.append(_("konsep jawaban paling lambat {day}").format(day=long_date(found.draft_on)))
    return made + [_("Perhatikan: {warning}").format(warning=warning) for warning in found.warnings]
