"""A new file gets its name once it is whole: until then it lies beside that name, hidden, for its owner alone."""

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

MODE: Final = 0o600
_NAMES: Final = 100
_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

if os.name == "nt":

    def _lock(descriptor: int) -> None:
        """Nobody can remove a file that is open here."""

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        """Whoever has it open writes to it; raises BlockingIOError where that is somebody else."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A file that is being written. ``descriptor`` is open for writing and reading back, and is the caller's to close.

    Every method may raise OSError.
    """

    descriptor: int
    path: str
    """Where it will be."""
    _part: str
    _device: int
    _inode: int

    @classmethod
    def make(cls, path: str) -> "Unnamed":
        """Begin a file; what an interrupted writing left there goes. Raises FileExistsError where the name is taken.

        A path that can be none is a ValueError.
        """
        if os.path.lexists(path):
            raise FileExistsError
        place = Path(path)
        part = str(place.parent / f".{place.name}.part")
        try:
            descriptor = _open(part)
        except FileExistsError:
            _clear(part)
            descriptor = _open(part)
        found = os.fstat(descriptor)
        return cls(descriptor, path, part, found.st_dev, found.st_ino)

    def appear(self) -> None:
        """Give it its name, durably. Raises FileExistsError where something has come there meanwhile."""
        if not self._is_there():
            raise FileExistsError  # another writing to the same name has begun
        try:
            os.link(self._part, self.path)  # unlike a renaming it never takes another file's place
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a drive whose files have one name each
            if os.path.lexists(self.path):
                raise FileExistsError from None
            os.rename(self._part, self.path)  # noqa: PTH104
        else:
            os.unlink(self._part)  # noqa: PTH108
        _sync_folder_of(self.path)

    def appear_beside(self) -> str:
        """Give it a free name beside the one that is taken, durably, and return that."""
        place = Path(self.path)
        for number in range(2, _NAMES):
            name = str(place.with_name(f"{place.stem}-{number}{place.suffix}"))
            with suppress(FileExistsError):
                replace(self, path=name).appear()
                return name
        raise FileExistsError

    def discard(self) -> None:
        """Leave nothing of it."""
        with suppress(OSError):
            if self._is_there():
                os.unlink(self._part)  # noqa: PTH108

    def _is_there(self) -> bool:
        try:
            found = os.lstat(self._part)
        except FileNotFoundError:
            return False
        return (found.st_dev, found.st_ino) == (self._device, self._inode)


def _open(part: str) -> int:
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, MODE)
    with suppress(OSError):  # a drive that knows no locks
        _lock(descriptor)
    return descriptor


def _clear(part: str) -> None:
    """Remove what an interrupted writing left. Raises FileExistsError while somebody writes to it."""
    descriptor = os.open(part, os.O_RDWR | _BINARY)
    try:
        _lock(descriptor)
    except BlockingIOError:
        raise FileExistsError from None
    finally:
        os.close(descriptor)
    os.unlink(part)  # noqa: PTH108 - beside the other names here


def _sync_folder_of(path: str) -> None:
    """Make the name durable; Windows does so by itself and cannot open a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(Path(path).parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
