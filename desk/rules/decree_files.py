"""Reads a new decree from a file in the catalogue's shape; knows no database and where no file lies.

Whatever is wrong in the file is refused in one sentence that names the place. The text itself is taken as it
is; services whose requirements and limits read as before keep their tick list, others get a plain one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, NoReturn

from desk.errors import Refused
from desk.i18n import _
from desk.rules import promises
from desk.rules.checklists import Checklist, checklist_for, load_checklists, read_checklist
from desk.rules.numbers import is_prefix
from desk.rules.plain_checklists import is_unchanged, plain_checklist
from desk.rules.source_notes import component_of, readings
from desk.rules.standards import Standard, catalogue, load_standards, read_standard

LARGEST_FILE = 4_000_000
_FIELD = "file"
_UNITS = frozenset({"hari_kerja", "hari", "bulan"})
_EVENTS = frozenset({"received", "complete", "itsa_passed", "event_done"})
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_LONGEST_TEXT = 20_000
_DEEPEST = 12


@dataclass(frozen=True)
class DecreeFile:
    """A decree that may be installed, and the numbers of its services whose tick list is only a plain one."""

    standard: Standard
    plain: tuple[str, ...]


def read_decree_file(text: str) -> DecreeFile:
    """The one decree in `text`; Refused (field `file`) with what is wrong and where."""
    content = _parsed(text)
    agency = _agency_of(content)
    services = [entry for entry in content["services"] if entry.get("agency") == agency]
    if not services:
        _refuse(_("Berkas ini tidak memuat satu layanan pun."))
    _check_decree(content["agencies"][agency])
    numbers = [_check_service(entry, agency) for entry in services]
    _check_unique(numbers, _("Nomor layanan {0} ada lebih dari sekali."))
    checklists, plain = _checklists(services, content.get("checklists") or ())
    prefixes = [checklist.prefix for checklist in checklists.values()]
    _check_unique(prefixes, _("Awalan nomor {0} ada lebih dari sekali."))
    whole = {
        **content,
        "notes": content.get("notes") or [],
        "corrections": content.get("corrections") or [],
    }
    try:
        standard = read_standard(agency, whole, checklists)
        _try_out(standard)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Refused(
            _("Berkas ini tidak lengkap atau salah susun: {part}.").format(part=_named(error)), field=_FIELD
        ) from error
    return DecreeFile(standard, plain)


def _refuse(sentence: str) -> NoReturn:
    raise Refused(sentence, field=_FIELD)


def _parsed(text: str) -> dict[str, Any]:
    if len(text) > LARGEST_FILE:
        _refuse(_("Berkas ini terlalu besar untuk sebuah SK."))
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        _refuse(_("Berkas ini bukan JSON yang utuh (baris {0}).").format(error.lineno))
    except (ValueError, RecursionError):
        _refuse(_("Berkas ini bukan JSON yang utuh."))
    for part, kind in (("agencies", dict), ("services", list)):
        if not isinstance(content, dict) or not isinstance(content.get(part), kind):
            _refuse(_("Berkas ini bukan katalog SK: bagian {part} tidak ada.").format(part=part))
    if not all(isinstance(entry, dict) for entry in content["services"]):
        _refuse(_("Berkas ini bukan katalog SK: bagian {part} tidak terbaca.").format(part="services"))
    if not _is_storable(content, 0):
        _refuse(_("Berkas ini memuat teks yang tidak dapat disimpan."))
    return dict(content)


def _is_storable(value: Any, depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    if isinstance(value, str):
        return len(value) <= _LONGEST_TEXT and not _UNSTORABLE.search(value)
    if isinstance(value, dict):
        return all(_is_storable(each, depth + 1) for pair in value.items() for each in pair)
    return not isinstance(value, list) or all(_is_storable(each, depth + 1) for each in value)


def _agency_of(content: Mapping[str, Any]) -> str:
    known = [standard.agency for standard in load_standards()]
    agencies = list(content["agencies"])
    if len(agencies) != 1:
        _refuse(_("Berkas ini harus memuat tepat satu instansi."))
    if agencies[0] not in known:
        sentence = _("Instansi “{agency}” tidak dikenal; yang dikenal: {known}.")
        _refuse(sentence.format(agency=agencies[0][:40], known=", ".join(known)))
    return str(agencies[0])


def _check_decree(data: Any) -> None:
    instrument = data.get("instrument") if isinstance(data, dict) else None
    if not isinstance(instrument, dict):
        _refuse(_("Berkas ini tidak memuat data SK (instrument)."))
    for part, limit in (("nomor", 80), ("jenis", 200), ("tentang", 2000)):
        if not _is_text(instrument.get(part), limit):
            _refuse(_("SK ini tanpa {part}.").format(part=part))
    for part in ("name", "short"):
        if not _is_text(data.get(part), 200):
            _refuse(_("Instansi dalam berkas ini tanpa {part}.").format(part=part))
    if _day(instrument.get("tanggal_ditetapkan")) is None:
        _refuse(_("Tanggal SK ditulis tahun-bulan-hari, misalnya 2025-12-30."))
    annex = instrument.get("tanggal_lampiran")
    if annex is not None and _day(annex) is None:
        _refuse(_("Tanggal lampiran ditulis tahun-bulan-hari, misalnya 2025-12-31."))
    data.setdefault("notes", [])


def _check_service(entry: dict[str, Any], agency: str) -> str:
    """The service's number; Refused where a part of the entry cannot be read."""
    number = entry.get("number")
    if not _is_text(number, 10) or entry.get("id") != f"{agency}-{number}":
        _refuse(_("Satu layanan tidak bernomor, atau id-nya bukan instansi dan nomornya."))
    for part, fits in _PARTS.items():
        if not fits(entry.get(part)):
            sentence = _("Layanan {number}: bagian {part} tidak ada atau tidak terbaca.")
            _refuse(sentence.format(number=number, part=part))
    entry.setdefault("notes", [])
    entry.setdefault("unit", None)
    return str(number)


