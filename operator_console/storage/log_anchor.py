"""The log's first key, sealed to those who may check every seal of the log; the vault itself forgets it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.folder import LOG_ANCHOR
from operator_console.storage.keys import joined
from operator_console.storage.private_files import replace_private
from operator_console.storage.recovery import public_half, seal_to, unseal_with
from operator_console.storage.sealed_json import code_fits, code_of, packed, unpacked
from operator_console.storage.turns import Turn

FORMAT: Final = 1
RECOVERY: Final = "recovery"
AUDITOR: Final = "auditor"
TURN: Final = "log_anchor.lock"

Recipient = tuple[str, bytes]
"""What they are (:data:`RECOVERY`, :data:`AUDITOR`) and their 32-byte public key."""


class LogAnchor:
    """The file of an open vault. Refuses with ``VAULT_DAMAGED`` one that no open vault wrote."""

    def __init__(self, folder: Path, log_id: bytes, seal_key: bytes) -> None:
        self._folder = folder
        self._log_id = log_id
        self._seal_key = seal_key

    def auditors(self) -> list[bytes]:
        """Return the public keys of the auditors, in the order in which they were added."""
        return [bytes.fromhex(each["public"]) for each in self.sealed() if each["kind"] == AUDITOR]

    def sealed(self) -> list[dict[str, str]]:
        """Return what is sealed to whom: ``kind``, ``public`` and ``sealed``, the last two in hexadecimal."""
        body, codes = unpacked(self._folder / LOG_ANCHOR, FORMAT)
        if not code_fits(self._seal_key, body, codes.get("vault", "")):
            raise Refusal(Code.VAULT_DAMAGED, file=LOG_ANCHOR)
        try:
            return [{name: str(each[name]) for name in ("kind", "public", "sealed")} for each in body["recipients"]]
        except (KeyError, TypeError):
            raise Refusal(Code.VAULT_DAMAGED, file=LOG_ANCHOR) from None

    def add(self, public: bytes, first_key: bytes) -> None:
        """Seal the first key to one more auditor; one who is there already stays."""
        with Turn(self._folder / TURN).taken():
            if public not in self.auditors():
                self._write([*self.sealed(), _sealed((AUDITOR, public), first_key, self._log_id)])

    def _write(self, recipients: list[dict[str, str]]) -> None:
        body: dict[str, Any] = {"format": FORMAT, "log": self._log_id.hex(), "recipients": recipients}
        replace_private(self._folder / LOG_ANCHOR, packed(body, vault=code_of(self._seal_key, body)))


def write_anchor(
    folder: Path, log_id: bytes, first_key: bytes, recipients: Sequence[Recipient], seal_key: bytes
) -> None:
    """Seal the key once for each recipient."""
    LogAnchor(folder, log_id, seal_key)._write([_sealed(each, first_key, log_id) for each in recipients])


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


def _sealed(recipient: Recipient, first_key: bytes, log_id: bytes) -> dict[str, str]:
    kind, public = recipient
    return {"kind": kind, "public": public.hex(), "sealed": seal_to(public, first_key, _context(log_id)).hex()}


def _context(log_id: bytes) -> bytes:
    return joined("log anchor/1", log_id)
