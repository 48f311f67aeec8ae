"""Who acts, and what each role may do; knows no account's secret."""

from __future__ import annotations

from dataclasses import dataclass

from desk.errors import Refused
from desk.i18n import _

ROLES: dict[str, str] = {
    "petugas": "Petugas front office",
    "pemegang_barang": "Pemegang Barang/Aset",
    "pengawas": "Pengawas",
    "admin": "Admin",
}

_RIGHTS: dict[str, frozenset[str]] = {
    "register": frozenset({"petugas", "pemegang_barang", "admin"}),
    "file": frozenset({"petugas", "pemegang_barang", "admin"}),
    "book": frozenset({"petugas", "pemegang_barang", "admin"}),
    "decide": frozenset({"pemegang_barang", "admin"}),
    "close": frozenset({"pemegang_barang", "admin"}),
    "hand_over": frozenset({"pemegang_barang", "admin"}),
    "keep_stock": frozenset({"pemegang_barang", "admin"}),
    "displace": frozenset({"pemegang_barang", "admin"}),
    "issue": frozenset({"petugas", "pemegang_barang", "admin"}),
    "print": frozenset({"petugas", "pemegang_barang", "admin"}),
    "look": frozenset({"petugas", "pemegang_barang", "pengawas", "admin"}),
    "see_names": frozenset({"petugas", "pengawas", "admin"}),
    "keep_calendar": frozenset({"petugas", "admin"}),
    "set_up": frozenset({"admin"}),
}
"""Right → roles. `decide`: confirm or refuse a schedule; `close`: close a resource; `hand_over`: give
out and take back; `keep_stock`: units, kits, opname, losses, repairs; `displace`: let an official
event take a promised slot; `issue`: letters, forms and minutes; `keep_calendar`: closures of the
office, half days, imports, confirmed Balinese days; `set_up`: accounts, standards, resources and
facts of the office; `see_names`: PPID applicants by full name."""


@dataclass(frozen=True)
class Actor:
    """Whoever acts: an account as it signed in. `perintah` is the command line (role admin)."""

    account_id: int
    name: str
    role: str

    def may(self, right: str) -> bool:
        """Whether this role has `right`; an unknown right is a bug (KeyError)."""
        return self.role in _RIGHTS[right]

    def require(self, right: str) -> None:
        """Raise Refused where the role lacks `right`."""
        if not self.may(right):
            roles = ", ".join(ROLES[role] for role in ROLES if role in _RIGHTS[right])
            raise Refused(_("Akun {0} tidak berwenang; minta kepada {1}.").format(self.name, roles))
