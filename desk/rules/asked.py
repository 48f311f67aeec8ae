"""What a form asks, as data: fields with their kinds, and the one way in which answers are taken.

Knows neither who asks nor where the answers are kept. What is stored is what JSON can hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Literal

from desk.errors import Refused
from desk.i18n import _
from desk.rules import phones
from desk.rules.texts import NOTE_LIMIT, clean

Kind = Literal["text", "long", "date", "time", "number", "choice", "yes", "phone"]

LONGEST_TEXT = 200
LARGEST_NUMBER = 1_000_000_000

_SECRET = re.compile(
    r"(pass\s*word|pass\s*code|kata\s*sandi|sandi|pwd|pin)\s*[:=]\s*\S|[?&]pwd=", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: `name` in the record, `label` on the screen; `choices` are (key, words) of a choice.

    `limit` in characters for texts, the largest number for numbers; 0 is the usual one. `only_if`: asked only
    while that field has one of these answers; an answer given before stays a legal one.
    """

    name: str
    label: str
    kind: Kind = "text"
    is_required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    limit: int = 0
    hint: str = ""
    only_if: tuple[str, tuple[str, ...]] | None = None


def accept(fields: Sequence[Asked], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are kept: every field there is, empty ones None; Refused beside the field.

    Days are ISO dates, times "HH:MM", a yes is True or False. An unknown name is a bug (KeyError).
    """
    known = {field.name for field in fields}
    strangers = answers.keys() - known
    if strangers:
        raise KeyError(f"not asked: {sorted(strangers)}")
    return {field.name: _taken(field, answers.get(field.name)) for field in fields}


def words_of(field: Asked, value: Any) -> str:
    """A kept answer as the screen and the paper say it; empty where there is none."""
    if value is None or value == "":
        return ""
    if field.kind == "yes":
        return _("ya") if value else _("tidak")
    if field.kind == "choice":
        return _(dict(field.choices).get(value, str(value)))
    if field.kind == "phone":
        return phones.shown(str(value))
    return str(value)


def refuse_secret(text: str, *, field: str) -> None:
    """Refused where `text` looks as if it held a password: secrets are never kept, only their delivery."""
    if _SECRET.search(text):
        sentence = _(
            "Kata sandi tidak disimpan di sini; catat saja bahwa sudah disampaikan, kanal dan waktunya."
        )
        raise Refused(sentence, field=field)


def _taken(field: Asked, answer: Any) -> Any:
    if field.kind == "yes":
        return bool(answer)
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        if field.is_required:
            raise Refused(_("{label} belum diisi.").format(label=_(field.label)), field=field.name)
        return None
    text = _text(field, answer)
    refuse_secret(text, field=field.name)
    return _TAKERS.get(field.kind, _as_text)(field, text)


def _text(field: Asked, answer: Any) -> str:
    """Whatever kind it is, an answer arrives as clean text."""
    if isinstance(answer, date | time):
        return answer.isoformat()
    is_long = field.kind == "long"
    limit = field.limit if field.limit and field.kind in ("text", "long") else 0
    limit = limit or (NOTE_LIMIT if is_long else LONGEST_TEXT)
    return clean(str(answer), limit=limit, field=field.name, label=_(field.label), multiline=is_long)


def _as_text(_field: Asked, text: str) -> str:
    return text


def _as_date(field: Asked, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        sentence = _("{label}: tulis tanggal yang ada, misalnya 2026-11-24.")
        raise Refused(sentence.format(label=_(field.label)), field=field.name) from None


def _as_time(field: Asked, text: str) -> str:
    try:
        return time.fromisoformat(text.replace(".", ":")).strftime("%H:%M")
    except ValueError:
        sentence = _("{label}: tulis jam yang ada, misalnya 09.30.")
        raise Refused(sentence.format(label=_(field.label)), field=field.name) from None


def _as_number(field: Asked, text: str) -> int:
    largest = field.limit or LARGEST_NUMBER
    digits = text.replace(".", "")
    if not digits.isascii() or not digits.isdigit() or int(digits[:12]) > largest:
        sentence = _("{label}: tulis angka bulat sampai {largest}.")
        shown = f"{largest:,}".replace(",", ".")
        raise Refused(sentence.format(label=_(field.label), largest=shown), field=field.name)
    return int(digits)


def _as_choice(field: Asked, text: str) -> str:
    if text not in dict(field.choices):
        raise Refused(_("{label}: pilih salah satu.").format(label=_(field.label)), field=field.name)
    return text


def _as_phone(field: Asked, text: str) -> str:
    return phones.normalised(text, field=field.name)


_TAKERS = {
    "date": _as_date,
    "time": _as_time,
    "number": _as_number,
    "choice": _as_choice,
    "phone": _as_phone,
}
