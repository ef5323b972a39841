"""What the way through a vault service costs: a sign of life and a lock, straight and through the relay, in turn.

    uv run python benchmarks/bench_relay.py [--rounds 2000]

The vault is a real server without a vault behind it, so that nothing but the way is measured. Prints one JSON object in
milliseconds; nothing passes or fails here.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from operator_console.domain.actions import LockCause
from operator_console.protocol.client import VaultClient, connect_command
from operator_console.protocol.guarded import GuardedPlace
from operator_console.protocol.messages import Hello, KeepAlive, Lock, ReadLog
from tests.protocol.conftest import SCRIPT
from tests.protocol.socket_unit import SocketUnit, own_account, sound_folder

STARTS = 10


def milliseconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def figures(samples: list[float]) -> dict[str, float]:
    ordered = sorted(samples)
    return {
        "median": round(ordered[len(ordered) // 2], 3),
        "p99": round(ordered[int(len(ordered) * 0.99)], 3),
        "longest": round(ordered[-1], 3),
    }


def in_turn(ways: dict[str, list[str]], ask: Callable[[VaultClient], object], rounds: int) -> dict[str, object]:
    """Ask each way once, and again: whatever else the machine does then falls on both."""
    clients = {name: VaultClient(command, stderr=subprocess.DEVNULL) for name, command in ways.items()}
    samples: dict[str, list[float]] = {name: [] for name in ways}
    try:
        for client in clients.values():
            client.ask(Hello())
        for _ in range(rounds):
            for name, client in clients.items():
                samples[name].append(milliseconds(lambda client=client: ask(client)))
    finally:
        for client in clients.values():
            client.close()
    return {name: figures(taken) for name, taken in samples.items()}


def greeted(command: list[str]) -> float:
    """Return how long it takes from starting the process to its first answer."""
    begin = time.perf_counter()
    with VaultClient(command, stderr=subprocess.DEVNULL) as client:
        client.ask(Hello())
        return (time.perf_counter() - begin) * 1000


def hung_up(place: GuardedPlace, unit: SocketUnit) -> float:
    """Return how long the service lives after its console has locked and closed."""
    client = VaultClient(connect_command(place), stderr=subprocess.DEVNULL)
    client.ask(Hello())
    begin = time.perf_counter()
    client.ask(Lock(cause=LockCause.HOTKEY))
    unit.last().wait()
    taken = (time.perf_counter() - begin) * 1000
    client.close()
    return taken


def killed(place: GuardedPlace, unit: SocketUnit) -> float:
    """Return how long the service lives after the relay was killed."""
    client = VaultClient(connect_command(place), stderr=subprocess.DEVNULL)
    client.ask(Hello())
    begin = time.perf_counter()
    client.kill()
    unit.last().wait()
    taken = (time.perf_counter() - begin) * 1000
    client.close()
    return taken


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=2000)
    rounds = parser.parse_args().rounds
    folder = sound_folder()
    assert folder is not None, "no folder here that others cannot write to"
    with tempfile.TemporaryDirectory() as notes:
        command = [sys.executable, str(SCRIPT), "--note", f"{notes}/cause"]
        place = GuardedPlace(folder / "vault.sock", own_account())
        unit = SocketUnit(place.socket, command)
        unit.start()
        ways = {"straight": command, "relay": connect_command(place)}
        try:
            result = {
                "rounds": rounds,
                "keep_alive": in_turn(ways, lambda client: client.ask(KeepAlive()), rounds),
                "one_megabyte": in_turn(ways, lambda client: client.ask(ReadLog()), rounds // 20),
                "first_answer": {name: figures([greeted(way) for _ in range(STARTS)]) for name, way in ways.items()},
                "locked": figures([hung_up(place, unit) for _ in range(STARTS)]),
                "relay_killed": figures([killed(place, unit) for _ in range(STARTS)]),
            }
        finally:
            unit.close()
            shutil.rmtree(folder)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
