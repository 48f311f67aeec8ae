"""Telephone numbers as people say and write them, kept as E.164; knows no person and calls nobody."""

from __future__ import annotations

import re
import unicodedata

from desk.errors import Refused
from desk.i18n import _

# Digits after the 0. `phonenumbers` calls made-up numbers such as 0812-0000-0000 invalid, and new ranges
# before its tables know them, so length decides and validity is never asked.
_MOBILE = re.compile(r"8\d{8,11}")
# Denpasar and Karangasem: five to eight digits behind the area code.
_BALI_LANDLINE = re.compile(r"(36[13])(\d{5,8})")
_OTHER_LANDLINE = re.compile(r"[2-79]\d{6,10}")
_WRITTEN = re.compile(r"\+?[\d ().\-/]+")
_DASHES = re.compile("[‐-―−]")


def normalised(text: str, *, field: str = "phone") -> str:
    """`text` as E.164 ("+6281200000000"); Refused where it is no telephone number.

    Taken: 0812…, 62…, +62…, 0062…, 812…, landlines with their area code, foreign numbers with +, and
    spaces, dots, dashes, brackets between the digits.
    """
    written = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()
    if not written:
        raise Refused(_("Nomor telepon belum diisi."), field=field)
    if not _WRITTEN.fullmatch(written):
        raise Refused(_("Nomor telepon hanya berisi angka, misalnya 0812-0000-0000."), field=field)
    international = _international(written)
    if international is None:
        raise Refused(_("Awali nomor telepon dengan 0, 62 atau +, misalnya 0812-0000-0000."), field=field)
    if international.startswith("62"):
        _check_indonesian(international[2:], field)
    else:
        _check_foreign(international, field)
    return "+" + international


def _international(written: str) -> str | None:
    """Country code and number, digits only; None where no country can be told."""
    digits = re.sub(r"\D", "", written)
    if digits.startswith("00"):
        written, digits = "+", digits[2:]
    if digits.startswith("62") and (written.startswith("+") or len(digits) >= 10):
        return "62" + digits[2:].removeprefix("0")  # +62 (0)812… is often written
    if written.startswith("+"):
        return digits
    if digits.startswith("0"):
        return "62" + digits[1:]
    return "62" + digits if digits.startswith("8") else None


def _check_indonesian(national: str, field: str) -> None:
    if national.startswith("8"):
        if not _MOBILE.fullmatch(national):
            raise Refused(_("Nomor ponsel terdiri atas 10–13 angka, misalnya 0812-0000-0000."), field=field)
    elif national.startswith(("361", "363")):
        if not _BALI_LANDLINE.fullmatch(national):
            sentence = _("Nomor telepon rumah terdiri atas kode {area} dan 5–8 angka.")
            raise Refused(sentence.format(area="0" + national[:3]), field=field)
    elif not _OTHER_LANDLINE.fullmatch(national):
        raise Refused(_("Nomor telepon ini tidak lengkap atau terlalu panjang."), field=field)


def _check_foreign(international: str, field: str) -> None:
    import phonenumbers

    try:
        number = phonenumbers.parse("+" + international)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refused(_("Nomor telepon luar negeri ini tidak lengkap atau terlalu panjang."), field=field)


def shown(e164: str) -> str:
    """A normalised number as the office writes it: 0812-0000-0000, 0363-12345, +61 412 345 678."""
    national = e164.removeprefix("+62")
    if national == e164:
        return _foreign_shown(e164)
    landline = _BALI_LANDLINE.fullmatch(national)
    if landline:
        return f"0{landline[1]}-{landline[2]}"
    if not _MOBILE.fullmatch(national):
        return "0" + national
    rest = national[3:]
    cut = 3 if len(rest) == 6 else 4
    return f"0{national[:3]}-{rest[:cut]}-{rest[cut:]}"


def _foreign_shown(e164: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def last_three(e164: str) -> str:
    """What tells two bearers of one name apart on a screen others can read."""
    return e164[-3:]
