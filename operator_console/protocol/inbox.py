"""Reads the console's lines into a short queue and notices, whatever the work is doing, that the console is gone."""

import contextlib
import os
import queue
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from operator_console.domain.actions import LockCause
from operator_console.protocol.clocks import seconds_asleep, seconds_awake_or_asleep
from operator_console.protocol.framing import LineSplitter, Mark
from operator_console.protocol.handed import Handed, receive
from operator_console.protocol.messages import MAX_LINE

WAITING_LINES: Final = 64
"""Lines that wait to be served at most; a flood waits in the pipe, at its sender's cost."""
SLEPT_SECONDS: Final = 1.0
"""The two clocks of :mod:`operator_console.protocol.clocks` part by less than this while the machine is awake."""
_CHUNK: Final = 1 << 16
_FULL_SECONDS: Final = 0.02
_LEASE_LOOK_SECONDS: Final = 0.5

Line = bytes | Mark


class Arrived(NamedTuple):
    """One line, and the files that were handed over with it."""

    line: Line
    handed: Handed


class Lease:
    """How long the vault lives without a sign of life. ``seconds`` and ``promised`` may be set from any thread."""

    def __init__(
        self,
        seconds: float,
        clock: Callable[[], float] = seconds_awake_or_asleep,
        asleep: Callable[[], float] = seconds_asleep,
    ) -> None:
        self.seconds = seconds
        self.promised = 0.0
        """Within how many seconds a window promised each next sign of life; 0 for no promise."""
        self._clock = clock
        self._asleep = asleep
        self._renewed = clock()
        self._slept = asleep()

    def renew(self) -> None:
        """A line has come: the lease begins anew."""
        self._renewed = self._clock()
        self._slept = self._asleep()

    @property
    def left(self) -> float:
        """Seconds until it runs out; zero or less when it has."""
        allowed = min(self.seconds, self.promised) if self.promised > 0 else self.seconds
        return self._renewed + allowed - self._clock()

    @property
    def cause(self) -> LockCause:
        """Why it ran out: the machine slept, a promise was broken, or nothing came for the whole lease."""
        if self._asleep() - self._slept >= SLEPT_SECONDS:
            return LockCause.SLEEP
        return LockCause.HANG if 0 < self.promised < self.seconds else LockCause.LEASE


class Inbox:
    """Two threads that read and watch; ``on_end`` is called once, in one of them, with why nothing more is served.

    ``last`` is then the last whole line that came: a console says why it locks and closes in one breath.
    ``hands`` is set for a local socket, over which files are handed.
    """

    def __init__(self, source: int, lease: Lease, on_end: Callable[[LockCause], None], *, hands: bool = False) -> None:
        self._source = source
        self._socket = socket.socket(fileno=os.dup(source)) if hands else None
        self._lease = lease
        self._on_end = on_end
        self._lines: queue.Queue[Arrived | None] = queue.Queue(WAITING_LINES)
        self._once = threading.Lock()
        self._alone = False
        self.last: Line | None = None

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

    def _read(self) -> None:
        sorter = Sorter()
        while (came := self._chunk())[0]:
            for arrived in sorter.feed(*came):
                self._lease.renew()
                self.last = arrived.line
                self._put(arrived)
        self._end(LockCause.CLOSED)

    def _chunk(self) -> tuple[bytes, list[int]]:
        try:
            return (os.read(self._source, _CHUNK), []) if self._socket is None else receive(self._socket, _CHUNK)
        except OSError:  # a connection that was reset is a connection that was closed
            return b"", []

    def _put(self, line: Arrived) -> None:
        """Wait for room in the queue, and look meanwhile whether anybody is still there to be answered."""
        while not self._alone:
            try:
                self._lines.put(line, timeout=_FULL_SECONDS)
            except queue.Full:
                self._alone = _hung_up(self._source)
            else:
                return

    def _watch(self) -> None:
        while (left := self._lease.left) > 0:
            time.sleep(min(left, _LEASE_LOOK_SECONDS))
        self._end(self._lease.cause)

    def _end(self, cause: LockCause) -> None:
        if not self._once.acquire(blocking=False):
            return
        self._on_end(cause)
        with contextlib.suppress(queue.Full):  # a full queue keeps nobody waiting
            self._lines.put_nowait(None)


class Sorter:
    """Gives each line what was handed over with it: it comes with the last line that begins in a piece of bytes."""

    def __init__(self) -> None:
        self._splitter = LineSplitter(MAX_LINE)
        self._begun = Handed()

    def feed(self, data: bytes, descriptors: list[int]) -> Iterator[Arrived]:
        """Yield the lines that are whole now."""
        lines = self._splitter.feed(data)
        if not lines:
            self._begun = self._begun.and_also(descriptors)
        for number, line in enumerate(lines, 1):
            last = number == len(lines) and data.endswith(b"\n")
            yield Arrived(line, self._begun.and_also(descriptors if last else ()))
        if lines and not data.endswith(b"\n"):
            self._begun = Handed(descriptors)


def _hung_up(source: int) -> bool:
    """Whether the other end is closed although there may be more to read. Unknown where the system cannot poll."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(source, getattr(select, "POLLRDHUP", 0))
    return any(event & ~select.POLLIN for _, event in poll.poll(0))
