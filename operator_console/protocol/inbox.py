"""What comes from the console: lines with what was handed over, and how long the vault waits for the next one."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, Protocol

from operator_console.domain.actions import LockCause
from operator_console.protocol.clocks import seconds_asleep, seconds_awake_or_asleep
from operator_console.protocol.framing import LineSplitter, Mark
from operator_console.protocol.handed import Handed
from operator_console.protocol.messages import MAX_LINE

WAITING_LINES: Final = 64
"""Lines that are served in one go while other work waits for its turn."""
SLEPT_SECONDS: Final = 1.0
"""The two clocks of :mod:`operator_console.protocol.clocks` part by less than this while the machine is awake."""
LEASE_LOOK_SECONDS: Final = 0.5
CHUNK: Final = 1 << 16

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
        self._ended: LockCause | None = None

    def end(self, cause: LockCause) -> None:
        """Nothing more is to be served: the vault ends within :data:`LEASE_LOOK_SECONDS`, and says why."""
        self._ended = cause

    def renew(self) -> None:
        """A line has come: the lease begins anew."""
        self._renewed = self._clock()
        self._slept = self._asleep()

    @property
    def left(self) -> float:
        """Seconds until it runs out; zero or less when it has."""
        if self._ended is not None:
            return 0.0
        allowed = min(self.seconds, self.promised) if self.promised > 0 else self.seconds
        return self._renewed + allowed - self._clock()

    @property
    def cause(self) -> LockCause:
        """Why it ran out: it was ended, the machine slept, a promise was broken, or nothing came for so long."""
        if self._ended is not None:
            return self._ended
        if self._asleep() - self._slept >= SLEPT_SECONDS:
            return LockCause.SLEEP
        return LockCause.HANG if 0 < self.promised < self.seconds else LockCause.LEASE


class Inbox(Protocol):
    """Where the lines come from. Its threads tell once, whatever the work is doing, that nothing more is served."""

    def start(self) -> None:
        """Begin to watch for the end."""

    def next(self, *, wait: bool) -> Arrived | None:
        """Return the next line; nothing when there is none (``wait`` not set) or when the conversation is over."""

    def last(self) -> Line | None:
        """Return the last whole line that came: a console says why it locks and closes in one breath."""


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
