"""Checkpoints as people deal with them: how old the last one kept elsewhere is, taking one away, saying so."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from operator_console.audit.checkpoints import carried, pin_code, short_code
from operator_console.audit.checkpoints import decode as decode_checkpoint
from operator_console.audit.record import MalformedRecord, decode
from operator_console.domain.actions import Action
from operator_console.domain.evidence import EvidenceView, Way
from operator_console.domain.key_codes import printed_key
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.desk import Desk
from operator_console.services.journal import microseconds
from operator_console.services.ports import Files, KeptCheckpoint

MOST_COUNTED: Final = 10_000
"""Reveals since the last delivered checkpoint are not counted any further."""
HOUR_US: Final = 3600 * 1_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """A checkpoint to be taken away: its code, the text with all of it, and a picture (rows of ``0`` and ``1``)."""

    entries: int
    time: str
    code: str
    text: str
    qr: tuple[str, ...]


def evidence(desk: Desk) -> EvidenceView:
    """Return how far the log is fixed; everybody who has signed in may know."""
    log, limits = desk.vault.log, desk.policy.limits
    made, delivered, end = log.checkpoints.newest(), log.checkpoints.delivered(), log.end()
    entries = end.entries if end else 0
    reach, since_us = _since(desk)
    public = log.checkpoints.first_public
    return EvidenceView(
        entries=entries,
        made_entries=made.entries if made else 0,
        made=moment(made.made_us) if made else "",
        delivered_entries=reach,
        delivered=moment(delivered.delivered_us) if delivered else "",
        way=delivered.way if delivered else "",
        since_entries=max(0, entries - reach),
        since_reveals=log.count_since(Action.REVEAL, reach, MOST_COUNTED),
        since_seconds=max(0, microseconds(desk.clock.now()) - since_us) // 1_000_000,
        limit_hours=limits.checkpoint_hours,
        limit_reveals=limits.checkpoint_reveals,
        overdue=overdue(desk),
        pin=pin_code(log.log_id, public) if public else "",
        auditors=tuple(printed_key(key) for key in desk.vault.auditors()),
        writable=log.writable,
    )


def overdue(desk: Desk) -> bool:
    """Return whether the policy stops reveals until a checkpoint has been delivered."""
    limits, log = desk.policy.limits, desk.vault.log
    if not (limits.checkpoint_hours or limits.checkpoint_reveals):
        return False
    reach, since_us = _since(desk)
    if limits.checkpoint_hours and microseconds(desk.clock.now()) - since_us > limits.checkpoint_hours * HOUR_US:
        return True
    most = limits.checkpoint_reveals
    return bool(most) and log.count_since(Action.REVEAL, reach, most) >= most


def require_delivered(desk: Desk) -> None:
    """Refuse ``CHECKPOINT_OLD`` where the policy does not let a value be shown any more."""
    if overdue(desk):
        raise Refusal(Code.CHECKPOINT_OLD)


def take(desk: Desk) -> Taken:
    """Make a checkpoint of the log as it is now and return what can be taken away of it."""
    made = desk.vault.log.checkpoint(microseconds(desk.clock.now()))
    text = _text(made)
    return Taken(made.entries, moment(made.made_us), code_of(made), text, picture(text))


def deliver(desk: Desk, files: Files, entries: int, way: Way, path: str) -> EvidenceView:
    """Write down that the checkpoint over ``entries`` has left the machine, as a file now if that is the way."""
    kept = desk.vault.log.checkpoints.over(entries)
    if kept is None:
        raise Refusal(Code.CHECKPOINT_UNKNOWN, entries=entries)
    if way is Way.COLLECTOR or (way is Way.FILE) != bool(path):
        raise Refusal(Code.REQUEST_MALFORMED)
    if way is Way.FILE:
        with files.create(Path(path)) as file:
            file.write(_text(kept).encode("ascii") + b"\n")
    desk.journal.write(Action.CHECKPOINT_DELIVERED, facts=(("entries", str(entries)), ("way", way)))
    desk.vault.log.checkpoints.mark_delivered(entries, way, microseconds(desk.clock.now()))
    return evidence(desk)


def code_of(kept: KeptCheckpoint) -> str:
    """Return the short code of a checkpoint."""
    checkpoint = decode_checkpoint(kept.content)
    return short_code(checkpoint.log_id, checkpoint.entries, checkpoint.head)


def moment(us: int) -> str:
    """Return microseconds since 1970 as ISO 8601 UTC."""
    return datetime.fromtimestamp(us / 1_000_000, UTC).isoformat(timespec="seconds")


def picture(text: str) -> tuple[str, ...]:
    """Return a text as a QR code (ISO/IEC 18004, error correction M), without its quiet zone."""
    import segno

    return tuple("".join(map(str, row)) for row in segno.make_qr(text, error="m", boost_error=False).matrix)


def _text(kept: KeptCheckpoint) -> str:
    return carried(decode_checkpoint(kept.content))


def _since(desk: Desk) -> tuple[int, int]:
    """The entries that the last delivered checkpoint covers and when it was made; the first entry where none was."""
    delivered = desk.vault.log.checkpoints.delivered()
    if delivered is not None:
        return delivered.entries, delivered.made_us
    for first in desk.vault.log.stored(0, 1):
        try:
            return 0, decode(first.record).wall_us
        except MalformedRecord:
            break
    return 0, microseconds(desk.clock.now())
