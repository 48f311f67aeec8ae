"""Asks which emergency form was spoilt or lost, and why; knows neither the panel nor any paper."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from desk.background import Desk
from desk.i18n import _
from desk.operations.blank_forms import SpoilOrder, spoil
from desk.rules.asked import Asked
from desk.ui.ask_card import AskCard, Asking

_FIELDS = (
    Asked("form", "Formulir", is_required=True, hint="nomornya, misalnya 1/7, atau kodenya"),
    Asked("reason", "Alasan", "long", is_required=True, limit=400),
)


class SpoiltCard(AskCard):
    """Hidden until it begins; what is marked never becomes a request's code."""

    marked = Signal(str)
    """One sentence: which form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.hide()

    def begin(self) -> None:
        """Ask, with the keyboard in the first field."""
        words = _("Kode formulir yang rusak atau hilang tidak dapat dipakai lagi untuk permohonan.")
        asking = Asking(_("Formulir rusak atau hilang"), _FIELDS, yes=_("Nyatakan rusak"), words=words)
        self.ask(asking, self._mark)
        self.show()
        self.take_keyboard()

    def _mark(self, values: dict[str, Any]) -> None:
        order = SpoilOrder(values["form"], values["reason"])
        done = partial(self._on_marked, values["form"])
        self._desk.do(self, spoil, order, then=lambda _none: done(), otherwise=self.refuse)

    def _on_marked(self, form: str) -> None:
        self.close_card()
        self.marked.emit(_("Formulir {form} dinyatakan rusak.").format(form=form.strip()))
