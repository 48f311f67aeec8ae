"""Who sits at the desk: signing in, the lock (F12 or idleness) and coming back; knows no panel.

The lock lies over the window and leaves everything beneath it as it was: a half-filled form, the keyboard's
place. Whoever sits down next finds it there (*Ganti petugas*).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.operations.accounts import SignInOrder
from desk.queries.accounts import AccountRow, account_rows
from desk.rules.rights import Actor
from desk.ui.main_window import MainWindow
from desk.ui.settings.sign_in import SignIn

_LIVELY = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.MouseMove,
}


class Seat(QObject):
    """The lock over one window."""

    taken = Signal(object)
    """An Actor sat down."""
    about_to_lock = Signal()
    """Whoever sat there still does: the last moment to write something down in their name."""

    def __init__(self, window: MainWindow, desk: Desk, *, idle_minutes: int) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._last: int | None = None
        self._focus: QWidget | None = None
        self._card = SignIn(window)
        self._card.hide()
        self._card.ordered.connect(self._on_ordered)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        self.set_idle_minutes(idle_minutes)
        window.installEventFilter(self)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def set_idle_minutes(self, minutes: int) -> None:
        """Lock by itself after so many minutes without a key or the mouse; 0 never does."""
        self._idle.setInterval(minutes * 60_000)
        if minutes <= 0:
            self._idle.stop()
        elif self._desk.actor is not None:
            self._idle.start()

    def card(self) -> SignIn:
        """The card that asks for name and PIN."""
        return self._card

    def is_locked(self) -> bool:
        """Whether the card covers the window."""
        return self._card.isVisibleTo(self._window)

    def lock(self) -> None:
        """Cover the window; nobody acts until somebody signs in."""
        if self.is_locked():
            return
        self.about_to_lock.emit()
        self._focus = self._window.focusWidget()
        self._idle.stop()
        self._desk.sit(None)
        self._window.set_officer("")
        self._enable_window(on=False)
        self._fit()
        self._card.show()
        self._card.raise_()
        self._desk.ask(self, account_rows, then=self._offer)

    def sit(self, actor: Actor) -> None:
        """`actor` sits down without the card (a desk without accounts yet, a tour)."""
        self._on_taken(actor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._fit()
        elif event.type() in _LIVELY and self._idle.isActive():
            self._idle.start()
        return False

    def _offer(self, rows: tuple[AccountRow, ...]) -> None:
        words = _("Formulir yang sedang diisi tetap tersimpan di balik kunci ini.") if self._last else ""
        # whoever sat here last most likely comes back
        self._card.offer(rows, last=self._last, words=words)

    def _on_ordered(self, order: SignInOrder) -> None:
        self._desk.sign_in(self, order, then=self._on_taken, otherwise=self._on_refused)

    def _on_refused(self, error: DeskError) -> None:
        self._card.refuse(error)

    def _on_taken(self, actor: Actor) -> None:
        self._last = actor.account_id
        self._desk.sit(actor)
        self._window.set_officer(actor.name)
        self._card.hide()
        self._enable_window(on=True)
        if self._focus is not None:
            self._focus.setFocus()
        if self._idle.interval() > 0:
            self._idle.start()
        self.taken.emit(actor)

    def _enable_window(self, *, on: bool) -> None:
        whole = self._window.centralWidget()
        if whole is not None:
            whole.setEnabled(on)  # shortcuts and focus beneath the card, too

    def _fit(self) -> None:
        self._card.setGeometry(self._window.rect())
