"""The machine file: only its administrator's word is taken, and a doubtful one never opens another vault instead."""

import os
import sys
from pathlib import Path

import pytest

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.guarded import MACHINE_FILE, GuardedPlace, guarded_place, read_machine_file

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Guarded mode is for Linux")

GOOD = 'mode = "guarded"\nsocket = "/run/operator-console/vault.sock"\naccount = "operator-console"\n'
MINE = frozenset({0, os.geteuid() if sys.platform != "win32" else 0})


@pytest.fixture
def file(sound: Path) -> Path:
    path = sound / "console.toml"
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0o644)
    return path


def code_of(path: Path, owners: frozenset[int] = MINE) -> Code:
    with pytest.raises(Refusal) as caught:
        read_machine_file(path, owners)
    assert caught.value.params == {"path": str(path)}
    return caught.value.code


def test_it_says_where_the_vault_is(file: Path) -> None:
    place = GuardedPlace(Path("/run/operator-console/vault.sock"), "operator-console")
    assert read_machine_file(file, MINE) == guarded_place(file) == place
    assert str(place) == "/run/operator-console/vault.sock"


def test_no_file_is_a_machine_without_a_guarded_vault(sound: Path) -> None:
    assert read_machine_file(sound / "none.toml", MINE) is None
    assert read_machine_file(sound / "none" / "none.toml", MINE) is None
    assert MACHINE_FILE.is_absolute()


def test_a_file_that_was_named_has_to_be_there_and_to_say_something(file: Path) -> None:
    for text in ("gone", 'mode = "standalone"'):
        file.write_text(text, encoding="utf-8")
        if text == "gone":
            file.unlink()
        with pytest.raises(Refusal) as caught:
            guarded_place(file)
        assert caught.value.code is Code.MACHINE_FILE_BAD


@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666])
def test_a_file_that_others_may_write_is_refused(file: Path, mode: int) -> None:
    file.chmod(mode)
    assert code_of(file) is Code.MACHINE_FILE_UNSAFE


def test_a_file_of_somebody_else_is_refused(file: Path) -> None:
    assert code_of(file, frozenset({54_321})) is Code.MACHINE_FILE_UNSAFE


def test_a_file_that_could_be_replaced_is_refused(file: Path) -> None:
    file.parent.chmod(0o1777)
    assert code_of(file) is Code.MACHINE_FILE_UNSAFE


def test_what_is_no_file_is_refused(file: Path) -> None:
    link, pipe = file.with_name("link.toml"), file.with_name("pipe.toml")
    link.symlink_to(file)
    os.mkfifo(pipe, 0o600)
    assert code_of(link) is Code.MACHINE_FILE_BAD
    assert code_of(pipe) is Code.MACHINE_FILE_UNSAFE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mode = ",
        'mode = "open"',
        GOOD.replace("/run", "run"),
        GOOD.replace('"operator-console"', '""'),
        GOOD.replace('"operator-console"', "7"),
        GOOD + "more = 1\n",
        GOOD + "\x00",
        GOOD.encode("utf-16").decode("latin-1"),
    ],
)
def test_what_makes_no_sense_is_refused(file: Path, text: str) -> None:
    file.write_text(text, encoding="latin-1")
    assert code_of(file) is Code.MACHINE_FILE_BAD
