"""What the office writes to an applicant by WhatsApp or e-mail, state by state; opens nothing, knows no row.

Nothing secret stands in it: no identity number, no reason of a refusal, of a confidential request not even
the service. The link opens the officer's own WhatsApp or mail program with the words ready.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from desk.errors import Refused
from desk.i18n import _
from desk.rules import phones, texts
from desk.rules.asked import refuse_secret
from desk.rules.office_dates import long_date

CHANNELS: dict[str, str] = {"whatsapp": "WhatsApp", "email": "surel"}
TEXT_LIMIT = 1500
_MOST_NAMED = 6


@dataclass(frozen=True)
class MessageFacts:
    """What a message may say of one request; `service` None where it is confidential."""

    state: str
    name: str
    number: str
    code: str
    office: str
    office_phone: str
    link: str
    """Where the code is looked up; empty where the office has no such address."""
    service: str | None = None
    due_words: str = ""
    due_on: date | None = None
    missing: tuple[str, ...] = ()
    redirected_to: str | None = None
    objection_number: str | None = None
    objection_due_on: date | None = None
    fee_note: str = ""
    """What is not free about it: copies on paper."""


def subject(facts: MessageFacts) -> str:
    """The subject of an e-mail."""
    return _("Permohonan {number} – {office}").format(number=facts.number, office=facts.office)


def text(facts: MessageFacts) -> str:
    """The whole message."""
    what = _("Permohonan Anda {number}").format(number=facts.number)
    if facts.service:
        what = _("Permohonan Anda {number} ({service})").format(number=facts.number, service=facts.service)
    said = _("{what} {state}").format(what=what, state=_state_words(facts))
    where = facts.link or _("telepon {phone}").format(phone=facts.office_phone)
    lines = (
        _("Yth. {name},").format(name=facts.name),
        said,
        _("Kode lacak: {code} ({where}).").format(code=facts.code, where=where),
        _("{free} {office}, {phone}").format(
            free=_free_words(facts), office=facts.office, phone=facts.office_phone
        ),
    )
    return "\n".join(lines)


def whatsapp_url(phone: str, words: str) -> str:
    """A wa.me link for a number as people write it; Refused (field `channel`) where it is no number."""
    number = phones.normalised(phone, field="channel").removeprefix("+")
    return f"https://wa.me/{number}?text={quote(words, safe='')}"


def mail_url(address: str, *, about: str, words: str) -> str:
    """A mailto link (RFC 6068: lines end in CR LF)."""
    body = words.replace("\n", "\r\n")
    return (
        f"mailto:{quote(address, safe='@.+-_')}?subject={quote(about, safe='')}&body={quote(body, safe='')}"
    )


def accepted_text(words: str) -> str:
    """The message as it goes out; Refused where it is empty, too long, or looks as if it held a secret."""
    kept = texts.clean(words, limit=TEXT_LIMIT, field="text", label=_("Pesan"), multiline=True)
    if not kept:
        raise Refused(_("Tulis pesannya."), field="text")
    refuse_secret(kept, field="text")
    return kept


def _free_words(facts: MessageFacts) -> str:
    if facts.fee_note:
        return _("Layanan ini GRATIS; {note}.").format(note=facts.fee_note)
    return _("Seluruh layanan GRATIS.")


def _state_words(facts: MessageFacts) -> str:
    due = f"{facts.due_words} {long_date(facts.due_on)}." if facts.due_on else ""
    sayings = {
        "incomplete": _("sudah kami terima, berkasnya belum lengkap.") + _missing_words(facts),
        "complete": _("sudah lengkap dan akan diproses.") + f" {due}".rstrip(),
        "in_process": _("sedang diproses.") + f" {due}".rstrip(),
        "ready": _(
            "sudah siap. Silakan diambil pada jam kerja dengan membawa tanda terima dan identitas diri."
        ),
        "handed_over": _("sudah diserahkan.") + " " + _survey_words(),
        "finished": _("sudah selesai.") + " " + _survey_words(),
        "refused": _("tidak dapat kami penuhi; alasannya ada pada surat penolakan."),
        "withdrawn": _("sudah dicabut."),
        "redirected": _("kami alihkan kepada {agency}.").format(agency=facts.redirected_to or "–"),
        "objected": _objection_words(facts),
    }
    return sayings[facts.state]


def _missing_words(facts: MessageFacts) -> str:
    if not facts.missing:
        return ""
    named = "; ".join(facts.missing[:_MOST_NAMED])
    if len(facts.missing) > _MOST_NAMED:
        named += _("; dan lainnya (lihat tanda terima)")
    return " " + _("Yang masih kurang: {list}.").format(list=named)


def _survey_words() -> str:
    return _("Mohon kesediaan mengisi Survei Kepuasan Masyarakat di loket kami.")


def _objection_words(facts: MessageFacts) -> str:
    words = _("dalam keberatan, terdaftar dengan nomor {number}.").format(
        number=facts.objection_number or "–"
    )
    if facts.objection_due_on is None:
        return words
    due = _("Ditanggapi paling lambat {day}.").format(day=long_date(facts.objection_due_on))
    return f"{words} {due}"
