"""How much of one core 100,000 matches of mixed kinds take, beside a bare loop of unicodedata.normalize.

Run: python benchmarks/bench_matching.py [--matches N]
"""

import argparse
import random
import time
import unicodedata
from collections.abc import Callable

from operator_console.domain.fields import Kind
from operator_console.domain.matching import compare

FAMILIES = ("山﨑", "渡邉", "髙橋", "佐藤", "小澤", "齋藤", "大野", "五十嵐")
READINGS = ("ヤマザキ", "ワタナベ", "タカハシ", "サトウ", "オザワ", "サイトウ", "オオノ", "イガラシ")
PLACES = (
    "東京都千代田区三番町",
    "北海道札幌市北区北三十七条西",
    "京都府京都市上京区有馬町",
    "茨城県龍ケ崎市長峰町",
    "東京都港区麻布十番",
)
Question = tuple[Kind, str, str, str]


def name(draw: random.Random) -> Question:
    at = draw.randrange(len(FAMILIES))
    return (
        Kind.NAME,
        f"{FAMILIES[at]}　花子",
        draw.choice((f"{FAMILIES[at]}花子", f"{READINGS[at]}ハナコ")),
        f"{READINGS[at]} ハナコ",
    )


def kana(draw: random.Random) -> Question:
    reading = draw.choice(READINGS)
    return Kind.KANA, f"{reading} ユウキ", draw.choice((f"{reading}ユーキ", f"{draw.choice(READINGS)} ユキ")), ""


def phone(draw: random.Random) -> Question:
    number = f"090{draw.randrange(10_000_000, 99_999_999)}"
    return (
        Kind.PHONE,
        number,
        draw.choice((f"{number[:3]}-{number[3:7]}-{number[7:]}", f"+81 {number[1:]}", "03-3199-6568")),
        "",
    )


def birth_date(draw: random.Random) -> Question:
    year, month, day = draw.randrange(27, 63), draw.randrange(1, 13), draw.randrange(1, 29)
    return (
        Kind.BIRTH_DATE,
        f"{1925 + year}-{month:02}-{day:02}",
        draw.choice((f"昭和{year}年{month}月{day}日", f"S{year}.{month}.{day}")),
        "",
    )


def address(draw: random.Random) -> Question:
    place = draw.choice(PLACES)
    numbers = tuple(draw.randrange(1, 40) for _ in range(3))
    stored = "{}{}丁目{}番{}号　コーポ花 204号室".format(place, *numbers)
    return (
        Kind.ADDRESS,
        stored,
        draw.choice(("{}{}-{}-{}".format(place, *numbers), "{}{}丁目{}番地{}".format(place[3:], *numbers))),
        "",
    )


def code(draw: random.Random) -> Question:
    number = f"K{draw.randrange(10**8, 10**9)}"
    return draw.choice(
        (
            (Kind.IDENTIFIER, number, number.lower(), ""),
            (Kind.EMAIL, f"User.{number}@Example.co.jp", f"user.{number}@example.co.jp", ""),
            (Kind.POSTAL_CODE, "263-0012", "〒２６３－００１２", ""),
            (Kind.COMPANY, "㈱サクラ物流", "株式会社さくら物流", ""),
        )
    )


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process: other work on the machine does not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matches", type=int, default=100_000)
    matches = parser.parse_args().matches
    draw = random.Random(1)
    kinds = (name, kana, phone, birth_date, address, code)
    questions = [kinds[index % len(kinds)](draw) for index in range(matches)]
    compare(Kind.PHONE, "09012345678", "09012345678")  # loads the numbering plan
    taken = seconds(lambda: [compare(kind, stored, answer, reading=read) for kind, stored, answer, read in questions])
    texts = [text for _, stored, answer, _ in questions for text in (stored, answer)]
    bare = seconds(lambda: [unicodedata.normalize("NFKC", text) for text in texts])
    print(f"{matches:,} mixed matches: {taken:.2f} s, {taken / matches * 1e6:.1f} µs each (at most 5 s for 100,000)")
    print(f"bare NFKC of the same texts: {bare:.2f} s; a match costs {taken / bare:.1f} times that")
    for one in kinds:
        part = [question for index, question in enumerate(questions) if kinds[index % len(kinds)] is one]
        spent = seconds(
            lambda part=part: [compare(kind, stored, answer, reading=read) for kind, stored, answer, read in part]
        )
        print(f"  {one.__name__:<11}{spent / len(part) * 1e6:7.1f} µs")


if __name__ == "__main__":
    main()
