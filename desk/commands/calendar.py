"""`desk calendar YEAR`: every listed day off of a year; knows no deadline."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date

from desk import app
from desk.commands import Parser
from desk.i18n import _
from desk.queries.deadlines import office_days
from desk.rules import balinese
from desk.rules.calendar_policies import FIRST_YEAR, LAST_YEAR, ListedDay, cautions, published_days
from desk.rules.office_dates import long_date, weekday_name

SUMMARY = _("hari libur setahun: nasional, cuti bersama, dispensasi Bali, penutupan")


def add_arguments(parser: Parser) -> None:
    """The year."""
    parser.add_argument("year", metavar="TAHUN", type=year, help=_("empat angka"))
    parser.add_argument("--json", action="store_true", help=_("jawab sebagai JSON"))


def year(text: str) -> int:
    """A year in four figures whose national days are listed."""
    if len(text) == 4 and text.isascii() and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    words = _("“{text}” bukan tahun antara {first} dan {last}")
    raise argparse.ArgumentTypeError(words.format(text=text, first=FIRST_YEAR, last=LAST_YEAR))


def run(arguments: argparse.Namespace) -> int:
    """Print the days off; what is not yet sure about the year goes to the error stream."""
    first, last = date(arguments.year, 1, 1), date(arguments.year, 12, 31)
    if arguments.data is None:
        days: Iterable[ListedDay] = published_days(arguments.year)
    else:
        database = app.open_for_command(arguments).database
        days = database.read(lambda session: office_days(session, first, last)).days
        database.close()
    days = [each for each in days if first <= each.day <= last]
    if arguments.json:
        print(json.dumps([document(each) for each in days], ensure_ascii=False, indent=1))
    else:
        print("\n".join(line(each) for each in days))
    for warning in cautions(days, first, last, "proposed"):
        print(_("Perhatikan: {warning}").format(warning=warning), file=sys.stderr)
    return 0


def document(each: ListedDay) -> dict[str, object]:
    """One day for programs; `bali` is its place in the Balinese calendar."""
    return {
        "date": each.day.isoformat(),
        "weekday": weekday_name(each.day),
        "kind": each.kind,
        "name": each.name,
        "confirmed": each.is_confirmed,
        "bali": balinese.day_name(each.day),
    }


_KINDS = {
    "national": _("libur nasional"),
    "cuti_bersama": _("cuti bersama"),
    "balinese": _("dispensasi"),
    "closure": _("penutupan"),
}


def line(each: ListedDay) -> str:
    """One day for people."""
    unsure = "" if each.is_confirmed else _(" (diusulkan)")
    return f"{long_date(each.day):<28}{_KINDS[each.kind]:<16}{each.name}{unsure}"
