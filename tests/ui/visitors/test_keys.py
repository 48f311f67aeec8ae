"""The hands at the counter: how many keys the commonest acts take from anywhere, without a mouse."""

from __future__ import annotations

import pytest
from counters import ALT, CTRL, Counter
from PySide6.QtCore import Qt
from visiting import come

from desk.clock import today
from desk.queries.visitors import counts_on, visit_row

Capture = pytest.CaptureFixture[str]


def _report(
    capsys: pytest.CaptureFixture[str], act: str, counter: Counter, bar: int, *, all_keys: bool
) -> None:
    keys = counter.keys + (counter.typed if all_keys else 0)
    with capsys.disabled():
        beyond = "" if all_keys else f" beyond {counter.typed} typed"
        print(f"\n  {act}: {keys} keys{beyond} (bar {bar})", end="")
    assert keys <= bar


def test_a_returning_visitor_with_the_usual_purpose(counter: Counter, capsys: Capture) -> None:
    known = come(counter.home, name="I Wayan Umpama", purpose="Ambil surat", phone="0812-0000-0567")
    come(counter.home, name="I Wayan Misal")
    counter.go_there()
    counter.type("ump")
    counter.until(lambda: len(counter.panel.form.name.offered()) == 1)
    counter.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert counter.text("purpose") == "Ambil surat"
    counter.press(Qt.Key.Key_Return, held=CTRL)
    counter.until(lambda: counter.requests)
    row = counter.home.database.read(lambda session: visit_row(session, counter.requests[0]))
    assert (row.visitor_id, row.purpose) == (known.visitor_id, "Ambil surat")
    _report(capsys, "returning visitor saved, on to the request", counter, 12, all_keys=True)


def test_a_new_visitor(counter: Counter, capsys: Capture) -> None:
    counter.go_there()
    counter.type("Ni Luh Contoh")
    counter.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    counter.type("Sibetan")
    counter.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    counter.type("Permohonan informasi")
    counter.press(Qt.Key.Key_S, held=CTRL)
    counter.until(lambda: counter.registered)
    row = counter.home.database.read(lambda session: visit_row(session, counter.registered[0]))
    assert (row.name, row.address, row.purpose) == ("Ni Luh Contoh", "Sibetan", "Permohonan informasi")
    _report(capsys, "new visitor saved", counter, 6, all_keys=False)


def test_a_short_question(counter: Counter, capsys: Capture) -> None:
    counter.go_there()
    counter.press(Qt.Key.Key_T, held=ALT)
    counter.until(lambda: "ke-1" in counter.notice())
    assert counter.home.database.read(lambda session: counts_on(session, today())).questions == 1
    _report(capsys, "short question counted", counter, 2, all_keys=True)


def test_the_list_is_worked_by_letters(counter: Counter, capsys: Capture) -> None:
    come(counter.home, name="Ni Luh Contoh")
    counter.go_there()
    counter.until(lambda: counter.names() == ["Ni Luh Contoh"])
    counter.press(Qt.Key.Key_H, held=ALT)
    counter.press(Qt.Key.Key_L)
    counter.until(lambda: counter.panel.today.list.rows()[0].state == "served")
    counter.press(Qt.Key.Key_K)
    counter.until(lambda: counter.panel.today.list.rows()[0].state == "left")
    _report(capsys, "visitor served and gone", counter, 4, all_keys=True)
