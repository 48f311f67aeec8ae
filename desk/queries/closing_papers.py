"""The sheet that closes a day or hands over a shift: what is open, what is out, and where the journal stands.

Changes nothing. The journal's fingerprint covers the day's lines, so a line changed later shows.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import Account, JournalLine, KeyHolding, PrintJob, Receipt, Request, ServiceComplaint, Visit
from desk.models.offices import office_letterhead
from desk.queries import bookings, goods_papers, requests, visitors
from desk.rules import office_dates, phones
from desk.rules.paper_kinds import KINDS, PaperWish
from desk.rules.papers import PaperColumn, Part, Report, Row
from desk.rules.registers import grouped
from desk.rules.rights import Actor

WATCHES = (
    goods_papers.WATCHES | requests.WATCHES | visitors.WATCHES | frozenset({"KeyHolding", "JournalLine"})
)
_MOST = 500
_HEX = 16


def day_closing(session: Session, wish: PaperWish, actor: Actor) -> Report:
    """The day in figures, open items, keys and things out, who sat, and the journal's last line."""
    day = wish.first
    return Report(
        kind=wish.kind,
        title=_(KINDS[wish.kind].title),
        period=office_dates.long_date(day),
        letterhead=office_letterhead(session),
        parts=(
            _counts(session, day),
            _open_items(session, actor),
            _keys(session),
            goods_papers.still_out(session),
            _seats(session, day),
        ),
        made_at=clock.now(),
        totals=journal_words(session, day),
        signers=(_("Yang menyerahkan,"), _("Yang menerima,")),
        is_upright=True,
    )


def _counts(session: Session, day: date) -> Part:
    window = bookings.days_span(day, day)
    within = (window.starts_at, window.ends_at)
    counted = (
        (_("Tamu"), _visits(session, day, "visit")),
        (_("Pertanyaan singkat"), _visits(session, day, "question")),
        (_("Diarahkan ke instansi lain"), _visits(session, day, "directed")),
        (_("Permohonan diterima"), _number(session, Request.id, Request.received_on == day)),
        (_("Tanda terima dibuat"), _number(session, Receipt.id, Receipt.issued_at.between(*within))),
        (
            _("Cetakan terkirim"),
            _number(session, PrintJob.id, PrintJob.state == "sent", PrintJob.at.between(*within)),
        ),
        (_("Pengaduan diterima"), _number(session, ServiceComplaint.id, ServiceComplaint.received_on == day)),
    )
    columns = (PaperColumn(_("Hari ini"), 120), PaperColumn(_("Jumlah"), 30, "right"))
    return Part(columns, tuple((words, grouped(count)) for words, count in counted), "", _("Angka hari ini"))


def _visits(session: Session, day: date, outcome: str) -> int:
    return _number(
        session, Visit.id, Visit.visited_on == day, Visit.withdrawn_at.is_(None), Visit.outcome == outcome
    )


def _number(session: Session, column: object, *which: object) -> int:
    return session.scalar(select(func.count(column)).where(*which)) or 0  # type: ignore[arg-type]


def _open_items(session: Session, actor: Actor) -> Part:
    columns = (
        PaperColumn(_("Apa"), 34),
        PaperColumn(_("Nomor / sarana"), 40),
        PaperColumn(_("Siapa"), 52),
        PaperColumn(_("Keadaan"), 54),
    )
    rows: list[Row] = [
        (_("Jangka waktu"), row.number, row.applicant, row.urgency_words)
        for row in requests.open_requests_by_due(session, _MOST, actor)
        if row.urgency in ("late", "today", "soon")
    ]
    rows += [
        (_("Menunggu pemohon"), row.request.number, row.request.applicant, ", ".join(row.missing))
        for row in requests.waiting_for_applicant(session, _MOST, actor)
    ]
    rows += [
        (
            _("Menunggu konfirmasi"),
            row.resource_name,
            row.holder,
            _("{when}, dipesan sampai {until}").format(
                when=office_dates.span_words(row.span),
                until=f"{clock.to_office(row.hold_until):%d-%m %H.%M}",
            ),
        )
        for row in bookings.awaiting_confirmation(session)
    ]
    return Part(columns, tuple(rows), _("Tidak ada yang terbuka."), _("Yang masih terbuka"))


def _keys(session: Session) -> Part:
    columns = (
        PaperColumn(_("Kunci"), 50),
        PaperColumn(_("Pada siapa"), 80),
        PaperColumn(_("Sejak"), 40, "centre"),
    )
    found = session.scalars(
        select(KeyHolding).where(KeyHolding.returned_at.is_(None)).order_by(KeyHolding.given_at)
    )
    rows = tuple(
        (
            each.what,
            ", ".join(
                part
                for part in (each.holder_name, phones.shown(each.holder_phone) if each.holder_phone else "")
                if part
            ),
            f"{clock.to_office(each.given_at):%d-%m-%Y %H.%M}",
        )
        for each in found
    )
    return Part(columns, rows, _("Semua kunci ada di tempatnya."), _("Kunci yang masih keluar"))


def _seats(session: Session, day: date) -> Part:
    """Who acted at the desk that day, from when to when."""
    window = bookings.days_span(day, day)
    wanted = (
        select(Account.name, func.min(JournalLine.at), func.max(JournalLine.at), func.count(JournalLine.id))
        .join(Account, Account.id == JournalLine.account_id)
        .where(JournalLine.at >= window.starts_at, JournalLine.at < window.ends_at)
        .group_by(Account.id, Account.name)
        .order_by(func.min(JournalLine.at))
    )
    columns = (
        PaperColumn(_("Petugas"), 90),
        PaperColumn(_("Tindakan pertama"), 30, "centre"),
        PaperColumn(_("Tindakan terakhir"), 30, "centre"),
        PaperColumn(_("Baris jurnal"), 25, "right"),
    )
    rows = tuple(
        (name, office_dates.clock_time(first), office_dates.clock_time(last), grouped(count))
        for name, first, last, count in session.execute(wanted)
    )
    return Part(columns, rows, _("Belum ada tindakan yang tercatat."), _("Petugas"))


def journal_words(session: Session, day: date) -> tuple[str, ...]:
    """Where the journal stands: its last line, and a fingerprint of the day's lines."""
    window = bookings.days_span(day, day)
    wanted = (
        select(
            JournalLine.id,
            JournalLine.at,
            JournalLine.account_id,
            JournalLine.act,
            JournalLine.noun_id,
            JournalLine.sentence,
            JournalLine.changes,
        )
        .where(JournalLine.at >= window.starts_at, JournalLine.at < window.ends_at)
        .order_by(JournalLine.id)
    )
    digest, first, last = hashlib.sha256(), 0, 0
    for line in session.execute(wanted):
        first, last = first or line.id, line.id
        whole = [line.id, line.at.isoformat(), *line[2:]]
        digest.update(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode() + b"\n")
    if not last:
        return (_("Jurnal: tidak ada baris pada hari ini."),)
    mark = digest.hexdigest()
    spaced = " ".join(mark[at : at + _HEX] for at in range(0, len(mark), _HEX))
    return (
        _("Jurnal: baris {first} sampai {last} pada hari ini.").format(
            first=grouped(first), last=grouped(last)
        ),
        _("Sidik SHA-256 baris-baris itu: {mark}").format(mark=spaced),
    )
