"""Root's part in a journey that an operator's uid plays: keeps the vault with a service account, and opens the door.

The operator's test asks over a socket, one JSON object a line, each answered by one:
``{"serve": FOLDER}`` → ``{"socket", "account"}``: takes a copy of what is there, and listens.
``{"pid": SOCKET}`` → ``{"pid"}``: the vault process of the last console.
``{"signal": NUMBER, "of": SOCKET}`` → ``{}``: what only root and the service itself may do to it.
``{"holds": SOCKET}`` → ``{"holds"}``: whether there is a vault.
``{"close": SOCKET}`` → ``{}``.
"""

import contextlib
import json
import os
import shutil
import socket
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.guarded.house import PATIENCE, vault_processes
from tests.guarded.people import OsUser
from tests.protocol.socket_unit import REAL, RealSocketUnit, SocketUnit, sound_folder

CONTROL = "OPERATOR_CONSOLE_LANDLORD"
"""The environment variable that names the socket on which a landlord is asked."""


class Flat:
    """One vault behind a door of its own."""

    def __init__(self, service: OsUser, group: str, python: str, source: Path) -> None:
        folder = sound_folder()
        assert folder is not None
        self._door = folder
        self._state = Path(tempfile.mkdtemp(prefix="operator-console-", dir="/var/tmp"))
        self.socket = folder / "vault.sock"
        self.vault = self._state / "vault"
        if source.is_dir():
            shutil.copytree(source, self.vault)
        for path in (self._state, *self._state.rglob("*")):
            os.chown(path, service.uid, service.gid)
            path.chmod(0o700 if path.is_dir() else 0o600)
        command = [python, "-P", "-m", "operator_console", "vault", "--vault", str(self.vault), "--guarded"]
        made = (RealSocketUnit if REAL else SocketUnit)(self.socket, ["/usr/bin/setsid", *service.as_them(*command)])
        self._unit = made
        folder.chmod(0o755)
        made.start()
        shutil.chown(self.socket, "root", group)
        self.socket.chmod(0o660)

    def last(self, uid: int) -> int:
        """Wait for a vault process; return the youngest."""
        deadline = time.monotonic() + PATIENCE
        while not (found := vault_processes(uid, self.vault)):
            assert time.monotonic() < deadline, "nobody has connected"
            os.sched_yield()
        return found[-1]

    def close(self) -> None:
        self._unit.close()
        shutil.rmtree(self._state)
        shutil.rmtree(self._door)


class Landlord:
    """Serves on a socket that one OS user alone may ask, until it is left as a context."""

    def __init__(self, path: Path, tenant: OsUser, service: OsUser, group: str, python: str) -> None:
        self._flats: dict[str, Flat] = {}
        self._service, self._group, self._python = service, group, python
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(path))
        os.chown(path, tenant.uid, tenant.gid)
        path.chmod(0o600)
        self._door.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._thread.join(PATIENCE)
        self._door.close()
        for flat in self._flats.values():
            flat.close()

    def _serve(self) -> None:
        while True:
            try:
                tenant, _ = self._door.accept()
            except OSError:
                return  # it is over
            with tenant, tenant.makefile("rw", encoding="utf-8") as lines:
                for line in lines:
                    lines.write(json.dumps(self._answer(json.loads(line))) + "\n")
                    lines.flush()

    def _answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        if "serve" in asked:
            flat = Flat(self._service, self._group, self._python, Path(asked["serve"]))
            self._flats[str(flat.socket)] = flat
            return {"socket": str(flat.socket), "account": self._service.name}
        if "pid" in asked:
            return {"pid": self._flats[asked["pid"]].last(self._service.uid)}
        if "signal" in asked:
            os.kill(self._flats[asked["of"]].last(self._service.uid), int(asked["signal"]))
            return {}
        if "holds" in asked:
            return {"holds": self._flats[asked["holds"]].vault.is_dir()}
        self._flats.pop(asked["close"]).close()
        return {}


class Tenant:
    """The operator's side: asks a landlord."""

    def __init__(self, control: str) -> None:
        self._connection = socket.socket(socket.AF_UNIX)
        self._connection.connect(control)
        self._lines = self._connection.makefile("rw", encoding="utf-8")

    def ask(self, **asked: object) -> dict[str, Any]:
        """Return the answer."""
        self._lines.write(json.dumps(asked) + "\n")
        self._lines.flush()
        answer: dict[str, Any] = json.loads(self._lines.readline())
        return answer

    def close(self) -> None:
        self._lines.close()
        self._connection.close()
