"""An address is its place to the last house number; prefecture and building may be unsaid, never said wrong."""

import re
from dataclasses import dataclass, replace
from typing import Final

from operator_console.domain.customers import RowProblem
from operator_console.domain.matching.address_text import even
from operator_console.domain.matching.verdicts import BadValue, Rule, Verdict, met, not_met
from operator_console.domain.matching.writing import common

PREFECTURES: Final = tuple(
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 "  # noqa: SIM905
    "石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 "
    "岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県".split()
)
"""The 47 prefectures (JIS X 0401)."""
_PREFECTURE: Final = re.compile("|".join((*(common(name) for name in PREFECTURES), "東京")))
_IN_FULL: Final = {"東京": "東京都"}
"""What is said without 都: no municipality begins with 東京; 大阪 or 福島 without 府 or 県 could be a city."""
_STREET: Final = re.compile(
    r"(京都市.{1,3}区) ?([^\s-]+(?:[上下]ガ?ル|[東西]入ル?)(?:[0-9]+丁目)?)(?=\s?(?:[^0-9\s]|[0-9]+条))"
)
_STREET_WORDS: Final = re.compile(r"通リ?|[ガル]")
_LETTER: Final = re.compile(r"\w")
_BLANK_NUMBERS: Final = re.compile(r" ([0-9]+)(?=丁目|番|-[0-9])")
_FIRST: Final = re.compile(r"[0-9]+")
_NAME_FOLLOWS: Final = re.compile(
    r"条|線|区|番[町丁街]|号[線東西南北]|地割|[ノガツ]?[一-鿿](?<!丁|番|号)|番(?=[^0-9\s号地ノ-])[一-鿿]"
)
_ROOM_FOLLOWS: Final = re.compile(r"号[室棟館]|室|階|棟|F(?![A-Z])")
_DASH: Final = re.compile("-")
_AFTER_CHOME: Final = re.compile(r"[ノ-]?\s?(?=[0-9])")
_AFTER_BANCHI: Final = re.compile(r"[ノ-]?(?=[0-9])|\s(?=[0-9]+号(?![室棟館]))")
_JOINTS: Final = {"丁目": _AFTER_CHOME, "丁": _AFTER_CHOME, "番地": _AFTER_BANCHI, "番": _AFTER_BANCHI}
_STEP: Final = re.compile(r"([0-9]+)(丁目|丁|番地|番|号)?")
_USUAL: Final = re.compile(r"^[^0-9]*?([0-9]+)(?:(丁目)|-)([0-9]+)(?:番地?ノ?|-)([0-9]+)号?(?= |$)")
"""The house numbers of most addresses, taken in one step; what is written otherwise is taken number by number."""
_BRANCH: Final = re.compile(r"(?<=[イロハニホヘトチリヌ甲乙丙丁])[-ノ]$")
_ROOM: Final = re.compile(r"(.*?)[\s-]*((?:地下)?[A-Z]?-?[0-9]+(?:-[0-9]+)?[A-Z]?)\s*(号室|号|室|階|F|フロア)?")
_BUILDING_NOISE: Final = re.compile(r"[\s・\-,、']|(?<=[0-9A-Z])(?:号?棟|号館)")
_ROMAN_END: Final = re.compile(r"(?<=[ァ-ヴー一-鿿])(III|II|IV|V|I)$")
_ROMAN: Final = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_NOT_SAID: Final = re.compile("第(?=[0-9]+地割)")


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart; every part in its common form, empty where the text has none.

    ``numbers`` are the house numbers from 丁目 or 番地 on; ``counter`` is what the first of them counts.
    """

    prefecture: str
    street: str
    area: str
    numbers: tuple[str, ...]
    counter: str
    building: str
    room: str

    @property
    def place(self) -> str:
        """Area and numbers as one text: 1-23 and 1-2-3 stay apart; where the numbers begin need not be known."""
        return self.area + "-".join(self.numbers)


def parse_address(text: str) -> Address:
    """Take an address apart. Raises BadValue where nothing is left to compare."""
    line = even(text)
    if not _LETTER.search(line):
        raise BadValue(RowProblem.MISSING_VALUE)
    prefecture = ""
    if found := _PREFECTURE.match(line):
        prefecture, line = _IN_FULL.get(found.group(), found.group()), line[found.end() :].lstrip()
    line, street = _without_street(line)
    start, numbers, counter, end = _house_numbers(line)
    area = _NOT_SAID.sub("", _BRANCH.sub("", line[:start].replace(" ", ""))).upper().rstrip("-")
    building, room = _building(line[end:])
    return Address(prefecture, street, area, numbers, counter, building, room)


def canonical_address(text: str) -> str:
    """Return the parts of an address in order, joined by blanks. Raises BadValue like :func:`parse_address`."""
    address = parse_address(text)
    parts = (address.prefecture, address.street, address.place, address.building, address.room)
    return " ".join(part for part in parts if part)


def compare_address(stored: str, answer: str) -> Verdict:
    """Compare two addresses. Raises BadValue like :func:`parse_address`."""
    one, said = parse_address(stored), parse_address(answer)
    if one.prefecture and said.prefecture and one.prefecture != said.prefecture:
        return not_met(Rule.ADDRESS_PREFECTURE_DIFFERS)
    if one.street and said.street and one.street != said.street:
        return not_met(Rule.ADDRESS_STREET_DIFFERS)
    if one.place == said.place and one.place and _same_counter(one.counter, said.counter):
        return _compare_building(one, said)
    if _room_among_numbers(one, said):
        return met(Rule.ADDRESS_ROOM_NUMBER)
    if one.place == said.place == "" and one.prefecture == said.prefecture:
        return met(Rule.ADDRESS_PLACE)
    return not_met(Rule.ADDRESS_PLACE_DIFFERS)


def _same_counter(one: str, other: str) -> bool:
    """丁目 is not 番地; what was not said, or only dashed, can be either."""
    return not one or not other or (one == "丁目") == (other == "丁目")


def _house_numbers(line: str) -> tuple[int, tuple[str, ...], str, int]:
    """Return where the house numbers begin, the numbers, what the first counts, and where they end."""
    if usual := _USUAL.match(line):
        return (
            usual.start(1),
            tuple(number.lstrip("0") or "0" for number in usual.group(1, 3, 4)),
            usual[2] or "",
            usual.end(),
        )
    for first in _FIRST.finditer(line):
        step = _STEP.match(line, first.start())
        if step is None or _ROOM_FOLLOWS.match(line, first.end()) or _is_name(line, first.end(), step):
            continue
        numbers, end = _steps(line, first.start())
        counter = (step.group(2) or "").replace("丁目", "丁").replace("丁", "丁目")
        return first.start(), numbers, counter, end
    return len(line), (), "", len(line)


def _is_name(line: str, end: int, step: re.Match[str]) -> bool:
    """Whether a number belongs to the name of a place: 4条通, 三番町, サンシャイン60 1-2-3."""
    if _NAME_FOLLOWS.match(line, end):
        return True
    if step.group(2):
        return False
    return _BLANK_NUMBERS.match(line, end) is not None


def _steps(line: str, start: int) -> tuple[tuple[str, ...], int]:
    numbers: list[str] = []
    at = end = start
    while step := _STEP.match(line, at):
        if numbers and _ROOM_FOLLOWS.match(line, step.end(1)):
            break
        counter = step.group(2) or ""
        if counter and _NAME_FOLLOWS.match(line, step.end(1)):
            counter = ""
        numbers.append(step.group(1).lstrip("0") or "0")
        end = step.end(1) + len(counter)
        if counter == "号":
            break
        joint = _JOINTS.get(counter, _DASH).match(line, end)
        if joint is None:
            break
        at = joint.end()
    return tuple(numbers), end


def _without_street(line: str) -> tuple[str, str]:
    """Part Kyoto's streets (烏丸通御池上る) from the town that they lead to; the town alone names the place."""
    found = _STREET.match(line) if line.startswith("京都市") else None
    if not found:
        return line, ""
    return found.group(1) + line[found.end() :], _STREET_WORDS.sub("", found.group(2))


