"""What a booking asks besides, kind by kind; knows no booking and no database, and never takes a secret."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desk.errors import Refused
from desk.i18n import _
from desk.rules.asked import Asked, accept, words_of

FIELDS: dict[str, tuple[Asked, ...]] = {
    "hall": (Asked("layout", "Tata letak dan keperluan ruang", "long"),),
    # the standard asks only for a letter; the end, the people and a contact are what an account needs (B)
    "zoom": (
        Asked("participants", "Perkiraan peserta", "number", limit=100_000),
        Asked("contact_name", "Narahubung rapat"),
        Asked("contact_phone", "Telepon narahubung", "phone"),
        Asked("meeting_id", "ID rapat", limit=40, hint="Tanpa kata sandi."),
        Asked("is_closed", "Rapat tertutup", "yes"),
        Asked("is_recorded", "Direkam", "yes"),
    ),
    "video": (
        Asked("place", "Tempat pemasangan"),
        Asked("contact_name", "Narahubung di tempat"),
        Asked("contact_phone", "Telepon narahubung", "phone"),
        Asked("is_closed", "Rapat tertutup", "yes"),
    ),
    "videotron": (
        Asked("seconds", "Lama tayangan (detik)", "number", limit=3600),
        Asked("times_an_hour", "Putaran setiap jam", "number", limit=240),
        Asked("content", "Materi yang ditayangkan"),
    ),
    "vehicle": (
        Asked("driver", "Pengemudi"),
        Asked("licence", "SIM pengemudi", limit=20, hint="Golongan, misalnya A atau B I."),
        Asked("destination", "Tujuan"),
        Asked("material", "Materi siaran keliling"),
    ),
    "kit": (
        Asked("place", "Tempat acara"),
        Asked("technician", "Teknisi"),
        Asked("has_rundown", "Susunan acara dilampirkan", "yes"),
        Asked("needs_transport", "Diantar kendaraan dinas", "yes"),
        Asked("installed_at", "Jam pemasangan", "time"),
    ),
    "crew": (Asked("place", "Tempat tugas"), Asked("task", "Tugas")),
}
FIELDS["equipment"] = FIELDS["kit"]


def fields_of(kind: str) -> tuple[Asked, ...]:
    """What a booking of a resource of this kind asks besides; most of it may stay empty."""
    return FIELDS.get(kind, ())


def accepted(kind: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """The details as they are kept, without the empty ones; Refused beside `details.<name>`.

    What another kind asks (a booking moved from one to the other) is left out.
    """
    fields = fields_of(kind)
    known = {each.name for each in fields}
    try:
        answers = accept(fields, {name: value for name, value in details.items() if name in known})
    except Refused as refused:
        refused.field = f"details.{refused.field}"
        raise
    return {name: value for name, value in answers.items() if value not in (None, "", False)}


def lines(kind: str, details: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """(label, words) of every detail that is there, in the order of asking."""
    return tuple(
        (_(each.label), words)
        for each in fields_of(kind)
        if (words := words_of(each, details.get(each.name)))
    )


def is_closed(details: Mapping[str, Any]) -> bool:
    """Whether strangers may only read *rapat tertutup*."""
    return bool(details.get("is_closed"))
