"""Verifies the whole log for a lead, an auditor or an administrator, and writes down that it was done."""

from collections.abc import Generator

from operator_console.audit.verifier import Verdict, Verifier
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.services.desk import Desk

BATCH = 1000
"""Entries read at a time: what another request waits for."""


def verify_log(desk: Desk) -> Generator[tuple[str, int, int], None, Verdict]:
    """Check every entry up to the one that is newest now; yields the stage, entries done and entries in all.

    Entries that are written while it runs are after its end. Throwing ``Refusal(CANCELLED)`` stops it.
    """
    desk.require(Duty.VERIFY_LOG)
    log = desk.vault.log
    end = log.end()
    check = Verifier(log.log_id)
    try:
        while batch := log.stored(check.last, BATCH):
            check.feed([stored for stored in batch if stored.sequence <= end.entries])
            yield "verifying", check.entries, end.entries
            if batch[-1].sequence >= end.entries:
                break
    except Refusal as refused:
        if refused.code is Code.CANCELLED:
            desk.journal.write(Action.LOG_VERIFIED, Outcome.CANCELLED, facts=(("entries", str(check.entries)),))
        raise
    verdict = check.finish(end)
    facts = (("entries", str(verdict.entries)), ("findings", str(len(verdict.findings))))
    desk.journal.write(Action.LOG_VERIFIED, Outcome.DONE if verdict.ok else Outcome.FAILED, facts=facts)
    return verdict
