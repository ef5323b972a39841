"""An answer is met in every writing that people use, and never once a digit or a mora is another."""

import string
import unicodedata
from datetime import date, timedelta

from hypothesis import assume, example, given
from hypothesis import strategies as st

from operator_console.domain.fields import Kind
from operator_console.domain.matching import LIMITS, BadValue, Result, Rule, canonical, check, compare
from operator_console.domain.matching.kana import heard_as_one
from operator_console.domain.matching.variants import GROUPS
from tests.domain.address_writings import KANJI, WIDE, Town, house_numbers, spoken

HALF_KANA = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッー",
        "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ",
        strict=True,
    )
)
HALF_KANA |= {
    voiced: HALF_KANA[plain] + "ﾞ"
    for voiced, plain in zip(
        "ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "カキクケコサシスセソタチツテトハヒフヘホ", strict=True
    )
}
HALF_KANA |= {half: HALF_KANA[plain] + "ﾟ" for half, plain in zip("パピプペポ", "ハヒフヘホ", strict=True)}
MORAE = [
    *"アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガギグゲゴザジズゼゾダデドバビブベボパピプペポ",
    *(row + small for row in "キシチニヒミリギジビピ" for small in "ャュョ"),
]
HOMOPHONES = {
    "ズ": "ズヅ",
    "ジ": "ジヂ",
    "オ": "オヲ",
    "エ": "エヱ",
    "イ": "イヰ",
    "バ": ["バ", "ヴァ"],
    "ブ": ["ブ", "ヴ"],
    "ボ": ["ボ", "ヴォ"],
}
LONG = {
    "オ": "オウー",
    "コ": "オウー",
    "ト": "オウー",
    "ヨ": "オウー",
    "ショ": "オウー",
    "ケ": "エイー",
    "テ": "エイー",
    "ユ": "ウー",
    "リュ": "ウー",
    "シュ": "ウー",
}
LATIN_WIDE = str.maketrans(string.ascii_letters, "".join(chr(ord(letter) + 0xFEE0) for letter in string.ascii_letters))
ERAS = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
    ("大正", "T", date(1912, 7, 30)),
    ("明治", "M", date(1873, 1, 1)),
)

words = st.lists(st.sampled_from(MORAE), min_size=2, max_size=6)
days = st.dates(date(1873, 1, 1), date(2026, 12, 31))
mobiles = st.builds(
    lambda head, rest: head + rest,
    st.sampled_from(["070", "080", "090"]),
    st.from_regex(r"[1-9][0-9]{7}", fullmatch=True),
)
towns = st.sampled_from(
    [
        Town("東京都", "千代田区", "三番町"),
        Town("三重県", "四日市市", "三ツ谷町"),
        Town("大阪府", "大阪市淀川区", "十三本町"),
        Town("北海道", "旭川市", "４条通"),
        Town("茨城県", "龍ケ崎市", "長峰町"),
    ]
)


def matches(kind: Kind, stored: str, answer: str, reading: str = "") -> bool:
    return compare(kind, stored, answer, reading=reading).result is Result.MATCH


def hiragana(text: str) -> str:
    return "".join(chr(ord(kana) - 0x60) if "ァ" <= kana <= "ヶ" else kana for kana in text)


def half_width(text: str) -> str:
    return "".join(HALF_KANA.get(kana, kana) for kana in text)


@given(words, words, st.data())
def test_a_reading_is_met_in_every_writing(family: list[str], given_name: list[str], data: st.DataObject) -> None:
    def spelled(morae: list[str]) -> str:
        return "".join(data.draw(st.sampled_from(list(HOMOPHONES.get(mora, [mora])))) for mora in morae)

    stored = "".join(family) + " " + "".join(given_name)
    heard = spelled(family), spelled(given_name)
    for gap in ("", " ", "　"):
        for answer in (gap.join(heard), hiragana(gap.join(heard)), half_width(gap.join(heard))):
            assert matches(Kind.KANA, stored, answer)
            assert matches(Kind.NAME, "山田 花子", answer, stored)
            assert canonical(Kind.KANA, stored) == canonical(Kind.KANA, answer)


@given(words, st.sampled_from(sorted(LONG)), words)
def test_a_long_vowel_is_met_in_every_writing_and_not_when_short(
    before: list[str], mora: str, after: list[str]
) -> None:
    assume(after[0] not in "アイウエオ" and sound("".join((*before, mora)))[-1] != "=")
    forms = ["".join((*before, mora, vowel, *after)) for vowel in LONG[mora]]
    short = "".join((*before, mora, *after))
    for stored in forms:
        assert all(matches(Kind.KANA, stored, answer) for answer in forms)
        assert not matches(Kind.KANA, stored, short)
        assert not matches(Kind.KANA, short, stored)


