"""Emergency forms with pre-printed codes: drawn, filed once under their code, or spoilt."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from homes import Home
from request_samples import request_order
from sqlalchemy import select

from desk.errors import Refused
from desk.models import BlankForm, JournalLine
from desk.operations.blank_forms import BlankFormsOrder, PrintedForms, SpoilOrder, print_blank_forms, spoil
from desk.operations.request_orders import Filed
from desk.operations.requests import file
from desk.rules import tracking_codes


@pytest.fixture
def printed(desk_home: Home) -> Callable[[int], PrintedForms]:
    def act(count: int) -> PrintedForms:
        order = BlankFormsOrder(count)
        return desk_home.database.write(lambda session: print_blank_forms(session, order, desk_home.petugas))

    return act


def _file(home: Home, code: str) -> Filed:
    order = request_order("karangasem-2.1", preprinted_code=code)
    return home.database.write(lambda session: file(session, order, home.petugas))


def _spoil(home: Home, form: str, reason: str = "Kena air.") -> None:
    home.database.write(lambda session: spoil(session, SpoilOrder(form, reason), home.petugas))


def _acts(home: Home) -> list[tuple[str, str]]:
    wanted = select(JournalLine.act, JournalLine.sentence).where(JournalLine.noun == "blank_form")
    return [(act, sentence) for act, sentence in home.database.read(lambda s: s.execute(wanted).all())]


def test_codes_are_drawn_numbered_kept_and_journaled(
    desk_home: Home, printed: Callable[[int], PrintedForms]
) -> None:
    first, second = printed(3), printed(2)
    assert (first.batch, second.batch) == (1, 2)
    assert [number for number, _code in first.forms] == [1, 2, 3]
    codes = [code for _number, code in (*first.forms, *second.forms)]
    assert len(set(codes)) == 5
    assert all(tracking_codes.read(code).code == code for code in codes)
    assert _acts(desk_home) == [
        ("blank_form.print", "Formulir darurat gelombang 1 dicetak: nomor 1 sampai 3."),
        ("blank_form.print", "Formulir darurat gelombang 2 dicetak: nomor 1 sampai 2."),
    ]


@pytest.mark.parametrize("count", [0, -1, 101])
def test_a_batch_has_its_bounds(printed: Callable[[int], PrintedForms], count: int) -> None:
    with pytest.raises(Refused, match="1 sampai 100") as caught:
        printed(count)
    assert caught.value.field == "choice"


def test_a_request_takes_the_code_of_its_form_once(
    desk_home: Home, printed: Callable[[int], PrintedForms]
) -> None:
    (_number, code), (_other, spare) = printed(2).forms
    filed = _file(desk_home, code.lower().replace("-", " "))
    assert filed.code == code
    form = desk_home.database.read(
        lambda session: session.scalars(select(BlankForm).where(BlankForm.code == code)).one()
    )
    assert form.request_id == filed.id
    with pytest.raises(Refused, match=f"sudah dicatat sebagai {filed.number}") as caught:
        _file(desk_home, code)
    assert caught.value.field == "preprinted_code"
    with pytest.raises(Refused, match="sudah dicatat"):
        _spoil(desk_home, code)
    assert _file(desk_home, spare).code == spare


def test_spoilt_and_foreign_codes_are_refused(
    desk_home: Home, printed: Callable[[int], PrintedForms]
) -> None:
    ((_number, code),) = printed(1).forms
    _spoil(desk_home, code)
    assert _acts(desk_home)[-1] == ("blank_form.spoil", "Formulir darurat 1/1 dinyatakan rusak: Kena air.")
    with pytest.raises(Refused, match="rusak"):
        _file(desk_home, code)
    own = _file(desk_home, "").code
    for foreign in (own, "NFJFY-TYW1-SD9B", "bukan kode", "\u202e"):
        with pytest.raises(Refused, match="bukan kode formulir"):
            _file(desk_home, foreign)


def test_a_form_is_spoilt_by_the_number_on_it_and_for_a_reason(
    desk_home: Home, printed: Callable[[int], PrintedForms]
) -> None:
    printed(2)
    (_number, code) = printed(2).forms[1]
    for form, reason, field in (
        ("2/2", " ", "reason"),
        ("2/3", "hilang", "form"),
        ("9/1", "hilang", "form"),
        ("", "hilang", "form"),
    ):
        with pytest.raises(Refused) as caught:
            _spoil(desk_home, form, reason)
        assert caught.value.field == field
    assert len(_acts(desk_home)) == 2
    _spoil(desk_home, " 2 / 2 ", "hilang")
    assert _acts(desk_home)[-1] == ("blank_form.spoil", "Formulir darurat 2/2 dinyatakan rusak: hilang.")
    with pytest.raises(Refused, match="rusak"):
        _file(desk_home, code)
    with pytest.raises(Refused, match="sudah dinyatakan rusak") as caught:
        _spoil(desk_home, "2/2")
    assert caught.value.field == "form"
    look = SpoilOrder("1/1", "hilang")
    with pytest.raises(Refused, match="tidak berwenang"):
        desk_home.database.write(lambda session: spoil(session, look, desk_home.pengawas))


def test_a_look_is_not_enough(desk_home: Home) -> None:
    with pytest.raises(Refused, match="tidak berwenang"):
        desk_home.database.write(
            lambda session: print_blank_forms(session, BlankFormsOrder(1), desk_home.pengawas)
        )
