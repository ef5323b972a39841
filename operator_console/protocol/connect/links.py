"""The two directions of the relay: what one side said and the other has not taken yet, which is never much."""

import os
import socket
from array import array
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from operator_console.domain.refusals import Refusal

if TYPE_CHECKING:
    from operator_console.protocol.connect.files import FileDesk

CHUNK: Final = 1 << 16
"""Bytes that are read at once."""
HELD: Final = 1 << 16
"""Bytes of a line that are kept until its end has come, at most: a longer one names no file."""
NAMES_FILE: Final = b'"path"'
"""What a line has that names a file; only such a line is read."""


class Uplink:
    """What the console said and the vault has not taken yet: at most a piece and a half line."""

    def __init__(self, desk: Callable[[], "FileDesk"], refuse: Callable[[Refusal], None]) -> None:
        self._desk = desk
        self._refuse = refuse
        self._part = b""
        self._passing = False
        self._pieces: deque[tuple[memoryview, int | None]] = deque()

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def feed(self, data: bytes) -> None:
        """Take what the console said. Whole lines go on; the beginning of one waits for its end."""
        if self._passing:
            end = data.find(b"\n") + 1
            self._add(data[: end or len(data)])
            self._passing, data = not end, data[end:] if end else b""
        cut = data.rfind(b"\n") + 1
        whole, self._part = (self._part + data[:cut], data[cut:]) if cut else (b"", self._part + data)
        self._lines(whole)
        if len(self._part) >= HELD:
            self._add(self._part)
            self._part, self._passing = b"", True

    def send(self, server: socket.socket) -> None:
        """Let the vault take what it takes now. Raises OSError when it takes nothing any more."""
        while self._pieces:
            data, descriptor = self._pieces[0]
            beside = [] if descriptor is None else [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array("i", [descriptor]))]
            try:
                sent = server.sendmsg([data], beside)
            except BlockingIOError:
                return
            self._close(descriptor)
            self._pieces[0] = (data[sent:], None)
            if sent == len(data):
                self._pieces.popleft()

    def drop(self) -> None:
        """Forget what has not been taken."""
        for _, descriptor in self._pieces:
            self._close(descriptor)
        self._pieces.clear()

    def _lines(self, whole: bytes) -> None:
        """Pass lines on together, and each that names a file for itself: the file comes with its first byte."""
        if NAMES_FILE not in whole:
            self._add(whole)
            return
        for line in whole[:-1].split(b"\n"):
            try:
                descriptor = self._desk().opened_for(line) if NAMES_FILE in line else None
            except Refusal as refusal:
                self._refuse(refusal)
            else:
                self._add(line + b"\n", descriptor)

    def _add(self, data: bytes, descriptor: int | None = None) -> None:
        if data:
            self._pieces.append((memoryview(data), descriptor))

    @staticmethod
    def _close(descriptor: int | None) -> None:
        if descriptor is not None:
            os.close(descriptor)


class Downlink:
    """What was said to the console and not read yet. The relay's own lines come between lines of the vault."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._own: list[bytes] = []
        self._between_lines = True
        self.heard = False
        """Whether the vault has said anything."""

    def __len__(self) -> int:
        return len(self._waiting) + sum(map(len, self._own))

    def feed(self, data: bytes) -> None:
        """Take what the vault said."""
        self.heard = True
        if not data:  # the beginning of a line, which is waited for elsewhere
            return
        cut = data.find(b"\n") + 1 if self._own else 0
        self._waiting += data[:cut]
        if cut:
            self._say_own()
        self._waiting += data[cut:]
        self._between_lines = data.endswith(b"\n")

    def say(self, line: bytes) -> None:
        """Put in a line of the relay's own."""
        self._own.append(line)
        if self._between_lines:
            self._say_own()

    def send(self, console: int) -> None:
        """Let the console read what it reads now. Raises OSError when it reads nothing any more."""
        try:
            while self._waiting:
                del self._waiting[: os.write(console, self._waiting[:CHUNK])]
        except BlockingIOError:
            return

    def _say_own(self) -> None:
        for line in self._own:
            self._waiting += line
        self._own.clear()
