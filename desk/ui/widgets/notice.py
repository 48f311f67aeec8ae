"""A bar that says what happened without stopping anybody; knows no act.

The newest is shown: it answers what was just done. Errors, warnings and news with an act wait beneath it
until answered or dismissed; only success goes by itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.i18n import _
from desk.ui import theme
from desk.ui.widgets import buttons, labels, layouts, paint
from desk.ui.widgets.paint import Mark, Tone

Kind = Literal["info", "success", "warning", "error"]
SUCCESS_MS = 5000

_LOOKS: dict[Kind, tuple[Tone, Mark]] = {
    "info": ("info", "disc"),
    "success": ("done", "tick"),
    "warning": ("today", "warn"),
    "error": ("late", "warn"),
}


class Notice(NamedTuple):
    """One sentence, and what can be done about it (`then` is called by the button `action`)."""

    kind: Kind
    sentence: str
    action: str = ""
    then: Callable[[], None] | None = None


def _same(one: Notice, other: Notice) -> bool:
    return (one.kind, one.sentence) == (other.kind, other.sentence)


def _outlasts(old: Notice, new: Notice) -> bool:
    """Whether `old` still waits beneath `new`: not the same again, nor news that newer news replaces."""
    if old.kind == "success" or _same(old, new):
        return False
    return old.kind != "info" or (bool(old.action) and new.kind != "info")


class NoticeBar(QWidget):
    """Shows the newest unanswered notice; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Notice] = deque()
        self._shown: Notice | None = None
        self._answer: Notice | None = None
        self._sentence = labels.wrapped("")
        self._more = labels.quiet("")
        self._action = buttons.secondary("")
        self._close = buttons.quiet(_("Tutup"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        row = layouts.horizontal(self, margins=(42, 6, 8, 6), gap=8)
        row.addWidget(self._sentence, 1)
        layouts.fill(row, self._more, self._action, self._close)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._timer.timeout.connect(self.dismiss)
        self._close.clicked.connect(self.dismiss)
        self._action.clicked.connect(self._on_action)
        self.hide()

    def say(
        self, kind: Kind, sentence: str, *, action: str = "", then: Callable[[], None] | None = None
    ) -> None:
        """Show `sentence` before those that wait; said again, it is shown once, with the newest `then`."""
        self._tell(Notice(kind, sentence, action, then))

    def answer(self, sentence: str) -> None:
        """Say why what was just asked for (a scan, a search) leads nowhere; the next answer replaces it.

        An empty sentence takes the last answer away.
        """
        old, self._answer = self._answer, Notice("warning", sentence) if sentence else None
        if old is not None:
            self._waiting = deque(waits for waits in self._waiting if waits is not old)
            if self._shown is old:
                self._shown = None
        if self._answer is not None:
            self._tell(self._answer)
        elif old is not None:
            self._show_next()

    def _tell(self, notice: Notice) -> None:
        above = self._shown
        if above is not None and _outlasts(above, notice):
            self._waiting.appendleft(above)
        self._waiting = deque(old for old in self._waiting if _outlasts(old, notice))
        self._shown = None
        self._waiting.appendleft(notice)
        self._show_next()

    def success(self, sentence: str) -> None:
        """Say that something is done; goes by itself."""
        self.say("success", sentence)

    def error(self, sentence: str, *, action: str = "", then: Callable[[], None] | None = None) -> None:
        """Say that something failed; stays."""
        self.say("error", sentence, action=action, then=then)

    def dismiss(self) -> None:
        """Take the notice shown away; the next one follows."""
        self._shown = None
        self._timer.stop()
        self._show_next()

    def clear(self) -> None:
        """Take all notices away."""
        self._waiting.clear()
        self.dismiss()

    def shown(self) -> Notice | None:
        """The notice shown now."""
        return self._shown

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._shown is None:
            return
        painter = QPainter(self)
        tone, mark = _LOOKS[self._shown.kind]
        ink, ground = paint.tone_colors(tone)
        paint.rounded(painter, self.rect(), radius=theme.px(8), fill=ground, line=ink)
        side = theme.px(14)
        paint.mark(painter, QRectF(theme.px(16), (self.height() - side) / 2, side, side), mark, color=ink)
        painter.end()

    def _show_next(self) -> None:
        if self._shown is None and self._waiting:
            self._shown = self._waiting.popleft()
            self._put(self._shown)
        self._more.setText(_("{count} lagi").format(count=len(self._waiting)))
        self._more.setVisible(bool(self._waiting))
        self.setVisible(self._shown is not None)
        self.update()

    def _put(self, notice: Notice) -> None:
        self._sentence.setText(notice.sentence)
        self._action.show_word(notice.action)
        self._action.setVisible(bool(notice.action))
        self.setAccessibleName(notice.sentence)
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # costs 2 ms, and not at start

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if notice.kind == "success":
            self._timer.start(SUCCESS_MS)
        else:
            self._timer.stop()

    def _on_action(self) -> None:
        then = self._shown.then if self._shown else None
        self.dismiss()
        if then is not None:
            then()
