"""Reads the console's lines where they are served, and notices, whatever the work is doing, that the console is gone.

No thread stands between a line and who serves it: handing it over would cost a reveal as much as its bookkeeping.
"""

import fcntl
import os
import select
import socket
import sys
import termios
import threading
from collections import deque
from collections.abc import Callable

from operator_console.domain.actions import LockCause
from operator_console.protocol.handed import receive
from operator_console.protocol.inbox import CHUNK, LEASE_LOOK_SECONDS, Arrived, Lease, Line, Sorter


class PolledInbox:
    """Fulfils :class:`operator_console.protocol.inbox.Inbox` where the system can wait for several things at once.

    ``on_end`` is called once, in the thread that serves or in the one that watches, with why nothing more is served.
    ``hands`` is set for a local socket, over which files are handed. What has not been asked for waits in the pipe,
    at its sender's cost.
    """

    def __init__(self, source: int, lease: Lease, on_end: Callable[[LockCause], None], *, hands: bool = False) -> None:
        self._source = source
        self._socket = socket.socket(fileno=os.dup(source)) if hands else None
        self._lease = lease
        self._on_end = on_end
        self._sorter = Sorter()
        self._lines: deque[Arrived] = deque()
        self._newest: Line | None = None
        self._once = threading.Lock()
        self._over, self._waker = os.pipe()
        self._arrivals = _waiting_for(source, self._over)

    def start(self) -> None:
        """Begin to watch for the end."""
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

    def next(self, *, wait: bool) -> Arrived | None:
        """Return the next line; nothing when there is none (``wait`` not set) or when the conversation is over."""
        while not self._lines:
            ready = self._arrivals.poll(None if wait else 0)
            if not ready or any(descriptor == self._over for descriptor, _ in ready) or not self._take():
                return None
        return self._lines.popleft()

    def last(self) -> Line | None:
        """Return the last whole line that came, also of those that nobody has asked for."""
        arrivals = _waiting_for(self._source)
        while arrivals.poll(0) and self._take():
            continue
        return self._newest

    def _take(self) -> bool:
        """Read what has come; return whether more may come."""
        data, descriptors = self._chunk()
        if not data:
            self._end(LockCause.CLOSED)
            return False
        arrived = list(self._sorter.feed(data, descriptors))
        if arrived:
            self._lease.renew()
            self._newest = arrived[-1].line
            self._lines.extend(arrived)
        return True

    def _chunk(self) -> tuple[bytes, list[int]]:
        try:
            return (os.read(self._source, CHUNK), []) if self._socket is None else receive(self._socket, CHUNK)
        except OSError:  # a connection that was reset is a connection that was closed
            return b"", []

    def _watch(self) -> None:
        """Wait for the other end to be gone or the lease to run out; what nobody has read yet is a sign of life."""
        gone = select.poll()
        gone.register(self._source, getattr(select, "POLLRDHUP", 0))
        unread = 0
        while (left := self._lease.left) > 0:
            if gone.poll(min(left, LEASE_LOOK_SECONDS) * 1000):
                self._end(LockCause.CLOSED)
                return
            before, unread = unread, _unread(self._source)
            if unread > before:
                self._lease.renew()
        self._end(self._lease.cause)

    def _end(self, cause: LockCause) -> None:
        if self._once.acquire(blocking=False):
            self._on_end(cause)
            os.write(self._waker, b".")


def _waiting_for(*descriptors: int) -> "select.poll":
    poll = select.poll()
    for descriptor in descriptors:
        poll.register(descriptor, select.POLLIN)
    return poll


def _unread(source: int) -> int:
    """Return how many bytes wait to be read."""
    return int.from_bytes(fcntl.ioctl(source, termios.FIONREAD, bytes(4)), sys.byteorder)
