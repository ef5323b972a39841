"""The log's first key, sealed to those who may check every seal of the log; the vault itself forgets it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.folder import LOG_ANCHOR
from operator_console.storage.keys import joined
from operator_console.storage.private_files import replace_private
from operator_console.storage.recovery import public_half, seal_to, unseal_with
from operator_console.storage.sealed_json import code_of, packed, unpacked

FORMAT: Final = 1


def write_anchor(
    folder: Path, log_id: bytes, first_key: bytes, recipients: Mapping[str, bytes], seal_key: bytes
) -> None:
    """Seal the key once for each recipient: what they are (``recovery``) to their 32-byte public key."""
    body = {
        "format": FORMAT,
        "log": log_id.hex(),
        "recipients": [
            {"kind": kind, "public": public.hex(), "sealed": seal_to(public, first_key, _context(log_id)).hex()}
            for kind, public in recipients.items()
        ],
    }
    replace_private(folder / LOG_ANCHOR, packed(body, vault=code_of(seal_key, body)))


def first_key_with(folder: Path, seed: bytes) -> bytes:
    """Return the log's first key; refuses with ``RECOVERY_WRONG`` when it was not sealed to this recovery key."""
    body, _ = unpacked(folder / LOG_ANCHOR, FORMAT)
    try:
        log_id, own = bytes.fromhex(body["log"]), public_half(seed).hex()
        for recipient in body["recipients"]:
            if recipient["public"] == own:
                return unseal_with(seed, bytes.fromhex(recipient["sealed"]), _context(log_id))
    except (KeyError, TypeError, ValueError):
        raise Refusal(Code.VAULT_DAMAGED, file=LOG_ANCHOR) from None
    raise Refusal(Code.RECOVERY_WRONG, reason="key")


def _context(log_id: bytes) -> bytes:
    return joined("log anchor/1", log_id)
