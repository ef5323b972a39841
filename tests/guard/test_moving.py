"""A vault moves there and back whole, with a lead's approval in its log; cut off anywhere, it is in one place."""

import os
import stat
import subprocess
import sys
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from machines import SEAL, PaperSystem, open_to_others

from operator_console.domain.ids import UserName
from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.guard import crew
from operator_console.guard.layout import Layout
from operator_console.guard.moving import Mover, Route, Signed, Wish, route
from operator_console.guard.system import AccountIds
from operator_console.resource_files import resource
from operator_console.services.ports import Account, FirstAccount
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.folder import HEADER, FolderLock, beside
from operator_console.storage.header import read_header
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.machine import SystemClock
from operator_console.storage.relocation import look

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Guarded mode is of Linux")
CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)
STEPS = ("begun", "secret_kept", "copied", "settled", "retired", "appeared", "forgotten")
DECIDED = STEPS.index("retired")
SIGNED = Signed("admin", Secret("a password of admin"), "lead", Secret("a password of lead"))


class Cut(Exception):  # noqa: N818 - the power goes
    """The administrator's process ends here."""


def no_keyring():
    raise Refusal(Code.KEYRING_UNAVAILABLE, backend="")


@dataclass
class Machine:
    """A Standalone vault of a person, and the places of a service, all below one folder."""

    root: Path
    person: AccountIds
    service: AccountIds
    system: PaperSystem
    layout: Layout

    @property
    def old(self) -> Path:
        return self.root / "person" / "vault"

    @property
    def new(self) -> Path:
        return self.root / "service" / "vault"

    def way(self, *, back: bool = False, kind: str = "") -> Route:
        there = Route(
            self.old, self.new, Mode.STANDALONE, Mode.GUARDED, self.person, self.service, kind or "credential"
        )
        if not back:
            return there
        return Route(self.new, self.old, Mode.GUARDED, Mode.STANDALONE, self.service, self.person, kind or "file")

    def mover(self, way: Route, cut_after: str = "") -> Mover:
        def passed(step: str) -> None:
            if step == cut_after:
                raise Cut

        return Mover(self.layout, self.system, way, passed)

    @property
    def credential(self) -> Path:
        return self.layout.on_disk(self.layout.credential)

    def keeper(self, folder: Path, mode: Mode, tmp_path: Path) -> VaultKeeper:
        """The vault as a process at that place has it."""
        handed = tmp_path / "handed"
        handed.mkdir(exist_ok=True)
        (handed / "device-secret").unlink(missing_ok=True)
        if self.credential.exists():
            (handed / "device-secret").write_bytes(self.credential.read_bytes().removeprefix(SEAL))
        files = self.root / "person" / ".local/share/operator-console/device-secrets"
        if mode is Mode.GUARDED:
            files = folder.parent / "device-secrets"
        places = SecretPlaces(no_keyring, files, handed if mode is Mode.GUARDED else None)
        return VaultKeeper(folder, places, SystemClock(), CHEAP, mode=mode)

    def opens(self, folder: Path, mode: Mode, tmp_path: Path) -> bool:
        """Whether somebody can work there."""
        keeper = self.keeper(folder, mode, tmp_path)
        try:
            keeper.open(UserName("admin"), SIGNED.password)[0].close()
        except Refusal:
            return False
        finally:
            keeper.close()
        return True

    def actions(self, folder: Path, mode: Mode, tmp_path: Path) -> list[tuple[str, str]]:
        """Every entry of the log: action and mode, oldest first."""
        keeper = self.keeper(folder, mode, tmp_path)
        vault, _ = keeper.open(UserName("admin"), SIGNED.password)
        try:
            from operator_console.services.ports import LogFilter

            return [(entry.action.value, entry.mode) for entry in reversed(vault.log.page(LogFilter(), 0, 100))]
        finally:
            vault.close()
            keeper.close()


def made(root: Path, person: AccountIds, service: AccountIds) -> Machine:
    prefix = root / "machine"
    prefix.mkdir()
    machine = Machine(root, person, service, PaperSystem(), Layout(prefix))
    for name in ("person", "service"):
        (root / name).mkdir(mode=0o700)
    keeper = machine.keeper(machine.old, Mode.STANDALONE, root)
    people = {"admin": Role.ADMINISTRATOR, "operator": Role.OPERATOR, "lead": Role.LEAD}
    accounts = [
        FirstAccount(Account(UserName(n), n, r, must_change_password=False), Secret(f"a password of {n}"))
        for n, r in people.items()
    ]
    policy = resource("policies", "default.toml").read_text(encoding="utf-8")
    keeper.prepare(accounts, policy, device_secret="file").write().close()
    keeper.close()
    return machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    me = AccountIds("somebody", os.geteuid(), os.getegid(), str(tmp_path / "person"))
    return made(tmp_path, me, replace(me, name="operator-console", home=str(tmp_path / "service")))


