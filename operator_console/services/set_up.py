"""Makes a new vault, or opens one again whose device secret was lost; the recovery key is the way back for both."""

import secrets
from dataclasses import dataclass, replace

from operator_console.domain.actions import Action
from operator_console.domain.ids import ClientId
from operator_console.domain.key_codes import typed_key
from operator_console.domain.passwords import check_password, user_name
from operator_console.domain.policy import Limits
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.services.journal import Journal
from operator_console.services.ports import (
    Account,
    Clock,
    FirstAccount,
    Keeper,
    OpenVault,
    Place,
    PreparedVault,
)
from operator_console.services.restore import tell_of_restore


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who gets an account: what the administrator typed."""

    user: str
    display: str
    role: Role
    password: Secret[str]
    must_change: bool = True
    clients: tuple[ClientId, ...] = ()
    """For which an operator answers."""


def first_account(person: Person, minimum: int) -> FirstAccount:
    """Check the name and the password of an account to be made."""
    user = user_name(person.user)
    check_password(person.password, user, minimum)
    account = Account(
        user,
        person.display.strip() or user,
        person.role,
        must_change_password=person.must_change,
        clients=person.clients,
    )
    return FirstAccount(account, person.password)


def prepare(
    keeper: Keeper,
    people: list[Person],
    policy: str,
    *,
    device_secret: str,
    demo: bool = False,
    auditor_key: str = "",
) -> PreparedVault:
    """Make a vault in memory. Nothing is written before its recovery key has been confirmed.

    The first operators answer for every client of the policy. ``auditor_key`` is the code of a public key whose owner
    can check every seal of the log.
    """
    auditors = [typed_key(auditor_key)] if auditor_key.strip() else []
    if keeper.state().present:
        raise Refusal(Code.VAULT_EXISTS)
    read = read_policy(policy)
    clients = tuple(read.clients)
    first = [replace(person, clients=clients) if person.role is Role.OPERATOR else person for person in people]
    accounts = [first_account(person, read.limits.password_length) for person in first]
    users = [account.account.user for account in accounts]
    for user in users:
        if users.count(user) > 1:
            raise Refusal(Code.USER_EXISTS, user=user)
    return keeper.prepare(accounts, policy, device_secret=device_secret, demo=demo, auditors=auditors)


def confirm(prepared: PreparedVault, code: str, clock: Clock, place: Place) -> OpenVault:
    """The recovery key was typed as it was written down: write the vault, with the first entries of its log."""
    if plain(code) != plain(prepared.recovery_code.reveal()):
        raise Refusal(Code.RECOVERY_WRONG)
    vault = prepared.write()
    try:
        _write_first_entries(vault, Journal(vault.log, clock, place, secrets.token_hex(8)), prepared.pin)
    except BaseException:
        vault.close()
        raise
    return vault


def _write_first_entries(vault: OpenVault, journal: Journal, pin: str) -> None:
    """Write what an earlier, interrupted confirmation has not written yet."""
    users = [(Action.USER_ADDED, (("name", a.user), ("role", a.role.value))) for a in vault.accounts.list()]
    end = vault.log.end()
    for action, facts in [(Action.VAULT_MADE, (("signer", pin),)), *users][end.entries if end else 0 :]:
        journal.write(action, facts=facts)


def plain(code: str) -> str:
    """Return a recovery key without the spaces and hyphens that make it readable."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def recover(keeper: Keeper, clock: Clock, place: Place, code: str, person: Person, *, device_secret: str) -> None:
    """Open with the recovery key and give this administrator a new password; the vault is closed again.

    It also goes on with customers older than the log; the entry says how many changes are missing.
    """
    user = user_name(person.user)
    check_password(person.password, user, Limits().password_length)
    vault = keeper.recover(code, user, person.password, device_secret=device_secret)
    try:
        journal = Journal(vault.log, clock, place, session=secrets.token_hex(8), user=user, role=person.role)
        tell_of_restore(keeper, vault, journal)
        missing = vault.changes_missing
        journal.write(Action.RECOVERY, facts=(("changes_missing", str(missing)),) if missing else ())
    finally:
        vault.close()
