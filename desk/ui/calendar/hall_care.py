"""Key and readiness of a hall for one booking, before and after its use; says what was entered, acts not."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from desk import clock
from desk.i18n import _
from desk.operations.keys import GiveKeyOrder, ReturnKeyOrder
from desk.operations.readiness import ReadinessOrder
from desk.queries.bookings import BookingDetail
from desk.queries.premises import CheckRow, KeyRow
from desk.rules.office_dates import clock_time, short_date
from desk.rules.phones import shown
from desk.rules.readiness import MOMENTS, POINTS
from desk.ui import theme
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.fields import Field, FormBody
from desk.ui.widgets.rows import Action, RowFace, RowsView

_LABEL = 110


class HallCare(QDialog):
    """Each point fine (left empty) or what is wrong with it; below, who has the key."""

    checked = Signal(object)
    """A ReadinessOrder."""
    key_given = Signal(object)
    key_returned = Signal(object)

    def __init__(self, parent: QWidget, detail: BookingDetail, *, checker: str) -> None:
        super().__init__(parent)
        self.detail = detail
        self._key = str(uuid.uuid4())
        self.setWindowTitle(_("Kesiapan dan kunci · {name}").format(name=detail.resource_name))
        self.body = FormBody(name=_("Kesiapan ruang"))
        self.seen = labels.wrapped("", kind="quiet")
        self.warning = labels.wrapped("", kind="strong")
        self.keys = RowsView(
            _key_face, name=_("Kunci"), empty=_("Kunci belum diserahkan."), key=lambda row: row.id
        )
        self.keys.lead(0)
        self.yes = buttons.primary(_("Simpan pemeriksaan"), keys="Ctrl ⏎")
        self.give = buttons.secondary(_("Serahkan kunci"), shortcut="Alt+K")
        self.no = buttons.secondary(_("Tutup"), keys="Esc")
        self._add_fields(checker)
        self._lay()
        self._connect()
        self.resize(theme.px(560), theme.px(660))

    def _add_fields(self, checker: str) -> None:
        add = self.body.add
        has_begun = self.detail.span.starts_at <= clock.now()
        moments = [(key, _(words)) for key, words in MOMENTS.items()]
        add(
            "moment",
            Field(
                _("Saat"),
                ChoiceEditor(moments, chosen="after" if has_begun else "before"),
                label_width=_LABEL,
            ),
        )
        for key, words in POINTS.items():
            add(key, Field(_(words), editors.line(placeholder=_("baik")), label_width=_LABEL))
        add("checked_by_name", Field(_("Pemeriksa"), editors.line(), label_width=_LABEL))
        self.body.restore({"checked_by_name": checker})
        self.body.settle()

    def _lay(self) -> None:
        for widget in (self.seen, self.warning, labels.section_head(_("Kunci")), self.keys):
            self.body.add_widget(widget)
        add = self.body.add
        name = _("Kunci {name}").format(name=self.detail.resource_name)
        add("what", Field(_("Kunci"), editors.line(), label_width=_LABEL))
        add("holder_name", Field(_("Dibawa"), editors.line(), label_width=_LABEL))
        add("holder_phone", Field(_("Telepon"), editors.phone(), label_width=_LABEL))
        phone = self.detail.borrower_phone
        self.body.restore(
            {
                "what": name,
                "holder_name": self.detail.borrower_name,
                "holder_phone": shown(phone) if phone else "",
            }
        )
        self.body.settle()
        foot = layouts.horizontal(margins=(15, 8, 15, 12), gap=8)
        layouts.fill(foot, self.no, None, self.give, self.yes)
        column = layouts.vertical(self)
        column.addWidget(self.body, 1)
        column.addLayout(foot)

    def reject(self) -> None:
        if self.body.may_leave():
            super().reject()

    def _connect(self) -> None:
        self.yes.clicked.connect(self.submit)
        self.give.clicked.connect(self._on_give)
        self.no.clicked.connect(self.reject)
        self.body.submit_requested.connect(self.submit)
        self.keys.action_pressed.connect(self._on_return)
        self.keys.row_activated.connect(self._on_return)

    def show_facts(self, checks: tuple[CheckRow, ...], keys: tuple[KeyRow, ...]) -> None:
        """What was seen and who has the key so far."""
        self.seen.setText("\n".join(_check_words(row) for row in checks))
        self.seen.setVisible(bool(checks))
        self.keys.set_rows(keys)

    def show_warning(self, words: str) -> None:
        """What to tell the borrower, ready to be read out or sent."""
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def show_refusal(self, field: str | None, sentence: str) -> None:
        """Say why it was not taken; nothing typed is lost."""
        self.body.show_refusal(field, sentence)

    def submit(self) -> None:
        """Emit the look at the hall that stands in the fields."""
        values = self.body.read()
        if values is not None:
            points = {key: values[key] for key in POINTS}
            self.checked.emit(
                ReadinessOrder(self._key, self.detail.id, values["moment"], values["checked_by_name"], points)
            )

    def renew(self) -> None:
        """What was saved is saved: the next look is another one."""
        self._key = str(uuid.uuid4())
        self.body.settle()

    def _on_give(self) -> None:
        values = self.body.read()
        if values is not None:
            self.key_given.emit(
                GiveKeyOrder(
                    str(uuid.uuid4()),
                    self.detail.id,
                    values["what"],
                    values["holder_name"],
                    values["holder_phone"] or None,
                )
            )

    def _on_return(self, row: KeyRow) -> None:
        if row.returned_at is None:
            self.key_returned.emit(ReturnKeyOrder(row.id))


def _key_face(row: KeyRow) -> RowFace:
    since = f"{short_date(clock.office_date(row.given_at))} {clock_time(row.given_at)}"
    if row.returned_at is not None:
        back = f"{short_date(clock.office_date(row.returned_at))} {clock_time(row.returned_at)}"
        return RowFace(row.what, second=f"{row.holder} · {since} – {back}")
    late = _("belum kembali") if row.is_overdue else ""
    return RowFace(row.what, second=f"{row.contact} · {since}", warning=late, action=Action(_("Kembali")))


def _check_words(row: CheckRow) -> str:
    when = f"{short_date(clock.office_date(row.checked_at))} {clock_time(row.checked_at)}"
    found = f"● {row.faults}" if row.faults else "✓ " + _("semua baik")
    return f"{when} · {row.checked_by_name} · {_(MOMENTS[row.moment])}: {found}"
