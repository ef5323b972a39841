"""Plays calls and locks for hours and sees that neither process grows: not in memory, nor in what it holds open.

    python -m tests.faults.soak [--calls N] [--locks N] [--samples N] [--minutes N] [--part vault|console]
                                [--lead-every N] [--planted X]

Two parts. ``vault``: one vault process serves all calls, through the protocol. ``console``: the real window on a real
vault process, with as many locks; at every second one a value is shown, after every 25th (``--lead-every``) a lead
looks at every page.
Each process measures itself (:mod:`tests.faults.soak_measures`) at so many moments, which are told on standard error;
:mod:`tests.faults.soak_verdict` says what is wrong, also of a run that was ended early by ``--minutes`` or SIGTERM.
Prints one JSON object; exits 1 where something grows. Planted: ``memory`` (1 KB a call), ``descriptor``, ``widget``.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.faults import soak_vault, soaked_console
from tests.faults.soak_place import Place, make_place
from tests.faults.soak_verdict import Sample, judge

PARTS: Final = ("vault", "console")
TOLD: Final = ("calls", "locks", "seconds", "in_use", "private_dirty", "pss", "objects", "descriptors", "threads")


def main() -> int:
    wanted = _arguments()
    deadline = time.monotonic() + wanted.minutes * 60
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(1))
    result: dict[str, Any] = {"wrong": []}
    for part in wanted.part or PARTS:
        with tempfile.TemporaryDirectory() as root:
            played = _play(part, wanted, Path(root), lambda: bool(stopped) or time.monotonic() > deadline)
        result[part], wrong = played
        result["wrong"] += wrong
    print(json.dumps(result))
    return 1 if result["wrong"] else 0


def _play(
    part: str, wanted: argparse.Namespace, root: Path, over: Callable[[], bool]
) -> tuple[dict[str, Any], list[str]]:
    """Play one part to its end; what breaks off is told, and what was measured until then is judged."""
    place, samples, wrong = make_place(root, wanted.calls), list[Sample](), list[str]()
    playing = (
        soak_vault.play(place, wanted.calls, wanted.samples, wanted.planted, over)
        if part == "vault"
        else _console(place, wanted, over)
    )
    try:
        for sample in playing:
            samples.append(sample)
            figures = {name: round(sample[name]) for name in TOLD}
            print(part, json.dumps(figures), file=sys.stderr, flush=True)
    except Exception as error:  # noqa: BLE001 - hours of figures are not thrown away
        wrong.append(f"{part}: broken off: {type(error).__name__} {str(error)[:2000]}")
    figures, grows = judge(part, samples)
    if samples:
        figures["seconds"] = round(samples[-1]["seconds"])
    return figures, wrong + grows


def _console(place: Place, wanted: argparse.Namespace, over: Callable[[], bool]) -> Iterator[Sample]:
    """Have the console play in a process of its own; yield what it says."""
    sizes = [str(number) for number in (wanted.calls, wanted.locks, wanted.samples, wanted.lead_every)]
    command = [
        sys.executable,
        "-m",
        soaked_console.__name__,
        str(place.site.vault),
        *sizes,
        wanted.planted or "nothing",
    ]
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", *_BUSES)}
    environment |= {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"}
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment, text=True
        ) as console,
    ):
        assert console.stdin is not None
        assert console.stdout is not None
        console.stdin.write(json.dumps(place.callers) + "\n")
        console.stdin.flush()
        for line in console.stdout:
            yield json.loads(line)
            if over():
                console.terminate()
        if console.wait() != 0:
            errors.seek(0)
            raise ChildProcessError(errors.read()[-1500:].decode(errors="replace"))


_BUSES: Final = ("DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=100_000)
    parser.add_argument("--locks", type=int, default=10_000)
    parser.add_argument("--samples", type=int, default=200)
    parser.add_argument("--lead-every", type=int, default=25)
    parser.add_argument("--minutes", type=float, default=24 * 60)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--planted", choices=("memory", "descriptor", "widget"), default="")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
