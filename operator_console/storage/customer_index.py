"""Finding without reading: keyed tags of what a customer is found by, and references that name them in the log."""

import hashlib
import hmac
from typing import Final

from operator_console.domain.ids import ClientId, CustomerRef, FieldName
from operator_console.storage.keys import joined

TAG_LENGTH: Final = 12
"""Bytes of a tag: among a million terms the chance that any two meet is below 10^-16."""
REF_LENGTH: Final = 16


class CustomerIndex:
    """Makes tags and references; without the keys neither can be told from noise."""

    def __init__(self, index_key: bytes, reference_key: bytes) -> None:
        self._index_key = index_key
        self._reference_key = reference_key

    def tag(self, client: ClientId, name: FieldName, term: str) -> bytes:
        """Return the tag of a field's canonical form, for one client: the same term of another client differs."""
        return _keyed(self._index_key, joined("term/1", client, name, term), TAG_LENGTH)

    def reference(self, client: ClientId, number: str) -> bytes:
        """Return the 16 bytes by which the log names the customer with this canonical number."""
        return _keyed(self._reference_key, joined("customer/1", client, number), REF_LENGTH)


def written(reference: bytes) -> CustomerRef:
    """Return a reference as the log writes it: 32 hexadecimal digits."""
    return CustomerRef(reference.hex())


def _keyed(key: bytes, content: bytes, length: int) -> bytes:
    return hmac.digest(key, content, hashlib.sha256)[:length]
