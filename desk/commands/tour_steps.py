"""The steps of the tour, key by key, and what each must have led to."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import app, clock
from desk.app import windows
from desk.commands.hand import Hand, NotSoError
from desk.models import Booking, Request, Visit
from desk.printing import raster
from desk.queries.bookings import Wish, enquiry
from desk.rules import tracking_codes
from desk.rules.spans import Span
from desk.settings import Settings
from desk.store.database import Database
from desk.ui import theme

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SIZE = (1366, 768)
_THERMAL_DPI = 203

log = logging.getLogger("desk.tour")


def walk(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Walk through all steps; what was seen, with `failed` naming the step that was not so."""
    chosen = Settings(theme="light", lock_after_minutes=0)
    application = windows.prepared(chosen)
    opened = app.open_for_command(arguments)
    tour = Tour(opened.database, chosen, folder)
    told: dict[str, Any] = {}
    try:
        tour.front.window.show()
        tour.front.seat.sit(opened.actor)
        for step in tour.steps():
            told["failed"] = step.__name__
            step()
        del told["failed"]
    except NotSoError as error:
        told["failed"] += f": {error}"
        tour.hand.picture("not-so")
    finally:
        told |= tour.told()
        tour.front.close()
        tour.front.window.close()
        opened.database.close()
        application.processEvents()
    return told


_MOST_OFFERS = 20
"""Tabs from the hours to what the booking is for."""


