"""Answers a lead or an auditor who reads and verifies the log, and everybody who takes a checkpoint away."""

from collections.abc import Generator
from functools import partial
from pathlib import Path

from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.services import auditors, checkpoints, export_log, read_log, verify_log
from operator_console.vault_process.conversation import Conversation, told


def routes(c: Conversation) -> list[m.Route]:
    """Bind the requests to what answers them."""
    return [
        m.ReadLog.answered_by(partial(_read_log, c)),
        m.ReadLogChoices.answered_by(partial(_log_choices, c)),
        m.VerifyLog.answered_by(partial(_verify_log, c)),
        m.ReadEvidence.answered_by(partial(_evidence, c)),
        m.TakeCheckpoint.answered_by(partial(_take, c)),
        m.Deliver.answered_by(partial(_deliver, c)),
        m.ExportLog.answered_by(partial(_export, c)),
        m.AddAuditorKey.answered_by(partial(_add_auditor, c)),
    ]


def _read_log(c: Conversation, request: m.ReadLog) -> m.LogPage | Generator[m.Progress, None, m.LogPage]:
    question = read_log.LogQuestion(
        user=request.user,
        action=request.action,
        customer=request.customer,
        client=request.client,
        since=request.since,
        until=request.until,
    )
    known, last = read_log.look_through(c.desk, question)
    return _looking_through(c, question, request, (known, last)) if known < last else _page(c, question, request)


def _looking_through(
    c: Conversation, question: read_log.LogQuestion, request: m.ReadLog, reached: tuple[int, int]
) -> Generator[m.Progress, None, m.LogPage]:
    while reached[0] < reached[1]:
        yield m.Progress("looking_through", *reached)
        reached = read_log.look_through(c.desk, question)
    return _page(c, question, request)


def _page(c: Conversation, question: read_log.LogQuestion, request: m.ReadLog) -> m.LogPage:
    return m.LogPage(*read_log.read_log(c.desk, question, request.before, request.limit))


def _log_choices(c: Conversation, _: m.ReadLogChoices) -> m.LogChoices:
    return m.LogChoices(*read_log.choices(c.desk))


def _verify_log(c: Conversation, request: m.VerifyLog) -> Generator[m.Progress, None, m.LogVerified]:
    found = yield from told(verify_log.verify_log(c.desk, request.kept))
    return m.LogVerified(
        found.ok,
        found.verdict.entries,
        found.findings,
        seals_checked=found.verdict.seals_checked,
        left_out=found.verdict.left_out,
        looks_like=found.looks_like,
        good_until=found.good_until,
        good_after=found.good_after,
        since=found.since,
    )


def _evidence(c: Conversation, _: m.ReadEvidence) -> m.EvidenceState:
    return m.EvidenceState(checkpoints.evidence(c.desk))


def _take(c: Conversation, _: m.TakeCheckpoint) -> m.CheckpointTaken:
    taken = checkpoints.take(c.desk)
    return m.CheckpointTaken(taken.entries, taken.time, taken.code, taken.text, taken.qr)


def _deliver(c: Conversation, request: m.Deliver) -> m.EvidenceState:
    return m.EvidenceState(checkpoints.deliver(c.desk, c.files, request.entries, request.way, request.path))


def _add_auditor(c: Conversation, request: m.AddAuditorKey) -> m.EvidenceState:
    auditors.add_auditor(c.desk, c.keeper, request.key, Secret(request.recovery))
    return m.EvidenceState(checkpoints.evidence(c.desk))


def _export(c: Conversation, request: m.ExportLog) -> Generator[m.Progress, None, m.LogExported]:
    work = export_log.export_log(c.desk, c.files, Path(request.path), request.form, request.nonce)
    made = yield from told(work)
    return m.LogExported(made.entries, made.size, made.sha256, made.code)
