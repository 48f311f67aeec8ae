"""`desk resources`: what can be booked, and how many of it; changes nothing."""

from __future__ import annotations

import argparse
import json

from desk import app
from desk.commands import Parser
from desk.i18n import _
from desk.queries.resources import resource_rows

SUMMARY = _("sarana yang dapat dipesan")


def add_arguments(parser: Parser) -> None:
    """`--json` for programs."""
    parser.add_argument("--json", action="store_true", help=_("jawab sebagai JSON"))


def run(arguments: argparse.Namespace) -> int:
    """Print the resources in use, in the office's order."""
    opened = app.open_for_command(arguments)
    try:
        rows = [row for row in opened.database.read(resource_rows) if row.is_active]
    finally:
        opened.database.close()
    if arguments.json:
        listing = [
            {"key": row.key, "name": row.name, "stock": row.stock, "leaf": row.is_leaf} for row in rows
        ]
        print(json.dumps(listing, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        parts = " = " + " + ".join(row.part_names) if row.part_names else ""
        print(f"{row.key:<20}{row.stock:>4}  {row.name}{parts}")
    return 0
