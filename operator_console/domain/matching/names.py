"""A name is the same family's name in any writing of its kanji, or its reading; never a part of it."""

import re
from typing import Final

from operator_console.domain.customers import RowProblem
from operator_console.domain.matching.kana import heard_as_one, is_kana, sounds_same
from operator_console.domain.matching.verdicts import BadValue, Rule, Verdict, met, not_met
from operator_console.domain.matching.writing import common, plain

_SEPARATORS: Final = re.compile(r"[\s・=゠,.'’]+")
_KANJI: Final = "[一-鿿]"
_GA: Final = re.compile(rf"(?<={_KANJI})[ヶケガヵ](?={_KANJI})")
_NO: Final = re.compile(rf"(?<={_KANJI})之(?={_KANJI})")
_TSU: Final = re.compile(rf"(?<={_KANJI})ッ(?={_KANJI})")
_JOINED: Final = re.compile("[ヶケガヵ之ッ]")
_LETTER: Final = re.compile(r"\w")


def canonical_name(text: str) -> str:
    """Return the name in the common form of its kanji, kana as heard, upper case, unspaced."""
    name = _written(_parts(text))
    if not _LETTER.search(name):
        raise BadValue(RowProblem.MISSING_VALUE)
    return name


def compare_name(stored: str, answer: str, reading: str) -> Verdict:
    """Compare a name with an answer in kanji, in kana, or with one of its two parts in kana."""
    if plain(stored) == (said := plain(answer)):
        return met(Rule.NAME_WRITING)
    if is_kana(said):
        return _compare_reading(stored, answer, reading)
    if canonical_name(stored) == (said := canonical_name(answer)):
        return met(Rule.NAME_WRITING)
    if said in _half_read(stored, reading):
        return met(Rule.NAME_PART_READING)
    return not_met(Rule.NAME_DIFFERS)


def _compare_reading(stored: str, answer: str, reading: str) -> Verdict:
    if is_kana(plain(stored)) and sounds_same(stored, answer):
        return met(Rule.NAME_WRITING)
    if not is_kana(plain(reading)):
        return not_met(Rule.NAME_DIFFERS if is_kana(plain(stored)) else Rule.READING_UNKNOWN)
    return met(Rule.NAME_READING) if sounds_same(reading, answer) else not_met(Rule.READING_DIFFERS)


def _half_read(stored: str, reading: str) -> tuple[str, ...]:
    """The name with its family name, or its given name, as read; both texts need exactly two parts."""
    written, read = _parts(stored), _parts(reading)
    if len(written) != 2 or len(read) != 2 or not is_kana("".join(read)):
        return ()
    return (_written([read[0], written[1]]), _written([written[0], read[1]]))


def _parts(text: str) -> list[str]:
    return [part for part in _SEPARATORS.split(plain(text)) if part]


def _written(parts: list[str]) -> str:
    name = "".join(common(part) for part in parts)
    if _JOINED.search(name):
        name = _GA.sub("ガ", _NO.sub("ノ", _TSU.sub("ツ", name)))
    return heard_as_one(name).upper()
