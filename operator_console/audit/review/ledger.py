"""Everything the review needs of a log, read once and in order; what is fed later is added, nothing is kept on disk."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Final
from unicodedata import normalize

from operator_console.audit.review.calls import CallRecord
from operator_console.audit.review.lines import Line, local_day, local_hour, read_line
from operator_console.domain.actions import Action
from operator_console.domain.review import Decision

_REASONS: Final = frozenset(
    {
        Action.BREAK_GLASS,
        Action.LIMIT_LIFTED,
        Action.SEALED_OPENED,
        Action.MEMO_DISPOSED,
        Action.CUSTOMER_SEALED,
        Action.CUSTOMER_UNSEALED,
        Action.REVIEW_ANSWERED,
    }
)
"""Actions for which somebody gives a reason."""
_READINGS: Final = frozenset({Action.CUSTOMER_LOG_READ, Action.STATEMENT_MADE})
_LIMITS: Final = frozenset({Action.RATE_REACHED, Action.RATE_OVER, Action.SIGN_IN_FAILED})
_WORDS: Final = frozenset({Action.REVIEWED, Action.REVIEW_ANSWERED})
_DECISIONS: Final = {decision.value: decision for decision in Decision}


@dataclass(frozen=True, slots=True)
class Word:
    """A decision about a case, or the answer to a question (``decision`` is None).

    ``rules`` are what the reviewer saw, ``through`` the last entry of the case by then.
    """

    sequence: int
    wall_us: int
    user: str
    decision: Decision | None
    text: str
    rules: frozenset[str]
    through: int


@dataclass(slots=True)
class DayRecord:
    """One local day. ``seed``: the head of the first entry after it, which nobody knew while it lasted."""

    calls: list[CallRecord] = field(default_factory=list)
    reasons: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """By user, action and the reason's words."""
    readings: Counter[str] = field(default_factory=Counter)
    """Readings of the log for a particular customer, by user."""
    rates: Counter[str] = field(default_factory=Counter)
    """Limits of their OS user that were reached, by user."""
    refused: Counter[str] = field(default_factory=Counter)
    """Requests beyond those limits, by user."""
    rooms: Counter[str] = field(default_factory=Counter)
    """Checks of the workplace that had a no among the answers, by user."""
    failures: Counter[str] = field(default_factory=Counter)
    """Failed attempts to sign in, by the OS user from whom they came."""
    seed: bytes = b""
    changed: int = 0
    """The last entry that belongs to it."""


class Ledger:
    """The calls, days and decisions of a log. ``utc_offset_minutes`` tells where a day begins."""

    def __init__(self, utc_offset_minutes: int) -> None:
        self.offset = utc_offset_minutes
        self.calls: dict[str, CallRecord] = {}
        self.days: dict[int, DayRecord] = {}
        self.said: dict[str, list[Word]] = {}
        self.hours: dict[tuple[int, int, str], list[int]] = {}
        """By day, local hour and user: calls opened and reveals."""
        self.last = 0
        """The sequence of the last entry that was fed."""
        self._newest_day = 0
        self._unseeded: list[DayRecord] = []

    def feed(self, sequence: int, record: bytes) -> None:
        """Take the next entry. A record that cannot be read is left to the verifier."""
        self.last = sequence
        line = read_line(record)
        if line is None:
            return
        day = local_day(line.wall_us, self.offset)
        if day > self._newest_day:
            self._begin(day, record)
        if line.action in _WORDS:
            self._say(line)
        if line.call:
            self._add_to_call(line, day)
        if line.reason and line.action in _REASONS:
            self._day(day, line).reasons[line.user, line.action, _plain(line.reason)] += 1
        if line.action in _READINGS or (line.action == Action.LOG_READ and "customer" in line.facts):
            self._day(day, line).readings[line.user] += 1
        if line.action == Action.ROOM_CHECKED and "room_no" in line.facts:
            self._day(day, line).rooms[line.user] += 1
        if line.action in _LIMITS:
            self._limit(self._day(self._day_of_limit(line, day), line), line)

    def _day_of_limit(self, line: Line, day: int) -> int:
        """Return the day on which something was refused, where the entry says so and anything was done on it."""
        try:
            said = date.fromisoformat(line.facts.get("day", "")).toordinal()
        except ValueError:
            return day
        return said if said in self.days else day

    @staticmethod
    def _limit(day: DayRecord, line: Line) -> None:
        """Guarded mode: what an OS user was refused. How often is written later, by whoever signs in then."""
        if line.action == Action.RATE_REACHED:
            day.rates[line.user] += 1
        elif line.action == Action.RATE_OVER:
            day.refused[line.facts.get("name", "")] += _number(line.facts.get("refused", ""))
        elif "os_user" in line.facts:
            day.failures[line.facts["os_user"]] += 1

    def _begin(self, day: int, record: bytes) -> None:
        """The first entry of a later day: its head is the seed of the days before it."""
        self._newest_day = day
        seed = sha256(record).digest()
        for past in self._unseeded:
            past.seed = seed
        self._unseeded.clear()

    def _add_to_call(self, line: Line, day: int) -> None:
        call = self.calls.get(line.call)
        if call is None:
            call = CallRecord(line.call, line.user, day, line.wall_us, line.sequence)
            self.calls[line.call] = call
            self._day(day, line).calls.append(call)
            self._hour(line, day)[0] += 1
        call.add(line)
        self.days[call.day].changed = line.sequence
        if line.action == Action.REVEAL:
            self._hour(line, day)[1] += 1

    def _hour(self, line: Line, day: int) -> list[int]:
        return self.hours.setdefault((day, local_hour(line.wall_us, self.offset), line.user), [0, 0])

    def _day(self, day: int, line: Line) -> DayRecord:
        record = self.days.get(day)
        if record is None:
            record = self.days[day] = DayRecord()
            self._unseeded.append(record)
        record.changed = line.sequence
        return record

    def _say(self, line: Line) -> None:
        facts = line.facts
        word = Word(
            line.sequence,
            line.wall_us,
            line.user,
            _DECISIONS.get(facts.get("decision", "")),
            line.reason,
            frozenset(facts.get("rules", "").split()),
            _number(facts.get("through", "")),
        )
        self.said.setdefault(facts.get("case", ""), []).append(word)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _plain(reason: str) -> str:
    """Return the words without what does not make them different."""
    return " ".join(normalize("NFKC", reason).casefold().split())
