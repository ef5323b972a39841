"""Says of findings what kind of change they look like, and which part of the log can still be relied on."""

from collections.abc import Iterable
from typing import Final

from operator_console.audit.findings import FindingCode
from operator_console.domain.evidence import ChangeKind
from operator_console.domain.views import Finding, Severity

F = FindingCode

_SIGNS: Final[tuple[tuple[frozenset[FindingCode], ChangeKind], ...]] = (
    (frozenset({F.PIN_MISMATCH, F.FOREIGN_LOG}), ChangeKind.REPLACED),
    (frozenset({F.EXPORT_DAMAGED}), ChangeKind.DAMAGED),
    (frozenset({F.DUPLICATE, F.REORDERED}), ChangeKind.REORDERED),
    (frozenset({F.GAP}), ChangeKind.REMOVED),
    (frozenset({F.KEPT_MISMATCH, F.CHECKPOINT_MISMATCH, F.KEY_NOT_CURRENT}), ChangeKind.CONTINUED),
    (frozenset({F.KEPT_AHEAD, F.CHECKPOINT_MISSING, F.STATE_CHANGED}), ChangeKind.PUT_BACK),
    (frozenset({F.END_MISSING}), ChangeKind.CUT),
    (frozenset({F.END_BEYOND, F.END_UNKNOWN, F.CHECKPOINT_KEY_LOST}), ChangeKind.PUT_BACK),
)
"""What comes first decides, after the two below."""


def looks_like(findings: Iterable[Finding]) -> ChangeKind | None:
    """Return the change that the errors look like most; None when there are none. A guess, said as one."""
    codes = {F(finding.code) for finding in findings if finding.severity is Severity.ERROR}
    if not codes:
        return None
    if F.END_BEYOND in codes and codes & {F.DUPLICATE, F.REORDERED}:
        return ChangeKind.INSERTED
    if F.CHAIN_BROKEN in codes and not codes & {F.DUPLICATE, F.REORDERED, F.GAP, F.PIN_MISMATCH, F.FOREIGN_LOG}:
        return ChangeKind.EDITED
    for signs, kind in _SIGNS:
        if codes & signs:
            return kind
    return ChangeKind.EDITED


def good_after(findings: Iterable[Finding], entries: int) -> int:
    """Return after which entry the log joins up to its end: 0 for all of it, ``entries`` where nothing is sure."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if any(F(finding.code) not in _IN_THE_CHAIN for finding in errors):
        return entries
    return max((min(finding.sequence, entries) for finding in errors), default=0)


_IN_THE_CHAIN: Final = frozenset(
    {F.MALFORMED, F.FOREIGN_LOG, F.GAP, F.REORDERED, F.DUPLICATE, F.CHAIN_BROKEN, F.MAC_WRONG}
)
"""Findings at a place of the chain; what comes after them still joins up to the end that the key file names."""
