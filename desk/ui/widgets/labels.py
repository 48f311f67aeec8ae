"""The one place where labels are made, always plain text; knows no domain."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Label(QLabel):
    """Plain text in one of the theme's kinds; markup in a name is shown, never obeyed."""

    def __init__(self, text: str, kind: str, *, wrap: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setWordWrap(wrap)
        self.setText(text)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class ElidedLabel(Label):
    """One line that gives way: what does not fit ends in an ellipsis and is told by its tooltip."""

    def __init__(self, text: str, kind: str) -> None:
        self._whole = text
        super().__init__("", kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_words(text)

    def show_words(self, text: str) -> None:
        """Show `text` from now on."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        shown = elided(self._whole, metrics=self.fontMetrics(), width=self.width())
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(tip(self._whole) if shown != self._whole else "")


class SectionHead(ElidedLabel):
    """A section head: capitals on screen, the words as written for assistive technology."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "section")

    def show_words(self, text: str) -> None:
        """Show `text` from now on."""
        super().show_words(text.upper())
        self.setAccessibleName(text)


def title(text: str = "") -> Label:
    """The one title size, 15 pt bold."""
    return Label(text, "title")


def body(text: str = "") -> Label:
    """Ordinary text, one line."""
    return Label(text, "body")


def strong(text: str = "") -> Label:
    """Ordinary text, bold."""
    return Label(text, "strong")


def quiet(text: str = "") -> Label:
    """Secondary text, 9 pt."""
    return Label(text, "quiet")


def section_head(text: str = "") -> SectionHead:
    """The head of a section or card."""
    return SectionHead(text)


def wrapped(text: str = "", *, kind: str = "body") -> Label:
    """Text that may take several lines; `kind` one of body, muted, quiet, strong, title, error."""
    return Label(text, kind, wrap=True)


def elided_line(text: str = "", *, kind: str = "body") -> ElidedLabel:
    """One line that ends in an ellipsis where it does not fit."""
    return ElidedLabel(text, kind)


def elided(text: str, *, metrics: QFontMetrics, width: int) -> str:
    """`text` on one line of `width` pixels, ending in an ellipsis where it does not fit."""
    return metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, width)


def tip(text: str) -> str:
    """`text` for `setToolTip`, which would obey markup: escaped, wrapped at a readable width."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt>{safe}</qt>" if text else ""


def name(widget: QWidget, spoken: str, *, explained: str = "") -> None:
    """Give `widget` the name (and explanation) assistive technology speaks."""
    widget.setAccessibleName(spoken)
    if explained:
        widget.setAccessibleDescription(explained)
