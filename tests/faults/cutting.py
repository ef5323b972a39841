"""What the harnesses that cut work short share: at which changes of the disk, in which ways, and how one is run."""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

from tests.faults.disk import Disk, Fault, Kind, under_the_shim
from tests.faults.workshop import Workshop

CHANGES: Final = Kind.WRITES | Kind.SYNCS
WAYS: Final = (Fault.KILL_BEFORE, Fault.KILL_TORN, Fault.KILL_AFTER, Fault.EIO, Fault.ENOSPC)
LASTING: Final = {Fault.EIO, Fault.ENOSPC}


class Cutting:
    """A vault whose work is cut short at every so many changes of the disk, and what was wrong afterwards."""

    def __init__(self, workshop: Workshop, disk: Disk, every: int) -> None:
        self._workshop = workshop
        self._disk = disk
        self._every = every
        self._begin = time.monotonic()
        self.cuts: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()

    def result(self) -> dict[str, Any]:
        """Return what is printed in the end."""
        return {
            "cuts": dict(self.cuts),
            "wrong": self.wrong.total(),
            "found": dict(self.wrong.most_common(12)),
            "seconds": round(time.monotonic() - self._begin, 1),
        }


def command(harness: str, planted: Sequence[str], run: Callable[[int, str], dict[str, Any]]) -> int:
    """Run a harness as its command line says, under the shim; print its result and return the exit code."""
    under_the_shim(f"tests.faults.{harness}")
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--planted", choices=planted, default="")
    arguments = parser.parse_args()
    result = run(arguments.every, arguments.planted)
    print(json.dumps(result))
    return 1 if result["wrong"] else 0
