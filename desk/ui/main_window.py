"""The window: header with the scan box, navigation, panels, footer; knows no panel and no feature.

A panel may have `holds_work() -> bool`: True while it is half filled, so that another panel's key opens
that one over it and Esc returns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QWidget

from desk import paths
from desk.i18n import _
from desk.ui import theme
from desk.ui.widgets import labels, layouts
from desk.ui.widgets.footer import Footer
from desk.ui.widgets.notice import NoticeBar
from desk.ui.widgets.scan_box import ResultRow, ScanBox
from desk.ui.widgets.sidebar import WIDTH, Sidebar
from desk.ui.widgets.stack import PanelStack

__all__ = ["MainWindow", "ResultRow"]

LOCK_KEY = "F12"


def _shown(shortcut: str) -> str:
    """`Ctrl+K` as the keycaps show it."""
    return shortcut.replace("+", " ")


class _Header(QWidget):
    """Product and agency, the scan box, the day."""

    def __init__(self, title: str, agency: str) -> None:
        super().__init__()
        self.scan_box = ScanBox()
        self.agency = labels.elided_line(agency, kind="quiet")
        self.day = labels.Label("", "strong")
        self.balinese = labels.quiet("")
        for label in (self.day, self.balinese):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._product = QWidget()
        names = layouts.vertical(self._product)
        layouts.fill(names, None, labels.Label(title, "product"), self.agency, None)
        days = layouts.vertical()
        layouts.fill(days, None, self.day, self.balinese, None)
        row = layouts.horizontal(self, margins=(16, 0), gap=16)
        row.addWidget(self._product)
        row.addWidget(self.scan_box, 1)
        row.addStretch(0)
        row.addLayout(days, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refit()

    def refit(self) -> None:
        """Take the lengths of the scale in use."""
        self._product.setFixedWidth(theme.px(WIDTH - 16))
        self.scan_box.setMaximumWidth(theme.px(620))
        self.setFixedHeight(theme.px(56))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        painter.end()


class MainWindow(QMainWindow):
    """The shell. Signals are past facts; whoever builds the window connects them to acts."""

    scanned = Signal(str)
    searched = Signal(str)
    query_changed = Signal(str)
    result_chosen = Signal(object)
    lock_requested = Signal()
    panel_shown = Signal(str)
    about_to_close = Signal()

    def __init__(self, title: str, agency: str) -> None:
        super().__init__()
        self.setWindowTitle(f"{title} · {agency}")
        self.setWindowIcon(QIcon(str(paths.resources() / "icons" / "desk.png")))
        self.notices = NoticeBar()
        self._header = _Header(title, agency)
        self._sidebar = Sidebar()
        self._stack = PanelStack()
        self._footer = Footer()
        self._shortcuts: dict[str, QShortcut] = {}
        self._lay()
        self._connect()

    def _lay(self) -> None:
        whole = QWidget()
        column = layouts.vertical(whole)
        middle = layouts.horizontal()
        content = layouts.vertical(margins=16, gap=8)
        layouts.fill(content, self.notices)
        content.addWidget(self._stack, 1)
        middle.addWidget(self._sidebar)
        middle.addLayout(content, 1)
        column.addWidget(self._header)
        column.addLayout(middle, 1)
        column.addWidget(self._footer)
        self.setCentralWidget(whole)
        self.setTabOrder(self._header.scan_box, self._stack)

    def _connect(self) -> None:
        box = self._header.scan_box
        box.searched.connect(self.searched)
        box.query_changed.connect(self.query_changed)
        box.result_chosen.connect(self.result_chosen)
        self._sidebar.chosen.connect(self.go_to)
        self._stack.shown.connect(self._on_shown)
        self._footer.pressed.connect(self._on_key_pressed)
        self._bind("Ctrl+K").connect(box.take_keyboard)

    def add_panel(
        self,
        key: str,
        name: str,
        widget: QWidget | Callable[[], QWidget],
        *,
        shortcut: str | None = None,
        footer_hint: str | None = None,
    ) -> None:
        """Add a panel, or what builds it when it is first shown.

        `shortcut` (F2 …) goes to it and is told in the footer as `footer_hint` or `name`.
        """
        self._stack.add(key, name, widget)
        self._sidebar.add(key, name, at_foot=key == "settings")
        if shortcut:
            self.add_key(shortcut, footer_hint or name).connect(lambda: self.go_to(key))
        if len(self._stack.keys()) == 1:
            self.show_panel(key)

    def add_key(self, shortcut: str, word: str) -> SignalInstance:
        """Tell `shortcut` in the footer as `word`; the signal it sends when pressed."""
        self._footer.add_hint(_shown(shortcut), word)
        return self._bind(shortcut)

    def allow_lock(self) -> None:
        """Make F12 ask for the lock (`lock_requested`), and say so in the footer."""
        self.add_key(LOCK_KEY, _("Kunci")).connect(self.lock_requested)

    def show_panel(self, key: str) -> None:
        """Show the panel of `key`."""
        self._stack.show_panel(key)

    def open_over(self, key: str) -> None:
        """Show `key` over the panel shown; Esc returns to it with everything kept."""
        self._stack.open_over(key)

    def go_to(self, key: str) -> None:
        """Show `key`, over the panel shown where that one is half filled."""
        holds_work = getattr(self._stack.panel(self._stack.current()), "holds_work", None)
        waits = self._stack.depth() > 0 or (holds_work is not None and holds_work())
        if waits:
            self.open_over(key)
        else:
            self.show_panel(key)

    def go_back(self) -> bool:
        """Return to the panel below, if one waits."""
        return self._stack.go_back()

    def current_panel(self) -> str:
        """The key of the panel shown."""
        return self._stack.current()

    def panel(self, key: str) -> QWidget:
        """The panel of `key`."""
        return self._stack.panel(key)

    def is_built(self, key: str) -> bool:
        """Whether the panel of `key` was ever shown or asked for."""
        return self._stack.is_built(key)

    def set_badge(self, key: str, count: int) -> None:
        """Show how many things wait in `key`."""
        self._sidebar.place(key).set_badge(count)

    def set_officer(self, name: str) -> None:
        """Show who works here now."""
        self._footer.set_last(_("Petugas: {name}").format(name=name) if name else "")

    def set_status(self, text: str, *, name: str = "status") -> None:
        """Show how something stands (printer, draft, backup); each `name` has its own place."""
        self._footer.set_status(name, text)

    def set_day(self, date_text: str, balinese_text: str) -> None:
        """Show the office's day and, small, the Balinese one with the time."""
        self._header.day.setText(date_text)
        self._header.balinese.setText(balinese_text)

    def scan_box(self) -> ScanBox:
        """The box itself."""
        return self._header.scan_box

    def show_results(self, rows: Sequence[ResultRow], *, preselect: bool = False) -> None:
        """Hang what was found below the scan box."""
        self._header.scan_box.show_results(rows, preselect=preselect)

    def take_scan(self, text: str) -> None:
        """A scanner typed `text`: announce it (connect `ScanFilter.scanned` here)."""
        self._header.scan_box.hide_results()
        self.scanned.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stack.go_back():
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.about_to_close.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_header"):
            self._header.refit()

    def _bind(self, shortcut: str) -> SignalInstance:
        made = QShortcut(QKeySequence(shortcut), self)
        made.setAutoRepeat(False)
        self._shortcuts[_shown(shortcut)] = made
        return made.activated

    def _on_key_pressed(self, shown: str) -> None:
        self._shortcuts[shown].activated.emit()

    def _on_shown(self, key: str) -> None:
        self._sidebar.mark(key)
        self.panel_shown.emit(key)
