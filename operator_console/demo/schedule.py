"""When the demo's calls took place: a clock set by hand, and shifts on the working days before a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

JAPAN: Final = timezone(timedelta(hours=9))
_SHIFTS: Final = (timedelta(hours=9), timedelta(hours=13, minutes=30))
"""When a shift begins: one operator in the morning, one in the afternoon, for one console has one person at a time."""
_LENGTH: Final = timedelta(hours=4)
_CALLS: Final = 30
"""Calls in a shift at most: eight minutes each, which is longer than the longest that is played."""
_DAYS: Final = 3
"""Working days on which a few calls are spread."""


class SetClock:
    """A clock that stands still until it is moved; it only goes forward."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._now = start

    def now(self) -> datetime:
        """Return the time it shows, UTC."""
        return self._now

    def monotonic_ns(self) -> int:
        """Return nanoseconds since the time at which it was made."""
        return int((self._now - self._start).total_seconds() * 1_000_000) * 1000

    def move_to(self, when: datetime) -> None:
        """Go forward to ``when``; stay where that is in the past."""
        self._now = max(self._now, when)

    def wait(self, seconds: float) -> None:
        """Go forward by some seconds."""
        self._now += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift of the ``turn``-th operator with the times, UTC, at which its calls come in."""

    turn: int
    begins: datetime
    calls: tuple[datetime, ...]


def shifts(calls: int, until: datetime) -> list[Shift]:
    """Spread calls evenly over shifts on working days; the last of them is over before the day of ``until``."""
    days = max(_DAYS, -(-calls // (_CALLS * len(_SHIFTS))))
    slots = list(_slots(days, until))
    share, rest = divmod(calls, len(slots))
    counts = [share + (1 if index < rest else 0) for index in range(len(slots))]
    return [Shift(turn, begins, _times(begins, count)) for (turn, begins), count in zip(slots, counts, strict=True)]


def _slots(days: int, until: datetime) -> Iterator[tuple[int, datetime]]:
    midnight = until.astimezone(JAPAN).replace(hour=0, minute=0, second=0, microsecond=0)
    found: list[datetime] = []
    while len(found) < days:
        midnight -= timedelta(days=1)
        if midnight.weekday() < 5:
            found.append(midnight)
    for day in reversed(found):
        for turn, begins in enumerate(_SHIFTS):
            yield turn, (day + begins).astimezone(UTC)


def _times(begins: datetime, count: int) -> tuple[datetime, ...]:
    return tuple(begins + _LENGTH * (index + 0.5) / count for index in range(count))
