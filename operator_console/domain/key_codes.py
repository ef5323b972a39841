"""A public key as people hand it to each other: fourteen groups of four characters, in which no slip goes unseen."""

from hashlib import sha256
from typing import Final
from unicodedata import normalize

from operator_console.domain.refusals import Code, Refusal

KEY_BYTES: Final = 32
CHECK_BYTES: Final = 3
LETTERS: Final = 56
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U."""


def printed_key(public: bytes) -> str:
    """Return 32 bytes as a code."""
    number = int.from_bytes(public + _check(public), "big")
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LETTERS)))
    return "-".join(letters[low : low + 4] for low in range(0, LETTERS, 4))


def typed_key(code: str) -> bytes:
    """Return the 32 bytes of a code, forgiving case, width, spaces, hyphens, and O, I, L for 0, 1, 1.

    Refuses with ``AUDITOR_KEY_WRONG`` what is not such a code.
    """
    letters = "".join(c for c in normalize("NFKC", code).upper() if c.isalnum()).translate(str.maketrans("OIL", "011"))
    if len(letters) != LETTERS or any(letter not in ALPHABET for letter in letters):
        raise Refusal(Code.AUDITOR_KEY_WRONG)
    number = sum(ALPHABET.index(letter) << 5 * place for place, letter in enumerate(reversed(letters)))
    content = number.to_bytes(KEY_BYTES + CHECK_BYTES, "big")
    if content[KEY_BYTES:] != _check(content[:KEY_BYTES]):
        raise Refusal(Code.AUDITOR_KEY_WRONG)
    return content[:KEY_BYTES]


def _check(public: bytes) -> bytes:
    return sha256(b"operator-console/public key/1" + public).digest()[:CHECK_BYTES]
