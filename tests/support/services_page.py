"""Draws docs/services.md: what each of the 28 services asks, promises, passes, issues and books.

`python tests/support/services_page.py` writes the page anew; a test holds it against the program.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desk.queries.public_services import limit_words
from desk.rules.request_records import KINDS
from desk.rules.request_states import MOVES, STATES
from desk.rules.roads import Road, road_of
from desk.rules.standards import ServiceStandard, catalogue, load_standards

PAGE = Path(__file__).parents[2] / "docs" / "services.md"
WALK = "tests/journeys/test_walks.py"

_ROAD = ("begin", "make_ready", "hand_over", "finish")
_EVENTS = {
    "received": "sejak diterima",
    "complete": "sejak lengkap",
    "itsa_passed": "sejak lulus ITSA",
}
_NEEDS = {"booking_confirmed": "jadwal dikonfirmasi", "referral": "disposisi"}
_HEAD = f"""# The 28 services

Generated from what the program itself reads (`resources/standards/`): `python tests/support/services_page.py`
writes it anew, and a test fails where it is not true. The words are the decrees' own where they speak, the
program's where it says so. Every service begins with *diterima* → *belum lengkap* ⇄ *lengkap*; the column
*states* names the moves from there on with what each needs first. *Ditolak*, *dicabut*, *dialihkan* and *buka
kembali* are open to all of them.

Each row is walked from its first word to its end, and along every other ending its standard knows, by
`{WALK}` (`-k SERVICE` for one); `desk walk SERVICE DIR --json` does it by hand.

| service | requirements | clock | states | documents | books | walked by |
|---|---|---|---|---|---|---|
"""


def page() -> str:
    """The whole page as it has to be."""
    services = [service for standard in load_standards() for service in standard.services]
    procedures = {each["id"]: each["procedure"] for each in catalogue()["services"]}
    rows = [_row(service, road_of(service.id, procedures[service.id])) for service in services]
    return _HEAD + "\n".join(rows) + "\n"


def _row(service: ServiceStandard, road: Road) -> str:
    cells = (
        f"**{service.id}** {service.name}",
        _requirements(service),
        _clock(service),
        _states(road),
        ", ".join(f"`{key}`" for key in ("slip", *road.documents)),
        _books(service),
        f"`test_walks.py[{service.id}]`",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _requirements(service: ServiceStandard) -> str:
    """The lines of the tick list; what the decree does not print is marked °."""
    items = service.checklist.items
    return "; ".join(f"{item.text}{'°' if item.not_in_decree else ''}".replace("\n", " ") for item in items)


def _clock(service: ServiceStandard) -> str:
    words = limit_words(service.checklist)
    starts = dict.fromkeys(_EVENTS[limit.starts_at] for limit in service.checklist.clock)
    return ", ".join([words, *(each for each in starts if each.removeprefix("sejak ") not in words)])


def _states(road: Road) -> str:
    told = []
    for key in _ROAD:
        needs = [_need(need) for need in road.needs.get(key, ())]
        state = STATES[MOVES[key].to_state or ""]
        told.append(f"{state} ({', '.join(needs)})" if needs else state)
    if road.objection:
        words = {"ppid": "keberatan", "rebuttal": "sanggahan", "lateness": "keberatan keterlambatan"}
        told.append(f"[{words[road.objection]}]")
    return " → ".join(told) + (" · jalan umum, bukan dari SK" if road.is_common else "")


def _need(key: str) -> str:
    title = KINDS[key].title if key in KINDS else _NEEDS[key]
    return title[0].lower() + title[1:] if not title[:2].isupper() else title


def _books(service: ServiceStandard) -> str:
    entry = service.checklist
    kinds: Iterable[str | None] = (entry.books, *(variant.books for variant in entry.variants))
    return ", ".join(dict.fromkeys(f"`{kind}`" for kind in kinds if kind)) or "–"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
