"""E-mail addresses, identifiers and postal codes: the characters count, how they are spaced and cased does not."""

import re
from typing import Final

from operator_console.domain.customers import RowProblem
from operator_console.domain.matching.numerals import DIGITS
from operator_console.domain.matching.verdicts import BadValue, Rule, Verdict, met, not_met
from operator_console.domain.matching.writing import katakana, plain, unspaced

_KANJI: Final = {ord(digit): str(value) for value, digit in enumerate(DIGITS)} | {ord("零"): "0"}
_LOCAL: Final = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL: Final = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{1,59}})")
_JOINTS: Final = re.compile(r"[-ー\s._/]+")
_IDENTIFIER: Final = re.compile(r"[0-9A-Zぁ-ゖァ-ヺー一-鿿#*+:]*[0-9A-Zぁ-ゖァ-ヺ一-鿿][0-9A-Zぁ-ゖァ-ヺー一-鿿#*+:]*")
_POSTAL: Final = re.compile(r"〒?([0-9]{3})[-ーのノ]?([0-9]{4})")


def canonical_email(text: str) -> str:
    """Return the address in lower case (RFC 5321 syntax, dots anywhere in front of the @ as Japanese mobile mail has).

    Raises BadValue for what is no address.
    """
    address = unspaced(plain(text)).lower()
    if not _EMAIL.fullmatch(address):
        raise BadValue(RowProblem.BAD_EMAIL)
    return address


def canonical_identifier(text: str) -> str:
    """Return letters and digits, upper case, without what only joins them. Raises BadValue where there are none."""
    characters = _JOINTS.sub("", katakana(plain(text)).translate(_KANJI).upper())
    if not _IDENTIFIER.fullmatch(characters):
        raise BadValue(RowProblem.BAD_IDENTIFIER)
    return characters


def canonical_postal_code(text: str) -> str:
    """Return seven digits. Raises BadValue for fewer or more."""
    found = _POSTAL.fullmatch(unspaced(plain(text)).translate(_KANJI))
    if not found:
        raise BadValue(RowProblem.BAD_POSTAL_CODE)
    return found.group(1) + found.group(2)


def compare_email(stored: str, answer: str) -> Verdict:
    """Compare two e-mail addresses. Raises BadValue."""
    same = canonical_email(stored) == canonical_email(answer)
    return met(Rule.EMAIL_WRITING) if same else not_met(Rule.EMAIL_DIFFERS)


def compare_identifier(stored: str, answer: str) -> Verdict:
    """Compare two identifiers. Raises BadValue."""
    same = canonical_identifier(stored) == canonical_identifier(answer)
    return met(Rule.IDENTIFIER_CHARACTERS) if same else not_met(Rule.IDENTIFIER_DIFFERS)


def compare_postal_code(stored: str, answer: str) -> Verdict:
    """Compare two postal codes. Raises BadValue."""
    same = canonical_postal_code(stored) == canonical_postal_code(answer)
    return met(Rule.POSTAL_DIGITS) if same else not_met(Rule.POSTAL_DIFFERS)
