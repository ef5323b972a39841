"""Signs a person in: holds the account after failures, opens the vault, and writes down what happened before."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from operator_console.domain.actions import Action, LockCause, Outcome
from operator_console.domain.ids import UserName
from operator_console.domain.passwords import check_password, user_name
from operator_console.domain.policy_file import read_policy
from operator_console.domain.rates import Rate
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import DUTIES, Duty
from operator_console.domain.secret import Secret
from operator_console.domain.views import ClientView, FindField, PurposeView, SessionView
from operator_console.services.attempts import attempt, write_missed
from operator_console.services.call import leave_call, unfinished
from operator_console.services.desk import Desk
from operator_console.services.evidence import require_reader
from operator_console.services.journal import Journal
from operator_console.services.os_users import require_own_os_user
from operator_console.services.ports import Account, Clock, Keeper, OpenVault, Place
from operator_console.services.rates import count, tell_what_is_over
from operator_console.services.restore import tell_of_restore
from operator_console.services.review_answer import read_asked
from operator_console.services.room import room_due
from operator_console.services.settle_imports import settle_imports
from operator_console.services.sharing import end_sharing


def sign_in(keeper: Keeper, clock: Clock, place: Place, name: str, password: Secret[str]) -> tuple[Desk, SessionView]:
    """Open the vault for a person, or refuse without saying whether the name or the password was wrong.

    The attempt is on disk as a failure before the password is tried, so ending the process gives no free guess.
    """
    try:
        user = user_name(name)
    except Refusal:
        raise Refusal(Code.SIGN_IN_WRONG) from None
    now = clock.now()
    desk = _admitted(keeper, _Coming(clock, place, user, now), password)
    vault = desk.vault
    _sit_down(desk)
    if not vault.log.writable:
        return desk, _evidence_only(desk)
    failures = _write_what_was_missed(keeper, desk)
    tell_what_is_over(desk)
    desk.journal.write(Action.SIGN_IN)
    desk.asked = read_asked(desk)
    desk.room_due = room_due(desk)
    vault.accounts.note_sign_in(user, now.isoformat(timespec="seconds"))
    return desk, session_view(desk, failures)


@dataclass(frozen=True, slots=True)
class _Coming:
    clock: Clock
    place: Place
    user: UserName
    now: datetime


def _admitted(keeper: Keeper, coming: _Coming, password: Secret[str]) -> Desk:
    """Open the vault; a right password from another's OS user is a failure too, and is written with its reason."""
    desk: Desk | None = None
    try:
        with attempt(keeper, coming.user, coming.now):
            desk = _desk(*keeper.open(coming.user, password), coming.clock, coming.place)
            tell_of_restore(keeper, desk.vault, desk.journal)
            require_own_os_user(desk)
        count(desk, Rate.STEPS)
    except Refusal as refused:
        if desk is not None:
            with suppress(Refusal):
                write_missed(keeper, desk.journal, {coming.now: refused.code})
            desk.vault.close()
        raise
    return desk


def _sit_down(desk: Desk) -> None:
    """One account works at one console: a second one is refused until the first is locked, and that is written."""
    try:
        desk.vault.session.take(desk.account.user)
    except Refusal as refused:
        with suppress(Refusal):
            desk.journal.write(Action.SIGN_IN, Outcome.REFUSED, reason=refused.code)
        desk.vault.close()
        raise


def _evidence_only(desk: Desk) -> SessionView:
    """The log is broken: who reads it may come in and write nothing; everybody else is refused."""
    try:
        require_reader(desk.vault, desk.account)
    except Refusal:
        desk.vault.close()
        raise
    return replace(session_view(desk), evidence_only=True)


def _desk(vault: OpenVault, account: Account, clock: Clock, place: Place) -> Desk:
    policy = read_policy(vault.policies.current())
    journal = Journal(
        log=vault.log,
        clock=clock,
        place=place,
        session=vault.session.id,
        user=account.user,
        role=account.role,
        policy_version=policy.version,
    )
    return Desk(vault, policy, account, clock, journal)


