"""Passes bytes between console and vault as they come, keeps next to none of them, and ends when either side does."""

import os
import select
import socket
import time
from typing import TYPE_CHECKING, Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.connect.links import CHUNK, Downlink, Uplink

if TYPE_CHECKING:
    from operator_console.protocol.connect.files import FileDesk

FIRST_WORD_SECONDS: Final = 10.0
"""Once the vault has been told something: how long it may take to say anything. A slow machine needs half a second."""
FLUSH_SECONDS: Final = 0.05
"""After the console has closed: how long the vault may take to accept what was said last."""
LAST_WORDS_SECONDS: Final = 1.5
"""After the console has closed: how long the vault may take to end."""


def _event(name: str) -> int:
    """Return a flag of poll(2); Windows has none of them, nor a relay."""
    return int(getattr(select, name, 0))


_IN: Final = _event("POLLIN")
_OUT: Final = _event("POLLOUT")
_GONE: Final = _event("POLLERR") | _event("POLLHUP") | _event("POLLNVAL")


class Relay:
    """One conversation: the vault's socket, what the console writes (``source``) and what it reads (``sink``).

    ``patience``: seconds until the vault's first word.
    """

    def __init__(self, server: socket.socket, source: int, sink: int, patience: float = FIRST_WORD_SECONDS) -> None:
        self._server = server
        self._source = source
        self._sink = sink
        self._patience = patience
        self._files: FileDesk | None = None
        self._up = Uplink(self._desk, self._refused)
        self._down = Downlink()
        self._asked: float | None = None
        self._closing: float | None = None
        self._all_read = False
        self._shut = False
        self._vault_gone = False
        self._console_gone = False

    def run(self) -> None:
        """Pass on until a side has ended.

        Refuses with ``SERVICE_ENDED`` when the vault ended without a word and nobody asked it to, and with
        ``SERVICE_STOPPED`` when it takes what it is told and says nothing.
        """
        self._server.setblocking(False)
        os.set_blocking(self._sink, False)
        try:
            while not self._over():
                self._turn()
        finally:
            self._up.drop()
            self._server.close()
            os.set_blocking(self._sink, True)
            if self._files is not None:
                self._files.close()
        if not self._down.heard and self._closing is None:
            raise Refusal(Code.SERVICE_ENDED if self._vault_gone else Code.SERVICE_STOPPED)

    def _over(self) -> bool:
        if self._console_gone or (self._vault_gone and not self._down):
            return True
        until = self._last_moment()
        return until is not None and time.monotonic() >= until

    def _last_moment(self) -> float | None:
        """Return when the relay ends, whatever the vault does."""
        if self._closing is not None:
            return self._closing + LAST_WORDS_SECONDS
        if self._asked is not None and not self._down.heard:
            return self._asked + self._patience
        return None

    def _turn(self) -> None:
        events = self._events()
        if events.get(self._sink, 0) & _GONE:
            self._console_gone = True
            return
        self._from_console(events.get(self._source, 0))
        self._to_vault()
        self._from_vault(events.get(self._server.fileno(), 0))
        self._to_console()

    def _events(self) -> dict[int, int]:
        """Wait for something to do. A side whose words the other does not take is not listened to meanwhile."""
        poll = select.poll()
        ready = not self._up and len(self._down) <= CHUNK
        if not (self._all_read or self._shut or self._vault_gone) and (ready or self._closing is None):
            poll.register(self._source, _IN if ready else 0)
        poll.register(self._sink, _OUT if self._down else 0)
        wanted = (0 if self._down else _IN) | (_OUT if self._up else 0)
        if wanted and not self._vault_gone:
            poll.register(self._server, wanted)
        return dict(poll.poll(self._pause()))

    def _pause(self) -> float | None:
        """Return milliseconds until the relay has to act by itself."""
        until = self._last_moment()
        if self._closing is not None and not self._shut:
            until = self._closing + FLUSH_SECONDS
        return None if until is None else max(0.0, until - time.monotonic()) * 1000

    # ---- to the vault

    def _from_console(self, events: int) -> None:
        if events and not self._up:
            data = os.read(self._source, CHUNK)
            self._up.feed(data)
            self._all_read = not data
        if (events & _GONE or self._all_read) and self._closing is None:
            self._closing = time.monotonic()
            if self._files is not None:
                self._files.close()  # nobody waits for an answer any more

    def _to_vault(self) -> None:
        if self._up and self._asked is None:
            self._asked = time.monotonic()
        try:
            self._up.send(self._server)
            if self._closing is None or self._shut:
                return
            if (self._all_read and not self._up) or time.monotonic() >= self._closing + FLUSH_SECONDS:
                self._hang_up()
        except OSError:
            self._up.drop()  # the vault has ended; what it said last is still read
            self._shut = True

    def _hang_up(self) -> None:
        """Let the vault know that the console has: it ends, and its last words still come."""
        self._up.drop()
        self._shut = True
        self._server.shutdown(socket.SHUT_WR)

    # ---- to the console

    def _from_vault(self, events: int) -> None:
        if not events & ~_OUT or self._down:
            return
        try:
            data = self._server.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._vault_gone = True
            return
        if self._files is not None:
            data = self._files.heard(data)
        self._down.feed(data)

    def _to_console(self) -> None:
        try:
            self._down.send(self._sink)
        except OSError:
            self._console_gone = True

    # ---- files

    def _desk(self) -> "FileDesk":
        """Return the desk; what it needs to read lines is only loaded when one names a file."""
        if self._files is None:
            from operator_console.protocol.connect.files import FileDesk

            self._files = FileDesk()
        return self._files

    def _refused(self, refusal: Refusal) -> None:
        """Answer for the vault: the file could not be opened."""
        from operator_console.protocol.framing import UNASKED, reply_line
        from operator_console.protocol.messages import Refused

        self._down.say(reply_line(getattr(refusal, "request_id", UNASKED), Refused(refusal.code, refusal.params)))
