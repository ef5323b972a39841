"""Tells which names a living process on this folder has; one that ends, however it ends, gives up its own."""

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.private_files import FILE_MODE, FOLDER_MODE, refusing_files
from operator_console.storage.turns import POLL_SECONDS, try_lock

FOLDER: Final = "live"
WAIT_SECONDS: Final = 2.0
"""How long a name is waited for: a vault process that has just been ended lets go within this."""


class Presence:
    """A file for each name, locked while its process has it; what a dead process left is removed by whoever sees it.

    ``folder`` is None where one process alone has the vault: then nothing is written, and nobody else lives.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / FOLDER if folder else None
        self._own: dict[str, int] = {}

    def enter(self, name: str, wait: float = WAIT_SECONDS) -> None:
        """Take a name, or refuse with ``SIGNED_IN_ELSEWHERE`` when another one still has it after ``wait`` seconds."""
        if self._folder is None or name in self._own:
            return
        end = time.monotonic() + wait
        while (descriptor := self._try(self._path(name))) < 0:
            if time.monotonic() >= end:
                raise Refusal(Code.SIGNED_IN_ELSEWHERE)
            time.sleep(POLL_SECONDS)
        self._own[name] = descriptor

    def leave(self, name: str) -> None:
        """Give a name up; one that was never taken stays so."""
        descriptor = self._own.pop(name, None)
        if descriptor is not None:
            _remove(self._path(name))
            os.close(descriptor)

    def lives(self, name: str) -> bool:
        """Return whether a living process has this name."""
        if name in self._own:
            return True
        return self._folder is not None and not _gone(self._path(name))

    def sweep(self) -> None:
        """Remove what dead processes left."""
        if self._folder is not None and self._folder.is_dir():
            for path in list(self._folder.iterdir()):
                if path.name not in map(_file_name, self._own):
                    _gone(path)

    def close(self) -> None:
        """Give up every name."""
        for name in list(self._own):
            self.leave(name)

    def _path(self, name: str) -> Path:
        assert self._folder is not None
        return self._folder / _file_name(name)

    def _try(self, path: Path) -> int:
        """Return the descriptor of the locked file, or -1: another one has it, or has just removed it."""
        with refusing_files(path):
            path.parent.mkdir(mode=FOLDER_MODE, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), FILE_MODE)
        if try_lock(descriptor) and _still(path, descriptor):
            return descriptor
        os.close(descriptor)
        return -1


def _file_name(name: str) -> str:
    """A name may hold anything; its file says nothing of it."""
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def _still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _gone(path: Path) -> bool:
    """Return whether nobody has the file, and remove it then."""
    try:
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        return True
    try:
        if not try_lock(descriptor):
            return False
        if _still(path, descriptor):
            _remove(path)
        return True
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
