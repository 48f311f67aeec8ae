"""This machine's own choices: light or dark, text size, lock; knows nothing of the office.

Each choice is shown at once and stored at once; one that cannot be stored is said beside its field.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication

from desk import settings
from desk.background import Desk
from desk.i18n import _
from desk.settings import Settings
from desk.ui import theme
from desk.ui.settings.page import SettingsPage
from desk.ui.widgets import labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.fields import Field, FormBody

SCALES = (100, 110, 125, 150, 175, 200)
LOCKS = (5, 10, 15, 30, 60, 0)
"""Minutes without a key or the mouse until the window locks; 0 never does by itself."""


class LookPage(SettingsPage):
    """Anyone may choose here: the choices hold for this machine, not for the office."""

    settings_changed = Signal(object)
    """The Settings as stored now; whoever locks takes them from here."""

    def __init__(self, desk: Desk, *, file: Path | None = None) -> None:
        super().__init__(desk, watches=frozenset())
        self._file = file
        self._unstored: dict[str, Any] = {}
        self._settings = settings.load(file)
        self.form = FormBody(name=_("Tampilan"))
        self._add_fields()
        self._lay()
        self.refresh()
        self.setFocusProxy(self.form.field("theme").editor)

    def refresh(self) -> None:
        """Show what is stored."""
        self._settings = stored = replace(settings.load(self._file), **self._unstored)
        self._offer("theme", ["light", "dark", "system"], stored.theme, _mode)
        self._offer("scale", SCALES, stored.scale, _percent)
        self._offer("lock_after_minutes", LOCKS, stored.lock_after_minutes, _minutes)

    def show_rights(self) -> None:
        """Everybody may."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def settings(self) -> Settings:
        """The choices as stored."""
        return self._settings

    def _add_fields(self) -> None:
        self._add("theme", _("Warna layar"))
        self._add("scale", _("Ukuran huruf"))
        hint = _("tanpa papan ketik dan tetikus; F12 mengunci kapan saja")
        self._add("lock_after_minutes", _("Kunci setelah"), hint=hint)

    def _add(self, name: str, label: str, *, hint: str = "") -> None:
        field = self.form.add(name, Field(label, ChoiceEditor([]), hint=hint))
        field.changed.connect(lambda: self._take(name))

    def _offer(self, name: str, values: Sequence[Any], stored: Any, words: Callable[[Any], str]) -> None:
        """Offer `values` and what is stored, chosen."""
        offered = [*values] if stored in values else [*values, stored]
        editor = self.form.field(name).editor
        if isinstance(editor, ChoiceEditor):
            blocker = QSignalBlocker(editor)
            editor.set_choices([(value, words(value)) for value in offered])
            editor.choose(stored)
            blocker.unblock()

    def _lay(self) -> None:
        card = Card(_("Tampilan"))
        intro = _("Berlaku untuk komputer ini saja, langsung terlihat, dan tersimpan sendiri.")
        card.padded().addWidget(labels.wrapped(intro, kind="muted"))
        card.body.addWidget(self.form, 1)
        layouts.horizontal(self).addWidget(card)

    def _take(self, name: str) -> None:
        """Show and store what is chosen in the field `name`."""
        field = self.form.field(name)
        value = field.typed().value()
        if value == getattr(self._settings, name):
            return
        self._unstored[name] = value
        # read anew: other parts of the program remember their choices there too
        chosen = replace(settings.load(self._file), **self._unstored)
        self._apply(chosen)
        try:
            settings.save(chosen, self._file)
            self._unstored.clear()
        except OSError:
            field.set_error(
                _("Berlaku sekarang, tetapi belum tersimpan: berkas pengaturan tidak dapat ditulis.")
            )
        self.settings_changed.emit(chosen)

    def _apply(self, chosen: Settings) -> None:
        looks_alike = (chosen.theme, chosen.scale) == (self._settings.theme, self._settings.scale)
        self._settings = chosen
        app = QApplication.instance()
        if not looks_alike and isinstance(app, QApplication):
            theme.apply(app, dark=theme.is_dark(chosen.theme), scale=chosen.scale)


def _mode(mode: str) -> str:
    return {"light": _("terang"), "dark": _("gelap")}.get(mode, _("ikut sistem"))


def _percent(scale: int) -> str:
    return f"{scale} %"


def _minutes(minutes: int) -> str:
    return _("{0} menit").format(minutes) if minutes else _("tidak otomatis")
