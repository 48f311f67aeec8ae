"""The papers that can be printed on and the states of a sending; knows no printer."""

from __future__ import annotations

from desk.i18n import _

PAPERS = ("58", "80", "a5", "a4", "label")
ROLLS = ("58", "80")
KINDS = ("roll", "a5", "a4")
"""The kinds of paper a machine has a printer for."""


def kind_of(paper: str) -> str:
    """Which kind of paper `paper` is; labels come from the roll."""
    return paper if paper in KINDS else "roll"


def kind_words(kind: str) -> str:
    """A kind of paper as the office says it."""
    return {"roll": _("gulungan (tanda terima)"), "a5": _("A5"), "a4": _("A4")}[kind]


def paper_words(paper: str) -> str:
    """One paper as the office says it."""
    if paper in ROLLS:
        return _("gulungan {width} mm").format(width=paper)
    return _("label") if paper == "label" else paper.upper()


def state_words(state: str) -> str:
    """A state of a job as the queue shows it."""
    return {
        "waiting": _("menunggu"),
        "sent": _("terkirim"),
        "failed": _("gagal"),
        "not_out": _("tidak keluar"),
        "cancelled": _("dibatalkan"),
    }[state]
