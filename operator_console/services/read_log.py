"""Reads the log for a lead or an auditor, newest first; that it was read is itself an entry."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from operator_console.audit.record import Entry
from operator_console.domain.actions import Action
from operator_console.domain.fields import Kind
from operator_console.domain.ids import ClientId, FieldName, UserName
from operator_console.domain.matching import BadValue, canonical
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.domain.views import LogRow
from operator_console.services.desk import Desk
from operator_console.services.evidence import write_if_whole
from operator_console.services.journal import microseconds
from operator_console.services.ports import LogFilter

LONGEST_PAGE: Final = 500
STEP_SECONDS: Final = 0.1
"""What other requests wait for while the log is looked through."""
_REFERENCE: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class LogQuestion:
    """What a person filters by; every field that is not empty must match.

    ``customer`` is a customer's number (of ``client``, or of the policy's first) or a reference from the log;
    ``since`` and ``until`` are ISO 8601, UTC where they do not say.
    """

    user: str = ""
    action: str = ""
    customer: str = ""
    client: str = ""
    since: str = ""
    until: str = ""


def read_log(desk: Desk, question: LogQuestion, before: int, limit: int) -> tuple[tuple[LogRow, ...], bool]:
    """Return at most ``limit`` rows older than ``before`` (0: the newest), and whether there are more.

    Reading is an entry, unless it goes on just where this session's last page with the same question ended.
    """
    desk.require(Duty.READ_LOG)
    which = _filter(desk, question)
    if not before or desk.read_until != (question, before):
        write_if_whole(desk, Action.LOG_READ, facts=(*_asked(question), *_from(before)))
    limit = max(1, min(limit, LONGEST_PAGE))
    entries = desk.vault.log.page(which, before, limit + 1)
    shown = entries[:limit]
    desk.read_until = (question, shown[-1].sequence) if shown else None
    return tuple(_row(entry) for entry in shown), len(entries) > limit


def look_through(desk: Desk, question: LogQuestion) -> tuple[int, int]:
    """Spend a moment on what this question needs; return up to which entry that is done, and the last.

    A million entries that nobody has filtered before take half a minute, so whoever asks does it in such steps.
    """
    desk.require(Duty.READ_LOG)
    return (0, 0) if _filter(desk, question) == LogFilter() else desk.vault.log.look_through(STEP_SECONDS)


def choices(desk: Desk) -> tuple[tuple[UserName, ...], tuple[Action, ...], int, int]:
    """Return what the filters can be set to, up to which entry that is known, and the last entry.

    Each question spends a moment on what is not known yet.
    """
    desk.require(Duty.READ_LOG)
    log = desk.vault.log
    known, last = log.look_through(STEP_SECONDS)
    users, actions = log.choices(0)
    return tuple(UserName(user) for user in users if user), tuple(Action(action) for action in actions), known, last


def _asked(question: LogQuestion) -> tuple[tuple[str, str], ...]:
    """By what the log was filtered, for its own entry. A customer's number is not written, only that one was asked."""
    pairs = (("user", question.user), ("action", question.action), ("customer", "given" if question.customer else ""))
    return tuple((name, value) for name, value in pairs if value)


def _from(before: int) -> tuple[tuple[str, str], ...]:
    return (("from_entry", str(before)),) if before else ()


def _filter(desk: Desk, question: LogQuestion) -> LogFilter:
    return LogFilter(
        user=question.user,
        action=question.action,
        customer=customer_reference(desk, question) if question.customer.strip() else "",
        since_us=_moment(question.since),
        until_us=_moment(question.until),
    )


def customer_reference(desk: Desk, question: LogQuestion) -> str:
    """Return the log's reference for what a question says about a customer: the reference itself, or a number."""
    text = question.customer.strip()
    if _REFERENCE.fullmatch(text.lower()):
        return text.lower()
    client = ClientId(question.client) if question.client else next(iter(desk.policy.clients))
    if client not in desk.policy.clients:
        raise Refusal(Code.CLIENT_UNKNOWN)
    try:
        return desk.vault.customers.ref_of_number(client, canonical(Kind.IDENTIFIER, text))
    except BadValue as bad:
        raise Refusal(Code.FIND_BAD_VALUE, field=FieldName("number"), reason=bad.problem) from None


def _moment(text: str) -> int:
    if not text:
        return 0
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal(Code.REQUEST_MALFORMED) from None
    return microseconds(when if when.tzinfo else when.replace(tzinfo=UTC))


def _row(entry: Entry) -> LogRow:
    when = datetime.fromtimestamp(entry.wall_us / 1_000_000, UTC)
    return LogRow(
        sequence=entry.sequence,
        time=when.isoformat(timespec="milliseconds"),
        user=UserName(entry.user),
        role=entry.role,
        action=entry.action,
        outcome=entry.outcome,
        call=entry.call,
        customer=entry.customer,
        purpose=entry.purpose,
        fields=entry.fields,
        reason=entry.reason,
        facts=entry.facts,
        device=entry.device,
        os_user=entry.os_user,
    )
