"""The way of each service through its own printed steps: who acts, what shows that it is done.

Reads the road beside the decree's words and knows no request's database row.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from desk import paths
from desk.errors import Refused
from desk.i18n import _
from desk.rules.inner_targets import InnerTarget, read_targets
from desk.rules.request_records import KINDS
from desk.rules.request_states import MOVES
from desk.rules.standards import shown_labels

ACTORS: dict[str, str] = {
    "pemohon": "Pemohon",
    "petugas": "Petugas",
    "unit": "Bidang",
    "dinas": "Dinas",
    "kasi": "Kasi",
    "kabid": "Kabid",
    "ppid": "PPID",
    "tim_teknis": "Tim Teknis",
    "tim_publikasi": "Tim publikasi",
    "walidata": "Walidata",
    "verifikator": "Verifikator",
    "produsen_data": "Produsen data",
    "bsre": "BSrE",
}

_REACHED = {
    "begun": ("in_process", "ready", "handed_over", "finished"),
    "ready": ("ready", "handed_over", "finished"),
    "handed_over": ("handed_over", "finished"),
    "finished": ("finished",),
    "refused": ("refused",),
}
"""What shows a step done → the states in which it is. In objection the state before it counts."""


@dataclass(frozen=True, slots=True)
class Step:
    """One printed step; `done_by` says what shows that it is done: a state, `record:KIND`, `tick`, …"""

    key: str
    label: str
    text: str
    actor: str
    done_by: str
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Road:
    """The way of one service: its steps, what each move needs first, what else may be written down."""

    service: str
    steps: tuple[Step, ...]
    needs: Mapping[str, tuple[str, ...]]
    offers: tuple[str, ...]
    objection: str | None
    """`ppid`, `rebuttal` or `lateness`; None: the standard knows none."""
    documents: tuple[str, ...]
    has_participants: bool
    is_common: bool
    """The decree prints no procedure of its own (3.3, N31): the common road, marked *bukan dari SK*."""
    note: str | None
    targets: tuple[InnerTarget, ...] = ()
    """What the office sets itself inside the promise."""

    @property
    def records(self) -> tuple[str, ...]:
        """The kinds of record this road knows, each once, in its order."""
        steps = (step.done_by.partition(":")[2] for step in self.steps if step.done_by.startswith("record:"))
        needed = (need for needs in self.needs.values() for need in needs)
        return tuple(dict.fromkeys(key for key in (*needed, *steps, *self.offers) if key in KINDS))


@dataclass(frozen=True, slots=True)
class Passed:
    """What shows how far a request has come."""

    state: str
    is_complete: bool = False
    """Whether the file was ever declared complete."""
    records: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    ticked: frozenset[str] = frozenset()
    has_referral: bool = False
    has_objection: bool = False
    objection_is_answered: bool = False
    booking_is_confirmed: bool = False
    verdicts: Mapping[str, str] | None = None
    """Kind → verdict of its newest record, where it has one."""


@cache
def _stored() -> dict[str, Any]:
    file = paths.resources() / "standards" / "roads.json"
    roads: dict[str, Any] = json.loads(file.read_text("utf-8"))["roads"]
    return roads


def road_of(service: str, procedure: Sequence[Mapping[str, Any]]) -> Road:
    """The road of the service `karangasem-2.1`, its steps in the words of `procedure` (the decree's).

    A service or a number of steps that no road is written for goes the common road: each step is ticked.
    """
    stored = _stored().get(service)
    if stored is None or len(stored["steps"]) != len(procedure):
        stored = {"steps": [{"actor": "pemohon", "done": "tick"}] * len(procedure), "is_common": True}
    steps = tuple(
        Step(
            key=f"step_{number}",
            label=label,
            text=str(printed["text"]),
            actor=each["actor"],
            done_by=each["done"],
            is_optional=bool(each.get("optional")),
        )
        for number, (each, printed, label) in enumerate(
            zip(stored["steps"], procedure, _labels(procedure), strict=True), 1
        )
    )
    return Road(
        service=service,
        steps=steps,
        needs={move: tuple(needs) for move, needs in stored.get("needs", {}).items()},
        offers=tuple(stored.get("offers", ())),
        objection=stored.get("objection"),
        documents=tuple(stored.get("documents", ())),
        has_participants=bool(stored.get("has_participants")),
        is_common=bool(stored.get("is_common")),
        note=stored.get("note"),
        targets=read_targets(stored.get("targets")),
    )


def _labels(procedure: Sequence[Mapping[str, Any]]) -> list[str]:
    """The steps' bullets; numbers where the decree prints none or none that can be read (N52)."""
    shown = shown_labels([printed.get("label") for printed in procedure])
    if all(label and len(label) <= _LONGEST_LABEL for label in shown):
        return [str(label) for label in shown]
    return [f"{number}." for number in range(1, len(shown) + 1)]


_LONGEST_LABEL = 3


@cache
def with_targets() -> tuple[str, ...]:
    """The services whose roads set the office something inside the promise."""
    return tuple(key for key, road in _stored().items() if road.get("targets"))


def is_done(step: Step, passed: Passed) -> bool:
    """Whether `step` is behind the request."""
    if step.key in passed.ticked:
        return True
    what, _colon, which = step.done_by.partition(":")
    shown = {
        "record": which in passed.records,
        "document": which in passed.documents,
        "referral": passed.has_referral,
        "objection": passed.has_objection,
        "objection_answered": passed.objection_is_answered,
        "tick": False,
        "filed": True,
        "complete": passed.is_complete,
    }
    if what in shown:
        return shown[what]
    return passed.state in _REACHED[what]


def may_tick(step: Step) -> bool:
    """Whether somebody may tick the step by hand: one that a state shows is ticked by its move alone."""
    return step.done_by == "tick" or step.done_by.startswith("document:")


_WORDS = {
    "booking_confirmed": "konfirmasi jadwal di kalender oleh Pemegang Barang/Aset",
    "referral": "disposisi",
}


def missing_keys(road: Road, move: str, passed: Passed) -> tuple[str, ...]:
    """What `move` needs and is not there yet: kinds of record, `referral`, `booking_confirmed`."""
    return tuple(need for need in road.needs.get(move, ()) if not _is_there(need, passed))


def missing_for(road: Road, move: str, passed: Passed) -> tuple[str, ...]:
    """What `move` needs and is not there yet, in the screen's words."""
    return tuple(_need_words(need) for need in missing_keys(road, move, passed))


def check_needs(road: Road, move: str, passed: Passed) -> None:
    """Refused where the standard's own way asks for something before `move`."""
    missing = missing_for(road, move, passed)
    if missing:
        sentence = _("“{move}” menunggu: {missing}.")
        title = _(MOVES[move].title).rstrip(" …")
        raise Refused(sentence.format(move=title, missing=", ".join(missing)), field="move")
    verdicts = passed.verdicts or {}
    unfit = [key for key in road.needs.get(move, ()) if verdicts.get(key) == "unfit"]
    if unfit:
        sentence = _("{record}: hasilnya tidak sesuai; perbaiki dan catat lagi, atau tolak.")
        raise Refused(sentence.format(record=_need_words(unfit[0]).capitalize()), field="move")


def _is_there(need: str, passed: Passed) -> bool:
    if need == "booking_confirmed":
        return passed.booking_is_confirmed
    if need == "referral":
        return passed.has_referral
    return need in passed.records


def _need_words(need: str) -> str:
    return _(_WORDS[need]) if need in _WORDS else _(KINDS[need].title)


def check_record(road: Road, kind: str) -> None:
    """Refused where the road of the service does not know this kind of record."""
    if kind not in road.records and kind not in COMMON_RECORDS:
        sentence = _("Layanan ini tidak mengenal catatan “{kind}”.")
        raise Refused(sentence.format(kind=_need_words(kind) if kind in KINDS else kind), field="kind")


COMMON_RECORDS = ("coordination", "delivery", "survey_invitation", "correction_round")
"""What may be written down on every road."""


def kinds_offered(road: Road, standing: Collection[str]) -> tuple[str, ...]:
    """The kinds of record to offer now: needed ones first; one that stands and is not repeated is not."""
    kinds = dict.fromkeys((*road.records, *COMMON_RECORDS))
    return tuple(key for key in kinds if KINDS[key].is_repeated or key not in standing)
