"""Facts of a request to read: label and words, row by row; knows no database and nothing to type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.i18n import _
from desk.queries.request_details import BookingLine, JournalRow, PartyRow, RequestDetail
from desk.rules import checklists
from desk.rules.office_dates import clock_time, long_date, plain_date, short_date, span_words
from desk.rules.spans import Span
from desk.ui import theme
from desk.ui.requests.sections import channel_words, party_words
from desk.ui.widgets import labels, layouts

_LABEL = 128


class FactRows(QWidget):
    """Quiet labels in a fixed column, words beside them; rows without words do not show."""

    def __init__(self) -> None:
        super().__init__()
        self._column = layouts.vertical(self, gap=4)
        self._rows: list[QWidget] = []

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show these (label, words)."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [_row(label, words) for label, words in facts if words]
        layouts.fill(self._column, *self._rows)

    def text(self) -> str:
        """All that is shown."""
        shown = [label.text() for row in self._rows for label in row.findChildren(labels.Label)]
        return "\n".join(shown)


def _row(label: str, words: str) -> QWidget:
    row = QWidget()
    line = layouts.horizontal(row, gap=12)
    head = labels.wrapped(label, kind="muted")
    head.setFixedWidth(theme.px(_LABEL))
    line.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(labels.wrapped(words), 1)
    return row


def facts_of(detail: RequestDetail) -> list[tuple[str, str]]:
    """Who, by which letter, received when and how, what for."""
    facts = [(party_words()[role], _person(detail.party(role))) for role in _ROLES]
    facts[0] = (f"{party_words()['applicant']}", " · ".join((facts[0][1], detail.applicant_kind)))
    chosen = detail.service.entry.variant(detail.variant)
    if chosen is not None:
        facts.append((detail.service.entry.variant_prompt or "", chosen.label))
    facts.append((_("Surat"), _letter(detail)))
    facts.append((_("Diterima"), _received(detail)))
    facts.append((_("Ditugaskan kepada"), _assignment(detail)))
    facts.append((_("Catatan"), detail.details or ""))
    if detail.answered_at is not None:
        head = {"refused": _("Ditolak"), "redirected": _("Dialihkan")}.get(detail.row.state, _("Dijawab"))
        facts.append((head, " · ".join((moment_words(detail.answered_at), *_said_of(detail)))))
    if detail.withdrawn_at is not None:
        facts.append((_("Dicabut"), f"{moment_words(detail.withdrawn_at)} · {detail.withdrawal_reason}"))
    return facts


_ASSIGNING = ("request.assign", "request.refer")


def _assignment(detail: RequestDetail) -> str:
    """To whom, by whom, on which day (3.5–3.8 guarantee an assigned employee)."""
    if not detail.row.assigned_to:
        return ""
    line = next((line for line in detail.journal if line.act in _ASSIGNING), None)
    if line is None:
        return detail.row.assigned_to
    by = _("oleh {name}, {when}").format(name=line.actor_name, when=moment_words(line.at))
    return f"{detail.row.assigned_to} · {by}"


def _said_of(detail: RequestDetail) -> tuple[str, ...]:
    return (detail.outcome,) if detail.outcome else ()


_ROLES = ("applicant", "carrier", "signatory", "contact")


def _person(party: PartyRow | None) -> str:
    if party is None:
        return ""
    parts = (
        party.name,
        party.position,
        party.institution,
        party.address,
        party.occupation,
        party.phone,
        party.email,
        f"NIK {party.nik}" if party.nik else None,
    )
    return " · ".join(part for part in parts if part)


def _letter(detail: RequestDetail) -> str:
    letter = detail.letter
    if letter is None:
        return ""
    dated = _("tanggal {day}").format(day=plain_date(letter.letter_on)) if letter.letter_on else ""
    agenda = _("agenda {number}").format(number=letter.agenda_number) if letter.agenda_number else ""
    disposition = _("disposisi: {words}").format(words=letter.disposition) if letter.disposition else ""
    parts = (letter.number, dated, letter.sender, letter.subject, agenda, disposition)
    return " · ".join(part for part in parts if part)


def _received(detail: RequestDetail) -> str:
    words = _("{when}, lewat {channel}, oleh {name}").format(
        when=moment_words(detail.row.received_at),
        channel=channel_words()[detail.channel].lower(),
        name=detail.received_by,
    )
    if detail.portal_number:
        words += _(" · nomor di sana {number}").format(number=detail.portal_number)
    if detail.back_date_reason:
        late = _("dicatat {when}: {reason}").format(
            when=moment_words(detail.entered_at), reason=detail.back_date_reason
        )
        words = f"{words} · {late}"
    return words


def booking_words(booking: BookingLine) -> str:
    """A booking in one line."""
    states = {
        "tentative": _("dipesan sementara"),
        "confirmed": _("jadwal dikonfirmasi"),
        "refused": _("ditolak"),
        "withdrawn": _("dibatalkan"),
        "expired": _("habis waktu"),
    }
    when = span_words(Span(booking.starts_at, booking.ends_at))
    return f"{booking.resource_name} · {when} · {states[booking.state]}"


def journal_words(line: JournalRow, detail: RequestDetail) -> str:
    """What was done, by whom, when; corrections with what was and what is."""
    words = f"{moment_words(line.at)} · {line.actor_name}\n{line.sentence}"
    items = {f"marks.{item.key}": item.text for item in detail.service.entry.items}
    changed = [
        f"{_field_words(field, items)}: {_said(old)} → {_said(new)}" for field, old, new in line.changes
    ]
    return "\n".join((words, *changed))


def _field_words(field: str, items: Mapping[str, str]) -> str:
    """What the screen calls a field of the journal."""
    if field in items:
        return items[field]
    words = _journal_words()
    whose, _dot, name = field.partition(".")
    return f"{words.get(whose, whose)}: {words.get(name, name)}" if name else words.get(field, field)


def _journal_words() -> dict[str, str]:
    return {
        **party_words(),
        "letter": _("Surat"),
        "name": _("nama"),
        "phone": _("telepon"),
        "email": _("surel"),
        "nik": _("NIK"),
        "address": _("alamat"),
        "institution": _("instansi"),
        "position": _("jabatan"),
        "occupation": _("pekerjaan"),
        "number": _("nomor"),
        "letter_on": _("tanggal"),
        "subject": _("perihal"),
        "sender": _("instansi pengirim"),
        "agenda_number": _("nomor agenda"),
        "disposition": _("disposisi"),
        "applicant_kind": _("Jenis pemohon"),
        "variant": _("Pilihan"),
        "channel": _("Diterima lewat"),
        "portal_number": _("Nomor di portal/e-Surat"),
        "received_at": _("Diterima pada"),
        "back_date_reason": _("Alasan dicatat belakangan"),
        "event_starts_at": _("Acara mulai"),
        "event_ends_at": _("Acara selesai"),
        "details": _("Catatan"),
        "assigned_to": _("Ditugaskan kepada"),
        "due_on": _("Jangka waktu"),
    }


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


def _said(value: object) -> str:
    """A value of the journal in words: a mark, a moment, a day, or what was typed."""
    text = "–" if value in (None, "") else str(value)
    mark, _colon, typed = text.partition(": ")
    if mark in checklists.MARKS:
        return typed or checklists.mark_word(mark)
    if _MOMENT.match(text):
        return moment_words(datetime.fromisoformat(text))
    try:
        return plain_date(date.fromisoformat(text))
    except ValueError:
        return text


def moment_words(at: datetime) -> str:
    """ "Jum, 13 Mar 10.02"; with the year where that is another one."""
    moment = clock.to_office(at)
    day = moment.date()
    shown = short_date(day) if day.year == clock.today().year else long_date(day)
    return f"{shown} {clock_time(moment)}"
