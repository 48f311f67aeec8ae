"""What tests of paper share: hostile words, and what a PDF that was read again holds."""

from __future__ import annotations

import random

import pypdfium2
from pypdfium2 import raw

NASTY = (
    "<b>tebal", "</para>", "<Maju>", '<img src="/etc/passwd"/>', "<a href='file:///etc/passwd'>x</a>",
    "&amp;&#0;", "=1+1", "@SUM(A1)", "%PDF-1.7", "endstream endobj", "(\\", ")Tj ET", "/EmbeddedFile",
    "{placeholder}", "%s%n", "\x00NUL", "\x1b@ESC", "\x07bel\x7f", "a\tb", "a\r\nb\nc",
    "\u202eterbalik\u202c", "\u200bnol\u200d", "\ufeffBOM", "\ud800 separuh", "😀👨\u200d👩\u200d👧👍🏽",
    "ᬩᬮᬶ ᬦᬶᬮᬸᬄ", "שלום", "مرحبا", "漢字かな", "ก็", "ñ é ś x́", "ﬀ ﬁ", "𝔘𝔫𝔦", "\ue000\uffff",
    "W" * 300, "i" * 300, "satu " * 60, "a-b/" * 80, "…" * 120, "''\"\"``", "\u00ad" * 5 + "lunak",
    "\u2028baris\u2029",
)  # fmt: skip


def nasty_texts(count: int, bits: random.Random) -> list[str]:
    """The known ones, then random mixtures of them and of any characters at all."""
    made = list(NASTY)
    while len(made) < count:
        letters = [chr(bits.choice((bits.randrange(0x250), bits.randrange(0x3000), bits.randrange(0x110000))))
                   for _ in range(bits.randrange(1, 40))]  # fmt: skip
        made.append("".join(letters) + bits.choice(NASTY))
    return made[:count]


def plain(text: str) -> str:
    """Basic Latin in capitals, which no reader reorders or recomposes; dashes are lost at line ends."""
    return "".join(letter for letter in text.upper() if "!" <= letter <= "~" and letter != "-")


def is_only_text_and_paths(pdf: bytes) -> bool:
    with pypdfium2.PdfDocument(pdf) as document:
        kinds = {each.type for page in document for each in page.get_objects()}
        annotations = sum(raw.FPDFPage_GetAnnotCount(page) for page in document)
        return (
            kinds == {raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH}
            and annotations == raw.FPDFDoc_GetAttachmentCount(document) == 0
        )
