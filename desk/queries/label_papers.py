"""Labels of units, the emergency form as it will look, and queue tickets; changes nothing."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Office, Resource, ResourceUnit, Visit, Visitor
from desk.models.documents import office_art
from desk.models.offices import office_letterhead
from desk.rules import office_dates
from desk.rules.paper_kinds import KINDS, PaperWish
from desk.rules.papers import BlankForms, FormSpace, Labels, Ticket, UnitLabel
from desk.rules.slips import payload

WATCHES = frozenset({"ResourceUnit", "Resource", "Office", "Visit"})
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


def queue_number(session: Session, visit: Visit) -> int:
    """Its place among all that were written down that day: nothing that is withdrawn moves it."""
    earlier = select(func.count(Visit.id)).where(Visit.visited_on == visit.visited_on, Visit.id <= visit.id)
    return session.scalar(earlier) or 0


def waiting_visits(session: Session) -> tuple[tuple[str, str], ...]:
    """(visit id, words) of today's visitors who wait, the newest first."""
    wanted = (
        select(Visit, Visitor.name)
        .outerjoin(Visitor, Visitor.id == Visit.visitor_id)
        .where(
            Visit.visited_on == clock.today(),
            Visit.state == "waiting",
            Visit.outcome == "visit",
            Visit.withdrawn_at.is_(None),
        )
        .order_by(Visit.id.desc())
    )
    return tuple(
        (
            str(visit.id),
            " · ".join(
                (
                    f"{queue_number(session, visit):03}",
                    office_dates.clock_time(visit.arrived_at),
                    name or _("Tamu tanpa nama"),
                )
            ),
        )
        for visit, name in session.execute(wanted)
    )


def queue_ticket(session: Session, wish: PaperWish) -> Ticket:
    """The ticket of one visit."""
    visit = session.get(Visit, int(wish.choice)) if wish.choice.isdigit() else None
    if visit is None:
        raise Refused(_("Pilih tamunya."), field="choice")
    day = office_dates.long_date(visit.visited_on)
    return Ticket(
        kind=wish.kind,
        title=_(KINDS[wish.kind].title),
        number=queue_number(session, visit),
        office=session.get_one(Office, 1).short_name,
        arrived=f"{day}, {office_dates.clock_time(visit.arrived_at)} WITA",
        priority=_("DIDAHULUKAN") if visit.is_priority else "",
    )
