"""Verifies the whole log for a lead, an auditor or an administrator, and writes down that it was done."""

from collections.abc import Generator
from dataclasses import replace

from operator_console.audit.findings import FindingCode
from operator_console.audit.verifier import Verdict, Verifier
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.domain.views import Finding
from operator_console.services.desk import Desk
from operator_console.services.evidence import write_if_whole

BATCH = 1000
"""Entries read at a time: what another request waits for."""


def verify_log(desk: Desk) -> Generator[tuple[str, int, int], None, Verdict]:
    """Check every entry up to the one that is newest now; yields the stage, entries done and entries in all.

    Entries that are written while it runs are after its end. Throwing ``Refusal(CANCELLED)`` stops it.
    """
    desk.require(Duty.VERIFY_LOG)
    log = desk.vault.log
    end = log.end()
    until = end.entries if end and log.writable else None
    check = Verifier(log.log_id)
    try:
        while batch := log.stored(check.last, BATCH):
            check.feed([stored for stored in batch if until is None or stored.sequence <= until])
            yield "verifying", check.entries, until or 0
            if until is not None and batch[-1].sequence >= until:
                break
    except Refusal as refused:
        if refused.code is Code.CANCELLED:
            write_if_whole(desk, Action.LOG_VERIFIED, Outcome.CANCELLED, (("entries", str(check.entries)),))
        raise
    verdict = check.finish(end)
    facts = (("entries", str(verdict.entries)), ("findings", str(len(verdict.findings))))
    if not write_if_whole(desk, Action.LOG_VERIFIED, Outcome.DONE if verdict.ok else Outcome.FAILED, facts):
        code = FindingCode.UNWRITTEN
        unwritten = Finding(code, end.entries if end else check.last, {}, code.severity)
        return replace(verdict, findings=(*verdict.findings, unwritten))
    return verdict
