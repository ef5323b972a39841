"""A company is its legal form, the side on which the form stands, and its name; 前株 is not 後株."""

import re
from dataclasses import dataclass
from typing import Final

from operator_console.domain.customers import RowProblem
from operator_console.domain.matching.verdicts import BadValue, Rule, Verdict, met, not_met
from operator_console.domain.matching.writing import common, plain, unspaced

_FORMS: Final = {
    "株式会社": ("(株)", "カブシキガイシャ", "カブシキカイシャ"),
    "有限会社": ("(有)", "ユウゲンガイシャ", "ユウゲンカイシャ"),
    "合同会社": ("(同)", "ゴウドウガイシャ", "ゴウドウカイシャ"),
    "合資会社": ("(資)", "ゴウシガイシャ", "ゴウシカイシャ"),
    "合名会社": ("(名)", "ゴウメイガイシャ", "ゴウメイカイシャ"),
    "医療法人社団": ("(医社)",),
    "医療法人財団": ("(医財)",),
    "医療法人": ("(医)",),
    "社会福祉法人": ("(福)", "(社福)"),
    "学校法人": ("(学)",),
    "宗教法人": ("(宗)",),
    "一般社団法人": ("(一社)",),
    "一般財団法人": ("(一財)",),
    "公益社団法人": ("(公社)",),
    "公益財団法人": ("(公財)",),
    "社団法人": ("(社)",),
    "財団法人": ("(財)",),
    "特定非営利活動法人": ("NPO法人", "(特非)"),
    "独立行政法人": ("(独)",),
    "弁護士法人": ("(弁)",),
    "税理士法人": ("(税)",),
    "司法書士法人": ("(司)",),
    "行政書士法人": ("(行)",),
    "農業協同組合": ("(農協)",),
    "協同組合": ("(協)",),
    "相互会社": ("(相)",),
}
"""Legal forms with what people write for them (㈱ and its like are (株) after NFKC)."""
_WRITTEN: Final = {writing: form for form, short in _FORMS.items() for writing in (form, *short)}
_ANY: Final = "|".join(re.escape(writing) for writing in sorted(_WRITTEN, key=len, reverse=True))
_FRONT: Final = re.compile(rf"({_ANY})(.+)")
_BEHIND: Final = re.compile(rf"(.+?)({_ANY})")
_DROPPED: Final = re.compile(r"[\s・=゠]+")
_LETTER: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Company:
    """A company's name without its legal form; ``front`` or ``behind`` holds the form, both empty where it has none."""

    front: str
    name: str
    behind: str


def parse_company(text: str) -> Company:
    """Take a company apart. Raises BadValue where nothing but a legal form is left."""
    written = _DROPPED.sub("", common(unspaced(text))).upper()
    if not _LETTER.search(written) or written in _WRITTEN:
        raise BadValue(RowProblem.MISSING_VALUE)
    if found := _FRONT.fullmatch(written):
        return Company(_WRITTEN[found.group(1)], found.group(2), "")
    if found := _BEHIND.fullmatch(written):
        return Company("", found.group(1), _WRITTEN[found.group(2)])
    return Company("", written, "")


def without_form(text: str) -> str:
    """Return the name without its legal form as it is written; the text itself where there is nothing else."""
    written = unspaced(plain(text))
    if found := _FRONT.fullmatch(written):
        return found.group(2)
    found = _BEHIND.fullmatch(written)
    return found.group(1) if found else written


def canonical_company(text: str) -> str:
    """Return the company with its legal form in full on its side. Raises BadValue like :func:`parse_company`."""
    company = parse_company(text)
    return company.front + company.name + company.behind


def compare_company(stored: str, answer: str) -> Verdict:
    """Compare two companies. Raises BadValue like :func:`parse_company`."""
    one, other = parse_company(stored), parse_company(answer)
    if one == other:
        return met(Rule.COMPANY_WRITING)
    return not_met(Rule.COMPANY_FORM_DIFFERS if one.name == other.name else Rule.COMPANY_DIFFERS)
