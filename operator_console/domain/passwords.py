"""What a password must be: long, and not the user's own name (NIST SP 800-63B-4, section 3.1.1.2)."""

import unicodedata

from operator_console.domain.ids import UserName
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.secret import Secret

LONGEST = 256
"""Characters; more than anyone types, few enough that hashing stays cheap."""


def check_password(password: Secret[str], user: UserName, minimum: int) -> None:
    """Refuse a password that is too short, too long, one character repeated, or the user's name."""
    text = unicodedata.normalize("NFKC", password.reveal())
    repeated = len(set(text)) < 3
    named = len(user) >= 3 and user in text.casefold() and len(text) - len(user) < minimum
    if not minimum <= len(text) <= LONGEST or repeated or named:
        raise Refusal(Code.PASSWORD_WEAK, minimum=minimum)


def user_name(text: str) -> UserName:
    """Return the one form of a user's name: NFKC, case-folded, 1 to 40 letters, digits, ``.``, ``_`` or ``-``."""
    name = unicodedata.normalize("NFKC", text).strip().casefold()
    if not 1 <= len(name) <= 40 or not all(letter.isalnum() or letter in "._-" for letter in name):
        raise Refusal(Code.USER_NAME_BAD)
    return UserName(name)
