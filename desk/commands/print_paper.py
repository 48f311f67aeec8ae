"""`desk print CODE --document KEY`: the paper of a request or booking into a file or onto a printer.

What was issued is printed as it was issued; what was sent before comes out as SALINAN n, as at the counter.
"""

from __future__ import annotations

import argparse
import json
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from desk import app, settings
from desk.commands import Parser, has_screen
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations import documents, print_jobs, slips
from desk.operations.print_jobs import JobOrder, PrintOrder
from desk.queries.documents import document, document_rows
from desk.queries.print_jobs import document_was_sent
from desk.queries.slips import ReceiptRow, paper_due, receipt
from desk.queries.tracking_codes import CodeOwner, owner_of
from desk.rules import tracking_codes
from desk.rules.document_kinds import SLIP, DocumentKind, kind_of
from desk.rules.rights import Actor

if TYPE_CHECKING:
    from desk.printing.printers import Printer

SUMMARY = _("cetak tanda terima atau dokumen sebuah kode")
ROLLS = ("58", "80")


@dataclass(frozen=True)
class _Paper:
    """What is about to be sent: how it is written down, what it is called, how it is drawn."""

    title: str
    number: str
    copy_number: int
    receipt_id: int | None
    document_id: int | None
    draw: Callable[[], bytes]


@dataclass(frozen=True)
class _Asked:
    """Whose paper, which kind, on what."""

    owner: CodeOwner
    kind: str
    paper: str


def add_arguments(parser: Parser) -> None:
    """Whose paper, which one, on what, and where to."""
    parser.add_argument("code", metavar="KODE", help=_("kode pada tanda terima"))
    parser.add_argument("--document", metavar="KUNCI", default=SLIP, help=_("slip, atau kunci dokumen"))
    parser.add_argument("--paper", choices=("58", "80", "a5", "a4"), help=_("kertas"))
    parser.add_argument("--json", action="store_true", help=_("jawab sebagai JSON"))
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--pdf", metavar="BERKAS", type=Path, help=_("simpan sebagai PDF"))
    target.add_argument("--escpos", metavar="BERKAS", type=Path, help=_("simpan bita printer struk"))
    target.add_argument("--printer", metavar="NAMA", help=_("kirim ke printer ini"))


def run(arguments: argparse.Namespace) -> int:
    """Print; 3 with the sentence where it cannot be issued, 1 where the printer does not take it."""
    reading = tracking_codes.read(arguments.code)
    if reading.state != "well-formed" or reading.code is None:
        raise Refused(_("Kode ini salah bentuk atau salah ketik; periksa lagi."), field="code")
    opened = app.open_for_command(arguments)
    database, actor = opened.database, opened.actor
    try:
        owner = database.read(lambda session: owner_of(session, reading.code or ""))
        if owner.state != "valid":
            raise Refused(_("Kode ini tidak tercatat di kantor ini."), field="code")
        kind = kind_of(arguments.document)
        paper = _paper_key(arguments, kind)
        printer = _printer(arguments, paper)
        asked = _Asked(owner, kind.key, paper)
        find = _slip if kind.key == SLIP else _document
        made = database.write(lambda session: find(session, asked, actor))
        pdf = made.draw()
        order = PrintOrder(
            str(uuid.uuid4()),
            made.receipt_id,
            made.copy_number,
            printer.name,
            paper,
            made.document_id,
            made.title[:200],
        )
        job = database.write(lambda session: print_jobs.queue_job(session, order, actor))
        try:
            printer.send(pdf, title=made.title)
        except DeskError as error:
            failed = JobOrder(job.job_id, str(error))
            database.write(lambda session: print_jobs.record_failed(session, failed, actor))
            raise
        database.write(lambda session: print_jobs.record_sent(session, JobOrder(job.job_id), actor))
    finally:
        database.close()
    _tell(arguments, made, paper, printer.name)
    return 0


