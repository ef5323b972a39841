"""A new file at a place that a person named: for its owner alone, whole or not there, and never in place of another."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from operator_console.domain.refusals import Code, Refusal

MODE: Final = 0o600


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Open it for writing; what is left of it is removed when anything goes wrong, also a cancellation.

    Refuses with ``FILE_EXISTS``, ``FILE_UNWRITABLE`` or ``DISK_FULL``.
    """
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags, MODE)
    except FileExistsError:
        raise Refusal(Code.FILE_EXISTS, path=str(path)) from None
    except (OSError, ValueError):
        raise Refusal(Code.FILE_UNWRITABLE, path=str(path)) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException as fault:
        with suppress(OSError):
            path.unlink()
        if isinstance(fault, OSError):
            full = fault.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
            raise Refusal(Code.DISK_FULL if full else Code.FILE_UNWRITABLE, path=str(path)) from None
        raise
