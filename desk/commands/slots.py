"""What the verbs about bookings share: days, hours, spans and times as JSON; is no verb itself."""

from __future__ import annotations

import argparse
import json
import re
from datetime import date, time

from desk import clock
from desk.commands import Parser, day, whole
from desk.errors import Refused
from desk.i18n import _
from desk.rules.calendar_policies import FIRST_YEAR, LAST_YEAR
from desk.rules.clashes import Clash
from desk.rules.spans import Span

REFUSED = 3
"""The exit code of a refusal."""


def add_slot(parser: Parser, *, hours_needed: bool) -> None:
    """`--resource`, `--on`, `--from`, `--to`, `--quantity` and `--json`."""
    parser.add_argument(
        "--resource", metavar="SARANA", required=True, help=_("kode sarana (desk resources): aula, zoom-1 …")
    )
    parser.add_argument("--on", metavar="YYYY-MM-DD", required=True, type=booking_day, help=_("hari"))
    for name, words in (("from", _("mulai (WITA)")), ("to", _("selesai (WITA); 24:00 tengah malam"))):
        parser.add_argument(
            f"--{name}", dest=f"{name}_at", metavar="HH:MM", required=hours_needed, type=hour, help=words
        )
    parser.add_argument("--quantity", metavar="N", type=whole, default=1, help=_("berapa unit (1)"))
    parser.add_argument("--json", action="store_true", help=_("jawab sebagai JSON"))


def booking_day(text: str) -> date:
    """A day whose calendar is known; the first and the last ones of all have no day before or after them."""
    found = day(text)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        years = _("Tahun harus antara {first} dan {last}.").format(first=FIRST_YEAR, last=LAST_YEAR)
        raise argparse.ArgumentTypeError(years)
    return found


def hour(text: str) -> time:
    """An hour written HH:MM; 24:00 is the day's end (00:00 as an end means the same)."""
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})", text, re.ASCII)
    if text in ("24:00", "24.00"):
        return time.min
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    raise argparse.ArgumentTypeError(_("{text} bukan jam HH:MM").format(text=text))


def iso(span: Span) -> dict[str, str]:
    """A span as JSON has it: ISO 8601 in WITA, with its +08:00."""
    return {
        "from": clock.to_office(span.starts_at).isoformat(timespec="minutes"),
        "to": clock.to_office(span.ends_at).isoformat(timespec="minutes"),
    }


def say_refused(refused: Refused, *, as_json: bool) -> int:
    """Tell a refusal, with what is free instead where that is known; the exit code."""
    free = refused.free if isinstance(refused, Clash) else ()
    if not as_json:
        raise refused
    print(json.dumps({"refused": refused.sentence, "free": [iso(span) for span in free]}, ensure_ascii=False))
    return REFUSED
