"""Reads days off from a calendar file (.ics) or a table (.csv); knows no table of ours and saves nothing.

A file says when; what kind of day it is it says only sometimes: a CSV in its second column, an .ics by words
in the summary ("cuti bersama") or else as the officer chose. An event that repeats is read once.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules.calendar_policies import ListedDay
from desk.rules.texts import clean
from desk.rules.working_days import Kind

LARGEST = 1_000_000  # bytes; a year's list has a few thousand
MOST_DAYS = 2_000
_LONGEST_EVENT = 31
_NAME_LIMIT = 120
_KINDS: dict[str, Kind] = {
    "nasional": "national",
    "libur nasional": "national",
    "national": "national",
    "cuti bersama": "cuti_bersama",
    "cuti_bersama": "cuti_bersama",
    "dispensasi": "balinese",
    "balinese": "balinese",
    "penutupan": "closure",
    "closure": "closure",
}


def read_days(content: bytes, *, file_name: str, kind: Kind) -> tuple[ListedDay, ...]:
    """The days off in a file of that name, of `kind` where the file does not say; in order of days.

    Raises Refused (field `file`) where it is none, or holds nothing that is a day.
    """
    if len(content) > LARGEST:
        raise _bad(_("Berkas terlalu besar untuk daftar hari libur."))
    found = _of_ics(content, kind) if file_name.lower().endswith(".ics") else _of_csv(content, kind)
    days: list[ListedDay] = []
    for each in found:
        days.append(each)
        if len(days) > MOST_DAYS:
            raise _bad(_("Berkas memuat lebih dari {0} hari.").format(MOST_DAYS))
    if not days:
        raise _bad(_("Tidak ada hari libur dalam berkas ini."))
    return tuple(sorted(dict.fromkeys(days), key=lambda each: (each.day, each.name)))


def _bad(sentence: str) -> Refused:
    return Refused(sentence, field="file")


def _listed(day: date, name: str, kind: Kind) -> ListedDay:
    words = clean(name[:_NAME_LIMIT], limit=_NAME_LIMIT, field="file")
    return ListedDay(day, kind, words or _("Hari libur"), is_confirmed=kind != "balinese")


# ---- .ics (RFC 5545) ---------------------------------------------------------------------------------------


def _of_ics(content: bytes, kind: Kind) -> Iterator[ListedDay]:
    import icalendar  # most of a second: only when a file is imported

    try:
        events = icalendar.Calendar.from_ical(content).walk("VEVENT")
        read = [(event.get("SUMMARY"), event.get("DTSTART"), event.get("DTEND")) for event in events]
    except ValueError as error:
        raise _bad(_("Berkas ini bukan kalender .ics yang dapat dibaca.")) from error
    for summary, start, end in read:
        name = str(summary or "")
        first, last = (
            each.dt if isinstance(each, icalendar.vDDDTypes) and isinstance(each.dt, date) else None
            for each in (start, end)
        )
        if first is None or (last is None and end is not None):
            raise _bad(_("Acara “{0}” tidak memuat tanggal yang dapat dibaca.").format(name[:60]))
        named: Kind = "cuti_bersama" if "cuti bersama" in name.lower() else kind
        for day in _days(_office_day(first), last):
            yield _listed(day, name, named)


def _office_day(moment: date) -> date:
    """The office's date of a date, or of a moment with or without a zone."""
    if isinstance(moment, datetime):
        return clock.office_date(moment) if moment.tzinfo is not None else moment.date()
    return moment


def _days(first: date, end: date | None) -> list[date]:
    """The days of an event: a date's end is not part of it, a moment's is."""
    if end is None:
        return [first]
    last = _office_day(end) if isinstance(end, datetime) else end - timedelta(days=1)
    length = min(max((last - first).days + 1, 1), _LONGEST_EVENT)
    return [first + timedelta(days=step) for step in range(length)]


# ---- .csv: date; name; kind --------------------------------------------------------------------------------


def _of_csv(content: bytes, kind: Kind) -> Iterator[ListedDay]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise _bad(_("Berkas ini bukan tabel .csv yang dapat dibaca."))
    separator = max(";,\t", key=text.count)
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        day = _date(cells[0])
        if day is None:
            if number == 1:
                continue  # the heading
            raise _bad(_("Baris {0}: “{1}” bukan tanggal (YYYY-MM-DD).").format(number, cells[0][:40]))
        yield _listed(day, cells[1] if len(cells) > 1 else "", _kind(cells, number, kind))


def _kind(cells: list[str], number: int, kind: Kind) -> Kind:
    if len(cells) < 3 or not cells[2]:
        return kind
    found = _KINDS.get(cells[2].lower())
    if found is None:
        known = ", ".join(word for word in _KINDS if " " in word or not word.isascii() or "_" not in word)
        raise _bad(_("Baris {0}: jenis “{1}” tidak dikenal ({2}).").format(number, cells[2][:40], known))
    return found


def _date(text: str) -> date | None:
    """ "2026-06-17", "17/06/2026" or "17-06-2026"."""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a date, no moment
        except ValueError:
            continue
    return None
