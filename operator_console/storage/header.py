"""What can be known of a vault before it is opened: which one it is, how it is recovered, whether it is a demo."""

import hmac
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.folder import HEADER
from operator_console.storage.keys import derive
from operator_console.storage.private_files import replace_private
from operator_console.storage.sealed_json import code_fits, code_of, packed, unpacked

FORMAT: Final = 2
PLAIN_FORMAT: Final = 1
"""Of a Standalone vault's header, which has no mode: builds that know no other mode open it and nothing else."""
ID_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class Header:
    """vault.json. ``device_check`` tells a wrong device secret from a wrong password and gives away neither."""

    vault_id: bytes
    log_id: bytes
    demo: bool
    device_secret: str
    device_check: bytes
    recovery_public: bytes
    recovery_sealed: bytes
    mode: Mode = Mode.STANDALONE

    def write(self, folder: Path, seal_key: bytes) -> None:
        """Write it, durably, authenticated with a key from the vault's master key."""
        body: dict[str, Any] = {
            "format": PLAIN_FORMAT,
            "vault": self.vault_id.hex(),
            "log": self.log_id.hex(),
            "demo": self.demo,
            "device_secret": self.device_secret,
            "device_check": self.device_check.hex(),
            "recovery": {"public": self.recovery_public.hex(), "sealed": self.recovery_sealed.hex()},
        }
        if self.mode is not Mode.STANDALONE:
            body |= {"format": FORMAT, "mode": self.mode.value}
        replace_private(folder / HEADER, packed(body, vault=code_of(seal_key, body)))

    def require_device(self, secret: bytes) -> None:
        """Refuse a device secret that is not this vault's."""
        if not hmac.compare_digest(self.device_check, device_check(secret)):
            raise Refusal(Code.DEVICE_SECRET_WRONG)

    def require_mode(self, mode: Mode) -> None:
        """Refuse to serve a vault in another mode than its own; a demo has nothing to keep in."""
        if self.mode is not mode and not self.demo:
            raise Refusal(Code.MODE_WRONG, mode=self.mode.value)


def device_check(secret: bytes) -> bytes:
    """Return what a header keeps of a device secret."""
    return derive(secret, "device check/1")[:16]


def read_header(folder: Path) -> Header:
    """Read vault.json; refuses with ``VAULT_DAMAGED`` or ``VAULT_NEWER``."""
    body, _ = unpacked(folder / HEADER, FORMAT)
    try:
        return _header_of(body)
    except (KeyError, TypeError, ValueError):
        raise Refusal(Code.VAULT_DAMAGED, file=HEADER) from None


def require_authentic(folder: Path, seal_key: bytes) -> None:
    """Refuse a header that an open vault did not write."""
    body, codes = unpacked(folder / HEADER, FORMAT)
    if not code_fits(seal_key, body, codes.get("vault", "")):
        raise Refusal(Code.VAULT_DAMAGED, file=HEADER)


def _header_of(body: dict[str, Any]) -> Header:
    return Header(
        vault_id=bytes.fromhex(body["vault"]),
        log_id=bytes.fromhex(body["log"]),
        demo=bool(body["demo"]),
        device_secret=str(body["device_secret"]),
        device_check=bytes.fromhex(body["device_check"]),
        recovery_public=bytes.fromhex(body["recovery"]["public"]),
        recovery_sealed=bytes.fromhex(body["recovery"]["sealed"]),
        mode=Mode(body.get("mode", Mode.STANDALONE)),
    )
