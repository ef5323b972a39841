"""Keeps the open call in the vault, so that a lock at any moment does not lose it."""

from datetime import timedelta

import msgspec

from operator_console.domain.calls import Call
from operator_console.domain.checklists import Checklist
from operator_console.domain.ids import ClientId, CustomerId, ItemId, PurposeId
from operator_console.domain.policy import Policy, Purpose
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.desk import Desk
from operator_console.services.journal import microseconds
from operator_console.services.ports import SavedCall


class _State(msgspec.Struct, frozen=True):
    """A call as it is kept across a lock. No value of a customer is in it."""

    client: ClientId
    purpose: PurposeId
    customer: CustomerId | None
    attempts: tuple[tuple[ItemId, int], ...]
    met: frozenset[ItemId]
    on_hold: bool
    saved_us: int


def allowed_purpose(policy: Policy, client_id: ClientId, purpose_id: PurposeId) -> Purpose:
    """Return a purpose that this client has, or refuse."""
    client = policy.clients.get(client_id)
    if client is None:
        raise Refusal(Code.CLIENT_UNKNOWN)
    if purpose_id not in client.purposes:
        raise Refusal(Code.PURPOSE_UNKNOWN)
    return policy.purposes[purpose_id]


def keep(desk: Desk, call: Call) -> Call:
    """Make ``call`` the desk's call and save it, so that a lock at any moment does not lose it."""
    state = _State(
        client=call.client,
        purpose=call.purpose.id,
        customer=call.customer,
        attempts=call.checklist.attempts,
        met=call.checklist.met,
        on_hold=call.on_hold,
        saved_us=microseconds(desk.clock.now()),
    )
    desk.vault.calls.save(SavedCall(call.id, call.operator, msgspec.json.encode(state).decode()))
    desk.call = call
    return call


def kept(desk: Desk) -> tuple[Call, int] | None:
    """Return the call that was left and when it was last saved; one the policy no longer knows is as good as none."""
    saved = desk.vault.calls.load(desk.account.user)
    if saved is None:
        return None
    state = msgspec.json.decode(saved.state, type=_State)
    try:
        purpose = allowed_purpose(desk.policy, state.client, state.purpose)
    except Refusal:
        return None
    checklist = Checklist(state.attempts, state.met)
    call = Call(saved.id, state.client, purpose, saved.operator, state.customer, checklist, state.on_hold)
    return call, state.saved_us


def check_counts(desk: Desk, saved_us: int) -> bool:
    """Return whether a check met by then still counts: the clock has not gone back, and not too far on."""
    age = timedelta(microseconds=microseconds(desk.clock.now()) - saved_us)
    return timedelta(0) <= age <= timedelta(seconds=desk.policy.limits.resume_seconds)
