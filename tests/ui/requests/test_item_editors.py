"""What is typed on a line answers in the form it is kept in, and shows again what was kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from desk import clock
from desk.errors import Refused
from desk.rules.checklists import Item
from desk.ui.requests.item_editors import (
    DayEditor,
    MomentEditor,
    SpanEditor,
    WaivableEditor,
    editor_for,
    read_hour,
)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    clock.run_by(lambda: datetime(2026, 3, 13, 2, 2, tzinfo=UTC))
    yield
    clock.run_by(None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["", ""], ""),
        (["9/4", "9"], "2026-04-09T09:00"),
        (["besok", "0830"], "2026-03-14T08:30"),
        (["Rabu", "13.15"], "2026-03-18T13:15"),
    ],
)
def test_a_moment(qtbot: QtBot, typed: list[str], kept: str) -> None:
    editor = MomentEditor()
    qtbot.addWidget(editor)
    editor.restore(typed)
    assert editor.value() == kept
    again = MomentEditor()
    qtbot.addWidget(again)
    again.restore(kept)
    assert again.value() == kept


def test_a_weekday_on_which_something_was_received_is_the_last_one(qtbot: QtBot) -> None:
    editor = MomentEditor(looks_back=True)
    qtbot.addWidget(editor)
    editor.restore(["Rabu", "15.00"])
    assert editor.value() == "2026-03-11T15:00"
    assert editor.moment() == datetime(2026, 3, 11, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed", [["9/4", ""], ["", "09.00"], ["entah", "09.00"], ["9/4", "25"], ["9/4", "pagi"], ["31/2", "9"]]
)
def test_half_a_moment_or_none_is_refused(qtbot: QtBot, typed: list[str]) -> None:
    editor = MomentEditor()
    qtbot.addWidget(editor)
    editor.restore(typed)
    with pytest.raises(Refused):
        editor.value()
    assert editor.draft() == typed, "what was typed stays"


def test_a_span_typed_whole_goes_to_its_lines(qtbot: QtBot) -> None:
    editor = SpanEditor()
    qtbot.addWidget(editor)
    day, start, end = editor.lines()
    day.setText("kam 9/4 09-11")
    day.editingFinished.emit()
    assert (day.text(), start.text(), end.text()) == ("9/4/2026", "09.00", "11.00")
    assert editor.value() == "2026-04-09T09:00/2026-04-09T11:00"
    end.setText("")
    assert editor.value() == "2026-04-09T09:00/"


def test_a_day(qtbot: QtBot) -> None:
    editor = DayEditor()
    qtbot.addWidget(editor)
    assert editor.value() is None
    editor.restore("2026-03-12")
    assert editor.text() == "12/3/2026"
    assert editor.value().isoformat() == "2026-03-12"
    editor.restore("lusa kemarin")
    with pytest.raises(Refused):
        editor.value()


def test_a_line_that_can_be_done_without(qtbot: QtBot) -> None:
    item = Item("surel", "isian", "Surel", input="email", waivable=True)
    editor = editor_for(item)
    qtbot.addWidget(editor)
    assert isinstance(editor, WaivableEditor)
    editor.restore(["contoh@contoh.go.id", []])
    assert editor.value() == "contoh@contoh.go.id"
    editor.waive()
    assert editor.is_waived()
    assert editor.value() == ""
    draft = editor.draft()
    editor.restore("")
    assert not editor.is_waived()
    editor.restore(draft)
    assert editor.is_waived()


def test_hours_as_people_write_them() -> None:
    assert [str(read_hour(text)) for text in ("8", "08.40", "8:40", "0840")] == [
        "08:00:00",
        "08:40:00",
        "08:40:00",
        "08:40:00",
    ]
    assert read_hour(" ") is None
