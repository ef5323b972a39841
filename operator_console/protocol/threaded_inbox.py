"""Reads the console's lines in a thread of its own, for systems that cannot wait for a pipe and for its end at once."""

import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable
from typing import Final

from operator_console.domain.actions import LockCause
from operator_console.protocol.inbox import CHUNK, LEASE_LOOK_SECONDS, WAITING_LINES, Arrived, Lease, Line, Sorter

_FULL_SECONDS: Final = 0.02


class ThreadedInbox:
    """Fulfils :class:`operator_console.protocol.inbox.Inbox` with two threads that read and watch.

    ``on_end`` is called once, in one of them, with why nothing more is served. No files are handed over here. A console
    that goes away behind a full queue is seen when there is room in it again, or when the lease runs out.
    """

    def __init__(self, source: int, lease: Lease, on_end: Callable[[LockCause], None], *, hands: bool = False) -> None:
        if hands:
            raise ValueError("files are handed over local sockets only")
        self._source = source
        self._lease = lease
        self._on_end = on_end
        self._lines: queue.Queue[Arrived | None] = queue.Queue(WAITING_LINES)
        self._once = threading.Lock()
        self._over = False
        self._newest: Line | None = None

    def start(self) -> None:
        """Begin to read and to watch."""
        threading.Thread(target=self._read, name="reader", daemon=True).start()
        threading.Thread(target=self._watch, name="lease", daemon=True).start()

    def next(self, *, wait: bool) -> Arrived | None:
        """Return the next line; nothing when there is none (``wait`` not set) or when the conversation is over."""
        try:
            return self._lines.get(block=wait)
        except queue.Empty:
            return None

    def last(self) -> Line | None:
        """Return the last whole line that came."""
        return self._newest

    def _read(self) -> None:
        sorter = Sorter()
        while data := self._chunk():
            for arrived in sorter.feed(data, []):
                self._lease.renew()
                self._newest = arrived.line
                self._put(arrived)
        self._end(LockCause.CLOSED)

    def _chunk(self) -> bytes:
        try:
            return os.read(self._source, CHUNK)
        except OSError:  # a connection that was reset is a connection that was closed
            return b""

    def _put(self, line: Arrived) -> None:
        """Wait for room in the queue: a flood waits in the pipe, at its sender's cost."""
        while not self._over:
            with contextlib.suppress(queue.Full):
                self._lines.put(line, timeout=_FULL_SECONDS)
                return

    def _watch(self) -> None:
        while (left := self._lease.left) > 0:
            time.sleep(min(left, LEASE_LOOK_SECONDS))
        self._end(self._lease.cause)

    def _end(self, cause: LockCause) -> None:
        if not self._once.acquire(blocking=False):
            return
        self._over = True
        self._on_end(cause)
        with contextlib.suppress(queue.Full):  # a full queue keeps nobody waiting
            self._lines.put_nowait(None)
