"""Walks the whole console on a screen, a bus and a disk of its own, and looks for customers' values on every channel.

    python -m tests.leaks.walk [--full] [--plant CHANNEL ...]

Prints a line of JSON for each language and look: the states that were walked, what was looked through, what was found
on each channel, and how often what was typed or shown still lay in memory. Exits 1 when anything was found where it
must not be. Needs root, Xvfb, at-spi2-core, xclip, x11-utils, xdotool and strace.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from operator_console.domain.roles import Role
from tests.journeys.conftest import Site
from tests.leaks import machine
from tests.leaks.accessibility import AccessibilityBus
from tests.leaks.haunted_vault import make_haunted
from tests.leaks.needles import CALLER, SHOWN, TYPED, found_in_texts, never_revealed, of_caller
from tests.leaks.stage import Stage, stage, until

SCRIPT = Path(__file__).with_name("walked_console.py")
CARELESS = Path(__file__).with_name("careless_vault.py")
INSIDE = ("widgets", "models", "drag", "input_method")
PLANTS = (
    *INSIDE, "at_spi", "announced", "clipboard", "primary", "windows", "files", "settings", "written", "elsewhere",
    "rights", "errors", "memory",
)  # fmt: skip
TRACED = "trace=openat,creat,write,pwrite64"


@dataclass
class Report:
    """What one walk found."""

    found: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    states: list[str] = field(default_factory=list)
    looked_at: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    still_in_memory: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, channel: str, findings: Iterable[object]) -> None:
        self.found[channel] += [str(each) for each in findings]

    def as_json(self) -> dict[str, Any]:
        """Figures first; what was found is named by where it was and which value it is."""
        return {
            "states": len(self.states),
            "looked_at": dict(self.looked_at),
            "found": {channel: sorted(set(those)) for channel, those in self.found.items() if those},
            "still_in_memory": self.still_in_memory,
            "walked": self.states,
        }


class Walk:
    """One console and everything around it that is looked at."""

    def __init__(self, place: Stage, site: Site, language: str = "ja") -> None:
        self._stage, self.site = place, site
        self.report = Report()
        self.hidden = never_revealed()
        self.secrets = [site.of(role)[1] for role in Role]
        self._bus = AccessibilityBus(place.environment["DBUS_SESSION_BUS_ADDRESS"])
        self._errors = (place.folder.parent / f"{place.folder.name}.errors").open("w+b")
        traced = ["strace", "-f", "-qq", "--seccomp-bpf", "-yy", "-xx", "-s", "20000", "-e", TRACED]
        self._process = subprocess.Popen(
            [*traced, "-o", str(place.trace), sys.executable, "-P", str(SCRIPT), str(site.vault), language],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, env=place.environment, encoding="utf-8",
            start_new_session=True,
        )  # fmt: skip

    # ---- steps

    def do(self, step: str, *arguments: object) -> Any:
        """Let the console take a step; return what it says."""
        self._process.stdin.write(json.dumps([step, *arguments]) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"failed": "the console has ended"}')
        assert "failed" not in answer, (step, arguments, answer["failed"])
        return answer["is"]

    def sign_in(self, role: Role) -> list[str]:
        self.do("gate", "SignInGate")
        self.do("fill", *self.site.of(role))
        return self.do("bench")

    def key_in(self, text: str) -> None:
        """Type on the keyboard of the machine: nothing of the walker's own holds it in the console's memory."""
        machine.type_keys(self._stage, text)
        self.do("holds", len(text))
        self.do("press", "Return")

    def close(self) -> None:
        """End it, and look at what is only whole afterwards."""
        self.report.looked_at["lines of the console's own log"] = len(self.do("faults").splitlines())
        self.do("leave")
        self._process.wait(20)

    def kill(self) -> None:
        """End whatever is still there."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            stream.close()
        self._bus.close()

    # ---- looking

    def look(self, state: str, *allowed: str, inside: bool = True, bus: bool = True) -> None:
        """Look at everything that this state shows; ``allowed`` are fields that may be known there."""
        self.report.states.append(state)
        known = of_caller(*TYPED, *SHOWN)
        hidden = [*self.hidden, *self.secrets, *(each for each in known if each not in of_caller(*allowed))]
        if inside:
            self._texts("inside", state, self.do("look"), hidden)
        if bus:
            self._texts("at_spi", state, self._bus.texts(), hidden)
        self._texts("clipboards", state, machine.clipboards(self._stage), hidden)
        self._texts("windows", state, machine.windows(self._stage), hidden)

    def remember(self, state: str) -> None:
        """Look through the memory of both processes; what was typed or shown is counted, what was neither is a leak."""
        for name, pid in self.do("processes").items():
            if pid:
                found = machine.memory(pid, [*self.hidden, *of_caller(*TYPED, *SHOWN)])
                self.report.looked_at[f"memory of the {name} process"] += 1
                self.report.add(f"memory_{name}", (f"{state}: {each}" for each in found if each in self.hidden))
                known = {self._name(each): count for each, count in found.items() if each not in self.hidden}
                self.report.still_in_memory[f"{state}, {name}"] = known

    def afterwards(self, folders: list[Path]) -> None:
        """Look at what the whole walk left behind."""
        every = [*self.hidden, *self.secrets, *CALLER.values()]
        unsaid = [*self.hidden, *self.secrets, *of_caller(*SHOWN)]
        self._texts("announced", "whole walk", self._bus.announced(), unsaid)
        self._errors.seek(0)
        errors = self._errors.read().decode("utf-8", "replace")
        self._texts("errors", "whole walk", [("standard error", errors)], every)
        self.report.looked_at["files"] += sum(path.is_file() for folder in folders for path in folder.rglob("*"))
        self.report.add("files", machine.files(folders, every))
        self.report.add("written", machine.written(self._stage, every))
        self.report.add("elsewhere", machine.written_elsewhere(self._stage, folders))
        self.report.add("rights", machine.open_to_others(folders))

    def _texts(self, channel: str, state: str, texts: Iterable[tuple[str, str]], needles: list[str]) -> None:
        texts = list(texts)
        self.report.looked_at[channel] += len(texts)
        self.report.add(channel, (f"{state}: {where}: {needle}" for where, needle in found_in_texts(texts, needles)))

    @staticmethod
    def _name(value: str) -> str:
        return next(name for name, each in CALLER.items() if each == value)


