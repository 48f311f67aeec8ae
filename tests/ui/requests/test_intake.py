"""Taking requests in: by which channel, what the applicant asked before, and what belongs elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from request_hands import ALT, CTRL, Hands
from request_samples import request_order
from sqlalchemy import func, select

from desk.models import Request, Visit
from desk.operations.requests import file
from desk.queries.requests import RegisterQuestion, request_rows


def test_what_belongs_elsewhere_is_one_line_and_no_number(hands: Hands) -> None:
    hands.start()
    hands.press(Qt.Key.Key_D, held=ALT)
    strip = hands.panel.page.strip
    assert strip.isVisible()
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: (field := strip.field()) is not None and "ke mana" in field.error())
    hands.type("Disdukcapil Contoh")
    hands.press(Qt.Key.Key_Return)
    hands.until(hands.panel.listing.isVisible)
    count = hands.database.read(lambda session: session.scalar(select(func.count()).select_from(Request)))
    assert count == 0
    visit = hands.database.read(lambda session: session.scalars(select(Visit)).one())
    assert (visit.outcome, visit.directed_to) == ("directed", "Disdukcapil Contoh")


def test_esc_leaves_the_question_and_keeps_what_is_typed(hands: Hands) -> None:
    hands.start(hands.visit())
    hands.choose("ppid")
    hands.type("Salinan laporan contoh")
    hands.press(Qt.Key.Key_D, held=ALT)
    hands.press(Qt.Key.Key_Escape)
    assert not hands.panel.page.strip.isVisible()
    assert hands.panel.page.isVisible()
    assert hands.panel.holds_work()


def test_a_request_of_the_portal_keeps_its_number_there_and_is_found_by_it(hands: Hands) -> None:
    hands.start(hands.visit())
    hands.choose("ppid")
    hands.panel.page.form.body.restore({"channel": ["Portal"], "portal_number": "PPID-WEB-7731"})
    hands.press(Qt.Key.Key_S, held=CTRL)
    hands.until(lambda: hands.filed)
    request = hands.database.read(lambda session: session.get_one(Request, hands.filed[0]))
    assert (request.channel, request.portal_number) == ("portal", "PPID-WEB-7731")
    question = RegisterQuestion(text="web-7731")
    rows = hands.database.read(lambda session: request_rows(session, question, hands.actor))
    assert [row.id for row in rows] == hands.filed


def test_earlier_requests_are_told_though_the_applicant_is_folded_away(hands: Hands) -> None:
    order = request_order("karangasem-3.6")
    hands.database.write(lambda session: file(session, order, hands.actor))
    hands.start(hands.visit(phone=order.applicant.phone, name=order.applicant.name))
    hands.choose("ppid")
    applicant = hands.panel.page.form.applicant
    assert not applicant.is_open()
    hands.until(lambda: "Permohonan terdahulu: DRIVE/2026/0001" in applicant.head().accessibleDescription())
