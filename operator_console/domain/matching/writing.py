"""What every kind has in common: width, invisible characters, dashes and kana are writing, not content."""

import re
import unicodedata
from typing import Final

from operator_console.domain.customers import RowProblem
from operator_console.domain.matching.variants import COMMON_FORM
from operator_console.domain.matching.verdicts import BadValue

_INVISIBLE: Final = (
    *range(0xFE00, 0xFE10),  # variation selectors
    *range(0xE0100, 0xE01F0),  # ideographic variation selectors (Unicode IVD)
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),  # zero width, direction marks
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2065),
    *range(0x2066, 0x206A),
    0x00AD,
    0xFEFF,
)
_DASHES: Final = "‐‑‒–—―−─━⁃˗➖﹘"
_PLAIN: Final[dict[int, str | None]] = {**dict.fromkeys(_INVISIBLE), **{ord(dash): "-" for dash in _DASHES}}
TO_KATAKANA: Final = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
"""For str.translate: hiragana to katakana."""
_COMMON: Final[dict[int, int | str | None]] = {**_PLAIN, **TO_KATAKANA, **COMMON_FORM}
_SPACE: Final = re.compile(r"\s+")
_REPEAT: Final = re.compile(r"(.)々")

_UNSTORABLE: Final = {"Cc", "Cs", "Co", "Cn"}


def plain(text: str) -> str:
    """Return the text in NFKC, every dash ``-``, nothing invisible, no space at either end."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text).translate(_PLAIN).strip()


def unspaced(text: str) -> str:
    """Return the text without any white space."""
    return _SPACE.sub("", text)


def common(text: str) -> str:
    """Return the plain text in the common form of its kanji and in katakana (山邉 → 山辺, はな → ハナ)."""
    if text.isascii():
        return text.strip()
    folded = unicodedata.normalize("NFKC", text).translate(_COMMON).strip()
    while "々" in folded and (spelled := _REPEAT.sub(r"\1\1", folded)) != folded:
        folded = spelled
    return folded


def katakana(text: str) -> str:
    """Return the text with hiragana in katakana."""
    return text.translate(TO_KATAKANA)


def require_storable(text: str, limit: int, *, lines: bool = False) -> None:
    """Raise BadValue for an empty text, one over ``limit`` characters, or one with characters that no font shows.

    ``lines`` allows line ends and tabs. Private-use characters (外字) are refused: nobody else can read them.
    """
    if not text.strip():
        raise BadValue(RowProblem.MISSING_VALUE)
    if len(text) > limit:
        raise BadValue(RowProblem.TOO_LONG, limit=limit)
    if text.isascii() and text.isprintable():
        return
    for character in text:
        if lines and character in "\r\n\t":
            continue
        if character == "\ufffd" or unicodedata.category(character) in _UNSTORABLE:
            raise BadValue(RowProblem.BAD_CHARACTER)
