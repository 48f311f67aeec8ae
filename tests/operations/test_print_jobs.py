"""What is said of a sending: in which order, by whom, and how long a paper is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import receipts
import time_machine
from homes import Home
from receipts import key
from sqlalchemy import select

from desk.errors import Refused
from desk.models import JournalLine, PrintJob
from desk.operations.print_jobs import (
    JobOrder,
    PrintOrder,
    cancel_job,
    queue_job,
    record_failed,
    record_sent,
    say_not_out,
    try_again,
)
from desk.operations.slips import ReprintOrder, reprint
from desk.queries import print_jobs

MOMENT = datetime(2026, 4, 6, 1, 15, tzinfo=UTC)


def _journal(home: Home) -> list[tuple[str, int | None, str]]:
    lines = select(JournalLine).where(JournalLine.noun.in_(("receipt", "paper"))).order_by(JournalLine.id)
    return home.database.read(
        lambda session: [(line.act, line.noun_id, line.sentence) for line in session.scalars(lines)]
    )


def _queue(home: Home, receipt_id: int, copy_number: int = 0, order_key: str | None = None) -> int:
    order = PrintOrder(order_key or key(), receipt_id, copy_number, "Thermal Contoh")
    return home.database.write(lambda session: queue_job(session, order, home.petugas)).job_id


def _say(home: Home, operation: Callable[..., None], job_id: int, sentence: str = "") -> None:
    home.database.write(lambda session: operation(session, JobOrder(job_id, sentence), home.petugas))


def _state(home: Home, job_id: int) -> str:
    return home.database.read(lambda session: session.get_one(PrintJob, job_id).state)


def test_a_job_waits_fails_waits_again_and_is_sent(desk_home: Home) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)
    job_id = _queue(desk_home, receipt_id)
    for operation, state in (
        (record_failed, "failed"),
        (try_again, "waiting"),
        (record_sent, "sent"),
        (say_not_out, "not_out"),
        (try_again, "waiting"),
        (cancel_job, "cancelled"),
    ):
        _say(desk_home, operation, job_id, "Kertas habis." if operation is record_failed else "")
        assert _state(desk_home, job_id) == state
        _say(desk_home, operation, job_id)
    said = [sentence for act, _id, sentence in _journal(desk_home) if act != "receipt.issue"]
    assert said == [
        "Tanda terima PPID/2026/0001 menunggu dikirim ke Thermal Contoh",
        "Tanda terima PPID/2026/0001 gagal dikirim ke Thermal Contoh: Kertas habis.",
        "Tanda terima PPID/2026/0001 dikirim lagi ke Thermal Contoh",
        "Tanda terima PPID/2026/0001 terkirim ke Thermal Contoh",
        "Tanda terima PPID/2026/0001 tidak keluar dari Thermal Contoh",
        "Tanda terima PPID/2026/0001 dikirim lagi ke Thermal Contoh",
        "Tanda terima PPID/2026/0001 batal dikirim ke Thermal Contoh",
    ]


def test_a_job_does_not_jump(desk_home: Home) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)
    job_id = _queue(desk_home, receipt_id)
    with pytest.raises(Refused, match="sudah berubah"):
        _say(desk_home, say_not_out, job_id)
    _say(desk_home, record_sent, job_id)
    for operation in (record_failed, try_again, cancel_job):
        with pytest.raises(Refused, match="sudah berubah"):
            _say(desk_home, operation, job_id)
    with pytest.raises(Refused, match="tidak ada"):
        _say(desk_home, record_sent, 999)


def test_only_what_was_made_is_sent_and_once_per_key(desk_home: Home) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)
    with pytest.raises(Refused, match="belum dibuat"):
        _queue(desk_home, receipt_id, 1)
    order_key = key()
    assert _queue(desk_home, receipt_id, order_key=order_key) == _queue(
        desk_home, receipt_id, order_key=order_key
    )
    copy = ReprintOrder(key(), receipt_id, "asked")
    desk_home.database.write(lambda session: reprint(session, copy, desk_home.petugas))
    copied = _queue(desk_home, receipt_id, 1)
    assert _journal(desk_home)[-1][2] == "Salinan 1 PPID/2026/0001 menunggu dikirim ke Thermal Contoh"
    assert _state(desk_home, copied) == "waiting"


def _keep(home: Home, title: str = "Buku tamu April 2026", pdf: bytes = b"%PDF buku") -> int:
    order = PrintOrder(key(), None, 0, "Laser Contoh", "a4", title=title, pdf=pdf)
    return home.database.write(lambda session: queue_job(session, order, home.petugas)).job_id


def _paper(home: Home, job_id: int) -> bytes | None:
    return home.database.read(lambda session: print_jobs.job_paper(session, job_id, home.petugas)).pdf


def test_any_other_paper_is_kept_with_its_job_until_a_day_after_it_was_sent(desk_home: Home) -> None:
    with time_machine.travel(MOMENT, tick=False):
        job_id = _keep(desk_home)
        assert _paper(desk_home, job_id) == b"%PDF buku"
        _say(desk_home, record_sent, job_id)
        _say(desk_home, say_not_out, job_id)
        assert _paper(desk_home, job_id) == b"%PDF buku", "it may have to be sent again"
        _say(desk_home, try_again, job_id)
        _say(desk_home, record_sent, job_id)
    said = [(act, sentence) for act, _id, sentence in _journal(desk_home)]
    assert said[0] == ("paper.queue", "Buku tamu April 2026 menunggu dikirim ke Laser Contoh")
    with time_machine.travel(MOMENT + timedelta(days=2), tick=False):
        _keep(desk_home, "Agenda")
        with pytest.raises(Refused, match="tidak disimpan lagi"):
            _paper(desk_home, job_id)


def test_a_cancelled_paper_is_gone(desk_home: Home) -> None:
    job_id = _keep(desk_home)
    _say(desk_home, cancel_job, job_id)
    with pytest.raises(Refused, match="tidak disimpan lagi"):
        _paper(desk_home, job_id)


def test_nothing_and_too_much_and_a_strange_paper_are_refused(desk_home: Home) -> None:
    for pdf, paper, field in ((b"", "a4", "pdf"), (b"x" * 20_000_001, "a4", "pdf"), (b"%PDF", "a3", "paper")):
        order = PrintOrder(key(), None, 0, "Laser", paper, title="Agenda", pdf=pdf)
        with pytest.raises(Refused) as refused:
            desk_home.database.write(
                lambda session, order=order: queue_job(session, order, desk_home.petugas)
            )
        assert refused.value.field == field


def test_who_only_looks_sends_nothing(desk_home: Home) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)
    job_id = _queue(desk_home, receipt_id)
    for operation, order in (
        (queue_job, PrintOrder(key(), receipt_id, 0, "Contoh")),
        (record_sent, JobOrder(job_id)),
        (record_failed, JobOrder(job_id)),
        (say_not_out, JobOrder(job_id)),
        (try_again, JobOrder(job_id)),
        (cancel_job, JobOrder(job_id)),
    ):
        act: Any = operation
        with pytest.raises(Refused, match="tidak berwenang"):
            desk_home.database.write(
                lambda session, act=act, order=order: act(session, order, desk_home.pengawas)
            )
