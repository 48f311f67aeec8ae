"""A visitor or a request as the form's fields hold them; knows no widget."""

from __future__ import annotations

from functools import singledispatch

from desk import clock
from desk.queries.request_details import ItemRow, PartyRow, RequestDetail
from desk.queries.requests import VisitApplicant
from desk.ui.requests.item_editors import waived_word
from desk.ui.requests.sections import LETTER_FIELDS, PARTY_FIELDS, channel_words


@singledispatch
def drafted(source: object) -> dict[str, object]:
    """The fields' drafts for `source`."""
    raise TypeError(f"nothing the form can hold: {source!r}")


@drafted.register
def _of_visit(visit: VisitApplicant) -> dict[str, object]:
    known = {name: getattr(visit, name) for name in ("name", "phone", "institution", "address", "nik")}
    return {f"applicant.{name}": text or "" for name, text in known.items()}


@drafted.register
def _of_request(detail: RequestDetail) -> dict[str, object]:
    fields: dict[str, object] = {}
    for party in detail.parties:
        fields.update(_party(party))
    if detail.letter is not None:
        for name in LETTER_FIELDS:
            value = getattr(detail.letter, name)
            fields[f"letter.{name}"] = "" if value is None else str(value)
    fields["channel"] = [channel_words()[detail.channel]]
    fields["portal_number"] = detail.portal_number or ""
    fields["assigned_to"] = detail.row.assigned_to or ""
    fields["details"] = detail.details or ""
    if detail.back_date_reason:
        fields["back_date_reason"] = detail.back_date_reason
        fields["received_at"] = clock.to_office(detail.row.received_at).strftime("%Y-%m-%dT%H:%M")
    for line in detail.items:
        if line.item.kind == "isian":
            fields[f"marks.{line.item.key}"] = _line(line)
    return fields


def _party(party: PartyRow) -> dict[str, object]:
    return {f"{party.role}.{name}": getattr(party, name) or "" for name in PARTY_FIELDS}


def _line(line: ItemRow) -> object:
    if line.item.waivable:
        return [line.value or "", [waived_word()] if line.mark == "not_needed" else []]
    if line.item.input == "phone" and line.value:
        return line.words
    return line.value or ""
