"""Small files that only their owner may read, replaced whole and durably or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from operator_console.domain.refusals import Code, Refusal

FOLDER_MODE: Final = 0o700
FILE_MODE: Final = 0o600


@contextmanager
def refusing_files(path: Path) -> Iterator[None]:
    """Turn the system's file errors into refusals; any other error stays one."""
    try:
        yield
    except OSError as error:
        refusal = _refusal_of(error, path)
        if refusal is None:
            raise
        raise refusal from None


def create_private(path: Path, content: bytes) -> None:
    """Write a new file, durably; refuses with ``FILE_EXISTS`` where there is one."""
    with refusing_files(path):
        _write(path, content, os.O_EXCL)


def replace_private(path: Path, content: bytes) -> None:
    """Write a file in place of an older one, durably: afterwards either the old or the new one is there, whole."""
    new = path.with_name(path.name + ".new")
    with refusing_files(path):
        try:
            _write(new, content, os.O_TRUNC)
            new.replace(path)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def read_private(path: Path, limit: int) -> bytes:
    """Read a file of at most ``limit`` bytes; refuses with ``VAULT_DAMAGED`` when it is missing or longer."""
    with refusing_files(path):
        try:
            with path.open("rb") as file:
                content = file.read(limit + 1)
        except FileNotFoundError:
            raise Refusal(Code.VAULT_DAMAGED, file=path.name) from None
    if len(content) > limit:
        raise Refusal(Code.VAULT_DAMAGED, file=path.name)
    return content


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable; Windows does so by itself and cannot open a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(path: Path, content: bytes, how: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | how | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, FILE_MODE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _refusal_of(error: OSError, path: Path) -> Refusal | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refusal(Code.DISK_FULL)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refusal(Code.VAULT_READ_ONLY, path=str(path.parent))
    if error.errno == errno.EEXIST:
        return Refusal(Code.FILE_EXISTS, path=str(path))
    if error.errno in (errno.EIO, errno.EISDIR):
        return Refusal(Code.VAULT_DAMAGED, file=path.name)
    return None
