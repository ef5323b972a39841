"""Checks a whole log against itself, against the end its key file names and, for who holds A0, against every seal.

The caller reads entries in batches, feeds them in the order of the database and then says where the log ends:

    check = Verifier(log_id)
    while batch := log.stored(check.last, 1000):
        check.feed(batch)                      # here: progress, cancellation
    verdict = check.finish(log.end())          # no entry may be added between the last batch and the end

Where others may write meanwhile, the end is asked for first, and entries after it are not fed.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from operator_console.audit.chain import GENESIS, head, mac, next_key
from operator_console.audit.findings import FindingCode, Severity
from operator_console.audit.record import HEADER, Entry, MalformedRecord, decode
from operator_console.audit.segments import DRIFT_US, Moment, flawless
from operator_console.domain.actions import Action
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import Finding

CLOCK_TOLERANCE_US: Final = 2_000_000
"""A clock that is kept right by the network steps back by less than this."""
MOST_FINDINGS: Final = 1000
"""Findings kept of each severity; the others are counted."""
FARTHEST_KEY: Final = 10_000_000
"""A gap longer than this is not walked key by key: nothing after it is taken as sealed."""
SEGMENT: Final = 1000
"""Entries that are looked at as a whole first."""

Stored = tuple[int, bytes, bytes]
"""Sequence in the database, record, seal."""


class End(Protocol):
    """Where the log ends according to its key file: number of entries, head of the last one."""

    @property
    def entries(self) -> int:
        """How many entries were ever appended."""

    @property
    def head(self) -> bytes:
        """The head of the last of them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found, in the order of the log. ``ok`` is False when the log is not what was written."""

    ok: bool
    entries: int
    seals_checked: bool
    findings: tuple[Finding, ...]
    left_out: int = 0


class Verifier:
    """One verification. ``first_key`` is A0; without it the seals are not checked.

    ``watched`` are numbers of entries at which the head is noted in :attr:`heads`, for whoever compares checkpoints.
    """

    def __init__(self, log_id: bytes, first_key: bytes | None = None, watched: Iterable[int] = ()) -> None:
        self._log_id = log_id
        self._key = first_key
        self._seals = first_key is not None
        self._head = GENESIS
        self._before: Moment | None = None
        self._watched = deque(sorted(set(watched)))
        self._showing: dict[tuple[bytes, bytes], int] = {}
        self._found: dict[Severity, list[Finding]] = {severity: [] for severity in Severity}
        self._left_out = 0
        self.heads: dict[int, bytes] = {0: GENESIS}
        """The head at each number of entries that was watched, and what it was when."""
        self.times: dict[int, int] = {}
        """The wall time, microseconds, of the entry at each number that was watched."""
        self.entries = 0
        """How many entries have been fed."""
        self.last = 0
        """The sequence, in the database, of the last of them."""

    def feed(self, batch: Sequence[Stored]) -> None:
        """Check the next entries, in the order of the database."""
        self.read([row[0] for row in batch], [row[1] for row in batch], [row[2] for row in batch])

    def read(self, sequences: Sequence[int], records: Sequence[bytes], seals: Sequence[bytes] = ()) -> None:
        """Check the next entries, given as columns; the seals are left out where there is no key for them."""
        for low in range(0, len(records), SEGMENT):
            piece = slice(low, low + SEGMENT)
            columns = sequences[piece], records[piece], seals[piece] or [b""] * len(records[piece])
            if not self._at_once(*columns):
                self._one_by_one(*columns)
            self.entries += len(columns[0])
            self.last = columns[0][-1]

    def finish(self, end: End | None) -> Verdict:
        """Check the end and return what was found. ``end`` is None when the key file could not be read."""
        if end is None:
            self._find(FindingCode.END_UNKNOWN, self.last)
        elif end.entries > self.last:
            self._find(FindingCode.END_MISSING, self.last + 1, missing=end.entries - self.last)
        elif end.entries < self.last:
            self._find(FindingCode.END_BEYOND, end.entries + 1, extra=self.last - end.entries)
        elif end.head != self._head:
            self._find(FindingCode.END_HEAD, self.last)
        for (call, field), sequence in self._showing.items():
            self._find(FindingCode.SHOWING_UNCLOSED, sequence, call=call.decode(), field=field.decode())
        errors, notes = self._found[Severity.ERROR], self._found[Severity.NOTE]
        findings = sorted(errors + notes, key=lambda finding: finding.sequence)
        return Verdict(not errors, self.entries, self._seals, tuple(findings), self._left_out)

    def _at_once(self, sequences: Sequence[int], records: Sequence[bytes], seals: Sequence[bytes]) -> bool:
        """Take a flawless run as a whole; False, and nothing taken, when there may be something to find."""
        run = flawless((sequences, records), self._log_id, self.last + 1, self._head, self._before)
        if run is None:
            return False
        if self._key is not None:
            for sequence, record, seal in zip(sequences, records, seals, strict=True):
                self._seal(sequence, record, seal)
        showing = self._showing
        for sequence, ends, shown in run.showings:
            if ends:
                showing.pop(shown, None)
            else:
                showing[shown] = sequence
        first = self.last + 1
        while self._watched and self._watched[0] < first + len(records):
            self._watch(number := self._watched[0], run.heads[number - first], records[number - first])
        self._head, self._before = run.heads[-1], run.moment
        return True

    def _watch(self, number: int, here: bytes, record: bytes) -> None:
        self._watched.popleft()
        self.heads[number] = here
        self.times[number] = wall_of(record)

    def _one_by_one(self, sequences: Sequence[int], records: Sequence[bytes], seals: Sequence[bytes]) -> None:
        last = self.last
        for sequence, record, seal in zip(sequences, records, seals, strict=True):
            self._place(sequence, last)
            self._seal(sequence, record, seal)
            self._content(sequence, record)
            self._head = head(record)
            while self._watched and self._watched[0] <= sequence:
                if self._watched[0] == sequence:
                    self._watch(sequence, self._head, record)
                else:
                    self._watched.popleft()
            last = sequence

    def _place(self, sequence: int, last: int) -> None:
        """The database has an entry for every number, and the key of every turn is reached."""
        missing = sequence - last - 1
        if missing < 0:
            self._find(FindingCode.REORDERED, sequence, found=sequence)
        elif missing:
            self._find(FindingCode.GAP, last + 1, missing=missing)
        if self._key is not None and missing > FARTHEST_KEY:
            self._find(FindingCode.MAC_WRONG, sequence)
            self._key = None
        elif self._key is not None:
            for _ in range(missing):
                self._key = next_key(self._key)

    def _seal(self, sequence: int, record: bytes, seal: bytes) -> None:
        if self._key is None:
            return
        if seal != mac(self._key, record):
            self._find(FindingCode.MAC_WRONG, sequence)
        self._key = next_key(self._key)

    def _content(self, sequence: int, record: bytes) -> None:
        try:
            entry = decode(record)
        except MalformedRecord:
            self._find(FindingCode.MALFORMED, sequence)
            return
        if entry.log_id != self._log_id:
            self._find(FindingCode.FOREIGN_LOG, sequence)
        if entry.sequence != sequence:
            code = FindingCode.DUPLICATE if entry.sequence < sequence else FindingCode.REORDERED
            self._find(code, sequence, found=entry.sequence)
        if entry.previous != self._head:
            self._find(FindingCode.CHAIN_BROKEN, sequence)
        self._surroundings(sequence, entry)
        self._showings(sequence, entry)
        if entry.action is Action.RESTORED:
            told = dict(entry.facts)
            self._find(FindingCode.RESTORED, sequence, entries=_count(told.get("entries")), since=told.get("made", ""))

    def _surroundings(self, sequence: int, entry: Entry) -> None:
        """Held against the entry before: the clock, the mode, the build."""
        now = _moment(entry)
        before, self._before = self._before, now
        if before is None:
            return
        if now.wall_us < before.wall_us - CLOCK_TOLERANCE_US:
            self._find(FindingCode.CLOCK_BACK, sequence, seconds=(before.wall_us - now.wall_us) // 1_000_000)
        ahead = now.wall_us - before.wall_us - (now.monotonic_ns - before.monotonic_ns) // 1000
        if now.boot == before.boot and ahead > DRIFT_US:
            self._find(FindingCode.CLOCK_JUMP, sequence, seconds=ahead // 1_000_000)
        if now.mode != before.mode:
            self._mode(sequence, before.mode.decode(), entry)
        if now.build != before.build:
            self._find(FindingCode.BUILD_CHANGED, sequence, before=before.build.decode(), build=entry.build)

    def _mode(self, sequence: int, before: str, entry: Entry) -> None:
        """Another mode than before: moved with a lead's approval, which is the first entry there, or not."""
        told = dict(entry.facts)
        moved = entry.action is Action.MODE_CHANGED and (told.get("from_mode"), told.get("to_mode")) == (
            before,
            entry.mode,
        )
        if moved and told.get("lead"):
            self._find(FindingCode.MODE_MOVED, sequence, before=before, mode=entry.mode, lead=told["lead"])
        else:
            self._find(FindingCode.MODE_CHANGED, sequence, before=before, mode=entry.mode)

    def _showings(self, sequence: int, entry: Entry) -> None:
        for field in entry.fields:
            self._showing_of(sequence, entry.action, (entry.call.encode(), field.encode()))

    def _showing_of(self, sequence: int, action: Action, shown: tuple[bytes, bytes]) -> None:
        if action is Action.REVEAL:
            self._showing[shown] = sequence
        elif action is Action.REVEAL_ENDED:
            self._showing.pop(shown, None)

    def _find(self, code: FindingCode, sequence: int, **params: str | int) -> None:
        kept = self._found[code.severity]
        if len(kept) < MOST_FINDINGS:
            kept.append(Finding(code.value, sequence, params, code.severity))
        else:
            self._left_out += 1


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def wall_of(record: bytes) -> int:
    """Return the wall time in a record, microseconds since 1970; 0 where it is too short to have one."""
    return int(HEADER.unpack_from(record)[4]) if len(record) >= HEADER.size else 0


def _moment(entry: Entry) -> Moment:
    told = (entry.boot_id.encode(), entry.build.encode(), entry.mode.encode())
    return Moment(entry.wall_us, entry.monotonic_ns, *told)


def verify(
    batches: Iterable[Sequence[Stored]],
    log_id: bytes,
    end: Callable[[], End | None],
    first_key: bytes | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Generator[int, None, Verdict]:
    """Verify a log batch by batch: yields the number of entries checked so far, returns the verdict.

    ``end`` is asked after the last batch. Refuses with ``CANCELLED`` once ``cancelled`` says so.
    """
    check = Verifier(log_id, first_key)
    for batch in batches:
        if cancelled():
            raise Refusal(Code.CANCELLED)
        check.feed(batch)
        yield check.entries
    return check.finish(end())
