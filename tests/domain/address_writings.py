"""The writings in which one address reaches an operator, and the addresses that are near it but another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

KANJI = "〇一二三四五六七八九"
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
WIDE_RUN = re.compile("[０-９]+")
HYPHENS = "-－‐‑–—−ー―─"


@dataclass(frozen=True)
class Town:
    """A town with its prefecture and municipality."""

    prefecture: str
    city: str
    town: str

    @property
    def name(self) -> str:
        return self.prefecture + self.city + self.town


def spoken(number: int) -> str:
    """A number up to 999 in kanji as it is said: 27 is 二十七."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = ("" if hundreds == 1 else KANJI[hundreds]) + "百" if hundreds else ""
    said += ("" if tens == 1 else KANJI[tens]) + "十" if tens else ""
    return said + (KANJI[ones] if ones else "")


def positional(number: int) -> str:
    """A number digit by digit in kanji: 27 is 二七."""
    return "".join(KANJI[int(digit)] for digit in str(number))


def house_numbers(chome: int, banchi: int, go: int) -> Iterator[str]:
    """Every writing of 丁目, 番 and 号 that people use or say."""
    said = (spoken(chome), spoken(banchi), spoken(go))
    yield f"{chome}丁目{banchi}番{go}号"
    yield f"{chome}丁目{banchi}番{go}"
    yield f"{chome}丁目{banchi}番地{go}"
    yield f"{chome}丁目{banchi}番地の{go}"
    yield f"{chome}丁目{banchi}-{go}"
    yield f"{chome}丁目{banchi}の{go}"
    yield f"{chome}の{banchi}の{go}"
    yield f"{chome}丁目 {banchi}番 {go}号"
    yield f"{chome} 丁目 {banchi} 番 {go} 号"
    yield f"{chome} - {banchi} - {go}"
    yield f"{chome}丁目の{banchi}番の{go}号"
    yield "{}丁目の{}番の{}".format(*said)
    yield f"{chome}丁目{banchi}番{go}号".translate(WIDE)
    yield f"{chome}-{banchi}-{go}".translate(WIDE)
    yield "{}丁目{}番{}号".format(*said)
    yield "{}丁目{}番地の{}".format(*said)
    yield f"{said[0]}丁目{banchi}-{go}"
    yield "の".join(said)
    yield from (hyphen.join((str(chome), str(banchi), str(go))) for hyphen in HYPHENS)
    yield from (hyphen.join(said) for hyphen in "-－ー")
    yield "-".join((positional(chome), positional(banchi), positional(go)))


def names(town: Town) -> Iterator[str]:
    """Every writing of the name of a town."""
    yield town.name
    yield town.city + town.town
    yield f"{town.prefecture} {town.city} {town.town}"
    yield f"{town.prefecture}　{town.city}{town.town}"
    yield town.name.translate(NARROW)
    yield f"{town.prefecture}{town.city}大字{town.town}"
    yield f"{town.city}字{town.town}"
    yield f"〒100-0001 {town.name}"
    yield f"100-0001 {town.name}"
    yield town.city + WIDE_RUN.sub(lambda run: spoken(int(run.group())), town.town)
    yield town.city + "".join(chr(ord(kana) - 0x60) if "ァ" <= kana <= "ヴ" else kana for kana in town.town)
    yield town.city + "".join(chr(ord(kana) + 0x60) if "ぁ" <= kana <= "ゔ" else kana for kana in town.town)
    for letters in ("ケヶがガ", "ノの之"):
        for one in letters:
            if one in (inside := town.town[1:-1]) and _between_kanji(town.town, one):
                yield from (
                    town.prefecture + town.city + town.town[0] + inside.replace(one, other) + town.town[-1]
                    for other in letters
                )


def _between_kanji(text: str, letter: str) -> bool:
    at = text.index(letter, 1)
    return all("一" <= beside <= "鿿" for beside in (text[at - 1], text[at + 1]))


def writings(town: Town, chome: int, banchi: int, go: int) -> Iterator[str]:
    """Every writing of one address: each of the names with two of the numbers, each of the numbers with two names."""
    for name in names(town):
        yield f"{name}{chome}-{banchi}-{go}"
        yield f"{name}{chome}丁目{banchi}番{go}号"
    for numbers in house_numbers(chome, banchi, go):
        yield town.name + numbers
        yield f"{town.city}{town.town} {numbers}"


def near_misses(town: Town, chome: int, banchi: int, go: int) -> Iterator[str]:
    """Addresses of the same town that are not this one."""
    yield f"{town.name}{chome}-{banchi}-{go + 1}"
    yield f"{town.name}{chome}-{banchi + 10}-{go}"
    yield f"{town.name}{chome + 1}-{banchi}-{go}"
    yield f"{town.name}{chome}-{banchi}{go}"
    yield f"{town.name}{chome}{banchi}-{go}"
    yield f"{town.name}{chome}-{banchi}"
    yield f"{town.name}{banchi}-{chome}-{go}"
    yield f"{town.city}{chome}-{banchi}-{go}"
    yield f"{town.name}{chome}丁目{banchi}番{go}1号"
