"""Times of the protocol (ISO 8601 UTC) as the office's clocks show them, wherever this machine thinks that it is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone


@dataclass(frozen=True, slots=True)
class OfficeTime:
    """The policy's time of day, by which days begin and working hours count; ``minutes`` ahead of UTC."""

    minutes: int = 0

    @property
    def zone(self) -> timezone:
        """The office's zone."""
        return timezone(timedelta(minutes=self.minutes))

    @property
    def name(self) -> str:
        """What the zone is called: its distance from UTC."""
        hours, minutes = divmod(abs(self.minutes), 60)
        return f"UTC{'-' if self.minutes < 0 else '+'}{hours:02}:{minutes:02}"

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(self.zone)

    def of(self, text: str) -> datetime:
        """Return an ISO 8601 time as aware time of the office."""
        return datetime.fromisoformat(text).astimezone(self.zone)

    def shown(self, text: str) -> str:
        """Return an ISO 8601 time as date and time to the second."""
        return self.of(text).strftime("%Y/%m/%d %H:%M:%S")

    def shown_exactly(self, text: str) -> str:
        """Return an ISO 8601 time as date and time to the millisecond, with the zone."""
        when = self.of(text)
        return f"{when:%Y/%m/%d %H:%M:%S}.{when.microsecond // 1000:03d} {self.name}"

    def utc(self, when: datetime) -> str:
        """Return a time (naive: of the office) as the protocol writes it."""
        aware = when if when.tzinfo else when.replace(tzinfo=self.zone)
        return aware.astimezone(UTC).isoformat(timespec="milliseconds")


def midnight(when: datetime, days: int = 0) -> datetime:
    """Return the beginning of a day, ``days`` after that of ``when``, as naive time."""
    return datetime(when.year, when.month, when.day) + timedelta(days=days)  # noqa: DTZ001 - of the office
