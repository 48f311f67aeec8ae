"""What every painted view of the calendar has: a board, signals, and a picture kept between changes.

Painter only: it tells what was chosen and asks nobody. Subclasses know how a board lies.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desk.ui import theme
from desk.ui.calendar.board import Board
from desk.ui.widgets import labels

_LOOKS = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange)


class CalendarView(QWidget):
    """A board to look at. Signals are what the officer chose."""

    span_chosen = Signal(int, int, int)
    """A free stretch: lane, first and last minute of its day."""
    bar_chosen = Signal(int)
    """A booking's id."""
    closure_chosen = Signal(int)
    day_chosen = Signal(int)
    """The lane of a cell whose day is to be opened."""
    cursor_moved = Signal(int)
    """The lane it is in now."""
    dropped = Signal(object)
    """A booking was carried or stretched: a Drop."""
    page_wanted = Signal(int)
    resource_wanted = Signal(int)
    """The resource before or after the one shown."""
    today_wanted = Signal()
    letters_typed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.board = Board()
        self.may_carry = True
        self._selected: int | None = None
        self._picture: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    # ---- what subclasses tell ----------------------------------------------------------------------------

    def put_cursor(self, lane: int, start: int, end: int | None = None) -> None:
        """Put the cursor on `start` of `lane`, or draw it to `end`."""
        raise NotImplementedError

    def cursor_lane(self) -> int:
        """The lane the cursor is in."""
        raise NotImplementedError

    def paint_still(self, painter: QPainter) -> None:
        """Paint what stays the same while the cursor walks."""
        raise NotImplementedError

    def paint_moving(self, painter: QPainter) -> None:
        """Paint cursor and what is carried over it."""
        raise NotImplementedError

    def tip_at(self, event: QHelpEvent) -> str:
        """What there is to say about the place the mouse rests on."""
        raise NotImplementedError

    # ---- what it shows -----------------------------------------------------------------------------------

    def show_board(self, board: Board) -> None:
        """Show `board`; the cursor stays where it was as far as that is there."""
        self.board = board
        self.forget()
        last = max(len(board.lanes) - 1, 0)
        if self.cursor_lane() > last:
            self.put_cursor(last, self.cursor_start())
        self.updateGeometry()

    def cursor_start(self) -> int:
        """The minute the cursor begins at; a cell's is the whole day."""
        return 0

    def select(self, booking_id: int | None) -> None:
        """Ring the bars of `booking_id`; none where None."""
        if booking_id != self._selected:
            self._selected = booking_id
            self.forget()

    def forget(self) -> None:
        """The picture no longer holds: paint it anew."""
        self._picture = None
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS and hasattr(self, "_picture"):
            self.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.forget()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(260))

    def sizeHint(self) -> QSize:
        # no taller than the least it needs: a scroll area around takes this for what it must have
        return QSize(theme.px(760), self.minimumSizeHint().height())

    # ---- keys --------------------------------------------------------------------------------------------

    def turn_or_type(self, event: QKeyEvent) -> bool:
        """Page keys turn (with Shift to another resource), T is today, other letters go to the box."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            wanted = self.resource_wanted if shifted else self.page_wanted
            wanted.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
            return True
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        text = event.text()
        if held or not text.isprintable() or not text.strip():
            return False
        if text.lower() == "t":
            self.today_wanted.emit()
        else:
            self.letters_typed.emit(text)
        return True

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.tip_at(event)
            if words:
                QToolTip.showText(event.globalPos(), labels.tip(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # ---- painting ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._painted()
        painter = QPainter(self)
        ratio = self._picture.devicePixelRatioF()
        dirty = event.rect()
        part = QRect(dirty.topLeft() * ratio, dirty.size() * ratio)
        painter.drawPixmap(dirty, self._picture, part)
        self.paint_moving(painter)
        painter.end()

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.color("panel"))
        painter = QPainter(picture)
        self.paint_still(painter)
        painter.end()
        return picture
