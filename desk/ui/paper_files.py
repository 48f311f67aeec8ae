"""Where a paper that is kept as a file goes: what was typed becomes a file, or a reason why not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from desk.errors import Refused
from desk.i18n import _


def meant(typed: str, suffix: str, *, unnamed: str) -> Path:
    """The file that was typed: a bare name lies among the documents, and every name ends in `suffix`."""
    file = documents() / typed
    if not file.name:
        return file / (unnamed + suffix)
    return file if file.suffix.lower() == suffix else file.with_name(file.name + suffix)


def checked(typed: str, suffix: str, *, unnamed: str) -> Path:
    """As `meant`; Refused (field `file`) where nothing can be kept there."""
    if not typed.strip():
        raise Refused(_("Tulis nama berkasnya, atau tekan Pilih."), field="file")
    file = meant(typed.strip(), suffix, unnamed=unnamed)
    sentence = _cannot_hold(file)
    if sentence:
        raise Refused(sentence, field="file")
    return file


def _cannot_hold(file: Path) -> str:
    """Why no file can be kept there; nothing where it can."""
    try:
        if not file.name.isprintable():
            return _("Nama berkas ini tidak dapat dipakai.")
        if not file.parent.is_dir():
            return _("Folder {folder} tidak ada.").format(folder=file.parent)
        if file.is_dir():
            return _("{name} adalah folder; tulis nama berkasnya.").format(name=file.name)
    except (OSError, ValueError):  # too long a name, characters no file may have
        return _("Nama berkas ini tidak dapat dipakai.")
    return ""


def documents() -> Path:
    """The folder of documents of whoever sits here."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()
