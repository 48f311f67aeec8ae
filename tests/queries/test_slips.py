"""Receipts and print jobs as screens ask for them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import receipts
from homes import Home
from receipts import key
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.models import Request
from desk.operations.print_jobs import (
    JobOrder,
    PrintOrder,
    queue_job,
    record_failed,
    record_sent,
    say_not_out,
    try_again,
)
from desk.operations.slips import ReceiptOrder, ReprintOrder, issue, reprint
from desk.queries import print_jobs, slips
from desk.rules.rights import Actor


def test_a_receipt_and_its_copies_are_read_back(desk_home: Home) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)
    ask = desk_home.database.read
    desk_home.database.write(
        lambda session: reprint(session, ReprintOrder(key(), receipt_id, "asked"), desk_home.petugas)
    )
    row = ask(lambda session: slips.receipt(session, receipt_id, desk_home.petugas))
    assert (row.copies, row.content.copy_number, row.content.as_copy(1).copy_words) == (1, 0, "SALINAN 1")
    for unknown in (0, 999):
        with pytest.raises(Refused, match="tidak ada"):
            ask(lambda session, unknown=unknown: slips.receipt(session, unknown, desk_home.petugas))


def test_which_receipt_of_a_request_was_replaced(desk_home: Home) -> None:
    request_id, first = receipts.issued(desk_home)
    order = ReceiptOrder(key(), (request_id,), correction="nama")
    second = desk_home.database.write(lambda session: issue(session, order, desk_home.petugas)).receipt_id
    rows = desk_home.database.read(
        lambda session: [slips.receipt(session, each, desk_home.petugas) for each in (second, first)]
    )
    assert [(row.id, row.is_replaced, row.numbers) for row in rows] == [
        (second, False, ("PPID/2026/0001",)),
        (first, True, ("PPID/2026/0001",)),
    ]


def test_what_was_sent_once_is_a_copy_from_then_on(desk_home: Home) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)
    order = PrintOrder(key(), receipt_id, 0, "Thermal Contoh")
    was_sent = []

    def look() -> None:
        row = desk_home.database.read(lambda s: slips.receipt(s, receipt_id, desk_home.petugas))
        was_sent.append(row.was_sent)

    job_id = desk_home.database.write(lambda session: queue_job(session, order, desk_home.petugas)).job_id
    look()
    for say in (record_failed, try_again, record_sent, say_not_out):
        desk_home.database.write(lambda session, say=say: say(session, JobOrder(job_id), desk_home.petugas))
        look()
    assert was_sent == [False, False, False, True, True]


def test_the_latest_receipt(desk_home: Home) -> None:
    assert desk_home.database.read(lambda session: slips.latest(session, desk_home.petugas)) is None
    receipts.issued(desk_home)
    _request_id, second = receipts.issued(desk_home)
    latest = desk_home.database.read(lambda session: slips.latest(session, desk_home.petugas))
    assert latest is not None
    assert latest.id == second


def test_what_paper_requests_are_due(desk_home: Home) -> None:
    def file(*missing: str) -> int:
        return desk_home.database.write(
            lambda session: receipts.file_request(session, desk_home, missing=missing).id
        )

    def due(*request_ids: int) -> slips.PaperDue:
        return desk_home.database.read(lambda session: slips.paper_due(session, request_ids))

    def give(*request_ids: int) -> int:
        order = ReceiptOrder(key(), request_ids)
        return desk_home.database.write(lambda session: issue(session, order, desk_home.petugas)).receipt_id

    incomplete, whole = file("identitas_diri"), file()
    assert due(incomplete, whole) == slips.PaperDue((incomplete, whole), "receipt", None)
    first = give(incomplete)
    assert due(incomplete) == slips.PaperDue((incomplete,), None, first)
    assert due(incomplete, whole) == slips.PaperDue((incomplete, whole), "receipt", first)
    both = give(incomplete, whole)
    desk_home.database.write(lambda session: receipts.complete(session, session.get_one(Request, incomplete)))
    assert due(incomplete, whole) == slips.PaperDue((incomplete,), "completeness", both)
    assert due(whole) == slips.PaperDue((whole,), None, both)
    assert due() == slips.PaperDue((), "receipt", None)


def test_a_slip_that_says_an_old_date_is_issued_anew(desk_home: Home) -> None:
    request_id, first = receipts.issued(desk_home)

    def move(days: int) -> None:
        def act(session: Session) -> None:
            request = session.get_one(Request, request_id)
            assert request.due_on is not None
            request.due_on += timedelta(days=days)

        desk_home.database.write(act)

    def due() -> slips.PaperDue:
        return desk_home.database.read(lambda session: slips.paper_due(session, (request_id,)))

    assert due() == slips.PaperDue((request_id,), None, first)
    move(1)
    wanted = due()
    assert wanted == slips.PaperDue((request_id,), "receipt", first, "batas berpindah")
    order = ReceiptOrder(key(), wanted.request_ids, "receipt", wanted.correction)
    second = desk_home.database.write(lambda session: issue(session, order, desk_home.petugas)).receipt_id
    assert due() == slips.PaperDue((request_id,), None, second)
    old, new = (
        desk_home.database.read(lambda s, at=at: slips.receipt(s, at, desk_home.petugas))
        for at in (first, second)
    )
    assert old.is_replaced
    assert old.content.lines[0].due != new.content.lines[0].due
    assert new.content.replaces.startswith("Menggantikan tanda terima")


def test_whom_the_custodian_does_not_see_is_initials_on_the_receipt_too(desk_home: Home) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)

    def shown(actor: Actor) -> str:
        row = desk_home.database.read(lambda session: slips.receipt(session, receipt_id, actor))
        return row.content.lines[0].applicant

    assert shown(desk_home.petugas) == "Ni Luh Contoh"
    assert shown(desk_home.pemegang) == "N. L. C."
    latest = desk_home.database.read(lambda session: slips.latest(session, desk_home.pemegang))
    assert latest is not None
    assert latest.content.lines[0].applicant == "N. L. C."


def test_the_receipt_of_a_security_incident_is_not_there_for_the_custodian(desk_home: Home) -> None:
    database, custodian = desk_home.database, desk_home.pemegang
    _request_id, ordinary = receipts.issued(desk_home)
    incident = database.write(lambda session: receipts.file_request(session, desk_home, "5.3").id)
    order = ReceiptOrder(key(), (incident,))
    with pytest.raises(Refused, match="tidak ditemukan"):
        database.write(lambda session: issue(session, order, custodian))
    receipt_id = database.write(lambda session: issue(session, order, desk_home.petugas)).receipt_id
    sending = PrintOrder(key(), receipt_id, 0, "Thermal Contoh")
    with pytest.raises(Refused, match="tidak ada"):
        database.write(lambda session: queue_job(session, sending, custodian))
    with pytest.raises(Refused, match="tidak ada"):
        database.write(lambda session: reprint(session, ReprintOrder(key(), receipt_id, "asked"), custodian))
    with pytest.raises(Refused, match="tidak ada"):
        database.read(lambda session: slips.receipt(session, receipt_id, custodian))
    database.write(lambda session: queue_job(session, sending, desk_home.petugas))
    assert database.read(lambda session: print_jobs.jobs_open(session, custodian)) == ()
    latest = database.read(lambda session: slips.latest(session, custodian))
    assert latest is not None
    assert latest.id == ordinary