def _check_unique(values: Sequence[str], sentence: str) -> None:
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        _refuse(sentence.format(", ".join(twice)))


def _is_text(value: object, limit: int) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= limit


def _is_name(value: object) -> bool:
    return _is_text(value, 200)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(each, _LONGEST_TEXT) for each in value)


def _each(value: object, fits: Callable[[Mapping[str, Any]], bool]) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) and fits(each) for each in value)


def _have_nodes(value: object) -> bool:
    return value is not None and _are_nodes(value)


def _is_raw(value: object) -> bool:
    return isinstance(value, dict) and _have_nodes(value.get("raw"))


def _are_nodes(value: object) -> bool:
    """A list of texts, or of {"text", "label"?, "children"?}; null where the decree lacks it."""
    if value is None:
        return True
    return isinstance(value, list) and all(_is_node(node) for node in value)


def _is_node(node: object) -> bool:
    if isinstance(node, str):
        return True
    if not isinstance(node, dict) or not isinstance(node.get("text"), str):
        return False
    return isinstance(node.get("label"), str | None) and _are_nodes(node.get("children"))


def _is_channel(data: Mapping[str, Any]) -> bool:
    return all(_is_text(data.get(part), 200) for part in ("type", "label")) and all(
        isinstance(data.get(part), str | None) for part in ("value", "group", "raw")
    )


def _is_limit(data: Mapping[str, Any]) -> bool:
    if not _is_text(data.get("label"), 200) or not _is_one_of(data.get("starts_at"), _EVENTS):
        return False
    extension = data.get("extension")
    return _is_amount(data) and (extension is None or _is_extension(extension))


def _is_extension(data: object) -> bool:
    return isinstance(data, dict) and _is_amount(data) and type(data.get("max_times", 1)) is int


def _is_unit(value: object) -> bool:
    """Who handles the service: {"name": text or null}; null where the decree does not say (N62)."""
    if value is None:
        return True
    return isinstance(value, dict) and (value.get("name") is None or _is_name(value["name"]))


def _is_amount(data: Mapping[str, Any]) -> bool:
    amount = data.get("amount")
    return type(amount) is int and 0 < amount <= 1000 and _is_one_of(data.get("unit"), _UNITS)


def _is_one_of(value: object, known: frozenset[str]) -> bool:
    return isinstance(value, str) and value in known


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


_PARTS: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(("name", "name_in_list", "name_in_heading"), _is_name),
    **dict.fromkeys(("requirements", "time_limit_raw"), _have_nodes),
    # a decree may lack one of these (N15), and then the sheet says so
    **dict.fromkeys(("procedure", "legal_basis", "facilities", "executor_competence"), _are_nodes),
    **dict.fromkeys(("internal_supervision", "service_guarantee", "security_guarantee"), _are_nodes),
    "evaluation": _are_nodes,
    **dict.fromkeys(("fee", "executors"), _is_raw),
    "unit": _is_unit,
    "products": _are_texts,
    "complaint_channels": lambda value: _each(value, _is_channel),
    "time_limits": lambda value: _each(value, _is_limit),
}
"""What must be in a service's entry, and what it must look like."""


def _checklists(
    services: Sequence[Mapping[str, Any]], given: Iterable[Any]
) -> tuple[dict[str, Checklist], tuple[str, ...]]:
    """For each service the file's own list, else the known one if its text is unchanged, else a plain one."""
    own = {str(entry.get("id")): entry for entry in given if isinstance(entry, dict)}
    known = load_checklists()
    before = {entry["id"]: entry for entry in catalogue()["services"]}
    made: dict[str, Checklist] = {}
    plain: list[str] = []
    for entry in services:
        key = entry["id"]
        if key in own:
            made[key] = _own_checklist(own[key], entry["number"])
        elif key in known and is_unchanged(entry, before[key]):
            made[key] = known[key]
        else:
            taken = frozenset(each.prefix for each in (*known.values(), *made.values()))
            made[key] = read_checklist(plain_checklist(entry, before=known.get(key), taken=taken))
            plain.append(entry["number"])
    return made, tuple(plain)


def _own_checklist(data: Mapping[str, Any], number: str) -> Checklist:
    sentence = _("Daftar periksa layanan {number} tidak terbaca.").format(number=number)
    try:
        checklist = read_checklist(data)
        is_sound = is_prefix(checklist.prefix) and bool(checklist.applicant_kinds)
    except (KeyError, TypeError, AttributeError) as error:
        raise Refused(sentence, field=_FIELD) from error
    if not is_sound:
        _refuse(sentence)
    return checklist


def _try_out(standard: Standard) -> None:
    """Ask of every service what the counter will ask; raises where the file does not hold it."""
    for note in (*standard.notes, *(each for service in standard.services for each in service.notes)):
        component_of(note)
        if not all(isinstance(part, str) for part in astuple(note)):
            raise KeyError("notes")
    for service in standard.services:
        service.components()
        service.matches("a")
        readings(standard.corrections, service.id)
        checklist = service.checklist
        variants: list[str | None] = [None, *(variant.key for variant in checklist.variants)]
        for variant in variants:
            promises.limit_for(checklist, variant)
            for kind in checklist.applicant_kinds:
                checklist_for(checklist, applicant_kind=kind, variant=variant)


def _named(error: Exception) -> str:
    """The key that was missing, where it is known."""
    return str(error.args[0])[:60] if isinstance(error, KeyError) else _("ada bagian yang tidak terbaca")
