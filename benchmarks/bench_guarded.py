"""A reveal in Guarded mode against one in Standalone mode: both in turn, on the same disk, in the same run.

    sudo -E uv run python benchmarks/bench_guarded.py [--reveals 300] [--customers 200]

Standalone is the vault as a child of its console. Guarded is the whole way: relay as an operator's uid, root's socket,
vault as a service account, limits counted. Needs root, because it makes these OS users for as long as it runs. Prints
one JSON object, milliseconds and the ratio of the medians, which should be 2 at most; nothing passes or fails here.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from operator_console.domain.modes import Mode
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient, vault_command
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.machine import system_secret_places
from tests.guarded.attacks import ADDRESS, take_call
from tests.guarded.house import House, furnish, guarded_house, lifted_policy, password
from tests.guarded.people import why_not


def milliseconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def figures(samples: list[float]) -> dict[str, float]:
    ordered = sorted(samples)
    return {"median": round(statistics.median(ordered), 3), "p99": round(ordered[int(len(ordered) * 0.99)], 3)}


def reveal(client: VaultClient) -> float:
    """Return how long a reveal took; what its end leaves to be done is done afterwards, before anybody asks again."""
    taken = milliseconds(lambda: client.ask(m.RevealField(ADDRESS)))
    client.ask(m.EndShowing(ADDRESS, "key"))
    client.ask(m.KeepAlive())
    return taken


def in_turn(clients: dict[str, VaultClient], count: int) -> dict[str, list[float]]:
    """Reveal in one mode and then in the other, each first as often as second."""
    samples: dict[str, list[float]] = {mode: [] for mode in clients}
    for turn in range(count):
        order = list(clients) if turn % 2 else list(reversed(clients))
        for mode in order:
            samples[mode].append(reveal(clients[mode]))
    return samples


def standalone_vault(house: House) -> Path:
    """Make a vault with the same customers and the same policy beside the house's state, on the same disk."""
    os.environ["XDG_DATA_HOME"] = str(house.root / "data")
    folder = house.root / "standalone"
    places: SecretPlaces = system_secret_places()
    furnish(folder, house.list, lifted_policy(), places, Mode.STANDALONE)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reveals", type=int, default=300)
    parser.add_argument("--customers", type=int, default=200)
    wanted = parser.parse_args()
    if why := why_not():
        sys.exit(why)
    with guarded_house(wanted.customers, lifted_policy()) as house:
        house.listen()
        alone = vault_command(standalone_vault(house))
        ways = {"standalone": alone, "guarded": house.relay("operator")}
        clients = {mode: VaultClient(command, stderr=subprocess.DEVNULL) for mode, command in ways.items()}
        try:
            for client in clients.values():
                client.ask(m.SignIn("hana", password("hana")))
                take_call(client, house.list[0])
            in_turn(clients, 10)
            samples = in_turn(clients, wanted.reveals)
        finally:
            for client in clients.values():
                client.close()
    result: dict[str, object] = {mode: figures(taken) for mode, taken in samples.items()}
    ratio = statistics.median(samples["guarded"]) / statistics.median(samples["standalone"])
    print(json.dumps({"reveals": wanted.reveals, **result, "guarded_per_standalone": round(ratio, 3)}))


if __name__ == "__main__":
    main()
