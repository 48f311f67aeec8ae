"""The face on which a request is filed: services, form, and what is promised, side by side; knows no SQL."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desk.i18n import _
from desk.ui.requests.ask_strip import AskStrip
from desk.ui.requests.folds import Fold
from desk.ui.requests.form import RequestForm
from desk.ui.requests.picker import ServicePicker
from desk.ui.requests.promise_card import PromiseCard, TellingCard, TellingColumn
from desk.ui.requests.saved import SavedCard
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card


class FormPage(QWidget):
    """Three columns; the middle one is the form, or what was just saved."""

    def __init__(self) -> None:
        super().__init__()
        self.picker = ServicePicker()
        self.form = RequestForm()
        self.saved = SavedCard()
        self.promise = PromiseCard()
        self.telling = TellingCard()
        self.card = Card(_("Permohonan baru"))
        self.standard = buttons.quiet(_("Standar lengkap"), shortcut="Ctrl+I")
        self.elsewhere = buttons.quiet(_("Bukan urusan kantor ini …"), shortcut="Alt+D")
        self.strip = AskStrip()
        self.cancel = buttons.secondary(_("Batal"), keys="Esc")
        self.save = buttons.secondary(_("Simpan"), shortcut="Ctrl+S")
        self.save_and_print = buttons.primary(_("Simpan dan cetak tanda terima"), keys="Ctrl ⏎")
        self.save_and_print.setShortcut(QKeySequence("Ctrl+Return"))
        self._hint = labels.wrapped("", kind="quiet")
        self._empty = QWidget()
        self._column = TellingColumn(self.promise, self.telling)
        self._middle = QStackedWidget()
        self._lay()
        self._bind_folds()
        self.telling.hide()
        self.setFocusProxy(self.picker)

    def show_form(self) -> None:
        """The form in the middle."""
        self._middle.setCurrentWidget(self.card)
        self.picker.setEnabled(not self.form.is_correction())
        self.elsewhere.setVisible(not self.form.is_correction())

    def show_saved(self) -> None:
        """What was just saved in the middle."""
        self._middle.setCurrentWidget(self.saved)
        self.saved.focus_first()

    def is_saved_shown(self) -> bool:
        """Whether what was just saved shows."""
        return self._middle.currentWidget() is self.saved

    def retell(self) -> None:
        """Head, hint and buttons as the form now stands."""
        form = self.form
        detail = form.detail()
        self.card.set_head(self._head())
        self.card.set_extra("" if form.is_correction() else _("Nomor saat disimpan"))
        has_service = detail is not None
        for widget in (form, self._hint, self.save, self.save_and_print):
            widget.setVisible(has_service)
        self._empty.setVisible(not has_service)
        self.telling.setVisible(has_service)
        self.promise.show_service(detail.standard if detail is not None else None)
        self._hint.setText(self._hint_words() if has_service else "")
        words = _("Simpan koreksi") if form.is_correction() else _("Simpan dan cetak tanda terima")
        self.save_and_print.show_word(words)
        self.save.setVisible(has_service and not form.is_correction())
        if detail is not None:
            self.telling.show_service(detail, form.variant())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._refit()

    def _lay(self) -> None:
        self.telling.add_button(self.standard)
        words = _("Pilih layanan di kiri: ketik kata apa pun dari namanya, lalu Enter.")
        empty = layouts.vertical(self._empty, margins=(15, 4, 15, 15))
        layouts.fill(empty, labels.wrapped(words, kind="muted"), None)
        self.card.body.addWidget(self._empty)
        self.card.body.addWidget(self.form, 1)
        foot = layouts.vertical(margins=(15, 8, 15, 15), gap=10)
        row = layouts.horizontal(gap=8)
        layouts.fill(row, None, self.cancel, self.save, self.save_and_print)
        layouts.fill(foot, self.strip, self._hint, row)
        self.card.body.addLayout(foot)
        for widget in (self.card, self.saved):
            self._middle.addWidget(widget)
        whole = layouts.horizontal(self, gap=16)
        below = layouts.horizontal(margins=(8, 4, 8, 8))
        layouts.fill(below, self.elsewhere, None)
        self.picker.body.addLayout(below)
        whole.addWidget(self.picker)
        whole.addWidget(self._middle, 1)
        whole.addWidget(self._column)
        self._refit()

    def _refit(self) -> None:
        self._column.refit()
        self.picker.refit()

    def _bind_folds(self) -> None:
        form = self.form
        folds = (
            (form.applicant, "Alt+P"),
            (form.others, "Alt+O"),
            (form.letter, "Alt+U"),
            (form.more, "Alt+L"),
        )
        for fold, keys in folds:
            self._bind(keys).activated.connect(lambda fold=fold: self._open(fold))
        self._bind("Alt+K").activated.connect(form.focus_ticks)
        self._bind("Alt+Y").activated.connect(self.picker.ask)

    def _bind(self, keys: str) -> QShortcut:
        return QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _open(self, fold: Fold) -> None:
        """Open `fold` with the keyboard in its first field; close it where the keyboard is in it."""
        focus = QApplication.focusWidget()
        if fold.is_open() and focus is not None and fold.holds(focus):
            fold.shut()
            fold.head().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        fold.open()
        self.form.body.go_into(fold)

    def _head(self) -> str:
        form = self.form
        if form.is_correction():
            return _("Koreksi permohonan")
        name = str(form.body.field("applicant.name").typed().draft() or "").strip()
        return _("Permohonan baru · {name}").format(name=name) if name else _("Permohonan baru")

    def _hint_words(self) -> str:
        form = self.form
        detail = form.detail()
        if detail is None or form.is_complete():
            return ""
        starts_late = any(limit.starts_at == "complete" for limit in detail.entry.clock)
        return (
            _(
                "Boleh disimpan: tanda terima menyebut yang kurang; "
                "jangka waktu mulai dihitung setelah berkas dinyatakan lengkap."
            )
            if starts_late
            else _("Boleh disimpan: tanda terima menyebut yang kurang.")
        )
