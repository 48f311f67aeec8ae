"""`desk code CODE`: whether a tracking code is ours, told apart from a slip of the pen; knows no screen."""

from __future__ import annotations

import argparse
import json

from desk import app
from desk.commands import Parser
from desk.i18n import _
from desk.queries.tracking_codes import owner_of
from desk.rules import tracking_codes
from desk.store import opening

SUMMARY = _("periksa kode lacak")

_WORDS = {
    "valid": _("kode kami, tercatat"),
    "unknown": _("kode kami, tidak tercatat di sini"),
    "malformed": _("bentuk salah"),
    "mistyped": _("salah ketik"),
    "foreign": _("bukan kode kami"),
}


def add_arguments(parser: Parser) -> None:
    """The code, as printed, typed or scanned."""
    parser.add_argument("code", metavar="KODE", help=_("kode pada tanda terima, diketik atau dipindai"))
    parser.add_argument("--json", action="store_true", help=_("jawab sebagai JSON"))


def run(arguments: argparse.Namespace) -> int:
    """Print the code's state; exit 0 whatever it is."""
    reading = tracking_codes.read(arguments.code)
    if arguments.data is not None:
        # a place that is named is made or found unusable, whatever the code looks like
        app.open_for_command(arguments).database.close()
    state = _state(reading, arguments)
    if arguments.json:
        print(json.dumps({"code": reading.code or arguments.code, "state": state}, ensure_ascii=False))
    else:
        print(f"{reading.code or arguments.code}: {_WORDS[state]}")
    return 0


def _state(reading: tracking_codes.Reading, arguments: argparse.Namespace) -> str:
    if reading.code is None or reading.state != "well-formed":
        return reading.state
    if arguments.data is None and not opening.exists(app.address_of(None)):
        return "foreign"  # no office here has signed anything yet
    opened = app.open_for_command(arguments)
    code = reading.code
    return opened.database.read(lambda session: owner_of(session, code)).state
