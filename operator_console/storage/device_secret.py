"""The device secret: half of every user's key, kept by the machine and never beside the vault's files."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.keyrings import Keyring
from operator_console.storage.private_files import FOLDER_MODE, read_private, refusing_files, replace_private

LENGTH: Final = 32
BESIDE: Final = "device_secret"
"""The name of the file inside a demo's folder, which has nothing to protect and must be movable."""


def new_secret() -> bytes:
    """Return 32 random bytes."""
    return os.urandom(LENGTH)


class SecretPlace(Protocol):
    """Where one vault's device secret is kept."""

    def load(self) -> bytes | None:
        """Return it, or None when it is missing."""

    def save(self, secret: bytes) -> None:
        """Keep it, in place of an older one."""

    def forget(self) -> None:
        """Remove it, where there is one."""


class InKeyring:
    """In the operating system's keyring."""

    def __init__(self, keyring: Keyring, vault_id: bytes) -> None:
        self._keyring = keyring
        self._entry = vault_id.hex()

    def load(self) -> bytes | None:
        """Return it, or None when it is missing."""
        return _secret_of(self._keyring.get(self._entry))

    def save(self, secret: bytes) -> None:
        """Keep it, in place of an older one; it has been read back when this returns."""
        self._keyring.put(self._entry, secret.hex())

    def forget(self) -> None:
        """Remove it, where there is one."""
        self._keyring.drop(self._entry)


class InFile:
    """In a file of mode 0600: weaker, for machines without a keyring and for service accounts."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> bytes | None:
        """Return it, or None when it is missing. Refuses a file that cannot be read."""
        with refusing_files(self._path):
            if not self._path.exists():
                return None
            return _secret_of(read_private(self._path, 2 * LENGTH).decode("ascii", "replace"))

    def save(self, secret: bytes) -> None:
        """Keep it, in place of an older one."""
        with refusing_files(self._path):
            self._path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        replace_private(self._path, secret.hex().encode("ascii"))

    def forget(self) -> None:
        """Remove it, where there is one."""
        with refusing_files(self._path):
            self._path.unlink(missing_ok=True)


class SecretPlaces:
    """Finds the place of a vault's device secret. ``keyring`` is only called where a keyring is asked for."""

    def __init__(self, keyring: Callable[[], Keyring], files: Path) -> None:
        self._keyring = keyring
        self._files = files

    def of(self, kind: str, vault_id: bytes, folder: Path, *, demo: bool) -> SecretPlace:
        """Return the place. ``kind`` is ``keyring`` or ``file``; refuses when there is no keyring."""
        if kind == "keyring":
            return InKeyring(self._keyring(), vault_id)
        if kind != "file":
            raise Refusal(Code.VAULT_DAMAGED, file="vault.json")
        return InFile(folder / BESIDE if demo else self._files / vault_id.hex())


def _secret_of(text: str | None) -> bytes | None:
    try:
        secret = bytes.fromhex(text or "")
    except ValueError:
        return None
    return secret if len(secret) == LENGTH else None
