"""How a clock's days, decisions and facts look; knows no database and nothing to press."""

from __future__ import annotations

from desk.i18n import _
from desk.queries.deadlines import ClockDetail, DecisionRow
from desk.rules.explanations import ExplainedDay
from desk.rules.office_dates import long_date, month_name, short_date, weekday_name
from desk.rules.working_days import Kind
from desk.ui.requests.facts import moment_words
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.rows import RowFace

_OFF_TONES: dict[str, Tone] = {"weekend": "quiet", "paused": "today"}
_TONES: dict[str, Tone] = {"late": "late", "today": "today", "soon": "today", "ok": "ok"}


def day_face(each: ExplainedDay) -> RowFace:
    """One day: its number and date, or what it is skipped for."""
    if each.reason is None:
        lead = _("hari {number}").format(number=each.number)
        chip: tuple[str, Tone] | None = (_("perpanjangan"), "quiet") if each.is_extension else None
        return RowFace(_day_words(each), lead=lead, end_chip=chip, title_bold=False)
    word, name = _off_words(each)
    rest = f" · {name}" if name else ""
    tone = _OFF_TONES.get(each.kind or "weekend", "info")
    return RowFace(_day_words(each), rest=rest, lead="–", end_chip=(word, tone), title_bold=False)


def _day_words(each: ExplainedDay) -> str:
    """ "Kamis, 19 Maret": the year stands over the list."""
    day = f"{weekday_name(each.first)}, {each.first.day} {month_name(each.first.month)}"
    return day if each.first == each.last else each.words


def _off_words(each: ExplainedDay) -> tuple[str, str]:
    """The kind of day off, and which one it is where that says more."""
    words: dict[Kind, str] = {
        "national": _("libur nasional"),
        "cuti_bersama": _("cuti bersama"),
        "closure": _("kantor tutup"),
        "balinese": _("dispensasi"),
        "paused": _("dihentikan"),
        "weekend": _("akhir pekan"),
    }
    reason = each.reason or ""
    word = words[each.kind or "weekend"]
    if reason.lower().startswith(word):
        return word, reason[len(word) :].lstrip(" ,")
    return word, reason.partition(", ")[2]


def state_chip(shown: ClockDetail) -> tuple[str, Tone]:
    """How near the date is, in the work list's words."""
    if not shown.is_open:
        return shown.state_words, "quiet"
    if shown.state is None:
        return _("tanpa tanggal"), "quiet"
    return shown.state_words, _TONES[shown.state]


def facts_of(shown: ClockDetail) -> list[tuple[str, str]]:
    """What the date rests on, in rows; rows without words do not show."""
    promise = shown.deadline.promise
    facts = [(_("Jangka waktu"), promise.starts_words), (_("Keterangan"), promise.explanation or "")]
    if promise.starts_on is not None:
        facts.append((_("Hari ke-0"), _("{day} (tidak dihitung)").format(day=long_date(promise.starts_on))))
    if promise.base_on is not None:
        facts.append((_("Batas semula"), long_date(promise.base_on)))
    if shown.progress is not None:
        used, left = shown.progress.used, shown.progress.left
        late = _("{used} hari kerja; lewat {left}").format(used=used, left=-left)
        running = _("{used} hari kerja, tersisa {left}").format(used=used, left=left)
        facts.append((_("Terpakai"), late if left < 0 else running))
    if shown.deadline.draft_on is not None:
        facts.append(
            (_("Konsep jawaban"), _("paling lambat {day}").format(day=long_date(shown.deadline.draft_on)))
        )
    if promise.due_on is not None:
        facts.append((_("Kalender"), _policy_words(shown)))
    return facts


def _policy_words(shown: ClockDetail) -> str:
    words = {
        "statutory": _("undang-undang: libur nasional, cuti bersama, penutupan"),
        "office": _("kantor: juga hari raya Bali yang dikonfirmasi"),
        "proposed": _("semua hari raya Bali yang diusulkan"),
    }
    return words[shown.deadline.policy]


def decision_words(row: DecisionRow) -> str:
    """What was decided, in a word."""
    words = {
        "extended": _("diperpanjang"),
        "paused": _("dihentikan sementara"),
        "resumed": _("dijalankan lagi"),
        "event_done": _("dihitung sejak acara"),
    }
    return words[row.kind]


def decision_face(row: DecisionRow) -> RowFace:
    """A decision with its reason; one taken back says so and offers nothing."""
    title = f"{short_date(row.on)} · {decision_words(row)}"
    if row.taken_back_at is None:
        return RowFace(title, second=f"{row.reason} · {row.by}", title_bold=False)
    taken = _("dibatalkan {when}: {reason}").format(
        when=moment_words(row.taken_back_at), reason=row.taken_back_reason
    )
    return RowFace(title, second=taken, end_chip=(_("dibatalkan"), "quiet"), title_bold=False)
