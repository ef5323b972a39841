"""Keeps the open call in the vault, so that a lock at any moment does not lose it."""

from dataclasses import dataclass, replace

import msgspec

from operator_console.domain.calls import Call, CallBack
from operator_console.domain.checklists import Checklist
from operator_console.domain.ids import ClientId, CustomerId, ItemId, PurposeId, RepresentativeId
from operator_console.domain.policy import Purpose
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.desk import Desk
from operator_console.services.journal import microseconds
from operator_console.services.ports import SavedCall


class _State(msgspec.Struct, frozen=True):
    """A call as it is kept across a lock. No value of a customer is in it, and nothing that a lead granted."""

    client: ClientId
    purpose: PurposeId
    customer: CustomerId | None
    attempts: tuple[tuple[ItemId, int], ...]
    met: frozenset[ItemId]
    on_hold: bool
    saved_us: int
    monotonic_us: int = 0
    boot: str = ""
    caller: RepresentativeId | str = ""
    call_back: CallBack = CallBack.NONE
    earlier: tuple[tuple[CustomerId, tuple[tuple[ItemId, int], ...]], ...] = ()


def allowed_purpose(desk: Desk, client_id: ClientId, purpose_id: PurposeId) -> Purpose:
    """Return a purpose of a client for whom this person answers, or refuse; another client is as good as none."""
    if client_id not in desk.granted_clients():
        raise Refusal(Code.CLIENT_UNKNOWN)
    if purpose_id not in desk.policy.clients[client_id].purposes:
        raise Refusal(Code.PURPOSE_UNKNOWN)
    return desk.policy.purposes[purpose_id]


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
        monotonic_us=desk.clock.monotonic_ns() // 1000,
        boot=desk.journal.place.boot_id,
        caller=call.caller_id,
        call_back=call.call_back,
        earlier=tuple((customer, checklist.attempts) for customer, checklist in call.earlier),
    )
    desk.vault.calls.save(SavedCall(call.id, call.operator, msgspec.json.encode(state).decode()))
    desk.call = call
    return call


@dataclass(frozen=True, slots=True)
class Left:
    """When a call was last saved: by the clock on the wall, and by the one that counts since this start of the machine.

    Both in microseconds; ``boot`` names the start.
    """

    wall: int
    monotonic: int
    boot: str


def kept(desk: Desk) -> tuple[Call, Left] | None:
    """Return the call that was left and when it was last saved; one the policy no longer knows is as good as none."""
    saved = desk.vault.calls.load(desk.account.user)
    if saved is None:
        return None
    state = msgspec.json.decode(saved.state, type=_State)
    try:
        purpose = allowed_purpose(desk, state.client, state.purpose)
    except Refusal:
        return None
    call = Call(
        id=saved.id,
        client=state.client,
        purpose=purpose,
        operator=saved.operator,
        customer=state.customer,
        checklist=Checklist(state.attempts, state.met),
        on_hold=state.on_hold,
        call_back=CallBack.NONE if state.call_back is CallBack.CALLING else state.call_back,
        earlier=tuple((customer, Checklist(attempts)) for customer, attempts in state.earlier),
    )
    return _with_caller(desk, call, state.caller), Left(state.saved_us, state.monotonic_us, state.boot)


def under_policy(desk: Desk, call: Call) -> Call:
    """Return an open call as the policy that holds now has it, or refuse as :func:`allowed_purpose`."""
    purpose = allowed_purpose(desk, call.client, call.purpose.id)
    return _with_caller(desk, replace(call, purpose=purpose, caller=None), call.caller_id)


def _with_caller(desk: Desk, call: Call, caller: RepresentativeId | str) -> Call:
    """Put the representative back on the line; one whom the policy no longer admits has met nothing."""
    if not caller:
        return call
    if caller in call.purpose.representatives:
        return replace(call, caller=desk.policy.representatives[RepresentativeId(caller)])
    return call.unchecked()


def check_counts(desk: Desk, left: Left) -> bool:
    """Return whether a check met by then still counts: not too long ago, and the wall's clock has not gone back.

    Within one start of the machine the clock that nobody can set must say so too.
    """
    longest = desk.policy.limits.resume_seconds * 1_000_000
    in_time = 0 <= microseconds(desk.clock.now()) - left.wall <= longest
    if left.boot != desk.journal.place.boot_id:
        return in_time
    return in_time and desk.clock.monotonic_ns() // 1000 - left.monotonic <= longest
