"""What a session may do with a log that is broken: read it and verify it, for those whose duty that is."""

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import DUTIES, Duty
from operator_console.services.desk import Desk
from operator_console.services.ports import Account, OpenVault


def require_reader(vault: OpenVault, account: Account) -> None:
    """Refuse ``LOG_BROKEN`` to everybody who cannot read the log, where no entry can be written into it."""
    if not vault.log.writable and Duty.READ_LOG not in DUTIES[account.role]:
        raise Refusal(Code.LOG_BROKEN)


def write_if_whole(
    desk: Desk, action: Action, outcome: Outcome = Outcome.DONE, facts: tuple[tuple[str, str], ...] = ()
) -> bool:
    """Write an entry about the log itself; return False where the log is broken and takes none.

    Whoever looks into a broken log is not kept from it by not being written down. Other refusals stay refusals.
    """
    try:
        desk.journal.write(action, outcome, facts=facts)
    except Refusal as refusal:
        if refusal.code is not Code.LOG_BROKEN:
            raise
        return False
    return True
