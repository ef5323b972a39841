"""A new file at a place that a person named: for its owner alone, whole or not there, and never in place of another."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.whole_files import Unnamed

_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Open it for writing and reading back; it gets its name at the end, and nothing is left when anything goes wrong.

    Refuses with ``FILE_EXISTS``, ``FILE_UNWRITABLE`` or ``DISK_FULL``.
    """
    with refusing_new(path):
        made = _made(path)
        try:
            with os.fdopen(made.descriptor, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            made.appear()
        except BaseException:
            made.discard()
            raise


@contextmanager
def refusing_new(path: Path) -> Iterator[None]:
    """Turn what the system says about a new file into a refusal; any other error stays one."""
    try:
        yield
    except FileExistsError:
        raise Refusal(Code.FILE_EXISTS, path=str(path)) from None
    except OSError as fault:
        full = fault.errno in _FULL
        raise Refusal(Code.DISK_FULL if full else Code.FILE_UNWRITABLE, path=str(path)) from None


def _made(path: Path) -> Unnamed:
    try:
        return Unnamed.make(str(path))
    except ValueError:  # a NUL in the path
        raise Refusal(Code.FILE_UNWRITABLE, path=str(path)) from None
