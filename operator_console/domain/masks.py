"""What is shown in place of a value: as little as Japanese companies show, of a length that gives nothing away."""

import re
from collections.abc import Callable
from typing import Final

from operator_console.domain.fields import Kind
from operator_console.domain.matching.addresses import PREFECTURES
from operator_console.domain.matching.companies import without_form
from operator_console.domain.matching.dates import day
from operator_console.domain.matching.phones import without_extension
from operator_console.domain.matching.verdicts import BadValue
from operator_console.domain.matching.writing import plain, unspaced

DOT: Final = "●"
WHOLE: Final = DOT * 6
"""The mask of a value that is hidden whole; of one length, whatever it hides."""
DEFAULT: Final = "default"
SHORT: Final = DOT * 3

_NOT_CODE: Final = re.compile(r"[^0-9A-Za-z]")
_NOT_DIGIT: Final = re.compile(r"[^0-9]")
_POSTAL_CODE: Final = re.compile(r"^〒?\s*[0-9]{3}-?[0-9]{4}\s*")


def mask(kind: Kind, style: str, value: str) -> str:
    """Return what is shown in place of a value; empty where there is no value.

    ``style`` is one of :data:`STYLES` for the kind. A value too short for its style is hidden whole, because what is
    left would be most of it. Raises ValueError for a style that the kind does not have.
    """
    show = STYLES[kind].get(style)
    if show is None:
        raise ValueError(f"{kind.value} has no mask style {style!r}")
    return show(plain(value)) if value.strip() else ""


def _whole(_: str) -> str:
    return WHOLE


def _initial(value: str) -> str:
    """山●●●: the first character, where two or more follow in any length."""
    letters = unspaced(value)
    return letters[0] + SHORT if len(letters) > 1 else WHOLE


def _company(value: str) -> str:
    return _initial(without_form(value))


def _last_four_of_phone(value: str) -> str:
    digits = _NOT_DIGIT.sub("", without_extension(value))
    return f"{SHORT}-{DOT * 4}-{digits[-4:]}" if len(digits) >= 9 else WHOLE


def _last_four(value: str) -> str:
    code = _NOT_CODE.sub("", value)
    return DOT * 4 + code[-4:] if len(code) >= 8 else WHOLE


def _date(_: str) -> str:
    return f"{DOT * 4}年{DOT * 2}月{DOT * 2}日"


def _year(value: str) -> str:
    try:
        return f"{day(value).year}年{DOT * 2}月{DOT * 2}日"
    except BadValue:
        return WHOLE


def _prefecture(value: str) -> str:
    line = _POSTAL_CODE.sub("", value)
    return next((name + SHORT for name in PREFECTURES if line.startswith(name)), WHOLE)


def _mail_initial(value: str) -> str:
    local, at, _ = value.partition("@")
    return f"{local[0]}{SHORT}@{SHORT}" if at and len(local) > 1 else WHOLE


def _mail_domain(value: str) -> str:
    _, at, domain = value.rpartition("@")
    return f"{SHORT}@{domain}" if at and domain else WHOLE


def _postal(_: str) -> str:
    return f"{SHORT}-{DOT * 4}"


Show = Callable[[str], str]
STYLES: Final[dict[Kind, dict[str, Show]]] = {
    Kind.NAME: {DEFAULT: _initial, "whole": _whole, "initial": _initial},
    Kind.KANA: {DEFAULT: _initial, "whole": _whole, "initial": _initial},
    Kind.PHONE: {DEFAULT: _last_four_of_phone, "whole": _whole, "last4": _last_four_of_phone},
    Kind.BIRTH_DATE: {DEFAULT: _date, "whole": _whole, "year": _year},
    Kind.ADDRESS: {DEFAULT: _prefecture, "whole": _whole, "prefecture": _prefecture},
    Kind.EMAIL: {DEFAULT: _mail_initial, "whole": _whole, "initial": _mail_initial, "domain": _mail_domain},
    Kind.IDENTIFIER: {DEFAULT: _last_four, "whole": _whole, "last4": _last_four},
    Kind.POSTAL_CODE: {DEFAULT: _postal, "whole": _whole},
    Kind.COMPANY: {DEFAULT: _company, "whole": _whole, "initial": _company},
    Kind.TEXT: {DEFAULT: _whole, "whole": _whole},
}
"""Every style of every kind by its name in a policy."""
