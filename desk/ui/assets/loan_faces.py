"""How the rows of hand-overs look; pure functions from rows to faces, no widget."""

from __future__ import annotations

from datetime import datetime

from desk import clock
from desk.i18n import _
from desk.queries.custody import LoanRow
from desk.queries.loans import HandOverRow, LateRow
from desk.queries.premises import KeyRow
from desk.rules.office_dates import clock_time, short_date
from desk.ui.assets.faces import CONDITION_TONES, condition_words
from desk.ui.assets.picking import ItemRow
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.row_face import Action, RowFace


def _second(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _moment(at: datetime) -> str:
    """The hour where it is today, else the day."""
    local = clock.to_office(at)
    return clock_time(local) if local.date() == clock.today() else short_date(local.date())


def going_face(row: LoanRow) -> RowFace:
    """When, for whom, what, how far it is, whom to call."""
    left = _("{0} dari {1} barang").format(row.to_go, row.promised)
    outside = _("bukan layanan SK") if row.is_outside_service else ""
    how_far = row.stage_words if row.stage else ""
    return RowFace(
        row.holder,
        rest=f" · {row.resource_name}",
        second=_second(left, how_far, outside, row.contact, row.purpose, row.place),
        lead=_moment(row.span.starts_at),
        action=Action(_("Serahkan"), "Enter", only_current=True),
    )


def coming_face(row: LoanRow) -> RowFace:
    """Until when, from whom, how much is out."""
    return RowFace(
        row.holder,
        rest=f" · {row.resource_name}",
        second=_second(_("{0} barang di luar").format(row.out), row.contact, row.purpose, row.place),
        lead=_moment(row.span.ends_at),
        action=Action(_("Terima kembali"), "Enter", only_current=True),
    )


def late_face(row: LateRow) -> RowFace:
    """Since when, who has what, whom to call; then whom it puts at risk, with that number too."""
    words = _second(row.holder, row.contact, row.what)
    if row.at_risk:
        following = row.at_risk[0]
        text = _("Berikutnya {holder}, {day}: {contact}")
        starts = following.span.starts_at
        day = f"{short_date(clock.office_date(starts))} {clock_time(starts)}"
        said = text.format(holder=following.holder, day=day, contact=following.contact)
        words = f"{words}\n{said}"
    return RowFace(words, lead_chip=(_moment(row.since), "late"), wraps=True, title_bold=False)


def late_message(row: LateRow) -> str:
    """A message ready to send to whoever has it; nothing secret, nobody else's name in it."""
    due = clock.to_office(row.since)
    words = _(
        "Yth. {name}, {what} yang dipinjam {holder} seharusnya kembali {day} {hour}. Mohon segera "
        "dikembalikan atau hubungi kami. Terima kasih."
    )
    asked = words.format(
        name=row.name,
        what=row.what,
        holder=row.holder,
        day=short_date(due.date()),
        hour=clock_time(due),
    )
    return f"{asked} {_('Ada pemakai berikutnya yang menunggu.')}" if row.at_risk else asked


def key_face(row: KeyRow) -> RowFace:
    """Which key, with whom, since when, whether it ought to be back."""
    since = f"{short_date(clock.office_date(row.given_at))} {clock_time(row.given_at)}"
    chip: tuple[str, Tone] = (_("terlambat"), "late") if row.is_overdue else (_("dibawa"), "info")
    return RowFace(
        row.what,
        rest=f" · {row.contact}",
        second=_second(_("sejak {0}").format(since), _("sampai {0}").format(_moment(row.due_at))),
        lead_chip=chip,
        action=Action(_("Sudah kembali"), "Enter", only_current=True),
    )


def item_face(row: ItemRow) -> RowFace:
    """What, how many of how many, in what condition, what is missing."""
    missing = _("kurang: {0}").format(", ".join(row.missing)) if row.missing else ""
    tone: Tone
    if row.picked == 0:
        chip: tuple[str, Tone] = (_("belum"), "quiet")
    elif row.picked < row.wanted:
        chip = (_("{0} dari {1}").format(row.picked, row.wanted), "today")
    else:
        chip = (_("lengkap") if row.wanted > 1 else _("terpilih"), "done")
    shown = condition_words(row.condition) if row.picked else ""
    tone = CONDITION_TONES.get(row.condition, "late")
    if row.picked and tone == "late":
        chip = (condition_words(row.condition), "late")
    count = "" if row.label else str(row.wanted)
    belongs = ", ".join(part for part in row.completeness if part not in row.missing)
    return RowFace(
        row.name,
        second=_second(shown, belongs, missing, row.note),
        lead=row.label or count,
        end_chip=chip,
        title_bold=bool(row.picked),
    )


def passed_face(row: HandOverRow) -> RowFace:
    """One hand-over that was written down: when, which way, what, between whom."""
    when = f"{short_date(clock.office_date(row.at))} {clock_time(row.at)}"
    is_gone = row.is_undone or row.undoes is not None
    way: tuple[str, Tone] = (_("keluar"), "info") if row.direction == "out" else (_("kembali"), "done")
    if row.stage in ("installed", "dismantled"):
        way = (_("dipasang"), "info") if row.stage == "installed" else (_("dibongkar"), "info")
    return RowFace(
        ", ".join(item.words for item in row.items),
        second=_second(when, f"{row.giver_name} → {row.receiver_name}", row.note or ""),
        lead_chip=(_("dibatalkan"), "quiet") if is_gone else way,
        title_bold=False,
    )
