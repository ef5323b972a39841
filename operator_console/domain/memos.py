"""What a memo must not carry (card numbers, マイナンバー), and what is better left out of it."""

import re
from collections.abc import Iterator
from typing import Final

from operator_console.domain.matching.addresses import PREFECTURES
from operator_console.domain.views import MemoFinding, MemoProblem

LONGEST: Final = 2_000
"""Characters in a memo at most."""

_PLAIN: Final = str.maketrans(
    "０１２３４５６７８９－‐‑‒–—―−ｰ　＠．〇一二三四五六七八九", "0123456789--------- @.0123456789"
)
"""One character for one, so that places in the text stay what they are."""
_DIGITS: Final = re.compile(r"\d(?:[-ー・. ]?\d)*")
_GROUP: Final = re.compile(r"\d+")
_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE: Final = re.compile(r"(?<![\d])(?:\+81[- ]?\d{1,4}|0\d{1,4})[-ー( )]{0,2}\d{1,4}[-ー) ]{0,2}\d{3,4}(?!\d)")
_ADDRESS: Final = re.compile(
    rf"(?:(?:{'|'.join(PREFECTURES)})\S{{2,}}|〒\s?\d{{3}}-?\d{{4}}|[^\s、。]{{2,}}?[市区町村]\S*?\d+(?:丁目|番|号|-\d+)\S*)"
)
_CARD_DIGITS: Final = range(13, 20)  # ISO/IEC 7812-1: up to 19, with the shortest in use
_MY_NUMBER_DIGITS: Final = 12
_PHONE_DIGITS: Final = 9


def findings(text: str) -> tuple[MemoFinding, ...]:
    """Return what is found in a text, in the order of its places; each place is told once, as the worst it is."""
    plain = text.translate(_PLAIN)
    found: list[MemoFinding] = []
    for each in (*_forbidden(plain), *_pointed_out(plain)):
        if not any(each.start < other.end and other.start < each.end for other in found):
            found.append(each)
    return tuple(sorted(found, key=lambda finding: finding.start))


def _forbidden(plain: str) -> Iterator[MemoFinding]:
    for kind, is_one in ((MemoProblem.CARD_NUMBER, is_card_number), (MemoProblem.MY_NUMBER, is_my_number)):
        for start, end in _numbers(plain):
            if is_one(_digits(plain[start:end])):
                yield MemoFinding(kind, start, end, forbidden=True)


def _pointed_out(plain: str) -> Iterator[MemoFinding]:
    for kind, pattern in (
        (MemoProblem.EMAIL, _EMAIL),
        (MemoProblem.ADDRESS, _ADDRESS),
        (MemoProblem.PHONE, _PHONE),
    ):
        for match in pattern.finditer(plain):
            if kind is not MemoProblem.PHONE or len(_digits(match.group())) >= _PHONE_DIGITS:
                yield MemoFinding(kind, match.start(), match.end(), forbidden=False)


def _numbers(plain: str) -> Iterator[tuple[int, int]]:
    """Yield every run of digits, and within it every part that begins and ends where a group does."""
    for run in _DIGITS.finditer(plain):
        groups = [(run.start() + g.start(), run.start() + g.end()) for g in _GROUP.finditer(run.group())]
        for first, (start, _) in enumerate(groups):
            for _, end in groups[first:]:
                yield start, end


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def is_card_number(digits: str) -> bool:
    """Return whether these digits are a card number: its length, its first digit, its check digit (Luhn).

    ISO/IEC 7812-1, annex B. Numbers of payment cards begin with 2 to 6.
    """
    if len(digits) not in _CARD_DIGITS or digits[0] not in "23456":
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_my_number(digits: str) -> bool:
    """Return whether these twelve digits are an individual number, by its check digit.

    平成26年総務省令第85号 第5条 (検査用数字を算出する算式): with P the eleven digits from the lowest and Q = n + 1 for
    n to 6, n - 5 from 7, it is 11 - (ΣPQ mod 11), and 0 where the remainder is 0 or 1.
    """
    if len(digits) != _MY_NUMBER_DIGITS:
        return False
    weights = [n + 1 if n <= 6 else n - 5 for n in range(1, 12)]
    rest = sum(int(p) * q for p, q in zip(reversed(digits[:-1]), weights, strict=True)) % 11
    return int(digits[-1]) == (0 if rest <= 1 else 11 - rest)