class Tour:
    """One window, one hand, and what it saw."""

    def __init__(self, database: Database, chosen: Settings, folder: Path) -> None:
        self.database, self.folder = database, folder
        self.front = windows.build(database, chosen)
        self.front.window.resize(*SIZE)
        self.hand = Hand(self.front.window, folder)
        self._before = self._counts()
        self._request_id = 0
        self._seen_counts: dict[str, int] = {}
        self._seen: dict[str, Any] = {"clash_refused": False, "found_again": False}

    def steps(self) -> tuple[Callable[[], None], ...]:
        """The act, in order."""
        return (
            self.today_is_empty,
            self.a_visitor_comes,
            self.the_file_is_incomplete,
            self.the_hall_is_booked,
            self.the_hall_is_not_promised_twice,
            self.one_receipt_for_both,
            self.the_file_is_completed,
            self.the_slip_is_scanned_back,
            self.the_day_as_it_stands,
        )

    def told(self) -> dict[str, Any]:
        """What tour.json says: counts of what this tour added, and what was seen."""
        after = self._counts()
        added = {name: after[name] - self._before[name] for name in after}
        return added | self._seen | {"pictures": list(self.hand.pictures)}

    def _counts(self) -> dict[str, int]:
        tables = {"visitors": Visit, "requests": Request, "bookings": Booking}

        def count(session: Session) -> dict[str, int]:
            return {
                name: session.scalar(select(func.count()).select_from(table)) or 0
                for name, table in tables.items()
            }

        return self.database.read(count)

    # --- the steps ----------------------------------------------------------------------------------------

    def today_is_empty(self) -> None:
        """The first screen of the day."""
        self.hand.until("the day's list", lambda: self.front.window.current_panel() == "today")
        self.hand.rest(400)
        self.hand.picture("hari-ini")

    def a_visitor_comes(self) -> None:
        """F2, name, address, phone, purpose; then straight on to the request."""
        hand = self.hand
        hand.press(Key.Key_F2)
        hand.until("the visitors' form", lambda: self.front.window.current_panel() == "visitors")
        hand.rest(200)
        for words in ("Ni Luh Contoh", "", "Desa Contoh", "081200000000", "Informasi publik"):
            hand.type(words)
            hand.press(Key.Key_Return)
        hand.picture("tamu")
        hand.press(Key.Key_Return, CTRL)
        hand.until("the request's form", lambda: self.front.window.current_panel() == "requests")

    def the_file_is_incomplete(self) -> None:
        """PPID without an identity paper: saved all the same."""
        hand = self.hand
        hand.rest(500)
        hand.type("informasi publik")
        hand.rest(300)
        hand.press(Key.Key_Return)
        hand.rest(500)
        hand.press(Key.Key_K, ALT)
        hand.press(Key.Key_A)
        hand.picture("permohonan")
        hand.press(Key.Key_S, CTRL)
        self._wait_for_one_more("requests")
        self._request_id = (
            self.database.read(lambda session: session.scalar(select(func.max(Request.id)))) or 0
        )
        hand.rest(400)
        hand.picture("belum-lengkap")

    def the_hall_is_booked(self) -> None:
        """One more errand of the same visitor: the hall for a Wednesday morning."""
        hand = self.hand
        self._hall_day = self._free_day()
        hand.press(Key.Key_N, CTRL)
        hand.rest(400)
        hand.type("aula")
        hand.rest(300)
        hand.press(Key.Key_Return)
        hand.rest(600)
        for words in ("005/12/CONTOH", "2/4/2026", "Pinjam aula", "Rapat contoh"):
            hand.type(words)
            hand.press(Key.Key_Return)
        for words in (f"{self._hall_day:%d/%m/%Y}", "09", "12"):
            hand.type(words)
            hand.press(Key.Key_Return)
        hand.press(Key.Key_K, ALT)
        hand.press(Key.Key_A)
        hand.rest(400)
        hand.picture("aula")
        hand.press(Key.Key_S, CTRL)
        self._wait_for_one_more("bookings")
        hand.rest(400)
        hand.picture("aula-tersimpan")

    def the_hall_is_not_promised_twice(self) -> None:
        """Somebody asks for the same morning: typed into the scan box, refused with three free times."""
        hand, calendar = self.hand, self.front.panels.calendar
        hand.press(Key.Key_K, CTRL)
        hand.type(f"{self._hall_day:%d/%m/%Y} 10-12 aula")
        hand.press(Key.Key_Return)
        hand.until("the calendar", lambda: self.front.window.current_panel() == "calendar")
        hand.until("the enquiry's answer", lambda: "benturan" in calendar.side.form.answer.chip.word())
        form = calendar.side.form
        purpose = form.body.field("purpose").editor
        for _offer in range(_MOST_OFFERS):
            if purpose.hasFocus():
                break
            hand.press(Key.Key_Tab)  # past free times and other ways out, to insist all the same
        for words in ("Rapat lain", "I Made Misal", "", "081200000001"):
            hand.type(words)
            hand.press(Key.Key_Return)
        before = self._counts()["bookings"]
        hand.press(Key.Key_Return, CTRL)
        hand.rest(1200)
        is_refused = self._counts()["bookings"] == before and "benturan" in form.answer.chip.word()
        self._seen["clash_refused"] = is_refused and form.body.field("borrower_name").error() == ""
        if not self._seen["clash_refused"]:
            raise NotSoError("a refusal")
        hand.picture("benturan")
        for _layer in range(4):  # the form, then the calendar: back to the request as it was left
            if self.front.window.current_panel() == "calendar":
                hand.press(Key.Key_Escape)
                hand.rest(300)
        hand.until("the request below", lambda: self.front.window.current_panel() == "requests")

    def one_receipt_for_both(self) -> None:
        """Back at the request as it was left: one tanda terima for both errands."""
        hand = self.hand
        hand.press(Key.Key_Return, CTRL)
        hand.until("the receipt", lambda: self._preview_state() == "ready")
        hand.picture("tanda-terima", self.front.slips.preview)
        hand.press(Key.Key_Escape)
        hand.rest(300)

    def the_file_is_completed(self) -> None:
        """The identity paper comes: found by its number, ticked off, the clock starts."""
        hand, view = self.hand, self.front.panels.requests.view
        request = self.database.read(lambda session: session.get_one(Request, self._request_id))
        hand.press(Key.Key_K, CTRL)
        hand.type(request.number)
        hand.press(Key.Key_Return)
        hand.until("the request", lambda: view.isVisible())
        hand.rest(500)
        hand.press(Key.Key_S)
        hand.rest(200)
        hand.press(Key.Key_Return, CTRL)
        hand.until("the receipt of completeness", lambda: self._preview_state() == "ready")
        hand.picture("kelengkapan", self.front.slips.preview)
        preview = self.front.slips.preview
        if preview is not None:
            preview.save_as(self.folder / "slip.pdf")
        hand.until("slip.pdf", (self.folder / "slip.pdf").exists)
        hand.rest(500)
        hand.press(Key.Key_Escape)
        hand.rest(300)
        hand.picture("lengkap")

    def the_slip_is_scanned_back(self) -> None:
        """The QR as a thermal head prints it, typed by a scanner into a half-filled form."""
        hand, view = self.hand, self.front.panels.requests.view
        page = raster.render((self.folder / "slip.pdf").read_bytes(), _THERMAL_DPI)
        found = zxingcpp.read_barcodes(memoryview(page.data).cast("B", (page.height, page.stride)))
        if not found:
            raise NotSoError("a QR code that can be read")
        hand.press(Key.Key_F2)
        hand.until("the visitors' form", lambda: self.front.window.current_panel() == "visitors")
        hand.rest(200)
        hand.type("I Wayan")
        hand.rest(400)
        hand.scan(found[0].text)
        hand.until("the request found again", lambda: view.isVisible())
        hand.rest(600)
        request = self.database.read(lambda session: session.get_one(Request, self._request_id))
        self._seen |= {
            "tracking_code": request.code,
            "found_again": tracking_codes.from_scan(found[0].text).code == request.code,
            "due_on": request.due_on.isoformat() if request.due_on else None,
        }
        hand.picture("ditemukan-lagi")

    def the_day_as_it_stands(self) -> None:
        """The work list, light and dark."""
        hand = self.hand
        hand.press(Key.Key_F1)
        hand.rest(800)
        hand.picture("hari-ini-sesudah")
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, dark=True)
        hand.picture("hari-ini-gelap")

    def _wait_for_one_more(self, what: str) -> None:
        before = self._seen_counts.get(what, self._before[what])
        self.hand.until(f"one more of {what}", lambda: self._counts()[what] > before)
        self._seen_counts = self._counts()

    def _preview_state(self) -> str:
        preview = self.front.slips.preview
        is_drawn = preview is not None and preview.isVisible() and not preview.paper.view.is_empty()
        return preview.state() if preview is not None and is_drawn else ""

    def _free_day(self) -> date:
        """The first Wednesday from 8 April 2026 on whose morning is free: a tour may be made twice."""
        day = date(2026, 4, 8)
        while not self.database.read(partial(_is_free, day=day)):
            day += timedelta(days=7)
        return day


def _is_free(session: Session, *, day: date) -> bool:
    span = Span(clock.at_office(day, time(9)), clock.at_office(day, time(12)))
    return enquiry(session, Wish("aula", span)).is_free
