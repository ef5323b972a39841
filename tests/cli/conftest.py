"""One real vault for all commands, made by the command that makes vaults."""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from operator_console.cli.main import main
from operator_console.cli.terminal import Terminal
from operator_console.protocol import client
from operator_console.wording import Wording
from tests.protocol.socket_unit import place, sound, unit  # noqa: F401 - fixtures

ADMINISTRATOR, OPERATOR, LEAD = "tsukuru", "hanako", "matome"
FIRST, PASSWORD = "hajimete-no-kagi-1", "futatsume-no-kagi-2"


class Keyboard(io.StringIO):
    """Standard input that is somebody at a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out.splitlines()[-1])


def run(*arguments: object, lines: Sequence[str] = (), typed: Sequence[str] | None = None) -> Said:
    """Run a command with lines on standard input, or with passwords typed at a terminal."""
    stdin = io.StringIO("".join(line + "\n" for line in lines)) if typed is None else Keyboard()
    out, err = io.StringIO(), io.StringIO()
    answers = iter(typed or ())
    terminal = Terminal(Wording("ja"), stdin, out, err, ask_hidden=lambda _: next(answers))
    code = main([str(argument) for argument in arguments], terminal)
    return Said(code, out.getvalue(), err.getvalue())


def init(vault: Path, *more: str, **keys: Any) -> Said:
    """Make a vault with its three people."""
    people = ("--administrator", ADMINISTRATOR, "--operator", OPERATOR, "--lead", LEAD)
    return run("init", "--vault", vault, *people, "--device-secret", "file", *more, **keys)


@dataclass(frozen=True)
class Made:
    """A vault whose administrator has a password of their own; the others still have their first."""

    path: Path
    made: Said
    changed: Said

    def person(self, user: str = ADMINISTRATOR) -> tuple[object, ...]:
        return ("--vault", self.path, "--user", user, "--password-stdin")


@pytest.fixture(scope="package", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Let the commands start a vault process that spends little on a password: none of them is about that."""
    program = str(Path(__file__).with_name("cheap_vault.py"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "vault_command", lambda vault: [sys.executable, "-P", program, "--vault", str(vault)])
        yield


@pytest.fixture(scope="package")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Made:
    path = tmp_path_factory.mktemp("cli") / "vault"
    made = init(path, "--password-stdin", "--json", lines=[FIRST, FIRST, FIRST])
    person = ("--vault", path, "--user", ADMINISTRATOR, "--password-stdin")
    changed = run("password", *person, lines=[FIRST, PASSWORD])
    return Made(path, made, changed)
