"""Files that people name: opened by path where the vault runs as their own OS user, only as handed over elsewhere."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from operator_console.domain.refusals import Code, Refusal
from operator_console.services.new_files import new_file, refusing_new


class FilesByPath:
    """Fulfils :class:`operator_console.services.ports.Files` in Standalone mode: what the operator could do anyway."""

    def open_to_read(self, path: Path) -> BinaryIO:
        """Open the file at the path."""
        try:
            return path.open("rb")
        except (OSError, ValueError):
            raise Refusal(Code.FILE_UNREADABLE, path=str(path)) from None

    def create(self, path: Path) -> AbstractContextManager[BinaryIO]:
        """Make the file at the path; it is gone again when anything goes wrong inside."""
        return new_file(path)


class HandedFiles:
    """Fulfils :class:`operator_console.services.ports.Files` in Guarded mode: a path is a name here and nothing more.

    The vault may read what the operator may not, so it opens no path for them. ``take`` returns the descriptor that
    came with the request, or refuses ``FILE_NOT_HANDED``. Whoever opened it takes the new file away when the request
    is refused: here it can only be emptied.
    """

    def __init__(self, take: Callable[[], int]) -> None:
        self._take = take

    def open_to_read(self, path: Path) -> BinaryIO:
        """Return what was handed over, from its beginning; refuses what is not a regular file."""
        descriptor = self._take()
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # a pipe could keep the vault waiting
                raise Refusal(Code.FILE_UNREADABLE, path=str(path))
            os.lseek(descriptor, 0, os.SEEK_SET)
            return os.fdopen(descriptor, "rb")
        except BaseException as fault:
            os.close(descriptor)
            if isinstance(fault, OSError):
                raise Refusal(Code.FILE_UNREADABLE, path=str(path)) from None
            raise

    @contextmanager
    def create(self, path: Path) -> Iterator[BinaryIO]:
        """Write to what was handed over; refuses what is not a regular file, and what is not empty."""
        descriptor = self._take()
        try:
            _require_empty(descriptor, path)
            try:
                with refusing_new(path), os.fdopen(descriptor, "w+b", closefd=False) as file:
                    yield file
                    file.flush()
                    os.fsync(descriptor)
            except BaseException:
                with suppress(OSError):  # behind the last flush, which would write the rest into the emptied file
                    os.ftruncate(descriptor, 0)
                raise
        finally:
            os.close(descriptor)


def _require_empty(descriptor: int, path: Path) -> None:
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        raise Refusal(Code.FILE_UNWRITABLE, path=str(path))
    if found.st_size:
        raise Refusal(Code.FILE_EXISTS, path=str(path))
