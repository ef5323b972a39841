"""The vault as a service starts it, by a clock that a harness sets ahead: days pass without being waited for.

The environment's ``CLOCK_AHEAD`` names a file with seconds.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from operator_console.storage.machine import SystemClock
from operator_console.vault_process.process import main


class MovedClock(SystemClock):
    """The system's clocks, both ahead by what the file says now."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self._ahead())

    def monotonic_ns(self) -> int:
        return super().monotonic_ns() + int(self._ahead() * 1_000_000) * 1000

    def _ahead(self) -> float:
        return float(self._file.read_text(encoding="ascii"))


if __name__ == "__main__":
    main(clock=MovedClock(Path(os.environ["CLOCK_AHEAD"])))
