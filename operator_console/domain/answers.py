"""Compares an answer with as much of the stored value as the question asks for: all of it, or its last four."""

import unicodedata
from typing import Final

from operator_console.domain.fields import Kind
from operator_console.domain.matching import BadValue, Result, Verdict, canonical, compare
from operator_console.domain.matching.numerals import DIGITS
from operator_console.domain.policy import Part

END: Final = 4
"""Characters that a question for the end asks for."""
SAME_END: Final = "last-four"
END_DIFFERS: Final = "last-four-differs"
_JOINTS: Final = frozenset("- \u3000ー・.‐−–")
_KANJI: Final = {ord(digit): str(value) for value, digit in enumerate(DIGITS)} | {ord("零"): "0"}


def compare_answer(kind: Kind, part: Part, stored: str, answer: str, *, reading: str = "") -> Verdict:
    """Say whether the answer is what the question asks for, and by which rule. Any text is answered."""
    if part is Part.WHOLE:
        return compare(kind, stored, answer, reading=reading)
    same = _end_of(kind, stored) == _said(answer)
    return Verdict(Result.MATCH, SAME_END) if same else Verdict(Result.MISMATCH, END_DIFFERS)


def _end_of(kind: Kind, stored: str) -> str | None:
    """The last four of a stored value; None where it is no value of its kind or not longer than what is asked."""
    try:
        whole = canonical(kind, stored)
    except BadValue:
        return None
    return whole[-END:] if len(whole) > END else None


def _said(answer: str) -> str:
    plain = unicodedata.normalize("NFKC", answer[:40]).translate(_KANJI).upper()
    return "".join(letter for letter in plain if letter not in _JOINTS and not letter.isspace())
