"""An entry of the log and its canonical bytes: written once, hashed as written, never rebuilt."""

from dataclasses import dataclass

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import CallId, CustomerRef, FieldName, UserName


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was done, by whom, to whom, why. Field *names* only: never a value, nor a hash of one.

    ``wall_us`` is microseconds since 1970-01-01T00:00Z; ``monotonic_ns`` counts from boot, sleep included where the
    system can. ``checklist`` is the hexadecimal digest of the checklist's state. ``facts`` are counts and codes.
    """

    log_id: bytes
    sequence: int
    previous: bytes
    wall_us: int
    monotonic_ns: int
    boot_id: str
    user: UserName | str
    role: str
    os_user: str
    device: str
    session: str
    call: CallId | str
    action: Action
    outcome: Outcome
    customer: CustomerRef | str
    fields: tuple[FieldName, ...]
    purpose: str
    reason: str
    checklist: str
    policy_version: int
    build: str
    mode: str
    facts: tuple[tuple[str, str], ...] = ()
