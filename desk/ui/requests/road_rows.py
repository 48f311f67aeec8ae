"""How the rows of a request's road look; pure functions from rows to faces, no widget."""

from __future__ import annotations

from desk.i18n import _
from desk.queries.roads import (
    HistoryRow,
    KindRow,
    ObjectionRow,
    ParticipantRow,
    RecordRow,
    ReferralRow,
    StepRow,
)
from desk.rules.office_dates import long_date, short_date
from desk.ui.requests.facts import moment_words
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.row_face import Action, RowFace


def step_face(row: StepRow) -> RowFace:
    """A printed step: done, next or to come, in the decree's words, and who acts."""
    chip: tuple[str, Tone] = (_("selesai"), "done") if row.is_done else (_("menyusul"), "quiet")
    if row.is_next:
        chip = (_("berikutnya"), "today")
    optional = _("bila ada") if row.is_optional else ""
    ticked = _("Enter mencentang") if row.may_tick and not row.is_done else ""
    return RowFace(
        title=f"{row.label} {row.text}",
        title_bold=row.is_next,
        wraps=True,
        second=" · ".join(part for part in (row.actor, optional, ticked) if part),
        lead_chip=chip,
    )


def record_face(row: RecordRow) -> RowFace:
    """Something written down on the way."""
    return RowFace(
        title=row.title,
        rest=f" · {row.words}" if row.words else "",
        second=_("dicatat {name}").format(name=row.by_name),
        lead=short_date(row.on),
        action=Action(_("Tarik …"), "Enter", only_current=True),
    )


def referral_face(row: ReferralRow) -> RowFace:
    """A disposisi and whether they took it."""
    to = " · ".join(part for part in (row.to_unit, row.to_person) if part)
    taken: tuple[str, Tone] = (_("belum diterima"), "missing")
    second = _("dari {name}, {when}").format(name=row.referred_by, when=moment_words(row.made_at))
    action: Action | None = Action(_("Diterima …"), "Enter", only_current=True)
    if row.acknowledged_by and row.acknowledged_at:
        taken, action = (_("diterima"), "done"), None
        second += " · " + _("diterima {name}, {when}").format(
            name=row.acknowledged_by, when=moment_words(row.acknowledged_at)
        )
    return RowFace(
        title=to, rest=f" · {row.instruction}", second=second, lead_chip=taken, action=action, title_bold=True
    )


def participant_face(row: ParticipantRow) -> RowFace:
    """Somebody on a training's list."""
    parts = (row.identity_number, row.institution, row.phone, row.email)
    chip: tuple[str, Tone] = (_("hadir"), "done") if row.is_present else (_("diundang"), "quiet")
    return RowFace(
        title=row.name,
        second=" · ".join(part for part in parts if part),
        lead_chip=chip,
        end_chip=(_("survei dikirim"), "info") if row.is_surveyed else None,
        title_bold=False,
    )


def objection_face(row: ObjectionRow) -> RowFace:
    """An objection with its clock and what to do with it."""
    chips: dict[str, tuple[str, Tone]] = {
        "registered": (row.state_words, "today"),
        "answered": (row.state_words, "info"),
        "accepted": (row.state_words, "done"),
        "disputed": (row.state_words, "late"),
    }
    actions = {"registered": _("Tanggapi …"), "answered": _("Tutup …")}
    due = _("tanggapan paling lambat {day}").format(day=long_date(row.due_on)) if row.due_on else ""
    decided = f"{row.decision}: {row.answer}" if row.decision else ""
    parts = (due if row.state == "registered" else "", decided, ", ".join(row.grounds), row.case)
    word = actions.get(row.state)
    return RowFace(
        title=row.number,
        rest=f" · {row.by_name}",
        second=" · ".join(part for part in parts if part),
        lead_chip=chips[row.state],
        action=Action(word, "Enter", only_current=True) if word else None,
    )


def history_face(row: HistoryRow) -> RowFace:
    """A move that was made."""
    return RowFace(
        title=row.words,
        rest="" if row.state_words in row.words else f" → {row.state_words}",
        second=" · ".join(part for part in (moment_words(row.at), row.by_name, row.told, row.reason) if part),
        title_bold=False,
    )


def kind_face(row: KindRow) -> RowFace:
    """A kind of record to choose; those the next move waits for say so."""
    needed: tuple[str, Tone] = (_("diperlukan"), "missing")
    asked = ", ".join(_(each.label) for each in row.fields)
    return RowFace(title=row.title, second=asked, lead_chip=needed if row.is_needed else None)
