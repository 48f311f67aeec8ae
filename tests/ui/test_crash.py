"""Unexpected faults: told once each, logged without a citizen's data; the surroundings are no bug."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk.errors import Refused, Unavailable
from desk.ui.crash import LOG_NAME, CrashReporter, described, is_surroundings, masked, sentence_for


class Told:
    """What the reporter would show."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def __call__(self, sentence: str, detail: str) -> None:
        self.said.append((sentence, detail))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def reporter(
    told: Told, tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> Iterator[CrashReporter]:
    made = CrashReporter(told, log_folder=tmp_path)
    made.install()
    yield made
    made.uninstall()


def fault(message: str) -> BaseException:
    try:
        raise ValueError(message)
    except ValueError as error:
        return error


def test_same_fault_is_told_once_and_another_again(reporter: CrashReporter, told: Told) -> None:
    for message in ("satu", "dua"):
        reporter.report(fault(message))
    assert len(told.said) == 1
    try:
        _ = {}["x"]
    except KeyError as error:
        reporter.report(error)
    assert len(told.said) == 2
    assert told.said[0][0] == "Terjadi kesalahan pada program."


def test_log_holds_places_but_no_citizen(reporter: CrashReporter, tmp_path: Path) -> None:
    try:
        raise RuntimeError(
            "UNIQUE failed for 'I Made Misal' 5107012345678901 0812-0000-0000 made@contoh.id"
            "\n[parameters: ('rahasia')]"
        ) from fault("Ni Luh Contoh, nomor 08120000000")
    except RuntimeError as error:
        reporter.report(error)
    log = (tmp_path / LOG_NAME).read_text("utf-8")
    assert "test_crash.py" in log
    assert "RuntimeError" in log
    for secret in ("Made Misal", "5107", "0812", "contoh.id", "rahasia"):
        assert secret not in log


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left"), "Disk penuh"),
        (MemoryError(), "Memori"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), "jaringan"),
        (Unavailable("Printer mati."), "Printer mati."),
        (Refused("Tidak boleh."), "Tidak boleh."),
    ],
)
def test_surroundings_are_said_as_such(
    reporter: CrashReporter, told: Told, error: Exception, words: str
) -> None:
    assert is_surroundings(error)
    assert words in sentence_for(error)
    reporter.report(error)
    reporter.report(error)
    assert [words in sentence for sentence, _detail in told.said] == [True, True]


@pytest.mark.parametrize("error", [ValueError("x"), FileNotFoundError(errno.ENOENT, "x"), KeyError("x")])
def test_bugs_are_not_blamed_on_the_surroundings(error: Exception) -> None:
    assert not is_surroundings(error)


def test_fault_in_a_thread_is_told_on_the_windows_thread(
    reporter: CrashReporter, told: Told, qtbot: QtBot
) -> None:
    threads: list[threading.Thread] = []
    reporter._show = lambda sentence, detail: (
        threads.append(threading.current_thread()),
        told(sentence, detail),
    )

    def fail() -> None:
        reporter.report(fault("di utas lain"))

    worker = threading.Thread(target=fail)
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: len(told.said) == 1)
    assert threads == [threading.main_thread()]


def test_stopping_the_program_is_no_fault(reporter: CrashReporter, told: Told) -> None:
    reporter.report(KeyboardInterrupt())
    assert told.said == []


def test_desk_that_cannot_log_still_reports(told: Told, tmp_path: Path, qtbot: QtBot) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    made = CrashReporter(told, log_folder=in_the_way / "log")
    made.install()
    try:
        assert made._handler is None
    finally:
        made.uninstall()


def test_masking_keeps_the_words_that_help() -> None:
    assert masked("no such column: visitor.nik") == "no such column: visitor.nik"
    assert "…" in masked("value '5107' for 081200000000")
    assert "12" in masked("row 12")
    assert len(masked("x" * 5000)) <= 200


def test_causes_are_described_too() -> None:
    try:
        raise RuntimeError("luar") from fault("dalam")
    except RuntimeError as error:
        words = described(error)
    assert "RuntimeError: luar" in words
    assert "ValueError: dalam" in words
