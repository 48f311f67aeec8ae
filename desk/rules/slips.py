"""What a tanda terima says, in the words it was given with; knows neither paper nor database.

Everything is already words: what was issued stays as issued, whatever is corrected or renamed later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from desk.i18n import _
from desk.rules.tracking_codes import SCAN_PREFIX

ReceiptKind = Literal["receipt", "completeness"]
CopyReason = Literal["lost", "not_out", "asked"]

_FREE = "BIAYA: GRATIS"
_NIK = re.compile(r"(?<!\d)(\d(?:[ .\-]?\d){5})(?:[ .\-]?\d){10}(?!\d)")


@dataclass(frozen=True, slots=True)
class SlipDocument:
    """One document of the file and the form it was received in ("asli", "salinan", "dinyatakan")."""

    name: str
    form: str


@dataclass(frozen=True, slots=True)
class SlipBooking:
    """One promise of a resource: "Aula", "Rabu, 8 April 09.00–12.00", "dipesan sementara, menunggu …"."""

    resource: str
    span: str
    state: str

    def sentence(self) -> str:
        """The whole of it on one line."""
        return " · ".join((self.resource, self.span, self.state))


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One request on the receipt.

    `promise` is said of `due` ("Pemberitahuan tertulis paling lambat" … "Senin, 20 April 2026"); where no
    date can be known `due` is empty and `promise` is the whole sentence. `payload` is what the QR code holds.
    """

    number: str
    service: str
    code: str
    payload: str
    applicant: str
    received_at: str
    promise: str
    due: str = ""
    counted: str = ""
    """How the date is counted ("10 hari kerja sejak permohonan dinyatakan lengkap")."""
    completed_at: str = ""
    """When the file became complete, where that was later than its receipt."""
    documents: tuple[SlipDocument, ...] = ()
    missing: tuple[str, ...] = ()
    bookings: tuple[SlipBooking, ...] = ()
    fee: str = ""
    fee_note: str = ""


@dataclass(frozen=True, slots=True)
class SlipContent:
    """A receipt as issued; `copy_number` is 0 for the original and n for SALINAN n."""

    kind: ReceiptKind
    office_name: str
    office_address: str
    office_phone: str
    issued_at: str
    lines: tuple[SlipLine, ...]
    channels: tuple[tuple[str, str], ...] = ()
    """Where to complain: (label, address)."""
    initials: str = ""
    replaces: str = ""
    """Which receipt this one replaces, as a sentence; empty for a first one."""
    advice: str = ""
    copy_number: int = 0

    @property
    def title(self) -> str:
        """The heading on the paper."""
        return _("Tanda terima kelengkapan berkas") if self.kind == "completeness" else _("Tanda terima")

    @property
    def copy_words(self) -> str:
        """ "SALINAN 2", or nothing on the original."""
        return _("SALINAN {number}").format(number=self.copy_number) if self.copy_number else ""

    def as_copy(self, number: int) -> SlipContent:
        """The same words marked as SALINAN `number`; 0 is the original."""
        return replace(self, copy_number=number)

    def to_json(self) -> dict[str, Any]:
        """As it is stored; the copy's number is no part of what was issued."""
        stored = asdict(self)
        del stored["copy_number"]
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> SlipContent:
        """As it was stored, by this program or an older one: what is not there falls to its default."""
        known = _known(cls, stored)
        known["lines"] = tuple(_read_line(line) for line in stored["lines"])
        known["channels"] = tuple((label, address) for label, address in stored.get("channels", ()))
        return cls(**known)


def _read_line(stored: Mapping[str, Any]) -> SlipLine:
    known = _known(SlipLine, stored)
    known["documents"] = tuple(SlipDocument(**each) for each in stored.get("documents", ()))
    known["missing"] = tuple(stored.get("missing", ()))
    known["bookings"] = tuple(SlipBooking(**each) for each in stored.get("bookings", ()))
    return SlipLine(**known)


def _known(kind: type[SlipContent] | type[SlipLine], stored: Mapping[str, Any]) -> dict[str, Any]:
    return {field.name: stored[field.name] for field in fields(kind) if field.name in stored}


def copy_reason(reason: CopyReason) -> str:
    """Why a copy was made, in the officer's words."""
    return {
        "lost": _("yang asli hilang"),
        "not_out": _("tidak keluar atau tidak terbaca"),
        "asked": _("diminta pemohon"),
    }[reason]


def payload(code: str, tracking_url: str | None) -> str:
    """What the QR code of `code` holds: the office's public address ending in it, else `D1:` and the code."""
    if not tracking_url:
        return SCAN_PREFIX + code
    return tracking_url + code if tracking_url.endswith(("/", "=", "?", "#")) else f"{tracking_url}/{code}"


def fee_words(words: str) -> tuple[str, str]:
    """(headline, exception) of a checklist's fee words: who is asked to pay reports it (SCREENS).

    "BIAYA: GRATIS (digital); biaya penggandaan cetak ditanggung pemohon" keeps its exception as a note.
    """
    if not words.startswith(_FREE):
        return words, ""
    _headline, _semicolon, exception = words.partition(";")
    return _("BIAYA: GRATIS, laporkan bila dipungut"), exception.strip()


def without_niks(text: str) -> str:
    """`text` with whatever looks like a NIK masked after its region: a receipt is left lying about."""
    return _NIK.sub(lambda found: found[1] + "•" * 10, text)


def channels_worth_printing(channels: Iterable[tuple[str, str, str | None]]) -> tuple[tuple[str, str], ...]:
    """(label, address) of the channels that fit a receipt, out of (type, label, address), each once.

    Social media are left to the screen, and so is a channel that the decree names without an address.
    """
    kept: dict[tuple[str, str], None] = {}
    for kind, label, address in channels:
        if address and kind != "media_sosial":
            bare = address.removeprefix("https://").removeprefix("http://").rstrip("/")
            kept.setdefault((label, bare))
    return tuple(kept)
