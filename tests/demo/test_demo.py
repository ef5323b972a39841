"""The demo makes a whole vault with a real history, the same for the same seed, and never shows a customer."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from operator_console.audit.record import Entry
from operator_console.cli.terminal import FINE, WRONG_USE, Terminal
from operator_console.demo.main import main
from operator_console.demo.people import client_of, customers
from operator_console.demo.vault import USERS, Demo, Size, make_demo
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.fields import Kind
from operator_console.domain.ids import FieldName
from operator_console.domain.matching import canonical
from operator_console.domain.policy_file import read_policy
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.resource_files import resource
from operator_console.services.ports import LogFilter, OpenVault
from operator_console.services.set_up import plain
from operator_console.services.unlock import sign_in
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keyrings import Keyring
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.machine import SystemClock, this_place
from operator_console.wording import Wording

POLICY = resource("policies", "default.toml").read_text(encoding="utf-8")
TODAY = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)


def no_keyring() -> Keyring:
    raise AssertionError("a demo must not ask for the keyring")


def keeper_of(folder: Path) -> VaultKeeper:
    return VaultKeeper(folder, SecretPlaces(no_keyring, folder.parent / "elsewhere"), SystemClock(), CHEAP)


def make(folder: Path, size: Size, seed: int) -> tuple[list[tuple[str, int, int]], Demo]:
    told: list[tuple[str, int, int]] = []
    keeper = keeper_of(folder)
    try:
        demo = make_demo(keeper, POLICY, size, seed, today=TODAY, build="0", tell=lambda *step: told.append(step))
    finally:
        keeper.close()
    return told, demo


@dataclass
class Made:
    """A demo vault, open."""

    folder: Path
    vault: OpenVault
    told: list[tuple[str, int, int]]
    recovery_key: str


def opened(folder: Path) -> tuple[VaultKeeper, OpenVault]:
    keeper = keeper_of(folder)
    user = USERS[0]
    vault, _ = keeper.open(user.name, Secret(user.password))  # type: ignore[arg-type]
    return keeper, vault


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("demo") / "vault"
    told, demo = make(folder, Size(60, 40), seed=3)
    keeper, vault = opened(folder)
    yield Made(folder, vault, told, demo.recovery_key)
    vault.close()
    keeper.close()


def story(vault: OpenVault) -> list[tuple[Any, ...]]:
    entries = vault.log.page(LogFilter(), 0, 100_000)
    return [
        (e.wall_us, e.user, e.action, e.outcome, e.purpose, e.fields, e.reason, _told(e)) for e in reversed(entries)
    ]


def _told(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The facts of an entry, but for the code of the signing key, which is another in every vault."""
    return tuple(fact for fact in entry.facts if fact[0] != "signer")


def test_the_same_seed_gives_the_same_history_and_another_one_another(made: Made, tmp_path: Path) -> None:
    for seed, same in ((3, True), (4, False)):
        folder = tmp_path / str(seed)
        make(folder, Size(60, 40), seed)
        keeper, vault = opened(folder)
        assert (story(vault) == story(made.vault)) is same
        vault.close()
        keeper.close()


def test_every_call_is_played_to_its_end(made: Made) -> None:
    actions = [entry[2] for entry in story(made.vault)]
    assert actions.count(Action.CALL_OPENED) == actions.count(Action.CALL_ENDED) == 40
    assert actions.count(Action.REVEAL) == actions.count(Action.REVEAL_ENDED) > 20
    assert actions.count(Action.SIGN_IN) == actions.count(Action.SIGN_OUT)
    assert all(made.vault.calls.load(user.name) is None for user in USERS)  # type: ignore[arg-type]


def test_the_history_has_what_goes_wrong_too(made: Made) -> None:
    seen = {(entry[2], entry[3], entry[6]) for entry in story(made.vault)}
    assert (Action.SEARCH, Outcome.NOTHING, "") in seen
    assert (Action.REVEAL_REFUSED, Outcome.REFUSED, "not_verified") in seen
    assert (Action.ANSWER, Outcome.NOT_YET_MET, "") in seen
    mistakes = [entry for entry in story(made.vault) if ("result", "mismatch") in entry[7]]
    assert mistakes


