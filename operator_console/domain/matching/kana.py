"""A reading is what is heard: long vowels, ヅ and ズ, ヂ and ジ, ヲ and オ sound the same; a missing mora does not."""

import re
from typing import Final

from operator_console.domain.customers import RowProblem
from operator_console.domain.matching.verdicts import BadValue, Rule, Verdict, met, not_met
from operator_console.domain.matching.writing import TO_KATAKANA, plain, unspaced

_SAME_SOUND: Final[dict[int, str | None]] = str.maketrans(
    {
        "ヅ": "ズ",
        "ヂ": "ジ",
        "ヲ": "オ",
        "ヰ": "イ",
        "ヱ": "エ",
        "ヶ": "ケ",
        "ヵ": "カ",
        "・": None,
        "=": None,
        "゠": None,
    }
)
_V_ROW: Final = (
    ("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴャ", "ビャ"),
    ("ヴュ", "ビュ"), ("ヴョ", "ビョ"),
    ("ヴ", "ブ"), ("ヷ", "バ"), ("ヸ", "ビ"), ("ヹ", "ベ"), ("ヺ", "ボ"),
)  # fmt: skip
_LETTERS: Final = {**TO_KATAKANA, ord("-"): "ー"}
_ROWS: Final = {
    "ア": "アカサタナハマヤラワガザダバパァャヮ",
    "イ": "イキシチニヒミリギジビピィ",
    "ウ": "ウクスツヌフムユルグズブプゥュ",
    "エ": "エケセテネヘメレゲゼデベペェ",
    "オ": "オコソトノホモヨロゴゾドボポォョ",
}
_LENGTHENS: Final = {"ア": "アー", "イ": "イー", "ウ": "ウー", "エ": "エイー", "オ": "オウー"}
_LONG: Final = re.compile("|".join(f"([{_ROWS[vowel]}])[{by}]" for vowel, by in _LENGTHENS.items()))
_LONGER: Final = re.compile("|".join(f"[{_ROWS[vowel]}]ー[{by}]+" for vowel, by in _LENGTHENS.items()))
_RARE: Final = re.compile("[ヴヷヸヹヺヽヾ" + "".join(chr(kana) for kana in _SAME_SOUND) + "]")
_REPEAT: Final = re.compile("(.)[ヽヾ]")
_BETWEEN: Final = re.compile(r"[\s・=゠]+")
_KANA: Final = re.compile("[ァ-ヴー]+")
_KANA_TEXT: Final = re.compile(r"[ぁ-ゖァ-ヺ][ぁ-ゖゝゞァ-ヾ・=゠\-\s]*")


def heard(text: str) -> str:
    """Return a plain text with its kana as heard, each lengthening a ー (オオウチ → オーウチ); the rest is kept."""
    text = text.translate(_LETTERS)
    if _RARE.search(text):
        text = _REPEAT.sub(_repeated, text)
        for written, sounds in _V_ROW:
            text = text.replace(written, sounds)
        text = text.translate(_SAME_SOUND)
    return _LONG.sub(r"\1\2\3\4\5ー", text)


def heard_as_one(text: str) -> str:
    """Return a plain text as heard when nobody knows where its words end: texts equal in :func:`heard`, word by word,
    are equal here too (サトウ ウミ, サトーウミ → サトーーミ), which the keyed index needs.
    """
    return _LONGER.sub(_all_long, heard(unspaced(text)))


def _all_long(found: re.Match[str]) -> str:
    return found.group()[0] + "ー" * (len(found.group()) - 1)


def _repeated(found: re.Match[str]) -> str:
    first = found.group(1)
    if found.group(0)[1] == "ヽ":
        return first * 2
    return first + plain(first + "\u3099")


def is_kana(text: str) -> bool:
    """Whether a plain text is written in kana alone."""
    return _KANA_TEXT.fullmatch(text) is not None


def canonical_kana(text: str) -> str:
    """Return the reading as heard, katakana without spaces. Raises BadValue where it is not all kana."""
    spelled = plain(text)
    if not is_kana(spelled):
        raise BadValue(RowProblem.BAD_KANA)
    sounds = heard_as_one(spelled)
    if not _KANA.fullmatch(sounds) or sounds[0] == "ー":
        raise BadValue(RowProblem.BAD_KANA)
    return sounds


def sounds_same(stored: str, answer: str) -> bool:
    """Whether two readings sound the same, word by word; an answer without spaces may end its words anywhere.

    Raises BadValue for a reading that is not all kana.
    """
    words, said = _words(stored), _words(answer)
    heard_words = [heard(word) for word in words]
    if len(said) == len(words):
        return [heard(word) for word in said] == heard_words
    return _splits_into("".join(said), heard_words)


def _words(text: str) -> list[str]:
    spelled = plain(text)
    if not is_kana(spelled):
        raise BadValue(RowProblem.BAD_KANA)
    return _BETWEEN.split(spelled)


def _splits_into(said: str, words: list[str]) -> bool:
    if len(words) == 1:
        return heard(said) == words[0]
    ends = range(1, len(said))
    return any(heard(said[:end]) == words[0] and _splits_into(said[end:], words[1:]) for end in ends)


def compare_kana(stored: str, answer: str) -> Verdict:
    """Compare two readings. Raises BadValue for a reading that is none."""
    return met(Rule.KANA_AS_HEARD) if sounds_same(stored, answer) else not_met(Rule.KANA_DIFFERS)
