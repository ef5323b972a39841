"""A reveal and a search through the pipe, against one bare fsync of a page on the same disk in the same run.

    uv run python benchmarks/bench_call.py [--customers 100000] [--reveals 2000] [--finds 2000] [--dir FOLDER]

Prints one JSON object: medians and 99th percentiles in milliseconds, and their ratios. Nothing here passes or fails.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from operator_console.demo.people import client_of, customers
from operator_console.domain.ids import ClientId, FieldName, ItemId, PurposeId
from operator_console.domain.policy_file import read_policy
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient, vault_command
from operator_console.resource_files import resource

PAGE = 8192
NUMBER, ADDRESS = FieldName("number"), FieldName("address")
SEED = 1


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def figures(samples: list[float]) -> dict[str, float]:
    ordered = sorted(samples)
    return {"median_ms": statistics.median(ordered), "p99_ms": ordered[int(len(ordered) * 0.99)]}


class BarePage:
    """One page written in place and fsynced, as a write-ahead log that is being reused does."""

    def __init__(self, folder: Path) -> None:
        self._page = os.urandom(PAGE)
        self._handle = os.open(folder / "bare", os.O_RDWR | os.O_CREAT)
        self()

    def __call__(self) -> None:
        os.pwrite(self._handle, self._page, 0)
        os.fsync(self._handle)


def people(count: int) -> list[tuple[str, dict[FieldName, str]]]:
    policy = read_policy(resource("policies", "default.toml").read_text(encoding="utf-8"))
    return [(client_of(i, policy), person) for i, person in enumerate(customers(count, SEED, policy))]


def make(folder: Path, count: int) -> dict[str, str]:
    command = [sys.executable, "-m", "operator_console", "demo", "--vault", str(folder), "--calls", "0", "--json"]
    command += ["--customers", str(count), "--seed", str(SEED)]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    users = json.loads(made.stdout.splitlines()[-1])["users"]
    return next(user for user in users if user["role"] == "operator")


def reveals(client: VaultClient, known: list[tuple[str, dict[FieldName, str]]], count: int, folder: Path) -> dict:
    """Reveal and bare fsync in turn, so that both see the same disk and the same moment.

    A sign of life is answered in between: what the end of a showing leaves to be done is done by then, as it is long
    before an operator presses the next key.
    """
    owner, person = next(each for each in known if each[1].get(ADDRESS) and each[1].get(FieldName("birth_date")))
    client.ask(m.OpenCall(ClientId(owner), PurposeId("contact_change")))
    client.ask(m.FindCustomer({NUMBER: person[NUMBER]}))
    for item in ("name", "birth_date", "phone", "address", "contract"):
        if person.get(FieldName(item)):
            client.ask(m.AnswerItem(ItemId(item), person[FieldName(item)]))
    shown, bare = [], []
    page = BarePage(folder)
    for _ in range(count):
        bare.append(timed(page))
        shown.append(timed(lambda: client.ask(m.RevealField(ADDRESS))))
        client.ask(m.EndShowing(ADDRESS, "key"))
        client.ask(m.KeepAlive())
    client.ask(m.EndCall())
    reveal, fsync = figures(shown), figures(bare)
    return {"bare_fsync": fsync, "reveal": reveal, "reveal_per_fsync": reveal["median_ms"] / fsync["median_ms"]}


def finds(client: VaultClient, known: list[tuple[str, dict[FieldName, str]]], count: int) -> dict[str, float]:
    samples = []
    owner = known[0][0]
    client.ask(m.OpenCall(ClientId(owner), PurposeId("contract")))
    mine = [person for client_id, person in known if client_id == owner]
    for index in range(count):
        number = mine[index * 7919 % len(mine)][NUMBER]
        samples.append(timed(lambda n=number: client.ask(m.FindCustomer({NUMBER: n}))))
        client.ask(m.PutBack())
        client.ask(m.KeepAlive())
    client.ask(m.EndCall())
    return figures(samples)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--reveals", type=int, default=2000)
    parser.add_argument("--finds", type=int, default=2000)
    parser.add_argument("--dir", type=Path, default=Path.cwd())
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.dir) as root:
        folder = Path(root)
        user = make(folder / "vault", arguments.customers)
        known = people(arguments.customers)
        with VaultClient(vault_command(folder / "vault")) as client:
            client.ask(m.SignIn(user["name"], user["password"]))
            result = reveals(client, known, arguments.reveals, folder)
            result["find"] = finds(client, known, arguments.finds)
    result["customers"] = arguments.customers
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
