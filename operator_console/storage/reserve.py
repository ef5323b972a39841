"""Space set aside in the vault's folder: on a full disk it is given up, so that calls go on, and nothing is shown.

A file that is never read. While it is there, a reveal may be written; on a disk that is nearly full, every other change
takes it away first and has its room. Reveals are refused from then on until there is space for it again.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.private_files import FILE_MODE, refusing_files

NAME: Final = "reserve"
SIZE: Final = 16 << 20
"""Bytes. The write-ahead logs grow to 9 MB before they begin anew; the rest is for some thousand entries."""
LOW: Final = 1 << 20
"""Bytes; with less than this left on the disk, it is given up."""
_CHUNK: Final = 1 << 20


def require_reserve(folder: Path) -> None:
    """Refuse with ``DISK_FULL`` where it is not there and cannot be set aside anew."""
    if _is_there(folder):
        return
    path = folder / NAME
    with refusing_files(path):
        if shutil.disk_usage(folder).free < SIZE + LOW:
            raise Refusal(Code.DISK_FULL)
        _set_aside(path)


def use_reserve(folder: Path) -> None:
    """Give it up where the disk is nearly full; whoever asks is about to write something that is no reveal."""
    with suppress(OSError):  # what is then written says what is wrong
        if shutil.disk_usage(folder).free < LOW:
            (folder / NAME).unlink(missing_ok=True)


def _is_there(folder: Path) -> bool:
    try:  # asked before every reveal, where making a Path costs more than asking
        return os.stat(f"{folder}{os.sep}{NAME}").st_size == SIZE  # noqa: PTH116
    except OSError:
        return False


def _set_aside(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), FILE_MODE)
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(descriptor, 0, SIZE)
        else:
            for _ in range(SIZE // _CHUNK):
                os.write(descriptor, bytes(_CHUNK))
    except BaseException:
        path.unlink()
        raise
    finally:
        os.close(descriptor)
