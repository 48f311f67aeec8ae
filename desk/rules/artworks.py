"""The office's own pictures for its kop: which there are, and whether a file is one that can be printed.

A file that is broken would fail every paper after it, so it is read to its last byte before it is kept.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from desk.errors import Refused
from desk.i18n import _

ARTWORKS: dict[str, str] = {
    "emblem": "Lambang",
    "balinese_line": "Baris aksara Bali",
}
LARGEST_BYTES = 1_000_000
LARGEST_SIDE = 3000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def checked_png(content: bytes) -> bytes:
    """`content` where it is a whole PNG of a size to print; Refused (field `content`) otherwise."""
    if len(content) > LARGEST_BYTES:
        raise Refused(_("Gambar paling besar 1 MB; perkecil dahulu."), field="content")
    if not content.startswith(_SIGNATURE):
        raise Refused(_("Pilih gambar PNG; simpan ulang sebagai PNG."), field="content")
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        raise _broken()
    width, height, depth, colour, _compression, _filter, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if not 0 < width <= LARGEST_SIDE or not 0 < height <= LARGEST_SIDE:
        sentence = _("Gambar paling lebar dan paling tinggi {side} titik; perkecil dahulu.")
        raise Refused(sentence.format(side=LARGEST_SIDE), field="content")
    if colour not in _CHANNELS or interlaced:
        raise Refused(_("Simpan ulang gambarnya sebagai PNG biasa (tanpa interlace)."), field="content")
    row = (width * depth * _CHANNELS[colour] + 7) // 8 + 1
    if _inflated(b"".join(body for name, body in chunks if name == b"IDAT"), row * height) != row * height:
        raise _broken()
    return content


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(content):
        head = content[at : at + 8]
        if len(head) < 8:
            raise _broken()
        length, name = struct.unpack(">I4s", head)
        body, checksum = content[at + 8 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if len(checksum) < 4 or zlib.crc32(name + body) != struct.unpack(">I", checksum)[0]:
            raise _broken()
        yield name, body
        at += 12 + length


def _inflated(data: bytes, expected: int) -> int:
    """How many bytes `data` holds, looked at no further than one more than is expected."""
    try:
        return len(zlib.decompressobj().decompress(data, expected + 1))
    except zlib.error:
        raise _broken() from None


def _broken() -> Refused:
    return Refused(_("Gambar ini rusak; simpan ulang sebagai PNG."), field="content")
