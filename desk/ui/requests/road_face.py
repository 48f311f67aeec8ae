"""A request's road to read and walk: printed steps, records, disposisi, participants, objections, history.

Arrows walk from list to list, Enter does what the row offers. Knows no database and no order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desk.i18n import _
from desk.queries.roads import RoadView
from desk.ui import theme
from desk.ui.requests import road_rows
from desk.ui.widgets import labels, layouts
from desk.ui.widgets.row_face import RowFace
from desk.ui.widgets.rows import RowsView

_LEAD = 134


class _Rows(RowsView):
    """Rows that hand the arrows on at their end, and Space and Delete to whoever listens."""

    left_downwards = Signal()
    ticked = Signal(object)
    removed = Signal(object)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # its rows wrap otherwise now

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if event.key() == Qt.Key.Key_Down and self.currentIndex().row() >= len(self.rows()) - 1:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Space and row is not None:
            self.ticked.emit(row)
        elif event.key() == Qt.Key.Key_Delete and row is not None:
            self.removed.emit(row)
        else:
            super().keyPressEvent(event)


class RoadFace(QScrollArea):
    """One column of lists; those with nothing in them do not show."""

    step_chosen = Signal(object)
    record_chosen = Signal(object)
    referral_chosen = Signal(object)
    participant_chosen = Signal(object)
    participant_removed = Signal(object)
    objection_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Proses"))
        self._inner = QWidget()
        self._inner.setProperty("ground", "clear")
        self._column = layouts.vertical(self._inner, margins=(0, 0, 0, 8), gap=4)
        self._note = labels.wrapped("", kind="quiet")
        self._boxes: list[tuple[QWidget, _Rows]] = []
        self._heads: dict[str, labels.SectionHead] = {}
        self.steps = self._list(_("Prosedur"), road_rows.step_face, key=lambda row: row.key)
        self.records = self._list(_("Catatan"), road_rows.record_face)
        self.referrals = self._list(_("Disposisi"), road_rows.referral_face)
        self.participants = self._list(_("Peserta"), road_rows.participant_face)
        self.objections = self._list(_("Keberatan"), road_rows.objection_face)
        self.history = self._list(_("Riwayat"), road_rows.history_face, key=lambda row: (row.at, row.words))
        self.history.lead(0)
        self._column.addStretch(1)
        self.setWidget(self._inner)
        self._connect()

    def sizeHint(self) -> QSize:
        """Little: what there is of height is given to it, and the window never outgrows the screen for it."""
        return QSize(super().sizeHint().width(), theme.px(160))

    def show_road(self, road: RoadView) -> None:
        """Show this road; the row the keyboard is on stays so where it is still there."""
        has_focus = any(rows.hasFocus() for _box, rows in self._boxes)
        shown: tuple[Sequence[Any], ...] = (
            road.steps,
            road.records,
            road.referrals,
            road.participants,
            road.objections,
            tuple(reversed(road.history)),
        )
        for (box, rows), found in zip(self._boxes, shown, strict=True):
            rows.set_rows(tuple(found))
            box.setVisible(bool(found))
        self._note.setText(_note_words(road))
        self._note.setVisible(bool(self._note.text()))
        present = sum(row.is_present for row in road.participants)
        words = _("{present} dari {all} hadir · Spasi hadir · Del hapus")
        self._heads[_("Peserta")].show_words(words.format(present=present, all=len(road.participants)))
        self.select_next(road)
        if has_focus and not any(rows.hasFocus() for _box, rows in self._boxes):
            self.take_keyboard()

    def select_next(self, road: RoadView) -> None:
        """Mark the step that comes next, where none is marked."""
        if self.steps.current_row() is None:
            at = next((number for number, step in enumerate(road.steps) if step.is_next), 0)
            self.steps.select_at(at if road.steps else -1)

    def forget(self) -> None:
        """Another request comes: nothing is marked."""
        for _box, rows in self._boxes:
            rows.set_rows(())

    def take_keyboard(self) -> None:
        """Put the keyboard on the steps."""
        self.steps.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """All that is said, for tests and for reading aloud."""
        faces: dict[_Rows, Callable[[Any], RowFace]] = {
            self.steps: road_rows.step_face,
            self.records: road_rows.record_face,
            self.referrals: road_rows.referral_face,
            self.participants: road_rows.participant_face,
            self.objections: road_rows.objection_face,
            self.history: road_rows.history_face,
        }
        return "\n".join(face(row).spoken() for rows, face in faces.items() for row in rows.rows())

    def _list(
        self,
        head: str,
        face: Callable[[Any], RowFace],
        key: Callable[[Any], object] = lambda row: row.id,
    ) -> _Rows:
        box = QWidget()
        column = layouts.vertical(box, gap=4)
        line = layouts.horizontal(margins=(15, 8, 15, 0))
        extra = labels.section_head("")
        self._heads[head] = extra
        layouts.fill(line, labels.section_head(head), None, extra)
        column.addLayout(line)
        if not self._boxes:
            note = layouts.horizontal(margins=(15, 0))
            note.addWidget(self._note)
            column.addLayout(note)
        rows = _Rows(face, name=head, empty="", key=key)
        rows.lead(_LEAD)
        rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(rows)
        self._column.addWidget(box)
        self._boxes.append((box, rows))
        return rows

    def _connect(self) -> None:
        for number, (_box, rows) in enumerate(self._boxes):
            rows.left_downwards.connect(lambda at=number: self._go(at, 1))
            rows.left_upwards.connect(lambda at=number: self._go(at, -1))
            rows.row_selected.connect(lambda _row, shown=rows: self._bring(shown))
            rows.action_pressed.connect(rows.row_activated)
        self.steps.row_activated.connect(self.step_chosen)
        self.steps.ticked.connect(self.step_chosen)
        self.records.row_activated.connect(self.record_chosen)
        self.referrals.row_activated.connect(self.referral_chosen)
        self.objections.row_activated.connect(self.objection_chosen)
        self.participants.row_activated.connect(self.participant_chosen)
        self.participants.ticked.connect(self.participant_chosen)
        self.participants.removed.connect(self.participant_removed)

    def _go(self, at: int, step: int) -> None:
        """Walk on into the next list that shows something."""
        shown = self._boxes[at + 1 :] if step > 0 else list(reversed(self._boxes[:at]))
        for _box, rows in shown:
            if rows.rows():
                rows.select_at(0 if step > 0 else len(rows.rows()) - 1)
                rows.setFocus(Qt.FocusReason.OtherFocusReason)
                self._bring(rows)
                return

    def _bring(self, rows: RowsView) -> None:
        """Scroll so that the current row shows."""
        if not rows.hasFocus():
            return
        row = rows.visualRect(rows.currentIndex())
        top = rows.viewport().mapTo(self._inner, row.topLeft()).y()
        self.ensureVisible(0, top + row.height(), 0, theme.px(8))
        self.ensureVisible(0, top, 0, theme.px(8))


def _note_words(road: RoadView) -> str:
    if road.is_common:
        return _("SK tidak mencetak prosedur layanan ini: jalan umum, bukan dari SK.")
    return ""
