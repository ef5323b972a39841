"""Opens a call, holds it, goes on with it after a lock, and ends it so that nothing of it is granted any more."""

import secrets
from dataclasses import replace

from operator_console.domain.actions import Action
from operator_console.domain.calls import Call
from operator_console.domain.ids import CallId, ClientId, PurposeId, RepresentativeId
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.domain.views import UnfinishedCall
from operator_console.services.desk import Desk
from operator_console.services.kept_call import allowed_purpose, check_counts, keep, kept
from operator_console.services.reveal import close_showings
from operator_console.services.review_answer import require_answered
from operator_console.services.room import require_room


def open_call(desk: Desk, client_id: ClientId, purpose_id: PurposeId) -> Call:
    """Pick up a call. A call that a lock left unfinished is ended first: one operator has one call."""
    desk.require(Duty.TAKE_CALLS)
    if desk.call is not None:
        raise Refusal(Code.CALL_OPEN)
    require_answered(desk)
    require_room(desk)
    purpose = allowed_purpose(desk, client_id, purpose_id)
    abandoned = kept(desk)
    if abandoned is not None:
        desk.write(abandoned[0], Action.CALL_ENDED, reason="abandoned")
    call = Call(CallId(secrets.token_hex(16)), client_id, purpose, desk.account.user)
    desk.write(call, Action.CALL_OPENED)
    return keep(desk, call)


def unfinished(desk: Desk) -> UnfinishedCall | None:
    """Return the call that a lock interrupted, if this person takes calls and has one."""
    found = kept(desk)
    if found is None:
        return None
    call, left = found
    name = desk.policy.clients[call.client].name
    return UnfinishedCall(call.id, name, call.purpose.label, check_counts(desk, left))


def resume_call(desk: Desk, call_id: CallId) -> Call:
    """Go on with the call that a lock interrupted: masked, and unchecked again when it was left too long ago."""
    desk.require(Duty.TAKE_CALLS)
    if desk.call is not None:
        raise Refusal(Code.CALL_OPEN)
    found = kept(desk)
    if found is None or found[0].id != call_id:
        raise Refusal(Code.CALL_ABSENT)
    call, left = found
    counts = check_counts(desk, left)
    desk.write(call, Action.CALL_RESUMED, facts=(("check", "kept" if counts else "void"),))
    return keep(desk, _as_it_was(desk, call if counts else call.unchecked()))


def _as_it_was(desk: Desk, call: Call) -> Call:
    """A sealed record needs a lead again: what was approved has ended with the lock."""
    if call.customer is None or not desk.vault.customers.sealed(call.customer):
        return call
    without = replace(call, on_hold=False).without_customer()
    return replace(without, on_hold=call.on_hold)


def change_purpose(desk: Desk, purpose_id: PurposeId) -> Call:
    """The caller wants something else in the same call."""
    call = desk.open_call()
    purpose = allowed_purpose(desk, call.client, purpose_id)
    changed = call.with_purpose(purpose)
    close_showings(desk, "purpose")
    desk.write(changed, Action.PURPOSE_CHANGED, facts=(("from", call.purpose.id),))
    return keep(desk, changed)


def set_caller(desk: Desk, representative: RepresentativeId | str) -> Call:
    """Somebody else is on the line, or the customer themselves: what was met is not theirs."""
    call = desk.open_call()
    caller = desk.policy.representatives.get(RepresentativeId(representative)) if representative else None
    if representative and caller is None:
        raise Refusal(Code.REPRESENTATIVE_UNKNOWN)
    changed = call.with_caller(caller)
    close_showings(desk, "caller")
    desk.write(changed, Action.CALLER_SET)
    return keep(desk, changed)


def hold_call(desk: Desk) -> Call:
    """The caller waits; what was shown is masked."""
    held = desk.open_call().held()
    close_showings(desk, "hold")
    desk.write(held, Action.CALL_HELD)
    return keep(desk, held)


def take_back_call(desk: Desk) -> Call:
    """The caller is back."""
    back = desk.open_call().taken_back()
    desk.write(back, Action.CALL_TAKEN_BACK)
    return keep(desk, back)


def put_back(desk: Desk) -> Call:
    """The record that was found is not the caller's: drop it and what was answered for it."""
    call = desk.open_call()
    without = call.without_customer()
    close_showings(desk, "put_back")
    desk.write(call, Action.CUSTOMER_PUT_BACK)
    return keep(desk, without)


def end_call(desk: Desk) -> None:
    """Goodbye: every showing is closed, the grant is dead, nothing of the call is kept."""
    call = desk.open_call()
    close_showings(desk, "end")
    desk.write(call, Action.CALL_ENDED)
    desk.vault.calls.drop(desk.account.user)
    desk.call = None


def leave_call(desk: Desk, cause: str) -> None:
    """The console locks: close what is shown and note the time from which an unlock is measured."""
    if desk.call is None:
        return
    close_showings(desk, cause)
    keep(desk, desk.call)
