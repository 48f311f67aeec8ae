"""`desk standards`: the 28 services of both decrees, to read or as JSON; reads no database."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from desk.i18n import _
from desk.rules.checklists import Item
from desk.rules.deadlines import events_of
from desk.rules.standards import ServiceStandard, Standard, all_services, load_standards, notes_for

SUMMARY = _("standar pelayanan kedua instansi: 28 layanan")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--json` for programs; without it a listing for people."""
    parser.add_argument("--json", action="store_true", help=_("satu dokumen JSON"))


def run(arguments: argparse.Namespace) -> int:
    """Print all services; always both agencies', whichever this desk serves."""
    if arguments.data is not None:
        from desk import app  # only where a place was named: it is made, or found unusable

        app.open_for_command(arguments).database.close()
    if arguments.json:
        print(json.dumps([entry(service) for service in all_services()], ensure_ascii=False, indent=1))
        return 0
    for standard in load_standards():
        print("\n".join(listing(standard)))
    return 0


def entry(service: ServiceStandard) -> dict[str, Any]:
    """One service: the catalogue's own lists unaltered, what desk adds to them in keys of its own."""
    verbatim = ("requirements", "procedure", "time_limits", "products", "fee")
    checklist = service.checklist
    added = ("applicant_kinds", "variant_prompt", "variant_chosen_at", "default_variant", "variants")
    clock = ("clock", "unknown_words", "calendar_policy", "event_bound", "books", "confidential", "fee_words")
    return {
        "id": service.id,
        "agency": service.agency,
        "number": service.number,
        "name": service.name,
        "unit": service.unit,
        **{key: service.source[key] for key in verbatim},
        "channels": service.source["complaint_channels"],
        "prefix": checklist.prefix,
        **{key: checklist.source[key] for key in (*added, *clock)},
        "checklist": checklist.source["items"],
        "introductions": checklist.source["introductions"],
        "repeats": checklist.source["repeats"],
        "extensions": [
            {"variant": limit.variant, **dataclasses.asdict(limit.extension)}
            for limit in checklist.clock
            if limit.extension is not None
        ],
        "events": list(events_of(checklist)),
        "notes": [dataclasses.asdict(note) for note in notes_for(service.id)],
    }


def listing(standard: Standard) -> Iterator[str]:
    """One agency's services with what to bring and what is promised."""
    yield standard.agency_name
    yield f"{standard.decree_kind} {standard.decree_number}"
    for service in standard.services:
        yield ""
        yield f"{service.number}  {service.name}  [{service.checklist.prefix}]"
        yield "   " + _("Jenis pemohon: {kinds}").format(kinds=", ".join(service.checklist.applicant_kinds))
        yield from (f"   - {_item_line(service, item)}" for item in service.checklist.items if item.source)
        yield "   " + _("Jangka waktu: {words}").format(words=" / ".join(_limits(service)))
        yield "   " + service.checklist.fee_words
    yield ""


def _item_line(service: ServiceStandard, item: Item) -> str:
    labels = {variant.key: variant.label for variant in service.checklist.variants}
    conditions = [*(item.applicant_kinds or ()), *(labels[key] for key in item.variants or ())]
    if item.optional:
        conditions.append(_("bila ada"))
    return f"{item.text} ({'; '.join(conditions)})" if conditions else item.text


def _limits(service: ServiceStandard) -> Iterator[str]:
    labels = {variant.key: variant.label for variant in service.checklist.variants}
    for limit in service.checklist.clock:
        yield f"{labels[limit.variant]}: {limit.starts_words}" if limit.variant else limit.starts_words
        if limit.extension is not None:
            yield limit.extension.words
