"""The device secret: half of every user's key, kept by the machine and never beside the vault's files."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.keyrings import Keyring
from operator_console.storage.private_files import FOLDER_MODE, read_private, refusing_files, replace_private

LENGTH: Final = 32
CREDENTIAL: Final = "device-secret"
"""The name under which the service manager hands it over."""
BESIDE: Final = "device_secret"
"""The name of the file inside a demo's folder, which has nothing to protect and must be movable."""


def new_secret() -> bytes:
    """Return 32 random bytes."""
    return os.urandom(LENGTH)


class SecretPlace(Protocol):
    """Where one vault's device secret is kept."""

    def load(self) -> bytes | None:
        """Return it, or None when it is missing."""

    def fresh(self) -> bytes:
        """Return what a vault that is made or recovered is to keep here."""

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

    def fresh(self) -> bytes:
        """Return a new one."""
        return new_secret()

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

    def fresh(self) -> bytes:
        """Return a new one."""
        return new_secret()

    def save(self, secret: bytes) -> None:
        """Keep it, in place of an older one."""
        with refusing_files(self._path):
            self._path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        replace_private(self._path, secret.hex().encode("ascii"))

    def forget(self) -> None:
        """Remove it, where there is one."""
        with refusing_files(self._path):
            self._path.unlink(missing_ok=True)


class InCredential:
    """Handed to this process by its service manager (systemd.exec(5), LoadCredential=), which alone can change it."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def load(self) -> bytes | None:
        """Return it, or None when it was not handed over. Refuses what is no regular file of 32 bytes."""
        if self._folder is None:
            return None
        path = self._folder / CREDENTIAL
        try:
            found = os.lstat(path)
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(found.st_mode) or found.st_size != LENGTH:
            raise Refusal(Code.CREDENTIAL_BAD, name=CREDENTIAL)
        with refusing_files(path):
            return read_private(path, LENGTH)

    def fresh(self) -> bytes:
        """Return the one that was handed over; none is ever made here."""
        secret = self.load()
        if secret is None:
            raise Refusal(Code.CREDENTIAL_SEALED)
        return secret

    def save(self, secret: bytes) -> None:
        """Refuse any other than the one that is there."""
        if self.load() != secret:
            raise Refusal(Code.CREDENTIAL_SEALED)

    def forget(self) -> None:
        """Leave it: the ``guard`` command takes it away."""


class SecretPlaces:
    """Finds the place of a vault's device secret. ``keyring`` is only called where a keyring is asked for.

    ``credentials`` is the folder in which a service manager hands secrets over; only a service has one.
    """

    def __init__(self, keyring: Callable[[], Keyring], files: Path, credentials: Path | None = None) -> None:
        self._keyring = keyring
        self._files = files
        self._credentials = credentials

    def kind_for(self, wanted: str) -> str:
        """Return the kind of place for a new secret: a credential wherever one is handed over, else as wanted."""
        handed = self._credentials is not None and (self._credentials / CREDENTIAL).exists()
        return "credential" if handed else wanted

    def of(self, kind: str, vault_id: bytes, folder: Path, *, demo: bool) -> SecretPlace:
        """Return the place. ``kind`` is ``keyring``, ``file`` or ``credential``; refuses when there is no keyring."""
        if kind == "keyring":
            return InKeyring(self._keyring(), vault_id)
        if kind == "credential":
            return InCredential(self._credentials)
        if kind != "file":
            raise Refusal(Code.VAULT_DAMAGED, file="vault.json")
        return InFile(folder / BESIDE if demo else self._files / vault_id.hex())


def _secret_of(text: str | None) -> bytes | None:
    try:
        secret = bytes.fromhex(text or "")
    except ValueError:
        return None
    return secret if len(secret) == LENGTH else None
