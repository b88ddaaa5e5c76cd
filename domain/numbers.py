"""Numbers that people read out: case numbers, pseudonyms, receipts. None tells how many there are."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

SIZE = 10_000_000
_ALPHABET = "ACDEFHJKLMNPQRTUVWXY34679"
_HALF = 3163  # the square of it is a little more than SIZE
_ROUNDS = 4


def case_number(key: bytes, identifier: int) -> str:
    """The number of the case with this identifier, such as `482-9137`.

    A keyed permutation of 0 to 9,999,999 (a Feistel network with cycle walking): no two cases share a number, and
    nobody can tell from numbers how many cases there are or which came first.
    """
    value = identifier % SIZE
    while True:
        value = _permute(key, value)
        if value < SIZE:
            return f"{value // 10_000:03d}-{value % 10_000:04d}"


def read_number(text: str) -> str | None:
    """The first case number in a text, however its digits and its dash are written; None if there is none.

    Full-width digits and spaces, a missing dash and the character 一 in place of one are read as well.
    """
    plain = unicodedata.normalize("NFKC", text)
    found = re.search(r"(?<![0-9])([0-9]{3})\s?[-‐‑–—−一]?\s?([0-9]{4})(?![0-9])", plain)
    return f"{found.group(1)}-{found.group(2)}" if found else None


def pseudonym(random_bytes: bytes) -> str:
    """Three signs without look-alikes, such as `K7Q`. Not unique; 8 random bytes make all of them equally likely."""
    number = int.from_bytes(random_bytes, "big")
    signs = []
    for _place in range(3):
        number, place = divmod(number, len(_ALPHABET))
        signs.append(_ALPHABET[place])
    return "".join(signs)


def receipt(random_bytes: bytes) -> str:
    """Sixteen digits in groups of four. At least 8 random bytes are needed."""
    digits = f"{int.from_bytes(random_bytes, 'big') % 10**16:016d}"
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


def read_receipt(text: str) -> str | None:
    """The sixteen digits of a receipt without spaces, however they were typed; None if they are not sixteen."""
    digits = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text))
    return digits if re.fullmatch(r"[0-9]{16}", digits) else None


def _permute(key: bytes, value: int) -> int:
    left, right = divmod(value, _HALF)
    for turn in range(_ROUNDS):
        digest = hmac.new(key, f"{turn}:{right}".encode(), hashlib.sha256).digest()
        left, right = right, (left + int.from_bytes(digest[:8], "big")) % _HALF
    return left * _HALF + right
