"""The relay to a vault service: it knows who answers before it speaks, hides no end, and hands files over."""

import contextlib
import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.client import VaultClient, command_for, connect_command, vault_command
from operator_console.protocol.connect.links import HELD
from operator_console.protocol.connect.relay import Relay
from operator_console.protocol.framing import request_line
from operator_console.protocol.guarded import GuardedPlace
from operator_console.protocol.messages import (
    Diagnose,
    Done,
    Hello,
    KeepAlive,
    Lock,
    ReadLog,
    SignIn,
    VerifyLog,
)
from tests.protocol.conftest import code_of, ends
from tests.protocol.socket_unit import REAL, RealSocketUnit, SocketUnit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Guarded mode is for Linux")

QUIET = subprocess.DEVNULL
SILENT = (sys.executable, "-c", "import select; p = select.poll(); p.register(0, select.POLLRDHUP); p.poll()")
"""Takes nothing and says nothing until the console has hung up."""
PATIENCE = 10.0
MISSING = pytest.mark.skipif(REAL is None, reason="systemd-socket-activate is not installed")


def greet(place: GuardedPlace) -> Refusal:
    """Return why a console gets no answer there."""
    with VaultClient(connect_command(place), stderr=QUIET) as vault, pytest.raises(Refusal) as caught:
        vault.ask(SignIn("hanako", "himitsu no kotoba"))
    return caught.value


# ---- the conversation ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [SocketUnit, pytest.param(RealSocketUnit, marks=MISSING)])
def test_stand_in_and_service_manager_behave_the_same(
    kind: type[SocketUnit | RealSocketUnit], place: GuardedPlace, command: list[str], tmp_path: Path
) -> None:
    made = kind(place.socket, command)
    made.start()
    try:
        with VaultClient(connect_command(place), stderr=QUIET) as first, VaultClient(connect_command(place)) as second:
            assert first.ask(Hello()).build == second.ask(Hello()).build == "test"
            assert code_of(lambda: first.ask(SignIn("a", "b"))) is Code.SIGN_IN_HELD
            assert first.ask(Lock(cause="hotkey")) == Done()
            assert code_of(lambda: first.ask(Hello())) is Code.VAULT_GONE
            assert second.ask(KeepAlive()) == Done()
            assert len(second.ask(ReadLog()).rows) == 1000
        assert (tmp_path / "cause").read_text(encoding="utf-8") in {"hotkey", "closed"}
    finally:
        made.close()


def test_sixty_four_megabytes_and_half_a_line_come_through_whole(
    unit: Callable[..., SocketUnit], relay: Callable[[], "subprocess.Popen[bytes]"], full: bool
) -> None:
    unit("/bin/cat")
    process = relay()
    assert process.stdin is not None and process.stdout is not None
    piece = os.urandom((64 if full else 16) << 20) + b'\n"path" in no request\n' + b"a line" * HELD + b"\n"

    def write() -> None:
        process.stdin.write(piece[:100])
        process.stdin.write(piece[100:])
        process.stdin.write(b"half a line")
        process.stdin.close()

    writer = threading.Thread(target=write)
    writer.start()
    digest, left = hashlib.sha256(), len(piece)
    while data := process.stdout.read(1 << 16):
        digest.update(data)
        left -= len(data)
    writer.join()
    process.stdin = None
    assert (left, digest.digest()) == (0, hashlib.sha256(piece).digest())
    assert ends(process) == 0


