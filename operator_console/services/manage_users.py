"""Accounts: made, given a new first password, disabled. What a person did stays in the log under their name."""

from operator_console.domain.actions import Action
from operator_console.domain.ids import ClientId, UserName
from operator_console.domain.os_users import os_user_name
from operator_console.domain.passwords import check_password
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import DUTIES, Duty, Role
from operator_console.domain.secret import Secret
from operator_console.domain.views import UserView
from operator_console.services.desk import Desk, granted_clients
from operator_console.services.ports import Account
from operator_console.services.set_up import Person, first_account


def list_users(desk: Desk) -> tuple[UserView, ...]:
    """Return every account."""
    desk.require(Duty.MANAGE_USERS)
    return tuple(
        UserView(
            a.user, a.display, a.role, a.active, a.must_change_password, granted_clients(a, desk.policy), a.os_user
        )
        for a in desk.vault.accounts.list()
    )


def set_clients(desk: Desk, user: UserName, clients: tuple[ClientId, ...]) -> None:
    """Grant an operator these client companies and no other; where they are at work it holds at once."""
    desk.require(Duty.MANAGE_USERS)
    account = _account(desk, user)
    _require_clients(desk, account.role, clients)
    facts = (("name", account.user), ("clients", " ".join(clients)))
    desk.journal.write(Action.CLIENTS_SET, facts=facts)
    desk.vault.accounts.set_clients(account.user, clients)


def set_os_user(desk: Desk, user: UserName, os_user: str) -> None:
    """Tie an account to an OS user, by name or number, or to none; it holds from the next sign-in."""
    desk.require(Duty.MANAGE_USERS)
    account, name = _account(desk, user), os_user_name(os_user)
    desk.journal.write(Action.OS_USER_SET, facts=(("name", account.user), ("os_user", name)))
    desk.vault.accounts.set_os_user(account.user, name)


def add_user(desk: Desk, person: Person) -> None:
    """Make an account whose first password must be changed at the first sign-in."""
    desk.require(Duty.MANAGE_USERS)
    first = first_account(person, desk.policy.limits.password_length)
    _require_clients(desk, person.role, person.clients)
    clients = (("clients", " ".join(person.clients)),) if person.clients else ()
    facts = (("name", first.account.user), ("role", first.account.role), *clients)
    with desk.vault.accounts.alone():
        if any(account.user == first.account.user for account in desk.vault.accounts.list()):
            raise Refusal(Code.USER_EXISTS, user=first.account.user)
        desk.journal.write(Action.USER_ADDED, facts=facts)
        desk.vault.accounts.add(first.account, first.password)


def reset_password(desk: Desk, user: UserName, password: Secret[str]) -> None:
    """Give somebody a new first password; this makes a disabled account active again."""
    desk.require(Duty.MANAGE_USERS)
    account = _account(desk, user)
    check_password(password, account.user, desk.policy.limits.password_length)
    desk.journal.write(Action.USER_RESET, facts=(("name", account.user),))
    desk.vault.accounts.set_password(account.user, password, must_change=True)


def disable_user(desk: Desk, user: UserName) -> None:
    """Destroy somebody's key slot, which ends their session. The last administrator who can sign in stays."""
    desk.require(Duty.MANAGE_USERS)
    with desk.vault.accounts.alone():
        account = _account(desk, user)
        administrators = {a.user for a in desk.vault.accounts.list() if a.role is Role.ADMINISTRATOR and a.active}
        if account.role is Role.ADMINISTRATOR and not administrators - {account.user}:
            raise Refusal(Code.LAST_ADMINISTRATOR)
        desk.journal.write(Action.USER_DISABLED, facts=(("name", account.user),))
        desk.vault.accounts.disable(account.user)


def _require_clients(desk: Desk, role: Role, clients: tuple[ClientId, ...]) -> None:
    """Refuse clients that the policy does not have, and clients for whoever takes no calls."""
    if clients and Duty.TAKE_CALLS not in DUTIES[role]:
        raise Refusal(Code.NOT_YOUR_DUTY, duty=Duty.TAKE_CALLS)
    if not set(clients) <= set(desk.policy.clients):
        raise Refusal(Code.CLIENT_UNKNOWN)


def _account(desk: Desk, user: UserName) -> Account:
    for account in desk.vault.accounts.list():
        if account.user == user:
            return account
    raise Refusal(Code.USER_UNKNOWN, user=user)
