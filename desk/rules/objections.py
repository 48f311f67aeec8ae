"""Objections to what became of a request: grounds, decisions, words; knows no calendar and no database."""

from __future__ import annotations

from collections.abc import Iterable

from desk.errors import Refused
from desk.i18n import _

GROUNDS: dict[str, str] = {
    "a": "penolakan berdasarkan alasan pengecualian (Pasal 17)",
    "b": "tidak disediakannya informasi berkala (Pasal 9)",
    "c": "tidak ditanggapinya permintaan informasi",
    "d": "permintaan informasi ditanggapi tidak sebagaimana yang diminta",
    "e": "tidak dipenuhinya permintaan informasi",
    "f": "pengenaan biaya yang tidak wajar",
    "g": "penyampaian informasi melebihi waktu yang diatur",
}
"""UU 14/2008 Pasal 35(1) huruf a–g."""

KINDS: dict[str, str] = {
    "ppid": "keberatan",
    "rebuttal": "sanggahan",
    "lateness": "keberatan atas keterlambatan",
}
DECISIONS: dict[str, str] = {
    "granted": "dikabulkan",
    "partly": "dikabulkan sebagian",
    "refused": "ditolak",
}
STATES: dict[str, str] = {
    "registered": "terdaftar",
    "answered": "ditanggapi",
    "accepted": "diterima pemohon",
    "disputed": "sengketa Komisi Informasi",
}


def kind_words(kind: str) -> str:
    """What the screens call an objection of this kind."""
    return _(KINDS[kind])


def accepted_grounds(kind: str, grounds: Iterable[str]) -> list[str]:
    """The letters in order, each once; Refused (field `grounds`) where a keberatan has none of the seven."""
    letters = sorted(set(grounds))
    if kind != "ppid":
        return []
    if not letters or any(letter not in GROUNDS for letter in letters):
        raise Refused(_("Pilih sedikitnya satu alasan keberatan (Pasal 35 huruf a–g)."), field="grounds")
    return letters


def check_decision(decision: str) -> None:
    """Refused (field `decision`) for what is no decision."""
    if decision not in DECISIONS:
        raise Refused(_("Pilih putusan."), field="decision")
