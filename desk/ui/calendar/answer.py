"""The answer to what is being typed: free or why not, what is free instead; asks nobody itself."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk.i18n import _
from desk.queries.alternatives import OtherRow
from desk.queries.bookings import Enquiry, FreeRow
from desk.rules.office_dates import span_words
from desk.ui import theme
from desk.ui.widgets import buttons, labels, layouts, paint
from desk.ui.widgets.chips import Chip

PROPOSALS, OTHERS = 3, 2


class Proposal(QAbstractButton):
    """One free time with the key that takes it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._words = ""
        self._warns = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setShortcut(f"Alt+{number}")

    def show_free(self, row: FreeRow) -> None:
        """Offer a free time."""
        self.offer(span_words(row.span), row.warnings)

    def offer(self, words: str, warnings: tuple[str, ...] = ()) -> None:
        """Offer `words`, with what there is to warn of."""
        self._words = words
        self._warns = bool(warnings)
        self.setAccessibleName(self._words)
        self.setAccessibleDescription(" ".join(warnings))
        self.setToolTip(labels.tip("\n".join(warnings)))
        self.update()

    def words(self) -> str:
        """What it offers."""
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), QFontMetrics(theme.font("body")).height() + theme.px(12))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        hot = self.underMouse() or self.isDown()
        fill, line = theme.color("accent_tint" if hot else "panel"), theme.color("accent" if hot else "line")
        paint.rounded(painter, self.rect(), radius=theme.px(6), fill=fill, line=line)
        keys = str(self._number)
        size = paint.keycap_size(keys)
        cap = QRect(theme.px(8), (self.height() - size.height()) // 2, size.width(), size.height())
        paint.keycap(painter, cap, keys)
        room = self.rect().adjusted(cap.right() + theme.px(8), 0, -theme.px(24 if self._warns else 8), 0)
        paint.text(painter, room, self._words, font=theme.font("body"), color=theme.color("ink"))
        if self._warns:
            side = theme.px(12)
            box = QRect(self.width() - side - theme.px(9), (self.height() - side) // 2, side, side)
            paint.mark(painter, box.toRectF(), "warn", color=theme.color("today"))
        if self.hasFocus():
            paint.focus_ring(painter, self.rect(), radius=theme.px(6))
        painter.end()


class Answer(QWidget):
    """Chip, sentence, warnings, free times, others that would do; figures take them, with Alt always."""

    free_chosen = Signal(object)
    """The Span of a free time."""
    other_chosen = Signal(str)
    """The key of another resource that is free then."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[FreeRow, ...] = ()
        self.chip = Chip()
        self.sentence = labels.wrapped("")
        self.warnings = labels.wrapped("", kind="quiet")
        self.head = labels.strong(_("Jam bebas terdekat"))
        self._others: tuple[OtherRow, ...] = ()
        self.may_displace = False
        self.proposals = [Proposal(number) for number in range(1, PROPOSALS + 1)]
        self.others_head = labels.strong(_("Atau pada jam yang sama"))
        self.others = [Proposal(number) for number in range(PROPOSALS + 1, PROPOSALS + OTHERS + 1)]
        self.wait = buttons.secondary(_("Masuk daftar tunggu"), shortcut="Alt+W")
        self.displace = buttons.quiet(_("Geser untuk acara resmi …"), shortcut="Alt+G")
        column = layouts.vertical(self, margins=(0, 4, 0, 4), gap=6)
        layouts.fill(column, self.chip, self.sentence, self.warnings, self.head, *self.proposals)
        layouts.fill(column, self.others_head, *self.others, self.wait, self.displace)
        for at, other in enumerate(self.others):
            other.clicked.connect(lambda _checked=False, at=at: self._take_other(at))
        for at, proposal in enumerate(self.proposals):
            proposal.clicked.connect(lambda _checked=False, at=at: self._take(at))
        self.say_nothing()

    def say_nothing(self) -> None:
        """There is nothing to answer yet."""
        self.hide()
        self._rows = ()
        self.show_others(())

    def show_answer(self, answer: Enquiry) -> None:
        """Say whether it is free, what speaks against it, and what is free instead."""
        if answer.is_free:
            self._show(_("bebas"), "done" if not answer.warnings else "today")
        else:
            self._show(answer.chip, "late")
        self.sentence.setText(answer.sentence)
        self.sentence.setVisible(bool(answer.sentence))
        self._warn(answer.warnings)
        self.offer(answer.free)
        self.show_others(())
        self.wait.setVisible(not answer.is_free)
        self.displace.setVisible(not answer.is_free and self.may_displace)

    def show_others(self, rows: tuple[OtherRow, ...]) -> None:
        """Other resources that are free at the wished time."""
        self._others = rows[:OTHERS]
        self.others_head.setVisible(bool(rows))
        for at, other in enumerate(self.others):
            other.setVisible(at < len(self._others))
            if at < len(self._others):
                other.offer(self._others[at].resource_name)

    def show_refusal(self, sentence: str) -> None:
        """Say why it cannot be asked for at all."""
        self._show(_("tidak dapat dipesan"), "late")
        self.sentence.setText(sentence)
        self.sentence.show()
        self._warn(())
        self.offer(())
        self.show_others(())
        self.wait.hide()
        self.displace.hide()

    def focus_proposals(self) -> bool:
        """Put the keyboard on the first free time; False where there is none."""
        if not self._rows:
            return False
        self.proposals[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self._rows) and not event.modifiers():
            self._take(number)
        elif 0 <= number - PROPOSALS < len(self._others) and not event.modifiers():
            self._take_other(number - PROPOSALS)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _show(self, word: str, tone: paint.Tone) -> None:
        self.chip.show_state(word, tone)
        self.show()

    def _warn(self, sentences: tuple[str, ...]) -> None:
        self.warnings.setText("\n".join(f"⚠ {sentence}" for sentence in sentences))
        self.warnings.setVisible(bool(sentences))

    def offer(self, rows: tuple[FreeRow, ...]) -> None:
        """Offer free times."""
        self._rows = rows[:PROPOSALS]
        self.head.setVisible(bool(rows))
        for at, proposal in enumerate(self.proposals):
            proposal.setVisible(at < len(self._rows))
            if at < len(self._rows):
                proposal.show_free(self._rows[at])

    def _take(self, at: int) -> None:
        if at < len(self._rows):
            self.free_chosen.emit(self._rows[at].span)

    def _take_other(self, at: int) -> None:
        if at < len(self._others):
            self.other_chosen.emit(self._others[at].resource_key)
