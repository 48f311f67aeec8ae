"""Work beside the UI thread: answered, refused, dropped."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desk.errors import DeskError, Unavailable
from desk.printing.progress import Cancelled, Progress
from desk.ui.workbench import Job, Workbench


@pytest.fixture
def bench(qapp: object) -> Iterator[Workbench]:
    owner = QObject()
    made = Workbench(owner)
    yield made
    made.close()


def _fail(_error: DeskError) -> None:
    raise AssertionError("refused")


def test_work_that_is_no_longer_wanted_is_told_so() -> None:
    job = Job()
    job.tell(0.25)
    assert job.share == 0.25
    job.drop()
    with pytest.raises(Cancelled):
        job.tell(0.5)
    assert job.share == 0.25


def test_answers_come_in_order_and_refusals_beside_them(bench: Workbench, qtbot: QtBot) -> None:
    heard: list[object] = []

    def refuse(_progress: Progress) -> None:
        raise Unavailable("Printer mati.")

    bench.put(lambda _progress: 1, heard.append, otherwise=_fail)
    bench.put(refuse, heard.append, otherwise=lambda error: heard.append(str(error)))
    bench.put(lambda _progress: 3, heard.append, otherwise=_fail)
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == [1, "Printer mati.", 3]


def test_what_is_dropped_is_neither_begun_nor_answered(bench: Workbench, qtbot: QtBot) -> None:
    gate, heard, begun = threading.Event(), [], []

    def wait(progress: Progress) -> None:
        begun.append(1)
        gate.wait()
        progress(0.5)
        begun.append("went on")

    first = bench.put(wait, heard.append, otherwise=_fail)
    second = bench.put(lambda _progress: begun.append(2), heard.append, otherwise=_fail)
    qtbot.waitUntil(lambda: begun == [1])
    first.drop()
    second.drop()
    gate.set()
    bench.put(lambda _progress: 3, heard.append, otherwise=_fail)
    qtbot.waitUntil(lambda: heard == [3])
    assert begun == [1]


def test_a_bug_is_no_answer(bench: Workbench, qtbot: QtBot) -> None:
    def break_down(_progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        bench.put(break_down, _fail, otherwise=_fail)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_closing_drops_what_waits(qapp: object) -> None:
    owner = QObject()
    bench = Workbench(owner)
    gate, begun = threading.Event(), []
    bench.put(lambda _progress: gate.wait(5), _fail, otherwise=_fail)
    bench.put(lambda _progress: begun.append(2), _fail, otherwise=_fail)
    threading.Timer(0.05, gate.set).start()
    bench.close()
    assert begun == []
