"""What a service manager does for a socket unit with Accept=yes: listens, and starts the command for each connection.

The connection is the command's standard input and output, as systemd.socket(5) and systemd-socket-activate(1) with
``--accept --inetd`` have it. :class:`SocketUnit` does it in the test's own process, :class:`RealSocketUnit` has the
real program do it; tests show that both behave the same.
"""

import contextlib
import os
import select
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from operator_console.protocol.client import connect_command
from operator_console.protocol.connect.path import ROOT, weak_part
from operator_console.protocol.guarded import GuardedPlace

REAL = shutil.which("systemd-socket-activate")
PATIENCE = 10.0


def own_account() -> str:
    """Return the name of whoever runs the tests: the service account of the units that they start."""
    import pwd

    return pwd.getpwuid(os.geteuid()).pw_name


def sound_folder() -> Path | None:
    """Make a folder into which nobody else can put a socket, as /run/operator-console is one; None where none can be.

    Whoever asks for it removes it. The usual place for temporary files is none: everybody can write there.
    """
    owners = frozenset({ROOT, os.geteuid()})
    for base in (Path("/run"), Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")), Path.home()):
        if weak_part(base / ".", owners) is None and os.access(base, os.W_OK) and not base.stat().st_mode & 0o022:
            return Path(tempfile.mkdtemp(prefix="oc-", dir=base))
    return None


class SocketUnit:
    """Listens at ``path`` from :meth:`start` to :meth:`stop`; ``served`` are the processes that were started."""

    def __init__(self, path: Path, command: Sequence[str]) -> None:
        self.path = path
        self.command = list(command)
        self.served: list[subprocess.Popen[bytes]] = []
        self._listener: socket.socket | None = None
        self._stopping, self._stop = os.pipe()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Listen; a console may connect when this returns."""
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self.path))
        self._listener.listen()
        self._thread = threading.Thread(target=self._accept, args=(self._listener,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and take the socket away (RemoveOnStop=yes); what was started goes on."""
        if self._listener is None or self._thread is None:
            return
        os.write(self._stop, b".")
        self._thread.join()
        os.read(self._stopping, 1)
        self._listener.close()
        self._listener = None
        self.path.unlink()

    def close(self) -> None:
        """Stop, and end what is still there."""
        self.stop()
        for process in self.served:
            process.kill()
            process.wait()
        os.close(self._stop)
        os.close(self._stopping)

    def last(self) -> "subprocess.Popen[bytes]":
        """Wait for a connection; return the process that serves the last one."""
        deadline = time.monotonic() + PATIENCE
        while not self.served:
            assert time.monotonic() < deadline, "nobody has connected"
            select.select([], [], [], 0.01)
        return self.served[-1]

    def _accept(self, listener: socket.socket) -> None:
        while True:
            ready, _, _ = select.select([listener, self._stopping], [], [])
            if self._stopping in ready:
                return
            connection, _ = listener.accept()
            with connection:
                self.served.append(
                    subprocess.Popen(self.command, stdin=connection, stdout=connection, stderr=subprocess.DEVNULL)
                )


class RealSocketUnit:
    """The same by systemd-socket-activate. It never stops listening by itself and does not take the socket away."""

    def __init__(self, path: Path, command: Sequence[str]) -> None:
        assert REAL is not None
        passed = ["--setenv=PYTHONPATH"] if "PYTHONPATH" in os.environ else []
        self._command = [REAL, "--accept", "--inetd", f"--listen={path}", *passed, *command]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Listen; a console may connect when this returns."""
        self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert self._process.stderr is not None
        while b"Listening" not in self._process.stderr.readline():
            assert self._process.poll() is None, "it does not listen"

    def close(self) -> None:
        """End it."""
        assert self._process is not None
        self._process.kill()
        self._process.communicate()


# ---- fixtures, for the conftest of any room --------------------------------------------------------------------------


@pytest.fixture
def sound() -> Iterator[Path]:
    """A folder into which nobody else can put anything, nor replace it."""
    made = sound_folder()
    if made is None:
        pytest.skip("no folder here that others cannot write to")
    yield made
    shutil.rmtree(made)


@pytest.fixture
def place(sound: Path) -> GuardedPlace:
    """A guarded vault's place; whoever runs the tests is the service account too."""
    return GuardedPlace(sound / "vault.sock", own_account())


@pytest.fixture
def unit(place: GuardedPlace) -> Iterator[Callable[..., SocketUnit]]:
    """Return what starts a socket unit for a command at the place."""
    with contextlib.ExitStack() as closing:

        def start(*command: str) -> SocketUnit:
            made = SocketUnit(place.socket, command)
            closing.callback(made.close)
            made.start()
            return made

        yield start


@pytest.fixture
def relay(place: GuardedPlace) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """Return what starts a relay whose pipes the test holds."""
    with contextlib.ExitStack() as closing:

        def start() -> "subprocess.Popen[bytes]":
            pipe = subprocess.PIPE
            process = subprocess.Popen(connect_command(place), stdin=pipe, stdout=pipe, bufsize=0)
            closing.callback(process.communicate)
            closing.callback(process.kill)
            return process

        yield start
