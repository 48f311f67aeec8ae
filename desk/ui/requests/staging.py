"""A tick list with what was ticked and not saved yet laid over it; knows no widget that shows it."""

from __future__ import annotations

from desk.queries.request_details import RequestDetail
from desk.rules import item_values
from desk.ui.requests.tick_list import Line

Staged = dict[str, tuple[str, str | None]]
"""Mark and value by the key of the line."""


def lines(detail: RequestDetail, staged: Staged) -> list[Line]:
    """Every line as it would be saved."""
    made = []
    for line in detail.items:
        marked, words = line.mark, line.words if line.item.kind == "isian" else ""
        if line.item.key in staged:
            marked, value = staged[line.item.key]
            words = item_values.shown(line.item, value) if value else ""
        made.append(Line(line.item, marked, words, is_changed=line.item.key in staged))
    return made


def missing(detail: RequestDetail, staged: Staged) -> int:
    """How many required lines would still be missing."""
    keys = {item.key for item in detail.missing}
    for key, (marked, _value) in staged.items():
        (keys.add if marked == "missing" else keys.discard)(key)
    required = {line.item.key for line in detail.items if line.item.is_required}
    return len(keys & required)
