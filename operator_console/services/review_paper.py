"""Writes down that who saw a customer is about to leave as a file; the window writes the file only after this entry."""

import re
from typing import Final

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import CustomerRef
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.services.desk import Desk

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def export_readings(
    desk: Desk, customer: CustomerRef, sha256: str, about: tuple[tuple[str, str], ...], *, failed: bool
) -> int:
    """Return the entry of an export whose file has this SHA-256 (hexadecimal); ``about`` tells what is in it.

    Refuses with ``LOG_BROKEN``, ``DISK_FULL`` and the like where the entry cannot be written: no file is then. With
    ``failed`` the entry says that a file, announced before, could not be written.
    """
    desk.require(Duty.REVIEW)
    if not _DIGEST.fullmatch(sha256):
        raise Refusal(Code.REQUEST_MALFORMED)
    facts = (("sha256", sha256), *(fact for fact in about if fact[1]))
    outcome = Outcome.FAILED if failed else Outcome.DONE
    return desk.journal.write(Action.CUSTOMER_LOG_EXPORTED, outcome, customer=customer, facts=facts)
