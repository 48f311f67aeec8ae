"""What may be handed out and taken back, and what must be said of it; knows no database and no screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from desk.errors import Refused
from desk.i18n import _
from desk.rules.texts import NAME_LIMIT, clean
from desk.rules.units import CONDITIONS

GOING = ("lent", "to_crew")
"""The ways out: to a borrower, or (Denpasar III) to the Tim Teknis that sets it up at the place."""

STAGES: dict[str, str] = {
    "lent": "diserahkan kepada peminjam",
    "to_crew": "diserahkan kepada Tim Teknis",
    "installed": "dipasang di tempat kegiatan",
    "dismantled": "dibongkar di tempat kegiatan",
}

LOST = "HILANG"
RETURNED: dict[str, str] = CONDITIONS | {LOST: "Hilang"}
"""In what condition a thing may be when it ought to come back."""

ENDS_AS: dict[str, str] = {"RB": "broken", LOST: "lost"}
"""Condition on return → the kind of outage that it is from then on."""

SOUND_KINDS = frozenset({"equipment", "kit"})
FURTHEST_BACK = timedelta(days=60)
LONGEST_ODOMETER = 9_999_999


def check_stage(stage: str) -> str:
    """`stage` where it is a way out; Refused (field `stage`) otherwise."""
    if stage not in GOING:
        raise Refused(_("Pilih kepada siapa barang diserahkan."), field="stage")
    return stage


def check_at(at: datetime, now: datetime, *, field: str = "at") -> datetime:
    """When it happened: now or before, entered later; Refused (`field`) otherwise."""
    if at > now + timedelta(minutes=1):
        raise Refused(_("Waktunya belum tiba."), field=field)
    if at < now - FURTHEST_BACK:
        raise Refused(_("Waktunya terlalu jauh ke belakang."), field=field)
    return min(at, now)


def check_condition(condition: str, *, is_return: bool) -> str:
    """Out only what is fit (B, KB); back in any condition, or lost. Refused (field `items`) otherwise."""
    allowed = tuple(RETURNED) if is_return else ("B", "KB")
    if condition in allowed:
        return condition
    if condition in RETURNED:
        raise Refused(_("Barang rusak berat atau hilang tidak diserahkan; catat dahulu."), field="items")
    raise Refused(_("Pilih keadaan: {0}.").format(", ".join(allowed)), field="items")


def missing_parts(name: str, completeness: Sequence[str], missing: Sequence[str]) -> list[str]:
    """What of its own list is not there, in the list's order; Refused (field `items`) for anything else."""
    unknown = [each for each in missing if each not in completeness]
    if unknown:
        sentence = _("Kelengkapan {name} tidak memuat {part}.")
        raise Refused(sentence.format(name=name, part=unknown[0][:80]), field="items")
    return [each for each in completeness if each in missing]


def side_name(name: str, field: str) -> str:
    """The name of who gives or receives: two names each way. Refused beside `field` where it is empty."""
    label = _("Yang menyerahkan") if field == "giver" else _("Yang menerima")
    said = clean(name, limit=NAME_LIMIT, field=field, label=label)
    if not said:
        raise Refused(_("{label} belum diisi.").format(label=label), field=field)
    return said


def trip_out(driver: str, licence: str, odometer: int | None) -> dict[str, str | int]:
    """A vehicle's departure: driver and licence must be known; Refused beside the field."""
    who = clean(driver, limit=NAME_LIMIT, field="trip.driver", label=_("Pengemudi"))
    if not who:
        raise Refused(_("Isi nama pengemudi."), field="trip.driver")
    number = clean(licence, limit=40, field="trip.licence", label=_("SIM"))
    if not number:
        raise Refused(_("Isi golongan atau nomor SIM pengemudi."), field="trip.licence")
    return {"driver": who, "licence": number} | _odometer("odometer_out", odometer)


def trip_in(odometer: int | None, out: Mapping[str, object]) -> dict[str, str | int]:
    """A vehicle's return; less than it went out with is a slip of the hand. Refused (`trip.odometer`)."""
    found = _odometer("odometer_in", odometer)
    before = out.get("odometer_out")
    if odometer is not None and isinstance(before, int) and odometer < before:
        sentence = _("Odometer kembali {0} kurang dari waktu keluar, {1}.")
        raise Refused(sentence.format(_grouped(odometer), _grouped(before)), field="trip.odometer")
    return found


def _odometer(key: str, kilometres: int | None) -> dict[str, str | int]:
    if kilometres is None:
        return {}
    if not 0 <= kilometres <= LONGEST_ODOMETER:
        raise Refused(_("Odometer antara 0 dan 9.999.999."), field="trip.odometer")
    return {key: kilometres}


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def is_outside_service(agency: str, kind: str, stage: str, *, has_request: bool) -> bool:
    """Whether such a loan is *bukan layanan SK*.

    Denpasar III sets up sound systems with its own Tim Teknis; handing them to somebody is no service there,
    and no service of Karangasem lends equipment without its event (1.1 lends the hall).
    """
    if kind not in SOUND_KINDS or stage != "lent":
        return False
    return agency == "denpasar" or not has_request
