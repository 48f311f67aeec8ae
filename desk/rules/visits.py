"""What may be told of a visit, in the counter's words, cleaned and checked; knows no table and no form."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules import niks, office_dates, phones, texts

PURPOSE_LIMIT = 400
ADDRESS_LIMIT = 200
PRESS_CARD_LIMIT = 60
SEARCH_KEY_LIMIT = 600
WORD_LIMIT = 40
HEAD = 3
"""From so many letters on earlier visitors are offered."""
LARGEST_GROUP = 1000
LONGEST_STAY = timedelta(hours=24)
"""A visit that seems longer was never closed: its true leaving time has to be told."""


def kinds() -> dict[str, str]:
    """Code → word of the kinds of visitor."""
    return {
        "warga": _("Warga"),
        "perangkat_daerah": _("Perangkat daerah"),
        "media": _("Media"),
        "internal": _("Internal"),
        "rombongan": _("Rombongan"),
    }


def identities() -> dict[str, str]:
    """Code → word of what was shown at the counter; seen, never kept."""
    return {
        "ktp": _("KTP"),
        "ikd": _("IKD"),
        "sim": _("SIM"),
        "paspor": _("Paspor"),
        "kitas": _("KITAS"),
        "kia": _("KIA"),
        "surat_keterangan": _("Surat keterangan"),
        "tidak_membawa": _("Tidak membawa"),
    }


def needs() -> dict[str, str]:
    """Code → word of what helps a visitor; never a diagnosis (UU 27/2022 Pasal 4: specific data)."""
    return {
        "kursi_roda": _("Kursi roda"),
        "pendamping": _("Pendamping"),
        "huruf_besar": _("Huruf besar"),
        "dibacakan": _("Dibacakan"),
        "bahasa_isyarat": _("Bahasa isyarat"),
        "ruang_laktasi": _("Ruang laktasi"),
    }


def states() -> dict[str, str]:
    """Code → word of how far a visit has come; `open` is one whose leaving was never noted."""
    return {
        "waiting": _("menunggu"),
        "served": _("dilayani"),
        "left": _("selesai"),
        "directed": _("diarahkan"),
        "withdrawn": _("dibatalkan"),
        "open": _("tanpa jam keluar"),
    }


def is_in_guest_book(kind: str) -> bool:
    """Colleagues who bring a nota dinas are received, but are no guests."""
    return kind != "internal"


@dataclass(frozen=True, kw_only=True)
class VisitDetails:
    """What a visitor tells at the counter; None and "" both mean "not told"."""

    name: str
    purpose: str
    address: str | None = None
    """Where from: desa or street. Either this or the institution is needed."""
    institution: str | None = None
    phone: str | None = None
    kind: str = "warga"
    name_is_uncertain: bool = False
    nik: str | None = None
    identity_shown: str | None = None
    needs: tuple[str, ...] = ()
    is_priority: bool = False
    """Dahulukan: the elderly, pregnant, disabled, with small children; which of them is not written down."""
    guardian_name: str | None = None
    head_count: int = 1
    companions: str | None = None
    """The names of a group's members, one a line, if wished."""
    press_card: str | None = None
    topic: str | None = None
    memo_number: str | None = None
    """Nomor nota dinas of a colleague."""
    note: str | None = None


Details = TypeVar("Details", bound=VisitDetails)


def checked(told: Details) -> Details:
    """`told` with every text cleaned and the phone as E.164; Refused beside the first field that is wrong."""
    lines: dict[str, Any] = {field: _text(getattr(told, field), field) for field in _TEXTS}
    cleaned = replace(
        told,
        name=checked_name(told.name),
        phone=phones.normalised(told.phone) if told.phone and told.phone.strip() else None,
        nik=checked_nik(told.nik),
        needs=_needs(told.needs),
        **lines,
    )
    if not cleaned.address and not cleaned.institution:
        raise Refused(_("Asal belum diisi: desa atau alamat, atau instansinya."), field="address")
    if not cleaned.purpose:
        raise Refused(_("Keperluan belum diisi."), field="purpose")
    _check_choice(cleaned.kind, kinds(), "kind")
    if cleaned.identity_shown is not None:
        _check_choice(cleaned.identity_shown, identities(), "identity_shown")
    if not 1 <= cleaned.head_count <= LARGEST_GROUP:
        sentence = _("Jumlah orang antara 1 dan {most}.")
        raise Refused(sentence.format(most="1.000"), field="head_count")
    return cleaned


def texts_given(text: str | None) -> bool:
    """Whether anything at all was typed."""
    return text is not None and bool(text.strip())


def checked_name(name: str) -> str:
    """A cleaned name with at least one letter in it: a number searched for is no name."""
    cleaned = texts.clean(name, limit=texts.NAME_LIMIT, field="name")
    if not cleaned:
        raise Refused(_("Nama belum diisi."), field="name")
    if not any(character.isalpha() for character in cleaned):
        raise Refused(_("Nama harus berisi huruf."), field="name")
    return cleaned


def checked_nik(nik: str | None) -> str | None:
    """The 16 digits, or None where none were told."""
    if nik is None or not texts_given(nik):
        return None
    niks.check(nik)
    return "".join(character for character in nik if character.isdigit())


def checked_reason(reason: str, *, field: str = "reason") -> str:
    """A reason that says something."""
    cleaned = texts.clean(reason, limit=texts.REASON_LIMIT, field=field, label=_("Alasan"))
    if not texts.fold(cleaned):
        raise Refused(_("Tulis alasannya."), field=field)
    return cleaned


