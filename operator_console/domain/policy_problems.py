"""Everything that can be wrong with a policy, as a closed list; the sentence for each is in resources/wording."""

from dataclasses import dataclass
from enum import StrEnum, auto


class PolicyProblem(StrEnum):
    """What can be wrong with a policy."""

    NOT_TOML = auto()
    MISSING = auto()
    WRONG_TYPE = auto()
    UNKNOWN_KEY = auto()
    UNKNOWN_NAME = auto()
    BAD_NAME = auto()
    OUT_OF_RANGE = auto()
    REPEATED = auto()
    NOT_FINDABLE = auto()
    NOT_ENOUGH_ITEMS = auto()
    EMPTY = auto()
    WRONG_KIND = auto()  # the end of what has no end, a call to what is no phone
    BAD_MASK = auto()  # a style that the kind does not have
    GIVES_AWAY = auto()  # a mask that is shown would help to answer what is asked
    NOT_REVEALED = auto()  # a step-up for what the purpose does not reveal
    NO_CALL_BACK = auto()  # a step-up without a number to call
    BAD_DIAL = auto()
    VERSION_NOT_NEWER = auto()
    KIND_CHANGED = auto()  # of a field that customers have values of


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem with its line (from 1) and the path of its key."""

    line: int
    where: str
    problem: PolicyProblem
