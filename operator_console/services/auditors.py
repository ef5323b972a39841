"""Lets one more auditor check every seal of the log; only the recovery key has what must be sealed to them."""

from operator_console.domain.actions import Action
from operator_console.domain.key_codes import printed_key, typed_key
from operator_console.domain.roles import Duty
from operator_console.domain.secret import Secret
from operator_console.services.desk import Desk
from operator_console.services.ports import Keeper


def add_auditor(desk: Desk, keeper: Keeper, code: str, recovery: Secret[str]) -> None:
    """Seal the log's first key to this public key as well. The entry is written before anything is sealed.

    Refuses with ``AUDITOR_KEY_WRONG`` for a mistyped key and ``RECOVERY_WRONG`` for another vault's recovery key.
    """
    desk.require(Duty.MANAGE_USERS)
    public = typed_key(code)
    first_key = keeper.first_log_key(recovery)
    desk.journal.write(Action.AUDITOR_KEY_ADDED, facts=(("key", printed_key(public)),))
    desk.vault.add_auditor(public, first_key)
