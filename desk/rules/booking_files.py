"""Reads bookings from a calendar file (.ics) or a table (.csv); knows no resource and saves nothing.

An event that repeats is read once, as it first comes, and says so. A table has a heading that names its
columns: tanggal, mulai, selesai, keperluan, peminjam, and if wished instansi, telepon, jumlah, uid.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules.bookings import span_between, span_of
from desk.rules.spans import Span
from desk.rules.texts import clean

LARGEST = 2_000_000  # bytes
MOST = 1_000
UID_LIMIT = 200
_NEEDED = ("tanggal", "mulai", "selesai", "keperluan", "peminjam")


@dataclass(frozen=True)
class FileEntry:
    """One booking as the file says it; `span` is None where `problem` says why it cannot be read."""

    uid: str
    title: str
    span: Span | None = None
    borrower: str = ""
    institution: str = ""
    phone: str = ""
    head_count: int | None = None
    problem: str = ""


def read_entries(content: bytes, file_name: str) -> tuple[FileEntry, ...]:
    """What the file holds, in its order; Refused (field `file`) where it is neither kind of file."""
    if len(content) > LARGEST:
        raise _bad(_("Berkas terlalu besar untuk daftar pemesanan."))
    found = _of_ics(content) if file_name.lower().endswith(".ics") else _of_csv(content)
    entries: list[FileEntry] = []
    for entry in found:
        entries.append(entry)
        if len(entries) > MOST:
            raise _bad(_("Berkas memuat lebih dari {0} pemesanan.").format(MOST))
    if not entries:
        raise _bad(_("Tidak ada pemesanan dalam berkas ini."))
    return tuple(entries)


def _bad(sentence: str) -> Refused:
    return Refused(sentence, field="file")


def _line(text: object, limit: int = 120) -> str:
    """Whatever a file says, cut to what a field holds: a long description is no reason to lose the hour."""
    return clean(" ".join(str(text or "").split())[: limit - 1], limit=limit, field="file")


# ---- .ics ------------------------------------------------------------------------------------------------


def _of_ics(content: bytes) -> Iterator[FileEntry]:
    from icalendar import Calendar

    try:
        events = list(Calendar.from_ical(content).walk("VEVENT"))
    except (ValueError, IndexError, KeyError, TypeError):
        raise _bad(_("Berkas ini bukan kalender .ics yang dapat dibaca.")) from None
    for event in events:
        if str(event.get("STATUS", "")).upper() != "CANCELLED":
            yield _event(event)


def _event(event: Any) -> FileEntry:
    title = _line(event.get("SUMMARY"), 400) or _("Tanpa judul")
    organizer = event.get("ORGANIZER")
    borrower = _line(getattr(organizer, "params", {}).get("CN", "")) if organizer is not None else ""
    uid = str(event.get("UID", "")).strip()
    if event.get("RECURRENCE-ID") is not None:
        uid += f"#{event['RECURRENCE-ID'].dt.isoformat()}"
    try:
        span = _event_span(event)
    except (Refused, ValueError, AttributeError, KeyError, TypeError) as error:
        said = error.sentence if isinstance(error, Refused) else _("Waktunya tidak dapat dibaca.")
        return FileEntry(_uid(uid, title), title, problem=said)
    entry = FileEntry(_uid(uid, title, span), title, span, borrower)
    if event.get("RRULE") is not None:
        again = _("Acara berulang: yang dibaca hanya yang pertama; buat rangkaian untuk selebihnya.")
        return FileEntry(entry.uid, title, span, borrower, problem=again)
    return entry


def _event_span(event: Any) -> Span:
    start = _moment(event["DTSTART"].dt)
    if event.get("DTEND") is not None:
        end = _moment(event["DTEND"].dt)
    elif event.get("DURATION") is not None:
        end = start + event["DURATION"].dt
    else:
        is_day = not isinstance(event["DTSTART"].dt, datetime)
        end = start + (timedelta(days=1) if is_day else timedelta(hours=1))
    return span_of(start, end)


def _moment(value: date) -> datetime:
    """A date is the office's midnight, a moment without a zone the office's own."""
    if not isinstance(value, datetime):
        return clock.at_office(value, time.min)
    value = value.replace(second=0, microsecond=0)
    return clock.at_office(value.date(), value.time()) if value.tzinfo is None else value.astimezone(UTC)


def _uid(uid: str, title: str, span: Span | None = None) -> str:
    """The file's own, or one that the same entry always gets."""
    if uid and len(uid) <= UID_LIMIT:
        return clean(uid, limit=UID_LIMIT, field="file") or _uid("", title, span)
    told = f"{uid}|{title}|{span.starts_at if span else ''}|{span.ends_at if span else ''}"
    return "desk-" + hashlib.sha256(told.encode()).hexdigest()[:40]


# ---- .csv ------------------------------------------------------------------------------------------------


def _of_csv(content: bytes) -> Iterator[FileEntry]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise _bad(_("Berkas ini bukan tabel .csv yang dapat dibaca."))
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count))
    names = {str(name or "").strip().lower() for name in rows.fieldnames or ()}
    lacking = [name for name in _NEEDED if name not in names]
    if lacking:
        raise _bad(_("Kolom yang belum ada: {0}.").format(", ".join(lacking)))
    for row in rows:
        cells = {str(name or "").strip().lower(): str(cell or "").strip() for name, cell in row.items()}
        if any(cells.values()):
            yield _row(cells)


def _row(cells: dict[str, str]) -> FileEntry:
    title = _line(cells["keperluan"], 400)
    told = "|".join(cells[name] for name in _NEEDED)
    try:
        span = span_between(_day(cells["tanggal"]), _hour(cells["mulai"]), _hour(cells["selesai"]))
    except (Refused, ValueError) as error:
        said = error.sentence if isinstance(error, Refused) else _("Tanggal atau jamnya tidak dapat dibaca.")
        return FileEntry(_uid(cells.get("uid", ""), told), title, problem=said)
    people = cells.get("jumlah", "")
    return FileEntry(
        uid=_uid(cells.get("uid", ""), told, span),
        title=title,
        span=span,
        borrower=_line(cells["peminjam"]),
        institution=_line(cells.get("instansi")),
        phone=_line(cells.get("telepon"), 40),
        head_count=int(people) if people.isascii() and people.isdigit() and len(people) < 6 else None,
    )


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a date, no moment
        except ValueError:
            continue
    raise ValueError(text)


def _hour(text: str) -> time:
    hour, _separator, minutes = text.replace(".", ":").partition(":")
    return time(int(hour) % 24, int(minutes or 0))
