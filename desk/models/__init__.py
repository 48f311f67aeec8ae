"""Typed entities and the questions they can phrase; knows no session and no engine."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, String

from desk.models.accounts import Account
from desk.models.attachments import Attachment
from desk.models.base import Base
from desk.models.bookings import (
    Booking,
    BookingBundle,
    BookingSeries,
    Displacement,
    Occupancy,
    WaitingEntry,
)
from desk.models.clock_events import ClockEvent, DueMove, history_of
from desk.models.documents import (
    Artwork,
    BlankForm,
    Document,
    DocumentWording,
    LetterCounter,
    LetterPattern,
    Official,
)
from desk.models.drafts import Draft
from desk.models.journal import JournalLine
from desk.models.loans import (
    Airing,
    HandOver,
    HandOverLine,
    KeyHolding,
    Liability,
    ReadinessCheck,
)
from desk.models.offices import Office, OfficeHours, TrackingKey, opening_hours
from desk.models.public_services import PublicService, StandardVersion
from desk.models.requests import ChecklistMark, Letter, NumberCounter, Request, RequestParty
from desk.models.resources import Resource, ResourceClosure, ResourcePart
from desk.models.roads import (
    Objection,
    Participant,
    Referral,
    RequestMove,
    RequestRecord,
    RequestStep,
    ServiceComplaint,
)
from desk.models.slips import PrintJob, Receipt, ReceiptCopy, ReceiptLine
from desk.models.units import Outage, ResourceUnit, StockTake, StockTakeLine
from desk.models.visitors import Visit, Visitor, VisitorWord
from desk.models.working_days import (
    CalendarChange,
    CalendarSetting,
    DayOff,
    HalfDay,
    SeasonHours,
    balinese_days,
    calendar_setting,
    office_days,
    work_calendar,
)

__all__ = [
    "Account",
    "Airing",
    "Artwork",
    "Attachment",
    "Base",
    "BlankForm",
    "Booking",
    "BookingBundle",
    "BookingSeries",
    "CalendarChange",
    "CalendarSetting",
    "ChecklistMark",
    "ClockEvent",
    "DayOff",
    "Displacement",
    "Document",
    "DocumentWording",
    "Draft",
    "DueMove",
    "HalfDay",
    "HandOver",
    "HandOverLine",
    "JournalLine",
    "KeyHolding",
    "Letter",
    "LetterCounter",
    "LetterPattern",
    "Liability",
    "NumberCounter",
    "Objection",
    "Occupancy",
    "Office",
    "OfficeHours",
    "Official",
    "Outage",
    "Participant",
    "PrintJob",
    "PublicService",
    "ReadinessCheck",
    "Receipt",
    "ReceiptCopy",
    "ReceiptLine",
    "Referral",
    "Request",
    "RequestMove",
    "RequestParty",
    "RequestRecord",
    "RequestStep",
    "Resource",
    "ResourceClosure",
    "ResourcePart",
    "ResourceUnit",
    "SeasonHours",
    "ServiceComplaint",
    "StandardVersion",
    "StockTake",
    "StockTakeLine",
    "TrackingKey",
    "Visit",
    "Visitor",
    "VisitorWord",
    "WaitingEntry",
    "balinese_days",
    "calendar_setting",
    "history_of",
    "office_days",
    "opening_hours",
    "work_calendar",
]

for _table in Base.metadata.tables.values():
    for _column in _table.columns:
        # SQLite does not enforce VARCHAR(n); a CHECK does, on both engines
        if isinstance(_column.type, String) and _column.type.length:
            _table.append_constraint(
                CheckConstraint(
                    f"length({_column.name}) <= {_column.type.length}", name=f"{_column.name}_length"
                )
            )
