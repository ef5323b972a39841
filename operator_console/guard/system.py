"""The machine as the guard command uses it: its accounts, its commands, its files; all that a test puts another for."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from operator_console.domain.refusals import Code, Refusal

SECONDS: Final = 60.0
"""Within which a command of the system must end; sealing to a TPM takes some of them."""
_SAFE_PATH: Final = "/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True, slots=True)
class AccountIds:
    """A user's name, numbers and home."""

    name: str
    uid: int
    gid: int
    home: str


class System(Protocol):
    """What is asked of the machine."""

    def is_root(self) -> bool:
        """Whether this process may change the system."""

    def has(self, command: str) -> bool:
        """Whether there is such a command."""

    def is_running_systemd(self) -> bool:
        """Whether systemd manages this machine (sd_booted(3))."""

    def account(self, name: str) -> AccountIds | None:
        """Return a user's numbers, or None where there is none."""

    def account_of(self, uid: int) -> AccountIds | None:
        """Return the user with this number, or None where there is none."""

    def group(self, name: str) -> int | None:
        """Return a group's number, or None where there is none."""

    def run(self, command: Sequence[str], given: bytes = b"") -> bytes:
        """Run a command with this on standard input; return what it writes, or refuse ``GUARD_COMMAND_FAILED``."""

    def try_run(self, command: Sequence[str]) -> tuple[int, str]:
        """Run a command that only asks; return its exit code and what it writes."""


class LinuxSystem:
    """This machine. Commands are looked for in the system's own folders only, whatever the environment says."""

    def is_root(self) -> bool:
        """Whether this process may change the system."""
        return os.geteuid() == 0

    def has(self, command: str) -> bool:
        """Whether there is such a command."""
        return shutil.which(command, path=_SAFE_PATH) is not None

    def is_running_systemd(self) -> bool:
        """Whether systemd manages this machine (sd_booted(3))."""
        return os.path.isdir("/run/systemd/system")  # noqa: PTH112 - as sd_booted(3) says it

    def account(self, name: str) -> AccountIds | None:
        """Return a user's numbers, or None where there is none."""
        import pwd  # not on Windows

        try:
            found = pwd.getpwnam(name)
        except KeyError:
            return None
        return AccountIds(name, found.pw_uid, found.pw_gid, found.pw_dir)

    def account_of(self, uid: int) -> AccountIds | None:
        """Return the user with this number, or None where there is none."""
        import pwd  # not on Windows

        try:
            found = pwd.getpwuid(uid)
        except KeyError:
            return None
        return AccountIds(found.pw_name, found.pw_uid, found.pw_gid, found.pw_dir)

    def group(self, name: str) -> int | None:
        """Return a group's number, or None where there is none."""
        import grp  # not on Windows

        try:
            return grp.getgrnam(name).gr_gid
        except KeyError:
            return None

    def run(self, command: Sequence[str], given: bytes = b"") -> bytes:
        """Run a command with this on standard input; return what it writes, or refuse ``GUARD_COMMAND_FAILED``."""
        done = self._done(command, given)
        if done is None or done.returncode:
            raise Refusal(Code.GUARD_COMMAND_FAILED, command=" ".join(command))
        return done.stdout

    def try_run(self, command: Sequence[str]) -> tuple[int, str]:
        """Run a command that only asks; return its exit code and what it writes."""
        done = self._done(command, b"")
        return (127, "") if done is None else (done.returncode, done.stdout.decode("utf-8", "replace"))

    def _done(self, command: Sequence[str], given: bytes) -> "subprocess.CompletedProcess[bytes] | None":
        path = shutil.which(command[0], path=_SAFE_PATH)
        if path is None:
            return None
        environment = {"PATH": _SAFE_PATH, "LANG": "C.UTF-8"}
        try:
            return subprocess.run(  # noqa: S603 - fixed commands, found in the system's own folders
                [path, *command[1:]], input=given, capture_output=True, timeout=SECONDS, env=environment, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
