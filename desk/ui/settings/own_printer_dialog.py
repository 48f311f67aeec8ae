"""One receipt printer of this machine's own: name, address, roll, knife; knows no queue and no settings file.

What is typed is checked before it is kept; the printer itself is asked by its own key, and need not be on.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from desk.errors import Refused
from desk.i18n import _
from desk.rules import texts
from desk.settings import OwnPrinter
from desk.ui import theme
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.buttons import ENTER
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.fields import Field, FormBody

Probe = Callable[[OwnPrinter, Callable[[str, bool | None], None]], None]
"""Asks the printer; hears what to say, and whether it answers (None: it is not there)."""


class OwnPrinterDialog(QDialog):
    """`kept` tells the printer once it may be stored."""

    kept = Signal(object)

    def __init__(
        self, parent: QWidget | None, taken: frozenset[str], probe: Probe, own: OwnPrinter | None = None
    ) -> None:
        """`taken`: names other printers have; `own`: the one that is changed."""
        super().__init__(parent)
        self._taken, self._probe = taken, probe
        self.form = FormBody(name=_("Printer struk"), margins=0)
        self.said = labels.wrapped("", kind="muted")
        self.ask = buttons.secondary(_("Tanya printer"), shortcut="Ctrl+T")
        self.save = buttons.primary(_("Simpan"), keys=ENTER)
        self.leave = buttons.quiet(_("Batal"), keys="Esc")
        self.setWindowTitle(_("Printer struk milik komputer ini"))
        self._add_fields()
        self._lay()
        self.ask.clicked.connect(self.ask_printer)
        self.save.clicked.connect(self.keep)
        self.leave.clicked.connect(self.reject)
        self.form.submit_requested.connect(self.keep)
        self.form.save_requested.connect(self.keep)
        self._fill(own or OwnPrinter("", ""))
        self.setMinimumWidth(theme.px(560))
        self.form.focus_first()

    def _add_fields(self) -> None:
        yes_no = [(True, _("ya")), (False, _("tidak"))]
        self.form.add("name", Field(_("Nama"), editors.line(placeholder=_("mis. Termal loket 1"))))
        hint = _("alamat jaringan, berkas perangkat /dev/usb/lp0, atau windows:NAMA")
        place = editors.line(placeholder=_("mis. 192.168.1.50"))
        self.form.add("address", Field(_("Alamat"), place, hint=hint))
        widths = ChoiceEditor([("58", _("58 mm")), ("80", _("80 mm"))])
        self.form.add("width", Field(_("Lebar gulungan"), widths))
        hint = _("tanpa pisau kertas digulung keluar untuk disobek")
        self.form.add("cuts", Field(_("Punya pisau"), ChoiceEditor(yes_no), hint=hint))
        states = [(True, _("ditanya sebelum dan sesudah mencetak")), (False, _("tidak ditanya"))]
        self.form.add("answers", Field(_("Keadaan"), ChoiceEditor(states)))

    def _lay(self) -> None:
        column = layouts.vertical(self, margins=24, gap=12)
        acts = layouts.horizontal(gap=8)
        layouts.fill(acts, self.ask, None, self.leave, self.save)
        column.addWidget(labels.title(_("Printer struk")))
        column.addWidget(self.form, 1)
        column.addWidget(self.said)
        column.addLayout(acts)
        self.resize(theme.px(600), theme.px(440))

    def _fill(self, own: OwnPrinter) -> None:
        self.form.restore({"name": own.name, "address": own.address.removeprefix("tcp:")})
        for name in ("width", "cuts", "answers"):
            editor = self.form.field(name).editor
            if isinstance(editor, ChoiceEditor):
                editor.choose(getattr(own, name))

    def keep(self) -> None:
        """Tell the printer, unless something typed is refused."""
        own = self._typed()
        if own is not None:
            self.kept.emit(own)
            self.accept()

    def ask_printer(self) -> None:
        """Ask the printer whether it is there and tells its state."""
        own = self._typed()
        if own is None:
            return
        self.said.setText(_("Bertanya kepada printer …"))
        self.ask.setEnabled(False)
        self._probe(own, self._on_answer)

    def _on_answer(self, sentence: str, answers: bool | None) -> None:  # noqa: FBT001 - a callback's value
        self.ask.setEnabled(True)
        self.said.setText(sentence)
        editor = self.form.field("answers").editor
        if answers is not None and isinstance(editor, ChoiceEditor):
            editor.choose(answers)

    def _typed(self) -> OwnPrinter | None:
        """What stands in the form; None where something is refused, which is then said beside it."""
        self.form.clear_refusals()
        try:
            return _own(self.form.read() or {}, self._taken)
        except Refused as refused:
            self.form.show_refusal(refused.field, refused.sentence)
            return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
            return
        super().keyPressEvent(event)


def _own(typed: dict[str, object], taken: frozenset[str]) -> OwnPrinter:
    from desk.printing.raw_printers import Address

    name = texts.clean(str(typed.get("name") or ""), limit=80, field="name", label=_("Nama"))
    if not name:
        raise Refused(_("Nama belum diisi."), field="name")
    if name.casefold() in taken:
        raise Refused(_("Sudah ada printer bernama “{name}”.").format(name=name), field="name")
    address = Address.read(str(typed.get("address") or ""))
    return OwnPrinter(name, address.stored, str(typed["width"]), bool(typed["cuts"]), bool(typed["answers"]))