def _building(rest: str) -> tuple[str, str]:
    rest = rest.upper().strip(" -,、")
    found = _ROOM.fullmatch(rest)
    if not found:
        return _building_name(rest), ""
    name, number, suffix = found.groups()
    floor = "F" if suffix in {"階", "F", "フロア"} else ""
    return _building_name(name), number.replace("地下", "B").replace("-", "") + floor


def _building_name(text: str) -> str:
    return _ROMAN_END.sub(lambda found: _ROMAN[found.group()], _BUILDING_NOISE.sub("", text))


def _compare_building(one: Address, said: Address) -> Verdict:
    if not said.building and not said.room:
        return met(Rule.ADDRESS_NO_BUILDING if one.building or one.room else Rule.ADDRESS_PLACE)
    if one.building + one.room == said.building + said.room:
        return met(Rule.ADDRESS_PLACE)
    if not one.building and not one.room:
        return met(Rule.ADDRESS_MORE_BUILDING) if said.building else not_met(Rule.ADDRESS_PLACE_DIFFERS)
    if one.building and said.building and one.building != said.building:
        return not_met(Rule.ADDRESS_BUILDING_DIFFERS)
    if said.room and said.room != one.room:
        return not_met(Rule.ADDRESS_ROOM_DIFFERS)
    return met(Rule.ADDRESS_PLACE)


def _room_among_numbers(one: Address, said: Address) -> bool:
    """Whether 1-2-3-305 stands for 1-2-3, room 305, on either side, or leaves a room of three digits unsaid."""
    if one.building or one.room:
        return not said.building and not said.room and _with_room(one) == said.place
    if len(one.numbers) < 4 or len(one.numbers[-1]) < 3:
        return False
    short = replace(one, numbers=one.numbers[:-1])
    return short.place == said.place and said.room in {"", one.numbers[-1]}


def _with_room(address: Address) -> str:
    return f"{address.place}-{address.room}" if address.room else ""