def peak_kib(pid: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    assert found
    return int(found[1])


def test_who_does_not_read_costs_no_memory(
    unit: Callable[..., SocketUnit], relay: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    unit("/bin/cat")
    process = relay()
    assert process.stdin is not None and process.stdout is not None
    os.set_blocking(process.stdin.fileno(), False)
    sent = 0
    while sent < 64 << 20:  # until nothing of it goes on: pipes, sockets and the relay are full
        ready = _writable(process.stdin.fileno())
        if not ready:
            break
        sent += os.write(process.stdin.fileno(), b"x" * 4095 + b"\n")
    assert 1 << 16 < sent < 4 << 20
    assert peak_kib(process.pid) < 40_000
    left = sent
    while left:
        left -= len(process.stdout.read(1 << 16))


def _writable(descriptor: int) -> bool:
    import select

    return bool(select.select([], [descriptor], [], 0.5)[1])


def test_a_flood_is_answered_line_by_line(
    unit: Callable[..., SocketUnit], place: GuardedPlace, command: list[str]
) -> None:
    unit(*command)
    with VaultClient(connect_command(place), stderr=QUIET) as vault:
        for _ in range(2_000):
            assert vault.ask(KeepAlive()) == Done()


# ---- the end ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_relay_that_is_killed_is_a_console_that_hung_up(
    unit: Callable[..., SocketUnit], place: GuardedPlace, command: list[str], tmp_path: Path, how: signal.Signals
) -> None:
    served = unit(*command)
    with VaultClient(connect_command(place), stderr=QUIET) as vault:
        vault.ask(Hello())
        vault.process.send_signal(how)
        ends(served.last())
    assert (tmp_path / "cause").read_text(encoding="utf-8") == "closed"


def test_a_console_that_dies_ends_relay_and_vault(
    unit: Callable[..., SocketUnit],
    relay: Callable[[], "subprocess.Popen[bytes]"],
    command: list[str],
    tmp_path: Path,
) -> None:
    served = unit(*command)
    process = relay()
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(request_line(1, Hello()))
    assert b"Welcome" in process.stdout.readline()
    process.stdin.close()
    process.stdout.close()
    process.stdin = process.stdout = None
    assert ends(process) == 0
    ends(served.last())
    assert (tmp_path / "cause").read_text(encoding="utf-8") == "closed"


def test_what_was_said_last_is_heard(
    unit: Callable[..., SocketUnit],
    relay: Callable[[], "subprocess.Popen[bytes]"],
    command: list[str],
    tmp_path: Path,
) -> None:
    """A console that locks closes in one breath, whatever the vault is doing."""
    served = unit(*command)
    process = relay()
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(request_line(1, VerifyLog()))
    assert b"Progress" in process.stdout.readline()
    process.stdin.write(request_line(2, Lock(cause="idle")))
    process.stdin.close()
    assert b'"id":2' in process.stdout.read()
    process.stdin = None
    assert ends(process) == 0
    ends(served.last())
    assert (tmp_path / "cause").read_text(encoding="utf-8") == "idle"


def test_a_vault_that_takes_nothing_still_sees_the_hang_up(
    unit: Callable[..., SocketUnit], relay: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    served = unit(*SILENT)
    process = relay()
    assert process.stdin is not None
    os.set_blocking(process.stdin.fileno(), False)
    while _writable(process.stdin.fileno()):
        os.write(process.stdin.fileno(), b"x" * 4095 + b"\n")
    process.stdin.close()
    process.stdin = None
    assert ends(served.last()) == 0
    ends(process)


def test_a_vault_that_is_killed_ends_the_relay(
    unit: Callable[..., SocketUnit], place: GuardedPlace, command: list[str]
) -> None:
    served = unit(*command)
    with VaultClient(connect_command(place), stderr=QUIET) as vault:
        vault.ask(Hello())
        killer = threading.Timer(0.1, served.last().kill)
        killer.start()
        assert code_of(lambda: vault.ask(Diagnose())) is Code.VAULT_GONE
        assert ends(vault.process) == 0
        killer.join()


# ---- who answers -----------------------------------------------------------------------------------------------------

IMPOSTOR = """
import os, socket, sys
door = socket.socket(socket.AF_UNIX)
door.bind(sys.argv[1])
if os.geteuid() == 0:
    os.setuid(65534)
door.listen()
print("ready", flush=True)
connection, _ = door.accept()
print(connection.recv(100), flush=True)
"""


def test_a_wrong_server_is_told_nothing(place: GuardedPlace) -> None:
    """Root's socket is root's and the account's is the account's; whoever else listens there hears nothing."""
    import pwd

    account = place.account if os.geteuid() == 0 else next(u.pw_name for u in pwd.getpwall() if u.pw_uid)
    command = [sys.executable, "-c", IMPOSTOR, str(place.socket)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as impostor:
        assert impostor.stdout is not None
        assert impostor.stdout.readline() == "ready\n"
        refusal = greet(GuardedPlace(place.socket, account))
        assert impostor.stdout.readline() == "b''\n"
    assert (refusal.code, refusal.params) == (Code.SERVER_UNTRUSTED, {"path": str(place.socket)})


def test_a_door_that_others_could_replace_is_not_used(unit: Callable[..., SocketUnit], place: GuardedPlace) -> None:
    served = unit("/bin/cat")
    for mode in (0o777, 0o1777, 0o770):
        place.socket.parent.chmod(mode)
        refusal = greet(place)
        assert (refusal.code, refusal.params) == (Code.SERVER_REPLACEABLE, {"path": str(place.socket.parent)})
    place.socket.parent.chmod(0o700)
    link = place.socket.with_name("link")
    link.symlink_to(place.socket)
    refusal = greet(GuardedPlace(link, place.account))
    assert (refusal.code, refusal.params) == (Code.SERVER_REPLACEABLE, {"path": str(link)})
    winding = GuardedPlace(place.socket.parent / ".." / place.socket.parent.name / place.socket.name, place.account)
    assert greet(winding).code is Code.SERVER_REPLACEABLE
    assert [ends(process) for process in served.served] == [0] * 5  # cat has heard the end, and nothing before it


def test_what_is_not_there_is_said(place: GuardedPlace) -> None:
    assert greet(place).code is Code.SERVICE_ABSENT
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(place.socket))
    assert greet(place).code is Code.SERVICE_STOPPED
    assert greet(GuardedPlace(place.socket / "deeper", place.account)).code is Code.SERVICE_ABSENT
    long = GuardedPlace(place.socket.with_name("x" * 200), place.account)
    assert greet(long).code is Code.SERVICE_STOPPED


def test_a_queue_that_is_full_is_not_waited_for(place: GuardedPlace) -> None:
    with contextlib.ExitStack() as held:
        door = held.enter_context(socket.socket(socket.AF_UNIX))
        door.bind(str(place.socket))
        door.listen(0)
        waiting = held.enter_context(socket.socket(socket.AF_UNIX))
        waiting.connect(str(place.socket))
        assert greet(place).code is Code.SERVICE_STOPPED


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_who_may_not_connect_is_told_so(unit: Callable[..., SocketUnit], place: GuardedPlace) -> None:
    unit("/bin/cat")
    place.socket.parent.chmod(0o755)
    place.socket.chmod(0o660)
    code = (
        "import os, sys; from pathlib import Path; from operator_console.protocol.connect.server import connected\n"
        "import operator_console.protocol.peers\n"
        "from operator_console.domain.refusals import Refusal\n"
        "import pwd; os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "try:\n connected(Path(sys.argv[1]), sys.argv[2])\n"
        "except Refusal as refusal:\n print(refusal.code.value)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(place.socket), place.account], capture_output=True, text=True, check=True
    )
    assert told.stdout == "service_forbidden\n"


def test_a_service_that_ends_at_once_is_said(unit: Callable[..., SocketUnit], place: GuardedPlace) -> None:
    unit("/bin/true")
    assert greet(place).code is Code.SERVICE_ENDED


def test_a_service_that_never_answers_is_given_up(unit: Callable[..., SocketUnit], place: GuardedPlace) -> None:
    served = unit(*SILENT)
    command = [*connect_command(place), "--patience", "0.1"]
    with VaultClient(command, stderr=QUIET) as vault:
        assert code_of(lambda: vault.ask(Hello())) is Code.SERVICE_STOPPED
        assert ends(vault.process) == 1
    assert ends(served.last()) == 0, "it was not told that the console has hung up"


def test_a_service_that_has_answered_once_is_waited_for() -> None:
    """Long work is answered when it is done."""
    service, server = socket.socketpair()
    (source, console), (heard, sink) = os.pipe(), os.pipe()
    service.sendall(b"first word\n")
    os.write(console, b"one\n")
    relay = threading.Thread(target=Relay(server, source, sink, patience=0).run)
    relay.start()
    assert (service.recv(100), os.read(heard, 100)) == (b"one\n", b"first word\n")
    os.write(console, b"two\n")
    assert service.recv(100) == b"two\n"
    service.sendall(b"second word\n")
    assert os.read(heard, 100) == b"second word\n"
    os.close(console)
    service.close()
    relay.join()
    for end in (source, heard, sink):
        os.close(end)


def test_the_relay_loads_nothing_that_makes_it_slow() -> None:
    code = "import sys, operator_console.__main__, operator_console.protocol.connect.program; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "operator_console.protocol.connect.relay" in loaded
    assert not {"msgspec", "PySide6", "asyncio", "json"} & set(loaded)


def test_a_place_says_which_command_converses_with_it(place: GuardedPlace, tmp_path: Path) -> None:
    assert command_for(tmp_path) == vault_command(tmp_path)
    assert command_for(place)[-5:] == ["connect", "--socket", str(place.socket), "--account", place.account]
