"""From what the services say to the log's records, and from records to what somebody asks for."""

from operator_console.audit.record import Entry, MalformedRecord, decode
from operator_console.domain.actions import Action
from operator_console.services.ports import Draft, LogFilter


def entry_of(draft: Draft, log_id: bytes, sequence: int, previous: bytes) -> Entry:
    """Return the draft with its place in the chain: its log's id (16 bytes), sequence, head before it (32 bytes)."""
    return Entry(log_id, sequence, previous, *draft)


def is_of(record: bytes, action: Action) -> bool:
    """Return whether a record is of this action; one that cannot be read is not."""
    try:
        return decode(record).action is action
    except MalformedRecord:
        return False


def fits(entry: Entry, which: LogFilter) -> bool:
    """Return whether an entry is one that the filter asks for."""
    return (
        which.user in ("", entry.user)
        and which.action in ("", entry.action)
        and which.customer in ("", entry.customer)
        and (not which.since_us or which.since_us <= entry.wall_us)
        and (not which.until_us or entry.wall_us <= which.until_us)
    )
