"""Looks through every record of a log for the showings of one customer, and says which may lie in a range of time."""

from dataclasses import dataclass
from struct import error
from typing import Final

from operator_console.audit.record import HEADER
from operator_console.audit.review.lines import Line, read_line
from operator_console.domain.actions import Action, Outcome

LONGEST_SHOWING_US: Final = 86_400_000_000
"""A showing whose end was never written is over by then: no console shows anything for a day without a sign of life."""


@dataclass(slots=True)
class Showing:
    """One field of the customer shown; ``ended_us`` is 0 while no end was written."""

    sequence: int
    wall_us: int
    call: str
    field: str
    ended_us: int = 0


class Watch:
    """What a log says about one customer, fed record by record. Times are microseconds since 1970 UTC."""

    def __init__(self, customer: str, since_us: int, until_us: int) -> None:
        self._customer = customer.encode()
        self._since_us = since_us
        self._until_us = until_us
        self._showings: list[Showing] = []
        self._calls: dict[str, int] = {}
        self.first = 0
        """The first entry at or after the beginning of the range; 0 for none."""
        self.last = 0
        """The last entry before or at its end."""
        self.begins_us = 0
        """When the log begins."""

    def feed(self, sequence: int, record: bytes) -> None:
        """Take the next record; what is no record is for the verifier to tell."""
        try:
            wall_us: int = HEADER.unpack_from(record)[4]
        except error:
            return
        self.begins_us = self.begins_us or wall_us
        if wall_us >= self._since_us and not self.first:
            self.first = sequence
        if wall_us <= self._until_us:
            self.last = sequence
        if self._customer in record:
            line = read_line(record)
            if line is not None and line.customer.encode() == self._customer:
                self._note(line)

    def _note(self, line: Line) -> None:
        if line.action == Action.REVEAL:
            shown = line.fields or ("",)
            self._showings += [Showing(line.sequence, line.wall_us, line.call, name) for name in shown]
        elif line.action == Action.REVEAL_ENDED:
            for showing in self._showings:
                if not showing.ended_us and showing.call == line.call and showing.field in line.fields:
                    showing.ended_us = line.wall_us
        elif line.outcome == Outcome.FOUND and line.action in (Action.SEARCH, Action.SEALED_OPENED):
            self._calls.setdefault(line.call, line.sequence)

    @property
    def exposures(self) -> list[Showing]:
        """Showings that began or lasted in the range, by the clock or by their place between entries of that time."""
        return [showing for showing in self._showings if self._between(showing.sequence) or self._overlaps(showing)]

    @property
    def unclosed(self) -> list[Showing]:
        """Showings without an end that may have lasted into the range."""
        return [showing for showing in self._showings if not showing.ended_us and self._overlaps(showing)]

    @property
    def opened(self) -> int:
        """Calls in which the record was found between the first and the last entry of the range."""
        return sum(1 for sequence in self._calls.values() if self._between(sequence))

    def _between(self, sequence: int) -> bool:
        return bool(self.first) and self.first <= sequence <= self.last

    def _overlaps(self, showing: Showing) -> bool:
        end = showing.ended_us or showing.wall_us + LONGEST_SHOWING_US
        return showing.wall_us <= self._until_us and end >= self._since_us
