"""Labels of numbered units, and the emergency form as it will look; changes nothing."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.i18n import _
from desk.models import Office, Resource, ResourceUnit
from desk.models.documents import office_art
from desk.models.offices import office_letterhead
from desk.rules.paper_kinds import KINDS, PaperWish
from desk.rules.papers import BlankForms, FormSpace, Labels, UnitLabel
from desk.rules.slips import payload

WATCHES = frozenset({"ResourceUnit", "Resource", "Office"})
_ROLLS = ("58", "80")
SPECIMEN = "CONTO-HCON-TOHC"


def labelled_resources(session: Session) -> tuple[tuple[str, str], ...]:
    """(key, words) of what has labels: all on sheets, or one resource on a sheet or a roll."""
    wanted = (
        select(Resource.key, Resource.name)
        .join(ResourceUnit, ResourceUnit.resource_id == Resource.id)
        .where(ResourceUnit.is_active)
        .group_by(Resource.id)
        .order_by(Resource.position, Resource.id)
    )
    found = session.execute(wanted).all()
    rolls = [
        (f"{key}:{roll}", _("{name}, gulungan {roll} mm").format(name=name, roll=roll))
        for key, name in found
        for roll in _ROLLS
    ]
    return (("*", _("Semua unit, lembar A4")), *((key, f"{name}, A4") for key, name in found), *rolls)


def unit_labels(session: Session, wish: PaperWish) -> Labels:
    """The labels of the units in use; `choice` is a resource's key, perhaps with a roll: `speaker:58`."""
    key, _colon, paper = wish.choice.partition(":")
    wanted = (
        select(ResourceUnit, Resource.name)
        .join(Resource, Resource.id == ResourceUnit.resource_id)
        .where(ResourceUnit.is_active)
        .order_by(Resource.position, Resource.id, ResourceUnit.label)
    )
    if key not in ("", "*"):
        wanted = wanted.where(Resource.key == key)
    labels = []
    for unit, name in session.execute(wanted):
        code = " / ".join(part for part in (unit.asset_code, unit.register) if part)
        labels.append(UnitLabel(unit.label, unit.name or name, code, unit.label))
    office = session.get_one(Office, 1)
    return Labels(
        kind=wish.kind,
        title=_(KINDS[wish.kind].title),
        period=wish.choice.replace("*", ""),
        office=office.short_name,
        labels=tuple(labels),
        paper=paper if paper in _ROLLS else "a4",
    )


def specimen(session: Session, wish: PaperWish) -> BlankForms:
    """The form as it will look, its code no code yet: codes are drawn when forms are printed."""
    office = session.get_one(Office, 1)
    return BlankForms(
        kind=wish.kind,
        title=_(KINDS[wish.kind].title),
        period="",
        letterhead=office_letterhead(session),
        forms=(FormSpace(SPECIMEN, payload(SPECIMEN, office.tracking_url), _("contoh; belum berlaku")),),
        promise=_(
            "Permohonan dicatat begitu sistem kembali menyala, dengan kode ini; tanda terima menyusul. "
            "Jangka waktu dihitung sejak diterima atau dinyatakan lengkap menurut standar layanannya."
        ),
        fee=_("BIAYA: GRATIS, laporkan bila dipungut. {office} {phone}").format(
            office=office.short_name, phone=office.phone
        ),
        tracking_url=office.tracking_url,
        art=office_art(session),
    )


def with_codes(shown: BlankForms, batch: int, forms: tuple[tuple[int, str], ...]) -> BlankForms:
    """The forms of a batch that was printed just now."""
    count = len(forms)
    return replace(
        shown,
        period=_("gelombang {batch}").format(batch=batch),
        forms=tuple(
            FormSpace(
                code,
                payload(code, shown.tracking_url),
                _("Formulir {batch}/{number} dari {count}").format(batch=batch, number=number, count=count),
            )
            for number, code in forms
        ),
    )
