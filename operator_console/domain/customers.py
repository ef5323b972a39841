"""A customer's row as people bring it, checked field by field: nothing is guessed, every problem has its reason."""

from enum import StrEnum, auto


class RowProblem(StrEnum):
    """Why a row, or a value, is not taken. The sentence for each is in resources/wording."""

    WRONG_COLUMN_COUNT = auto()  # found, expected
    MISSING_NUMBER = auto()
    MISSING_VALUE = auto()
    DUPLICATE_NUMBER = auto()  # first_line
    NUMBER_IN_VAULT = auto()
    IMPOSSIBLE_DATE = auto()
    UNCLEAR_DATE = auto()
    BAD_PHONE = auto()
    BAD_KANA = auto()
    BAD_EMAIL = auto()
    BAD_POSTAL_CODE = auto()
    BAD_IDENTIFIER = auto()
    BAD_CHARACTER = auto()
    TOO_LONG = auto()  # limit
