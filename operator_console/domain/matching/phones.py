"""A phone number is its E.164 digits: any writing of one number is the same, a digit less or another country is not."""

import re
from functools import lru_cache
from typing import Final

from operator_console.domain.customers import RowProblem
from operator_console.domain.matching.numerals import DIGITS
from operator_console.domain.matching.verdicts import BadValue, Rule, Verdict, met, not_met
from operator_console.domain.matching.writing import plain

JAPAN: Final = "81"
_ABROAD: Final = "010"  # the international prefix of Japan (ITU-T Operational Bulletin, dialling procedures)
_EXTENSION: Final = re.compile(
    r"\s*[(,;]?\s*(?:内線(?:番号)?|ext(?:ension)?\.?|内|x|#)\s*[:.]?\s*([0-9]+)\s*\)?$", re.IGNORECASE
)
_HEADING: Final = re.compile(r"^(?:tel|電話(?:番号)?|携帯(?:電話)?|☎)\s*[:.]?\s*", re.IGNORECASE)
_PUNCTUATION: Final = re.compile(r"[-()\[\]\s./ー・~〜のノ]+")
_DIGITS: Final = re.compile(r"\+?[0-9]{8,18}")
_KANJI: Final = {ord(digit): str(value) for value, digit in enumerate(DIGITS)} | {ord("零"): "0"}


def canonical_phone(text: str) -> str:
    """Return country code and national number in digits, without an extension. Raises BadValue for no valid number."""
    return _split(text)[0]


def compare_phone(stored: str, answer: str) -> Verdict:
    """Compare two numbers; an extension counts only where both name one. Raises BadValue for no valid number."""
    number, extension = _split(stored)
    said, said_extension = _split(answer)
    if number != said:
        return not_met(Rule.PHONE_DIFFERS)
    if extension and said_extension and extension != said_extension:
        return not_met(Rule.PHONE_EXTENSION_DIFFERS)
    return met(Rule.PHONE_NUMBER)


def without_extension(text: str) -> str:
    """Return a plain text without 内線 and what follows it."""
    return _EXTENSION.sub("", text)


def _split(text: str) -> tuple[str, str]:
    spelled = _HEADING.sub("", plain(text)).translate(_KANJI)
    found = _EXTENSION.search(spelled)
    extension = found.group(1) if found else ""
    dialled = _PUNCTUATION.sub("", spelled[: found.start()] if found else spelled)
    if not _DIGITS.fullmatch(dialled):
        raise BadValue(RowProblem.BAD_PHONE)
    return _in_full(dialled), extension


def _in_full(dialled: str) -> str:
    """Return the E.164 digits of what is dialled in Japan, or written with + and the country code."""
    if dialled.startswith(_ABROAD):
        dialled = "+" + dialled.removeprefix(_ABROAD)
    if dialled.startswith("+") and not dialled.startswith("+" + JAPAN):
        return _of_another_country(dialled)
    if dialled.startswith("+"):
        national = dialled[3:].removeprefix("0")
    elif dialled.startswith("0"):
        national = dialled[1:]
    else:
        raise BadValue(RowProblem.BAD_PHONE)
    if not _japanese_plan().fullmatch(national):
        raise BadValue(RowProblem.BAD_PHONE)
    return JAPAN + national


@lru_cache(maxsize=1)
def _japanese_plan() -> re.Pattern[str]:
    """The numbering plan of Japan as one pattern: every kind of number that phonenumbers calls valid."""
    from phonenumbers.phonemetadata import PhoneMetadata

    japan = PhoneMetadata.metadata_for_region("JP", None)
    if japan is None:
        raise LookupError("phonenumbers knows no Japan")
    kinds = (
        japan.mobile,
        japan.fixed_line,
        japan.toll_free,
        japan.voip,
        japan.uan,
        japan.premium_rate,
        japan.personal_number,
        japan.pager,
    )
    return re.compile(
        "|".join(f"(?:{kind.national_number_pattern})" for kind in kinds if kind and kind.national_number_pattern)
    )


def _of_another_country(dialled: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(dialled)
    except phonenumbers.NumberParseException:
        raise BadValue(RowProblem.BAD_PHONE) from None
    if not phonenumbers.is_valid_number(number):
        raise BadValue(RowProblem.BAD_PHONE)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164).removeprefix("+")
