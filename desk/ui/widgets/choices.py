"""One of several, or several of several, as chips the arrows walk; knows no domain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk.ui import theme
from desk.ui.widgets import paint

_STEPS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class _Choice(QAbstractButton):
    """One chip with a ring (one of) or a box (several of) before its word."""

    def __init__(self, word: str, *, several: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._several = several
        self.setText(word.replace("&", "&&"))
        self.word = word
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if several else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()  # the arrows are walked by the chips' parent, not by Qt's focus chain
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("body"))
        return QSize(metrics.horizontalAdvance(self.word) + theme.px(40), theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = theme.current()
        on = self.isChecked()
        if not self.isEnabled() and not on:
            painter.setOpacity(0.55)
        edge = t.accent if on else (t.quiet if self.underMouse() else t.line)
        fill = theme.color("accent_tint" if on else "panel")
        paint.rounded(painter, self.rect(), radius=theme.px(6), fill=fill, line=QColor(edge))
        side = theme.px(12)
        box = QRectF(theme.px(10), (self.height() - side) / 2, side, side)
        self._paint_mark(painter, box)
        room = QRect(theme.px(29), 0, self.width() - theme.px(33), self.height())
        paint.text(painter, room, self.word, font=theme.font("body"), color=theme.color("ink"))
        if self.hasFocus():
            paint.focus_ring(painter, self.rect(), radius=theme.px(6))
        painter.end()

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        ink = theme.color("accent" if self.isChecked() else "quiet")
        if not self._several:
            paint.mark(painter, box, "ring", color=ink)
            if self.isChecked():
                inset = box.width() * 0.28
                paint.mark(painter, box.adjusted(inset, inset, -inset, -inset), "disc", color=ink)
            return
        fill = ink if self.isChecked() else theme.color("panel")
        paint.rounded(painter, box, radius=theme.px(3), fill=fill, line=ink)
        if self.isChecked():
            paint.mark(painter, box.adjusted(2, 2, -2, -2), "tick", color=theme.color("on_accent"))


class _Chips(QWidget):
    """Chips in as many lines as the width asks for."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]], *, several: bool) -> None:
        super().__init__()
        self._several = several
        self._values: list[Any] = []
        self._chips: list[_Choice] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these (value, words) instead; what was chosen stays chosen where it is still offered."""
        kept = self.draft()
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._values = [value for value, _word in choices]
        self._chips = [_Choice(word, several=self._several, parent=self) for _value, word in choices]
        for chip in self._chips:
            chip.clicked.connect(self._on_clicked)
            chip.setVisible(True)
        self.restore(kept)
        self._lay(self.width(), move=True)
        self.updateGeometry()

    def draft(self) -> object:
        """The words chosen."""
        return [chip.word for chip in self._chips if chip.isChecked()]

    def restore(self, draft: object) -> None:
        """Choose the words of `draft` again."""
        words = draft if isinstance(draft, list) else [draft]
        for chip in self._chips:
            chip.setChecked(chip.word in words)
        self._settle()
        self.changed.emit()

    def chips(self) -> list[_Choice]:
        """The chips in order."""
        return list(self._chips)

    def heightForWidth(self, width: int) -> int:
        return self._lay(width, move=False)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        wide = sum(chip.sizeHint().width() + theme.px(6) for chip in self._chips)
        return QSize(wide, theme.px(28))

    def minimumSizeHint(self) -> QSize:
        widest = max((chip.sizeHint().width() for chip in self._chips), default=0)
        return QSize(min(widest, theme.px(160)), theme.px(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(self.width(), move=True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._lay(self.width(), move=True)
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step is None or not self._chips:
            super().keyPressEvent(event)
            return
        self._walk(step)

    def _walk(self, step: int) -> None:
        raise NotImplementedError

    def _on_clicked(self) -> None:
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """After a choice: whatever must follow from it."""

    def _lay(self, width: int, *, move: bool) -> int:
        gap, at = theme.px(6), QPoint(0, 0)
        for chip in self._chips:
            size = chip.sizeHint()
            size.setWidth(min(size.width(), max(width, theme.px(40))))
            if at.x() and at.x() + size.width() > width:
                at = QPoint(0, at.y() + size.height() + gap)
            if move:
                chip.setGeometry(QRect(at, size))
            at.setX(at.x() + size.width() + gap)
        return at.y() + theme.px(28)


class ChoiceEditor(_Chips):
    """One of several: the arrows choose the next, a letter the next that begins with it; Tab goes on."""

    def __init__(self, choices: Sequence[tuple[Any, str]], *, chosen: Any = None) -> None:
        super().__init__(choices, several=False)
        self.choose(chosen)

    def choose(self, value: Any) -> None:
        """Choose `value`; nothing where it is not offered."""
        self.restore([chip.word for own, chip in zip(self._values, self._chips, strict=True) if own == value])

    def value(self) -> Any:
        """The value chosen, or None."""
        for own, chip in zip(self._values, self._chips, strict=True):
            if chip.isChecked():
                return own
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().casefold()
        if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier or not letter.isalnum():
            super().keyPressEvent(event)
            return
        here = self._chosen_at() + 1
        order = [*range(here, len(self._chips)), *range(here)]
        found = next((n for n in order if self._chips[n].word.casefold().startswith(letter)), None)
        if found is None:
            super().keyPressEvent(event)
        else:
            self._take(found)

    def _chosen_at(self) -> int:
        return next((number for number, chip in enumerate(self._chips) if chip.isChecked()), -1)

    def _walk(self, step: int) -> None:
        last = len(self._chips) - 1
        self._take(min(max(self._chosen_at() + step, 0), last))

    def _take(self, target: int) -> None:
        for number, chip in enumerate(self._chips):
            chip.setChecked(number == target)
        self._settle()
        self._chips[target].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_clicked(self) -> None:
        clicked = self.sender()
        for chip in self._chips:
            chip.setChecked(chip is clicked)
        super()._on_clicked()

    def _settle(self) -> None:
        """Only the chosen chip (or the first) is a stop of Tab."""
        stop = max(self._chosen_at(), 0)
        for number, chip in enumerate(self._chips):
            stops = number == stop
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)
        if self._chips:
            self.setFocusProxy(self._chips[stop])


class ChecksEditor(_Chips):
    """Several of several: the arrows walk, Space ticks."""

    def __init__(self, choices: Sequence[tuple[Any, str]], *, chosen: Sequence[Any] = ()) -> None:
        super().__init__(choices, several=True)
        words = [chip.word for own, chip in zip(self._values, self._chips, strict=True) if own in chosen]
        self.restore(words)

    def value(self) -> tuple[Any, ...]:
        """The values ticked, in order."""
        return tuple(own for own, chip in zip(self._values, self._chips, strict=True) if chip.isChecked())

    def _walk(self, step: int) -> None:
        focused = next((number for number, chip in enumerate(self._chips) if chip.hasFocus()), -1)
        target = min(max(focused + step, 0), len(self._chips) - 1)
        self._chips[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        if self._chips:
            self.setFocusProxy(self._chips[0])
