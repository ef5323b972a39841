"""Tells of a run of entries, without taking each apart, that there is nothing to find in it.

Most runs of most logs are flawless, and a million entries are taken apart slowly. What is checked here is the same as
what :class:`operator_console.audit.verifier.Verifier` checks entry by entry; where anything is not as it should be, the
answer is "do not know" and the verifier looks itself.
"""

import struct
from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import sha256
from itertools import accumulate, pairwise, repeat
from operator import mul, sub
from typing import Final, NamedTuple
from unicodedata import is_normalized

from operator_console.audit.record import FIXED_TEXTS, HEADER, VERSION
from operator_console.domain.actions import Action, Outcome

_START: Final = slice(0, 73)
_START_FORM: Final = "17sQ32s2q"
"""Version and log id, sequence, previous head, wall and monotonic time."""
_COUNTS: Final = 77
_TABLE: Final = HEADER.size + 2 * FIXED_TEXTS
_BOOT: Final = 2
_CALL: Final = 8
_BUILD: Final = 13
"""Which of the texts are the boot, the call, and the build with the mode behind it."""
DRIFT_US: Final = 120 * 1_000_000
"""How far the wall clock may go ahead of the time since boot, from one entry to the next."""
_SHOWN: Final = frozenset({Action.REVEAL, Action.REVEAL_ENDED})
_KNOWN_SHAPES: Final = 20_000
_GLANCE: Final = 16


Showing = tuple[int, bool, tuple[bytes, bytes]]
"""Sequence, whether it ends there, call and field."""


class Shape(NamedTuple):
    """Where the texts lie in every record that has the same table of lengths."""

    size: int
    kind: slice
    texts: slice
    boot: slice
    tail: slice
    build: int
    """Bytes of the build, which begins the tail; the mode ends it."""
    kinds: dict[bytes, Action]
    plain: bool
    """Whether there is no order of facts to look at."""
    call: slice
    fields: tuple[slice, ...]
    facts: tuple[tuple[slice, slice], ...]
    starts: tuple[int, ...]


class Moment(NamedTuple):
    """When and under what an entry was written: what the next one is held against."""

    wall_us: int
    monotonic_ns: int
    boot: bytes
    build: bytes
    mode: bytes


class Run(NamedTuple):
    """A flawless run: the head of every entry, when the last one was written, its showings by call and field."""

    heads: list[bytes]
    moment: Moment
    showings: list[Showing]


def flawless(
    entries: tuple[Sequence[int], Sequence[bytes]], log_id: bytes, sequence: int, previous: bytes, before: Moment | None
) -> Run | None:
    """Return what follows from a run that fits behind ``previous`` and begins with ``sequence``, or None: look closer.

    ``entries`` are their sequences and records in the database, at least one. ``before`` is the moment of the entry
    before the first, against which it is held as each later one against the one before it; None where there is none.
    """
    sequences, records = entries
    numbers = range(sequence, sequence + len(records))
    if sequences != numbers and list(sequences) != list(numbers):
        return None
    heads = [sha256(record).digest() for record in records]
    try:
        starts = _starts(len(records)).unpack(b"".join([record[_START] for record in records]))
        logs, inside, named, walls, sinces = (starts[place::5] for place in range(5))
        if (
            logs.count(bytes([VERSION]) + log_id) != len(logs)
            or inside != (*numbers,)
            or named != (previous, *heads[:-1])
        ):
            return None
        told = _contents(sequence, records, before)
    except (IndexError, struct.error, ValueError):
        return None
    if told is None or not _steady(walls, sinces, before):
        return None
    showings, (boot, build, mode) = told
    return Run(heads, Moment(walls[-1], sinces[-1], boot, build, mode), showings)


@lru_cache(maxsize=4)
def _starts(count: int) -> struct.Struct:
    """What so many records begin with, one behind the other."""
    return struct.Struct(f">{_START_FORM * count}")


def _steady(walls: Sequence[int], sinces: Sequence[int], before: Moment | None) -> bool:
    """Whether the wall clock never goes back, and never far ahead of the time since boot."""
    if before is not None:
        walls, sinces = (before.wall_us, *walls), (before.monotonic_ns, *sinces)
    if list(walls) != sorted(walls):
        return False
    if list(sinces) == sorted(sinces) and _steady_at_a_glance(walls, sinces):
        return True
    ahead = list(map(sub, map(mul, walls, repeat(1000)), sinces))
    return bool(max(ahead) - min(ahead) <= DRIFT_US * 1000)


def _steady_at_a_glance(walls: Sequence[int], sinces: Sequence[int]) -> bool:
    """The same told from a few of the entries; where neither clock goes back, those between lie between.

    False where that is not certain.
    """
    walls, sinces = (*walls[::_GLANCE], walls[-1]), (*sinces[::_GLANCE], sinces[-1])
    most = max(wall * 1000 - since for wall, since in zip(walls[1:], sinces, strict=False))
    least = min(wall * 1000 - since for wall, since in zip(walls, sinces[1:], strict=False))
    return most - least <= DRIFT_US * 1000


