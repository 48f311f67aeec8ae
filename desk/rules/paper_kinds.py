"""Which papers belong to no one request, what each asks, and who may have it; knows no content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules import office_dates, registers
from desk.rules.rights import Actor

Asks = Literal["days", "day", "week", "half", "year", "now"]
"""The period a paper is of: any days that are past, one day, a week, a half year, a year, this moment."""
Choice = Literal["", "service", "variant", "booking", "resource", "count", "visit"]
"""What else it asks."""
Format = Literal["pdf", "xlsx", "csv"]

GROUPS: dict[str, str] = {
    "registers": "Register",
    "day": "Hari dan pekan",
    "goods": "Barang",
    "figures": "Angka",
}
VARIANTS: dict[str, str] = {"internal": "untuk kantor", "public": "untuk umum"}
"""`public`: no names of people, no telephone, no purpose; what hangs in the lobby."""
_GUESTS = "NIK, telepon, dan kebutuhan tamu tidak pernah tercetak."
_WORKBOOK: tuple[Format, ...] = ("pdf", "xlsx", "csv")


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper."""

    key: str
    title: str
    group: str
    asks: Asks
    choice: Choice = ""
    formats: tuple[Format, ...] = _WORKBOOK
    right: str = "look"
    note: str = ""
    """What whoever takes it out should know."""


@dataclass(frozen=True, slots=True)
class PaperWish:
    """One paper as it is asked for; a day, a week or a half year is given by any of its days in `first`."""

    kind: str
    first: date
    last: date
    choice: str = ""
    """A service's or resource's key, a variant, a booking's id; empty: all, or the usual one."""


def _kinds() -> tuple[PaperKind, ...]:
    pdf: tuple[Format, ...] = ("pdf",)
    return (
        PaperKind("buku-tamu", "Buku tamu", "registers", "days", note=_GUESTS),
        PaperKind("register-ppid", "Register permohonan informasi publik", "registers", "days"),
        PaperKind("register-keberatan", "Register keberatan", "registers", "days"),
        PaperKind("register-pengaduan", "Register pengaduan pelayanan", "registers", "days"),
        PaperKind("register-layanan", "Register permohonan layanan", "registers", "days", "service"),
        PaperKind("agenda-hari", "Agenda hari", "day", "day", formats=pdf),
        PaperKind("agenda-pekan", "Agenda pekan", "day", "week", "variant", formats=pdf),
        PaperKind("penutupan-hari", "Penutupan hari dan serah terima", "day", "day", formats=pdf),
        PaperKind("nomor-antrean", "Nomor antrean", "day", "now", "visit", pdf, "print"),
        PaperKind("keluar-masuk", "Barang keluar dan kembali", "goods", "day"),
        PaperKind("daftar-ambil", "Daftar ambil barang", "goods", "now", "booking", formats=pdf),
        PaperKind("opname", "Daftar opname", "goods", "now"),
        PaperKind("label-aset", "Label aset", "goods", "now", "resource", formats=pdf),
        PaperKind("formulir-darurat", "Formulir darurat berkode", "day", "now", "count", pdf, "print"),
        PaperKind("angka-ppid", "Laporan tahunan layanan informasi publik", "figures", "year"),
        PaperKind("angka-layanan", "Angka layanan", "figures", "half"),
    )


KINDS: dict[str, PaperKind] = {kind.key: kind for kind in _kinds()}


def kind_of(key: str) -> PaperKind:
    """The kind called `key`; Refused (field `kind`) where there is none."""
    kind = KINDS.get(key)
    if kind is None:
        raise Refused(_("Cetakan ini tidak dikenal."), field="kind")
    return kind


def check(wish: PaperWish, actor: Actor) -> PaperKind:
    """The kind wished for; Refused where `actor` may not have it or there is no such period."""
    kind = kind_of(wish.kind)
    actor.require(kind.right)
    if kind.asks == "days":
        registers.check_period(wish.first, wish.last)
    elif kind.asks == "half":
        registers.check_length(wish.first, wish.last)
    if kind.choice == "variant" and wish.choice not in ("", *VARIANTS):
        raise Refused(_("Pilihan ini tidak dikenal."), field="choice")
    return kind


def span_of(asks: Asks, day: date) -> tuple[date, date]:
    """The period of that kind in which `day` lies."""
    if asks == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if asks == "half":
        first = date(day.year, 1 if day.month < 7 else 7, 1)
        return first, date(day.year, 6, 30) if first.month == 1 else date(day.year, 12, 31)
    if asks == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def presets(asks: Asks, today: date) -> tuple[tuple[str, tuple[date, date]], ...]:
    """The periods offered by name, the usual one first."""
    if asks == "now":
        return ()
    if asks == "days":
        year = (date(today.year, 1, 1), today)
        spans = registers.periods(today)
        return (
            (_("Hari ini"), spans["day"]),
            (_("Pekan ini"), spans["week"]),
            (_("Bulan ini"), spans["month"]),
            (_("Tahun ini"), year),
        )
    names = {
        "day": ((_("Hari ini"), 0), (_("Besok"), 1), (_("Kemarin"), -1)),
        "week": ((_("Pekan ini"), 0), (_("Pekan depan"), 7)),
        "half": ((_("Semester ini"), 0), (_("Semester lalu"), -183)),
        "year": ((_("Tahun ini"), 0), (_("Tahun lalu"), -366)),
    }[asks]
    offered = tuple((words, span_of(asks, _around(asks, today, days))) for words, days in names)
    return (*offered, (_("Tahun ini"), span_of("year", today))) if asks == "half" else offered


def _around(asks: Asks, today: date, days: int) -> date:
    """A day of the period before the one `today` lies in, or of a later one."""
    if days < -1:
        return span_of(asks, today)[0] - timedelta(days=1)
    return today + timedelta(days=days)


def period_words(asks: Asks, first: date, last: date) -> str:
    """How the paper calls its period."""
    if asks == "half" and (first, last) == span_of("half", first):
        half = _("Semester I") if first.month == 1 else _("Semester II")
        return f"{half} {first.year}"
    if (first, last) == span_of("year", first):
        return _("Tahun {year}").format(year=first.year)
    if asks == "now":
        return office_dates.long_date(clock.today())
    return registers.period_words(first, last)
