"""Every key of a vault, each made from its parent for one purpose only."""

import os
import unicodedata
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from operator_console.process_walls import keep_in_memory

KEY_LENGTH: Final = 32
NONCE_LENGTH: Final = 12
"""NIST SP 800-38D, 96-bit nonces, drawn at random."""
SALT_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """What a guess at a password costs (RFC 9106): memory in KiB, passes, lanes."""

    memory_kib: int = 128 * 1024
    passes: int = 3
    lanes: int = 2


def derive(parent: bytes, purpose: str) -> bytes:
    """Return a key of 32 bytes made from its parent for one purpose (HKDF-SHA256, RFC 5869)."""
    info = b"operator-console/" + purpose.encode("ascii")
    key = HKDF(algorithm=hashes.SHA256(), length=KEY_LENGTH, salt=None, info=info).derive(parent)
    keep_in_memory(key)
    return key


def user_key(password: str, device_secret: bytes, salt: bytes, cost: Argon2Cost) -> bytes:
    """Return the key of a user's slot: the password alone, or the device secret alone, does not make it."""
    stretched = Argon2id(
        salt=salt,
        length=KEY_LENGTH,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(unicodedata.normalize("NFKC", password).encode("utf-8"))
    return derive(stretched + device_secret, "user/1")


def seal(key: bytes, content: bytes, context: bytes) -> bytes:
    """Return nonce and AES-256-GCM ciphertext; ``context`` is authenticated with it and not kept in it."""
    nonce = os.urandom(NONCE_LENGTH)
    return nonce + AESGCM(key).encrypt(nonce, content, context)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes | None:
    """Return what was sealed, or None when the key, the context or a bit of it is not what it was."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:], context)
    except (InvalidTag, ValueError):
        return None


def joined(*parts: str | bytes | int) -> bytes:
    """Return parts as bytes that no other parts give: each led by its length; numbers as eight bytes, big-endian."""
    return b"".join([_part(part) for part in parts])


def _part(part: str | bytes | int) -> bytes:
    if isinstance(part, int):
        part = part.to_bytes(8, "big", signed=True)
    elif isinstance(part, str):
        part = part.encode("utf-8")
    return len(part).to_bytes(4, "big") + part


@dataclass(frozen=True, slots=True, repr=False)
class VaultKeys:
    """The keys that grow from the vault's master key; they live in memory until the vault is locked."""

    master: bytes

    def __post_init__(self) -> None:
        keep_in_memory(self.master)

    @property
    def customers_database(self) -> bytes:
        """The raw key of customers.db."""
        return derive(self.master, "db/1")

    @property
    def field_wrap(self) -> bytes:
        """Wraps each customer's own key."""
        return derive(self.master, "fields/1")

    @property
    def index(self) -> bytes:
        """Makes the tags by which customers are found."""
        return derive(self.master, "index/1")

    @property
    def reference(self) -> bytes:
        """Makes the references by which the log names customers."""
        return derive(self.master, "reference/1")

    @property
    def rows(self) -> bytes:
        """Makes the sums over the rows of customers.db."""
        return derive(self.master, "rows/1")

    @property
    def log_database(self) -> bytes:
        """The raw key of log.db."""
        return derive(self.master, "log db/1")

    @property
    def rates_database(self) -> bytes:
        """The raw key of rates.db."""
        return derive(self.master, "rates db/1")

    @property
    def log_state(self) -> bytes:
        """Protects the log's key file."""
        return derive(self.master, "log state/1")

    @property
    def seal_of_files(self) -> bytes:
        """Authenticates vault.json and slots.json once the vault is open."""
        return derive(self.master, "files/1")
