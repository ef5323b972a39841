"""An address before it is taken apart: writing is evened out and kanji numerals that count something become digits."""

import re
from functools import partial
from typing import Final

from operator_console.domain.matching.numerals import NUMERAL, ending
from operator_console.domain.matching.writing import common

_POSTAL_CODE: Final = re.compile(r"^〒?\s*[0-9]{3}-?[0-9]{4}\s*(?=[^0-9-])")
_POSTAL_START: Final = frozenset("〒0123456789")
_BEFORE_COUNTER: Final = re.compile(rf"(?<=[0-9{NUMERAL[1:]})\s(?=丁目|番|号)")
_KANJI: Final = "[々〆ヶ一-鿿𠀀-𯿿]"
_GA: Final = re.compile(rf"(?<=\w)[ヶケガヵ](?={_KANJI})")
_TSU: Final = re.compile(rf"(?<=\w)[ッツ](?={_KANJI})")
_KANA_INSIDE: Final = re.compile("[ヶケガヵッツ之]")
_AZA: Final = re.compile(r"大字|(?<![十文数大^])字(?!ノ)")
_ANY_NUMERAL: Final = re.compile(NUMERAL)
_RUN: Final = rf"({NUMERAL}+)"
_PROTECTED: Final = (
    ("麻布十番", "麻布ジュウバン"),
    ("麻布10番", "麻布ジュウバン"),
    ("サンシャイン六十", "サンシャイン60"),
)
"""Names that end like a house number; the counter, or the numeral, is part of the name."""
_CHOME: Final = re.compile(rf"{_RUN}(?=丁目)")
_COUNTED: Final = re.compile(rf"{_RUN}(?=番地|番町|番丁|番街|番(?!館)|条|線|号|地割|区(?!分)|階)")
_ORDINAL: Final = re.compile(rf"(?<=第)({NUMERAL}+)")
_SAKAI_CHO: Final = re.compile(rf"(?<=堺市)(.*?)({NUMERAL}+)(?=丁[0-9{NUMERAL[1:]})")
_CHAIN: Final = re.compile(rf"(?:{NUMERAL}+|[0-9]+)(?:[-ノー](?:{NUMERAL}+|[0-9]+))+(?!{_KANJI}|番町)")
_AFTER: Final = re.compile(rf"([0-9](?:丁目|番地|番|丁)[ノ-]?){_RUN}(?=[号番\s-]|$)")
_BARE_END: Final = re.compile(rf"(?<=[町村]){_RUN}(?=[\s-]|$)")
_BLANKS_ONLY: Final = re.compile(r"(?<=[^0-9\s-])[0-9]+(?: [0-9]+){2,}$")
_LINK: Final = re.compile(r"[-ノー]")
_DIGIT_JOINT: Final = re.compile(r"(?<=[0-9])\s*[ーノ・.,、/~〜]\s*(?=[0-9])")
_DASHED: Final = re.compile(r"\s*-\s*")
_LONG_VOWEL: Final = re.compile(r"(?<=[ァ-ヴ])-(?=[ァ-ヴ])")


def even(text: str) -> str:
    """Return an address with one writing for kana, kanji variants, ヶ and が, ノ and 之, 大字, dashes and numerals.

    Spaces stay as one blank each: they may part a building from the house number.
    """
    line = " ".join(common(text).split())
    if "-" in line:
        line = _LONG_VOWEL.sub("ー", _DASHED.sub("-", line))
    if line[:1] in _POSTAL_START:
        line = _POSTAL_CODE.sub("", line)
    if " " in line:
        line = _BEFORE_COUNTER.sub("", line)
    if _KANA_INSIDE.search(line):
        line = _GA.sub("ガ", _TSU.sub("ツ", line.replace("之", "ノ")))
    if "字" in line:
        line = _AZA.sub("", line)
    for name, kept in _PROTECTED:
        line = line.replace(name, kept)
    line = _DIGIT_JOINT.sub("-", _counted(line))
    if " " in line:
        line = _BLANKS_ONLY.sub(lambda numbers: numbers.group().replace(" ", "-"), line)
    return line


def _counted(line: str) -> str:
    """Return the line with kanji numerals in digits where a counter, or a digit beside them, makes them numbers."""
    if not _ANY_NUMERAL.search(line):
        return line
    line = _CHOME.sub(partial(_at_end, spoken=True, most=99), line)
    line = _COUNTED.sub(partial(_at_end, spoken=False, most=9999), line)
    line = _ORDINAL.sub(partial(_at_end, spoken=False, most=9999), line)
    if "堺市" in line:
        line = _SAKAI_CHO.sub(_before_cho, line)
    line = _BARE_END.sub(partial(_at_end, spoken=False, most=99_999), _CHAIN.sub(_chain, line))
    return _AFTER.sub(_after, line)


def _at_end(found: re.Match[str], *, spoken: bool, most: int) -> str:
    return "".join(ending(found.group(1), spoken=spoken, most=most))


def _before_cho(found: re.Match[str]) -> str:
    return found.group(1) + "".join(ending(found.group(2), spoken=True, most=99))


def _chain(found: re.Match[str]) -> str:
    """Numbers joined by dashes or の: every link is a number; the first may have a name in front of it."""
    first, *others = _LINK.split(found.group())
    links = ["".join(ending(first, spoken=False))] if not first.isdigit() or not first.isascii() else [first]
    for link in others:
        links.append(link if link.isascii() else "".join(ending(link, spoken=False)))
    return "-".join(links)


def _after(found: re.Match[str]) -> str:
    return found.group(1) + "".join(ending(found.group(2), spoken=False))
