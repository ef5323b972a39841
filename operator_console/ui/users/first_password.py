"""A first password that can be read out over a desk: random, without letters that look alike."""

import math
import secrets
from typing import Final

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""31 letters and figures; without ``i``, ``l``, ``o``, ``0`` and ``1``."""
_GROUP: Final = 4
_GROUPS: Final = 4
"""16 letters of 31 are 79 bits."""


def first_password(minimum: int) -> str:
    """Return a new password of at least ``minimum`` characters in groups of four joined by hyphens."""
    groups = max(_GROUPS, math.ceil(minimum / _GROUP))
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(groups))
