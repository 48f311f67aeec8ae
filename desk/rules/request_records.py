"""What is written down on a request's way, kind by kind, as fields; knows no request and no database.

Of accounts and access only is kept what was delivered, how, when and to whom (N30): never a secret.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk import paths
from desk.errors import Refused
from desk.i18n import _
from desk.rules.asked import Asked, accept, words_of


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind: `title` is its button, `fields` what it asks; `is_repeated` where several may stand."""

    key: str
    title: str
    fields: tuple[Asked, ...]
    is_repeated: bool = False
    is_restricted: bool = False
    """Only for those who may see who applied (PPID, incidents)."""


def _read() -> dict[str, RecordKind]:
    stored = json.loads((paths.resources() / "standards" / "records.json").read_text("utf-8"))
    return {kind["key"]: _kind(kind, stored["choices"]) for kind in stored["kinds"]}


def _kind(stored: Mapping[str, Any], choices: Mapping[str, Any]) -> RecordKind:
    return RecordKind(
        key=stored["key"],
        title=stored["title"],
        fields=tuple(_field(each, choices) for each in stored["fields"]),
        is_repeated=bool(stored.get("repeated")),
        is_restricted=bool(stored.get("restricted")),
    )


def _field(stored: Mapping[str, Any], choices: Mapping[str, Any]) -> Asked:
    chosen = stored.get("choices", ())
    return Asked(
        name=stored["name"],
        label=stored["label"],
        kind=stored.get("kind", "text"),
        is_required=bool(stored.get("required")),
        choices=tuple(
            (key, words) for key, words in (choices[chosen] if isinstance(chosen, str) else chosen)
        ),
        limit=stored.get("limit", 0),
        hint=stored.get("hint", ""),
        only_if=_condition(stored.get("only_if")),
    )


def _condition(stored: Any) -> tuple[str, tuple[str, ...]] | None:
    return (stored[0], tuple(stored[1])) if stored else None


KINDS: dict[str, RecordKind] = _read()
"""Key → kind, in the order of `records.json`. UU 14/2008 Pasal 17 letters stand there in our short words."""


def kind_of(key: str) -> RecordKind:
    """The kind called `key`; Refused where there is none."""
    kind = KINDS.get(key)
    if kind is None:
        raise Refused(_("Jenis catatan ini tidak dikenal."), field="kind")
    return kind


def accepted(key: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of one record as they are kept; Refused beside the field."""
    facts = accept(kind_of(key).fields, answers)
    if key == "ppid_decision":
        _check_ppid(facts)
    if key == "rating" and not facts["stars"]:
        raise Refused(_("Bintang antara 1 dan 5."), field="stars")
    if facts.get("verdict") == "unfit" and not facts.get("about"):
        raise Refused(_("Tulis alasannya."), field="about")
    return facts


def _check_ppid(facts: Mapping[str, Any]) -> None:
    """What each decision has to say (UU 14/2008 Ps 17, 22(7); PERKI 1/2021 forms)."""
    needs = {
        "granted": ("form", _("Pilih bentuk informasi yang diberikan.")),
        "partly": ("blackening", _("Jelaskan bagian yang dihitamkan.")),
        "refused": ("exemption", _("Pilih dasar pengecualian (Pasal 17).")),
        "elsewhere": ("elsewhere", _("Tulis badan publik yang menguasai.")),
    }
    field, sentence = needs.get(facts["decision"], ("", ""))
    if field and not facts[field]:
        raise Refused(sentence, field=field)
    if facts["decision"] == "refused" and not facts["consequence"]:
        raise Refused(_("Tulis konsekuensi bila informasi dibuka."), field="consequence")


def summary(key: str, facts: Mapping[str, Any]) -> str:
    """One line for the screen and the journal: the answers that are there, in the form's order."""
    parts = [words_of(field, facts.get(field.name)) for field in KINDS[key].fields if field.kind != "yes"]
    parts += [_(field.label) for field in KINDS[key].fields if field.kind == "yes" and facts.get(field.name)]
    return " · ".join(part for part in parts if part)
