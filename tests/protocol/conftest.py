"""Real processes that speak the protocol, and what a test needs to look at them from outside."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from operator_console.domain.refusals import Code, Refusal
from tests.protocol.socket_unit import place, relay, sound, unit  # noqa: F401 - fixtures

SCRIPT = Path(__file__).parent / "scripted_vault.py"
PATIENCE = 10.0


@dataclass
class Raw:
    """A vault process spoken to in bytes."""

    process: "subprocess.Popen[bytes]"
    note: Path
    rest: bytes = b""

    def send(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)

    def ask(self, request_id: int, kind: str, **fields: Any) -> None:
        body = {"type": kind, **fields}
        self.send(msgspec.json.encode({"v": 1, "id": request_id, "body": body}) + b"\n")

    def line(self) -> dict[str, Any]:
        """Return the next whole line, decoded."""
        assert self.process.stdout is not None
        while b"\n" not in self.rest:
            ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
            assert ready, "no line came"
            data = os.read(self.process.stdout.fileno(), 1 << 16)
            assert data, "the process has ended"
            self.rest += data
        line, _, self.rest = self.rest.partition(b"\n")
        decoded: dict[str, Any] = msgspec.json.decode(line)
        return decoded

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = self.line()["body"]
        return body

    def close_input(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.stdin = None

    def seconds_to_end(self) -> float:
        """Return how long the process still lives."""
        begun = time.perf_counter()
        self.process.wait()  # with a timeout it would look every 50 ms only
        return time.perf_counter() - begun

    @property
    def cause(self) -> str:
        """What the process wrote down as the cause of its end."""
        return self.note.read_text(encoding="utf-8") if self.note.exists() else ""


Start = Callable[..., Raw]


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    return [sys.executable, str(SCRIPT), "--note", str(tmp_path / "cause")]


@pytest.fixture(params=["polled", "threaded"])
def start(request: pytest.FixtureRequest, command: list[str], tmp_path: Path) -> Iterator[Start]:
    """Start a scripted vault; it is running when this returns. It reads its lines in either of the ways there are."""
    started: list[Raw] = []
    command = [*command, "--inbox", request.param]

    def begin(*options: str) -> Raw:
        pipe = subprocess.PIPE
        process = subprocess.Popen([*command, *options], stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0)
        raw = Raw(process, tmp_path / "cause")
        started.append(raw)
        raw.ask(1, "Hello")
        assert raw.body()["type"] == "Welcome"
        return raw

    yield begin
    for raw in started:
        raw.process.kill()
        raw.process.communicate()


# ---- the relay to a vault service


def ends(process: "subprocess.Popen[bytes]") -> int:
    return process.wait(PATIENCE)


def code_of(ask: Callable[[], object]) -> Code:
    with pytest.raises(Refusal) as caught:
        ask()
    return caught.value.code
