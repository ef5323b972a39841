"""A birth date is one day in 西暦 or 和暦: era borders are exact, no such day is no day, no year is guessed."""

import re
from datetime import date
from typing import Final

from operator_console.domain.customers import RowProblem
from operator_console.domain.matching.numerals import arabic
from operator_console.domain.matching.verdicts import BadValue, Rule, Verdict, met, not_met
from operator_console.domain.matching.writing import plain

_ERAS: Final = {
    "令和": (date(2019, 5, 1), date(2117, 12, 31)),  # 政令第143号, 平成31年4月1日
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),  # 政令第1号, 昭和64年1月7日
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),  # 詔書: 大正15年12月25日以後
    "大正": (date(1912, 7, 30), date(1926, 12, 24)),  # 詔書: 明治45年7月30日以後
    "明治": (date(1873, 1, 1), date(1912, 7, 29)),  # before 1873 the calendar was lunar (太政官布告第337号)
}
"""First and last day of each era; 明治 from the day on which Japan counts Gregorian days."""
_FIRST_YEAR: Final = {"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912, "明治": 1868}
_SHORT: Final = {
    "R": "令和", "令": "令和", "れいわ": "令和", "レイワ": "令和",
    "H": "平成", "平": "平成", "へいせい": "平成", "ヘイセイ": "平成",
    "S": "昭和", "昭": "昭和", "しょうわ": "昭和", "ショウワ": "昭和",
    "T": "大正", "大": "大正", "たいしょう": "大正", "タイショウ": "大正",
    "M": "明治", "明": "明治", "めいじ": "明治", "メイジ": "明治",
}  # fmt: skip
_ERA: Final = "|".join((*_ERAS, *sorted(_SHORT, key=len, reverse=True)))
_MARK: Final = r"\s*[-./・,、ー\s]\s*"
_DATE: Final = re.compile(
    rf"(?:(?P<era>{_ERA})[.\s]*|西暦\s*)?(?:"
    rf"(?P<year>[0-9]{{1,4}}|元)(?:\s*年\s*|{_MARK})(?P<month>[0-9]{{1,2}})(?:\s*月\s*|{_MARK})(?P<day>[0-9]{{1,2}})\s*日?"
    r"|(?P<run>[0-9]{8}|[0-9]{6}))(?:\s*\([月火水木金土日]\))?(?:\s*(?:生まれ|生れ|うまれ|生))?"
)
_MIDNIGHT: Final = re.compile(r"(?<=[0-9日])[T\s]+0?0:00(?::00(?:\.0+)?)?$")


def day(text: str) -> date:
    """Return the day that a text names. Raises BadValue: IMPOSSIBLE_DATE or UNCLEAR_DATE."""
    found = _DATE.fullmatch(_MIDNIGHT.sub("", arabic(plain(text).upper())))
    if not found:
        raise BadValue(RowProblem.UNCLEAR_DATE)
    era = _SHORT.get(found["era"] or "", found["era"] or "")
    return _in_era(era, *_numbers(found)) if era else _western(*_numbers(found))


def canonical_date(text: str) -> str:
    """Return the day in ISO 8601. Raises BadValue like :func:`day`."""
    return day(text).isoformat()


def compare_date(stored: str, answer: str) -> Verdict:
    """Compare two days. Raises BadValue like :func:`day`."""
    return met(Rule.DATE_DAY) if day(stored) == day(answer) else not_met(Rule.DATE_DIFFERS)


def _numbers(found: re.Match[str]) -> tuple[str, str, str]:
    if run := found["run"]:
        return run[:-4], run[-4:-2], run[-2:]
    return found["year"], found["month"], found["day"]


def _western(year: str, month: str, day_of_month: str) -> date:
    if len(year) != 4 or year == "元":
        raise BadValue(RowProblem.UNCLEAR_DATE)
    named = _existing(int(year), month, day_of_month)
    if not _ERAS["明治"][0] <= named <= _ERAS["令和"][1]:
        raise BadValue(RowProblem.IMPOSSIBLE_DATE)
    return named


def _in_era(era: str, year: str, month: str, day_of_month: str) -> date:
    if len(year) > 2:
        raise BadValue(RowProblem.UNCLEAR_DATE)
    count = 1 if year == "元" else int(year)
    if count == 0:
        raise BadValue(RowProblem.IMPOSSIBLE_DATE)
    named = _existing(_FIRST_YEAR[era] + count - 1, month, day_of_month)
    first, last = _ERAS[era]
    if not first <= named <= last:
        raise BadValue(RowProblem.IMPOSSIBLE_DATE)
    return named


def _existing(year: int, month: str, day_of_month: str) -> date:
    try:
        return date(year, int(month), int(day_of_month))
    except ValueError:
        raise BadValue(RowProblem.IMPOSSIBLE_DATE) from None
