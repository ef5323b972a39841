"""Kills the console with SIGKILL in every state of a day, and at random moments on the way there.

    python -m tests.faults.kill_the_console [--kills N] [--seed N] [--only STATE] [--planted]

Wanted each time: no process of that vault is left soon after (the times are in the result, also without what console
and vault waited for a processor), no value in any file that the two wrote, and the next operator's console goes back to
the call with everything masked, from where it goes on to a state of its own. Besides: of two consoles on one vault the
second is refused and the first goes on, and when the first is killed the second gets in. At the end the log is
verified. Prints one JSON object, and how far it has come on standard error; exits 1 where that does not hold.
Consoles are forked from the harness, which has imported everything already; vaults are started as ever.
"""

import argparse
import csv
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any, Final

from operator_console.demo.people import customers
from operator_console.domain.policy_file import read_policy
from operator_console.domain.roles import Role
from operator_console.protocol.client import VaultClient, vault_command
from operator_console.protocol.messages import SignIn, VerifyLog
from operator_console.resource_files import resource
from tests.faults.console_in_state import STATES, Wanted, work
from tests.faults.progress import Progress
from tests.journeys import conftest
from tests.journeys.conftest import make_site

SOON: Final = 0.2
"""Seconds from the kill to the end of the vault, as the benchmark of a lock has it; counted and told."""
LATE: Final = 1.0
"""Seconds after which it is wrong, on a machine that is busy with other things too."""
STARTING: Final = 10.0
"""Seconds for a vault process that may not even have begun to run: it holds no key, and ends when it first reads."""
PATIENCE: Final = 60.0
TOLD: Final = 1500
"""Characters of what a console says when it fails, at most."""
WAY: Final = 3.0
"""Seconds that a console may take to its state, before one has."""
CUSTOMERS: Final = 3000
DAY: Final = [state for state in STATES if state != "second"]


@dataclass(frozen=True)
class Started:
    """A console that was started, and the line on which it tells how it gets on."""

    process: ForkProcess
    line: Connection

    def heard(self, seconds: float = PATIENCE) -> str:
        """Return what it says next; nothing when nothing has come in this time."""
        with suppress(EOFError, ConnectionResetError):
            return str(self.line.recv()) if self.line.poll(seconds) else ""
        return "it has ended"

    def kill(self) -> None:
        """Send SIGKILL."""
        self.process.kill()

    def close(self) -> None:
        """Wait for its end."""
        self.process.join()
        self.process.close()
        self.line.close()


class Bench:
    """A vault on which consoles are started and killed."""

    def __init__(self, root: Path, seed: int, *, planted: bool) -> None:
        text = resource("policies", "default.toml").read_text(encoding="utf-8")
        text = text.replace("attempts_per_customer_day = 10", "attempts_per_customer_day = 86400")
        self.root, self.planted = root, planted
        move_to(root)
        self.site = make_site(root / "vault", text)
        self.chance = random.Random(seed)
        self.wrong: Counter[str] = Counter()
        self.killed: Counter[str] = Counter()
        self.gone: list[tuple[float, str]] = []
        self.own: list[tuple[float, str]] = []
        self.gone_early: list[tuple[float, str]] = []
        self.resumed = 0
        self.way = WAY
        self.keyed = False
        write_many(root / "many.csv", text)

    def start(self, state: str, who: str = Role.OPERATOR) -> Started:
        """Start a console that goes to a state."""
        user, password = ("", "") if who == "nobody" else self.site.of(Role(who))
        mine, its = multiprocessing.Pipe()
        process = multiprocessing.get_context("fork").Process(
            target=work, args=(self.site, Wanted(state, user, password, self.planted), its)
        )
        process.start()
        its.close()
        return Started(process, mine)

    # ---- one kill

    def kill_in(self, state: str, *, at_random: bool) -> None:
        who, _ = STATES[state]
        console = self.start(state, who)
        told = self.followed(console, self.chance.random() * self.way if at_random else PATIENCE)
        if told != "ready" and not (at_random and not told):
            self.wrong[f"{state} is not reached: {told[-TOLD:]}"] += 1
        where = state if told else f"on the way to {state}"
        self.killed[where] += 1
        self.kill(console, where, up=bool(told) or self.keyed)
        self.wrong += Counter(f"{state}: a value in {name}" for name in self.left_behind())

    def followed(self, console: Started, seconds: float) -> str:
        """Return what a console says last: that it is in its state, why it is not, or nothing in this time."""
        begin, self.keyed = time.perf_counter(), False
        while (told := console.heard(max(0.0, begin + seconds - time.perf_counter()))) in ("fine", "signed in"):
            self.resumed += told == "fine"
            self.keyed = True
        if told == "ready":
            self.way = time.perf_counter() - begin
        return told

    def kill(self, console: Started, where: str, *, up: bool = True) -> None:
        """Kill a console; note how long it takes until everything that works on the vault is gone.

        ``up``: the vault has begun to read, and may have a key.
        """
        waits, mine = Waits([console.process.pid, *at_work_on(self.site.vault)]), Waits([os.getpid()])
        most = LATE if up else STARTING
        begin = time.perf_counter()
        console.kill()
        while left := list(at_work_on(self.site.vault)):
            waits.look()
            if time.perf_counter() - begin > most:
                self.wrong["the vault is still there"] += 1
                for pid in left:
                    os.kill(pid, signal.SIGKILL)
                break
            time.sleep(0.001)
        seconds = time.perf_counter() - begin
        mine.look()
        if up:
            self.gone.append((seconds, where))
            self.own.append((seconds - waits.seconds(), f"{where}; the harness waited {mine.seconds() * 1000:.0f} ms"))
        else:
            self.gone_early.append((seconds, where))
        console.close()

    def left_behind(self) -> Iterator[str]:
        """The files in which a value of the caller's can be read; the file for the import is there on purpose."""
        values = [value.encode() for value in self.site.values()]
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and path.name != "many.csv":
                content = path.read_bytes()
                yield from (path.name for value in values if value in content)

    # ---- two consoles

    def two(self) -> None:
        first = self.start("shown")
        if (told := self.followed(first, PATIENCE)) != "ready":
            self.wrong[f"two: the first does not come to its call: {told[-TOLD:]}"] += 1
        working = set(at_work_on(self.site.vault))
        second = self.start("second")
        if (told := self.followed(second, PATIENCE)) != "refused":
            self.wrong[f"two: the second is not refused: {told[-TOLD:]}"] += 1
        if not first.process.is_alive() or not working or working - set(at_work_on(self.site.vault)):
            self.wrong["two: the first was disturbed"] += 1
        first.kill()
        first.close()
        second.line.send("go")
        if (told := self.followed(second, PATIENCE)) != "ready":
            self.wrong[f"two: afterwards {told[-TOLD:]}"] += 1
        self.kill(second, "two")

    def verified(self) -> list[str]:
        """The errors in the log, as a lead reads them."""
        with VaultClient(vault_command(self.site.vault)) as client:
            client.ask(SignIn(*self.site.of(Role.LEAD)))
            return [str(found.code) for found in client.ask(VerifyLog()).findings if found.severity == "error"]


