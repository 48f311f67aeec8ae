"""The buttons below a request: what may be done with its file, and where it may go next; knows no act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.queries.roads import MoveRow, RoadView
from desk.rules.request_states import MOVES
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.flow import Flow

FORWARD = ("begin", "make_ready", "hand_over", "finish", "settle_objection")
"""The moves that lead on: the one button of weight, on one key."""
_KEYS = {
    "withdraw": "Alt+C",
    "restore": "Alt+C",
    "refuse": "Alt+K",
    "redirect": "Alt+L",
    "reopen": "Alt+B",
    "object": "Alt+O",
}


class ViewFoot(QWidget):
    """A hint in words over two rows of buttons; only what is possible shows."""

    move_wanted = Signal(str)
    act_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._hint = labels.wrapped("", kind="quiet")
        self.acts = {
            "correct": buttons.secondary(_("Perbaiki"), shortcut="Alt+E"),
            "assign": buttons.secondary(_("Tugaskan"), shortcut="Alt+A"),
            "refer": buttons.secondary(_("Disposisi"), shortcut="Alt+D"),
            "record": buttons.secondary(_("Catat …"), shortcut="Alt+T"),
            "message": buttons.secondary(_("Kabari"), shortcut="Alt+M"),
            "reprint": buttons.secondary(_("Cetak ulang"), shortcut="Alt+R"),
        }
        self.moves = {
            key: buttons.secondary(_(MOVES[key].title), shortcut=shortcut) for key, shortcut in _KEYS.items()
        }
        self.forward = buttons.primary("", shortcut="Alt+S")
        self.back = buttons.secondary(_("Kembali"), keys="Esc")
        self.save = buttons.secondary(_("Simpan"), shortcut="Ctrl+S")
        self.save_and_print = buttons.primary(_("Simpan dan cetak kelengkapan"), keys="Ctrl ⏎")
        self.save_and_print.setShortcut(QKeySequence("Ctrl+Return"))
        self._forward_key = ""
        self._lay()
        self._connect()

    def show_moves(self, moves: Iterable[MoveRow], *, is_answered: bool, is_rebuttal: bool = False) -> None:
        """Offer these moves; the one that leads on by its own words, an objection by how it stands.

        `is_rebuttal` where the standard calls an objection *sanggahan* (SP4N-LAPOR!).
        """
        rows = {move.key: move for move in moves}
        self.moves["object"].show_word(_("Sanggahan …") if is_rebuttal else _(MOVES["object"].title))
        for key, button in self.moves.items():
            button.setVisible(key in rows)
        self._forward_key = next((key for key in FORWARD if key in rows), "")
        if self._forward_key:
            waits = self._forward_key == "settle_objection" and not is_answered
            answering = _("Tanggapi sanggahan …") if is_rebuttal else _("Tanggapi keberatan …")
            word = answering if waits else rows[self._forward_key].title
            self.forward.show_word(word)
        self.forward.setVisible(bool(self._forward_key))

    def show_acts(self, shown: Mapping[str, bool]) -> None:
        """Show the acts that are possible."""
        for name, is_shown in sorted(shown.items(), key=lambda pair: pair[1]):  # else the row grows meanwhile
            self.acts[name].setVisible(is_shown)

    def show_saving(self, *, has_staged: bool, becomes_complete: bool) -> None:
        """Offer to save ticks; nothing else is done meanwhile."""
        if has_staged:
            for button in (*self.acts.values(), *self.moves.values(), self.forward):
                button.hide()
        self.save.setVisible(has_staged)
        self.save_and_print.setVisible(has_staged and becomes_complete)
        self._acts.refit()
        self._moves.refit()

    def tell(self, words: str) -> None:
        """Say what is to be said before anybody presses."""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def hint(self) -> str:
        """What is said above the buttons."""
        return self._hint.text()

    def shown(self) -> tuple[Button, ...]:
        """The buttons that can be pressed now."""
        every = (*self.acts.values(), *self.moves.values(), self.forward, self.save, self.save_and_print)
        return tuple(button for button in every if button.isVisible())

    def _lay(self) -> None:
        foot = layouts.vertical(self, margins=(15, 8, 15, 12), gap=8)
        self._acts, self._moves = Flow(*self.acts.values()), Flow(*self.moves.values())
        acts, moves = layouts.horizontal(gap=8), layouts.horizontal(gap=8)
        for row, flow, ends in (
            (acts, self._acts, (self.back,)),
            (moves, self._moves, (self.save, self.save_and_print, self.forward)),
        ):
            row.addWidget(flow, 1)
            row.addStretch(0)
            for end in ends:
                row.addWidget(end, 0, Qt.AlignmentFlag.AlignBottom)
        for button in (*self.acts.values(), *self.moves.values(), self.forward):
            button.hide()  # until there is a request to say which of them are possible
        for button in (self.save, self.save_and_print):
            button.hide()
        layouts.fill(foot, self._hint, acts, moves)

    def _connect(self) -> None:
        for key, button in self.moves.items():
            button.clicked.connect(lambda _on=False, key=key: self.move_wanted.emit(key))
        for name, act in self.acts.items():
            act.clicked.connect(lambda _on=False, name=name: self.act_wanted.emit(name))
        self.forward.clicked.connect(lambda: self.move_wanted.emit(self._forward_key))


def hint_words(road: RoadView | None) -> str:
    """What the next move waits for, and what is still unacknowledged; empty where nothing is."""
    if road is None:
        return ""
    said: list[str] = []
    for move in road.moves:
        if move.key in FORWARD and move.missing:
            title = move.title.rstrip(" …")
            said.append(
                _("“{move}” menunggu: {missing}.").format(move=title, missing=", ".join(move.missing))
            )
    open_ones = [row.to_unit for row in road.referrals if row.acknowledged_by is None]
    if open_ones and road.may_act:
        said.append(_("Disposisi kepada {units} belum diterima.").format(units=", ".join(open_ones)))
    if road.state == "handed_over" and not any(row.kind == "survey_invitation" for row in road.records):
        said.append(_("Undang pemohon mengisi SKM, lalu catat (Alt T)."))
    return " ".join(said)


def first_missing(road: RoadView, key: str) -> str:
    """The first thing that the move `key` waits for; empty where it can be made."""
    move = move_row(road, key)
    return move.missing_keys[0] if move is not None and move.missing_keys else ""


def move_row(road: RoadView, key: str) -> MoveRow | None:
    """The move called `key`, if the state permits it."""
    return next((move for move in road.moves if move.key == key), None)


def row_of(rows: Iterable[Any], key: str) -> Any | None:
    """The row with this `key`, if any."""
    return next((row for row in rows if row.key == key), None)
