"""What is looked for: two customers and a memo made of words that occur nowhere else, in every form they may take."""

import base64
import unicodedata
from collections.abc import Iterable, Mapping

import jaconv

CALLER: Mapping[str, str] = {
    "number": "7731084226",
    "name": "鷲尾 鏡花",
    "kana": "ワシオ キョウカ",
    "birth_date": "1947-11-29",
    "phone": "03-1550-9917",
    "phone2": "045-155-8826",
    "email": "kyoka.washio@hari.example",
    "postal_code": "000-7731",
    "address": "東京都針山区探索町3丁目17番4号 針葉荘402",
    "company": "鏡花針葉樹林業株式会社",
    "contract": "HK-55917302",
    "note": "針の筵で待つと仰せになった",
    "vip": "針供養の会の会長",
}
"""Calls, is asked for number, name and birth date, and has the address shown."""
STRANGER: Mapping[str, str] = {
    "number": "9964417035",
    "name": "烏丸 琴葉",
    "kana": "カラスマ コトハ",
    "birth_date": "1938-02-17",
    "phone": "06-1660-3341",
    "phone2": "075-166-2257",
    "email": "kotoha.karasuma@ito.example",
    "postal_code": "000-9964",
    "address": "京都府糸巻市探索町5丁目28番9号 絹糸荘708",
    "company": "琴葉絹糸紡績株式会社",
    "contract": "IT-66820413",
    "note": "糸口は掴んだと仰せになった",
    "vip": "糸繰りの会の会長",
}
"""Is in the vault, and nobody calls."""
MEMO = "縫い針の件で折り返すと伝えた"
"""Was saved in an earlier call of the caller's and is not shown."""
TYPED = ("number", "name", "birth_date")
SHOWN = ("address",)
SELDOM_ALONE = frozenset({"company"})
"""Fields whose mask is the value itself: the policy says that everybody may read them."""


def never_revealed() -> list[str]:
    """Everything that no one typed and no one was shown."""
    kept = [value for name, value in CALLER.items() if name not in (*TYPED, *SHOWN, *SELDOM_ALONE)]
    return [*kept, *STRANGER.values(), MEMO]


def of_caller(*names: str) -> list[str]:
    """These fields of the caller."""
    return [CALLER[name] for name in names]


def flat(text: str) -> str:
    """Return a text without what may be written in between, and in one width."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(character for character in plain if character not in " -‐–ー\t\r\n\0")


def found_in_texts(texts: Iterable[tuple[str, str]], needles: Iterable[str]) -> list[tuple[str, str]]:
    """Return ``(where, needle)`` for each that is in a text, however it is written there."""
    wanted = {needle: flat(needle) for needle in needles}
    return [
        (where, each) for where, text in texts for thin in [flat(text)] for each, it in wanted.items() if it in thin
    ]


def plain_forms(needle: str) -> set[bytes]:
    """Return how a program keeps a text in its memory (Python, Qt, JSON)."""
    written = {needle, "".join(character for character in needle if character not in " -")}
    return {_line(each.encode(encoding)) for each in written for encoding in ("utf-8", "utf-16-le")}


def forms(needle: str) -> set[bytes]:
    """Return how a text may lie in a file: widths, with and without blanks and hyphens, encodings."""
    bare = "".join(character for character in needle if character not in " -")
    written = {needle, bare}
    written |= {jaconv.z2h(each, kana=True, digit=True, ascii=True) for each in (needle, bare)}
    written |= {jaconv.h2z(each, kana=True, digit=True, ascii=True) for each in (needle, bare)}
    codes = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "unicode_escape", "raw_unicode_escape")
    found = {each.encode(code) for each in written for code in codes}
    found |= {encoded for each in written if len(encoded := each.encode("cp932", "ignore")) > 4}
    found |= {base64.b64encode(each.encode())[:-4] for each in written}
    return set(map(_line, found))


def _line(form: bytes) -> bytes:
    """Return the longest part without a line end in it: grep(1) searches line by line."""
    return max(form.split(b"\n"), key=len)