@given(words, words, st.data())
@example(["ワ", "タ", "ナ", "ベ"], ["エ", "ミ"], None)
def test_a_reading_is_not_met_after_one_mora_is_changed(
    family: list[str], given_name: list[str], data: st.DataObject | None
) -> None:
    every = [*family, *given_name]
    at = data.draw(st.integers(0, len(every) - 1)) if data else 4
    other = data.draw(st.sampled_from(MORAE)) if data else "イ"
    changed = [*every[:at], other, *every[at + 1 :]]
    stored = "".join(family) + " " + "".join(given_name)
    words_changed = "".join(changed[: len(family)]) + " " + "".join(changed[len(family) :])
    assume([sound(word) for word in words_changed.split()] != [sound(word) for word in stored.split()])
    assert not matches(Kind.KANA, stored, words_changed)
    assert not matches(Kind.NAME, "山田 花子", words_changed, stored)
    if sound("".join(changed)) != sound("".join(every)):
        assert not matches(Kind.KANA, stored, "".join(changed))


def sound(word: str) -> list[str]:
    """What a word sounds like, told in another way than the product does: by the Unicode names of its kana."""
    out: list[str] = []
    for kana in word:
        name = unicodedata.name(kana).removeprefix("KATAKANA LETTER ")
        vowel, before = name[-1], out[-1][-1] if out else ""
        lengthens = len(name) == 1 and (before, name) in {
            ("O", "O"),
            ("O", "U"),
            ("E", "E"),
            ("E", "I"),
            ("U", "U"),
            ("A", "A"),
            ("I", "I"),
        }
        out.append("=" if lengthens else name if vowel in "AIUEO" else "N.")
    return out


@given(words, words)
def test_a_part_of_a_name_is_never_the_name(family: list[str], given_name: list[str]) -> None:
    stored = "".join(family) + " " + "".join(given_name)
    for part in stored.split():
        assert not matches(Kind.KANA, stored, part)
        assert not matches(Kind.NAME, "山田 花子", part, stored)


@given(st.lists(st.sampled_from(GROUPS), min_size=2, max_size=5), st.data())
def test_a_name_is_met_in_any_variant_of_its_kanji(groups: list[str], data: st.DataObject) -> None:
    stored = "".join(data.draw(st.sampled_from(group)) for group in groups)
    answer = "".join(data.draw(st.sampled_from(group)) for group in groups)
    assert matches(Kind.NAME, stored[:1] + " " + stored[1:], answer)
    other = data.draw(st.sampled_from([group for group in GROUPS if group not in groups]))
    at = data.draw(st.integers(0, len(answer) - 1))
    assert not matches(Kind.NAME, stored, answer[:at] + other[0] + answer[at + 1 :])


@given(mobiles)
def test_a_phone_number_is_met_in_every_writing(number: str) -> None:
    a, b, c = number[:3], number[3:7], number[7:]
    for answer in (
        number, f"{a}-{b}-{c}", f"{a}({b}){c}",
        f"{a} {b} {c}", f"{a}.{b}.{c}", f"+81 {a[1:]} {b} {c}", f"+81(0){a[1:]}-{b}-{c}",
        f"{a}ー{b}ー{c}", f"{a}の{b}の{c}", number.translate(WIDE), f"{a}-{b}-{c}".translate(WIDE), f"（{a}）{b}－{c}",
        "".join(KANJI[int(digit)] for digit in number),
    ):  # fmt: skip
        assert matches(Kind.PHONE, number, answer)
        assert canonical(Kind.PHONE, answer) == "81" + number[1:]


@given(mobiles, st.data())
def test_a_phone_number_is_not_met_after_one_digit_is_changed_or_lost(number: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(number) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[at]]))
    assert not matches(Kind.PHONE, number, number[:at] + other + number[at + 1 :])
    assert not matches(Kind.PHONE, number, number[:at] + number[at + 1 :])
    assert not matches(Kind.PHONE, number, number + other)


def era_of(day: date) -> tuple[str, str, int]:
    name, letter, first = next(era for era in ERAS if era[2] <= day)
    return name, letter, day.year - (1868 if letter == "M" else first.year) + 1


