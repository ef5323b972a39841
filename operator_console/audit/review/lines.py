"""Reads of a record what the review needs, four times as fast as a whole entry; a broken record is left out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate, pairwise
from struct import Struct, error
from typing import Final, NamedTuple

from operator_console.audit.record import FIXED_TEXTS, HEADER

_NO_FACTS: Final[Mapping[str, str]] = {}
MICROSECONDS_A_MINUTE: Final = 60_000_000
_HOUR: Final = 60 * MICROSECONDS_A_MINUTE
_DAY: Final = 24 * _HOUR
_EPOCH: Final = datetime(1970, 1, 1).toordinal()  # noqa: DTZ001 - a date


class Line(NamedTuple):
    """One entry in short. ``action`` and ``outcome`` are values of their closed lists."""

    sequence: int
    wall_us: int
    user: str
    role: str
    action: str
    outcome: str
    call: str
    customer: str
    purpose: str
    reason: str
    fields: tuple[str, ...]
    facts: Mapping[str, str]


def read_line(record: bytes) -> Line | None:
    """Return what the review needs of a record's canonical bytes; None for bytes that are no record."""
    try:
        _, _, sequence, _, wall_us, _, _, fields, facts = HEADER.unpack_from(record)
        table = _table(FIXED_TEXTS + fields + 2 * facts)
        start = HEADER.size + table.size
        edges = accumulate(table.unpack_from(record, HEADER.size), initial=0)
        body = record[start:]
        if body.isascii():
            whole = body.decode("ascii")
            texts = [whole[low:high] for low, high in pairwise(edges)]
        else:
            texts = [body[low:high].decode() for low, high in pairwise(edges)]
    except (error, UnicodeDecodeError):
        return None
    rest = FIXED_TEXTS + fields
    return Line(
        sequence,
        wall_us,
        texts[3],
        texts[4],
        texts[0],
        texts[1],
        texts[8],
        texts[9],
        texts[10],
        texts[11],
        tuple(texts[FIXED_TEXTS:rest]),
        dict(zip(texts[rest::2], texts[rest + 1 :: 2], strict=True)) if facts else _NO_FACTS,
    )


@cache
def _table(count: int) -> Struct:
    return Struct(f">{count}H")


def local_day(wall_us: int, offset_minutes: int) -> int:
    """Return the ordinal (``date.toordinal``) of the local day of a time."""
    return (wall_us + offset_minutes * MICROSECONDS_A_MINUTE) // _DAY + _EPOCH


def local_hour(wall_us: int, offset_minutes: int) -> int:
    """Return the local hour of a time, 0 to 23."""
    return (wall_us + offset_minutes * MICROSECONDS_A_MINUTE) % _DAY // _HOUR


def local_time(wall_us: int, offset_minutes: int) -> str:
    """Return the local time of day, such as ``21:05``."""
    minutes = (wall_us + offset_minutes * MICROSECONDS_A_MINUTE) % _DAY // MICROSECONDS_A_MINUTE
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def iso(wall_us: int) -> str:
    """Return a time as ISO 8601 UTC with milliseconds; empty for 0."""
    return datetime.fromtimestamp(wall_us / 1_000_000, UTC).isoformat(timespec="milliseconds") if wall_us else ""
