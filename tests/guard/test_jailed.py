"""The vault works under the restrictions of its unit, over a socket that comes to it as the unit hands it over."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from machines import open_to_others
from test_moving import other_python

from operator_console.domain.refusals import Code, Refusal
from operator_console.guard.layout import Layout
from operator_console.guard.program import hidden_parts
from operator_console.guard.units import service_unit
from operator_console.protocol.client import VaultClient
from operator_console.protocol.log_requests import VerifyLog
from operator_console.protocol.messages import (
    ConfirmVault,
    Diagnose,
    Hello,
    NewUser,
    PrepareVault,
    SignIn,
    SignOut,
)

HERE = Path(__file__).parent
SERVICE, OPERATOR = 64002, 64001
RELAY = """
import os, socket, sys, threading
os.setgroups([]); os.setresgid({uid}, {uid}, {uid}); os.setresuid({uid}, {uid}, {uid})
door = socket.socket(socket.AF_UNIX); door.connect({path!r})
def back():
    try:
        while data := door.recv(65536):
            os.write(1, data)
    finally:
        os._exit(0)
behind = threading.Thread(target=back, daemon=True); behind.start()
while data := os.read(0, 65536):
    door.sendall(data)
door.shutdown(socket.SHUT_WR)
behind.join()
"""


def can_jail() -> str:
    """Why it cannot be tried here; nothing where it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "needs root on Linux"
    for command in ("systemd-socket-activate", "systemd-analyze", "unshare"):
        if shutil.which(command) is None:
            return f"no {command} here"
    if subprocess.run(["unshare", "--mount", "--net", "--ipc", "true"], check=False, capture_output=True).returncode:
        return "no namespaces here"
    if hidden_parts([HERE.parent.parent]):
        return "the checkout lies where the unit hides it"
    return ""


def start(socket: Path, state: Path, python: str, unit: Path) -> "subprocess.Popen[bytes]":
    jail = [python, str(HERE / "jail.py"), str(unit), str(state), str(SERVICE), "--"]
    vault = [python, "-P", "-m", "operator_console", "vault", "--vault", "/mnt/vault", "--guarded"]
    unshared = ["unshare", "--mount", "--net", "--ipc", *jail, *vault]
    listen = ["systemd-socket-activate", "--accept", "--inetd", f"--listen={socket}", "--setenv=PYTHONPATH", *unshared]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(listen, env=environment, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def door() -> Iterator[Path]:
    if why := can_jail():
        pytest.skip(why)
    if not (python := other_python()):
        pytest.skip("no interpreter that another user could run")
    with open_to_others() as root:
        state, unit, socket = root / "state", root / "vault.service", root / "vault.sock"
        state.mkdir(mode=0o700)
        os.chown(state, SERVICE, SERVICE)
        unit.write_text(service_unit(Layout(), (python,), sealed=False))
        listener = start(socket, state, python, unit)
        try:
            end = time.monotonic() + 20
            while not socket.exists():
                assert time.monotonic() < end, "nobody listens"
                assert listener.poll() is None
                os.sched_yield()
            socket.chmod(0o666)
            yield socket
        finally:
            listener.kill()
            listener.communicate()


def console(door: Path, uid: int = OPERATOR) -> VaultClient:
    return VaultClient([sys.executable, "-c", RELAY.format(uid=uid, path=str(door))])


def test_a_vault_is_made_worked_in_and_verified_under_every_restriction(door: Path) -> None:
    people = [NewUser(name, name, f"a password of {name}") for name in ("admin", "operator", "lead")]
    policy = (HERE.parent.parent / "resources" / "policies" / "default.toml").read_text(encoding="utf-8")
    with console(door) as client:
        assert client.ask(Hello()).mode == "guarded"
        prepared = client.ask(PrepareVault(*people, "file", policy, ""))
        client.ask(ConfirmVault(prepared.code))
    with console(door) as client:
        client.ask(Hello())
        client.ask(SignIn("admin", "a password of admin"))
        found = client.ask(VerifyLog(()))
        assert (found.ok, [f.code for f in found.findings if f.severity == "error"]) == (True, [])
        states = {check.code: check.state.value for check in client.ask(Diagnose()).checks}
        assert states["mode"] == "good"
        assert "bad" not in states.values(), states
        client.ask(SignOut())


def test_the_state_is_the_services_own(door: Path) -> None:
    state = door.parent / "state"
    assert {path.lstat().st_uid for path in state.rglob("*")} <= {SERVICE}
    assert all(path.lstat().st_mode & 0o077 == 0 for path in state.rglob("*"))


def test_root_and_the_service_itself_are_no_operators(door: Path) -> None:
    for uid in (0, SERVICE):
        with console(door, uid) as client, pytest.raises(Refusal) as refused:
            client.ask(Hello())
        assert refused.value.code in {Code.PEER_REFUSED, Code.VAULT_GONE}


PROBES = {
    "network": "import socket; socket.socket(socket.AF_INET)",
    "write to the system": "open('/usr/oc-probe', 'w')",
    "see the home folders": "import os; os.listdir('/root')",
    "make memory executable": "import mmap; mmap.mmap(-1, 4096, prot=mmap.PROT_READ|mmap.PROT_WRITE|mmap.PROT_EXEC)",
    "become root": "import os; os.setuid(0)",
    "mount": "import ctypes, os; r = ctypes.CDLL(None).mount(b'x', b'/mnt', b'tmpfs', 0, 0); assert r == 0",
    "trace": "import ctypes; r = ctypes.CDLL(None, use_errno=True).ptrace(0, 0, 0, 0); assert r == 0",
    "see others' processes": "import os; os.stat('/proc/1')",
    "a core file": "import resource; assert resource.getrlimit(resource.RLIMIT_CORE)[1] != 0",
}


def test_the_restrictions_of_the_trial_hold(door: Path) -> None:
    """What the unit forbids fails in this trial too; the planted ones, which it allows, do not."""
    allowed = {"a local socket": "import socket; socket.socket(socket.AF_UNIX)", "its state": "open('/mnt/x', 'w')"}
    code = (
        "import sys\nfor name, attempt in eval(sys.argv[1]).items():\n"
        "  try: exec(attempt, {})\n  except BaseException: continue\n  print(name)"
    )
    python = other_python()
    jail = [python, str(HERE / "jail.py"), str(door.parent / "vault.service"), str(door.parent / "state")]
    command = [
        "unshare",
        "--mount",
        "--net",
        "--ipc",
        *jail,
        str(SERVICE),
        "--",
        python,
        "-I",
        "-W",
        "ignore",
        "-c",
        code,
    ]
    tried = subprocess.run([*command, repr(PROBES | allowed)], check=True, capture_output=True, text=True, timeout=60)
    assert tried.stdout.splitlines() == list(allowed)
