"""A vault to play calls on for hours: many customers, cheap to open, and no number of attempts that ends the day."""

import math
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from operator_console.demo.people import client_of, customers
from operator_console.demo.vault import Size, make_demo
from operator_console.domain.ids import FieldName
from operator_console.domain.policy_file import read_policy
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.machine import SystemClock, system_secret_places
from tests.faults.deeds import policy_text
from tests.journeys.conftest import CHEAP, Site

CLIENT: Final = "aozora"
NEEDED: Final = ("number", "name", "birth_date", "address")
SEED: Final = 3
MEMO: Final = "午後にかけ直しを希望"
MEMO_EVERY: Final = 20
"""In one of so many calls a memo is saved."""
HOMES: Final = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


@dataclass(frozen=True)
class Place:
    """The vault, and everybody who may call: field name to value, for the fields that are NEEDED."""

    site: Site
    callers: list[dict[str, str]]


def make_place(root: Path, calls: int) -> Place:
    """Make it below ``root``, which becomes home: so many callers that next to none gets a second memo.

    Memos in a customer's history are rows on the screen at each later call: a history that grows is no leak.
    """
    os.environ |= {name: str(root / name) for name in HOMES}
    count, text = max(40, calls // 10), policy_text(1)
    policy = read_policy(text)
    keeper = VaultKeeper(root / "vault", system_secret_places(), SystemClock(), CHEAP)
    make_demo(keeper, text, Size(count, 4), SEED, today=datetime.now(UTC), build="0", tell=lambda *_: None)
    keeper.close()
    people = [
        [person.get(FieldName(name), "") for name in NEEDED]
        for index, person in enumerate(customers(count, SEED, policy))
        if client_of(index, policy) == CLIENT
    ]
    callers = [dict(zip(NEEDED, values, strict=True)) for values in people if all(values)]
    while math.gcd(len(callers), MEMO_EVERY) > 1:  # or it would be the same few whose call has a memo
        callers.pop()
    return Place(Site(root / "vault", callers[0]), callers)
