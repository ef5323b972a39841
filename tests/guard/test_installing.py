"""What is installed: the plan says all of it beforehand, a failed step leaves nothing, and twice is once."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from machines import SEAL, PaperSystem, below

from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import CheckState
from operator_console.guard.installing import deletion, installation, removal, require_machine
from operator_console.guard.layout import Layout
from operator_console.guard.program import hidden_parts, weak_places
from operator_console.guard.status import guard_checks, installed_layout
from operator_console.guard.steps import Commands, Credential, Files, Folder, carry_out
from operator_console.guard.units import machine_file, service_unit, socket_unit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Guarded mode is of Linux")
COMMAND = ("/usr/bin/python3", "-P", "-m", "operator_console", "vault")
LAYOUT = Layout()


def test_the_plan_of_a_bare_machine_names_every_file_and_command() -> None:
    told = [(line.code, line.about) for line in installation(LAYOUT, PaperSystem(), COMMAND).told()]
    if LAYOUT.state.exists() or LAYOUT.machine_file.exists():
        pytest.skip("Guarded mode is installed on this machine")
    assert [code for code, _ in told] == [
        "command",
        "command",
        "folder",
        "seal",
        "write",
        "write",
        "write",
        *["command"] * 3,
    ]
    assert told[-1] == ("command", "systemctl restart operator-console-vault.socket")


def test_a_packager_gets_the_files_and_nothing_is_run(tmp_path: Path) -> None:
    layout, system = Layout(tmp_path), PaperSystem()
    plan = installation(layout, system, COMMAND)
    assert below(tmp_path) == []
    carry_out(plan.steps)
    assert below(tmp_path) == [
        "etc/operator-console/console.toml",
        "etc/systemd/system/operator-console-vault.socket",
        "etc/systemd/system/operator-console-vault@.service",
    ]
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in below(tmp_path)} == {0o644}
    assert system.ran == []
    assert installation(layout, system, COMMAND).told() == []
    carry_out(removal(layout, system).steps)
    assert below(tmp_path) == []


class Whole(Layout):
    """A whole system that lies below a folder."""

    @property
    def whole(self) -> bool:
        return True


def test_a_whole_machine_is_made_guarded_once_and_stands_so(tmp_path: Path) -> None:
    layout, system = Whole(tmp_path), PaperSystem()
    told = [line.code for line in installation(layout, system, COMMAND).told()]
    carry_out(installation(layout, system, COMMAND).steps)
    assert told == ["command"] * 2 + ["folder", "seal"] + ["write"] * 3 + ["command"] * 3
    assert system.ran[-3:] == [
        "systemctl daemon-reload",
        "systemctl enable operator-console-vault.socket",
        "systemctl restart operator-console-vault.socket",
    ]
    assert stat.S_IMODE(layout.on_disk(layout.state).stat().st_mode) == 0o700
    ran = len(system.ran)
    again = installation(layout, system, COMMAND)
    assert again.told() == []
    carry_out(again.steps)
    assert len(system.ran) == ran
    found = {check.code: check.state for check in guard_checks(layout, system, COMMAND)}
    assert found["guard_state"] is found["guard_account"] is found["guard_socket"] is CheckState.GOOD
    layout.on_disk(layout.state).chmod(0o755)
    system.listening = False
    found = {check.code: check.state for check in guard_checks(layout, system, COMMAND)}
    assert found["guard_state"] is found["guard_socket"] is CheckState.BAD


@pytest.mark.parametrize("step", ["groupadd", "useradd", "encrypt", "daemon-reload", "enable", "restart"])
def test_whatever_fails_the_machine_is_as_it_was(tmp_path: Path, step: str) -> None:
    layout, system = Whole(tmp_path), PaperSystem(fails=step)
    with pytest.raises(Refusal):
        carry_out(installation(layout, system, COMMAND).steps)
    assert below(tmp_path) == []
    assert (system.groups, system.accounts) == (set(), {})
    assert ("systemctl disable --now operator-console-vault.socket" in system.ran) is (step == "restart")
    assert not layout.on_disk(layout.state).exists()


def test_uninstalling_keeps_the_vault_and_deleting_does_not(tmp_path: Path) -> None:
    layout, system = Whole(tmp_path), PaperSystem()
    carry_out(installation(layout, system, COMMAND).steps)
    carry_out(removal(layout, system).steps)
    assert below(tmp_path) == ["etc/credstore.encrypted/operator-console.device-secret"]
    assert layout.on_disk(layout.state).exists()
    carry_out(deletion(layout, system).steps)
    assert below(tmp_path) == []
    assert system.ran[-3:] == [
        f"rm -rf --one-file-system -- {layout.on_disk(layout.state)}",
        "userdel operator-console",
        "groupdel operator-console-users",
    ]


def test_a_failed_step_leaves_the_machine_as_it_was(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("before")
    system = PaperSystem(fails="restart")
    steps = [
        Commands(system, (("groupadd", "--system", "g"),), back=(("groupdel", "g"),)),
        Folder(tmp_path / "state", lambda: None),
        Credential(system, tmp_path / "store" / "secret"),
        Files({kept: b"after", tmp_path / "new": b"new"}),
        Commands(system, (("systemctl", "restart", "x.socket"),)),
    ]
    with pytest.raises(Refusal) as refused:
        carry_out(steps)
    assert refused.value.code is Code.GUARD_COMMAND_FAILED
    assert below(tmp_path) == ["kept"]
    assert kept.read_text() == "before"
    assert system.groups == set()
    assert not (tmp_path / "state").exists()


def test_a_secret_is_sealed_once_and_opens_again(tmp_path: Path) -> None:
    system, path = PaperSystem(), tmp_path / "store" / "secret"
    Credential(system, path).do()
    sealed = path.read_bytes()
    assert len(sealed) == len(SEAL) + 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = Credential(system, path)
    assert again.told() == []
    again.do()
    assert path.read_bytes() == sealed


def test_a_secret_that_would_not_open_again_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        Credential(PaperSystem(fails="decrypt"), tmp_path / "secret").do()
    assert refused.value.code is Code.GUARD_CANNOT_SEAL
    assert below(tmp_path) == []


@pytest.mark.parametrize(
    ("system", "code"),
    [(PaperSystem(root=False), Code.GUARD_NEEDS_ROOT), (PaperSystem(systemd=False), Code.GUARD_NO_SYSTEMD)],
)
def test_a_machine_that_cannot_be_guarded_is_refused(system: PaperSystem, code: Code, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        require_machine(LAYOUT, system)
    assert refused.value.code is code
    require_machine(Layout(tmp_path), system)


@pytest.mark.parametrize("name", ["", "Admin", "a b", "-r", "x\n[Service]", "ａ"])
def test_a_name_that_would_break_a_unit_is_refused(name: str) -> None:
    with pytest.raises(Refusal):
        Layout(account=name)


@pytest.mark.parametrize(
    "state", ["/", "/var/lib", "/etc/x", "/var/lib/../../etc", "/var/lib/a b", "/var/lib/%h", "var/lib/x"]
)
def test_the_vault_lies_below_the_folder_of_services(state: str) -> None:
    with pytest.raises(Refusal):
        Layout(state=Path(state))


def test_a_program_that_others_can_change_is_no_wall(tmp_path: Path) -> None:
    if tmp_path.owner() != "root":
        pytest.skip("the folders above belong to somebody else")
    mine = tmp_path / "program"
    (mine / "inner").mkdir(parents=True)
    code = mine / "inner" / "code.py"
    code.write_text("")
    above = set(weak_places([tmp_path]))
    assert set(weak_places([mine])) == above
    code.chmod(0o666)
    assert set(weak_places([mine])) - above == {code}
    code.chmod(0o644)
    os.chown(code, 64001, 64001)
    assert set(weak_places([mine])) - above == {code}
    os.chown(code, 0, 0)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("")
    elsewhere.chmod(0o666)
    (mine / "link").symlink_to(elsewhere)
    assert set(weak_places([mine])) - above == {elsewhere}


def test_a_program_in_a_home_is_hidden_from_the_service() -> None:
    assert hidden_parts([Path("/home/somebody/venv"), Path("/usr/lib/python3")]) == [Path("/home/somebody/venv")]


def checks(layout: Layout) -> dict[str, CheckState]:
    return {check.code: check.state for check in guard_checks(layout, PaperSystem(), COMMAND)}


def test_status_finds_what_differs_and_which_lock_is_off(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    assert checks(layout) == {"guard": CheckState.UNSUPPORTED}
    carry_out(installation(layout, PaperSystem(), COMMAND).steps)
    good = checks(layout)
    assert good["guard_hardening"] is CheckState.GOOD
    unit = layout.on_disk(layout.service_unit)
    text = unit.read_text()
    unit.write_text(text.replace("ProtectProc=invisible", "ProtectProc=default"))
    found = {check.code: check for check in guard_checks(layout, PaperSystem(), COMMAND)}
    assert found["guard_file_differs"].state is CheckState.WEAK
    assert found["guard_hardening"].params == {"options": "ProtectProc"}
    unit.write_text(text)
    drop_in = unit.with_name(unit.name + ".d") / "local.conf"
    drop_in.parent.mkdir()
    drop_in.write_text("[Service]\nPrivateNetwork=no\n")
    found = {check.code: check for check in guard_checks(layout, PaperSystem(), COMMAND)}
    assert found["guard_hardening"].params == {"options": "PrivateNetwork"}
    layout.on_disk(layout.machine_file).unlink()
    assert checks(layout)["guard_file_missing"] is CheckState.BAD


def test_the_names_that_were_installed_are_found_again(tmp_path: Path) -> None:
    layout = Layout(tmp_path, "vault-keeper", "callers", Path("/var/lib/console/one"))
    carry_out(installation(layout, PaperSystem(), COMMAND).steps)
    assert installed_layout(Layout(tmp_path)) == layout


def test_a_vault_is_destroyed_only_by_the_plan_that_says_so(tmp_path: Path) -> None:
    lines = [line.about for line in removal(LAYOUT, PaperSystem()).told()]
    assert not any(str(LAYOUT.state) in line for line in lines)
    system = PaperSystem(accounts={}, groups=set())
    assert deletion(LAYOUT, system).told() == [] or LAYOUT.state.exists()


def test_the_machine_file_is_what_consoles_read() -> None:
    import tomllib

    assert tomllib.loads(machine_file(LAYOUT)) == {
        "mode": "guarded",
        "socket": "/run/operator-console/vault.sock",
        "account": "operator-console",
    }


def test_a_path_with_spaces_stays_one_word() -> None:
    unit = service_unit(LAYOUT, ("/usr/lib/my $HOME%/python",), sealed=False)
    assert 'ExecStart="/usr/lib/my $$HOME%%/python" --vault /var/lib/operator-console/vault --guarded' in unit


def test_no_number_of_connections_closes_the_door_for_good() -> None:
    """systemd.socket(5): where the trigger limit is met, the socket is not connectible until it is restarted."""
    lines = socket_unit(LAYOUT).splitlines()
    assert "TriggerLimitIntervalSec=0" in lines
    assert "MaxConnections=32" in lines


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_knows_every_line_and_calls_it_safe(tmp_path: Path) -> None:
    socket = tmp_path / "operator-console-vault.socket"
    service = tmp_path / "operator-console-vault@.service"
    socket.write_text(socket_unit(LAYOUT))
    service.write_text(service_unit(LAYOUT, ("/bin/true",), sealed=True))
    asked = ["systemd-analyze", "verify", "--man=no", str(socket), str(service)]
    verified = subprocess.run(asked, check=False, capture_output=True, text=True)
    assert (verified.returncode, verified.stderr) == (0, "")
    one = tmp_path / "vault.service"
    one.write_text(service.read_text())
    security = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(one)]
    said = subprocess.run(security, check=True, capture_output=True, text=True).stdout
    level = re.search(r"exposure level for vault.service: ([0-9.]+)", said)
    assert level is not None
    assert float(level[1]) <= 1.0


@pytest.mark.skipif(shutil.which("systemd-creds") is None or os.geteuid() != 0, reason="needs systemd-creds and root")
def test_systemd_seals_and_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real command, with a host key of the test's own (systemd's ENVIRONMENT.md)."""
    monkeypatch.setenv("SYSTEMD_CREDENTIAL_SECRET", str(tmp_path / "host.secret"))
    seal = ["systemd-creds", "encrypt", "--name=device-secret", "--with-key=host", "-", "-"]
    secret = bytes(range(32))
    sealed = subprocess.run(seal, check=False, input=secret, capture_output=True)
    if sealed.returncode:
        pytest.skip("systemd-creds has no key to seal with here")
    opened = ["systemd-creds", "decrypt", "--name=device-secret", "-", "-"]
    assert subprocess.run(opened, check=True, input=sealed.stdout, capture_output=True).stdout == secret
    other = ["systemd-creds", "decrypt", "--name=another", "-", "-"]
    assert subprocess.run(other, check=False, input=sealed.stdout, capture_output=True).returncode != 0
