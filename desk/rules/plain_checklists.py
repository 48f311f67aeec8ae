"""A tick list taken straight from the text of a decree that nobody has worked through yet.

Every requirement is a file to be brought, every time limit counts as printed. Knows no database; the lists
of the program's own decrees were made by hand and are better (`checklists.json`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desk.i18n import _
from desk.rules.checklists import Checklist
from desk.rules.texts import fold

_ANYONE = "Pemohon"
_LONGEST_PREFIX = 12


def is_unchanged(entry: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Whether what a tick list is made of reads the same in both entries: then the known list still holds."""
    keys = ("requirements", "time_limits", "products", "fee")
    return all(entry[key] == known.get(key) for key in keys)


def plain_checklist(
    entry: Mapping[str, Any], *, before: Checklist | None, taken: frozenset[str]
) -> dict[str, Any]:
    """The checklist of `entry` as JSON has it; what `before` knew of the service beside its text is kept.

    `taken` are the prefixes of the other services. Every line may be waived: nobody has yet looked which of
    them are alternatives.
    """
    kept = dict(before.source) if before is not None else {**_NEW, "prefix": _prefix(entry["name"], taken)}
    kinds = list(kept["applicant_kinds"])
    kinds += [kind for kind in entry.get("requirements_by_applicant") or () if kind not in kinds]
    kinds = kinds or [_ANYONE]
    items, introductions = _items(entry["requirements"], kinds)
    limits = entry["time_limits"]
    variants = [_variant(limit, at) for at, limit in enumerate(limits, start=1)] if len(limits) > 1 else []
    return kept | {
        "id": entry["id"],
        "applicant_kinds": kinds,
        "variant_prompt": _("Jenis") if variants else None,
        "variant_chosen_at": "processing" if variants else None,
        "default_variant": None,
        "variants": variants,
        "items": items,
        "introductions": introductions,
        "repeats": [],
        "clock": [_limit(limit, variant) for limit, variant in _paired(limits, variants)],
        "unknown_words": _unknown_words(limits),
        "fee_words": _fee_words(entry["fee"]),
    }


_NEW: Mapping[str, Any] = {
    "applicant_kinds": [],
    "calendar_policy": "office",
    "event_bound": False,
    "is_activity": False,
    "books": None,
    "confidential": False,
    "search_words": [],
}


def _items(nodes: Sequence[Any], kinds: Sequence[str]) -> tuple[list[dict[str, Any]], list[str]]:
    items: list[dict[str, Any]] = []
    introductions: list[str] = []

    def walk(nodes: Sequence[Any], path: str, only_for: list[str] | None) -> None:
        for at, node in enumerate(nodes):
            source = f"{path}{at}"
            text, label, children = _parts(node)
            asked_of = [label] if label in kinds else only_for
            if children:
                introductions.append(source)
                walk(children, f"{source}/children/", asked_of)
                continue
            item = {"key": f"syarat-{len(items) + 1}", "kind": "berkas", "text": text, "source": source}
            items.append(item | {"waivable": True} | ({"applicant_kinds": asked_of} if asked_of else {}))

    walk(nodes, "", None)
    return items, introductions


def _parts(node: Any) -> tuple[str, str, Sequence[Any]]:
    if isinstance(node, str):
        return node.rstrip(" ;"), "", ()
    return node["text"].rstrip(" ;"), node.get("label") or "", node.get("children") or ()


def _variant(limit: Mapping[str, Any], number: int) -> dict[str, Any]:
    return {"key": fold(limit["label"]).replace(" ", "_")[:50] + f"_{number}", "label": limit["label"]}


def _paired(
    limits: Sequence[Mapping[str, Any]], variants: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], str | None]]:
    if not variants:
        return [(limit, None) for limit in limits]
    return [(limit, variant["key"]) for limit, variant in zip(limits, variants, strict=True)]


def _limit(limit: Mapping[str, Any], variant: str | None) -> dict[str, Any]:
    words = f"{limit['amount']} {_unit_words(limit['unit'])}"
    made = {
        "variant": variant,
        "words": _("{what} paling lambat").format(what=limit["label"]),
        "amount": limit["amount"],
        "unit": limit["unit"],
        "counted_unit": limit.get("recommended_unit") or limit["unit"],
        "starts_at": limit["starts_at"],
        "starts_words": f"{words} {_starts_words(limit['starts_at'])}",
    }
    extension = limit.get("extension")
    if extension:
        longer = f"{extension['amount']} {_unit_words(extension['unit'])}"
        made["extension"] = {
            "amount": extension["amount"],
            "unit": extension["unit"],
            "max_times": extension.get("max_times") or 1,
            "condition": extension.get("condition") or "",
            "words": _("dapat diperpanjang, paling lambat {longer} berikutnya").format(longer=longer),
        }
    return made


def _unit_words(unit: str) -> str:
    return {"hari_kerja": _("hari kerja"), "bulan": _("bulan")}.get(unit, _("hari"))


def _starts_words(event: str) -> str:
    return {
        "complete": _("sejak permohonan dinyatakan lengkap"),
        "itsa_passed": _("setelah dinyatakan lulus verifikasi ITSA"),
        "event_done": _("setelah kegiatan berlangsung"),
    }.get(event, _("sejak permohonan diterima"))


def _unknown_words(limits: Sequence[Mapping[str, Any]]) -> str | None:
    if len(limits) > 1:
        return _("Jangka waktu ditetapkan setelah jenisnya diketahui")
    if not limits or limits[0]["starts_at"] == "received":
        return None
    if limits[0]["starts_at"] == "complete":
        return _("jangka waktu mulai dihitung setelah berkas dinyatakan lengkap")
    only = limits[0]
    return f"{only['amount']} {_unit_words(only['unit'])} {_starts_words(only['starts_at'])}"


def _fee_words(fee: Mapping[str, Any]) -> str:
    if fee.get("type") == "free":
        return _("BIAYA: GRATIS")
    return _("BIAYA: {words}").format(words=" ".join(_parts(node)[0] for node in fee["raw"]))[:400]


def _prefix(name: str, taken: frozenset[str]) -> str:
    """The longest word of the name that is free, in capitals; else with letters added."""
    words = ["".join(letter for letter in word if "a" <= letter <= "z") for word in fold(name).split()]
    known = [word.upper()[:_LONGEST_PREFIX] for word in words if len(word) > 2] or ["LAYANAN"]
    for prefix in sorted(known, key=len, reverse=True):
        if prefix not in taken:
            return prefix
    base, at = known[0][: _LONGEST_PREFIX - 2], 0
    while (prefix := f"{base}{chr(65 + at // 26)}{chr(65 + at % 26)}") in taken:
        at += 1
    return prefix
