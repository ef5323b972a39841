"""Opens, with the operator's own rights, the files that requests name, and leaves nothing of one that was refused."""

import os
import re
import stat
from contextlib import suppress
from typing import Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.framing import LineRefusal, read_request
from operator_console.protocol.request import FileUse
from operator_console.whole_files import Unnamed

_HEAD_BYTES: Final = 96
_HEAD: Final = re.compile(rb'\{"v":\d+,"id":(\d+),"body":\{"type":"(\w+)"')
"""How every line of the vault begins."""


class FileDesk:
    """Knows which files were made for requests that have not been answered yet."""

    def __init__(self) -> None:
        self._made: dict[int, Unnamed] = {}
        self._heads = Heads()

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

    def heard(self, data: bytes) -> None:
        """Take what the vault says, before the console does: a new file has its name by then, or is gone.

        A name that somebody else has taken meanwhile stays theirs; the file is then found beside it.
        """
        for request_id, kind in self._heads.feed(data):
            if kind == "Progress":
                continue
            made = self._made.pop(request_id, None)
            if made is None:
                continue
            if kind == "Refused":
                made.discard()
                continue
            with suppress(OSError):
                made.appear()

    def close(self) -> None:
        """Nobody waits for an answer any more: what has not been answered is not whole."""
        for made in self._made.values():
            made.discard()
        self._made.clear()


class Heads:
    """Reads of each line of the vault which request it answers and with what, and forgets the rest."""

    def __init__(self) -> None:
        self._head = bytearray()
        self._known = False

    def feed(self, data: bytes) -> list[tuple[int, str]]:
        """Return request id and message type of the lines whose beginning is known now; the rest may still come."""
        found: list[tuple[int, str]] = []
        start = 0
        while start < len(data):
            end = data.find(b"\n", start) + 1
            piece = data[start : end or len(data)]
            if not self._known:
                self._head += piece[: _HEAD_BYTES - len(self._head)]
                self._look(found)
            if end:
                self._head.clear()
                self._known = False
            start = end or len(data)
        return found

    def _look(self, found: list[tuple[int, str]]) -> None:
        match = _HEAD.match(self._head)
        if match is not None:
            self._known = True
            found.append((int(match[1]), match[2].decode("ascii")))


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
