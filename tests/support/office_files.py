"""Small real files of each kind that may be attached, and some that only pretend."""

from __future__ import annotations

import io
import zipfile

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003"
    "0101009a60e1d50000000049454e44ae426082"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(20)
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(20)
ICS = b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
CSV = b"tanggal;dari;sampai\r\n2026-04-08;09.00;12.00\r\n"


def zipped(*parts: str, mimetype: str | None = None) -> bytes:
    """A zip file with parts of these names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        if mimetype is not None:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for part in parts:
            archive.writestr(zipfile.ZipInfo(part), "<x/>")
    return made.getvalue()


DOCX = zipped("[Content_Types].xml", "word/document.xml")
XLSX = zipped("[Content_Types].xml", "xl/workbook.xml")
ODT = zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text")
