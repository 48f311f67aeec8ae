"""The states a request passes and the moves between them; knows no service and no database.

diterima → belum lengkap ⇄ lengkap → diproses → siap → diserahkan → selesai; ditolak, dicabut, dialihkan and
keberatan leave that road, and each has its way back. No move jumps over a state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.errors import Refused
from desk.i18n import _
from desk.rules.asked import Asked, accept, words_of

STATES: dict[str, str] = {
    "incomplete": "belum lengkap",
    "complete": "lengkap",
    "in_process": "diproses",
    "ready": "siap diserahkan",
    "handed_over": "diserahkan",
    "finished": "selesai",
    "refused": "ditolak",
    "withdrawn": "dicabut",
    "redirected": "dialihkan",
    "objected": "dalam keberatan",
}

OPEN = ("incomplete", "complete", "in_process", "ready")
"""The office still owes the applicant something."""
WORKING = ("incomplete", "complete", "in_process")
"""Facts, tick list and clock may still change."""


@dataclass(frozen=True, slots=True)
class Move:
    """One change of state: `title` is its button, `past` its journal words, `asks_reason` its one question.

    `to_state` None: it depends on the tick list or on the decision.
    """

    key: str
    title: str
    past: str
    from_states: tuple[str, ...]
    to_state: str | None
    asks_reason: bool = False


MOVES: dict[str, Move] = {
    move.key: move
    for move in (
        Move("begin", "Mulai diproses", "mulai diproses", ("complete",), "in_process"),
        Move("make_ready", "Siap diserahkan", "siap diserahkan", ("in_process",), "ready"),
        Move("hand_over", "Serahkan …", "diserahkan", ("ready",), "handed_over"),
        Move("finish", "Selesai", "selesai", ("handed_over",), "finished"),
        Move("refuse", "Tolak …", "ditolak", WORKING, "refused", asks_reason=True),
        Move("redirect", "Alihkan …", "dialihkan", WORKING, "redirected", asks_reason=True),
        Move("withdraw", "Cabut …", "dicabut", OPEN, "withdrawn", asks_reason=True),
        Move("restore", "Batalkan pencabutan …", "dipulihkan", ("withdrawn",), None, asks_reason=True),
        Move(
            "reopen",
            "Buka kembali …",
            "dibuka kembali",
            ("ready", "handed_over", "finished", "refused", "redirected"),
            "in_process",
            asks_reason=True,
        ),
        Move(
            "object",
            "Keberatan …",
            "diajukan keberatan",
            ("complete", "in_process", "ready", "handed_over", "finished", "refused"),
            "objected",
        ),
        Move("settle_objection", "Tutup keberatan …", "keberatannya selesai", ("objected",), None),
    )
}
"""Key → move, in the order in which the screen shows them."""


_COLLECTORS = (("applicant", "pemohon sendiri"), ("proxy", "kuasa pemohon"))
_CHANNELS = (
    ("direct", "langsung"),
    ("email", "surel"),
    ("whatsapp", "WhatsApp"),
    ("letter", "surat"),
    ("portal", "portal/aplikasi"),
)

_OVER_THE_COUNTER = ("channel", ("direct",))

FIELDS: dict[str, tuple[Asked, ...]] = {
    "hand_over": (
        Asked("channel", "Kanal", "choice", is_required=True, choices=_CHANNELS),
        Asked("collector", "Diterima oleh", "choice", choices=_COLLECTORS, only_if=_OVER_THE_COUNTER),
        Asked("collector_name", "Nama kuasa", limit=120, only_if=("collector", ("proxy",))),
        Asked("identity_checked", "Identitas sudah diperiksa", "yes", only_if=_OVER_THE_COUNTER),
        Asked("receipt_lost", "Tanda terima hilang", "yes", only_if=_OVER_THE_COUNTER),
    ),
    "redirect": (Asked("agency", "Dialihkan kepada", is_required=True),),
}
"""Move → what it asks besides a reason."""


def accept_facts(move: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What a move tells, as it is kept; Refused beside the field.

    What is handed over the counter goes to somebody whose identity was seen, a proxy by name (row 32).
    """
    facts = accept(FIELDS.get(move, ()), answers)
    if move != "hand_over" or facts["channel"] != "direct":
        return facts
    if facts["collector"] is None:
        raise Refused(_("Pilih siapa yang menerima."), field="collector")
    if facts["collector"] == "proxy" and facts["collector_name"] is None:
        raise Refused(_("Tulis nama kuasa yang menerima."), field="collector_name")
    if not facts["identity_checked"]:
        raise Refused(_("Periksa dahulu identitas penerima."), field="identity_checked")
    return facts


def told(move: str, facts: Mapping[str, Any]) -> str:
    """What a move told besides, in the form's words: by which channel, who collected, a lost receipt."""
    fields = FIELDS.get(move, ())
    said = [words_of(field, facts.get(field.name)) for field in fields if field.kind != "yes"]
    said += [_(field.label).lower() for field in fields if field.kind == "yes" and facts.get(field.name)]
    return " · ".join(words for words in said if words)


def state_words(state: str) -> str:
    """What the screens call a state; an unknown one is a bug (KeyError)."""
    return _(STATES[state])


def moves_from(state: str) -> tuple[Move, ...]:
    """The moves that `state` permits, in the order of the road."""
    return tuple(move for move in MOVES.values() if state in move.from_states)


def check_move(number: str, state: str, move: str) -> Move:
    """The move, where `state` permits it; else Refused in words that say what to do first."""
    wanted = MOVES[move]
    if state in wanted.from_states:
        return wanted
    if state == wanted.to_state:
        raise Refused(_("Permohonan {number} sudah {state}.").format(number=number, state=state_words(state)))
    raise Refused(
        _("Permohonan {number} {state}; {hint}.").format(
            number=number, state=state_words(state), hint=_hint(state, wanted)
        )
    )


def check_working(number: str, state: str) -> None:
    """Refused where the facts of a request in `state` stand for good."""
    if state not in WORKING:
        sentence = _("Permohonan {number} {state}; buka kembali dahulu.")
        if state == "withdrawn":
            sentence = _("Permohonan {number} sudah dicabut.")
        raise Refused(sentence.format(number=number, state=state_words(state)))


def _hint(state: str, wanted: Move) -> str:
    """What stands in the way, and the way round it."""
    if state == "withdrawn":
        return _("batalkan pencabutannya dahulu")
    if state == "objected":
        return _("tutup keberatannya dahulu")
    if state == "incomplete":
        return _("lengkapi berkasnya dahulu")
    if state in ("refused", "redirected", "finished"):
        return _("buka kembali dahulu")
    names = " / ".join(f"“{_(MOVES[key].title).rstrip(' …')}”" for key in _before(state, wanted))
    if names:
        return _("pilih {moves} dahulu").format(moves=names)
    return _("“{move}” tidak berlaku pada keadaan ini").format(move=_(wanted.title).rstrip(" …"))


_ROAD = ("begin", "make_ready", "hand_over", "finish")


def _before(state: str, wanted: Move) -> tuple[str, ...]:
    """The next step of the road, where `wanted` lies further along it."""
    following = next((key for key in _ROAD if state in MOVES[key].from_states), None)
    if following is None or wanted.key not in _ROAD:
        return ()
    return (following,) if _ROAD.index(following) < _ROAD.index(wanted.key) else ()
