"""Tells of a run of entries, without taking each apart, that there is nothing to find in it.

Most runs of most logs are flawless, and a million entries are taken apart slowly. What is checked here is the same as
what :class:`operator_console.audit.verifier.Verifier` checks entry by entry; where anything is not as it should be, the
answer is "do not know" and the verifier looks itself.
"""

import struct
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from operator import lt
from typing import Final, NamedTuple
from unicodedata import is_normalized

from operator_console.audit.chain import head
from operator_console.audit.record import FIXED_TEXTS, HEADER, VERSION
from operator_console.domain.actions import Action, Outcome

_SEQUENCE: Final = 17  # version and log id lie before it
_PREVIOUS: Final = 25
_WALL: Final = slice(57, 65)
_COUNTS: Final = 77
_TABLE: Final = HEADER.size + 2 * FIXED_TEXTS
_CALL: Final = 8
"""Which of the texts is the call."""


Showing = tuple[int, Action, bytes, bytes]
"""Sequence, reveal or its end, call, field."""


class Shape(NamedTuple):
    """Where the texts lie in every record that has the same table of lengths."""

    size: int
    body: int
    told: int
    kinds: dict[bytes, Action]
    call: slice
    fields: tuple[slice, ...]
    facts: tuple[tuple[slice, slice], ...]
    starts: tuple[int, ...]


class Run(NamedTuple):
    """A flawless run: the head and the wall time of its last entry, and its showings by call and field."""

    head: bytes
    wall_us: int
    showings: list[Showing]


def flawless(
    rows: Sequence[tuple[int, bytes, bytes]], log_id: bytes, sequence: int, previous: bytes, wall_us: int
) -> Run | None:
    """Return what follows from a run that fits behind ``previous`` and begins with ``sequence``, or None: look closer.

    ``wall_us`` is the earliest time that the first entry may have without a word about the clock. Each later one is
    held against the one before it.
    """
    records = [row[1] for row in rows]
    heads = [head(record) for record in records]
    numbers = range(sequence, sequence + len(rows))
    front = bytes([VERSION]) + log_id
    if (
        [row[0] for row in rows] != list(numbers)
        or [record[:_SEQUENCE] for record in records] != [front] * len(records)
        or b"".join([record[_SEQUENCE:_PREVIOUS] for record in records]) != struct.pack(f">{len(rows)}Q", *numbers)
        or [record[_PREVIOUS : _WALL.start] for record in records] != [previous, *heads[:-1]]
    ):
        return None
    try:
        showings = _showings(sequence, records)
        walls = struct.unpack(f">{len(rows)}q", b"".join([record[_WALL] for record in records]))
    except (IndexError, struct.error, ValueError):
        return None
    if showings is None or any(map(lt, walls, [wall_us, *walls[:-1]])):
        return None
    return Run(heads[-1], walls[-1], showings)


def _showings(sequence: int, records: Sequence[bytes]) -> list[Showing] | None:
    """What is shown and masked again in these records, or None when one of them is not canonical."""
    found: list[Showing] = []
    for number, record in enumerate(records, start=sequence):
        shape = _shape(record[_COUNTS : _TABLE + 2 * record[_COUNTS] + 4 * record[_COUNTS + 1]])
        kind = shape.kinds.get(record[shape.body : shape.told])
        if kind is None or len(record) != shape.size:
            return None
        if not record[shape.told :].isascii() and not _is_text(record, shape):
            return None
        if len(shape.facts) > 1 and not _in_order(record, shape):
            return None
        if kind is Action.REVEAL or kind is Action.REVEAL_ENDED:
            found += [(number, kind, record[shape.call], record[field]) for field in shape.fields]
    return found


def _is_text(record: bytes, shape: Shape) -> bool:
    """UTF-8 in normal form C as a whole, and no text begins within a character: so is each text by itself."""
    if any(0x80 <= record[start] < 0xC0 for start in shape.starts):
        return False
    return is_normalized("NFC", record[shape.told :].decode())


def _in_order(record: bytes, shape: Shape) -> bool:
    pairs = [(record[name], record[value]) for name, value in shape.facts]
    return pairs == sorted(pairs)


@lru_cache(maxsize=20_000)
def _shape(table: bytes) -> Shape:
    """Raises ValueError when the record ends within its table."""
    fields, facts, *lengths = struct.unpack(f">BB{(len(table) - 2) // 2}H", table)
    if len(lengths) != FIXED_TEXTS + fields + 2 * facts:
        raise ValueError("shorter than its table")
    edges = list(accumulate(lengths, initial=_COUNTS + len(table)))
    texts = [slice(low, high) for low, high in pairwise(edges)]
    others = texts[FIXED_TEXTS + fields :]
    return Shape(
        size=edges[-1],
        body=edges[0],
        told=edges[2],
        kinds=_kinds(lengths[0], lengths[1]),
        call=texts[_CALL],
        fields=tuple(texts[FIXED_TEXTS : FIXED_TEXTS + fields]),
        facts=tuple(zip(others[::2], others[1::2], strict=True)),
        starts=tuple(sorted({edge for edge in edges[2:] if edge < edges[-1]})),
    )


@cache
def _kinds(action: int, outcome: int) -> dict[bytes, Action]:
    """Every action and outcome with texts of these lengths, as they lie in a record."""
    return {
        (kind.value + how.value).encode(): kind
        for kind in Action
        for how in Outcome
        if len(kind.value) == action and len(how.value) == outcome
    }
