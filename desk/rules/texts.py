"""Cleaning, folding and shortening what people type; knows no form and no table.

`clean()` stands at every form's edge; `fold()` makes the search key stored beside the cleaned text.
"""

from __future__ import annotations

import re
import unicodedata

from desk.errors import Refused
from desk.i18n import _

# Characters, counted after cleaning; the database checks the same figures.
NAME_LIMIT = 120
NUMBER_LIMIT = 80  # the number of a letter
TITLE_LIMIT = 200  # perihal, nama kegiatan
ADDRESS_LIMIT = 300
REASON_LIMIT = 400
NOTE_LIMIT = 4000

# Text this far over its limit is refused before it is looked at character by character.
_HOPELESS = 50

_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# Unseen though Unicode calls them letters, marks or symbols: joiners, fillers, an empty Braille cell.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc")
_SEEN = (
    frozenset("LNPS"),  # letters, digits, punctuation, symbols; emoji are symbols
    frozenset({"Mn", "Mc", "Me", "Co", "Cn"}),
)
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_VIRAMA = 9  # the combining class of what kills a vowel: the Balinese adeg-adeg, U+1B44
_PRESENTATION = frozenset("\ufe0e\ufe0f")  # text or emoji form of the symbol before
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_KEYCAP = "\u20e3"
_LATIN_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
_WORDS = re.compile(r"[^\W_]\S*")
_APOSTROPHES = re.compile("(?<=\\w)['’‘ʼ`´](?=\\w)")


def clean(text: str, *, limit: int, field: str, multiline: bool = False, label: str | None = None) -> str:
    """`text` as it may be stored: NFC, nothing unseen in it, white space collapsed.

    Dropped: control characters, NUL, lone surrogates, zero-width and direction-override characters. Kept:
    emoji with their joiners, Balinese script with the joiners its adeg-adeg needs. Nothing is ever cut off:
    text longer than `limit` is refused beside `field`, under the name `label` (a word of the screen).
    """
    if len(text) > limit * _HOPELESS:
        raise _too_long(len(text), limit, field=field, label=label)
    text = _LINE_ENDS.sub("\n", text)
    while (stripped := _stripped(text)) != text:
        text = stripped  # dropping one character makes neighbours of two others: look again
    if multiline:
        lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
        text = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
    else:
        text = " ".join(text.split())
    text = unicodedata.normalize("NFC", text)
    if len(text) > limit:
        raise _too_long(len(text), limit, field=field, label=label)
    return text


def reason_of(text: str, *, wanting: str = "", limit: int = REASON_LIMIT) -> str:
    """Why, in so many words; Refused (field `reason`, saying `wanting`) where there are none."""
    reason = clean(text, limit=limit, field="reason", label=_("Alasan"))
    if not reason:
        raise Refused(wanting or _("Tulis alasannya."), field="reason")
    return reason


def _too_long(length: int, limit: int, *, field: str, label: str | None) -> Refused:
    sentence = _("{label} paling panjang {limit} huruf; yang diisikan {length} huruf.")
    return Refused(
        sentence.format(label=label or _label(field), limit=_grouped(limit), length=_grouped(length)),
        field=field,
    )


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _label(field: str) -> str:
    """What the screens call an order's attribute."""
    labels = {
        "name": _("Nama"),
        "phone": _("Nomor telepon"),
        "institution": _("Instansi"),
        "address": _("Alamat"),
        "village": _("Desa/kelurahan"),
        "purpose": _("Keperluan"),
        "activity": _("Nama kegiatan"),
        "subject": _("Perihal"),
        "note": _("Catatan"),
        "reason": _("Alasan"),
    }
    return labels.get(field.rpartition(".")[2], _("Isian ini"))


