"""From a data folder to the running window; the one part of `app` that knows Qt.

The frame is shown at once and the desk is opened behind it, on a lane of its own: the UI thread never waits.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desk import app, settings
from desk.background import Desk, Lane
from desk.errors import DeskError, UnusableData
from desk.i18n import _, use_language
from desk.rules.rights import Actor
from desk.settings import Settings
from desk.ui import theme
from desk.ui.crash import CrashReporter
from desk.ui.starting import PRODUCT, Starting

if TYPE_CHECKING:  # whatever the frame does not need is imported behind it
    from sqlalchemy.orm import Session

    from desk.operations.accounts import AccountOrder
    from desk.operations.offices import FoundingOrder
    from desk.store.database import Database
    from desk.ui.front import Front
    from desk.ui.settings.first_start import FirstStart

_PAINTED_AT_LATEST_MS = 250
"""A window that is not seen (another desktop, minimised) opens all the same."""


@dataclass(frozen=True)
class Guided:
    """How a throw-away desk is made, who sits at it without asking, and what its footer says of it."""

    make: Callable[[str], None]
    sit_as: str
    greeting: str


def run(data: str | None, *, guided: Guided | None = None) -> int:
    """Open the window at the desk in `data` and run it to its end; the exit code.

    A desk that is not there yet is asked for and founded (`guided` makes it instead); one that is damaged is
    said and left as it is (4).
    """
    chosen = settings.load()
    application = prepared(chosen)
    crash = CrashReporter(_tell_of_crash)
    crash.install()
    try:
        entrance = Entrance(app.address_of(data), chosen, guided=guided)
        entrance.start()
        return application.exec() or entrance.exit_code
    finally:
        crash.uninstall()


def prepared(chosen: Settings) -> QApplication:
    """The application in the language, colours and text size this machine chose."""
    use_language(chosen.language)
    theme.prefer_fusion()
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["desk"])
    theme.speak_indonesian(application)
    theme.apply(application, dark=theme.is_dark(chosen.theme), scale=chosen.scale)
    return application


def build(database: Database, chosen: Settings) -> Front:
    """The window on an open database; nobody sits yet."""
    from desk.models import Office
    from desk.ui.front import Front

    agency = database.read(lambda session: session.get_one(Office, 1).short_name)
    return Front(Desk(database), agency=agency, settings=chosen)


class Entrance(QObject):
    """Opens or founds the desk behind an empty frame, then puts the window in its place."""

    def __init__(self, address: str, chosen: Settings, *, guided: Guided | None = None) -> None:
        super().__init__()
        self.exit_code = 0
        self.front: Front | None = None
        self._address, self._chosen, self._guided = address, chosen, guided
        self._sit_as = guided.sit_as if guided else None
        self._lane = Lane("opening", self)
        self._frame = Starting(PRODUCT)
        self._first: FirstStart | None = None
        self._is_looking = False
        self._frame.painted.connect(self._look)

    def start(self) -> None:
        """Show the frame and, once it is seen, look whether there is a desk."""
        self._frame.show()
        QTimer.singleShot(_PAINTED_AT_LATEST_MS, self, self._look)

    def _look(self) -> None:
        if not self._is_looking:
            self._is_looking = True
            self._lane.put(partial(_exists, self._address), self._on_looked)

    def _on_looked(self, answer: object) -> None:
        if isinstance(answer, BaseException):
            self._fail(answer)
        elif answer:
            self._lane.put(partial(_opened, self._address), self._on_opened)
        elif self._guided is not None:
            make = self._guided.make
            self._frame.say(_("Menyiapkan kantor contoh …"))
            self._lane.put(lambda: make(self._address), self._on_founded)
        else:
            from desk.ui.settings.first_start import FirstStart

            self._first = FirstStart(self._address)
            self._first.ordered.connect(self._on_ordered)
            self._first.shut.connect(self._frame.close)
            self._frame.ask(self._first)
            self._first.form().focus_first()

    def _on_ordered(self, order: FoundingOrder) -> None:
        if order.admin is not None:
            self._sit_as = order.admin.username
        self._lane.put(lambda: app.found(self._address, order), self._on_founded)

    def _on_founded(self, answer: BaseException | None) -> None:
        if isinstance(answer, DeskError) and not isinstance(answer, UnusableData) and self._first is not None:
            self._first.refuse(answer)
        elif isinstance(answer, BaseException):
            self._fail(answer)
        else:
            self._frame.say(_("Membuka data …"))
            self._lane.put(partial(_opened, self._address), self._on_opened)

    def _on_opened(self, answer: Database | BaseException) -> None:
        from desk.queries.accounts import account_rows

        if isinstance(answer, BaseException):
            self._fail(answer)
        elif self._sit_as is None and not answer.read(account_rows):
            self._ask_for_admin(answer)
        else:
            self._enter(answer)

    def _ask_for_admin(self, database: Database) -> None:
        """A desk that a command made has no account: without a first one the lock would never open."""
        from desk.ui.settings.first_start import FirstStart

        self._first = first = FirstStart(self._address, is_founded=True)

        def opened(answer: object) -> None:
            if isinstance(answer, DeskError):
                first.refuse(answer)
            elif isinstance(answer, BaseException):
                raise answer
            else:
                self._enter(database)

        def open_first(order: FoundingOrder) -> None:
            admin = order.admin
            if admin is not None:
                self._sit_as = admin.username
                self._lane.put(lambda: database.write(partial(_open_first, admin)), opened)

        first.ordered.connect(open_first)
        first.shut.connect(self._frame.close)
        self._frame.ask(first)
        first.form().focus_first()

    def _enter(self, database: Database) -> None:
        self.front = build(database, self._chosen)
        self.front.window.resize(self._frame.size())
        self.front.open()
        if self._sit_as:
            self.front.seat.sit(database.read(lambda session: _actor(session, self._sit_as or "")))
        if self._guided:
            self.front.window.set_status(self._guided.greeting, name="guided")
        self._frame.hide()
        self._lane.finish()

    def _fail(self, error: BaseException) -> None:
        from desk.ui.widgets import dialogs

        if not isinstance(error, DeskError):
            raise error
        self.exit_code = 4 if isinstance(error, UnusableData) else 1
        if self.exit_code == 1 and dialogs.ask(self._frame, str(error), yes=_("Coba lagi"), no=_("Tutup")):
            self.exit_code = 0
            self._is_looking = False
            self._look()
            return
        if self.exit_code == 4:
            dialogs.tell(self._frame, str(error), detail=_("Tidak ada yang diubah di sana."))
        self._lane.finish()
        self._frame.close()  # the last window: the application ends with it


def _tell_of_crash(sentence: str, detail: str) -> None:
    from desk.ui.widgets import dialogs

    dialogs.tell(None, sentence, detail=detail)


def _exists(address: str) -> bool:
    from desk.store import opening

    return opening.exists(address)


def _opened(address: str) -> Database:
    """The desk at `address`; the window's code is imported here too, while the frame stays alive."""
    database = app.open_desk(address)
    importlib.import_module("desk.ui.front")
    return database


def _open_first(order: AccountOrder, session: Session) -> None:
    from desk.operations.accounts import command_line_actor, open_account

    open_account(session, order, command_line_actor(session))


def _actor(session: Session, username: str) -> Actor:
    from sqlalchemy import select

    from desk.models import Account

    account = session.scalars(select(Account).where(Account.username == username)).one()
    return Actor(account.id, account.name, account.role)
