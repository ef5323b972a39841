"""The review of a long history: how long its queue takes, how long another request waits meanwhile, what it finds.

    uv run python benchmarks/bench_review.py [--calls 5000] [--dir FOLDER]

Makes a demo with misuses planted in it and prints one JSON object. Times in the vault are seconds of its processor;
``wait_ms`` is the longest step of the vault's loop. ``bare_read_s`` is the time that reading the same records out of
the database takes, and nothing else, in the same run. Nothing here passes or fails.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from operator_console.demo.misuse import Planted
from operator_console.demo.vault import USERS, Size, make_demo
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.resource_files import resource
from operator_console.services.desk import Desk
from operator_console.services.review_queue import Queue, review_queue
from operator_console.services.review_unseen import state_unseen
from operator_console.services.unlock import sign_in
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.machine import SystemClock, system_secret_places, this_place

SEED = 1
CUSTOMERS = 500


def run(work: Generator[Any, None, Any]) -> tuple[Any, dict[str, float]]:
    """Do long work; return its result, its time in the processor and its longest step."""
    begun, longest = time.process_time(), 0.0
    while True:
        step = time.perf_counter()
        try:
            next(work)
        except StopIteration as end:
            longest = max(longest, time.perf_counter() - step)
            spent = time.process_time() - begun
            return end.value, {"vault_s": round(spent, 3), "wait_ms": round(longest * 1000, 1)}
        longest = max(longest, time.perf_counter() - step)


def bare_read(desk: Desk) -> float:
    begun, after = time.process_time(), 0
    while batch := desk.vault.log.stored(after, 250):
        after = batch[-1].sequence
    return round(time.process_time() - begun, 3)


def found(queue: Queue, planted: Planted) -> bool:
    """Whether all calls of a misuse are in cases that were found for it; without calls, whether its person is."""
    cases = [c for c in queue.cases if planted.kind.value in {finding.rule.value for finding in c.findings}]
    if not planted.calls:
        return planted.user in {case.user for case in cases}
    return set(planted.calls) <= {call for case in cases for call in case.calls}


def measure(desk: Desk, misuses: tuple[Planted, ...]) -> dict[str, Any]:
    last = max(each.day for each in misuses)
    day, first = run(review_queue(desk, last, 500, decided=False))
    _, again = run(review_queue(desk, last, 500, decided=False))
    whole, every = run(review_queue(desk, "", 2000, decided=False))
    queues = {each.day: run(review_queue(desk, each.day, 500, decided=False))[0] for each in misuses}
    customer = desk.vault.customers.ref_of_number(next(iter(desk.policy.clients)), "D000001")
    since, until = f"{last}T00:00:00+09:00", f"{last}T12:00:00+09:00"
    _, statement = run(state_unseen(desk, customer, since, until))
    shares = {day: round(len(queue.cases) / queue.calls * 100, 2) for day, queue in queues.items()}
    return {
        "bare_read_s": bare_read(desk),
        "first_queue": first,
        "same_queue_again": again,
        "every_day": every,
        "statement": statement,
        "planted": len(misuses),
        "planted_found": sum(found(queues[each.day], each) for each in misuses),
        "last_day": {"day": last, "calls": day.calls, "cases": len(day.cases), "percent": shares[last]},
        "planted_days_percent": shares,
        "history": {
            "calls": whole.calls,
            "cases": len(whole.cases),
            "percent": round(len(whole.cases) / whole.calls * 100, 2),
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=5000)
    parser.add_argument("--dir", type=Path, default=None)
    wanted = parser.parse_args()
    text = resource("policies", "default.toml").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=wanted.dir) as folder:
        places: SecretPlaces = system_secret_places()
        keeper = VaultKeeper(Path(folder) / "vault", places, SystemClock(), Argon2Cost(64, 1, 1))
        size = Size(CUSTOMERS, wanted.calls, misuses=True)
        now = datetime.now(UTC)
        demo = make_demo(keeper, text, size, SEED, today=now, build="0", tell=lambda *_: None)
        lead = next(user for user in USERS if user.role is Role.LEAD)
        desk, _ = sign_in(keeper, SystemClock(), this_place("standalone"), lead.name, Secret(lead.password))
        entries = desk.vault.log.end()
        figures = measure(desk, demo.misuses) | {"entries": entries.entries if entries else 0}
        desk.vault.close()
        keeper.close()
    print(json.dumps(figures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
