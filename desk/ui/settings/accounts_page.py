"""Accounts: who may sit at the desk, in which role, with which PIN; never shows a secret."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desk.background import Desk
from desk.errors import Refused
from desk.i18n import _
from desk.operations.accounts import AccountChange, AccountOrder, change_account, open_account
from desk.queries.accounts import WATCHES, AccountRow, account_rows
from desk.rules.rights import ROLES
from desk.ui.settings.record_form import RecordForm
from desk.ui.settings.records_page import NEW, Act, RecordsPage
from desk.ui.widgets import editors
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.fields import Field
from desk.ui.widgets.rows import RowFace
from desk.ui.widgets.secrets import SecretEditor


def _role_words(role: str | None) -> str:
    return {
        "petugas": _("Mendaftar tamu dan permohonan, memesan, mencetak tanda terima."),
        "pemegang_barang": _(
            "Seperti petugas, dan mengonfirmasi jadwal atau menutup aula dan alat. "
            "Nama pemohon PPID tampil sebagai inisial."
        ),
        "pengawas": _("Melihat semuanya, juga nama pemohon PPID; tidak mengubah apa pun."),
        "admin": _("Semua hak, termasuk akun, instansi, sumber daya, dan layanan."),
    }.get(role or "", "")


class AccountsPage(RecordsPage):
    """Lists, opens, corrects and closes accounts, and gives new PINs."""

    def __init__(self, desk: Desk) -> None:
        self._role = ChoiceEditor(list(ROLES.items()))
        self._state = ChoiceEditor([(True, _("dapat masuk")), (False, _("ditutup"))])
        names = (_("Akun"), _("Data akun"), _("Akun baru"))
        super().__init__(desk, watches=WATCHES, names=names)
        self.record.changed.connect(self._explain_role)

    def add_fields(self, record: RecordForm) -> None:
        """Name, account, role, state and twice the PIN."""
        record.add("name", Field(_("Nama petugas"), editors.line(placeholder=_("nama lengkap"))))
        username = Field(_("Nama akun"), editors.line(), hint=_("dipakai untuk masuk, tanpa spasi"))
        record.add("username", username)
        record.add("role", Field(_("Peran"), self._role))
        record.add("is_active", Field(_("Keadaan"), self._state))
        record.add("secret", Field(_("PIN / kata sandi"), SecretEditor()))
        record.add("again", Field(_("Ulangi PIN"), SecretEditor()))

    def ask(self, then: Callable[[Sequence[Any]], None]) -> None:
        """Ask for all accounts."""
        self._desk.ask(self, account_rows, then=then)

    def key_of(self, row: AccountRow) -> str:
        """The account's id."""
        return str(row.account_id)

    def face(self, row: AccountRow) -> RowFace:
        """Name over account and role; closed ones say so."""
        closed: Any = None if row.is_active else (_("ditutup"), "quiet")
        return RowFace(row.name, second=f"{row.username} · {ROLES[row.role]}", end_chip=closed)

    def shown(self, row: AccountRow | None) -> tuple[str, Mapping[str, object]]:
        """The account's facts; a new one is a petugas."""
        if row is None:
            return _("Akun baru"), {"role": ROLES["petugas"], "is_active": _("dapat masuk")}
        state = _("dapat masuk") if row.is_active else _("ditutup")
        values = {"name": row.name, "username": row.username, "role": ROLES[row.role], "is_active": state}
        return row.name, values

    def prepare(self, row: AccountRow | None) -> None:
        """A new account needs its name and a PIN; of an old one the name to sign in by stays."""
        is_new, form = row is None, self.record.form
        form.field("username").setVisible(is_new)
        form.field("is_active").setVisible(not is_new)
        form.field("secret").set_label(_("PIN / kata sandi") if is_new else _("PIN baru"))
        form.field("secret").set_hint(
            _("sekurangnya 6 huruf atau angka") if is_new else _("kosongkan bila PIN tetap")
        )
        for name in ("secret", "again"):
            form.field(name).setVisible(self.may_change())

    def show_rights(self) -> None:
        """PINs are asked only of who may change them."""
        super().show_rights()
        for name in ("secret", "again"):
            self.record.form.field(name).setVisible(self.may_change())

    def act(self, key: str, values: Mapping[str, Any]) -> Act:
        """Open the account, or correct it."""
        if values["secret"] != values["again"]:
            raise Refused(_("Kedua isian PIN tidak sama."), field="again")
        name, role, secret = values["name"], values["role"] or "", values["secret"]
        if key == NEW:
            opened = AccountOrder(values["username"], name, role, secret)
            return Act(open_account, opened, _("Akun {0} dibuka.").format(name.strip()))
        change = AccountChange(int(key), name, role, bool(values["is_active"]), secret or None)
        return Act(change_account, change, _("Akun {0} disimpan.").format(name.strip()))

    def _explain_role(self) -> None:
        self.record.form.field("role").set_hint(_role_words(self._role.value()))
