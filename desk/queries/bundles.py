"""What several resources together would be, and the bundles that were booked; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import Booking
from desk.models.availability import bundle_fits, bundle_times, resource_tree
from desk.queries.bookings import WATCHES, Enquiry, Wish, chosen, enquiry
from desk.rules.bookings import STANDING
from desk.rules.spans import Span

__all__ = ["WATCHES", "BundleEnquiry", "BundleMemberRow", "bundle_enquiry", "bundle_members"]


@dataclass(frozen=True, slots=True)
class BundleEnquiry:
    """Each member's own answer, and when all of them could be had (as long as the whole of them)."""

    members: tuple[Enquiry, ...]
    is_free: bool
    free: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class BundleMemberRow:
    """One booking of a bundle."""

    booking_id: int
    version: int
    code: str
    resource_key: str
    resource_name: str
    quantity: int
    span: Span
    state: str

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING


def bundle_enquiry(session: Session, wishes: Sequence[Wish]) -> BundleEnquiry:
    """Whether all of `wishes` could be booked now; two members that want the same units are seen as well."""
    members = tuple(enquiry(session, wish) for wish in wishes)
    tree = resource_tree(session)
    wants = [chosen(session, tree, wish)[1] for wish in wishes]
    besides = {wish.besides for wish in wishes if wish.besides is not None}
    is_free = bundle_fits(session, tree, wants, besides)
    return BundleEnquiry(
        members, is_free=is_free, free=() if is_free else bundle_times(session, tree, wants, besides)
    )


def bundle_members(session: Session, bundle_id: int) -> tuple[BundleMemberRow, ...]:
    """The bookings that were made together, in the order of the form."""
    tree = resource_tree(session)
    bookings = session.scalars(select(Booking).where(Booking.bundle_id == bundle_id).order_by(Booking.id))
    return tuple(
        BundleMemberRow(
            booking_id=each.id,
            version=each.version,
            code=each.code,
            resource_key=tree.things[each.resource_id].key,
            resource_name=tree.things[each.resource_id].name,
            quantity=each.quantity,
            span=Span(each.starts_at, each.ends_at),
            state=each.state,
        )
        for each in bookings
    )
