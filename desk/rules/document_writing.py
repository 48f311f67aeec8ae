"""One document while it is being worded: its passages filled in, its head and its signatures.

Knows the parts that letters, forms and minutes have in common, and none of them by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from desk.errors import Refused
from desk.i18n import _
from desk.rules.document_contents import (
    Block,
    Pairs,
    Paragraph,
    Points,
    Signature,
    Signatures,
    Tone,
)
from desk.rules.document_facts import Booking, Facts, Official, Request
from desk.rules.document_kinds import DocumentKind, field_words
from desk.rules.document_wording import DOTS, filled
from desk.rules.document_words import base_words
from desk.rules.office_dates import long_date, plain_date


@dataclass(frozen=True)
class Writing:
    """What is worded, from what; `passages` are the office's own words or the program's."""

    kind: DocumentKind
    facts: Facts
    answers: Mapping[str, Any]
    passages: Mapping[str, str]
    number: str
    dated_on: date

    @cached_property
    def words(self) -> dict[str, str]:
        """What every placeholder is filled with; an answer stands before what is known anyway."""
        base = base_words(self.facts, number=self.number, dated_on=self.dated_on)
        answered = {name: words for name, words in field_words(self.kind, self.answers).items() if words}
        days = {
            field.name: long_date(date.fromisoformat(str(self.answers[field.name])))
            for field in self.kind.fields
            if field.kind == "date" and self.answers.get(field.name)
        }
        return {**base, **answered, **days}

    @property
    def request(self) -> Request:
        """The request it belongs to; Refused where there is none."""
        if self.facts.request is None:
            raise Refused(_("Dokumen ini milik permohonan."), field="request_id")
        return self.facts.request

    @property
    def booking(self) -> Booking:
        """The booking it belongs to; Refused where there is none."""
        if self.facts.booking is None:
            raise Refused(_("Belum ada pemesanan jadwal."), field="booking_id")
        return self.facts.booking

    def word(self, name: str) -> str:
        """What the placeholder `name` is filled with; empty where nothing is known."""
        return self.words.get(name, "")

    def answer(self, name: str) -> str:
        """What was answered, in words; empty where nothing was."""
        return field_words(self.kind, self.answers).get(name, "")

    def text(self, passage: str) -> str:
        """A passage with its placeholders filled in."""
        return filled(self.passages[passage], self.words)

    def say(self, passage: str, tone: Tone = "body") -> Paragraph:
        """A passage as a paragraph."""
        return Paragraph(self.text(passage), tone)

    def opening(self) -> Paragraph:
        """How a letter begins: citing the letter it answers, where one came."""
        cited = self.facts.request is not None and bool(self.facts.request.letter.number)
        return self.say("pembuka_surat" if cited else "pembuka")

    def points(self, passage: str) -> Points:
        """A passage line by line, counted off."""
        return Points(lines_of(self.text(passage)))

    def titled(self, *blocks: Block | None) -> tuple[Block, ...]:
        """A form or minutes under its title and, where it has one, its number."""
        head: list[Block] = [Paragraph(_(self.kind.title).upper(), "title")]
        if self.kind.is_numbered:
            head.append(Paragraph(_("Nomor: {number}").format(number=self.number or DOTS), "number"))
        return (*head, *(block for block in blocks if block is not None))

    def letter(self, *blocks: Block | None, signed: Signature | None = None) -> tuple[Block, ...]:
        """A letter: place and date, number and subject, addressee, what it says, signature, copies to.

        `signed` where somebody else signs than usually signs this kind.
        """
        return (
            Paragraph(self.place_and_date(), "right"),
            Pairs(
                (
                    (_("Nomor"), self.number),
                    (_("Lampiran"), self.answer("lampiran") or "-"),
                    (_("Hal"), self.text("hal")),
                )
            ),
            Paragraph(_("Yth. {addressee}\ndi Tempat").format(addressee=self.word("kepada") or DOTS)),
            *(block for block in blocks if block is not None),
            self.say("penutup"),
            Signatures((signed or self.by_official(self.kind.signer),)),
            *self.copies_to(),
        )

    def place_and_date(self, on: date | None = None) -> str:
        """ "Amlapura, 8 April 2026": of the document, or of another day."""
        return ", ".join(part for part in (self.word("kota"), plain_date(on or self.dated_on)) if part)

    def signed(self, *, dated: bool = False) -> Signatures:
        """The signature of whoever signs this kind."""
        return Signatures((self.by_official(self.kind.signer, dated=dated),))

    def by_official(self, role: str, *, dated: bool = False) -> Signature:
        """The signature of an official; without a name a dotted line, nobody is invented."""
        official = self.facts.office.official(role)
        return Signature(
            role=official.position,
            name=official.name,
            under=under_name(official),
            dated=self.place_and_date() if dated else "",
        )

    def copies_to(self) -> tuple[Block, ...]:
        """Tembusan, where there are any."""
        receivers = lines_of(self.answer("tembusan"))
        if not receivers:
            return ()
        return Paragraph(_("Tembusan:"), "small"), Points(receivers)


def under_name(official: Official) -> str:
    """Rank and NIP as they stand under a name; a dotted line where the name is not known either."""
    nip = _("NIP. {nip}").format(nip=official.nip) if official.nip else ""
    if not official.name:
        return _("NIP. {nip}").format(nip=DOTS)
    return "\n".join(part for part in (official.rank, nip) if part)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say anything, without what somebody counted them off with."""
    return tuple(line.strip().lstrip("-•").strip() for line in text.split("\n") if line.strip())


def listed(text: str) -> Points | None:
    """Lines counted off; None where there is none."""
    lines = lines_of(text)
    return Points(lines) if lines else None


def rupiah(amount: object) -> str:
    """ "Rp 12.500"; empty where no amount is known."""
    return "" if amount is None else f"Rp {int(str(amount)):,}".replace(",", ".")
