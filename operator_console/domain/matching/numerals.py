"""Kanji numerals as people write them: 二十三, 二三 and 千九百八十五 are numbers; what is not well formed is none."""

import re
from typing import Final

DIGITS: Final = "〇一二三四五六七八九"
NUMERAL: Final = f"[{DIGITS}零十百千]"
_VALUES: Final = {ord(digit): str(value) for value, digit in enumerate(DIGITS)} | {ord("零"): "0"}
_UNIT: Final = "[一二三四五六七八九]"
_SPOKEN: Final = re.compile(f"(?:({_UNIT}?)千)?(?:({_UNIT}?)百)?(?:({_UNIT}?)十)?({_UNIT}?)")
_RUN: Final = re.compile(f"{NUMERAL}+")


def digits(run: str) -> str:
    """Return the arabic digits of a run of kanji numerals, or an empty text where it is not a well-formed number."""
    if not any(unit in run for unit in "十百千"):
        return run.translate(_VALUES)
    parts = _SPOKEN.fullmatch(run)
    if not parts:
        return ""
    value = 0
    for part, unit in zip(parts.groups(), (1000, 100, 10, 1), strict=True):
        if part:
            value += unit * DIGITS.index(part)
        elif part == "" and unit > 1:
            value += unit
    return str(value)


def ending(run: str, *, spoken: bool, most: int = 9999) -> tuple[str, str]:
    """Split a run into what belongs to the name before it and the digits of the longest number at its end.

    ``spoken`` takes only numbers as they are said (三十二, not 三二); ``most`` is the largest number that can be meant.
    """
    for start in range(len(run)):
        tail = run[start:]
        if spoken and len(tail) > 1 and not any(unit in tail for unit in "十百千"):
            continue
        found = digits(tail)
        if found and int(found) <= most:
            return run[:start], str(int(found))
    return run, ""


def arabic(text: str) -> str:
    """Return the text with every well-formed run of kanji numerals in arabic digits."""
    return _RUN.sub(lambda run: digits(run.group()) or run.group(), text)
