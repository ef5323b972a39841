"""Writes into the log how an import ended that was cut off; leaves alone what a living process still imports."""

from dataclasses import dataclass
from itertools import chain
from typing import Final

from operator_console.audit.record import Entry
from operator_console.domain.actions import Action
from operator_console.services.desk import Desk
from operator_console.services.ports import LogFilter

_LOOKED_AT: Final = 100
"""Imports back from the newest one, among which one that was cut off is looked for."""


def settle_imports(desk: Desk) -> bool:
    """Write into the log how an import ended that was cut off; return whether there was one.

    To be called whenever a vault has been opened, before any other work, and by one process at a time. An import of a
    session that still lives is left alone. Every batch was one transaction, so there is nothing to undo: what is
    missing is only the entry with the counts.
    """
    runs = _runs(desk)
    cut_off = [run for run in runs if run.ended is None and not desk.vault.session.lives(run.begun.session)]
    for run in cut_off:
        now = desk.vault.customers.count()
        facts: tuple[tuple[str, str], ...] = (("import", str(run.begun.sequence)), ("customers", str(now)))
        if not any(run.overlaps(other) for other in runs):  # otherwise nobody can say whose rows they are
            facts = (*facts, ("imported", str(now - int(dict(run.begun.facts)["customers"]))))
        desk.journal.write(Action.VAULT_SETTLED, reason="import", facts=facts)
    return bool(cut_off)


@dataclass(slots=True)
class _Run:
    """One import as the log tells it. ``ended`` is the sequence of the entry that says so."""

    begun: Entry
    ended: int | None = None

    def overlaps(self, other: "_Run") -> bool:
        """Return whether another one was at work after this one had begun."""
        return other is not self and (other.ended is None or other.ended > self.begun.sequence)


def _runs(desk: Desk) -> list[_Run]:
    """The latest imports in the order in which they began. One session has one at a time."""
    kinds = (Action.IMPORT_BEGUN, Action.IMPORT_ENDED, Action.VAULT_SETTLED)
    pages = [desk.vault.log.page(LogFilter(action=kind), 0, _LOOKED_AT) for kind in kinds]
    runs: dict[int, _Run] = {}
    for entry in sorted(chain(*pages), key=lambda each: each.sequence):
        if entry.action is Action.IMPORT_BEGUN:
            runs[entry.sequence] = _Run(entry)
        elif entry.action is Action.VAULT_SETTLED:
            told = [runs[number] for number in runs if str(number) == dict(entry.facts).get("import")]
            _end_last(told, entry.sequence)
        else:
            _end_last([run for run in runs.values() if run.begun.session == entry.session], entry.sequence)
    return list(runs.values())


def _end_last(runs: list[_Run], sequence: int) -> None:
    for run in [run for run in runs if run.ended is None][-1:]:
        run.ended = sequence