def test_there_and_back(machine: Machine, tmp_path: Path) -> None:
    moved = machine.mover(machine.way()).move(SIGNED)
    assert not moved.went_on
    assert machine.opens(machine.new, Mode.GUARDED, tmp_path)
    assert not machine.opens(machine.old, Mode.STANDALONE, tmp_path)
    header = read_header(machine.new)
    assert (header.mode, header.device_secret) == (Mode.GUARDED, "credential")
    assert stat.S_IMODE(machine.new.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in machine.new.iterdir()} == {0o600}
    machine.mover(machine.way()).remove_old(moved.vault_id)
    assert not machine.old.exists()

    machine.mover(machine.way(back=True)).move(SIGNED)
    assert machine.opens(machine.old, Mode.STANDALONE, tmp_path)
    assert not machine.opens(machine.new, Mode.GUARDED, tmp_path)
    assert not machine.credential.exists()
    told = machine.actions(machine.old, Mode.STANDALONE, tmp_path)
    changes = [each for each in told if each[0].startswith("mode_change")]
    assert changes == [
        ("mode_change_begun", "standalone"),
        ("mode_changed", "guarded"),
        ("mode_change_begun", "guarded"),
        ("mode_changed", "standalone"),
    ]
    first = next(index for index, (_, mode) in enumerate(told) if mode == "guarded")
    assert told[first] == ("mode_changed", "guarded")


def every_step():
    """The two sides of the moment that decides; the long run takes every other moment too."""
    for step in STEPS:
        for kind in ("credential", "file"):
            short = (step, kind) in {("settled", "credential"), ("retired", "credential")}
            yield pytest.param(step, kind, marks=() if short else pytest.mark.long)


@pytest.mark.parametrize(("step", "kind"), list(every_step()))
def test_interrupted_anywhere_it_is_in_one_place_and_the_next_run_finishes(
    machine: Machine, tmp_path: Path, step: str, kind: str
) -> None:
    with pytest.raises(Cut):
        machine.mover(machine.way(kind=kind), cut_after=step).move(SIGNED)
    old = machine.opens(machine.old, Mode.STANDALONE, tmp_path)
    new = machine.opens(machine.new, Mode.GUARDED, tmp_path)
    assert old is (STEPS.index(step) < DECIDED)
    assert new is (STEPS.index(step) > DECIDED)  # between the two nobody works, and the copy waits for its name
    assert beside(machine.new).exists() is (not new and step not in {"begun", "secret_kept"})

    again = machine.mover(machine.way(kind=kind)).move(SIGNED)
    assert again.went_on is not old
    assert machine.opens(machine.new, Mode.GUARDED, tmp_path)
    assert not machine.opens(machine.old, Mode.STANDALONE, tmp_path)
    assert not beside(machine.new).exists()
    secrets = machine.root / "person" / ".local/share/operator-console/device-secrets"
    assert list(secrets.iterdir()) == []


class Hasty(Mover):
    """The planted fault: it gives the copy its name before the old place is closed."""

    def _anew(self, old, signed):
        class Deaf:
            def ask(self, do, **given):
                return {} if do == "retire" else old.ask(do, **given)

        return super()._anew(Deaf(), signed)


def test_a_moment_in_which_both_places_open_would_be_seen(machine: Machine, tmp_path: Path) -> None:
    def cut(step: str) -> None:
        if step == "appeared":
            raise Cut

    with pytest.raises(Cut):
        Hasty(machine.layout, machine.system, machine.way(), cut).move(SIGNED)
    assert machine.opens(machine.old, Mode.STANDALONE, tmp_path)
    assert machine.opens(machine.new, Mode.GUARDED, tmp_path)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"password": Secret("another password 1")}, Code.SIGN_IN_WRONG),
        ({"lead_password": Secret("another password 1")}, Code.APPROVAL_WRONG),
        ({"lead": "operator", "lead_password": Secret("a password of operator")}, Code.APPROVAL_WRONG),
        ({"lead": "admin", "lead_password": Secret("a password of admin")}, Code.APPROVER_SAME),
        ({"user": "lead", "password": Secret("a password of lead")}, Code.NOT_YOUR_DUTY),
    ],
)
def test_nothing_moves_without_an_administrator_and_a_lead(
    machine: Machine, tmp_path: Path, wrong: dict[str, object], code: Code
) -> None:
    with pytest.raises(Refusal) as refused:
        machine.mover(machine.way()).move(replace(SIGNED, **wrong))
    assert refused.value.code is code
    assert machine.opens(machine.old, Mode.STANDALONE, tmp_path)
    assert not machine.new.exists()
    assert not machine.credential.exists()


def test_a_vault_in_use_is_not_moved(machine: Machine) -> None:
    lock = FolderLock(machine.old)
    with pytest.raises(Refusal) as refused:
        machine.mover(machine.way()).move(SIGNED)
    lock.release()
    assert refused.value.code is Code.VAULT_IN_USE


