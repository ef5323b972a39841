"""Answers a lead or an auditor who reads and verifies the log."""

from collections.abc import Generator
from functools import partial

from operator_console.protocol import messages as m
from operator_console.services import read_log, verify_log
from operator_console.vault_process.conversation import Conversation, told


def routes(c: Conversation) -> list[m.Route]:
    """Bind the requests to what answers them."""
    return [
        m.ReadLog.answered_by(partial(_read_log, c)),
        m.ReadLogChoices.answered_by(partial(_log_choices, c)),
        m.VerifyLog.answered_by(partial(_verify_log, c)),
    ]


def _read_log(c: Conversation, request: m.ReadLog) -> m.LogPage:
    question = read_log.LogQuestion(
        user=request.user,
        action=request.action,
        customer=request.customer,
        client=request.client,
        since=request.since,
        until=request.until,
    )
    rows, more = read_log.read_log(c.desk, question, request.before, request.limit)
    return m.LogPage(rows, more)


def _log_choices(c: Conversation, _: m.ReadLogChoices) -> m.LogChoices:
    return m.LogChoices(*read_log.choices(c.desk))


def _verify_log(c: Conversation, _: m.VerifyLog) -> Generator[m.Progress, None, m.LogVerified]:
    verdict = yield from told(verify_log.verify_log(c.desk))
    return m.LogVerified(
        verdict.ok,
        verdict.entries,
        verdict.findings,
        seals_checked=verdict.seals_checked,
        left_out=verdict.left_out,
    )