def _stripped(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if text.isascii() and text.isprintable():
        return text
    kept = (_kept(text, at) for at in range(len(text)))
    return "".join(kept)


def _kept(text: str, at: int) -> str:
    """The character at `at`, a space in its place, or nothing."""
    character = text[at]
    if character == "\n" or character.isalnum():
        return "" if character in _UNSEEN else character
    if character in (_ZWJ, _ZWNJ):
        return character if _is_needed_joiner(text, at) else ""
    if _is_variation_selector(character):
        return character if character in _PRESENTATION and _shapes_a_symbol(text, at) else ""
    if character in _UNSEEN or _is_noncharacter(character):
        return ""
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    return character if category[0] in _SEEN[0] or category in _SEEN[1] else ""


def _is_noncharacter(character: str) -> bool:
    return ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _neighbours(text: str, at: int) -> tuple[str, str]:
    return text[at - 1] if at else "", text[at + 1] if at + 1 < len(text) else ""


def _is_needed_joiner(text: str, at: int) -> bool:
    """After a virama and before a letter (RFC 5892, A.1 and A.2), or ZWJ between two emoji."""
    before, after = _neighbours(text, at)
    if not before or not after:
        return False
    if unicodedata.combining(before) == _VIRAMA:
        return after.isalpha()
    is_emoji_before = _is_symbol(before) or before == "\ufe0f" or before in _SKIN_TONES
    return text[at] == _ZWJ and is_emoji_before and _is_symbol(after)


def _is_symbol(character: str) -> bool:
    """A pictograph; emoji younger than this Python's Unicode tables are unassigned to it."""
    return unicodedata.category(character) in ("So", "Cn")


def _shapes_a_symbol(text: str, at: int) -> bool:
    before, after = _neighbours(text, at)
    if not before:
        return False
    return (
        after == _KEYCAP
        or _is_symbol(before)
        or before in "‼⁉↔〰〽©®"
        or unicodedata.category(before) == "Sm"
    )


def fold(text: str) -> str:
    """The search key of `text`: lower case, no accents, words parted by single spaces.

    Apostrophes inside a word vanish (Jum'at, Ma'ruf), other punctuation parts words. Balinese letters keep
    their vowel signs.
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = _APOSTROPHES.sub("", _LATIN_MARKS.sub("", text))
    kept = (
        character if unicodedata.category(character)[0] in "LNM" else _gap(character) for character in text
    )
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def _gap(character: str) -> str:
    """Format characters (a Balinese joiner) part no words; everything else does."""
    return "" if unicodedata.category(character) == "Cf" else " "


# Birth order, caste and courtesy: shared by half the island, so they tell no two people apart.
_COMMON = """
i ni wayan made nyoman ketut gede luh putu kadek komang ida bagus ayu anak agung gusti dewa desak ngurah
cokorda
gde nengah iluh istri sagung sang sayu ngakan jero jro tjokorda cok tjok dayu bgs pt wy kd md nym nyn
km kmg kt gd gst dw dsk ngr
bapak pak ibu bu sdr sdri saudara saudari drs dra dr ir prof h hj
"""
_COMMON_WORDS = frozenset(_COMMON.split())


def distinctive(name: str) -> tuple[str, ...]:
    """The folded words of `name` that tell its bearer apart; empty for I Wayan Putu.

    Left out: Balinese birth-order and title words with their usual abbreviations, single letters, and
    whatever follows a comma (academic degrees).
    """
    words = fold(name.partition(",")[0]).split()
    return tuple(word for word in words if word not in _COMMON_WORDS and len(word) > 1)


def initials(name: str) -> str:
    """`name` for a screen others can read: I Wayan Contoh is "I W. C."; what follows a comma is left out."""
    words = _WORDS.findall(name.partition(",")[0].replace(".", ". "))
    return " ".join(word if word == "I" else _first_letter(word) + "." for word in words)


def _first_letter(word: str) -> str:
    """The first letter with its signs: a Balinese letter is not shown without its vowel."""
    end = 1
    while end < len(word) and unicodedata.category(word[end]) in ("Mn", "Mc"):
        end += 1
    return word[:end].upper()


def masked_nik(nik: str) -> str:
    """`nik` with all but its last four digits hidden; all of it where it is too short to be one."""
    shown = nik[-4:] if len(nik) > 8 else ""
    return "•" * (len(nik) - len(shown)) + shown
