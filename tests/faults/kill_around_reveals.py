"""Kills the vault process at random moments around a reveal and holds what was shown against what is in the log.

    python -m tests.faults.kill_around_reveals --kills 1000 [--seed N] [--planted]

Prints one JSON object; exits 1 when a value was shown without its entry, or the log is not whole.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from operator_console.domain.actions import Action
from operator_console.domain.ids import FieldName
from operator_console.protocol import messages as m
from operator_console.services import reveal as showing
from operator_console.vault_process.conversation import Conversation
from tests.faults.workshop import ForkedVault, Routes, Workshop, errors, make_workshop, verified_call

ADDRESS = FieldName("address")
REVEAL = 0.003
"""Seconds that a reveal takes, before one has been measured."""
LONGEST = 1.5
"""Times the last reveal: a kill falls anywhere from before the request is read to after its reply has been written."""


@dataclass(frozen=True)
class Life:
    """What happened to one vault: the call, how many values were shown, and whether the last came before the kill."""

    call: str
    shown: int
    in_time: bool
    reveal: float
    """Seconds that its last reveal took; as before where it was killed at its first one."""


def show_before_the_entry(routes: Routes, conversation: Conversation) -> Routes:
    """The planted fault: the value goes out first, and its entry is written when the next request comes."""
    owed: list[Any] = []

    def first_the_value(request: m.RevealField) -> m.Revealed:
        while owed:
            owed.pop()()
        desk = conversation.desk
        customer = desk.open_call().admit_reveal(request.field)
        owed.append(partial(showing.reveal, desk, request.field))
        return m.Revealed(request.field, desk.vault.customers.value(customer, request.field), 30)

    return [route for route in routes if route.request is not m.RevealField] + [
        m.RevealField.answered_by(first_the_value)
    ]


def one_life(workshop: Workshop, chance: random.Random, reveal: float, *, planted: bool) -> Life:
    """Reveal some times, and kill the vault around the last one; ``reveal`` is how many seconds one takes."""
    vault: ForkedVault = workshop.start(show_before_the_entry) if planted else workshop.start()
    call = verified_call(vault, workshop)
    shown = 0
    for _ in range(chance.randrange(3)):
        begin = time.perf_counter()
        reply = vault.ask(m.RevealField(ADDRESS))
        reveal = time.perf_counter() - begin
        assert isinstance(reply, m.Revealed)
        assert reply.value == workshop.person[ADDRESS]
        shown += 1
    vault.send(m.RevealField(ADDRESS))
    heard = vault.kill_after(chance.random() * LONGEST * reveal)
    last = sum(isinstance(reply, m.Revealed) for reply in heard)
    return Life(call, shown + last, bool(last), reveal)


def run(kills: int, seed: int, *, planted: bool) -> dict[str, Any]:
    chance = random.Random(seed)
    shown: Counter[str] = Counter()
    answered = in_time = 0
    reveal = REVEAL
    with tempfile.TemporaryDirectory() as root:
        workshop = make_workshop(Path(root))
        for _ in range(kills):
            life = one_life(workshop, chance, reveal, planted=planted)
            reveal = life.reveal
            in_time += life.in_time
            shown[life.call] += life.shown
            answered += life.shown
        verdict = workshop.verdict()
        written = Counter(e.call for e in workshop.entries() if e.action is Action.REVEAL)
    missing = {call: values - written[call] for call, values in shown.items() if values > written[call]}
    return {
        "kills": kills,
        "seed": seed,
        "values_shown": answered,
        "killed_after_the_value": in_time,
        "killed_before_the_value": kills - in_time,
        "reveal_entries": written.total(),
        "shown_without_entry": sum(missing.values()),
        "entries": verdict.entries,
        "log_errors": errors(verdict)[:20],
    }


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", action="store_true")
    arguments = parser.parse_args()
    result = run(arguments.kills, arguments.seed, planted=arguments.planted)
    print(json.dumps(result))
    return 1 if result["shown_without_entry"] or result["log_errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
