"""OS users as an account can be tied to them, and as an entry names them: ``name(uid)``."""

import unicodedata
from typing import Final

from operator_console.domain.refusals import Code, Refusal

LONGEST: Final = 64
_OUTSIDE: Final = frozenset("():")
"""What no name has, and what would make ``name(uid)`` unclear."""


def os_user_name(text: str) -> str:
    """Return the name or number of an OS user as it was typed, without spaces around it; refuse ``OS_USER_BAD``.

    Empty is fine: it stands for nobody. Upper and lower case differ, as they do on Linux.
    """
    name = text.strip()
    if len(name) > LONGEST or any(
        not letter.isprintable() or letter.isspace() or letter in _OUTSIDE for letter in name
    ):
        raise Refusal(Code.OS_USER_BAD)
    return unicodedata.normalize("NFC", name)


def told(name: str, uid: int) -> str:
    """Return how an OS user is named in entries; ``name`` is empty where the system knows none."""
    return f"{name}({uid})"


def belongs_to(tie: str, os_user: str) -> bool:
    """Return whether an OS user, as told in entries, is the one that an account is tied to: by name or by number."""
    name, _, number = os_user.removesuffix(")").rpartition("(")
    return bool(tie) and tie in {name, number}
