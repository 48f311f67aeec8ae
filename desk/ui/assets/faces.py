"""How the rows of the store look; pure functions from rows to faces, no widget."""

from __future__ import annotations

from desk import clock
from desk.i18n import _
from desk.queries.loans import PastRow
from desk.queries.stock_takes import ClosedTakeRow, TakeLineRow
from desk.queries.stocks import LiabilityRow, OutageRow, StockRow, UnitRow
from desk.rules import phones
from desk.rules.office_dates import clock_time, plain_date, short_date
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.row_face import Action, RowFace

CONDITION_TONES: dict[str, Tone] = {"B": "ok", "KB": "today", "RB": "late"}


def kind_words(kind: str) -> str:
    """What ails a thing, as the office says it."""
    return {
        "broken": _("rusak"),
        "lost": _("hilang"),
        "maintenance": _("pemeliharaan"),
        "late": _("belum kembali"),
    }[kind]


def condition_words(condition: str) -> str:
    """Keadaan barang in words."""
    return {
        "B": _("baik"),
        "KB": _("kurang baik"),
        "RB": _("rusak berat"),
        "HILANG": _("hilang"),
    }[condition]


def unfit_words(row: StockRow) -> str:
    """ "1 rusak, 2 belum kembali"; empty where all is fit."""
    counts = {
        "late": row.late,
        "broken": row.broken,
        "lost": row.lost,
        "maintenance": row.maintenance,
    }
    return ", ".join(f"{count} {kind_words(kind)}" for kind, count in counts.items() if count)


def stock_face(row: StockRow) -> RowFace:
    """How much of it is free now, how much is out, what ails it."""
    resource = row.resource
    if not resource.is_leaf:
        held = _("paket") if resource.kind == "kit" else _("terdiri atas bagian")
        second = f"{row.words} · {held}"
    elif row.out:
        second = _("{free} · {count} dibawa").format(free=row.words, count=row.out)
    else:
        second = row.words
    unfit = unfit_words(row)
    chip: tuple[str, Tone] | None = None
    if unfit:
        chip = (unfit, "late" if row.late or row.lost else "missing")
    return RowFace(resource.name, second=second, end_chip=chip)


def unit_face(row: UnitRow) -> RowFace:
    """Label, what it is, its register, and how it stands."""
    year = str(row.acquired_year) if row.acquired_year else ""
    code = " / ".join(part for part in (row.asset_code, row.register) if part)
    facts = " · ".join(part for part in (code, row.serial, year, row.note) if part)
    if not row.is_active:
        chip: tuple[str, Tone] = (_("keluar dari catatan"), "quiet")
    elif row.out_of_order is not None:
        chip = (kind_words(row.out_of_order), "late")
    elif row.is_out:
        chip = (_("dibawa peminjam"), "info")
    else:
        chip = (condition_words(row.condition), CONDITION_TONES[row.condition])
    return RowFace(row.brand or row.name, second=facts, lead=row.label, end_chip=chip, title_bold=False)


def outage_face(row: OutageRow) -> RowFace:
    """What is out of order, why, since and until when."""
    since = _("sejak {0}").format(short_date(clock.office_date(row.starts_at)))
    until = _("s.d. {0}").format(short_date(clock.office_date(row.ends_at))) if row.ends_at else ""
    second = " · ".join(part for part in (row.reason, since, until) if part)
    tone: Tone = "today" if row.kind == "maintenance" else "late"
    return RowFace(
        row.what,
        second=second,
        lead_chip=(kind_words(row.kind), tone),
        action=Action(_("Selesai …"), "Enter", only_current=True),
    )


def liability_face(row: LiabilityRow) -> RowFace:
    """Who answers for what, and whom to call."""
    count = "" if row.quantity == 1 else f"{row.quantity} "
    what = f"{count}{row.resource_name} {row.unit_label or ''}".strip()
    phone = phones.shown(row.person_phone) if row.person_phone else ""
    who = ", ".join(part for part in (row.institution, phone) if part)
    day = short_date(clock.office_date(row.opened_at))
    return RowFace(
        row.person_name,
        rest=f" · {who}" if who else "",
        second=f"{what}: {row.what_happened} · {day}",
        lead_chip=(kind_words(row.kind), "missing"),
        action=Action(_("Selesai …"), "Enter", only_current=True),
    )


def past_face(row: PastRow) -> RowFace:
    """Something that happened to a thing, on its day."""
    return RowFace(row.words, lead=short_date(clock.office_date(row.at)), title_bold=False, wraps=True)


def take_line_face(row: TakeLineRow) -> RowFace:
    """What the books expect on the shelf, and what was found."""
    out = _(" · {0} dibawa").format(row.out) if row.out else ""
    found = "" if row.found is None else _(" · ditemukan {0}").format(row.found)
    condition = f" · {condition_words(row.condition)}" if row.condition else ""
    difference = row.counted.difference
    tone: Tone = "quiet" if difference is None else "done" if difference == 0 else "late"
    expected = _("seharusnya {0}").format(row.counted.on_shelf)
    return RowFace(
        row.resource_name,
        second=f"{expected}{out}{found}{condition}",
        lead=row.label or "",
        end_chip=(row.words, tone),
        title_bold=False,
    )


def closed_take_face(row: ClosedTakeRow) -> RowFace:
    """An earlier opname."""
    words = _("{counted} dari {lines} baris dihitung, {differing} berbeda · oleh {by}")
    second = words.format(counted=row.counted, lines=row.lines, differing=row.differing, by=row.begun_by)
    day = plain_date(clock.office_date(row.begun_at))
    return RowFace(_("Opname {0}").format(day), second=second, lead=clock_time(row.closed_at))
