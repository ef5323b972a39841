"""Kills the console with SIGKILL in every state of a day, and at random moments on the way there.

    python -m tests.faults.kill_the_console [--kills N] [--seed N] [--planted]

Wanted each time: no process of that vault is left soon after (the times are in the result), no value in any file that
the two processes wrote, and the next console goes back to the call with everything masked. Besides: of two consoles on
one vault the second is refused and the first goes on, and when the first is killed the second gets in. At the end the
log is verified. Prints one JSON object; exits 1 where that does not hold.
"""

import argparse
import csv
import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from operator_console.demo.people import customers
from operator_console.domain.policy_file import read_policy
from operator_console.domain.roles import Role
from operator_console.protocol.client import VaultClient, vault_command
from operator_console.protocol.messages import SignIn, VerifyLog
from operator_console.resource_files import resource
from tests.faults import console_in_state
from tests.faults.console_in_state import STATES
from tests.journeys.conftest import make_site

SOON: Final = 0.2
"""Seconds from the kill to the end of the vault, as the benchmark of a lock has it; counted and told."""
LATE: Final = 1.0
"""Seconds after which it is wrong, on a machine that is busy with other things too."""
STARTING: Final = 5.0
"""Seconds for a vault process that may not even have begun to run: it holds no key, and ends when it first reads."""
PATIENCE: Final = 60.0
LONGEST_WAY: Final = 6.0
CUSTOMERS: Final = 3000


class Bench:
    """A vault on which consoles are started and killed."""

    def __init__(self, root: Path, seed: int, *, planted: bool) -> None:
        text = resource("policies", "default.toml").read_text(encoding="utf-8")
        text = text.replace("attempts_per_customer_day = 10", "attempts_per_customer_day = 86400")
        self.root, self.planted = root, planted
        self.site = make_site(root / "vault", text)
        self.chance = random.Random(seed)
        self.wrong: Counter[str] = Counter()
        self.killed: Counter[str] = Counter()
        self.gone: list[float] = []
        self.gone_early: list[float] = []
        self.resumed = 0
        write_many(root / "many.csv", text)
        names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR")
        self._environment = {**os.environ, **{name: str(root / name) for name in names}, "QT_QPA_PLATFORM": "offscreen"}
        for name in names:
            (root / name).mkdir()

    def start(self, state: str, role: Role = Role.OPERATOR) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", console_in_state.__name__, str(self.site.vault), state, *self.site.of(role)]
        command += ["--planted"] if self.planted else []
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=self._environment, bufsize=1
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps(dict(self.site.caller)) + "\n")
        process.stdin.flush()
        return process

    def heard(self, process: subprocess.Popen[str], seconds: float = PATIENCE) -> str:
        """Return the next line; nothing when none has come in this time."""
        assert process.stdout is not None
        return process.stdout.readline().strip() if select.select([process.stdout], [], [], seconds)[0] else ""

    # ---- one kill

    def kill_in(self, state: str, *, at_random: bool) -> None:
        who, _ = STATES[state]
        process = self.start(state, Role.OPERATOR if who == "nobody" else Role(who))
        told = self.heard(process, self.chance.random() * LONGEST_WAY) if at_random else self.heard(process)
        if told != "ready" and not (at_random and not told):
            self.wrong[f"{state} is not reached: {told[-300:]}"] += 1
        self.killed[f"on the way to {state}" if not told else state] += 1
        self.kill(process, self.gone if told else self.gone_early, LATE if told else STARTING)
        self.wrong += Counter(f"{state}: a value in {name}" for name in self.left_behind())
        self.resume()

    def kill(self, process: subprocess.Popen[str], times: list[float], most: float = LATE) -> None:
        """Kill a console and see when everything that works on the vault is gone."""
        begin = time.perf_counter()
        os.kill(process.pid, signal.SIGKILL)
        while left := [pid for pid in at_work_on(self.site.vault) if pid != process.pid]:
            if time.perf_counter() - begin > most:
                self.wrong["the vault is still there"] += 1
                for pid in left:
                    os.kill(pid, signal.SIGKILL)
                break
            time.sleep(0.001)
        times.append(time.perf_counter() - begin)
        close(process)

    def resume(self) -> None:
        """The next console goes back to whatever call there was: masked."""
        process = self.start("resume")
        told = self.heard(process)
        self.resumed += told == "fine"
        if told != "fine":
            self.wrong[f"resumed: {told[-300:]}"] += 1
        process.kill()
        close(process)
        while any(at_work_on(self.site.vault)):
            time.sleep(0.005)

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
        if self.heard(first) != "ready":
            self.wrong["two: the first does not come to its call"] += 1
        begin = time.perf_counter()
        second = self.start("second")
        if (told := self.heard(second)) != "refused":
            self.wrong[f"two: the second is not refused: {told[-300:]}"] += 1
            second.kill()
        self.second_told = time.perf_counter() - begin
        if first.poll() is not None or len(list(at_work_on(self.site.vault))) < 3:
            self.wrong["two: the first was disturbed"] += 1
        first.kill()
        close(first)
        assert second.stdin is not None
        with suppress(BrokenPipeError):
            second.stdin.write("go\n")
            second.stdin.flush()
        if (told := self.heard(second)) != "fine":
            self.wrong[f"two: afterwards {told[-300:]}"] += 1
        self.kill(second, self.gone)

    def verified(self) -> list[str]:
        """The errors in the log, as a lead reads them."""
        with VaultClient(vault_command(self.site.vault)) as client:
            client.ask(SignIn(*self.site.of(Role.LEAD)))
            return [str(found.code) for found in client.ask(VerifyLog()).findings if found.severity == "error"]


def close(process: subprocess.Popen[str]) -> None:
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(BrokenPipeError):
            if pipe is not None:
                pipe.close()


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
    policy = read_policy(policy_text)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([spec.label for spec in policy.fields.values()])
        rows.writerows([[row.get(name, "") for name in policy.fields] for row in customers(CUSTOMERS, 77, policy)])


def run(kills: int, seed: int, *, planted: bool) -> dict[str, Any]:
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(Path(place), seed, planted=planted)
        states = list(STATES)
        for number in range(kills):
            bench.kill_in(states[number % len(states)], at_random=number >= len(states) and number % 2 == 1)
            if planted and bench.wrong:
                break
        if not planted:
            bench.two()
        gone = sorted(bench.gone)
        return {
            "kills": len(gone) + len(bench.gone_early),
            "seed": seed,
            "states": dict(bench.killed),
            "resumed_masked": bench.resumed,
            "gone_ms": {
                "median": round(gone[len(gone) // 2] * 1000),
                "p99": round(gone[int(len(gone) * 0.99)] * 1000),
                "longest": round(gone[-1] * 1000),
            },
            "longest_on_the_way_ms": round(max(bench.gone_early, default=0) * 1000),
            "over_200_ms": sum(each > SOON for each in gone),
            "wrong": dict(bench.wrong),
            "log_errors": [] if planted else bench.verified(),
            "seconds": round(time.monotonic() - begin, 1),
        }


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", action="store_true")
    arguments = parser.parse_args()
    result = run(arguments.kills, arguments.seed, planted=arguments.planted)
    print(json.dumps(result, ensure_ascii=False))
    return 1 if result["wrong"] or result["log_errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
