"""OS users who exist for one test: made with useradd, removed with everything that still runs in their name."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT_OF_CHECKOUT = Path(__file__).resolve().parents[2]
LIBRARY = os.pathsep.join(path for path in sys.path if path.endswith("site-packages"))


@dataclass(frozen=True)
class OsUser:
    """Somebody whom the system knows; ``group`` is a second group, of those who may connect, or nothing."""

    name: str
    uid: int
    gid: int
    group: int | None = None

    def as_them(self, *command: str, **environment: str) -> list[str]:
        """Return the command that runs ``command`` with this user's rights and no others, and just this environment."""
        groups = f"--groups={self.group}" if self.group is not None else "--clear-groups"
        given = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
        given |= {"PYTHONPATH": f"{ROOT_OF_CHECKOUT}{os.pathsep}{LIBRARY}", "HOME": "/", **environment}
        become = ["/usr/bin/setpriv", f"--reuid={self.uid}", f"--regid={self.gid}", groups, "--bounding-set=-all"]
        return ["/usr/bin/env", "-i", *become, "/usr/bin/env", *(f"{k}={v}" for k, v in given.items()), *command]


@cache
def other_python() -> str:
    """Return an interpreter that every OS user can run with all that the console and the vault need, or nothing."""
    for python in (sys.executable, "/usr/bin/python3"):
        asked = [python, "-P", "-c", "import operator_console.vault_process, sqlcipher3, PySide6.QtWidgets"]
        nobody = OsUser("", 65534, 65534)
        with contextlib.suppress(OSError):
            if subprocess.run(nobody.as_them(*asked), check=False, capture_output=True, cwd="/").returncode == 0:
                return python
    return ""


def why_not() -> str:
    """Say why real OS users cannot be made here; nothing where they can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root on Linux can make OS users"
    for command in ("useradd", "userdel", "groupadd", "groupdel", "setpriv"):
        if shutil.which(command) is None:
            return f"no {command} here"
    return "" if other_python() else "no interpreter that another OS user could run"


@contextlib.contextmanager
def people(*wanted: tuple[str, bool]) -> Iterator[tuple[str, dict[str, OsUser]]]:
    """Make OS users under names of their own, and the group of those who may connect.

    ``wanted`` has what a user is called here and whether they are in the group. Gives the group's name and the users.
    """
    mark = secrets.token_hex(4)
    group, made = f"oc{mark}", []
    subprocess.run(["groupadd", "--system", group], check=True)
    try:
        import grp

        gid = grp.getgrnam(group).gr_gid
        found = {}
        for called, connects in wanted:
            name = f"oc{mark}-{called}"
            _make(name, [group] if connects else [])
            made.append(name)
            entry = pwd.getpwnam(name)
            found[called] = OsUser(name, entry.pw_uid, entry.pw_gid, gid if connects else None)
        yield group, found
    finally:
        for name in made:
            _end_all_of(pwd.getpwnam(name).pw_uid)
            subprocess.run(["userdel", name], check=True)
        subprocess.run(["groupdel", group], check=True)


def _make(name: str, groups: Sequence[str]) -> None:
    also = [f"--groups={','.join(groups)}"] if groups else []
    home = ["--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    subprocess.run(["useradd", "--system", "--user-group", *home, *also, name], check=True, capture_output=True)


def _end_all_of(uid: int) -> None:
    """End what runs as a user who was made here; their number may be somebody else's afterwards."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if process.stat().st_uid == uid:
                os.kill(int(process.name), signal.SIGKILL)
