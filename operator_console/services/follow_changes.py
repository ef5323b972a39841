"""Brings a desk up to date with what other processes have changed: the policy, and what its owner may do."""

from dataclasses import replace

from operator_console.domain.actions import Action, LockCause
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.desk import Desk
from operator_console.services.kept_call import keep, under_policy
from operator_console.services.ports import Account
from operator_console.services.reveal import close_showings
from operator_console.services.unlock import leave


def follow_changes(desk: Desk) -> None:
    """Take over what has changed since the last request, before anything is done for this one.

    The policy in force holds from here on, for an open call too; one that it does not know any more, or whose client
    is no longer this person's, is ended. Refuses with ``ACCESS_CHANGED`` when the account was disabled or given another
    password: the desk has been left then, and must not be used again.
    """
    if not desk.vault.changed():
        return
    account = next((each for each in desk.vault.accounts.list() if each.user == desk.account.user), None)
    if account is None or _shut_out(account, desk.account):
        leave(desk, LockCause.ACCESS)
        raise Refusal(Code.ACCESS_CHANGED)
    older = desk.vault.policies.newest() != desk.policy.version
    if older or account.clients != desk.account.clients:
        _take_over(desk, account, older=older)


def _shut_out(now: Account, before: Account) -> bool:
    renewed = now.must_change_password and not before.must_change_password
    return not now.active or now.role is not before.role or renewed


def _take_over(desk: Desk, account: Account, *, older: bool) -> None:
    desk.account = account
    if older:
        desk.policy = read_policy(desk.vault.policies.current())
        desk.journal = replace(desk.journal, policy_version=desk.policy.version)
        desk.cases = None
    if desk.call is not None:
        _go_on(desk)


def _go_on(desk: Desk) -> None:
    """The open call under what holds now: as after a lock, but for the time."""
    assert desk.call is not None
    try:
        keep(desk, under_policy(desk, desk.call))
    except Refusal:
        close_showings(desk, "policy")
        desk.write(desk.call, Action.CALL_ENDED, reason="policy")
        desk.vault.calls.drop(desk.account.user)
        desk.call = None
