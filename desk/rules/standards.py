"""The two service standards as data: 28 services, 14 components, notes; knows no clock and no database.

The text is the decrees' own, never silently corrected: what is odd in it is said in the notes beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from desk import paths
from desk.errors import Refused
from desk.i18n import _
from desk.rules.checklists import Checklist, load_checklists
from desk.rules.texts import fold


@dataclass(frozen=True, slots=True)
class Passage:
    """One printed line with its bullet, and the lines under it."""

    text: str
    label: str | None = None
    children: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Component:
    """One of the 14 components of a standard; `is_missing` where the decree does not have it (N15)."""

    number: int
    key: str
    title: str
    passages: tuple[Passage, ...]
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel for complaints; `value` None where the decree names it without an address."""

    type: str
    label: str
    value: str | None
    group: str | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on an anomaly of the source, and how it is handled."""

    id: str
    severity: str
    where: str
    finding: str
    handling: str


@dataclass(frozen=True, slots=True)
class ServiceStandard:
    """One service as its decree has it; `source` is the catalogue's entry, unaltered."""

    id: str
    agency: str
    number: str
    name: str
    name_in_list: str
    name_in_heading: str
    unit: str | None
    products: tuple[str, ...]
    channels: tuple[Channel, ...]
    notes: tuple[Note, ...]
    checklist: Checklist
    source: Mapping[str, Any] = field(repr=False, compare=False)

    def components(self) -> tuple[Component, ...]:
        """The 14 components in the standard order, whatever number the decree printed (N11, N53)."""
        return tuple(
            self._component(number, key, title)
            for number, (key, title) in enumerate(_titles().items(), start=1)
        )

    def _component(self, number: int, key: str, title: str) -> Component:
        passages = _component_passages(self.source, key)
        if passages:
            return Component(number, key, title, passages)
        return Component(number, key, title, (Passage(_("tidak tercantum dalam SK")),), is_missing=True)

    def matches(self, query: str) -> bool:
        """Whether every word of `query` begins a word of its names, number, products, variants or aliases."""
        known = self._words()
        return all(any(word.startswith(asked) for word in known) for asked in _asked_words(query))

    def _words(self) -> frozenset[str]:
        texts = (self.name, self.name_in_list, self.name_in_heading, self.number, self.checklist.prefix)
        labels = (variant.label for variant in self.checklist.variants)
        return frozenset(
            _asked_words(" ".join((*texts, *self.products, *labels, *self.checklist.search_words)))
        )


@dataclass(frozen=True, slots=True)
class Standard:
    """The decree of one agency; `annex_date` where the annex bears another date (N02)."""

    agency: str
    agency_name: str
    short_name: str
    decree_kind: str
    decree_number: str
    decree_date: date
    annex_date: date | None
    title: str
    services: tuple[ServiceStandard, ...]
    channels: tuple[Channel, ...]
    notes: tuple[Note, ...]
    source: Mapping[str, Any] = field(repr=False, compare=False)
    corrections: tuple[Mapping[str, Any], ...] = field(default=(), repr=False, compare=False)
    """What was read otherwise than the copy prints it, as the catalogue lists it (see `source_notes`)."""


def _titles() -> dict[str, str]:
    """Permenpan RB 15/2014: six components of delivery, eight of management; by the catalogue's keys."""
    return {
        "requirements": _("Persyaratan"),
        "procedure": _("Sistem, Mekanisme, dan Prosedur"),
        "time_limits": _("Jangka Waktu Penyelesaian"),
        "fee": _("Biaya/Tarif"),
        "products": _("Produk Pelayanan"),
        "complaint_channels": _("Penanganan Pengaduan, Saran, dan Masukan"),
        "legal_basis": _("Dasar Hukum"),
        "facilities": _("Sarana, Prasarana, dan/atau Fasilitas"),
        "executor_competence": _("Kompetensi Pelaksana"),
        "internal_supervision": _("Pengawasan Internal"),
        "executors": _("Jumlah Pelaksana"),
        "service_guarantee": _("Jaminan Pelayanan"),
        "security_guarantee": _("Jaminan Keamanan dan Keselamatan Pelayanan"),
        "evaluation": _("Evaluasi Kinerja Pelaksana"),
    }


def _component_passages(source: Mapping[str, Any], key: str) -> tuple[Passage, ...]:
    """The verbatim passages of one component."""
    if key == "complaint_channels":
        return tuple(_channel_passage(_read_channel(channel)) for channel in source[key])
    raw = source["time_limit_raw"] if key == "time_limits" else source[key]
    return _passages(raw["raw"] if isinstance(raw, Mapping) else raw)


def _passages(nodes: Sequence[Mapping[str, Any] | str] | None) -> tuple[Passage, ...]:
    return tuple(
        Passage(node)
        if isinstance(node, str)
        else Passage(node["text"], label=node.get("label"), children=_passages(node.get("children")))
        for node in nodes or ()
    )


def shown_labels(labels: Sequence[str | None]) -> tuple[str | None, ...]:
    """Bullets as they are shown: letters that a cut source lets begin late begin at a) again (N12).

    Where the printed labels cannot be read as a sequence (Denpasar II prints 7, 1, 2 …, N52) they stay.
    """
    letters = [label[0] if label and len(label) == 2 and label[1] == ")" else "" for label in labels]
    first = letters[0] if letters else ""
    if first in ("", "a") or letters != [chr(ord(first) + at) for at in range(len(letters))]:
        return tuple(labels)
    return tuple(f"{chr(ord('a') + at)})" for at in range(len(letters)))