class Waits:
    """How long processes wait for a processor that others have, from here on (proc_pid_schedstat(5))."""

    def __init__(self, pids: list[int | None]) -> None:
        self._before = {pid: _waited(pid) for pid in pids if pid}
        self._now = dict(self._before)

    def look(self) -> None:
        """Look again; what is gone has waited as long as it had when it was last seen."""
        for pid in self._now:
            self._now[pid] = max(self._now[pid], _waited(pid))

    def seconds(self) -> float:
        """Return how long they waited, one after the other."""
        return sum(self._now.values()) - sum(self._before.values())


def _waited(pid: int) -> float:
    """Return the seconds that the first thread of a process has waited for a processor."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


def move_to(root: Path) -> None:
    """Let everything that this process and its children write be below here."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR"):
        (root / name).mkdir()
        os.environ[name] = str(root / name)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    tempfile.tempdir = None


def at_work_on(vault: Path) -> Iterator[int]:
    """The processes that were started for this vault and are still there."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            command, state = (folder / "cmdline").read_bytes(), (folder / "stat").read_text(encoding="utf-8")
        except OSError:
            continue
        if str(vault).encode() in command and state.rpartition(")")[2].split()[0] != "Z":
            yield int(folder.name)


def write_many(path: Path, policy_text: str) -> None:
    """Write a file of new customers: none of those whom the vault has is changed by it."""
    policy = read_policy(policy_text)
    people = islice(customers(CUSTOMERS, 77, policy), conftest.CUSTOMERS, None)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([spec.label for spec in policy.fields.values()])
        rows.writerows([[row.get(name, "") for name in policy.fields] for row in people])


def run(kills: int, seed: int, only: str, *, planted: bool) -> dict[str, Any]:
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        bench, progress = Bench(Path(place), seed, planted=planted), Progress()
        states = [only] if only else DAY
        for number in range(kills):
            progress.tell(number, bench.wrong)
            bench.kill_in(
                states[number % len(states)],
                at_random=number >= len(states) and (number + number // len(states)) % 3 == 2,
            )
            if planted and bench.wrong:
                break
        if kills >= len(DAY):
            bench.two()
        if not planted:
            bench.kill_in("resumed", at_random=False)
        return result(bench, seed, begin)


def result(bench: Bench, seed: int, begin: float) -> dict[str, Any]:
    return {
        "kills": len(bench.gone) + len(bench.gone_early),
        "seed": seed,
        "states": dict(bench.killed),
        "resumed_masked": bench.resumed,
        "gone_ms": milliseconds(bench.gone),
        "of_its_own_ms": milliseconds(bench.own),
        "without_a_key_ms": milliseconds(bench.gone_early),
        "wrong": dict(bench.wrong),
        "log_errors": [] if bench.planted else bench.verified(),
        "seconds": round(time.monotonic() - begin, 1),
    }


def milliseconds(times: list[tuple[float, str]]) -> dict[str, Any]:
    """Return the middle, the longest with their states, and how many took longer than the benchmark allows."""
    ordered = [(round(seconds * 1000), where) for seconds, where in sorted(times)]
    middle = ordered[len(ordered) // 2][0] if ordered else 0
    return {"median": middle, "longest": ordered[:-4:-1], "over_200": sum(each > SOON for each, _ in times)}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=DAY, default="")
    parser.add_argument("--planted", action="store_true")
    arguments = parser.parse_args()
    told = run(arguments.kills, arguments.seed, arguments.only, planted=arguments.planted)
    print(json.dumps(told, ensure_ascii=False))
    return 1 if told["wrong"] or told["log_errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
