"""How the rows of hand-overs look; pure functions from rows to faces, no widget."""

from __future__ import annotations

from desk import clock
from desk.i18n import _
from desk.queries.custody_day import KeyRow, LoanRow
from desk.queries.pick_lists import PassedRow
from desk.rules import phones
from desk.rules.hand_overs import STAGES
from desk.rules.office_dates import clock_time, short_date
from desk.ui.assets.faces import CONDITION_TONES, condition_words
from desk.ui.assets.picking import ItemRow
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.row_face import Action, RowFace


def _contact(row: LoanRow) -> str:
    phone = phones.shown(row.phone) if row.phone else ""
    return " ".join(part for part in (row.borrower_name if row.institution else "", phone) if part)


def _second(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def going_face(row: LoanRow) -> RowFace:
    """When, for whom, what, whom to call."""
    starts = clock.to_office(row.span.starts_at)
    lead = clock_time(starts) if starts.date() == clock.today() else short_date(starts.date())
    partly = _("sebagian sudah keluar") if row.is_partly else ""
    return RowFace(
        row.holder,
        rest=f" · {row.resource_name}",
        second=_second(row.items, partly, _contact(row), row.purpose),
        lead=lead,
        action=Action(_("Serahkan"), "Enter", only_current=True),
    )


def coming_face(row: LoanRow) -> RowFace:
    """Until when, from whom, what is out."""
    ends = clock.to_office(row.span.ends_at)
    lead = clock_time(ends) if ends.date() == clock.today() else short_date(ends.date())
    return RowFace(
        row.holder,
        rest=f" · {row.resource_name}",
        second=_second(row.items, _contact(row), row.purpose),
        lead=lead,
        action=Action(_("Terima kembali"), "Enter", only_current=True),
    )


def late_face(row: LoanRow) -> RowFace:
    """Since when, who has what, whom to call; then whom it puts at risk, with that number too."""
    due = clock.to_office(row.due_at)
    since = clock_time(due) if due.date() == clock.today() else short_date(due.date())
    words = _second(row.holder, _contact(row), row.items)
    if row.next is not None:
        text = _("Berikutnya {holder}, {day}: {contact}")
        day = short_date(clock.office_date(row.next.span.starts_at))
        following = text.format(holder=row.next.holder, day=day, contact=row.next_contact)
        words = f"{words}\n{following}"
    return RowFace(words, lead_chip=(since, "late"), wraps=True, title_bold=False)


def late_message(row: LoanRow) -> str:
    """A message ready to send to whoever has it; nothing secret, nobody else's name in it."""
    due = clock.to_office(row.due_at)
    words = _(
        "Yth. {name}, {items} yang dipinjam untuk {purpose} seharusnya kembali {day} {hour}. Mohon segera "
        "dikembalikan atau hubungi kami; ada pemakai berikutnya yang menunggu. Terima kasih."
    )
    return words.format(
        name=row.borrower_name,
        items=row.items,
        purpose=row.purpose,
        day=short_date(due.date()),
        hour=clock_time(due),
    )


def key_face(row: KeyRow) -> RowFace:
    """Which key, with whom, since when."""
    phone = phones.shown(row.holder_phone) if row.holder_phone else ""
    since = f"{short_date(clock.office_date(row.given_at))} {clock_time(row.given_at)}"
    return RowFace(
        row.what,
        rest=f" · {row.holder_name}",
        second=_second(phone, _("sejak {0}").format(since)),
        lead_chip=(_("kunci"), "info"),
        action=Action(_("Buka"), "Enter", only_current=True),
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


def passed_face(row: PassedRow) -> RowFace:
    """One hand-over that was written down: when, which way, what, between whom."""
    when = f"{short_date(clock.office_date(row.at))} {clock_time(row.at)}"
    if row.stage in ("installed", "dismantled"):
        way: tuple[str, Tone] = (_(STAGES[row.stage]).partition(" ")[0], "info")
    else:
        way = (_("keluar"), "info") if row.direction == "out" else (_("kembali"), "done")
    return RowFace(
        row.items,
        second=_second(when, f"{row.giver} → {row.receiver}", row.note or ""),
        lead_chip=(_("dibatalkan"), "quiet") if row.is_undone else way,
        title_bold=False,
    )
