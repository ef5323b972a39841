"""Each customer has a key of their own, and each field is sealed by itself, at a length that says little."""

import os
from typing import Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.folder import CUSTOMERS
from operator_console.storage.keys import KEY_LENGTH, joined, seal, unseal

SMALLEST: Final = 32
"""Bytes of the smallest sealed value; longer ones take the next power of two."""
LENGTH_BYTES: Final = 4


class Envelope:
    """Seals and opens the fields of one customer; ``ref`` binds every seal to them."""

    def __init__(self, key: bytes, ref: bytes) -> None:
        self._key = key
        self._ref = ref

    def seal_memo(self, memo: int, written: str, text: str) -> bytes:
        """Return a memo's text sealed for this customer, number and time."""
        return seal(self._key, padded(text.encode("utf-8")), joined("memo/1", self._ref, memo, written))

    def open_memo(self, memo: int, written: str, sealed: bytes) -> str:
        """Return the text; refuses with ``VAULT_DAMAGED`` when it was not sealed for this very place."""
        return _opened(self._key, sealed, joined("memo/1", self._ref, memo, written))

    def seal(self, name: str, version: int, value: str) -> bytes:
        """Return a field's value sealed for this customer, field and version."""
        return seal(self._key, padded(value.encode("utf-8")), self._context(name, version))

    def open(self, name: str, version: int, sealed: bytes) -> str:
        """Return the value; refuses with ``VAULT_DAMAGED`` when it was not sealed for this very place."""
        return _opened(self._key, sealed, self._context(name, version))

    def _context(self, name: str, version: int) -> bytes:
        return joined("field/1", self._ref, name, version)


def _opened(key: bytes, sealed: bytes, context: bytes) -> str:
    content = unseal(key, sealed, context)
    if content is None:
        raise Refusal(Code.VAULT_DAMAGED, file=CUSTOMERS)
    return unpadded(content).decode("utf-8")


class Envelopes:
    """Makes and opens customers' keys under the vault's field key."""

    def __init__(self, wrap_key: bytes) -> None:
        self._wrap_key = wrap_key

    def new(self, ref: bytes) -> tuple[Envelope, bytes]:
        """Return an envelope for a new customer, and its key wrapped for keeping."""
        key = os.urandom(KEY_LENGTH)
        return Envelope(key, ref), seal(self._wrap_key, key, joined("customer key/1", ref))

    def of(self, ref: bytes, wrapped: bytes) -> Envelope:
        """Return a customer's envelope; refuses with ``VAULT_DAMAGED`` when the key is another's."""
        key = unseal(self._wrap_key, wrapped, joined("customer key/1", ref))
        if key is None:
            raise Refusal(Code.VAULT_DAMAGED, file=CUSTOMERS)
        return Envelope(key, ref)


def padded(content: bytes) -> bytes:
    """Return the content led by its length and filled up with zeros to a power of two."""
    whole = len(content).to_bytes(LENGTH_BYTES, "big") + content
    return whole.ljust(max(SMALLEST, 1 << (len(whole) - 1).bit_length()), b"\0")


def unpadded(whole: bytes) -> bytes:
    """Return the content of :func:`padded`."""
    length = int.from_bytes(whole[:LENGTH_BYTES], "big")
    return whole[LENGTH_BYTES : LENGTH_BYTES + length]
