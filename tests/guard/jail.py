"""Runs a command under what a unit file says, as far as that can be had without a service manager.

    unshare --mount --net --ipc python jail.py UNIT STATE UID -- COMMAND …

Mounts are changed in the namespace that ``unshare`` made and nowhere else. STATE appears as /mnt. Limits come from
setrlimit(2), rights from setpriv(1)'s system calls, MemoryDenyWriteExecute= from prctl(2) PR_SET_MDWE, system calls and
address families from libseccomp with the groups that systemd-analyze(1) lists. Left out is what only a service manager
has (control groups with MemoryMax= and TasksMax=, KillMode=, credentials) and what the dropped rights, the filter and
the read-only system make moot here: the other Protect… and Restrict… lines, KeyringMode=, LockPersonality=.
"""

import ctypes
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

PR_SET_NO_NEW_PRIVS, PR_CAPBSET_DROP, PR_SET_MDWE = 38, 24, 65
ALLOW, EPERM, EAFNOSUPPORT = 0x7FFF0000, 0x00050001, 0x00050061
EQUAL, NOT_EQUAL = 4, 1
libc = ctypes.CDLL(None, use_errno=True)


class Argument(ctypes.Structure):
    """``struct scmp_arg_cmp`` of seccomp.h."""

    _fields_ = (("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64))


def main() -> None:
    unit, state, uid = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    options: dict[str, list[str]] = {}
    for name, value in re.findall(r"^([A-Z]\w+)=(.*)$", unit.read_text(), re.MULTILINE):
        options.setdefault(name, []).append(value)
    calls = system_calls(options["SystemCallFilter"])
    mounts(options, state)
    limits(options)
    rights(uid)
    if options["MemoryDenyWriteExecute"] == ["yes"]:
        done(libc.prctl(PR_SET_MDWE, 1, 0, 0, 0), "PR_SET_MDWE")
    seccomp(calls, unix_only=options["RestrictAddressFamilies"] == ["AF_UNIX"])
    os.umask(int(options["UMask"][0], 8))
    command = sys.argv[sys.argv.index("--") + 1 :]
    os.execve(command[0], command, {k: v for k, v in os.environ.items() if k in {"PYTHONPATH", "LANG"}})


def done(result: int, what: str) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), what)


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


def mounts(options: dict[str, list[str]], state: Path) -> None:
    mount("--bind", str(state), "/mnt")
    if options["ProtectHome"] == ["yes"]:
        for folder in ("/home", "/root", "/run/user"):
            if Path(folder).is_dir():
                mount("-t", "tmpfs", "-o", "mode=000,ro", "tmpfs", folder)
    if options["PrivateTmp"] == ["yes"]:
        for folder in ("/tmp", "/var/tmp"):
            mount("-t", "tmpfs", "-o", "mode=1777", "tmpfs", folder)
    if options["PrivateDevices"] == ["yes"]:
        devices = ("null", "zero", "full", "random", "urandom")
        mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", "/media")
        for name in devices:
            Path("/media", name).touch()
            mount("--bind", f"/dev/{name}", f"/media/{name}")
        mount("--rbind", "/media", "/dev")
    if options["ProtectProc"] == ["invisible"]:
        mount("-t", "proc", "-o", "hidepid=invisible", "proc", "/proc")
    if options["ProtectSystem"] == ["strict"]:
        mount("-o", "remount,bind,ro", "/")


def limits(options: dict[str, list[str]]) -> None:
    def size(text: str) -> int:
        return int(text.removesuffix("M")) << 20 if text.endswith("M") else int(text)

    for name, kind in (("CORE", "RLIMIT_CORE"), ("MEMLOCK", "RLIMIT_MEMLOCK"), ("NOFILE", "RLIMIT_NOFILE")):
        value, most = size(options[f"Limit{name}"][0]), resource.getrlimit(getattr(resource, kind))[1]
        lower = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(getattr(resource, kind), (lower, lower))


def rights(uid: int) -> None:
    for capability in range(64):
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    done(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "PR_SET_NO_NEW_PRIVS")


def system_calls(filters: list[str]) -> list[str]:
    """What is left when a unit's lines are read one after the other."""
    allowed: set[str] = set()
    for line in filters:
        names = {call for group in line.removeprefix("~").split() for call in members(group)}
        allowed = allowed - names if line.startswith("~") else allowed | names
    # What the manager's own start of a process needs, and execve itself
    return sorted(allowed | {"execve", "exit", "exit_group", "rt_sigreturn"})


def members(group: str) -> set[str]:
    if not group.startswith("@"):
        return {group}
    asked = ["systemd-analyze", "syscall-filter", "--no-pager", group]
    listed = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.splitlines()[1:]
    names = [line.strip() for line in listed if line.startswith("    ") and not line.strip().startswith("#")]
    return {call for name in names for call in members(name)}


def seccomp(calls: list[str], *, unix_only: bool) -> None:
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(EPERM))
    for call in calls:
        number = library.seccomp_syscall_resolve_name(call.encode())
        if number < 0:
            continue
        if call == "socket" and unix_only:
            rule(library, context, ALLOW, number, EQUAL)
            rule(library, context, EAFNOSUPPORT, number, NOT_EQUAL)
        else:
            library.seccomp_rule_add_array(context, ALLOW, number, 0, None)
    done(library.seccomp_load(context), "seccomp_load")


def rule(library: ctypes.CDLL, context: ctypes.c_void_p, action: int, number: int, comparison: int) -> None:
    argument = Argument(0, comparison, 1, 0)  # AF_UNIX is 1
    library.seccomp_rule_add_array(context, action, number, 1, ctypes.byref(argument))


if __name__ == "__main__":
    main()
