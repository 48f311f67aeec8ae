"""The files of one record: listed, added (dialog, drop, paste), opened by the system, taken off with reason.

What is opened is copied into a private folder of this session that goes when the window goes. Knows no SQL.
"""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QSize, Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
)
from PySide6.QtWidgets import QFileDialog

from desk import clock
from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.attachments import AttachOrder, RemoveOrder, attach, remove
from desk.queries import attachments as queries
from desk.queries.attachments import AttachmentContent, AttachmentRow, attachment_content, attachment_rows
from desk.rules import attachments
from desk.rules.asked import Asked
from desk.rules.office_dates import short_date
from desk.rules.rights import Actor
from desk.ui import theme
from desk.ui.ask_card import AskCard, Asking
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.row_face import Action, RowFace
from desk.ui.widgets.rows import RowsView

_REASON = Asked("reason", "Alasan", "long", is_required=True)


def attachment_face(row: AttachmentRow) -> RowFace:
    """A file: its name, how large, since when, by whom."""
    day = short_date(clock.office_date(row.added_at))
    return RowFace(
        title=row.name,
        second=" · ".join((attachments.size_words(row.size), day, row.added_by_name)),
        action=Action(_("Buka"), "Enter", only_current=True),
        title_bold=False,
    )


class _Rows(RowsView):
    """Enter opens, Delete takes off, Ctrl+V pastes."""

    removed = Signal(object)
    pasted = Signal()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Delete and row is not None:
            self.removed.emit(row)
        elif event.key() == Qt.Key.Key_V and held:
            self.pasted.emit()
        else:
            super().keyPressEvent(event)


