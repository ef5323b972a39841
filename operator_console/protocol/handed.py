"""The files that a request brings over a local socket: descriptors that its sender opened, owned and closed here.

The console opens a file with its own user's rights and sends the descriptor with the first byte of the line that names
the file (SCM_RIGHTS, unix(7)), so the vault never opens a path that somebody else names.
"""

import os
import socket
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from operator_console.domain.refusals import Code, Refusal

MOST: Final = 2
"""Descriptors that are kept for one line: one may come, and a second one shows that there were too many."""


class Handed:
    """The descriptors that came with one line. Whoever takes one closes it; the others are closed with the line."""

    def __init__(self, descriptors: Sequence[int] = ()) -> None:
        self._descriptors = list(descriptors[:MOST])
        _close(descriptors[MOST:])

    def and_also(self, descriptors: Sequence[int]) -> "Handed":
        """Return these and some more, of which this is empty afterwards."""
        mine, self._descriptors = self._descriptors, []
        return Handed([*mine, *descriptors])

    def take(self) -> int:
        """Return the descriptor; refuse ``FILE_NOT_HANDED`` where there is not exactly one."""
        if len(self._descriptors) != 1:
            raise Refusal(Code.FILE_NOT_HANDED)
        return self._descriptors.pop()

    def close(self) -> None:
        """Close what was not taken."""
        _close(self._descriptors)
        self._descriptors = []


class Counter:
    """Where whoever serves a request finds what came with just this one."""

    def __init__(self) -> None:
        self._now = Handed()

    @contextmanager
    def serving(self, handed: Handed) -> Iterator[None]:
        """What is taken inside comes from this line."""
        before, self._now = self._now, handed
        try:
            yield
        finally:
            self._now = before

    def take(self) -> int:
        """Return the descriptor that came with the request being served; refuse ``FILE_NOT_HANDED``."""
        return self._now.take()


def receive(source: socket.socket, most_bytes: int) -> tuple[bytes, list[int]]:
    """Return the next bytes and the descriptors among them; no bytes when the other end is closed.

    Descriptors belong to the last line that begins in these bytes: the system ends a reading with what they were sent
    with. Those beyond :data:`MOST` at once are dropped by the system.
    """
    descriptors = array("i")
    # socket.recv_fds does not pass its flags on, and a program that the vault starts is to inherit nothing
    room = socket.CMSG_LEN(MOST * descriptors.itemsize)
    data, beside, _, _ = source.recvmsg(most_bytes, room, socket.MSG_CMSG_CLOEXEC)
    for level, kind, content in beside:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(content[: len(content) - len(content) % descriptors.itemsize])
    return data, list(descriptors)


def _close(descriptors: Sequence[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
