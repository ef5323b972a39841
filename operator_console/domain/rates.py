"""How often one OS user may do what in Guarded mode: more than anybody does by hand, less than a script would like."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum, auto
from typing import Final


class Rate(StrEnum):
    """What is counted. Every request that can write an entry is one of these."""

    REVEALS = auto()
    SEARCHES = auto()
    ANSWERS = auto()
    STEPS = auto()  # everything else


class Span(StrEnum):
    """The spans of time in which it is counted, each begun by the clock and not by the first request."""

    MINUTE = auto()
    HOUR = auto()
    DAY = auto()

    @property
    def seconds(self) -> int:
        """How long it is."""
        return _SECONDS[self]


_SECONDS: Final = {Span.MINUTE: 60, Span.HOUR: 3600, Span.DAY: 86_400}


@dataclass(frozen=True, slots=True)
class Window:
    """One span of time: ``begins`` in seconds since 1970 UTC, and how often something may be done in it."""

    span: Span
    begins: int
    limit: int

    @property
    def ends(self) -> datetime:
        """When it goes on."""
        return datetime.fromtimestamp(self.begins, UTC) + timedelta(seconds=self.span.seconds)


@dataclass(frozen=True, slots=True)
class GuardedRules:
    """The policy's ``[guarded]`` table; Standalone looks at none of it.

    The numbers are for one OS user. A fast operator takes 40 calls in an hour and 400 in a day of ten hours, with two
    searches, five answers and six fields shown in each call: 80, 200 and 240 in an hour, 2,400 fields in a day.
    """

    tie_accounts: bool = False
    """Whether an account is only for the OS user to whom the administrator tied it."""
    reveals_per_minute: int = 30
    reveals_per_hour: int = 300
    reveals_per_day: int = 2400
    searches_per_minute: int = 10
    searches_per_hour: int = 100
    searches_per_day: int = 600
    answers_per_minute: int = 30
    answers_per_hour: int = 300
    answers_per_day: int = 2400
    steps_per_minute: int = 240
    steps_per_hour: int = 4000
    steps_per_day: int = 20_000

    def windows(self, rate: Rate, now: datetime, utc_offset_minutes: int) -> tuple[Window, ...]:
        """Return the spans in which a moment lies, the shortest first; days begin at local midnight."""
        offset = utc_offset_minutes * 60
        local = int(now.timestamp()) + offset
        return tuple(
            Window(span, local - local % span.seconds - offset, getattr(self, f"{rate}_per_{span}")) for span in Span
        )
