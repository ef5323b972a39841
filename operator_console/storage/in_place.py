"""Notices when a file that is open is no longer the one behind its name: what goes into it would be lost with it."""

import os
import stat
from pathlib import Path

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.private_files import refusing_files


class InPlace:
    """The files of an open log, as they were when they were opened.

    A file that was taken away or replaced is still written to by whoever has it open; the system tells of neither.
    """

    def __init__(self, *paths: Path) -> None:
        self._folder = paths[0].parent if paths else Path()
        self._opened = [(str(path), _which(path)) for path in paths]

    def require(self) -> None:
        """Refuse with ``LOG_BROKEN`` when one is gone or is another, ``VAULT_READ_ONLY`` when it may not be written."""
        try:
            for path, opened in self._opened:
                found = os.stat(path)  # noqa: PTH116 - asked before every entry, and half as long as Path.stat
                if (found.st_dev, found.st_ino) != opened:
                    raise Refusal(Code.LOG_BROKEN)
                if not found.st_mode & stat.S_IWUSR:
                    raise Refusal(Code.VAULT_READ_ONLY, path=str(self._folder))
        except FileNotFoundError:
            raise Refusal(Code.LOG_BROKEN) from None
        except OSError:
            with refusing_files(self._folder):
                raise


def _which(path: Path) -> tuple[int, int]:
    """Return the device and the file's number; refuses with ``LOG_BROKEN`` where there is none."""
    with refusing_files(path):
        try:
            found = path.stat()
        except FileNotFoundError:
            raise Refusal(Code.LOG_BROKEN) from None
    return found.st_dev, found.st_ino
