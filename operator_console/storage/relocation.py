"""What it takes to carry a vault to another place and mode: its files, proof that they are whole, its new header."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from operator_console.domain.ids import UserName
from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.secret import Secret
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.folder import (
    CUSTOMERS,
    LOCK,
    LOG,
    OPENED,
    PROBE,
    STAGED,
    FolderLock,
    beside,
    put_in_place,
)
from operator_console.storage.header import read_header, require_authentic
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.presence import FOLDER as LIVE
from operator_console.storage.presence import Presence
from operator_console.storage.private_files import refusing_files
from operator_console.storage.sessions import Session
from operator_console.storage.slots import SlotsFile
from operator_console.storage.sqlcipher import require_whole_pages
from operator_console.storage.vault import Opening, Vault, open_vault

_OF_A_PROCESS: Final = frozenset({LOCK, OPENED, PROBE, LIVE, STAGED})
_LOCKS: Final = (".lock", ".door", ".floor")
_UNFINISHED: Final = ("-wal", "-shm", "-journal", ".new")


@dataclass(frozen=True, slots=True)
class Look:
    """What a header says of a vault; nothing here has been authenticated yet."""

    vault_id: str
    mode: Mode
    device_secret: str
    demo: bool


def look(folder: Path) -> Look | None:
    """Return what the header says, or None where there is no vault."""
    try:
        header = read_header(folder)
    except Refusal:
        with refusing_files(folder / CUSTOMERS):
            if (folder / CUSTOMERS).exists():
                raise
        return None
    return Look(header.vault_id.hex(), header.mode, header.device_secret, header.demo)


def files_to_move(folder: Path) -> list[str]:
    """Return the names of a closed vault's files. Refuses ``MOVE_SOURCE_BAD`` for what a closed vault does not have."""
    names = []
    with refusing_files(folder):
        for path in sorted(folder.iterdir()):
            if path.name in _OF_A_PROCESS or path.name.endswith(_LOCKS):
                continue
            unfinished = path.name.endswith(_UNFINISHED)
            if path.is_symlink() or not path.is_file() or (unfinished and path.stat().st_size):
                raise Refusal(Code.MOVE_SOURCE_BAD, file=path.name)
            if not unfinished:
                names.append(path.name)
    return names


def opening_of(folder: Path, secret: bytes, user: UserName, password: Secret[str]) -> Opening:
    """Return what opens the vault, or refuse ``SIGN_IN_WRONG``; the header is authentic when this returns."""
    header = read_header(folder)
    header.require_device(secret)
    slot = SlotsFile(folder, header.vault_id).read(secret).by_user.get(user)
    master = slot.opened(header.vault_id, password, secret) if slot else None
    if master is None:
        raise Refusal(Code.SIGN_IN_WRONG)
    opening = Opening(folder, header, secret, master, Argon2Cost())
    require_authentic(folder, opening.keys.seal_of_files)
    return opening


def require_whole(opening: Opening) -> None:
    """Refuse with ``VAULT_DAMAGED`` when a page of either database is not as it was sealed."""
    keys = opening.keys
    for name, key in ((CUSTOMERS, keys.customers_database), (LOG, keys.log_database)):
        require_whole_pages(opening.folder / name, key)


def belonging(opening: Opening, mode: Mode, device_secret: str) -> Opening:
    """Write into the header to which mode the vault belongs from now on, and where its device secret is."""
    header = replace(opening.header, mode=mode, device_secret=device_secret)
    header.write(opening.folder, opening.keys.seal_of_files)
    return replace(opening, header=header)


def opened(opening: Opening) -> tuple[Vault, FolderLock]:
    """Open it where it lies, whatever its mode, alone."""
    lock = FolderLock(opening.folder)
    try:
        return open_vault(opening, Session(Presence(None), None)), lock
    except BaseException:
        lock.release()
        raise


def appear(folder: Path, vault_id: str, mode: Mode) -> None:
    """Give the finished copy its name. Refuses ``MOVE_INTERRUPTED`` when there is no finished copy of this vault."""
    staging = beside(folder)
    there = look(staging)
    if there is None or (there.vault_id, there.mode) != (vault_id, mode):
        raise Refusal(Code.MOVE_INTERRUPTED)
    put_in_place(staging, folder)


def secret_at(places: SecretPlaces, kind: str, vault_id: str, folder: Path) -> bytes:
    """Return the device secret that is kept in a place, or refuse ``DEVICE_SECRET_MISSING``."""
    secret = places.of(kind, bytes.fromhex(vault_id), folder, demo=False).load()
    if secret is None:
        raise Refusal(Code.DEVICE_SECRET_MISSING)
    return secret
