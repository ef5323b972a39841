"""Whether an answer is the stored value, as a caller is heard: one canonical form and one rule for each kind."""

import unicodedata
from collections.abc import Callable
from typing import Final

from operator_console.domain.customers import RowProblem
from operator_console.domain.fields import Kind
from operator_console.domain.matching.addresses import canonical_address, compare_address
from operator_console.domain.matching.codes import (
    canonical_email,
    canonical_identifier,
    canonical_postal_code,
    compare_email,
    compare_identifier,
    compare_postal_code,
)
from operator_console.domain.matching.companies import canonical_company, compare_company
from operator_console.domain.matching.dates import canonical_date, compare_date
from operator_console.domain.matching.kana import canonical_kana, compare_kana
from operator_console.domain.matching.names import canonical_name, compare_name
from operator_console.domain.matching.phones import canonical_phone, compare_phone
from operator_console.domain.matching.verdicts import BadValue, Result, Rule, Verdict, met, not_met
from operator_console.domain.matching.writing import require_storable

__all__ = ["LIMITS", "BadValue", "Result", "Rule", "Verdict", "canonical", "check", "compare"]

LIMITS: Final[dict[Kind, int]] = {
    Kind.NAME: 100,
    Kind.KANA: 100,
    Kind.PHONE: 40,
    Kind.BIRTH_DATE: 40,
    Kind.ADDRESS: 300,
    Kind.EMAIL: 254,  # RFC 5321, 4.5.3.1.3, without the angle brackets
    Kind.IDENTIFIER: 64,
    Kind.POSTAL_CODE: 20,
    Kind.COMPANY: 200,
    Kind.TEXT: 4000,
}
"""The longest text of each kind, in characters."""
_LINES: Final = frozenset({Kind.ADDRESS, Kind.TEXT})


def _canonical_text(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _compare_text(stored: str, answer: str) -> Verdict:
    return met(Rule.SAME_TEXT) if _canonical_text(stored) == _canonical_text(answer) else not_met(Rule.TEXT_DIFFERS)


_CANONICAL: Final[dict[Kind, Callable[[str], str]]] = {
    Kind.NAME: canonical_name,
    Kind.KANA: canonical_kana,
    Kind.PHONE: canonical_phone,
    Kind.BIRTH_DATE: canonical_date,
    Kind.ADDRESS: canonical_address,
    Kind.EMAIL: canonical_email,
    Kind.IDENTIFIER: canonical_identifier,
    Kind.POSTAL_CODE: canonical_postal_code,
    Kind.COMPANY: canonical_company,
    Kind.TEXT: _canonical_text,
}
_COMPARE: Final[dict[Kind, Callable[[str, str], Verdict]]] = {
    Kind.KANA: compare_kana,
    Kind.PHONE: compare_phone,
    Kind.BIRTH_DATE: compare_date,
    Kind.ADDRESS: compare_address,
    Kind.EMAIL: compare_email,
    Kind.IDENTIFIER: compare_identifier,
    Kind.POSTAL_CODE: compare_postal_code,
    Kind.COMPANY: compare_company,
    Kind.TEXT: _compare_text,
}
_PROBLEM_RULE: Final = {
    RowProblem.IMPOSSIBLE_DATE: Rule.DATE_IMPOSSIBLE,
    RowProblem.UNCLEAR_DATE: Rule.DATE_UNCLEAR,
}


def canonical(kind: Kind, text: str) -> str:
    """Return the one form of a text in which its kind is compared and indexed. Raises BadValue."""
    if not text.strip():
        raise BadValue(RowProblem.MISSING_VALUE)
    if len(text) > LIMITS[kind]:
        raise BadValue(RowProblem.TOO_LONG, limit=LIMITS[kind])
    return _CANONICAL[kind](text)


def check(kind: Kind, text: str) -> None:
    """Raise BadValue where a value cannot be stored under this kind as it stands; nothing is guessed or mended."""
    require_storable(text, LIMITS[kind], lines=kind in _LINES)
    canonical(kind, text)


def compare(kind: Kind, stored: str, answer: str, *, reading: str = "") -> Verdict:
    """Say whether the answer is the stored value, and by which rule. Any text is answered; nothing is raised.

    ``reading`` is the customer's kana, with which a name answered in kana is compared.
    """
    if early := _before_reading(kind, stored, answer, reading):
        return not_met(early)
    try:
        if kind is Kind.NAME:
            return compare_name(stored, answer, reading)
        return _COMPARE[kind](stored, answer)
    except BadValue as bad:
        return not_met(_why_unreadable(kind, stored, bad.problem))


def _before_reading(kind: Kind, stored: str, answer: str, reading: str) -> Rule | None:
    """The rule that decides without a look at what the texts say; None where they are to be compared."""
    if not answer.strip():
        return Rule.ANSWER_EMPTY
    if len(answer) > LIMITS[kind]:
        return Rule.ANSWER_TOO_LONG
    if not stored.strip():
        return Rule.STORED_EMPTY
    too_long = len(stored) > LIMITS[kind] or len(reading) > LIMITS[Kind.KANA]
    return Rule.STORED_UNREADABLE if too_long else None


def _why_unreadable(kind: Kind, stored: str, problem: RowProblem) -> Rule:
    try:
        canonical(kind, stored)
    except BadValue:
        return Rule.STORED_UNREADABLE
    return _PROBLEM_RULE.get(problem, Rule.ANSWER_UNREADABLE)