def careless_command(vault: Path) -> list[str]:
    """Start a vault process that decrypts more than it needs."""
    return [sys.executable, "-P", str(CARELESS), "--vault", str(vault)]


def a_call(walk: Walk) -> None:
    """From the sign-in to a call that was locked and gone on with."""
    walk.do("gate", "SignInGate")
    walk.look("sign in")
    walk.sign_in(Role.OPERATOR)
    walk.do("point", "START")
    walk.look("waiting", bus=False)
    walk.do("press", "1")
    walk.do("sees", "配送・お届け先の確認")
    walk.do("press", "1")
    walk.do("point", "FIND")
    walk.key_in(CALLER["number"])
    walk.do("point", "CHECK")
    walk.look("found", "number", bus=False)
    walk.remember("found")
    walk.do("type", CALLER["name"])
    walk.do("press", "Return")
    walk.do("point", "CHECK")
    walk.key_in(CALLER["birth_date"])
    walk.do("point", "SHOW")
    walk.look("checked")
    walk.remember("checked")
    walk.do("press", "4")
    walk.do("shown", True)
    walk.look("shown", inside=False)  # looking would make copies of what is shown
    walk.remember("shown")
    walk.do("press", "4")
    walk.do("shown", False)
    walk.look("masked again", inside=False)
    walk.remember("masked again")
    lock(walk, "locked")
    walk.do("fill", walk.site.of(Role.OPERATOR)[1])
    walk.do("bench")
    walk.do("press", "Return")
    walk.do("point", "SHOW")
    walk.look("gone on with", bus=False)
    walk.do("press", "4")
    walk.do("shown", True)
    walk.look("shown again", bus=False)
    walk.do("press", "F8")
    walk.do("point", "HOLD")
    walk.look("on hold", bus=False)


def lock(walk: Walk, state: str) -> None:
    """Lock it; the process that had the vault is gone, the one that waits for the password holds nothing."""
    before = walk.do("processes")["vault"]
    walk.do("press", "Ctrl+L")
    walk.do("gate", "LockedGate")
    until(lambda: not Path(f"/proc/{before}").exists(), "the vault process is still there")
    walk.look(state)
    walk.remember(state)


def every_page(walk: Walk) -> None:
    """Each page of each role."""
    for role in Role:
        for page in walk.sign_in(role):
            walk.do("page", page)
            walk.look(f"{role.value}: {page}")
        walk.do("sign_out")


@contextmanager
def walking(
    language: str = "ja", scheme: str = "light", *, careless: bool = False
) -> Iterator[tuple[Walk, list[Path]]]:
    """A console on a stage of its own, and the folders that it may write to."""
    root = Path(tempfile.mkdtemp(prefix="walk-", dir="/var/tmp"))
    try:
        with stage(root / "stage") as place:
            settings = place.folder / "home" / ".config" / "operator-console" / "settings.json"
            settings.parent.mkdir(parents=True, mode=0o700)
            settings.write_text(json.dumps({"scheme": scheme}), encoding="utf-8")
            for path in (settings, settings.parent.parent):
                path.chmod(path.stat().st_mode & 0o700)
            walk = Walk(place, make_haunted(place.folder / "vault", root), language)
            try:
                yield walk, [place.folder / name for name in ("home", "run", "tmp", "vault")]
            finally:
                walk.kill()
    finally:
        shutil.rmtree(root)


def run(plants: dict[str, str], *, full: bool) -> Iterator[dict[str, Any]]:
    """Walk; yield one report for each look and language. ``plants`` is what is leaked on which channel."""
    looks = [(each, scheme) for each in ("ja", "en") for scheme in ("light", "dark")] if full else [("ja", "light")]
    for language, scheme in looks:
        with walking(language, scheme) as (walk, folders):
            walk.hidden += plants.values()
            a_call(walk)
            for channel, needle in plants.items():
                walk.do("plant", channel, needle)
            if plants:
                walk.look("planted")
                walk.remember("planted")
            elif full:
                walk.do("press", "F8")
                walk.do("point", "SHOW")
                walk.do("press", "F12")
                walk.do("point", "START")
                walk.do("sign_out")
                every_page(walk)
            walk.close()
            walk.afterwards(folders)
            yield {"language": language, "scheme": scheme, **walk.report.as_json()}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--plant", nargs="*", default=[], choices=PLANTS)
    wanted = parser.parse_args()
    plants = {channel: f"植えた漏れ {number}-{channel}" for number, channel in enumerate(wanted.plant)}
    found = False
    for report in run(plants, full=wanted.full):
        print(json.dumps(report, ensure_ascii=False), flush=True)
        found = found or bool(report["found"])
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
