"""What may be written on a line of the tick list, and what it says; knows no request and no screen.

Kept are: office dates as 2026-03-16, office times as 2026-03-16T09:00 (WITA, no zone), spans as two of those
with a slash, phones as E.164, NIK and NIP as digits, everything else as cleaned text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules import niks, nips, office_dates, phones, texts
from desk.rules.checklists import Holds, Item
from desk.rules.spans import Span

TEXT_LIMIT = 400
LONG_LIMIT = 4000
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_YEARS = range(2000, 2101)
_LONGEST_EVENT_DAYS = 366


@dataclass(frozen=True, slots=True)
class Kept:
    """A value as it is kept, and what the officer should look at again."""

    value: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What a tick list says of the event a request is about (instants in UTC)."""

    name: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    itsa_passed_on: date | None = None


def keep(item: Item, text: str) -> Kept:
    """`text` as kept on `item`, "" where nothing is left of it; Refused beside `marks.<key>`."""
    field = f"marks.{item.key}"
    limit = LONG_LIMIT if item.input == "long" else TEXT_LIMIT
    cleaned = texts.clean(text, limit=limit, field=field, multiline=item.input == "long", label=item.text)
    if not cleaned:
        return Kept("")
    try:
        return _READERS.get(item.input or "text", _plain)(cleaned, item)
    except Refused as refused:
        refused.field = field
        raise


def email(text: str, *, field: str) -> str:
    """A cleaned address; Refused where it cannot be one."""
    if not EMAIL.fullmatch(text):
        raise Refused(_("Alamat surel ini tidak lengkap, misalnya nama@contoh.go.id."), field=field)
    return text


def office_time(instant: datetime) -> str:
    """An instant as kept on a line."""
    return clock.to_office(instant).strftime("%Y-%m-%dT%H:%M")


def instant(kept: str) -> datetime | None:
    """The instant (UTC) of a kept office time; None for an empty one."""
    if not kept.strip():
        return None
    moment = datetime.fromisoformat(kept.strip())
    return clock.at_office(moment.date(), moment.time())


def event_of(items: Iterable[Item], values: Mapping[str, str]) -> Event:
    """What the kept `values` say of the event; Refused where it ends before it starts."""
    held: dict[Holds, tuple[str, str]] = {
        item.holds: (item.key, values[item.key]) for item in items if item.holds and values.get(item.key)
    }

    def value(holds: Holds) -> str:
        return held.get(holds, ("", ""))[1]

    start, _slash, end = value("event_span").partition("/")
    starts_at = instant(start or value("event_start"))
    ends_at = instant(end or value("event_end"))
    last_key = held.get("event_end", held.get("event_span", ("", "")))[0]
    _check_order(starts_at, ends_at, field=f"marks.{last_key}")
    passed = value("itsa_passed")
    return Event(
        name=value("event_name") or None,
        starts_at=starts_at,
        ends_at=ends_at,
        itsa_passed_on=date.fromisoformat(passed) if passed else None,
    )


def filled_from_span(item: Item, *, starts_at: datetime, ends_at: datetime) -> str | None:
    """What a line on the event says when the event lies between two instants; None for any other line."""
    words = {
        "event_start": office_time(starts_at),
        "event_end": office_time(ends_at),
        "event_span": f"{office_time(starts_at)}/{office_time(ends_at)}",
    }
    return words.get(item.holds) if item.holds else None


def shown(item: Item, value: str) -> str:
    """A kept `value` in the office's words."""
    if item.input == "phone":
        return phones.shown(value)
    if item.input == "date":
        return office_dates.long_date(date.fromisoformat(value))
    if item.input == "datetime":
        return _moment_shown(value)
    if item.input == "span":
        start, _slash, end = value.partition("/")
        ends = [_moment_shown(part) if part else "…" for part in (start, end)]
        starts_at, ends_at = instant(start), instant(end)
        if starts_at and ends_at and starts_at < ends_at:
            return office_dates.span_words(Span(starts_at, ends_at))
        return " – ".join(ends)
    return value


def _moment_shown(value: str) -> str:
    moment = datetime.fromisoformat(value)
    return f"{office_dates.long_date(moment.date())} {office_dates.clock_time(moment)}"


def _check_order(starts_at: datetime | None, ends_at: datetime | None, *, field: str) -> None:
    if starts_at is None or ends_at is None:
        return
    if ends_at <= starts_at:
        raise Refused(_("Waktu selesai harus sesudah waktu mulai."), field=field)
    if (ends_at - starts_at).days > _LONGEST_EVENT_DAYS:
        raise Refused(_("Kegiatan paling lama satu tahun; periksa lagi tanggalnya."), field=field)


def _plain(text: str, _item: Item) -> Kept:
    return Kept(text)


def _phone(text: str, _item: Item) -> Kept:
    return Kept(phones.normalised(text))


def _nik(text: str, _item: Item) -> Kept:
    reading = niks.check(text)
    return Kept(re.sub(r"\D", "", text), reading.warnings)


def _nip(text: str, _item: Item) -> Kept:
    reading = nips.check(text)
    return Kept(reading.nip, reading.warnings)


def _email(text: str, _item: Item) -> Kept:
    return Kept(email(text, field=""))


def _number(text: str, _item: Item) -> Kept:
    digits = text.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 6:
        raise Refused(_("Isi dengan angka bulat paling banyak enam angka, misalnya 40."))
    return Kept(str(int(digits)))


def _choice(text: str, item: Item) -> Kept:
    if text not in item.choices:
        raise Refused(_("Pilih salah satu: {choices}.").format(choices=", ".join(item.choices)))
    return Kept(text)


def _date(text: str, item: Item) -> Kept:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refused(_("Tanggal ini tidak dikenal, misalnya 16/3/2026.")) from None
    _check_year(day)
    if item.holds == "itsa_passed" and day > clock.today():
        raise Refused(_("Tanggal lulus belum terjadi; isi setelah aplikasi dinyatakan lulus."))
    return Kept(day.isoformat())


def _datetime(text: str, _item: Item) -> Kept:
    return Kept(_moment(text))


def _span(text: str, _item: Item) -> Kept:
    start, _slash, end = text.partition("/")
    ends = [_moment(part) if part.strip() else "" for part in (start, end)]
    return Kept("/".join(ends) if any(ends) else "")


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refused(_("Waktu ini tidak dikenal, misalnya 16/3/2026 09.00.")) from None
    if moment.tzinfo is not None:
        moment = clock.to_office(moment)
    _check_year(moment.date())
    return moment.strftime("%Y-%m-%dT%H:%M")


def _check_year(day: date) -> None:
    if day.year not in _YEARS:
        raise Refused(_("Tahun {year} di luar jangkauan; periksa lagi tanggalnya.").format(year=day.year))


_READERS: Mapping[str, Callable[[str, Item], Kept]] = {
    "phone": _phone,
    "nik": _nik,
    "nip": _nip,
    "email": _email,
    "number": _number,
    "choice": _choice,
    "date": _date,
    "datetime": _datetime,
    "span": _span,
}
