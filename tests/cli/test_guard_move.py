"""``guard move``: says from where to where, asks, takes two passwords, and asks again before the old folder goes."""

import io
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import ClassVar

import pytest

from operator_console.cli import guard_move
from operator_console.cli.terminal import Terminal
from operator_console.domain.refusals import Code, Refusal
from operator_console.guard.moving import Moved, Mover, Signed
from operator_console.guard.system import AccountIds, LinuxSystem
from operator_console.wording import Wording

from .conftest import Keyboard

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Guarded mode is of Linux")


class OneMachine(LinuxSystem):
    """A machine that has the two accounts."""

    def is_root(self) -> bool:
        return True

    def has(self, command: str) -> bool:
        return True

    def is_running_systemd(self) -> bool:
        return True

    def account(self, name: str) -> AccountIds | None:
        return AccountIds(name, 1001, 1001, "/home/somebody")


class Porter(Mover):
    """Writes down what it was given."""

    signed: ClassVar[list[Signed]] = []
    removed: ClassVar[list[str]] = []
    went_on = False

    def move(self, signed: Signed) -> Moved:
        self.signed.append(signed)
        return Moved("ab", 7, went_on=self.went_on)

    def remove_old(self, vault_id: str) -> None:
        self.removed.append(vault_id)


@pytest.fixture(autouse=True)
def forget() -> None:
    Porter.signed.clear()
    Porter.removed.clear()


def move(*more: str, answers: str, vault: Path = Path("/srv/vault")) -> tuple[int, str, str]:
    words = Wording("ja")
    parser = ArgumentParser()
    guard_move.add_options(parser, words)
    given = ["--vault", str(vault), "--user", "admin", "--lead", "lead", "--owner", "somebody", *more]
    out, err = io.StringIO(), io.StringIO()
    typed = iter(["one password", "another password"])
    stdin = Keyboard(answers) if answers else io.StringIO("one password\nanother password\n")
    terminal = Terminal(words, stdin, out, err, ask_hidden=lambda _: next(typed))
    code = guard_move.run(parser.parse_args(given), terminal, OneMachine(), Porter)
    return code, out.getvalue(), err.getvalue()


def test_it_says_where_to_asks_and_asks_again_before_the_old_goes() -> None:
    code, out, err = move("--to", "guarded", answers="y\ny\n")
    assert code == 0
    assert "「/srv/vault」から「/var/lib/operator-console/vault」へ" in out
    assert "「保護モード」" in out
    assert err.count("[y/N]") == 2
    (signed,) = Porter.signed
    assert (signed.user, signed.password.reveal(), signed.lead_password.reveal()) == (
        "admin",
        "one password",
        "another password",
    )
    assert Porter.removed == ["ab"]


def test_a_no_moves_nothing() -> None:
    with pytest.raises(Refusal) as refused:
        move("--to", "guarded", answers="n\n")
    assert refused.value.code is Code.GUARD_NOT_CONFIRMED
    assert Porter.signed == []


def test_the_old_folder_stays_unless_it_is_said() -> None:
    _, out, _ = move("--to", "standalone", answers="y\n\n")
    assert Porter.removed == []
    assert "もう開けない" in out
    _, out, _ = move("--to", "guarded", "--yes", "--password-stdin", "--json", answers="")
    assert Porter.removed == []
    assert '"old_removed": false' in out


def test_a_script_says_it_all() -> None:
    _, out, _ = move("--to", "guarded", "--yes", "--remove-old", "--password-stdin", "--json", answers="")
    assert Porter.removed == ["ab"]
    assert '"entries": 7' in out
