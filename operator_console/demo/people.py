"""Makes customers who do not exist: Japanese in every detail that the console must get right, and the same each time.

Telephone numbers keep the form of real ones without being any: behind the area code they go on with 1, with which no
subscriber's number begins in Japan. Postal codes begin with 000, e-mail domains are reserved for examples (RFC 2606),
and municipalities, buildings and companies are invented.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final

from operator_console.domain.ids import ClientId, FieldName
from operator_console.domain.policy import Policy
from operator_console.resource_files import resource

_AREAS: Final = ("03", "06", "022", "045", "052", "075", "078", "082", "092")
_BORN_FIRST: Final = date(1930, 1, 1)
_BORN_LAST: Final = date(2006, 12, 31)
_ERAS: Final = (("令和", date(2019, 5, 1)), ("平成", date(1989, 1, 8)), ("昭和", date(1926, 12, 25)))
_WIDE: Final = str.maketrans("0123456789-", "０１２３４５６７８９－")


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists under resources/demo."""

    families: tuple[tuple[str, str], ...]
    women: tuple[tuple[str, str], ...]
    men: tuple[tuple[str, str], ...]
    prefectures: tuple[str, ...]
    cities: tuple[str, ...]
    towns: tuple[str, ...]
    buildings: tuple[str, ...]
    companies: tuple[str, ...]
    notes: tuple[str, ...]


def customers(n: int, seed: int, policy: Policy) -> Iterator[dict[FieldName, str]]:
    """Yield ``n`` customers as field name to value; only fields that the policy has, and none that is empty.

    The same seed gives the same people, and fewer of them are the first of more. Customer numbers, contract numbers,
    e-mail addresses and telephone numbers are unique.
    """
    chance = Random(seed)  # noqa: S311 - made-up data, no secret
    offset = chance.randrange(1_000_000)
    words = _words()
    for index in range(n):
        person = _person(chance, words, index, offset)
        yield {FieldName(name): value for name, value in person.items() if value and name in policy.fields}


def client_of(index: int, policy: Policy) -> ClientId:
    """Return whose customer the ``index``-th (from 0) is: the client companies take turns."""
    clients = list(policy.clients)
    return clients[index % len(clients)]


@cache
def _words() -> _Words:
    table = tomllib.loads(resource("demo", "people.toml").read_text(encoding="utf-8"))
    return _Words(
        families=tuple(_pair(text) for text in table.pop("families")),
        women=tuple(_pair(text) for text in table.pop("women")),
        men=tuple(_pair(text) for text in table.pop("men")),
        **{key: tuple(values) for key, values in table.items()},
    )


def _pair(text: str) -> tuple[str, str]:
    written, _, read = text.partition(" ")
    return written, read


def _person(chance: Random, words: _Words, index: int, offset: int) -> dict[str, str]:
    name, kana = _name(chance, words)
    postal_code, address = _address(chance, words)
    return {
        "number": f"D-{index + 1:06d}",
        "name": name,
        "kana": kana,
        "birth_date": _birth_date(chance),
        "phone": _phone(chance, index, offset),
        "phone2": _sometimes(chance, 0.3, lambda: _phone(chance, index + 1_000_000, offset)),
        "email": _sometimes(chance, 0.6, lambda: f"sample{index + 1}@example.jp"),
        "postal_code": postal_code,
        "address": address,
        "company": _sometimes(chance, 0.15, lambda: chance.choice(words.companies)),
        "contract": f"K{(index * 7_654_321 + offset) % 1_000_000_000:09d}",
        "note": _sometimes(chance, 0.35, lambda: chance.choice(words.notes)),
    }


def _sometimes(chance: Random, share: float, value: Callable[[], str]) -> str:
    return value() if chance.random() < share else ""


def _name(chance: Random, words: _Words) -> tuple[str, str]:
    family, family_read = chance.choice(words.families)
    given, given_read = chance.choice(words.women if chance.random() < 0.5 else words.men)
    return f"{family}{chance.choice((' ', '　'))}{given}", f"{family_read} {given_read}"


def _birth_date(chance: Random) -> str:
    day = _BORN_FIRST + timedelta(chance.randrange((_BORN_LAST - _BORN_FIRST).days + 1))
    era, first = next(era for era in _ERAS if day >= era[1])
    year = day.year - first.year + 1
    writings = (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日",
    )
    return chance.choice(writings)


def _phone(chance: Random, index: int, offset: int) -> str:
    """Return the number that belongs to ``index`` alone, in one of the ways in which numbers are written."""
    turn, place = divmod(index, len(_AREAS))
    area = _AREAS[place]
    spread = (turn * 7_919 + place * 314_159 + offset) % 10 ** (8 - len(area) + 1)
    digits = f"1{spread:0{9 - len(area)}d}"
    exchange, line = digits[:-4], digits[-4:]
    plain = f"{area}-{exchange}-{line}"
    writings = (
        plain,
        plain.translate(_WIDE),
        f"{area}{exchange}{line}",
        f"{area}({exchange}){line}",
        f"+81 {area[1:]} {exchange} {line}",
    )
    return chance.choice(writings)


def _address(chance: Random, words: _Words) -> tuple[str, str]:
    """Return a postal code and an address with or without a building."""
    code = f"000-{chance.randrange(10_000):04d}"
    code = chance.choice((code, code.replace("-", ""), f"〒{code}"))
    block, house, door = chance.randint(1, 6), chance.randint(1, 38), chance.randint(1, 24)
    where = chance.choice(
        (
            f"{block}-{house}-{door}",
            f"{block}丁目{house}番{door}号",
            f"{block}丁目{house}-{door}",
            f"{house}番地{door}",
            f"{block}-{house}-{door}".translate(_WIDE),
        )
    )
    room = f"　{chance.choice(words.buildings)}{chance.randint(1, 9)}0{chance.randint(1, 9)}号室"
    town = chance.choice(words.prefectures) + chance.choice(words.cities) + chance.choice(words.towns)
    return code, f"{town}{where}{room if chance.random() < 0.4 else ''}"
