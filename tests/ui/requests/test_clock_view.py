"""The clock of a request on the screen: explained, extended, paused, counted from its event, all by keys."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from request_hands import ALT, Hands
from request_samples import request_order

from desk import clock
from desk.commands.demo_roads import Lead, Leading
from desk.errors import Refused
from desk.models import Request
from desk.operations.calendar_settings import CalendarSettingOrder, set_calendar
from desk.operations.requests import file
from desk.queries.deadlines import clock_detail
from desk.rules import explanations
from desk.rules.rights import Actor
from desk.ui.requests.clock_view import ClockView

KEY = Qt.Key


@pytest.fixture
def view(hands: Hands) -> ClockView:
    return hands.panel.view.clock_view


def filed(hands: Hands, service: str = "karangasem-2.1", **changes: Any) -> int:
    order = request_order(service, **changes)
    return hands.database.write(lambda session: file(session, order, hands.actor)).id


def opened(hands: Hands, request_id: int) -> ClockView:
    """The explanation, opened by its key."""
    hands.panel.open_request(request_id)
    whole = hands.panel.view
    hands.until(
        lambda: (
            whole.detail() is not None
            and (whole.file.ticks.hasFocus() or whole.road.steps.hasFocus() or whole.road_shown() is None)
        )
    )
    hands.press(KEY.Key_J, held=ALT)
    hands.until(lambda: hands.panel.view.clock_view.clock() is not None)
    return hands.panel.view.clock_view


def due_on(hands: Hands, request_id: int) -> date | None:
    return hands.database.read(lambda session: session.get_one(Request, request_id).due_on)


def answer(hands: Hands, view: ClockView, words: str) -> None:
    """Type into the strip and send it off."""
    hands.until(lambda: view.strip.isVisible())
    hands.type(words)
    hands.press(KEY.Key_Return)


def allow_pauses(hands: Hands) -> None:
    order = CalendarSettingOrder(
        counts_national=True,
        counts_joint_leave=True,
        statutory_limits="statutory",
        office_limits="office",
        draft_days_ahead=2,
        allows_pauses=True,
    )
    admin = Actor(hands.actor.account_id, hands.actor.name, "admin")
    hands.database.write(lambda session: set_calendar(session, order, admin))


def test_every_day_stands_there_as_the_command_says_it(hands: Hands) -> None:
    request_id = filed(hands)
    view = opened(hands, request_id)
    assert view.days.hasFocus()
    shown = hands.database.read(lambda session: clock_detail(session, request_id, hands.actor))
    promise = shown.deadline.promise
    assert view.days.rows() == explanations.explained(promise)
    assert [row.number for row in view.days.rows() if row.number] == list(range(1, 11))
    spoken = [
        view.days.model().index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for at in range(view.days.model().rowCount())
    ]
    assert spoken[0] == "–, Sabtu, 14 Maret, akhir pekan"
    assert "–, Rabu, 18 Maret · Hari Suci Nyepi, cuti bersama" in spoken
    assert "–, Kamis, 19 Maret · Hari Suci Nyepi, libur nasional" in spoken
    assert spoken[2] == "hari 1, Senin, 16 Maret"
    words = view.text()
    for part in (
        "Pemberitahuan tertulis paling lambat",
        "Senin, 6 April 2026",
        "10 hari kerja lagi",
        "0 hari kerja, tersisa 10",
        "paling lambat Rabu, 1 April 2026",
        "Menurut UU 14/2008 Pasal 22 ayat (7), dihitung sejak diterima",
    ):
        assert part in words
    card = hands.panel.view.promise.text()
    assert "0 hari kerja terpakai, 10 lagi" in card
    hands.press(KEY.Key_Escape)
    assert hands.panel.view.road.steps.hasFocus()
    assert hands.panel.view.detail() is not None


def test_both_dates_where_a_confirmed_day_divides_them(hands: Hands) -> None:
    clock.run_by(lambda: datetime(2026, 4, 6, 2, 0, tzinfo=UTC))  # Pagerwesi is on Wednesday
    view = opened(hands, filed(hands, "karangasem-5.2"))
    assert "Senin, 13 April 2026" in view.text()
    assert (
        "Bila semua hari dispensasi Bali yang diusulkan dikonfirmasi, batasnya Selasa, 14 April"
        in view.text()
    )
    assert "kantor: juga hari raya Bali yang dikonfirmasi" in view.text()


def test_extended_once_with_a_reason_and_taken_back(hands: Hands) -> None:
    request_id = filed(hands)
    view = opened(hands, request_id)
    hands.press(KEY.Key_P, held=ALT)
    hands.until(lambda: view.strip.isVisible())
    hands.press(KEY.Key_Return)
    hands.until(lambda: "Tulis alasannya" in view.strip.field().error())  # type: ignore[union-attr]
    answer(hands, view, "menunggu bidang terkait")
    hands.until(lambda: due_on(hands, request_id) == date(2026, 4, 15))
    hands.until(lambda: "Batas semula" in view.text())
    assert "Rabu, 15 April 2026" in view.text()
    assert not view.extend_button.isVisible()
    assert [row.is_extension for row in view.days.rows()][-1]
    hands.press(KEY.Key_B, held=ALT)
    answer(hands, view, "keliru")
    hands.until(lambda: due_on(hands, request_id) == date(2026, 4, 6))
    hands.until(view.extend_button.isVisible)
    assert [row.taken_back_reason for row in view.decisions.rows()] == ["keliru"]
    assert not view.undo_button.isVisible()


def test_a_term_that_is_over_cannot_be_lengthened(hands: Hands) -> None:
    request_id = filed(hands)
    clock.run_by(lambda: datetime(2026, 4, 7, 2, 0, tzinfo=UTC))
    view = opened(hands, request_id)
    assert "terlambat 1 hari kerja" in view.text()
    assert not view.extend_button.isVisible()


def test_paused_and_resumed_where_the_office_allows_it(hands: Hands) -> None:
    request_id = filed(hands)
    view = opened(hands, request_id)
    assert not view.pause_button.isVisible()
    allow_pauses(hands)
    view.refresh()
    hands.until(view.pause_button.isVisible)
    hands.press(KEY.Key_H, held=ALT)
    answer(hands, view, "menunggu pemohon")
    hands.until(view.resume_button.isVisible)
    assert due_on(hands, request_id) is None
    assert "dihentikan sementara" in view.text()
    assert view.days.rows() == ()
    clock.run_by(lambda: datetime(2026, 3, 17, 2, 0, tzinfo=UTC))
    hands.press(KEY.Key_L, held=ALT)
    answer(hands, view, "pemohon sudah menjawab")
    hands.until(lambda: due_on(hands, request_id) is not None)
    hands.until(lambda: bool(view.days.rows()))
    paused = [row for row in view.days.rows() if row.kind == "paused"]
    assert [row.first for row in paused] == [date(2026, 3, 16), date(2026, 3, 17)]


def test_a_clock_that_waits_for_itsa_begins_when_the_day_is_known(hands: Hands) -> None:
    marks = dict(request_order("karangasem-3.4").marks)
    marks["lulus_itsa"] = ("missing", None)
    request_id = filed(hands, "karangasem-3.4", marks=marks)
    view = opened(hands, request_id)
    assert due_on(hands, request_id) is None
    assert "belum ada tanggal" in view.text()
    hands.press(KEY.Key_I, held=ALT)
    answer(hands, view, "13/3/2026")
    hands.until(lambda: due_on(hands, request_id) is not None)
    hands.until(lambda: bool(view.days.rows()))


def test_coverage_is_counted_from_the_event_where_agreed(hands: Hands) -> None:
    request_id = filed(hands, "karangasem-2.3", variant="berita_website")
    before = due_on(hands, request_id)
    clock.run_by(lambda: datetime(2026, 3, 27, 2, 0, tzinfo=UTC))
    view = opened(hands, request_id)
    hands.press(KEY.Key_A, held=ALT)
    answer(hands, view, "bukan hari")
    assert "misalnya kemarin" in view.strip.field().error()  # type: ignore[union-attr]
    view.strip.field().typed().restore("26/3/2026")  # type: ignore[union-attr]
    hands.press(KEY.Key_Return)
    hands.until(lambda: "Kamis, 26 Maret 2026" in view.strip.accessibleName())
    answer(hands, view, "disepakati lewat telepon")
    hands.until(lambda: due_on(hands, request_id) not in (None, before))
    hands.until(lambda: "dihitung sejak acara" in str(view.decisions.rows()) or bool(view.decisions.rows()))


def test_who_may_not_file_only_reads(hands: Hands, desk_home: Any) -> None:
    request_id = filed(hands)
    hands.desk.sit(desk_home.pengawas)
    view = opened(hands, request_id)
    hands.until(lambda: bool(view.days.rows()))
    assert not any(button.isVisible() for button in view._acts())


def test_what_others_decide_is_said_apart(hands: Hands) -> None:
    hands.start(hands.visit())
    hands.choose("romantik")
    promise = hands.panel.page.promise
    hands.until(lambda: "Di luar jangka waktu kantor" in promise.text())
    assert "pada aplikasi Romantik." in promise.text()


def test_a_clock_that_is_gone_is_refused(hands: Hands) -> None:
    with pytest.raises(Refused, match="tidak ditemukan"):
        hands.database.read(lambda session: clock_detail(session, 99, hands.actor))


def test_a_request_that_is_answered_owes_nothing_more(hands: Hands) -> None:
    request_id = filed(hands)
    leading = Leading(hands.database, hands.actor)
    leading.lead(request_id, Lead("finished"))
    clock.run_by(lambda: datetime(2026, 5, 1, 2, 0, tzinfo=UTC))
    view = opened(hands, request_id)
    assert "selesai" in view.text()
    assert "terlambat" not in view.text()
    assert not any(button.isVisible() for button in view._acts())
