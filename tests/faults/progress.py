"""Tells on standard error how far a long run has come, so that one which is ended early was worth something."""

import json
import sys
import time
from collections import Counter
from typing import Final

EVERY: Final = 30.0
"""Seconds from one line to the next."""


class Progress:
    """Prints a JSON object now and then: how many were tried, in how many seconds, and what became of them."""

    def __init__(self) -> None:
        self._begin = self._last = time.monotonic()

    def tell(self, done: int, found: Counter[str]) -> None:
        """Call after each; prints where it is time to."""
        now = time.monotonic()
        if now - self._last < EVERY:
            return
        self._last = now
        line = {
            "done": done,
            "seconds": round(now - self._begin),
            "found": {name[:99]: number for name, number in found.most_common(5)},
        }
        print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)
