"""`desk walk`: performs a service, or all 28, on an empty desk and tells every step; knows no screen."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from desk import app, clock
from desk.commands import Parser
from desk.commands.walk_endings import LAST_STATE
from desk.commands.walk_hand import OPENS, WalkHand, WalkTime
from desk.commands.walks import Walk, Walker, knows_objection
from desk.errors import Refused
from desk.i18n import _
from desk.operations.accounts import command_line_actor
from desk.operations.offices import FoundingOrder
from desk.rules.standards import ServiceStandard, load_standards

_DAYS_EACH, _DAYS_OFF = 8, 14
"""Calendar days that one service's walk takes, and days for the longest holidays on the way."""

SUMMARY = _("jalani layanan dari awal sampai selesai pada meja kosong")


def add_arguments(parser: Parser) -> None:
    """The service and where its papers go."""
    parser.add_argument("service", metavar="LAYANAN", help=_("misalnya karangasem-2.1, atau all"))
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("ke sini dokumennya ditulis"))
    parser.add_argument(
        "--ending", choices=sorted(LAST_STATE), default="finished", help=_("bagaimana permohonannya berakhir")
    )
    parser.add_argument("--json", action="store_true", help=_("jawab sebagai JSON"))


def run(arguments: argparse.Namespace) -> int:
    """Walk and print what was done; 1 where a walk did not come to its end."""
    chosen = _chosen(arguments.service, arguments.ending)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    walks = [
        walk
        for agency in _agencies(chosen)
        for walk in _walked(agency, chosen, arguments.folder, arguments.ending)
    ]
    if arguments.json:
        print(json.dumps([walk.as_json() for walk in walks], ensure_ascii=False, indent=1))
    else:
        print("\n".join(line for walk in walks for line in _lines(walk)))
    ended = LAST_STATE[arguments.ending]
    return 0 if all(walk.steps[-1]["state"] == ended for walk in walks) else 1


def _chosen(wanted: str, ending: str) -> list[ServiceStandard]:
    services = [service for standard in load_standards() for service in standard.services]
    found = [service for service in services if wanted in ("all", service.id)]
    if not found:
        raise Refused(_("Tidak ada layanan {0}; lihat desk standards.").format(wanted[:40]), field="service")
    if ending != "objected":
        return found
    known = [service for service in found if knows_objection(service)]
    if not known:
        raise Refused(_("Standar layanan ini tidak mengenal keberatan."), field="ending")
    return known


def _agencies(services: Iterable[ServiceStandard]) -> list[str]:
    return list(dict.fromkeys(service.id.partition("-")[0] for service in services))


def _walked(agency: str, services: Sequence[ServiceStandard], folder: Path, ending: str) -> Iterator[Walk]:
    """The services of one agency on one throw-away desk, some days of its own time each, up to about now."""
    mine = [service for service in services if service.id.startswith(f"{agency}-")]
    begins = clock.at_office(clock.today() - timedelta(days=_DAYS_EACH * len(mine) + _DAYS_OFF), OPENS)
    with tempfile.TemporaryDirectory(prefix="desk-walk-") as data, WalkTime(begins).running() as time:
        address = str(Path(data) / "data")
        app.found(address, FoundingOrder(agency))
        database = app.open_desk(address)
        try:
            walker = Walker(WalkHand(database, database.read(command_line_actor), time), folder)
            for service in mine:
                yield walker.walk(service, ending=ending)
        finally:
            database.close()


def _lines(walk: Walk) -> list[str]:
    heads = [f"{walk.service}  {walk.code}"]
    steps = [f"   {step['on']}  {step['actor']:<14}  {step['step']}" for step in walk.steps]
    return [*heads, *steps, f"   {', '.join(walk.documents)}"]
