"""The queue as it is looked at: what is open, oldest first, then what was sent today."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import receipts
import time_machine
from homes import Home
from receipts import key

from desk.errors import Refused
from desk.operations.print_jobs import JobOrder, PrintOrder, queue_job, record_failed, record_sent
from desk.queries import print_jobs

MOMENT = datetime(2026, 4, 6, 1, 15, tzinfo=UTC)


def _job(home: Home, receipt_id: int) -> int:
    order = PrintOrder(key(), receipt_id, 0, "Termal Contoh", "58")
    return home.database.write(lambda session: queue_job(session, order, home.petugas)).job_id


def test_open_jobs_come_first_and_only_today_is_remembered(desk_home: Home) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)
    with time_machine.travel(MOMENT - timedelta(days=1), tick=False):
        yesterday, left = _job(desk_home, receipt_id), _job(desk_home, receipt_id)
        desk_home.database.write(lambda session: record_sent(session, JobOrder(yesterday), desk_home.petugas))
    with time_machine.travel(MOMENT, tick=False):
        failed, sent = _job(desk_home, receipt_id), _job(desk_home, receipt_id)
        desk_home.database.write(
            lambda session: record_failed(session, JobOrder(failed, "Kertas habis."), desk_home.petugas)
        )
        desk_home.database.write(lambda session: record_sent(session, JobOrder(sent), desk_home.petugas))
        rows = desk_home.database.read(lambda session: print_jobs.jobs_shown(session, desk_home.petugas))
        still = desk_home.database.read(lambda session: print_jobs.jobs_open(session, desk_home.petugas))
    assert [(row.id, row.state, row.sentence) for row in rows] == [
        (left, "waiting", ""),
        (failed, "failed", "Kertas habis."),
        (sent, "sent", ""),
    ]
    assert rows[:2] == still
    assert (rows[0].name, rows[0].printer, rows[0].paper) == (
        "Tanda terima PPID/2026/0001",
        "Termal Contoh",
        "58",
    )
    assert all(row.is_kept for row in rows), "a receipt can always be drawn again"
    assert rows[0].by_name == desk_home.petugas.name


def test_the_register_another_account_printed_is_not_opened_without_the_right_to_names(
    desk_home: Home,
) -> None:
    order = PrintOrder(key(), None, 0, "Laser Contoh", "a4", title="Register contoh", pdf=b"%PDF nama")
    job_id = desk_home.database.write(lambda session: queue_job(session, order, desk_home.petugas)).job_id
    with pytest.raises(Refused, match="akun lain"):
        desk_home.database.read(lambda session: print_jobs.job_paper(session, job_id, desk_home.pemegang))
    for actor in (desk_home.petugas, desk_home.admin):
        kept = desk_home.database.read(
            lambda session, actor=actor: print_jobs.job_paper(session, job_id, actor)
        )
        assert kept.pdf == b"%PDF nama"
    own = PrintOrder(key(), None, 0, "Laser Contoh", "a4", title="Label aset", pdf=b"%PDF label")
    own_id = desk_home.database.write(lambda session: queue_job(session, own, desk_home.pemegang)).job_id
    kept = desk_home.database.read(lambda session: print_jobs.job_paper(session, own_id, desk_home.pemegang))
    assert kept.pdf == b"%PDF label"


def test_the_paper_of_a_receipt_is_its_words_as_the_copy_that_was_sent(desk_home: Home) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)
    job_id = _job(desk_home, receipt_id)
    kept = desk_home.database.read(lambda session: print_jobs.job_paper(session, job_id, desk_home.petugas))
    assert kept.content is not None
    assert (kept.content.copy_words, kept.pdf, kept.row.id) == ("", None, job_id)
