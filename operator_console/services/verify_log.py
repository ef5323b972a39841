"""Verifies the whole log for a lead, an auditor or an administrator, and writes down that it was done."""

import os
from bisect import bisect_right
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from operator_console.audit.checkpoints import BadCheckpoint, Kept, read_kept
from operator_console.audit.comparison import Delivered, Seen, compare, own_findings
from operator_console.audit.findings import FindingCode
from operator_console.audit.judgement import good_after, looks_like
from operator_console.audit.verifier import Verdict, Verifier, wall_of
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.domain.views import Finding, Severity
from operator_console.services.desk import Desk
from operator_console.services.evidence import write_if_whole
from operator_console.services.follow_checkpoints import Following
from operator_console.services.ports import LogStore

_CHALLENGES = 10
LONGEST_CODE = 1000
"""Characters of something kept that a refusal repeats nothing of."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found, in the order of the log, and what follows from it."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    good_until: int
    since: str

    @property
    def ok(self) -> bool:
        """Whether the log is what was written, as far as can be said."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def looks_like(self) -> str:
        """What kind of change it looks like; empty for none."""
        return looks_like(self.findings) or ""

    @property
    def good_after(self) -> int:
        """After which entry it joins up to its end."""
        return good_after(self.findings, self.verdict.entries)


def verify_log(desk: Desk, kept: Sequence[str] = ()) -> Generator[tuple[str, int, int], None, Verified]:
    """Check every entry up to the one that is newest now; yields the stage, entries done and entries in all.

    ``kept`` are checkpoints kept elsewhere. Entries that are written while it runs are after its end. Throwing
    ``Refusal(CANCELLED)`` stops it.
    """
    desk.require(Duty.VERIFY_LOG)
    wanted = [_read_kept(text) for text in kept]
    log = desk.vault.log
    challenged = _challenged(log)
    reach = log.checkpoints.reach()  # before the checkpoints: another process may sign one meanwhile
    checkpoints = list(log.checkpoints.stored())
    public, delivered = log.checkpoints.first_public, log.checkpoints.delivered()
    handed = Delivered(delivered.entries if delivered else 0)
    with Following([each.content for each in checkpoints], public, log.log_id) as following:
        watched = {each.entries for each in checkpoints} | {each.entries for each in wanted} | {handed.entries}
        check = Verifier(log.log_id, watched=watched)
        try:
            verdict = yield from _read_through(log, check)
        except Refusal as refused:
            if refused.code is Code.CANCELLED:
                write_if_whole(desk, Action.LOG_VERIFIED, Outcome.CANCELLED, (("entries", str(check.entries)),))
            raise
        followed = following.result()
    seen = Seen(log.log_id, check.last, check.heads, check.times)
    compared = compare(seen, public, wanted, handed)
    own = own_findings(seen, followed, reach)
    return _concluded(desk, verdict, [*challenged, *own, *compared.findings], compared.good_until)


def _read_through(log: LogStore, check: Verifier) -> Generator[tuple[str, int, int], None, Verdict]:
    end = log.end()
    until = end.entries if end and log.writable else None
    with log.reading() as reader:
        for numbers, records in reader.runs():
            count = len(numbers) if until is None else bisect_right(numbers, until)
            check.read(numbers[:count], records[:count])
            yield "verifying", check.entries, until or 0
            if until is not None and numbers[-1] >= until:
                break
    return check.finish(end)


def _challenged(log: LogStore) -> list[Finding]:
    """Ask the running vault for the key it has in memory, and hold that against what lies on the disk.

    Another process may write between the two: then it is asked again.
    """
    for _ in range(_CHALLENGES):
        nonce = os.urandom(32)
        own, there = log.answer(nonce), log.answer(nonce, from_disk=True)
        if own is None or own == there:
            return []
    assert own is not None
    at = min(own.entries, there.entries) + 1 if there else own.entries
    return [Finding(FindingCode.STATE_CHANGED.value, at, {}, FindingCode.STATE_CHANGED.severity)]


def _concluded(desk: Desk, verdict: Verdict, more: list[Finding], good_until: int) -> Verified:
    findings = sorted([*verdict.findings, *more], key=lambda finding: finding.sequence)
    made = Verified(verdict, tuple(findings), good_until, _since(desk.vault.log, findings))
    facts = (("entries", str(verdict.entries)), ("findings", str(len(findings))))
    if write_if_whole(desk, Action.LOG_VERIFIED, Outcome.DONE if made.ok else Outcome.FAILED, facts):
        return made
    code = FindingCode.UNWRITTEN
    unwritten = Finding(code.value, verdict.entries, {}, code.severity)
    return Verified(verdict, (*findings, unwritten), good_until, made.since)


def _since(log: LogStore, findings: Sequence[Finding]) -> str:
    """The time of the last entry before the first error."""
    first = min((f.sequence for f in findings if f.severity is Severity.ERROR), default=0)
    before = log.stored(first - 2, 1) if first > 1 else []
    if not before or before[0].sequence >= first:
        return ""
    return datetime.fromtimestamp(wall_of(before[0].record) / 1_000_000, UTC).isoformat(timespec="seconds")


def _read_kept(text: str) -> Kept:
    try:
        return read_kept(text[:LONGEST_CODE])
    except BadCheckpoint:
        raise Refusal(Code.KEPT_CODE_WRONG, kept=text[:40]) from None