def _write_what_was_missed(keeper: Keeper, desk: Desk) -> int:
    """Put failed attempts into the log, which was closed when they happened; return this person's since last time."""
    missed = write_missed(keeper, desk.journal)
    with keeper.counting():
        settle_imports(desk)
    since = _moment(desk.account.last_sign_in)
    mine = [failure for failure in missed if failure.user == desk.account.user]
    return len([failure for failure in mine if since is None or failure.when >= since])


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def session_view(desk: Desk, failures: int = 0) -> SessionView:
    """Return who has signed in and what they work with; clients and fields only for those who need them."""
    policy, account = desk.policy, desk.account
    calls = Duty.TAKE_CALLS in DUTIES[account.role] and not account.must_change_password
    return SessionView(
        user=account.user,
        display=account.display,
        role=account.role,
        must_change_password=account.must_change_password,
        password_length=policy.limits.password_length,
        policy_name=policy.name,
        policy_version=policy.version,
        idle_seconds=policy.limits.idle_seconds,
        idle_in_call_seconds=policy.limits.idle_in_call_seconds,
        warning_seconds=policy.limits.warning_seconds,
        lease_seconds=policy.limits.lease_seconds,
        clients=_clients(desk),
        find_fields=tuple(FindField(f.name, f.label, f.kind) for f in policy.fields.values() if f.find),
        find_by=policy.find_by,
        field_labels=tuple((f.name, f.label) for f in policy.fields.values()),
        unfinished=unfinished(desk) if calls else None,
        approval_reasons=policy.approval_reasons if calls else (),
        last_sign_in=account.last_sign_in,
        failures_since=failures,
        asked=desk.asked,
        utc_offset_minutes=policy.review.utc_offset_minutes,
        room=policy.room,
        room_due=desk.room_due,
    )


def _clients(desk: Desk) -> tuple[ClientView, ...]:
    """An operator sees the clients granted to them; everybody else all of them, by name."""
    purposes = desk.policy.purposes
    operator = Duty.TAKE_CALLS in DUTIES[desk.account.role]
    seen = desk.granted_clients() if operator else tuple(desk.policy.clients)
    return tuple(
        ClientView(c.id, c.name, c.greeting, tuple(PurposeView(p, purposes[p].label) for p in c.purposes))
        for c in (desk.policy.clients[client] for client in seen)
    )


def change_password(desk: Desk, old: Secret[str], new: Secret[str]) -> None:
    """Give oneself a new password. A wrong old one is refused, and so is the same one again."""
    user = desk.account.user
    with desk.vault.accounts.alone():  # an administrator who gives another one meanwhile is not overruled
        if not desk.vault.accounts.check(user, old):
            raise Refusal(Code.SIGN_IN_WRONG)
        check_password(new, user, desk.policy.limits.password_length)
        if old.reveal() == new.reveal():
            raise Refusal(Code.PASSWORD_SAME)
        desk.vault.accounts.set_password(user, new, must_change=False)
    desk.journal.write(Action.PASSWORD_CHANGED)
    desk.account = _account(desk.vault, user)


def _account(vault: OpenVault, user: UserName) -> Account:
    return next(account for account in vault.accounts.list() if account.user == user)


def leave(desk: Desk, cause: LockCause) -> None:
    """The console locks: close what is shown, keep the call, write why."""
    leave_call(desk, "lock")
    if desk.vault.log.writable:
        end_sharing(desk, "lock")
        desk.journal.write(Action.LOCK, reason=cause)


def sign_out(desk: Desk) -> None:
    """The person goes: an open call is kept as after a lock, and the sign-out is written."""
    leave_call(desk, "leave")
    if desk.vault.log.writable:
        end_sharing(desk, "leave")
        desk.journal.write(Action.SIGN_OUT)
