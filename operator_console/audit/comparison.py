"""Holds a log against its checkpoints, those beside it and those that somebody kept elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from operator_console.audit.checkpoints import Followed, Kept, pin_code, short_code
from operator_console.audit.findings import FindingCode
from operator_console.domain.views import Finding


@dataclass(frozen=True, slots=True)
class Delivered:
    """The last checkpoint that left the machine, as the log's own keeper remembers it: entries, 0 for none."""

    entries: int = 0
    known: bool = True
    """Whether there is a keeper that could know; an export has none."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found, and up to which entry the log is what a checkpoint kept elsewhere says."""

    findings: tuple[Finding, ...]
    good_until: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What a verifier noted of the log: its id, last sequence, and heads and wall times at watched numbers."""

    log_id: bytes
    last: int
    heads: Mapping[int, bytes]
    times: Mapping[int, int] = field(default_factory=dict)


def own_findings(seen: Seen, followed: Followed, reach: int | None) -> list[Finding]:
    """Hold the log against its own checkpoints. ``reach`` is what the signing key's file says; None: it is lost."""
    found: list[Finding] = []
    if followed.broken is not None:
        found.append(_finding(FindingCode.CHECKPOINT_BROKEN, followed.broken))
    for checkpoint in followed.checkpoints:
        if seen.heads.get(checkpoint.entries) != checkpoint.head:
            found.append(_finding(FindingCode.CHECKPOINT_MISMATCH, checkpoint.entries))
            break
    if reach is None:
        found.append(_finding(FindingCode.CHECKPOINT_KEY_LOST, seen.last))
    elif followed.broken is None and reach > max((each.entries for each in followed.checkpoints), default=0):
        found.append(_finding(FindingCode.CHECKPOINT_MISSING, reach))
    return found


def compare(seen: Seen, first_public: bytes, kept: Sequence[Kept], delivered: Delivered) -> Compared:
    """Hold the log against what was kept elsewhere, and say what even that cannot exclude."""
    found: list[Finding] = []
    good = 0
    for each in kept:
        code = _kept_code(seen, first_public, each)
        if code is None:
            good = max(good, each.entries)
        elif code is FindingCode.KEPT_AHEAD:
            found.append(_finding(code, seen.last + 1, missing=each.entries - seen.last))
        else:
            found.append(_finding(code, each.entries))
    return Compared((*found, *_open(seen, good, delivered)), good)


def _kept_code(seen: Seen, first_public: bytes, kept: Kept) -> FindingCode | None:
    """What is wrong with the log if this is right; None when they agree."""
    if kept.entries == 0:
        return None if kept.code == pin_code(seen.log_id, first_public) else FindingCode.PIN_MISMATCH
    if kept.entries > seen.last:
        return FindingCode.KEPT_AHEAD
    here = seen.heads.get(kept.entries)
    if here is None or short_code(seen.log_id, kept.entries, here) != kept.code:
        return FindingCode.KEPT_MISMATCH
    return None


def _open(seen: Seen, good: int, delivered: Delivered) -> list[Finding]:
    code, reach = FindingCode.OPEN_SINCE_KEPT, good
    if not good:
        if not delivered.known:
            return []
        code, reach = FindingCode.OPEN_SINCE_DELIVERED, delivered.entries
    if not reach:
        return [_finding(FindingCode.NEVER_DELIVERED, seen.last, entries=seen.last)]
    if reach >= seen.last:
        return []
    since = datetime.fromtimestamp(seen.times.get(reach, 0) / 1_000_000, UTC).isoformat(timespec="seconds")
    return [_finding(code, reach + 1, entries=seen.last - reach, since=since)]


def _finding(code: FindingCode, sequence: int, **params: str | int) -> Finding:
    return Finding(code.value, sequence, params, code.severity)
