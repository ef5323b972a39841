"""Where this machine's guarded vault is reached, as its administrator wrote it down; nobody else's word is taken."""

import os
import stat
import sys
import tomllib
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.connect.path import OTHERS_WRITE, ROOT, weak_part

MACHINE_FILE: Final = Path("/etc/operator-console/console.toml")
"""Written by ``operator-console guard install``."""
_MOST_BYTES: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class GuardedPlace:
    """The socket of a vault that a service account serves, and that account's name. Reads as the socket's path."""

    socket: Path
    account: str

    def __str__(self) -> str:
        return str(self.socket)


def read_machine_file(path: Path = MACHINE_FILE, owners: Set[int] = frozenset({ROOT})) -> GuardedPlace | None:
    """Return this machine's guarded vault; None where there is no such file, or it says ``standalone``.

    The file is TOML: ``mode``, ``socket`` (an absolute path) and ``account``. Always None on systems without Guarded
    mode.

    Args:
        path: The file.
        owners: The users (uid) who may own it and the folders above it; nobody else may write to any of these.

    Raises:
        Refusal: ``MACHINE_FILE_UNSAFE`` or ``MACHINE_FILE_BAD``.
    """
    if sys.platform != "linux":
        return None
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError:
        raise Refusal(Code.MACHINE_FILE_BAD, path=str(path)) from None
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        fine = stat.S_ISREG(found.st_mode) and found.st_uid in owners and not found.st_mode & OTHERS_WRITE
        if not fine or weak_part(path, owners) is not None:
            raise Refusal(Code.MACHINE_FILE_UNSAFE, path=str(path))
        content = file.read(_MOST_BYTES)
    try:
        return _place(tomllib.loads(content.decode("utf-8")))
    except ValueError:
        raise Refusal(Code.MACHINE_FILE_BAD, path=str(path)) from None


def guarded_place(machine_file: Path | None) -> GuardedPlace | None:
    """Return the guarded vault of this machine, or of a file that the user named: that one may be the user's own."""
    if machine_file is None:
        return read_machine_file()
    place = read_machine_file(machine_file.absolute(), frozenset({ROOT, _own_uid()}))
    if place is None:
        raise Refusal(Code.MACHINE_FILE_BAD, path=str(machine_file))
    return place


def _place(told: dict[str, Any]) -> GuardedPlace | None:
    mode = Mode(told.pop("mode", ""))
    if mode is Mode.STANDALONE:
        return None
    socket, account = told.pop("socket", None), told.pop("account", None)
    texts = isinstance(socket, str) and isinstance(account, str)
    if told or not texts or not socket.startswith("/") or not account:
        raise ValueError("not a machine file")
    return GuardedPlace(Path(socket), account)


def _own_uid() -> int:
    return os.geteuid() if sys.platform != "win32" else ROOT