@given(days)
@example(date(2019, 5, 1))
@example(date(2019, 4, 30))
@example(date(1989, 1, 7))
@example(date(1912, 7, 30))
def test_a_day_is_met_in_every_writing(day: date) -> None:
    name, letter, year = era_of(day)
    first = ("元", "1") if year == 1 else (str(year),)
    forms = [
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    ]
    forms += [form.translate(WIDE) for form in forms]
    forms += [f"{name}{count}年{day.month}月{day.day}日" for count in first]
    forms += [f"{letter}{count}.{day.month}.{day.day}" for count in first]
    forms += [f"{letter}{year:02}{day:%m%d}", f"{name}{year:02}{day:%m%d}", f"{name[0]}{year}-{day.month}-{day.day}"]
    forms += [f"{name}{spoken(year)}年{spoken(day.month)}月{spoken(day.day)}日"]
    for answer in forms:
        assert matches(Kind.BIRTH_DATE, day.isoformat(), answer), answer
        assert canonical(Kind.BIRTH_DATE, answer) == day.isoformat()


@given(days, days)
def test_another_day_is_not_met_in_any_writing(day: date, other: date) -> None:
    for near in {other, day + timedelta(days=1), day - timedelta(days=1), day.replace(year=day.year + 1, day=1)} - {
        day
    }:
        if near < date(1873, 1, 1):
            continue
        name, letter, year = era_of(near)
        for answer in (
            near.isoformat(),
            f"{near:%Y%m%d}",
            f"{name}{year}年{near.month}月{near.day}日",
            f"{letter}{year}.{near.month}.{near.day}",
        ):
            assert not matches(Kind.BIRTH_DATE, day.isoformat(), answer)


@given(days)
def test_a_year_of_two_digits_is_not_met(day: date) -> None:
    for answer in (f"{day:%y/%m/%d}", f"{day:%y%m%d}", f"{day:%y}年{day.month}月{day.day}日"):
        assert compare(Kind.BIRTH_DATE, day.isoformat(), answer).rule == Rule.DATE_UNCLEAR


@given(towns, st.integers(1, 40), st.integers(1, 300), st.integers(1, 120), st.data())
def test_an_address_is_not_met_after_one_digit_is_changed(
    town: Town, chome: int, banchi: int, go: int, data: st.DataObject
) -> None:
    numbers = [str(chome), str(banchi), str(go)]
    stored = f"{town.name}{chome}丁目{banchi}番{go}号"
    which = data.draw(st.integers(0, 2))
    at = data.draw(st.integers(0, len(numbers[which]) - 1))
    low = "1" if at == 0 else "0"
    other = data.draw(
        st.sampled_from([digit for digit in "0123456789" if digit >= low and digit != numbers[which][at]])
    )
    changed = [*numbers]
    changed[which] = numbers[which][:at] + other + numbers[which][at + 1 :]
    for answer in house_numbers(*(int(number) for number in changed)):
        assert not matches(Kind.ADDRESS, stored, town.name + answer), answer
    for answer in house_numbers(chome, banchi, go):
        assert matches(Kind.ADDRESS, stored, town.name + answer), answer


@given(st.from_regex(r"[A-Z]{1,2}-?[0-9]{6,9}", fullmatch=True), st.data())
def test_an_identifier_is_met_in_every_writing_and_never_with_another_digit(number: str, data: st.DataObject) -> None:
    for answer in (
        number.lower(),
        number.translate(WIDE).translate(LATIN_WIDE),
        number.replace("-", ""),
        " ".join(number),
    ):
        assert matches(Kind.IDENTIFIER, number, answer)
        assert canonical(Kind.IDENTIFIER, number) == canonical(Kind.IDENTIFIER, answer)
    at = data.draw(st.sampled_from([index for index, letter in enumerate(number) if letter.isdigit()]))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[at]]))
    assert not matches(Kind.IDENTIFIER, number, number[:at] + other + number[at + 1 :])


@given(st.sampled_from(list(Kind)), st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_answered_with_a_rule_of_the_list(kind: Kind, stored: str, answer: str, reading: str) -> None:
    assert compare(kind, stored, answer, reading=reading).rule in set(Rule)


@given(
    st.sampled_from(list(Kind)),
    st.text(alphabet="〇一二三十百千丁目番地号のー-0123456789年月日昭和SHオウヴ・ヽ 東京都ケ々字+()@.", max_size=40),
)
def test_a_value_that_may_be_stored_is_met_by_itself(kind: Kind, text: str) -> None:
    try:
        check(kind, text)
    except BadValue:
        return
    assert matches(kind, text, text)
    assert canonical(kind, text)


@given(st.sampled_from(list(Kind)))
def test_an_endless_text_is_a_mismatch_at_once(kind: Kind) -> None:
    for text in ("9" * 100_000, "一" * 100_000, "ア ー" * 50_000):
        assert compare(kind, text[: LIMITS[kind]], text).rule == Rule.ANSWER_TOO_LONG
        assert compare(kind, text, "1").rule == Rule.STORED_UNREADABLE


@given(words)
def test_the_index_form_of_a_reading_does_not_change_again(morae: list[str]) -> None:
    once = heard_as_one("".join(morae))
    assert heard_as_one(once) == once
