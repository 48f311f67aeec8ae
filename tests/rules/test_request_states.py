"""Every state with every move: what is permitted, what is said where it is not."""

from __future__ import annotations

import itertools

import pytest

from desk.errors import Refused
from desk.rules import request_states
from desk.rules.request_states import MOVES, STATES, check_move, moves_from

PERMITTED = {
    "begin": {"complete"},
    "make_ready": {"in_process"},
    "hand_over": {"ready"},
    "finish": {"handed_over"},
    "refuse": {"incomplete", "complete", "in_process"},
    "redirect": {"incomplete", "complete", "in_process"},
    "withdraw": {"incomplete", "complete", "in_process", "ready"},
    "restore": {"withdrawn"},
    "reopen": {"ready", "handed_over", "finished", "refused", "redirected"},
    "object": {"complete", "in_process", "ready", "handed_over", "finished", "refused"},
    "settle_objection": {"objected"},
}


@pytest.mark.parametrize(("state", "move"), list(itertools.product(STATES, MOVES)))
def test_every_move_in_every_state(state: str, move: str) -> None:
    if state in PERMITTED[move]:
        assert check_move("ADU/2026/1", state, move) is MOVES[move]
        assert MOVES[move] in moves_from(state)
        return
    with pytest.raises(Refused) as refused:
        check_move("ADU/2026/1", state, move)
    sentence = str(refused.value)
    assert "ADU/2026/1" in sentence
    assert request_states.state_words(state) in sentence
    assert sentence.endswith(".")
    assert MOVES[move] not in moves_from(state)


@pytest.mark.parametrize(
    ("state", "move", "sentence"),
    [
        ("complete", "hand_over", "Permohonan X lengkap; pilih “Mulai diproses” dahulu."),
        ("in_process", "finish", "Permohonan X diproses; pilih “Siap diserahkan” dahulu."),
        ("incomplete", "begin", "Permohonan X belum lengkap; lengkapi berkasnya dahulu."),
        ("withdrawn", "refuse", "Permohonan X dicabut; batalkan pencabutannya dahulu."),
        ("refused", "refuse", "Permohonan X sudah ditolak."),
        ("refused", "begin", "Permohonan X ditolak; buka kembali dahulu."),
        ("objected", "finish", "Permohonan X dalam keberatan; tutup keberatannya dahulu."),
        ("handed_over", "begin", "Permohonan X diserahkan; “Mulai diproses” tidak berlaku pada keadaan ini."),
    ],
)
def test_the_refusal_says_what_to_do_first(state: str, move: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        check_move("X", state, move)
    assert str(refused.value) == sentence


def test_every_state_but_the_last_can_be_left_and_the_road_leads_to_the_end() -> None:
    assert all(moves_from(state) for state in STATES)
    state, seen = "complete", ["complete"]
    while state != "finished":
        move = next(each for each in moves_from(state) if each.key in request_states._ROAD)
        assert move.to_state is not None
        state = move.to_state
        seen.append(state)
    assert seen == ["complete", "in_process", "ready", "handed_over", "finished"]


@pytest.mark.parametrize("state", STATES)
def test_facts_change_only_while_it_is_worked_on(state: str) -> None:
    if state in request_states.WORKING:
        request_states.check_working("X", state)
        return
    with pytest.raises(Refused):
        request_states.check_working("X", state)
