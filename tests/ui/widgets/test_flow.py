"""Widgets beside each other in as many lines as there is width for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.ui.widgets import buttons, labels
from desk.ui.widgets.flow import Flow


def _shown(qtbot: QtBot, width: int) -> tuple[Flow, list[QWidget]]:
    widgets: list[QWidget] = [
        labels.title("PPID/2026/0001"),
        *(buttons.secondary(f"Satu {n}") for n in range(5)),
    ]
    flow = Flow(*widgets)
    qtbot.addWidget(flow)
    flow.resize(width, 200)
    flow.show()
    return flow, widgets


def test_what_does_not_fit_goes_to_the_next_line(qtbot: QtBot) -> None:
    flow, widgets = _shown(qtbot, 2000)
    assert len({widget.geometry().center().y() for widget in widgets}) <= 2, "one line, one pixel apart"
    assert flow.heightForWidth(2000) < flow.heightForWidth(260)
    flow.resize(260, 400)
    assert max(widget.geometry().right() for widget in widgets) < 260
    assert not any(
        one.geometry().intersects(other.geometry())
        for one in widgets
        for other in widgets
        if one is not other
    )


def test_what_is_hidden_takes_no_room_and_nothing_at_all_hides_it(qtbot: QtBot) -> None:
    flow, widgets = _shown(qtbot, 2000)
    before = widgets[2].geometry().left()
    widgets[1].hide()
    flow.refit()
    assert widgets[2].geometry().left() < before
    for widget in widgets:
        widget.hide()
    flow.refit()
    assert flow.isHidden()
    assert flow.heightForWidth(300) == 0