def _paper_key(arguments: argparse.Namespace, kind: DocumentKind) -> str:
    """The paper asked for; where none is, the roll of the printer or the kind's usual sheet."""
    is_slip = kind.key == SLIP
    usual = settings.load().roll_width(arguments.printer) if is_slip else kind.papers[0]
    paper: str = arguments.paper or usual
    known = ("58", "80", "a5") if is_slip else kind.papers
    if paper not in known:
        sentence = _("{title} dicetak pada {papers}.")
        raise Refused(sentence.format(title=_(kind.title), papers=", ".join(known)), field="paper")
    if arguments.escpos is not None and paper not in ROLLS:
        raise Refused(_("Bita printer struk hanya untuk kertas 58 dan 80."), field="paper")
    return paper


def _printer(arguments: argparse.Namespace, paper: str) -> Printer:
    from desk.printing.printers import MachinePrinters, PdfFile
    from desk.printing.raw_printers import EscposFile

    if arguments.pdf is not None:
        return PdfFile(arguments.pdf)
    if arguments.escpos is not None:
        return EscposFile(arguments.escpos, width=paper)
    _start_qt()
    return MachinePrinters().printer(arguments.printer)


def _start_qt() -> None:
    """Qt's printers want an application; without a screen an invisible one does."""
    from PySide6.QtWidgets import QApplication

    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if QApplication.instance() is None:
        _kept.append(QApplication(["desk"]))


_kept: list[object] = []
"""The application: it would go with its last name."""


def _document(session: Session, asked: _Asked, actor: Actor) -> _Paper:
    """The newest document of the kind that stands, issued on the spot where it needs no answers."""
    owner = asked.owner
    lines = document_rows(session, actor, request_id=owner.request_id, booking_id=owner.booking_id)
    found = next((each.id for each in lines if each.kind == asked.kind and not each.is_void), None)
    if found is None:
        order = documents.DocumentOrder(
            str(uuid.uuid4()), asked.kind, request_id=owner.request_id, booking_id=owner.booking_id
        )
        found = documents.issue(session, order, actor).id
    row = document(session, found, actor)
    number = 0
    if document_was_sent(session, row.id):
        number = documents.copy(session, documents.CopyOrder(row.id), actor)
    content = row.content.as_copy(number)

    def draw() -> bytes:
        from desk.printing.documents import document_pdf

        return document_pdf(content, asked.paper)

    return _Paper(row.title, row.number, number, None, row.id, draw)


def _slip(session: Session, asked: _Asked, actor: Actor) -> _Paper:
    """The receipt of the request, issued on the spot where it is due; a copy where one was sent."""
    owner = asked.owner
    if owner.request_id is None:
        raise Refused(_("Pemesanan ini tidak punya permohonan; tanda terima tidak dibuat."), field="document")
    due = paper_due(session, (owner.request_id,))
    receipt_id = due.receipt_id
    if due.kind is not None or receipt_id is None:
        order = slips.ReceiptOrder(
            str(uuid.uuid4()), due.request_ids, due.kind or "receipt", due.correction or None
        )
        receipt_id = slips.issue(session, order, actor).receipt_id
    row = receipt(session, receipt_id, actor)
    number = 0
    if row.was_sent:
        again = slips.ReprintOrder(str(uuid.uuid4()), receipt_id, "asked")
        number = slips.reprint(session, again, actor).copy_number
    return _as_paper(row, number, asked.paper)


def _as_paper(row: ReceiptRow, number: int, paper: str) -> _Paper:
    content = row.content.as_copy(number)

    def draw() -> bytes:
        from desk.printing.papers import PAPERS
        from desk.printing.slip import slip_pdf

        return slip_pdf(content, PAPERS[paper])

    numbers = ", ".join(row.numbers)
    return _Paper(f"{content.title} {numbers}", numbers, number, row.id, None, draw)


def _tell(arguments: argparse.Namespace, made: _Paper, paper: str, where: str) -> None:
    if arguments.json:
        document = {
            "document": arguments.document,
            "number": made.number,
            "copy": made.copy_number,
            "paper": paper,
            "sent_to": str(arguments.pdf or arguments.escpos or where),
        }
        print(json.dumps(document, ensure_ascii=False))
        return
    copy_words = _(" (salinan {number})").format(number=made.copy_number) if made.copy_number else ""
    print(_("{title}{copy}: terkirim ke {where}.").format(title=made.title, copy=copy_words, where=where))
