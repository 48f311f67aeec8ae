"""The code under the QR of every tanda terima (NFJFY-TYW1-SD9B); knows no request and no office key's home.

13 symbols of Crockford's base 32 in groups of 5-4-4: nine random (45 bits), three of an HMAC-SHA256 of those
nine under the office key (15 bits), one check symbol: the sum over GF(32) of the others, each times its own
power of a primitive element. All weights differ and none is zero, so any one wrong symbol and any two
swapped ones are noticed.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I L O U
SCAN_PREFIX = "D1:"  # what the QR holds where the office has no public address

_RANDOM, _SIGNED, _LENGTH = 9, 12, 13
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_READ_AS = str.maketrans("OIL", "011")
_POLYNOMIAL = 0b100101  # x⁵ + x² + 1
_SEPARATORS = re.compile(r"[\s.\-‐-―−_]+")
_PAYLOAD = re.compile(r"d1:|https?:", re.IGNORECASE)
_GROUPS = re.compile(r"([0-9A-Za-z]{4,6})[.\-‐-―−]([0-9A-Za-z]{3,5})[.\-‐-―−]([0-9A-Za-z]{3,5})")
_SPACED = re.compile(r"[0-9A-Za-z]{5} [0-9A-Za-z]{4} [0-9A-Za-z]{4}")
_SYMBOLS = re.compile(r"[0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says by its shape and check symbol alone.

    "malformed": not 13 symbols, `code` is None. "mistyped": the check symbol does not fit. "well-formed":
    worth asking `is_signed` and then the database.
    """

    code: str | None
    state: Literal["malformed", "mistyped", "well-formed"]


def make(key: bytes, random_bits: Callable[[int], int] = secrets.randbits) -> str:
    """A new code under the office key; whether it is new the database says (UNIQUE, draw again)."""
    bits = random_bits(5 * _RANDOM)
    drawn = "".join(ALPHABET[bits >> 5 * at & 31] for at in reversed(range(_RANDOM)))
    unchecked = drawn + _signature(drawn, key)
    return _grouped(unchecked + _check_symbol(unchecked))


def read(text: str) -> Reading:
    """Read a typed code: any case, O as 0, I and L as 1; spaces, dashes and dots do not count.

    A QR's whole payload (D1:… or an address) is read like a scan.
    """
    if _PAYLOAD.match(text.strip()):
        return from_scan(text)
    return _reading(_SEPARATORS.sub("", text))


def from_scan(text: str) -> Reading:
    """Read what a scanner typed: the code is its last 13 letters and digits, whatever stands between them.

    A scanner set to another keyboard than the computer gives D1>NFJFYßTYW1ßSD9B or ends in a stray slash;
    the office's own address, if any, stands before the code.
    """
    found = [symbol for symbol in text if symbol.isascii() and symbol.isalnum()]
    return _reading("".join(found[-_LENGTH:]))


def _reading(symbols: str) -> Reading:
    symbols = symbols.upper().translate(_READ_AS)
    if len(symbols) != _LENGTH or not _VALUES.keys() >= set(symbols):
        return Reading(None, "malformed")
    fits = _check_symbol(symbols[:_SIGNED]) == symbols[_SIGNED]
    return Reading(_grouped(symbols), "well-formed" if fits else "mistyped")


def is_signed(code: str, keys: Iterable[bytes]) -> bool:
    """Did this office make `code` (as in `Reading.code`)? Old keys stay valid; none fits: foreign."""
    symbols = code.replace("-", "")
    drawn, signature = symbols[:_RANDOM], symbols[_RANDOM:_SIGNED]
    return any(hmac.compare_digest(_signature(drawn, key), signature) for key in keys)


def looks_like_code(text: str) -> bool:
    """Was a code meant, though perhaps a wrong one, rather than a name, a number or a booking?

    Yes for a QR's payload; for three groups of about 5-4-4 letters and digits parted by dashes or dots; for
    exactly 5, 4 and 4 parted by single spaces; for 13 in one word. All but the first need a digit and a
    letter (telephone numbers and NIP have no letter, names no digit), or a check symbol that fits: one code
    in 140 has no digit.
    """
    text = text.strip()
    if _PAYLOAD.match(text):
        return True
    is_one_word = len(text) == _LENGTH and _SYMBOLS.fullmatch(text)
    if not (_GROUPS.fullmatch(text) or _SPACED.fullmatch(text) or is_one_word):
        return False
    symbols = _SEPARATORS.sub("", text)
    if not any(symbol.isalpha() for symbol in symbols):
        return False
    return any(symbol.isdigit() for symbol in symbols) or read(text).state == "well-formed"


def _grouped(symbols: str) -> str:
    return f"{symbols[:5]}-{symbols[5:9]}-{symbols[9:]}"


def _signature(drawn: str, key: bytes) -> str:
    digest = hmac.new(key, drawn.encode(), hashlib.sha256).digest()
    bits = int.from_bytes(digest[:2]) >> 1
    return ALPHABET[bits >> 10] + ALPHABET[bits >> 5 & 31] + ALPHABET[bits & 31]


def _product(one: int, other: int) -> int:
    """The product in GF(32)."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & 32:
            one ^= _POLYNOMIAL
        other >>= 1
    return product


def _weights() -> tuple[int, ...]:
    """The first twelve powers of x; the check symbol's own weight is 1, its zeroth."""
    weights = [2]
    while len(weights) < _SIGNED:
        weights.append(_product(weights[-1], 2))
    return tuple(weights)


_TIMES = tuple(tuple(_product(weight, value) for value in range(32)) for weight in _weights())


def _check_symbol(symbols: str) -> str:
    total = 0
    for times, symbol in zip(_TIMES, symbols, strict=True):
        total ^= times[_VALUES[symbol]]
    return ALPHABET[total]
