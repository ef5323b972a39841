"""Starts the workers of a move, each as the OS user to whom its vault belongs, and asks them."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from operator_console.domain.refusals import Code, Refusal
from operator_console.guard.system import AccountIds

WORKER: Final = "operator_console.guard.worker"
_END_SECONDS: Final = 10.0


class Hand:
    """One worker. Its environment is made anew: nothing of root's is handed on but where the program lies."""

    def __init__(self, owner: AccountIds, *, files: Sequence[int] = (), credentials: Path | None = None) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this program
            [sys.executable, "-P", "-m", WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(owner, credentials),
            cwd="/",
            pass_fds=tuple(files),
            start_new_session=True,  # Ctrl-C is for the command: a worker ends with its input, after what it is at
            **_identity(owner),
        )

    def ask(self, do: str, **given: Any) -> Any:
        """Return the answer, or raise the refusal that it is; a worker that ended is ``MOVE_INTERRUPTED``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps({"do": do, **given}).encode() + b"\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            line = b""
        if not line:
            raise Refusal(Code.MOVE_INTERRUPTED)
        answer = json.loads(line)
        if "refused" in answer:
            raise Refusal(Code(answer["refused"]), **answer["params"])
        return answer["done"]

    def __enter__(self) -> Self:
        """Ask within ``with``: the worker has ended, and let go of its locks, when that is left."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(OSError):  # it may have ended by itself
            self._process.stdin.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


def _identity(owner: AccountIds) -> dict[str, Any]:
    """The owner's user and group and no other group; only root can become somebody else."""
    if os.geteuid() != 0:
        return {}
    return {"user": owner.uid, "group": owner.gid, "extra_groups": []}


def _environment(owner: AccountIds, credentials: Path | None) -> dict[str, str]:
    """The owner's home and session bus, where the keyring answers (systemd's own places for both)."""
    session = f"/run/user/{owner.uid}"
    given = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": owner.home,
        "USER": owner.name,
        "LOGNAME": owner.name,
        "XDG_RUNTIME_DIR": session,
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={session}/bus",
    }
    if library := os.environ.get("PYTHONPATH"):
        given["PYTHONPATH"] = library
    if credentials is not None:
        given["CREDENTIALS_DIRECTORY"] = str(credentials)
    return given
