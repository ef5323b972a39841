"""Lets the screen be captured for some minutes (remote support): a lead signs, and nothing is shown meanwhile."""

from operator_console.domain.actions import Action
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.approve import Approval, approve, free_reason
from operator_console.services.desk import Desk
from operator_console.services.ports import Keeper


def begin_sharing(desk: Desk, keeper: Keeper, asked: Approval, minutes: int) -> int:
    """Return for how many seconds the screen may be captured; the entry with both names comes first.

    Refuses ``SHARING_MINUTES`` beyond the policy's limit, and what :func:`approve` refuses. From here until
    :func:`end_sharing` every reveal is refused.
    """
    limit = desk.policy.room.sharing_minutes
    if not 1 <= minutes <= limit:
        raise Refusal(Code.SHARING_MINUTES, limit=limit)
    reason = free_reason(asked.reason)
    lead = approve(desk, keeper, asked)
    facts = (("lead", lead), ("minutes", str(minutes)))
    desk.journal.write(Action.SHARING_BEGUN, reason=reason, facts=facts)
    desk.sharing = True
    return minutes * 60


def end_sharing(desk: Desk, cause: str) -> None:
    """The screen is kept from captures again. An end that has been written is not written twice."""
    if desk.sharing:
        desk.journal.write(Action.SHARING_ENDED, reason=cause)
        desk.sharing = False


def require_unshared(desk: Desk) -> None:
    """Refuse to show a value while somebody else may see the screen."""
    if desk.sharing:
        raise Refusal(Code.SCREEN_SHARED)
