"""The vault's folder: who has it open, what is in it, and how a new one appears whole."""

import contextlib
import os
import shutil
import time
from pathlib import Path
from typing import IO, Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.private_files import FILE_MODE, FOLDER_MODE, refusing_files, sync_folder

HEADER: Final = "vault.json"
CUSTOMERS: Final = "customers.db"
LOG: Final = "log.db"
RATES: Final = "rates.db"
ATTEMPTS: Final = "attempts.bin"
LOG_ANCHOR: Final = "log_anchor.json"
LOCK: Final = "lock"
OPENED: Final = "opened.lock"
"""Shared by whoever has the vault open; a recovery has it alone."""
PROBE: Final = ".probe"
STAGED: Final = ".backup"
"""A folder with the copy of which a backup is being made."""
RESTORED: Final = "restored.json"
"""From which backup the vault was put back, until its log says so."""
MAKING: Final = ".making"
LOCK_WAIT: Final = 1.5
"""Seconds to wait for a lock: a vault process that has just been ended lets go within this."""


class FolderLock:
    """One process at a time, or only such as share it; the system lets go of it however a process ends.

    Windows cannot share it: there a second process is refused in either case.
    """

    def __init__(self, folder: Path, wait: float = LOCK_WAIT, *, shared: bool = False, name: str = LOCK) -> None:
        path = folder / name
        with refusing_files(path):
            self._file: IO[bytes] = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE), "r+b")
        try:
            _take(self._file, wait, shared=shared)
        except BaseException:
            self._file.close()
            raise

    def release(self) -> None:
        """Let another process in."""
        self._file.close()

    close = release


def beside(folder: Path) -> Path:
    """Return where a folder is made before it gets its name."""
    return folder.with_name(f".{folder.name}{MAKING}")


def make_beside(folder: Path) -> Path:
    """Make a private folder beside the one to come, and clear away what an interrupted set-up left there."""
    with refusing_files(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        making = beside(folder)
        if making.exists():
            FolderLock(making, wait=0).release()  # refuses while another process is still writing there
            shutil.rmtree(making)
        making.mkdir(mode=FOLDER_MODE)
    return making


def put_in_place(making: Path, folder: Path) -> None:
    """Give the finished folder its name; refuses when something has come there meanwhile."""
    with refusing_files(folder):
        sync_files(making)
        require_free(folder)
        if folder.exists():
            folder.rmdir()
        making.rename(folder)
        try:
            sync_folder(folder.parent)
        except OSError:  # its name may not last: then it is not there at all
            folder.rename(making)
            raise


def require_free(folder: Path) -> None:
    """Refuse a place where there is a vault, or anything else, already."""
    if (folder / HEADER).exists():
        raise Refusal(Code.VAULT_EXISTS)
    with refusing_files(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refusal(Code.FILE_EXISTS, path=str(folder))


def require_writable(folder: Path) -> None:
    """Refuse a folder into which nothing can be written. Several processes may ask at once."""
    probe = folder / PROBE
    with refusing_files(probe):
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT, FILE_MODE))
        probe.unlink(missing_ok=True)


def sync_files(folder: Path) -> None:
    """Make every file of a folder durable, and their names in it. Raises OSError."""
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    sync_folder(folder)


def _take(file: IO[bytes], wait: float, *, shared: bool) -> None:
    """Ask until it is given or the time is up; neither system has a lock with a time limit."""
    end = time.monotonic() + wait
    while not _try_lock(file, shared=shared):
        if time.monotonic() >= end:
            raise Refusal(Code.VAULT_IN_USE)
        time.sleep(0.02)


if os.name == "nt":
    import msvcrt

    def _try_lock(file: IO[bytes], *, shared: bool) -> bool:
        with contextlib.suppress(OSError):
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            return True
        return False

else:
    import fcntl

    def _try_lock(file: IO[bytes], *, shared: bool) -> bool:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            return True
        return False
