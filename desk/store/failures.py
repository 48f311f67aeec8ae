"""What a database's complaint means to the officer; knows no operation."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, IntegrityError

from desk.errors import DeskError, Refused, Unavailable, UnusableData
from desk.i18n import _

_TRANSIENT_SQLSTATES = {
    "40001",  # serialization failure
    "40P01",  # deadlock
    "55P03",  # lock not available
    "23505",  # unique violation: two desks wrote the same thing at once; the other's row is found next time
}
_TRANSIENT_SQLITE = ("database is locked", "database table is locked", "database schema has changed")


def is_transient(error: DBAPIError) -> bool:
    """Whether the same transaction may succeed when simply tried again."""
    state = getattr(error.orig, "sqlstate", None)
    if state in _TRANSIENT_SQLSTATES:
        return True
    return any(words in str(error.orig) for words in _TRANSIENT_SQLITE)


def explain(error: DBAPIError) -> DeskError | None:
    """The refusal or unavailability that `error` means; None where it is a bug of ours."""
    words = str(error.orig).lower()
    if "desk:over_allocated" in words:
        return Refused(_("Jadwal ini baru saja dipesan orang lain. Pilih waktu lain."), field="span")
    if "desk:stock_below_promises" in words:
        return Refused(_("Jumlahnya tidak dapat kurang dari yang sudah dijanjikan."), field="stock")
    if "desk:closed" in words:
        return Refused(_("Sumber daya ini ditutup pada waktu tersebut."), field="span")
    if isinstance(error, IntegrityError):
        return None
    for phrases, sentence, damaged in _MEANINGS:
        if any(phrase in words for phrase in phrases):
            return (UnusableData if damaged else Unavailable)(_(sentence))
    if is_transient(error) or error.connection_invalidated or _is_connection_loss(error):
        return Unavailable(_("Basis data sedang sibuk atau tidak terjangkau. Coba lagi."))
    return None


def _is_connection_loss(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    is_refused_by_server = state is None and type(error.orig).__module__.startswith("psycopg")
    return is_refused_by_server or str(state or "").startswith(("08", "57P", "53"))


_MEANINGS: tuple[tuple[tuple[str, ...], str, bool], ...] = (
    (("disk is full", "no space left"), "Ruang simpan penuh; belum ada yang tersimpan.", False),
    (("malformed", "not a database", "file is encrypted"), "Basis data rusak atau bukan milik desk.", True),
    (("unable to open", "no such file"), "Berkas basis data tidak ditemukan atau tidak dapat dibuka.", False),
    (("readonly", "read-only"), "Basis data hanya dapat dibaca; periksa hak akses foldernya.", False),
    (("disk i/o error",), "Media simpan gagal dibaca atau ditulis.", False),
    (("locked",), "Basis data sedang dipakai program lain. Coba lagi.", False),
)
