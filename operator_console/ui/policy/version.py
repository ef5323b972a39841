"""Finds the version in a policy's text and raises it where it stands."""

import re
from typing import Final

_VERSION: Final = re.compile(r"^(version[ \t]*=[ \t]*)(\d{1,9})(?=[ \t]*(?:#.*)?$)", re.MULTILINE)
_TABLE: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)


def place_of_version(text: str) -> tuple[int, int, int] | None:
    """Return start, end (code points) and number of the version; None where it is not written plainly at the top."""
    first_table = _TABLE.search(text)
    found = _VERSION.search(text, 0, first_table.start() if first_table else len(text))
    return (found.start(2), found.end(2), int(found.group(2))) if found else None
