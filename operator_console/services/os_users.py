"""Accounts that belong to an OS user: tied by an administrator, looked at when somebody signs in to a Guarded vault."""

from operator_console.domain.os_users import belongs_to
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.services.desk import Desk


def require_own_os_user(desk: Desk) -> None:
    """Refuse ``OS_USER_WRONG`` where the policy ties accounts and this one is not tied to the OS user at this desk.

    An administrator's account without a tie is let in, so that somebody can make the first ties.
    """
    place, account = desk.journal.place, desk.account
    if not place.guarded or not desk.policy.guarded.tie_accounts:
        return
    if account.role is Role.ADMINISTRATOR and not account.os_user:
        return
    if not belongs_to(account.os_user, place.os_user):
        raise Refusal(Code.OS_USER_WRONG, os_user=place.os_user)