def test_some_callers_are_sent_away_unverified(made: Made) -> None:
    entries = made.vault.log.page(LogFilter(), 0, 100_000)
    calls = {entry.call for entry in entries if entry.call}
    verified = {entry.call for entry in entries if entry.outcome is Outcome.MET}
    assert 0 < len(calls - verified) < len(calls) / 2


def test_both_operators_work_and_the_log_runs_forward_until_before_today(made: Made) -> None:
    entries = story(made.vault)
    times = [entry[0] for entry in entries]
    assert times == sorted(times)
    assert times[-1] < TODAY.timestamp() * 1_000_000
    assert {"operator1", "operator2"} <= {entry[1] for entry in entries if entry[2] is Action.REVEAL}


def test_the_people_can_be_found_and_hold_what_the_generator_says(made: Made) -> None:
    policy = read_policy(POLICY)
    for index, person in enumerate(customers(60, 3, policy)):
        term = {FieldName("number"): canonical(Kind.IDENTIFIER, person[FieldName("number")])}
        (found,) = made.vault.customers.find(client_of(index, policy), term, 2)
        assert made.vault.customers.masks(found).keys() == person.keys()
        assert made.vault.customers.value(found, FieldName("name")) == person[FieldName("name")]
    assert made.vault.customers.count() == 60


def test_the_log_holds_no_value_of_a_customer(made: Made) -> None:
    log = repr(made.vault.log.page(LogFilter(), 0, 100_000))
    for person in customers(60, 3, read_policy(POLICY)):
        assert not [name for name, value in person.items() if value in log]


def test_progress_is_told_to_the_end(made: Made) -> None:
    assert [step for step in made.told if step[1] == step[2]] == [
        ("making", 1, 1),
        ("customers", 60, 60),
        ("calls", 40, 40),
    ]


class Captured:
    """A terminal that keeps what is written."""

    def __init__(self) -> None:
        self.out, self.err = io.StringIO(), io.StringIO()
        self.terminal = Terminal(Wording("ja"), io.StringIO(), self.out, self.err)

    def __call__(self, *argv: str) -> int:
        return main(argv, self.terminal, CHEAP)


def test_the_command_makes_a_vault_that_everybody_can_sign_in_to(tmp_path: Path) -> None:
    run = Captured()
    code = run("--vault", str(tmp_path / "vault"), "--customers", "3", "--calls", "1", "--json", "--progress")
    said = json.loads(run.out.getvalue().splitlines()[-1])
    assert (code, said["customers"], said["calls"], said["vault"]) == (FINE, 3, 1, str(tmp_path / "vault"))
    assert {user["role"] for user in said["users"]} == {role.value for role in Role}
    assert len(plain(said["recovery_key"])) >= 26
    steps = [json.loads(line) for line in run.err.getvalue().splitlines()]
    assert steps[-1] == {"stage": "calls", "done": 1, "total": 1}

    user = next(user for user in said["users"] if user["role"] == "auditor")
    keeper = keeper_of(tmp_path / "vault")
    assert (keeper.state().demo, keeper.state().device_secret) == (True, "file")
    desk, session = sign_in(keeper, SystemClock(), this_place("standalone"), user["name"], Secret(user["password"]))
    assert (session.role, session.must_change_password) == (Role.AUDITOR, False)
    desk.vault.close()
    keeper.close()


def test_the_command_prints_no_customer(tmp_path: Path) -> None:
    run = Captured()
    run("--vault", str(tmp_path / "vault"), "--customers", "2", "--calls", "1", "--seed", "5")
    printed = run.out.getvalue() + run.err.getvalue()
    for person in customers(2, 5, read_policy(POLICY)):
        assert not [name for name, value in person.items() if value in printed]


@pytest.mark.parametrize(
    "argv", [[], ["--calls", "-1"], ["--customers", "many"], ["--customers", "0", "--calls", "1"], ["--seed", "x"]]
)
def test_wrong_use_makes_nothing(tmp_path: Path, argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--vault", str(tmp_path / "vault")] if argv else []
    assert Captured()(*place, *argv) == WRONG_USE
    assert capsys.readouterr().err
    assert not (tmp_path / "vault").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept", encoding="utf-8")
    run = Captured()
    assert run("--vault", str(tmp_path), "--customers", "1", "--calls", "0", "--json") == WRONG_USE
    assert (run.out.getvalue(), [path.name for path in tmp_path.iterdir()]) == ("", ["kept.txt"])
    assert run.err.getvalue()