def _channel_passage(channel: Channel) -> Passage:
    return Passage(channel.value or channel.raw or channel.label, label=channel.label)


def _read_channel(data: Mapping[str, Any]) -> Channel:
    return Channel(**{key: data.get(key) for key in ("type", "label", "value", "group", "raw")})  # type: ignore[arg-type] # the catalogue always has type and label


def _asked_words(text: str) -> list[str]:
    """What an officer typed, word by word: "e-Surat" asks for e and surat, "3.10" stays one."""
    words: list[str] = []
    for chunk in text.split():
        words += fold(chunk).split() if any(map(str.isalpha, chunk)) else [chunk]
    return words


def read_service(
    data: Mapping[str, Any], checklist: Checklist, *, notes: Mapping[str, Note] | None = None
) -> ServiceStandard:
    """The service written in a catalogue entry, of the program's own or of an installed version."""
    known = notes or {}
    return ServiceStandard(
        id=data["id"],
        agency=data["agency"],
        number=data["number"],
        name=data["name"],
        name_in_list=data["name_in_list"],
        name_in_heading=data["name_in_heading"],
        unit=(data["unit"] or {}).get("name"),
        products=tuple(data["products"]),
        channels=tuple(_read_channel(channel) for channel in data["complaint_channels"]),
        notes=tuple(known[note] for note in data["notes"] if note in known),
        checklist=checklist,
        source=data,
    )


@cache
def catalogue() -> Mapping[str, Any]:
    """The whole catalogue as it lies in resources/; not to be altered by who reads it."""
    text = (paths.resources() / "standards" / "catalogue.json").read_text(encoding="utf-8")
    content: Mapping[str, Any] = json.loads(text)
    return content


@cache
def load_notes() -> Mapping[str, Note]:
    """All notes on the sources by their id (N01 …)."""
    return read_notes(catalogue())


def read_notes(content: Mapping[str, Any]) -> Mapping[str, Note]:
    """The notes of a whole catalogue by their id."""
    return {
        note["id"]: Note(note["id"], note["severity"], note["where"], note["finding"], note["handling"])
        for note in content["notes"]
    }


@cache
def load_standards() -> tuple[Standard, ...]:
    """Both standards, Karangasem first, each with its services in the decree's order."""
    return tuple(read_standard(agency, catalogue(), load_checklists()) for agency in catalogue()["agencies"])


def read_standard(agency: str, content: Mapping[str, Any], checklists: Mapping[str, Checklist]) -> Standard:
    """The decree of `agency` as a whole catalogue has it; `checklists` by the ids of its services."""
    data = content["agencies"][agency]
    instrument = data["instrument"]
    annex = instrument.get("tanggal_lampiran")
    notes = read_notes(content)
    services = [entry for entry in content["services"] if entry["agency"] == agency]
    return Standard(
        agency=agency,
        agency_name=data["name"],
        short_name=data["short"],
        decree_kind=instrument["jenis"],
        decree_number=instrument["nomor"],
        decree_date=date.fromisoformat(instrument["tanggal_ditetapkan"]),
        annex_date=date.fromisoformat(annex) if annex else None,
        title=instrument["tentang"],
        services=tuple(read_service(entry, checklists[entry["id"]], notes=notes) for entry in services),
        channels=_agency_channels(data, services),
        notes=tuple(notes[note] for note in data["notes"]),
        source=data,
        corrections=tuple(each for each in content["corrections"] if each["where"].startswith(f"{agency}-")),
    )


def _agency_channels(data: Mapping[str, Any], services: Iterable[Mapping[str, Any]]) -> tuple[Channel, ...]:
    """The agency's own list, or where it has none (Denpasar, N54) every channel its services print."""
    listed = data.get("channels") or [
        channel for entry in services for channel in entry["complaint_channels"]
    ]
    channels = (_read_channel(channel) for channel in listed)
    return tuple({(channel.type, channel.label): channel for channel in channels}.values())


def standard_of(agency: str) -> Standard:
    """The standard of one agency (`karangasem`, `denpasar`)."""
    found = next((standard for standard in load_standards() if standard.agency == agency), None)
    if found is None:
        raise Refused(_("Instansi “{agency}” tidak dikenal.").format(agency=agency), field="agency")
    return found


def all_services() -> tuple[ServiceStandard, ...]:
    """All 28 services of both agencies."""
    return tuple(service for standard in load_standards() for service in standard.services)


def find_service(service_id: str) -> ServiceStandard:
    """The service with this id (`karangasem-1.1` … `denpasar-V`): like-named ones differ (N63)."""
    found = next((service for service in all_services() if service.id == service_id), None)
    if found is None:
        raise Refused(_("Layanan “{id}” tidak ada dalam standar.").format(id=service_id), field="service")
    return found


def search(query: str, *, agency: str) -> tuple[ServiceStandard, ...]:
    """The agency's services found by `query`, those whose number or prefix it is first."""
    asked = query.strip().casefold()
    found = [service for service in standard_of(agency).services if service.matches(query)]
    return tuple(
        sorted(
            found,
            key=lambda service: asked not in {service.number.casefold(), service.checklist.prefix.casefold()},
        )
    )


def notes_for(service_id: str) -> tuple[Note, ...]:
    """The notes on this service, and on its decree as a whole."""
    service = find_service(service_id)
    own = standard_of(service.agency).notes
    return tuple(dict.fromkeys((*service.notes, *own)))
