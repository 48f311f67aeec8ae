"""What may be kept as a file, by its first bytes, and under which name; knows no record and no disk."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from desk.errors import Refused
from desk.i18n import _
from desk.rules.texts import clean

LARGEST = 10 * 1024 * 1024
NAME_BYTES = 180
"""Of UTF-8: file systems allow 255, and whoever saves the file may put something before the name."""

_LONGEST_TYPED = 4000
_SNIFFED = 4096

EXTENSIONS: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/webp": ("webp",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "text/calendar": ("ics",),
    "text/csv": ("csv",),
}
"""What is kept, and the endings that belong to it; the first is given where the name has another."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_ZIP = b"PK\x03\x04"
_ODT = "application/vnd.oasis.opendocument.text"
_OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_UNWRITABLE = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,;\t]")


def checked_type(name: str, content: bytes) -> str:
    """The media type of `content` as its first bytes say; Refused (field `content`) where it is not kept.

    A name proves nothing: only CSV, which has no mark of its own, is believed by it, and only as plain text.
    """
    if not content:
        raise Refused(_("Berkas ini kosong."), field="content")
    if len(content) > LARGEST:
        sentence = _("Berkas ini {size}; paling besar {largest}.")
        shown = sentence.format(size=size_words(len(content)), largest=size_words(LARGEST))
        raise Refused(shown, field="content")
    found = _sniffed(content) or _plain_type(name, content)
    if found is None:
        raise Refused(
            _("Jenis berkas ini tidak diterima. Yang diterima: PDF, foto, DOCX, XLSX, ODT, CSV, ICS."),
            field="content",
        )
    return found


def safe_name(name: str, media_type: str) -> str:
    """The original name made harmless: no folder, no unseen character, an ending that fits the content."""
    last = re.split(r"[/\\]", name[-_LONGEST_TYPED:])[-1]
    last = _UNWRITABLE.sub("-", clean(last, limit=_LONGEST_TYPED, field="name"))
    path = PurePosixPath(last.strip(". ") or "berkas")
    endings = EXTENSIONS[media_type]
    own = path.suffix[1:].lower()
    known = {each for those in EXTENSIONS.values() for each in those}
    stem = path.stem if own in known else path.name
    ending = own if own in endings else endings[0]
    stem = _shortened(stem.strip(". ") or "berkas", NAME_BYTES - len(ending) - 1)
    if _RESERVED.fullmatch(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    return f"{stem}.{ending}"


def size_words(size: int) -> str:
    """How large a file is, as people say it: "340 KB", "2,4 MB"."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1024 * 1024):.1f} MB".replace(".", ",").replace(",0 ", " ")


def _sniffed(content: bytes) -> str | None:
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return media_type
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return _office_type(content) if content.startswith(_ZIP) else None


def _office_type(content: bytes) -> str | None:
    """The document that a zip file holds; nothing in it is unpacked but the forty bytes of ODT's own mark."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any(each.lower().endswith("vbaproject.bin") for each in names):
                return None  # a document with a program in it
            if "mimetype" in names:
                with archive.open("mimetype") as mark:
                    return _ODT if mark.read(len(_ODT) + 1) == _ODT.encode() else None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((media_type for part, media_type in _OFFICE.items() if part in names), None)


def _plain_type(name: str, content: bytes) -> str | None:
    """Calendar or table; any other plain text is none of ours, and a page or script still less."""
    head = content[:_SNIFFED].removeprefix(b"\xef\xbb\xbf")
    if any(byte < 32 and byte not in b"\t\r\n" for byte in head) or b"\0" in content:
        return None
    if head.lstrip().upper().startswith(b"BEGIN:VCALENDAR"):
        return "text/calendar"
    if not name.lower().strip(". ").endswith(".csv") or head.lstrip().startswith((b"<", b"#!")):
        return None
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    return "text/csv" if _SEPARATORS.search(first) else None


def _shortened(stem: str, most: int) -> str:
    """`stem` in at most so many bytes, cut at a character."""
    return stem.encode()[:most].decode("utf-8", "ignore").rstrip(". ")