def checked_line(text: str | None, *, limit: int, field: str, label: str) -> str | None:
    """One cleaned line, or None where nothing is left of it."""
    return texts.clean(text or "", limit=limit, field=field, label=label) or None


def _labels() -> dict[str, tuple[int, str]]:
    return {
        "purpose": (PURPOSE_LIMIT, _("Keperluan")),
        "address": (ADDRESS_LIMIT, _("Alamat asal")),
        "institution": (texts.NAME_LIMIT, _("Instansi")),
        "guardian_name": (texts.NAME_LIMIT, _("Nama wali")),
        "companions": (texts.NOTE_LIMIT, _("Nama anggota rombongan")),
        "press_card": (PRESS_CARD_LIMIT, _("Nomor kartu pers")),
        "topic": (texts.TITLE_LIMIT, _("Topik")),
        "memo_number": (texts.NUMBER_LIMIT, _("Nomor nota dinas")),
        "note": (texts.NOTE_LIMIT, _("Catatan")),
    }


_HOUR = re.compile(r"([0-9]{1,2})(?:[.:]?([0-9]{2}))?")
_TEXTS = tuple(_labels())
_MULTILINE = frozenset({"companions", "note"})


def _text(text: str | None, field: str) -> str | None:
    limit, label = _labels()[field]
    cleaned = texts.clean(text or "", limit=limit, field=field, multiline=field in _MULTILINE, label=label)
    return cleaned if cleaned or field == "purpose" else None


def _needs(told: tuple[str, ...]) -> tuple[str, ...]:
    known = needs()
    for need in told:
        _check_choice(need, known, "needs")
    return tuple(code for code in known if code in told)


def _check_choice(code: str, known: dict[str, str], field: str) -> None:
    if code not in known:
        raise Refused(_("Pilihan ini tidak dikenal."), field=field)


def arrival(told: datetime | None, reason: str | None) -> tuple[datetime, str | None]:
    """When a visitor came and, for a time before this minute, the reason it is told only now."""
    now = clock.now()
    if told is None:
        return now, None
    if told > now:
        raise Refused(_("Waktu datang belum tiba; periksa tanggal dan jamnya."), field="arrived_at")
    if told >= _whole_minute(now):
        return told, None
    if not texts_given(reason):
        sentence = _("Waktu datang yang sudah lewat perlu alasan, misalnya listrik padam.")
        raise Refused(sentence, field="back_date_reason")
    return told, checked_reason(reason or "", field="back_date_reason")


def told_moment(day: str, hour: str, today: date) -> datetime | None:
    """The instant meant by a typed day ("kemarin", "jum", "3/4"; empty is today) and hour ("08.40").

    A weekday is its last occurrence: visitors came, they are not to come. None where both are empty.
    """
    day, hour = day.strip(), hour.strip()
    if not day and not hour:
        return None
    on = office_dates.parse_past_day(day, today) if day else today
    if on is None:
        raise Refused(_("Hari ini tidak terbaca; misalnya kemarin, Jumat, atau 3/4."))
    return clock.at_office(on, told_hour(hour))


def told_hour(hour: str) -> time:
    """The time of day typed as "08.40", "8:40", "0840" or "8"."""
    found = _HOUR.fullmatch(hour.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Refused(_("Tulis jamnya seperti 08.40."))
    return time(int(found[1]), int(found[2] or 0))


def leaving(arrived_at: datetime, told: datetime | None) -> datetime:
    """When a visitor left; Refused before the arrival, in the future, or where nobody noted it in time."""
    now = clock.now()
    if told is None and clock.office_date(arrived_at) != clock.office_date(now):
        raise Refused(_("Isi jam keluarnya: tamu ini datang pada hari lain."), field="left_at")
    left_at = now if told is None else told
    if left_at > now:
        raise Refused(_("Jam keluar belum tiba."), field="left_at")
    if left_at < _whole_minute(arrived_at):
        sentence = _("Tamu ini datang pukul {time}; jam keluarnya tidak bisa lebih awal.")
        raise Refused(sentence.format(time=office_dates.clock_time(arrived_at)), field="left_at")
    if left_at - arrived_at > LONGEST_STAY:
        raise Refused(_("Jam keluar lebih dari sehari setelah datang; periksa tanggalnya."), field="left_at")
    return max(left_at, arrived_at)


def _whole_minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)


def shown_state(state: str, outcome: str, visited_on: date, *, is_withdrawn: bool = False) -> str:
    """The code of `states()` that a row shows; a day that has passed leaves nobody waiting."""
    if is_withdrawn:
        return "withdrawn"
    if outcome == "directed":
        return "directed"
    if state != "left" and visited_on < clock.today():
        return "open"
    return state


def search_key(name: str, institution: str | None, address: str | None, phone: str | None) -> str:
    """What a visitor is found by: folded words, and the phone's digits as people dial them."""
    words = texts.fold(" ".join(part for part in (name, institution, address) if part))
    digits = dialled(phone) if phone else ""
    return f"{words} {digits}".strip()[:SEARCH_KEY_LIMIT]


def dialled(number: str) -> str:
    """The digits of a whole or half-typed number as dialled inside the country: +62 812… is 0812…."""
    digits = "".join(character for character in number if character in "0123456789")
    is_international = number.lstrip().startswith("+") or digits.startswith("628")
    return "0" + digits.removeprefix("62") if is_international and digits.startswith("62") else digits


def search_words(name: str, institution: str | None) -> frozenset[str]:
    """The words a visitor is looked up by, cut to `WORD_LIMIT`; too short ones tell nobody apart."""
    words = texts.fold(f"{name} {institution or ''}").split()
    return frozenset(word[:WORD_LIMIT] for word in words if len(word) >= HEAD)
