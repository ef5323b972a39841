"""The operator's own programs reach neither files nor memory nor process nor door, and the vault goes on serving."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient
from tests.guarded.attacks import show_address, take_call, try_everything
from tests.guarded.house import PATIENCE, House, guarded_house
from tests.guarded.people import why_not

REFUSED = {"EACCES", "EPERM"}
UNSAFE = "管理者以外の人も書き換えられる状態"
PRELOADED = "__attribute__((constructor)) static void come(void) {}\n"


def wait_for_program(pid: int, name: str) -> None:
    """Wait until a process has become what it was started for."""
    deadline = time.monotonic() + PATIENCE
    while Path(f"/proc/{pid}/comm").read_text().strip() != name:
        assert time.monotonic() < deadline
        os.sched_yield()


def verifies(house: House) -> None:
    """The log is one whole chain; whoever asks is an operator of the machine too."""
    with VaultClient(house.relay("other"), stderr=subprocess.DEVNULL) as client:
        client.ask(m.SignIn("admin", "admin no aikotoba"))
        found = client.ask(m.VerifyLog(()))
        assert (found.ok, [each.code for each in found.findings if each.severity == "error"]) == (True, [])


@pytest.mark.parametrize("who", ["operator", "stranger"])
def test_every_attack_on_files_memory_process_and_door_is_refused(house: House, who: str) -> None:
    with VaultClient(house.relay("operator"), stderr=subprocess.DEVNULL) as client:
        client.ask(m.SignIn("hana", "hana no aikotoba"))
        assert show_address(client, house.list[0]) == house.list[0].values["address"]
        pid = house.vaults()[-1]
        results = try_everything(house, house.who[who], pid)
        assert len(results) > 70
        assert {name: got for name, got in results.items() if got not in REFUSED} == {}
        assert client.ask(m.KeepAlive()) == m.Done()
        assert house.place.socket.stat().st_mode & 0o777 == 0o660
        client.ask(m.EndCall())
    verifies(house)


def test_a_machine_that_is_left_open_is_found_out() -> None:
    """The same attacks by one who may: as the service account, on a process without care, at a door of its own."""
    if why := why_not():
        pytest.skip(why)
    with guarded_house() as open_house, socket.socket(socket.AF_UNIX) as door:
        open_house.listen()
        decoy = open_house.root / "door"
        decoy.mkdir()
        door.bind(str(decoy / "vault.sock"))
        door.listen()
        for path in (decoy, decoy / "vault.sock"):
            os.chown(path, open_house.service.uid, open_house.service.gid)
        open_house.console("operator", "hana")
        careless = subprocess.Popen(open_house.service.as_them("/usr/bin/sleep", "3600"))
        wait_for_program(careless.pid, "sleep")
        results = try_everything(open_house, open_house.service, careless.pid, door=decoy / "vault.sock")
        assert careless.wait(20) < 0
        done = {name for name, got in results.items() if got == "DONE"}
    assert {"read the device secret", "read vault/customers.db", "list vault folder", "put a file there"} <= done
    assert {"read /proc/PID/maps", "open /proc/PID/mem", "attach (PTRACE_SEIZE)", "process_vm_readv"} <= done
    assert {"listen in its place", "remove the socket", "send SIGKILL", "slow it (setpriority)"} <= done


def test_who_is_not_in_the_group_is_told_so(house: House) -> None:
    with VaultClient(house.relay("stranger"), stderr=subprocess.DEVNULL) as client, pytest.raises(Refusal) as caught:
        client.ask(m.Hello())
    assert caught.value.code is Code.SERVICE_FORBIDDEN


def test_each_entry_names_the_os_user_who_connected(house: House) -> None:
    for who in ("operator", "other"):
        with VaultClient(house.relay(who), stderr=subprocess.DEVNULL) as client:
            person = house.who[who]
            assert client.ask(m.Hello()).os_user == f"{person.name}({person.uid})"


def test_the_environment_of_the_relay_does_not_reach_the_vault(house: House, tmp_path: Path) -> None:
    """What an operator sets for a program of theirs works there: in the relay, and nowhere else."""
    library = Path(house.root / "preloaded.so")
    source = library.with_suffix(".c")
    source.write_text(PRELOADED)
    given = {"OPERATOR_MARK": "1", "PYTHONINSPECT": "", "SSLKEYLOGFILE": "/dev/null"}
    if shutil.which("cc"):
        subprocess.run(["cc", "-shared", "-fPIC", "-o", str(library), str(source)], check=True)
        given["LD_PRELOAD"] = str(library)
    with VaultClient(house.relay("operator", **given), stderr=subprocess.DEVNULL) as client:
        client.ask(m.Hello())
        pid = house.vaults()[-1]
        relay, vault = (Path(f"/proc/{each}") for each in (client.process.pid, pid))
        assert b"OPERATOR_MARK=1" in (relay / "environ").read_bytes()
        assert b"OPERATOR_MARK" not in (vault / "environ").read_bytes()
        assert not [name for name in given if f"{name}=".encode() in (vault / "environ").read_bytes()]
        if "LD_PRELOAD" in given:
            assert str(library) in (relay / "maps").read_text()
            assert str(library) not in (vault / "maps").read_text()


def test_a_machine_file_of_somebody_else_sends_no_console_anywhere(house: House) -> None:
    """The file that a console is given is root's or its own user's: not a colleague's, nor in a colleague's folder."""
    theirs = house.place.socket.with_name("theirs")
    theirs.mkdir()
    file = theirs / "console.toml"
    file.write_text(f'mode = "guarded"\nsocket = "{house.place.socket}"\naccount = "{house.service.name}"\n')
    other = house.who["other"]
    asked = [house.python, "-P", "-m", "operator_console", "doctor", "--machine-file", str(file)]

    def told() -> str:
        done = subprocess.run(house.who["operator"].as_them(*asked), capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    assert UNSAFE not in told()
    os.chown(file, other.uid, other.gid)
    assert UNSAFE in told()
    os.chown(file, 0, 0)
    os.chown(theirs, other.uid, other.gid)
    assert UNSAFE in told()


def test_a_call_is_taken_after_all_of_it(house: House) -> None:
    with VaultClient(house.relay("operator"), stderr=subprocess.DEVNULL) as client:
        client.ask(m.SignIn("hana", "hana no aikotoba"))
        assert take_call(client, house.list[1]).call.stage == "verified"
