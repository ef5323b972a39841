"""The recovery key: printed once, typed in by hand, opens what was sealed to its public half."""

import hashlib
import os
import unicodedata
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.keys import derive

SEED_LENGTH: Final = 16
"""128 bits, as strong as X25519 itself (RFC 7748 section 7): half as much to write down as the whole key."""
CHECK_LENGTH: Final = 4
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U."""
LETTERS: Final = 32
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def new_seed() -> bytes:
    """Return a new recovery key: 16 random bytes."""
    return os.urandom(SEED_LENGTH)


def printed(seed: bytes) -> str:
    """Return the key as people write it down: eight groups of four, the last bits being a check."""
    number = int.from_bytes(seed + _check(seed), "big")
    letters = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(LETTERS - 1, -1, -1))
    return "-".join(letters[start : start + 4] for start in range(0, LETTERS, 4))


def typed(code: str) -> bytes:
    """Return the key that was typed, forgiving case, spaces, hyphens, full-width letters, and O, I, L for 0, 1, 1.

    Refuses with ``RECOVERY_WRONG`` and ``reason="typing"`` when the check does not fit: a slip, not another key.
    """
    slip = Refusal(Code.RECOVERY_WRONG, reason="typing")
    letters = "".join(c for c in unicodedata.normalize("NFKC", code).upper() if c.isalnum())
    letters = letters.translate(str.maketrans("OIL", "011"))
    if len(letters) != LETTERS or any(c not in ALPHABET for c in letters):
        raise slip
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    content = number.to_bytes(SEED_LENGTH + CHECK_LENGTH, "big")
    seed = content[:SEED_LENGTH]
    if content[SEED_LENGTH:] != _check(seed):
        raise slip
    return seed


def public_half(seed: bytes) -> bytes:
    """Return the 32 bytes to which things are sealed."""
    return _private(seed).public_key().public_bytes_raw()


def seal_to(public: bytes, content: bytes, context: bytes) -> bytes:
    """Seal to a recovery key's public half (HPKE base mode, RFC 9180: X25519, HKDF-SHA256, AES-256-GCM)."""
    return _SUITE.encrypt(content, X25519PublicKey.from_public_bytes(public), info=context)


def unseal_with(seed: bytes, sealed: bytes, context: bytes) -> bytes:
    """Open what was sealed; refuses with ``RECOVERY_WRONG`` and ``reason="key"`` when it is another vault's key."""
    try:
        return _SUITE.decrypt(sealed, _private(seed), info=context)
    except (InvalidTag, ValueError):
        raise Refusal(Code.RECOVERY_WRONG, reason="key") from None


def _private(seed: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(derive(seed, "recovery/1"))


def _check(seed: bytes) -> bytes:
    return hashlib.sha256(b"operator-console/recovery check/1" + seed).digest()[:CHECK_LENGTH]
