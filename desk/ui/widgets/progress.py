"""A row that shows long work and lets it be cancelled; knows not what the work is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.i18n import _
from desk.ui import theme
from desk.ui.widgets import buttons, labels, layouts, paint

SHOW_AFTER_MS = 400


class _Bar(QWidget):
    """A thin bar: a share done, or something moving while none is known."""

    def __init__(self) -> None:
        super().__init__()
        self.share: float | None = None
        self._phase = 0
        self._timer = QTimer(self)
        self._timer.setInterval(40)
        self._timer.timeout.connect(self._on_tick)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(6))

    def run(self, share: float | None) -> None:
        """Show `share` (0–1), or movement where it is None."""
        self.share = share
        if share is None and not self._timer.isActive():
            self._timer.start()
        elif share is not None:
            self._timer.stop()
        self.update()

    def rest(self) -> None:
        """Stop moving."""
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        clear = QColor(0, 0, 0, 0)
        whole = QRectF(self.rect())
        paint.rounded(painter, whole, radius=theme.px(3), fill=theme.color("line"), line=clear)
        width = whole.width() * (self.share if self.share is not None else 0.25)
        left = 0.0 if self.share is not None else (whole.width() + width) * self._phase / 100 - width
        painter.setClipRect(self.rect())
        part = QRectF(left, 0, width, whole.height())
        paint.rounded(painter, part, radius=theme.px(3), fill=theme.color("accent"), line=clear)
        painter.end()

    def _on_tick(self) -> None:
        self._phase = (self._phase + 2) % 101
        self.update()


class ProgressRow(QWidget):
    """A sentence, a bar and *Batalkan*; shown only once the work has lasted long enough to be noticed."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sentence = labels.elided_line("", kind="muted")
        self._bar = _Bar()
        self._cancel = buttons.secondary(_("Batalkan"))
        row = layouts.horizontal(self, margins=(0, 4), gap=12)
        row.addWidget(self._sentence, 2)
        row.addWidget(self._bar, 3)
        row.addWidget(self._cancel)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SHOW_AFTER_MS)
        self._late.timeout.connect(self.show)
        self._cancel.clicked.connect(self._on_cancel)
        self.hide()

    def start(self, sentence: str, *, cancellable: bool = True) -> None:
        """Work named by `sentence` begins; the row shows itself if it lasts."""
        self._sentence.show_words(sentence)
        self.setAccessibleName(sentence)
        self._cancel.setVisible(cancellable)
        self._cancel.setEnabled(True)
        self._bar.run(None)
        self._late.start()

    def advance(self, done: int, total: int) -> None:
        """`done` of `total` steps are behind us."""
        self._bar.run(min(1.0, done / total) if total > 0 else None)
        self.setAccessibleDescription(f"{done}/{total}")

    def finish(self) -> None:
        """The work is over, well or not."""
        self._late.stop()
        self._bar.rest()
        self.hide()

    def is_running(self) -> bool:
        """Whether work was started and has not finished."""
        return self._late.isActive() or not self.isHidden()

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self.cancelled.emit()
