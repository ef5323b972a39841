"""The commands of the terminal with a vault that a service serves: the same words, and files that stay one's own."""

import io
import json
import stat
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from operator_console.cli import doctor
from operator_console.cli.terminal import Terminal
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.guarded import GuardedPlace
from operator_console.wording import Wording
from tests.cli.conftest import ADMINISTRATOR, FIRST, LEAD, OPERATOR, PASSWORD, run
from tests.journeys.conftest import SERVICE
from tests.protocol.socket_unit import SocketUnit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Guarded mode is for Linux")


@pytest.fixture
def machine_file(sound: Path, place: GuardedPlace) -> Path:
    """The machine file of this test's service."""
    path = sound / "console.toml"
    path.write_text(f'mode = "guarded"\nsocket = "{place.socket}"\naccount = "{place.account}"\n', encoding="utf-8")
    path.chmod(0o644)
    return path


def test_from_an_empty_service_to_a_file_of_its_log(
    unit: Callable[..., SocketUnit], machine_file: Path, place: GuardedPlace, tmp_path: Path
) -> None:
    vault = tmp_path / "service" / "vault"
    vault.parent.mkdir(mode=0o700)
    unit(sys.executable, "-P", str(SERVICE), "--vault", str(vault), "--guarded")
    here = ("--machine-file", machine_file)
    people = ("--administrator", ADMINISTRATOR, "--operator", OPERATOR, "--lead", LEAD)
    made = run("init", *here, *people, "--device-secret", "file", "--password-stdin", "--json", lines=[FIRST] * 3)
    assert (made.code, made.err, made.json["vault"]) == (0, "", str(place.socket))
    again = run("init", *here, *people, "--password-stdin", lines=[FIRST] * 3)
    assert (again.code, again.err) == (2, sentence(Code.VAULT_EXISTS))
    for user in (ADMINISTRATOR, LEAD):
        assert run("password", *here, *person(user), lines=[FIRST, PASSWORD]).code == 0

    file, rejects, log = tmp_path / "customers.csv", tmp_path / "rejects.csv", tmp_path / "log.jsonl"
    file.write_text("顧客番号,氏名,電話番号\nA-1,鈴木 三郎,\n,名無し 花子,\n", encoding="utf-8")
    file.chmod(0o600)
    said = run("import", file, *here, *person(ADMINISTRATOR), "--save-rejects", rejects, "--json", lines=[PASSWORD])
    assert (said.code, said.json["imported"], said.json["rejected_count"]) == (1, 1, 1)
    assert "名無し 花子" in rejects.read_text(encoding="utf-8-sig")
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600

    export = ("export-log", *here, *person(LEAD), "--out", log, "--json")
    assert run(*export, lines=[PASSWORD]).json["bytes"] == log.stat().st_size > 0
    assert run("verify-log", *here, *person(LEAD), "--json", lines=[PASSWORD]).json["ok"]


def person(user: str) -> tuple[str, ...]:
    return ("--user", user, "--password-stdin")


def sentence(code: Code, **params: str | int) -> str:
    words = Wording("ja").refusal(Refusal(code, **params))
    return f"{words.what}\n{words.next}\n"


def test_a_service_that_is_not_there_is_a_sentence(machine_file: Path) -> None:
    said = run("verify-log", "--machine-file", machine_file, *person(LEAD), lines=["x"])
    assert (said.code, said.err) == (2, sentence(Code.SERVICE_ABSENT))
    assert run("doctor", "--machine-file", machine_file).err == said.err


def examined(place: GuardedPlace | None) -> dict[str, str]:
    """Return the vault process's checks on a machine whose machine file names this place: code to state."""
    out = io.StringIO()
    terminal = Terminal(Wording("ja"), io.StringIO(), out, io.StringIO())
    asked = Namespace(vault=None, machine_file=None, json=True, desktop_checks=lambda: ())
    doctor.run(asked, terminal, lambda: place)
    return {check["code"]: check["state"] for check in json.loads(out.getvalue())["checks"]}


def test_doctor_looks_at_the_guarded_vault_of_this_machine(
    unit: Callable[..., SocketUnit], place: GuardedPlace, tmp_path: Path
) -> None:
    """The window would open it; whoever may not connect is told of the machine, and of no mode that is not its own."""
    assert examined(None)["mode"] == "weak"
    assert "mode" not in examined(place)
    unit(sys.executable, "-P", str(SERVICE), "--vault", str(tmp_path / "vault"), "--guarded")
    assert examined(place)["mode"] == "good"


def test_doctor_tells_of_a_wrong_server(unit: Callable[..., SocketUnit], place: GuardedPlace) -> None:
    unit("/bin/cat")
    place.socket.parent.chmod(0o777)
    with pytest.raises(Refusal) as caught:
        examined(place)
    assert caught.value.code is Code.SERVER_REPLACEABLE


def test_no_vault_at_all_is_a_sentence() -> None:
    said = run("verify-log", *person(LEAD), lines=["x"])
    assert (said.code, said.err) == (2, Wording("ja").cli("vault_missing") + "\n")
