"""Who may do what: one table, asked by every service."""

from enum import StrEnum, auto
from typing import Final


class Role(StrEnum):
    """What a person is in the call centre; one per user."""

    OPERATOR = auto()
    LEAD = auto()
    AUDITOR = auto()
    ADMINISTRATOR = auto()


class Duty(StrEnum):
    """A kind of work that is allowed or refused as a whole."""

    TAKE_CALLS = auto()
    READ_LOG = auto()
    VERIFY_LOG = auto()
    MANAGE_USERS = auto()
    IMPORT_CUSTOMERS = auto()
    MANAGE_POLICY = auto()
    APPROVE = auto()  # break-glass, lifted limits, sealed customers at an operator's console
    SEAL_CUSTOMERS = auto()
    DISPOSE_MEMOS = auto()
    REVIEW = auto()
    BACK_UP = auto()


DUTIES: Final[dict[Role, frozenset[Duty]]] = {
    Role.OPERATOR: frozenset({Duty.TAKE_CALLS}),
    Role.LEAD: frozenset(
        {Duty.READ_LOG, Duty.VERIFY_LOG, Duty.APPROVE, Duty.SEAL_CUSTOMERS, Duty.DISPOSE_MEMOS, Duty.REVIEW},
    ),
    Role.AUDITOR: frozenset({Duty.READ_LOG, Duty.VERIFY_LOG, Duty.REVIEW}),
    Role.ADMINISTRATOR: frozenset(
        {Duty.MANAGE_USERS, Duty.IMPORT_CUSTOMERS, Duty.MANAGE_POLICY, Duty.VERIFY_LOG, Duty.BACK_UP},
    ),
}
"""Only an operator opens a customer: who reviews takes no calls, and who manages users sees neither."""
