"""`desk documents`: the papers that can be printed, with what each asks; opens no database."""

from __future__ import annotations

import argparse
import json

from desk.commands import Parser
from desk.i18n import _
from desk.rules.document_kinds import KINDS

SUMMARY = _("dokumen yang dapat dicetak")


def add_arguments(parser: Parser) -> None:
    """`--json` for programs."""
    parser.add_argument("--json", action="store_true", help=_("jawab sebagai JSON"))


def run(arguments: argparse.Namespace) -> int:
    """Print the keys in the office's order."""
    if arguments.json:
        listing = [
            {
                "key": kind.key,
                "title": _(kind.title),
                "papers": list(kind.papers),
                "noun": kind.noun,
                "fields": [
                    {
                        "name": field.name,
                        "label": _(field.label),
                        "kind": field.kind,
                        "required": field.is_required,
                    }
                    for field in kind.fields
                ],
            }
            for kind in KINDS.values()
        ]
        print(json.dumps(listing, ensure_ascii=False, indent=2))
        return 0
    for kind in KINDS.values():
        print(f"{kind.key:<30}{'/'.join(kind.papers):<12}{_(kind.title)}")
    return 0