@pytest.mark.parametrize(
    "trick", ["link", "second name", *(pytest.param(each, marks=pytest.mark.long) for each in ("folder", "unfinished"))]
)
def test_what_is_no_plain_file_of_a_vault_is_not_carried(machine: Machine, tmp_path: Path, trick: str) -> None:
    secret = tmp_path / "elsewhere"
    secret.write_bytes(b"of somebody else")
    planted = machine.old / ("zzz.new" if trick == "unfinished" else "zzz")
    match trick:
        case "link":
            planted.symlink_to(secret)
        case "second name":
            os.link(secret, planted)
        case "folder":
            planted.mkdir()
        case "unfinished":
            planted.write_bytes(b"pages")
    with pytest.raises(Refusal) as refused:
        machine.mover(machine.way()).move(SIGNED)
    assert (refused.value.code, refused.value.params) == (Code.MOVE_SOURCE_BAD, {"file": planted.name})
    assert machine.opens(machine.old, Mode.STANDALONE, tmp_path)
    assert not machine.new.exists()


def test_a_place_that_is_taken_is_not_written_over(machine: Machine) -> None:
    machine.new.mkdir()
    (machine.new / "notes").write_text("mine")
    with pytest.raises(Refusal) as refused:
        machine.mover(machine.way()).move(SIGNED)
    assert refused.value.code is Code.FILE_EXISTS
    assert (machine.new / "notes").read_text() == "mine"


def test_a_folder_copied_back_is_refused_even_with_its_old_secret(machine: Machine, tmp_path: Path) -> None:
    secrets = machine.root / "person" / ".local/share/operator-console/device-secrets"
    (kept,) = secrets.iterdir()
    content = kept.read_bytes()
    machine.mover(machine.way()).move(SIGNED)
    kept.write_bytes(content)
    assert not machine.opens(machine.old, Mode.STANDALONE, tmp_path)
    body = (machine.old / HEADER).read_text().replace('"guarded"', '"standalone"')
    (machine.old / HEADER).write_text(body)
    assert not machine.opens(machine.old, Mode.STANDALONE, tmp_path)


def test_a_vault_that_could_still_be_opened_is_not_removed(machine: Machine, tmp_path: Path) -> None:
    there = look(machine.old)
    assert there is not None
    with pytest.raises(Refusal) as refused:
        machine.mover(machine.way()).remove_old(there.vault_id)
    assert refused.value.code is Code.MOVE_INTERRUPTED
    assert machine.opens(machine.old, Mode.STANDALONE, tmp_path)


def test_the_way_is_found_from_what_is_installed(machine: Machine) -> None:
    wish = Wish(Mode.GUARDED, machine.old, "", "keyring")
    with pytest.raises(Refusal) as refused:
        route(machine.layout, machine.system, wish)
    assert refused.value.code is Code.GUARD_ACCOUNT_ABSENT
    machine.system.accounts = {"operator-console": machine.service, "somebody": machine.person}
    unit = machine.layout.on_disk(machine.layout.service_unit)
    unit.parent.mkdir(parents=True)
    unit.write_text("[Service]\nLoadCredentialEncrypted=device-secret:/x\n")
    there = route(machine.layout, machine.system, wish)
    assert (there.source, there.target, there.kind) == (machine.old, machine.layout.vault, "credential")
    back = route(machine.layout, machine.system, replace(wish, to=Mode.STANDALONE, owner="somebody"))
    assert (back.source, back.target, back.kind) == (machine.layout.vault, machine.old, "keyring")
    assert (back.leaving.name, back.arriving.name) == ("operator-console", "somebody")


@cache
def other_python() -> str:
    """An interpreter that another user can run with everything that a worker needs, or nothing."""
    for python in (sys.executable, "/usr/bin/python3"):
        asked = [python, "-P", "-c", "import operator_console.guard.worker"]
        environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        try:
            done = subprocess.run(
                asked, check=False, user=64001, group=64001, env=environment, capture_output=True, cwd="/"
            )
        except OSError:
            continue
        if done.returncode == 0:
            return python
    return ""


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can be two other users")
def test_between_two_real_users(monkeypatch: pytest.MonkeyPatch) -> None:
    if not (python := other_python()):
        pytest.skip("no interpreter that another user could run")
    monkeypatch.setattr(sys, "executable", python)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    with open_to_others() as root:
        machine = made(
            root,
            AccountIds("person", 64001, 64001, str(root / "person")),
            AccountIds("service", 64002, 64002, str(root / "service")),
        )
        for name, uid in (("person", 64001), ("service", 64002)):
            for path in (root / name, *(root / name).rglob("*")):
                os.lchown(path, uid, uid)
        moved = machine.mover(machine.way()).move(SIGNED)
        assert {path.stat().st_uid for path in (machine.new, *machine.new.iterdir())} == {64002}
        assert machine.credential.stat().st_uid == os.geteuid()
        machine.mover(machine.way()).remove_old(moved.vault_id)
        assert machine.mover(machine.way(back=True)).move(SIGNED).entries > moved.entries
        assert {path.stat().st_uid for path in (machine.old, *machine.old.iterdir())} == {64001}


def test_a_worker_gets_nothing_of_its_starter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUDO_USER", "somebody")
    environment = crew._environment(AccountIds("somebody", 7, 7, "/home/somebody"), None)
    assert "SUDO_USER" not in environment
    assert environment["HOME"] == "/home/somebody"
    assert environment["DBUS_SESSION_BUS_ADDRESS"] == "unix:path=/run/user/7/bus"