def _contents(
    sequence: int, records: Sequence[bytes], before: Moment | None
) -> tuple[list[Showing], tuple[bytes, bytes, bytes]] | None:
    """What is shown and masked again in these records, and their boot, build and mode.

    None when one of them is not canonical, or not all have the boot, the build and the mode of the one before.
    """
    found: list[Showing] = []
    boot, tail, build = _place(records[0]) if before is None else _place_of(before)
    fronts = _fronts(boot, build)
    for number, record in enumerate(records, start=sequence):
        front = fronts.get(record[_FRONT]) or _front(record, boot, build)
        if front is None:
            return None
        size, its_tail, texts, shape, shown = front
        if len(record) != size or record[its_tail] != tail or not (record[texts].isascii() or _is_text(record)):
            return None
        if shape is not None and not _in_order(record, shape):
            return None
        if shown is not None:
            ends, call, fields = shown
            for field in fields:
                found.append((number, ends, (record[call], record[field])))
    return found, (boot, tail[:build], tail[build:])


_FRONT: Final = slice(_COUNTS, _COUNTS + 112)
"""Table, action, outcome and boot of most records, and what comes after; how to read such a record is remembered."""
Shown = tuple[bool, slice, tuple[slice, ...]]
"""Whether a showing ends, and where its call and its fields lie."""
Front = tuple[int, slice, slice, Shape | None, Shown | None]
"""Size, tail, texts, the shape where the order of facts is to be looked at, and what is shown or masked again."""


@lru_cache(maxsize=4)
def _fronts(boot: bytes, build: int) -> dict[bytes, Front]:
    """How records with this boot and a build of this length are to be read, by their fronts."""
    return {}


def _front(record: bytes, boot: bytes, build: int) -> Front | None:
    """Find out how a record is to be read, and remember it where the front says all of it; None: look closer."""
    shape = _shape_of(record)
    kind = shape.kinds.get(record[shape.kind])
    if kind is None or record[shape.boot] != boot or shape.build != build:
        return None
    shown = (kind is Action.REVEAL_ENDED, shape.call, shape.fields) if kind in _SHOWN and shape.fields else None
    front = shape.size, shape.tail, shape.texts, None if shape.plain else shape, shown
    if shape.boot.stop <= _FRONT.stop:
        fronts = _fronts(boot, build)
        if len(fronts) >= _KNOWN_SHAPES:
            fronts.clear()
        fronts[record[_FRONT]] = front
    return front


def _shape_of(record: bytes) -> Shape:
    table = record[_COUNTS : _TABLE + 2 * record[_COUNTS] + 4 * record[_COUNTS + 1]]
    return _shapes.get(table) or _shape(table)


def _place(record: bytes) -> tuple[bytes, bytes, int]:
    """The boot, the build and the mode together, and how long the build is."""
    shape = _shape_of(record)
    return record[shape.boot], record[shape.tail], shape.build


def _place_of(moment: Moment) -> tuple[bytes, bytes, int]:
    return moment.boot, moment.build + moment.mode, len(moment.build)


def _is_text(record: bytes) -> bool:
    """UTF-8 in normal form C as a whole, and no text begins within a character: so is each text by itself."""
    shape = _shape_of(record)
    if any(0x80 <= record[start] < 0xC0 for start in shape.starts):
        return False
    return is_normalized("NFC", record[shape.texts].decode())


def _in_order(record: bytes, shape: Shape) -> bool:
    pairs = [(record[name], record[value]) for name, value in shape.facts]
    return pairs == sorted(pairs)


_shapes: Final[dict[bytes, Shape]] = {}


def _shape(table: bytes) -> Shape:
    """Return the shape that a table gives, and remember it. Raises ValueError when the record ends within it."""
    fields, facts, *lengths = struct.unpack(f">BB{(len(table) - 2) // 2}H", table)
    if len(lengths) != FIXED_TEXTS + fields + 2 * facts:
        raise ValueError("shorter than its table")
    edges = list(accumulate(lengths, initial=_COUNTS + len(table)))
    texts = [slice(low, high) for low, high in pairwise(edges)]
    others = texts[FIXED_TEXTS + fields :]
    if len(_shapes) >= _KNOWN_SHAPES:
        _shapes.clear()
    _shapes[table] = shape = Shape(
        size=edges[-1],
        kind=slice(edges[0], edges[2]),
        texts=slice(edges[2], None),
        boot=texts[_BOOT],
        tail=slice(texts[_BUILD].start, texts[_BUILD + 1].stop),
        build=lengths[_BUILD],
        kinds=_kinds(lengths[0], lengths[1]),
        plain=facts < 2,
        call=texts[_CALL],
        fields=tuple(texts[FIXED_TEXTS : FIXED_TEXTS + fields]),
        facts=tuple(zip(others[::2], others[1::2], strict=True)),
        starts=tuple(sorted({edge for edge in edges[2:] if edge < edges[-1]})),
    )
    return shape


@cache
def _kinds(action: int, outcome: int) -> dict[bytes, Action]:
    """Every action and outcome with texts of these lengths, as they lie in a record; none that is always told of."""
    return {
        (kind.value + how.value).encode(): kind
        for kind in Action
        if kind is not Action.RESTORED
        for how in Outcome
        if len(kind.value) == action and len(how.value) == outcome
    }
