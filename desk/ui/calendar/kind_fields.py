"""What each kind of resource asks besides, as fields of the booking's form; knows no order and no act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desk.i18n import _
from desk.queries.bookings import BookingDetail
from desk.rules.booking_details import FIELDS, fields_of
from desk.ui.asked_fields import YesEditor, field_for
from desk.ui.widgets.fields import Field, FormBody

_LENT = ("kit", "equipment")
OUTSIDE = "is_outside"


def name_of(kind: str, name: str) -> str:
    """What the form calls the detail `name` of `kind`."""
    return f"details.{kind}.{name}"


def add_all(body: FormBody) -> None:
    """The fields of every kind, below the others; `fit` shows those of one."""
    for kind, asked in FIELDS.items():
        for each in asked:
            body.add(name_of(kind, each.name), field_for(each))
    body.add(OUTSIDE, Field("", YesEditor(_("Bukan layanan SK"))))


def fit(body: FormBody, kind: str) -> None:
    """Show the fields of `kind`; none where it is empty."""
    for each, asked in FIELDS.items():
        for field in asked:
            body.field(name_of(each, field.name)).setVisible(each == kind)
    body.field(OUTSIDE).setVisible(kind in _LENT)


def read(values: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The details among a form's `values`, by the rule's own names."""
    return {each.name: values.get(name_of(kind, each.name)) for each in fields_of(kind)}


def put(body: FormBody, detail: BookingDetail) -> None:
    """What is known of a booking stands in its fields."""
    for each in fields_of(detail.kind):
        known = detail.details.get(each.name)
        editor = body.field(name_of(detail.kind, each.name)).typed()
        if isinstance(editor, YesEditor):
            _tick(editor, is_ticked=bool(known))
        else:
            editor.restore("" if known is None else str(known))
    outside = body.field(OUTSIDE).editor
    if isinstance(outside, YesEditor):
        _tick(outside, is_ticked=detail.is_outside_service)


def _tick(editor: YesEditor, *, is_ticked: bool) -> None:
    editor.restore([chip.word for chip in editor.chips()] if is_ticked else [])
