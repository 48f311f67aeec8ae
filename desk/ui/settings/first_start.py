"""The first start: which agency this desk serves and who its first admin is; creates nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.accounts import AccountOrder
from desk.operations.offices import FoundingOrder
from desk.ui import theme
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.editors import line
from desk.ui.widgets.fields import Field, FormBody
from desk.ui.widgets.secrets import SecretEditor

_AGENCIES = (("karangasem", "Kabupaten Karangasem"), ("denpasar", "Kota Denpasar"))
_NEW = _(
    "Belum ada data di komputer ini. Pilih instansi dan buat akun admin pertama; kedua standar "
    "pelayanan ikut terpasang."
)
_FOUNDED = _("Meja ini belum punya akun. Buat akun admin pertama; akun lain dibuat di Pengaturan.")


class FirstStart(QWidget):
    """Asks what founding needs; `ordered` carries the order, `shut` is Esc or Batal."""

    ordered = Signal(object)
    shut = Signal()

    def __init__(self, place: str, parent: QWidget | None = None, *, is_founded: bool = False) -> None:
        """`is_founded`: the desk is there (a command made it), only nobody can sign in yet."""
        super().__init__(parent)
        self._form = FormBody(name=_("Mulai memakai desk"))
        self._form.add("agency", Field(_("Instansi"), ChoiceEditor(_AGENCIES, chosen="karangasem")))
        self._form.add("name", Field(_("Nama admin"), line(placeholder=_("nama lengkap"))))
        self._form.add(
            "username",
            Field(_("Nama akun"), line(), hint=_("dipakai untuk masuk, tanpa spasi; misalnya: admin")),
        )
        self._form.add("secret", Field(_("PIN / kata sandi"), SecretEditor(), hint=_("sekurangnya 6 huruf")))
        self._form.add("again", Field(_("Ulangi"), SecretEditor()))
        self._form.field("agency").setVisible(not is_founded)
        self._submit = buttons.primary(_("Buat akun") if is_founded else _("Buat meja"), keys="Ctrl ⏎")
        self._cancel = buttons.secondary(_("Batal"), keys="Esc")
        self._form.setMinimumHeight(theme.px(310))
        self._lay(place, _FOUNDED if is_founded else _NEW)
        self._form.submit_requested.connect(self._order)
        self._form.save_requested.connect(self._order)
        self._submit.clicked.connect(self._order)
        self._cancel.clicked.connect(self.shut)
        self._form.focus_first()

    def refuse(self, error: DeskError) -> None:
        """Say why nothing was created; what was typed stays."""
        self._submit.setEnabled(True)
        field = error.field if isinstance(error, Refused) else None
        self._form.show_refusal(field, str(error))

    def form(self) -> FormBody:
        """The form, for whoever fills it in."""
        return self._form

    def _lay(self, place: str, words: str) -> None:
        card = Card(_("Mulai memakai desk"))
        card.setFixedWidth(theme.px(560))
        intro = labels.wrapped(words)
        where = labels.wrapped(_("Data disimpan di {0}").format(place), kind="quiet")
        top = card.padded(gap=8)
        layouts.fill(top, intro, where)
        card.body.addWidget(self._form)
        foot = card.padded(gap=8)
        row = layouts.horizontal(margins=(0, 0, 0, 12), gap=8)
        layouts.fill(row, None, self._cancel, self._submit)
        foot.addLayout(row)
        outer = layouts.vertical(self, margins=24)
        layouts.fill(outer, None)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        layouts.fill(outer, None)

    def _order(self) -> None:
        values = self._form.read()
        if values is None:
            return
        if values["secret"] != values["again"]:
            self._form.show_refusal("again", _("Kedua isian PIN tidak sama."))
            return
        self._submit.setEnabled(False)
        admin = AccountOrder(values["username"], values["name"], "admin", values["secret"])
        self.ordered.emit(FoundingOrder(values.get("agency") or "", admin))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)