class AttachmentsCard(Card):
    """The files of the record last shown."""

    failed = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Lampiran"))
        self._desk = desk
        self._noun, self._noun_id, self._purpose = "", 0, "scan"
        self._folder: QTemporaryDir | None = None
        self.rows = _Rows(
            attachment_face,
            name=_("Lampiran"),
            empty=_("Belum ada lampiran."),
            hint=_("Alt N memilih berkas; atau seret ke sini, atau Ctrl V. PDF, gambar, dokumen s.d. 10 MB."),
            key=lambda row: row.id,
        )
        self.rows.lead(0)
        self.ask_card = AskCard()
        self._error = labels.wrapped("", kind="error")
        self.add = buttons.secondary(_("Tambah berkas …"), shortcut="Alt+N")
        self.take_off = buttons.secondary(_("Lepas …"), keys="Del")
        self._lay()
        self._connect()
        self.setAcceptDrops(True)
        self.setFocusProxy(self.rows)

    def show(self, noun: str = "", noun_id: int = 0, *, purpose: str = "scan") -> None:
        """Show the files of this record (`request` 7); without one only become visible.

        New files are kept for `purpose`.
        """
        if not noun:
            super().show()
            return
        if (noun, noun_id) != (self._noun, self._noun_id):
            self.rows.set_rows(())
            self.ask_card.close_card()
            self._say("")
        self._noun, self._noun_id, self._purpose = noun, noun_id, purpose
        self.refresh()

    def refresh(self) -> None:
        """Ask again for the files shown."""
        actor = self._desk.actor
        if self._noun and actor is not None:
            self._desk.ask(self, _listed, self._noun, self._noun_id, actor, then=self._show_rows)

    def holds_work(self) -> bool:
        """Whether a reason was typed that is not saved."""
        return self.ask_card.holds_work()

    def add_files(self, paths: list[str]) -> None:
        """Attach these files, one after the other."""
        for path in paths:
            file = Path(path)
            try:
                too_large = file.stat().st_size > attachments.LARGEST
                content = b"" if too_large else file.read_bytes()
            except OSError as error:
                self._say(
                    _("{name} tidak dapat dibaca: {why}").format(name=file.name, why=error.strerror or "")
                )
                continue
            if too_large:
                limit = attachments.size_words(attachments.LARGEST)
                self._say(_("{name} lebih besar daripada {limit}.").format(name=file.name, limit=limit))
                continue
            self._attach(file.name, content)

    def paste(self) -> None:
        """Attach what the clipboard holds: files, or a picture."""
        self._take(QGuiApplication.clipboard().mimeData())

    def _take(self, data: QMimeData | None) -> None:
        if data is None:
            return
        paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if paths:
            self.add_files(paths)
        elif data.hasImage():
            self._attach(_("tempelan.png"), _png(data.imageData()))
        else:
            self._say(_("Papan klip tidak berisi berkas atau gambar."))

    def _attach(self, name: str, content: bytes) -> None:
        def then(_kept: object) -> None:
            self._say("")
            self.said.emit(_("{name} dilampirkan.").format(name=name))
            self.refresh()

        order = AttachOrder(str(uuid.uuid4()), self._noun, self._noun_id, self._purpose, name, content)
        self._desk.do(self, attach, order, then=then, otherwise=self._refuse)

    def _refuse(self, error: DeskError) -> None:
        if isinstance(error, Refused):
            self._say(error.sentence)
        else:
            self.failed.emit(error)

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def error(self) -> str:
        """What is said above the files."""
        return self._error.text()

    # --- laying out ---------------------------------------------------------------------------------------

    def _lay(self) -> None:
        said = layouts.horizontal(margins=(15, 0, 15, 0))
        said.addWidget(self._error)
        self._error.hide()
        self.body.addLayout(said)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.ask_card)
        self.ask_card.hide()
        foot = layouts.horizontal(margins=(15, 8, 15, 8), gap=8)
        layouts.fill(foot, self.add, self.take_off, None)
        self.body.addLayout(foot)
        self.rule_under_head()

    def _connect(self) -> None:
        self.add.clicked.connect(self._choose)
        self.take_off.clicked.connect(lambda: self._ask_reason(self.rows.current_row()))
        self.rows.row_activated.connect(self._open)
        self.rows.action_pressed.connect(self._open)
        self.rows.removed.connect(self._ask_reason)
        self.rows.pasted.connect(self.paste)
        self.ask_card.closed.connect(self._leave)
        self.ask_card.failed.connect(self.failed)
        self._desk.changed.connect(self._on_changed)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & queries.WATCHES and self.isVisible():
            self.refresh()

    def _show_rows(self, rows: tuple[AttachmentRow, ...]) -> None:
        self.rows.set_rows(rows)
        if rows and self.rows.current_row() is None:
            self.rows.select_at(0)
        self.set_extra(str(len(rows)) if rows else "")
        self.take_off.setVisible(bool(rows))

    # --- acts ---------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        kinds = _("Berkas (*.pdf *.png *.jpg *.jpeg *.webp *.docx *.xlsx *.odt *.csv *.ics)")
        paths, _kind = QFileDialog.getOpenFileNames(self, _("Lampirkan berkas"), "", kinds)
        self.add_files(paths)

    def _open(self, row: AttachmentRow) -> None:
        actor = self._desk.actor
        if actor is not None:
            self._desk.ask(
                self, attachment_content, row.id, actor, then=self._show_file, otherwise=self._refuse
            )

    def _show_file(self, content: AttachmentContent) -> None:
        if self._folder is None:
            self._folder = QTemporaryDir()  # readable by this account alone; Qt removes it with the card
        place = Path(tempfile.mkdtemp(dir=self._folder.path())) / content.name
        place.write_bytes(content.content)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
            self._say(_("Tidak ada program di komputer ini yang membuka {name}.").format(name=content.name))

    def _ask_reason(self, row: AttachmentRow | None) -> None:
        if row is None:
            return
        head = _("Lepas {name}").format(name=row.name)
        asking = Asking(head, (_REASON,), _("Lepas"), name=f"detach.{row.id}")
        self.ask_card.ask(asking, lambda values: self._remove(row, values["reason"]))
        self.ask_card.setMinimumHeight(theme.px(220))
        self.ask_card.show()
        self.ask_card.take_keyboard()

    def _remove(self, row: AttachmentRow, reason: str) -> None:
        def then(_result: object) -> None:
            self.ask_card.close_card()
            self.said.emit(_("{name} dilepas.").format(name=row.name))
            self.refresh()

        order = RemoveOrder(row.id, reason)
        self._desk.do(self, remove, order, then=then, otherwise=self.ask_card.refuse)

    def _leave(self) -> None:
        was_shown = self.ask_card.isVisible()
        self.ask_card.hide()
        if was_shown:
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- dropped files ------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._take(event.mimeData())


def _listed(session: Any, noun: str, noun_id: int, actor: Actor) -> tuple[AttachmentRow, ...]:
    return attachment_rows(session, noun=noun, noun_id=noun_id, actor=actor)


def _png(picture: object) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if isinstance(picture, QImage):
        QImageWriter(buffer, b"png").write(picture)
    return bytes(buffer.data().data())
