"""Times of the protocol (ISO 8601 UTC) as a person at this machine reads and sets them."""

from datetime import UTC, datetime, timedelta


def local(text: str) -> datetime:
    """Return an ISO 8601 time as aware local time."""
    return datetime.fromisoformat(text).astimezone()


def shown(text: str) -> str:
    """Return an ISO 8601 time as local date and time to the second."""
    return local(text).strftime("%Y/%m/%d %H:%M:%S")


def shown_exactly(text: str) -> str:
    """Return an ISO 8601 time as local date and time to the millisecond, with the zone."""
    when = local(text)
    return f"{when:%Y/%m/%d %H:%M:%S}.{when.microsecond // 1000:03d} {zone_name(when)}"


def zone_name(when: datetime) -> str:
    """Return what the local zone is called at that time: ``JST``, or its distance from UTC where it has no name."""
    name = when.tzname() or ""
    return name if name.isascii() and name.isalpha() else f"UTC{when:%z}"


def utc(when: datetime) -> str:
    """Return a local time (naive: of this machine) as the protocol writes it."""
    return when.astimezone(UTC).isoformat(timespec="milliseconds")


def midnight(when: datetime, days: int = 0) -> datetime:
    """Return the beginning of a local day, ``days`` after that of ``when``, as naive local time."""
    return datetime(when.year, when.month, when.day) + timedelta(days=days)  # noqa: DTZ001 - local on purpose
