"""What binds an entry to the one before it and to a key that is gone by now.

The hash is SHA-256 (FIPS 180-4), the keyed hash BLAKE2b (RFC 7693) with its ``person`` parameter as the purpose, so
that no two uses of a key can be taken for one another.
"""

from hashlib import blake2b, sha256
from typing import Final

GENESIS: Final = bytes(32)
"""The previous head of the first entry."""
KEY_BYTES: Final = 32


def head(record: bytes) -> bytes:
    """Return the 32 bytes by which the next entry names this one."""
    return sha256(record).digest()


def next_key(key: bytes) -> bytes:
    """Return the log key that follows this one; there is no way back. 32 bytes in, 32 bytes out."""
    return blake2b(key, digest_size=KEY_BYTES, person=b"evolve").digest()


def next_signer(seed: bytes) -> bytes:
    """Return the seed of the checkpoint key (Ed25519) that follows this one; there is no way back. 32 bytes each."""
    return blake2b(seed, digest_size=KEY_BYTES, person=b"signer").digest()


def answer(key: bytes, nonce: bytes, entries: int, head: bytes) -> bytes:
    """Return what only whoever has the present log key can answer to a challenge; 32 bytes."""
    answering = blake2b(key, digest_size=KEY_BYTES, person=b"challenge").digest()
    return blake2b(nonce + entries.to_bytes(8, "big") + head, key=answering, digest_size=32).digest()


def mac(key: bytes, record: bytes) -> bytes:
    """Return the 32-byte seal of a record under the log key of its turn."""
    sealing = blake2b(key, digest_size=KEY_BYTES, person=b"seal").digest()
    return blake2b(record, key=sealing, digest_size=32).digest()
