"""Reads, takes over and keeps files of bookings for the dialog that shows them; lays nothing out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.background import Desk
from desk.i18n import _
from desk.operations.booking_imports import Imported, ImportOrder, import_bookings
from desk.queries.booking_imports import import_preview
from desk.queries.calendar_exports import calendar_export
from desk.rules.rights import Actor
from desk.ui.calendar.exchange import ExchangeDialog
from desk.ui.widgets.notice import NoticeBar

_BACK, _AHEAD = timedelta(days=31), timedelta(days=400)


class ExchangeActs(QObject):
    """One dialog at a time."""

    def __init__(self, desk: Desk, notices: NoticeBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._notices, self._parent = desk, notices, parent
        self.dialog: ExchangeDialog | None = None

    def open(self, resource_key: str, resource_name: str) -> None:
        """The files of one resource."""
        dialog = ExchangeDialog(self._parent, resource_key, resource_name)
        dialog.read_wanted.connect(lambda name, content: self._read(dialog, name, content))
        dialog.ordered.connect(lambda order: self._take_over(dialog, order))
        dialog.export_wanted.connect(lambda path: self._keep(dialog, path))
        self.dialog = dialog
        dialog.open()

    def _read(self, dialog: ExchangeDialog, name: str, content: bytes) -> None:
        def show(rows: Any) -> None:
            if dialog.is_waiting_for(name):
                dialog.show_rows(rows)

        self._desk.ask(
            dialog,
            import_preview,
            dialog.resource_key,
            name,
            content,
            then=show,
            otherwise=lambda error: dialog.show_refusal(str(error)),
        )

    def _take_over(self, dialog: ExchangeDialog, order: ImportOrder) -> None:
        def done(imported: Imported) -> None:
            words = _("{booked} pesanan diambil alih, {skipped} dilewati, {known} sudah ada.")
            self._notices.success(
                words.format(booked=len(imported.booked), skipped=len(imported.skipped), known=imported.known)
            )
            if imported.skipped:
                self._read(dialog, order.file_name, order.content)  # those that stay are listed with why
            else:
                dialog.accept()

        self._desk.do(
            dialog,
            import_bookings,
            order,
            then=done,
            otherwise=lambda error: dialog.show_refusal(str(error)),
        )

    def _keep(self, dialog: ExchangeDialog, path: Path) -> None:
        def keep(content: bytes) -> None:
            try:
                path.write_bytes(content)
            except OSError:
                dialog.show_refusal(_("{name} tidak dapat ditulis.").format(name=path.name))
                return
            self._notices.success(_("Kalender disimpan: {name}").format(name=path.name))

        today = clock.today()
        wanted = (dialog.resource_key, today - _BACK, today + _AHEAD, self._desk.actor)
        self._desk.ask(dialog, _export, *wanted, then=keep)


def _export(session: Any, key: str, first: Any, last: Any, actor: Actor | None) -> bytes:
    return calendar_export(session, key, first, last, actor=actor)
