"""Opens, with the operator's own rights, the files that requests name, and leaves nothing of one that was refused."""

import os
import re
import stat
from collections.abc import Callable
from typing import Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.framing import LineRefusal, read_request, reply_line
from operator_console.protocol.messages import Refused
from operator_console.protocol.request import FileUse
from operator_console.whole_files import Unnamed

_HEAD_BYTES: Final = 96
_HEAD: Final = re.compile(rb'\{"v":\d+,"id":(\d+),"body":\{"type":"(\w+)"')
"""How every line of the vault begins."""


class FileDesk:
    """Knows which files were made for requests that have not been answered yet."""

    def __init__(self) -> None:
        self._made: dict[int, Unnamed] = {}
        self._lines = Lines(self._answered)

    def opened_for(self, line: bytes) -> int | None:
        """Return a descriptor of the file that a request names; None when it names none, or is no request at all.

        Refuses with :class:`LineRefusal`: ``FILE_UNREADABLE``, ``FILE_EXISTS`` or ``FILE_UNWRITABLE``.
        """
        try:
            request = read_request(line)
        except LineRefusal:
            return None  # the vault says what is wrong with it
        named = request.body.names_file()
        path = str(getattr(request.body, named[0])) if named else ""
        if named is None or not path:
            return None
        try:
            if named[1] is FileUse.READ:
                return _to_read(path)
            made = self._made[request.id] = _new(path)
        except Refusal as refusal:
            raise LineRefusal(refusal.code, request.id, **refusal.params) from None
        return made.descriptor

    def heard(self, data: bytes) -> bytes:
        """Take what the vault says, before the console does; return what the console is told.

        A new file has its name by then, or is gone. Where it could not have it the vault's answer is not passed on: a
        refusal stands in its place.
        """
        return self._lines.feed(data)

    def _answered(self, request_id: int, kind: str) -> Refusal | None:
        made = None if kind == "Progress" else self._made.pop(request_id, None)
        if made is None:
            return None
        if kind == "Refused":
            made.discard()
            return None
        return _named(made)

    def close(self) -> None:
        """Nobody waits for an answer any more: what has not been answered is not whole."""
        for made in self._made.values():
            made.discard()
        self._made.clear()


class Lines:
    """Reads of each line of the vault which request it answers and with what, and passes it on or something else.

    ``answered`` is told both; where it returns a refusal, that stands in the place of the line. Nothing is kept but a
    line's beginning, until enough of it has come.
    """

    def __init__(self, answered: Callable[[int, str], Refusal | None]) -> None:
        self._answered = answered
        self._head = b""
        self._passed: bool | None = None
        """Whether the line is passed on; None as long as its beginning is waited for."""

    def feed(self, data: bytes) -> bytes:
        """Return what is to be said now."""
        said = bytearray()
        start = 0
        while start < len(data):
            end = data.find(b"\n", start) + 1
            said += self._piece(data[start : end or len(data)], whole=bool(end))
            start = end or len(data)
        return bytes(said)

    def _piece(self, piece: bytes, *, whole: bool) -> bytes:
        refused = b""
        if self._passed is None:
            piece, self._head = self._head + piece, b""
            match = _HEAD.match(piece)
            if match is None and not whole and len(piece) < _HEAD_BYTES:
                self._head = piece
                return b""
            refused = self._refusal(match) if match else b""
            self._passed = not refused
        passed, self._passed = self._passed, None if whole else self._passed
        return piece if passed else refused

    def _refusal(self, match: re.Match[bytes]) -> bytes:
        request_id = int(match[1])
        refusal = self._answered(request_id, match[2].decode("ascii"))
        return reply_line(request_id, Refused(refusal.code, refusal.params)) if refusal else b""


def _named(made: Unnamed) -> Refusal | None:
    """Give a whole file its name. Where somebody else's has it the file gets another one: the vault counts on it."""
    try:
        try:
            made.appear()
        except FileExistsError:
            return Refusal(Code.FILE_NAME_TAKEN, path=made.path, kept=made.appear_beside())
    except OSError:
        made.discard()
        return Refusal(Code.FILE_UNWRITABLE, path=made.path)
    return None


def _to_read(path: str) -> int:
    """Open a file as it stands; a pipe or a device is none, and is not waited for."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError):
        raise Refusal(Code.FILE_UNREADABLE, path=path) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Refusal(Code.FILE_UNREADABLE, path=path)
    return descriptor


def _new(path: str) -> Unnamed:
    try:
        return Unnamed.make(path)
    except FileExistsError:
        raise Refusal(Code.FILE_EXISTS, path=path) from None
    except (OSError, ValueError):
        raise Refusal(Code.FILE_UNWRITABLE, path=path) from None
