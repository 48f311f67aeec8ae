"""The guest book (buku tamu) of a period as the office keeps it; knows no table of a database and no paper.

Neither NIK nor phone nor need comes into it: what is not here cannot be printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules import office_dates
from desk.rules.letterheads import Letterhead
from desk.rules.papers import PaperColumn, Part, Report

LONGEST_PERIOD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class GuestBookRow:
    """One visit that stands, as a line of the book."""

    number: int
    visited_on: date
    arrived_at: datetime
    left_at: datetime | None
    name: str
    name_is_uncertain: bool
    origin: str
    """Institution and address, for this visit."""
    purpose: str
    head_count: int
    received_by: str
    """Initials."""

    @property
    def name_words(self) -> str:
        """The name, marked where it was illegible or misheard."""
        return _("{name} (belum pasti)").format(name=self.name) if self.name_is_uncertain else self.name


@dataclass(frozen=True, slots=True)
class GuestBook:
    """A period of the book; short questions, directions elsewhere and what was withdrawn are only counted.

    Colleagues with a nota dinas are neither: they are no guests.
    """

    letterhead: Letterhead
    first: date
    last: date
    rows: tuple[GuestBookRow, ...]
    questions: int
    directed: int
    withdrawn: int
    made_at: datetime

    @property
    def people(self) -> int:
        """How many came, with everybody of a group."""
        return sum(row.head_count for row in self.rows)

    @property
    def period(self) -> str:
        """The period in words."""
        return period_words(self.first, self.last)

    def left_words(self, row: GuestBookRow) -> str:
        """When that visitor left: the time, a dash where it was never noted, "belum" while still here."""
        if row.left_at is None:
            return _("belum") if row.visited_on >= clock.office_date(self.made_at) else "–"
        left_on = clock.office_date(row.left_at)
        time = office_dates.clock_time(row.left_at)
        return time if left_on == row.visited_on else f"{left_on.day}-{left_on.month} {time}"

    def totals(self) -> tuple[str, ...]:
        """The closing sentences: who is in the book, and how much is not."""
        said = _("Jumlah kunjungan {visits}, jumlah tamu {people} orang.")
        sentences = [said.format(visits=grouped(len(self.rows)), people=grouped(self.people))]
        others = (
            (self.questions, _("{count} pertanyaan singkat")),
            (self.directed, _("{count} tamu diarahkan ke instansi lain")),
            (self.withdrawn, _("{count} catatan dibatalkan")),
        )
        counted = ", ".join(words.format(count=grouped(count)) for count, words in others if count)
        if counted:
            sentences.append(_("Tidak dicantumkan di atas: {counted}.").format(counted=counted))
        return tuple(sentences)


def guest_book_report(book: GuestBook) -> Report:
    """The book as a paper of one table; shares are millimetres of the 267 there are."""
    columns = (
        PaperColumn(_("No."), 12, "right"),
        PaperColumn(_("Tanggal"), 20, "centre"),
        PaperColumn(_("Jam masuk (WITA)"), 17, "centre"),
        PaperColumn(_("Nama"), 53),
        PaperColumn(_("Alamat / instansi"), 57),
        PaperColumn(_("Keperluan"), 58),
        PaperColumn(_("Jumlah orang"), 15, "right"),
        PaperColumn(_("Diterima oleh"), 19, "centre"),
        PaperColumn(_("Jam keluar"), 16, "centre"),
    )
    rows = tuple(
        (
            str(row.number),
            f"{row.visited_on:%d-%m-%Y}",
            office_dates.clock_time(row.arrived_at),
            row.name_words,
            row.origin,
            row.purpose,
            grouped(row.head_count),
            row.received_by,
            book.left_words(row),
        )
        for row in book.rows
    )
    return Report(
        kind="buku-tamu",
        title=_("Buku tamu"),
        period=book.period,
        letterhead=book.letterhead,
        parts=(Part(columns, rows, _("Tidak ada tamu yang tercatat pada periode ini.")),),
        made_at=book.made_at,
        totals=book.totals(),
        signers=(_("Mengetahui,"), _("Petugas,")),
    )


def grouped(number: int) -> str:
    """ "1.200", as Indonesian writes thousands."""
    return f"{number:,}".replace(",", ".")


def period_words(first: date, last: date) -> str:
    """ "Senin, 6 April 2026", "1–6 April 2026", "30 Maret – 6 April 2026"."""
    if first == last:
        return office_dates.long_date(first)
    end = office_dates.plain_date(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year:
        return f"{first.day} {office_dates.month_name(first.month)} – {end}"
    return f"{office_dates.plain_date(first)} – {end}"


def check_period(first: date, last: date) -> None:
    """Refuse a period that ends before it begins, reaches beyond today, or is longer than a year."""
    check_length(first, last)
    for field, day in (("first", first), ("last", last)):
        if day > clock.today():
            sentence = _("{day} belum tiba; tulis tahunnya bila maksudnya tahun lalu.")
            raise Refused(sentence.format(day=office_dates.plain_date(day)), field=field)


def check_length(first: date, last: date) -> None:
    """Refuse a period that ends before it begins or is longer than a year; it may reach beyond today."""
    if last < first:
        raise Refused(_("Tanggal akhir lebih awal daripada tanggal mulai."), field="last")
    if last - first >= LONGEST_PERIOD:
        raise Refused(_("Paling panjang satu tahun sekali cetak."), field="last")


def periods(today: date) -> dict[str, tuple[date, date]]:
    """The periods offered, by code: up to today, for a book cannot speak of days to come."""
    return {
        "day": (today, today),
        "week": (today - timedelta(days=today.weekday()), today),
        "month": (today.replace(day=1), today),
    }


def past_day(text: str, today: date) -> date | None:
    """The day meant, as `office_dates.parse_day`, but a weekday is its last occurrence, today included."""
    day = office_dates.parse_day(text, today)
    if day is None or day <= today or any(character.isdigit() for character in text):
        return day
    from_tomorrow = office_dates.parse_day(text, today + timedelta(days=1))
    is_weekday = from_tomorrow is not None and from_tomorrow.weekday() == day.weekday()
    return day - timedelta(days=7) if is_weekday else day
