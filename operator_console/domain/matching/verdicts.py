"""What a comparison answers: met or not, and the one rule that decided; never a piece of either text."""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from operator_console.domain.customers import RowProblem


class BadValue(Exception):  # noqa: N818 - a value that cannot be taken is an answer, not an error of ours
    """A text that its kind cannot take: the problem and its numbers, never the text."""

    def __init__(self, problem: RowProblem, **params: int) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.params: dict[str, str | int] = dict(params)


class Result(StrEnum):
    """Whether an answer is the stored value."""

    MATCH = auto()
    MISMATCH = auto()


class Rule(StrEnum):
    """Every rule by which two texts are found the same or different. The reasons stand in docs/MATCHING.md."""

    # the same
    SAME_TEXT = "same-text"
    NAME_WRITING = "name-writing"
    NAME_READING = "name-reading"
    NAME_PART_READING = "name-part-reading"
    KANA_AS_HEARD = "kana-as-heard"
    PHONE_NUMBER = "phone-number"
    DATE_DAY = "date-day"
    ADDRESS_PLACE = "address-place"
    ADDRESS_NO_BUILDING = "address-no-building"
    ADDRESS_MORE_BUILDING = "address-more-building"
    ADDRESS_ROOM_NUMBER = "address-room-number"
    EMAIL_WRITING = "email-writing"
    IDENTIFIER_CHARACTERS = "identifier-characters"
    POSTAL_DIGITS = "postal-digits"
    COMPANY_WRITING = "company-writing"
    # different
    ANSWER_EMPTY = "answer-empty"
    ANSWER_TOO_LONG = "answer-too-long"
    ANSWER_UNREADABLE = "answer-unreadable"
    STORED_EMPTY = "stored-empty"
    STORED_UNREADABLE = "stored-unreadable"
    TEXT_DIFFERS = "text-differs"
    NAME_DIFFERS = "name-differs"
    READING_DIFFERS = "reading-differs"
    READING_UNKNOWN = "reading-unknown"
    KANA_DIFFERS = "kana-differs"
    PHONE_DIFFERS = "phone-differs"
    PHONE_EXTENSION_DIFFERS = "phone-extension-differs"
    DATE_DIFFERS = "date-differs"
    DATE_IMPOSSIBLE = "date-impossible"
    DATE_UNCLEAR = "date-unclear"
    ADDRESS_PREFECTURE_DIFFERS = "address-prefecture-differs"
    ADDRESS_STREET_DIFFERS = "address-street-differs"
    ADDRESS_PLACE_DIFFERS = "address-place-differs"
    ADDRESS_BUILDING_DIFFERS = "address-building-differs"
    ADDRESS_ROOM_DIFFERS = "address-room-differs"
    EMAIL_DIFFERS = "email-differs"
    IDENTIFIER_DIFFERS = "identifier-differs"
    POSTAL_DIFFERS = "postal-differs"
    COMPANY_DIFFERS = "company-differs"
    COMPANY_FORM_DIFFERS = "company-form-differs"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result and the name of the rule that decided it (a value of :class:`Rule`)."""

    result: Result
    rule: str


_MET: Final = {rule: Verdict(Result.MATCH, rule.value) for rule in Rule}
_NOT_MET: Final = {rule: Verdict(Result.MISMATCH, rule.value) for rule in Rule}


def met(rule: Rule) -> Verdict:
    """The answer is the stored value, by this rule."""
    return _MET[rule]


def not_met(rule: Rule) -> Verdict:
    """The answer is not the stored value, by this rule."""
    return _NOT_MET[rule]
