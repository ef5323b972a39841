"""A lead signs at the operator's console: their password is tried and counted as if they signed in there."""

from dataclasses import dataclass

from operator_console.domain.ids import UserName
from operator_console.domain.passwords import user_name
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import DUTIES, Duty
from operator_console.domain.secret import Secret
from operator_console.services.attempts import attempt, write_missed
from operator_console.services.desk import Desk
from operator_console.services.ports import Keeper

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Approval:
    """What the lead typed."""

    lead: str
    password: Secret[str]
    reason: str


def approve(desk: Desk, keeper: Keeper, asked: Approval) -> UserName:
    """Return the lead's name, or refuse. A failure counts against the lead's account, before the password is tried."""
    try:
        lead = user_name(asked.lead)
    except Refusal:
        raise Refusal(Code.APPROVAL_WRONG) from None
    if lead == desk.account.user:
        raise Refusal(Code.APPROVER_SAME)
    try:
        with attempt(keeper, lead, desk.clock.now()):
            if not (desk.vault.accounts.check(lead, asked.password) and _may_approve(desk, lead)):
                raise Refusal(Code.APPROVAL_WRONG)
    except Refusal as refused:
        if refused.code is Code.APPROVAL_WRONG:  # the log is open: it is written at once, not at the next sign-in
            write_missed(keeper, desk.journal)
        raise
    return lead


def listed_reason(desk: Desk, reason: str) -> str:
    """Return a reason that the policy knows, or refuse."""
    if reason not in desk.policy.approval_reasons:
        raise Refusal(Code.REASON_UNKNOWN)
    return reason


def free_reason(reason: str) -> str:
    """Return a reason in somebody's own words, cut to what an entry holds, or refuse an empty one."""
    if not reason.strip():
        raise Refusal(Code.REASON_EMPTY)
    return " ".join(reason.split())[:LONGEST_REASON]


def _may_approve(desk: Desk, lead: UserName) -> bool:
    return any(
        account.user == lead
        and account.active
        and not account.must_change_password
        and Duty.APPROVE in DUTIES[account.role]
        for account in desk.vault.accounts.list()
    )
