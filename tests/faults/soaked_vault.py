"""The real vault process, which measures itself when it gets SIGUSR1, into a line on standard error.

    python -m tests.faults.soaked_vault PLANTED --vault DIR

SQLite's caches are bounded by their size, 256 MB a database; here they are small, so that they are full early.
``memory`` as PLANTED keeps 1 KB for each call, ``descriptor`` an open file for every tenth; anything else is honest.
"""

import json
import os
import signal
import sys
from itertools import count
from typing import Any, Final

from operator_console.storage import sqlcipher
from operator_console.vault_process import call
from operator_console.vault_process.process import main
from tests.faults.soak_measures import measure

CACHE_KIB: Final = 64
_kept: list[bytes] = []


def tell(*_: object) -> None:
    os.write(2, json.dumps(measure()).encode() + b"\n")


def plant(what: str) -> None:
    ending, turn = call.call.end_call, count(1)

    def careless(desk: Any) -> None:
        ending(desk)
        if what == "memory":
            _kept.append(os.urandom(1024))
        elif next(turn) % 10 == 0:
            os.open(os.devnull, os.O_RDONLY)

    if what in ("memory", "descriptor"):
        call.call.end_call = careless


def small_caches() -> None:
    pragmas = tuple(each for each in sqlcipher._PRAGMAS if not each.startswith("cache_size"))
    sqlcipher._PRAGMAS = (*pragmas, f"cache_size = -{CACHE_KIB}")  # type: ignore[assignment,misc]


if __name__ == "__main__":
    plant(sys.argv[1])
    small_caches()
    signal.signal(signal.SIGUSR1, tell)
    main(sys.argv[2:])
