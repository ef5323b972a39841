"""Tries, with the rights of whoever runs it, everything that an operator's own programs must not be able to do.

    python burglar.py '{"state": …, "files": …, "socket": …, "pid": …, "address": …, "cast": …, "tools": …}'

Prints one JSON object: attack to ``DONE``, or to the name of the error with which the system refused it (errno(3)).
Needs the standard library alone, because a program of anybody's would have no more.
"""

import ctypes
import errno
import json
import mmap
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

PTRACE_ATTACH, PTRACE_DETACH, PTRACE_SEIZE = 16, 17, 0x4206
PIDFD_SEND_SIGNAL, PIDFD_OPEN, PIDFD_GETFD, PROCESS_MADVISE, KCMP = 424, 434, 438, 440, 312
MADV_COLD, MS_BIND, IOPRIO_SET = 20, 4096, 251
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = libc.process_vm_readv.restype = libc.process_vm_writev.restype = ctypes.c_long
libc.syscall.restype = ctypes.c_long


class Slice(ctypes.Structure):
    """``struct iovec``."""

    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


def checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return result


def told_of(file: Path) -> str:
    """Return how a file is called here; the device secret's own name is drawn by lot."""
    return "the device secret" if file.parts[0] == "device-secrets" else str(file)


class Burglar:
    """``state`` is the folder with the vault and its secret and ``files`` what is in it, ``socket`` the door, ``pid`` a
    vault process with something readable at ``address``, ``cast`` a folder of the burglar's
    own, and ``tools`` the debuggers to start.
    """

    def __init__(self, told: dict[str, Any]) -> None:
        self.state = Path(told["state"])
        self.socket = Path(told["socket"])
        self.pid = int(told["pid"])
        self.cast = Path(told["cast"])
        self.files = [Path(name) for name in told["files"]]
        self.address = int(told["address"])
        self.tools = list(told["tools"])

    def attacks(self) -> dict[str, Callable[[], object]]:
        return {**self._files(), **self._memory(), **self._process(), **self._door(), **self._end()}

    # ---- the files

    def _files(self) -> dict[str, Callable[[], object]]:
        vault = self.state / "vault"
        return {f"read {told_of(file)}": (self.state / file).read_bytes for file in self.files} | {
            "list state folder": lambda: list(self.state.iterdir()),
            "list vault folder": lambda: list(vault.iterdir()),
            "enter state folder": lambda: os.chdir(self.state),
            "look at a file's size": (vault / "customers.db").stat,
            "put a file there": lambda: (self.state / "planted").write_bytes(b"x"),
            "write customers.db": lambda: os.close(os.open(vault / "customers.db", os.O_WRONLY)),
            "give a file a second name": lambda: os.link(vault / "customers.db", self.cast / "second"),
            "rename state folder": lambda: self.state.rename(self.cast / "state"),
            "open state folder to all": lambda: self.state.chmod(0o777),
            "own state folder": lambda: os.chown(self.state, os.getuid(), -1),
        }

    # ---- its memory

    def _memory(self) -> dict[str, Callable[[], object]]:
        proc = Path(f"/proc/{self.pid}")
        found: dict[str, Callable[[], object]] = {
            f"read /proc/PID/{name}": (proc / name).read_bytes for name in ("maps", "smaps", "environ", "auxv", "stack")
        }
        found |= {
            "open /proc/PID/mem": lambda: os.open(proc / "mem", os.O_RDONLY),
            "write /proc/PID/mem": lambda: os.open(proc / "mem", os.O_WRONLY),
            "list /proc/PID/fd": lambda: list((proc / "fd").iterdir()),
            "list /proc/PID/map_files": lambda: list((proc / "map_files").iterdir()),
            "open a database by /proc/PID/fd": lambda: [
                os.open(proc / "fd" / str(n), os.O_RDONLY) for n in range(3, 9)
            ],
            "walk in by /proc/PID/root": lambda: list((proc / "root").iterdir()),
            "walk in by /proc/PID/cwd": lambda: list((proc / "cwd").iterdir()),
            "attach (PTRACE_ATTACH)": lambda: self._traced(PTRACE_ATTACH),
            "attach (PTRACE_SEIZE)": lambda: self._traced(PTRACE_SEIZE),
            "process_vm_readv": lambda: self._copied(libc.process_vm_readv),
            "process_vm_writev": lambda: self._copied(libc.process_vm_writev),
            "take a descriptor (pidfd_getfd)": self._descriptor,
            "ask what it shares (kcmp)": lambda: checked(libc.syscall(KCMP, self.pid, os.getpid(), 1, 0, 0)),
        }
        for tool, options in {"strace": ("-o", "/dev/null", "-p"), "gdb": ("-nx", "-batch", "-p")}.items():
            if tool in self.tools and shutil.which(tool):
                found[f"attach ({tool})"] = lambda tool=tool, options=options: self._tool(tool, *options)
        return found

    def _traced(self, how: int) -> None:
        checked(libc.ptrace(how, self.pid, None, None))
        if how == PTRACE_ATTACH:
            os.waitpid(self.pid, 0)
            libc.ptrace(PTRACE_DETACH, self.pid, None, None)

    def _copied(self, call: Callable[..., int]) -> None:
        here = ctypes.create_string_buffer(8)
        mine, theirs = Slice(ctypes.addressof(here), 8), Slice(self.address, 8)
        checked(call(self.pid, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0))

    def _descriptor(self) -> None:
        handle = checked(libc.syscall(PIDFD_OPEN, self.pid, 0))
        try:
            checked(libc.syscall(PIDFD_GETFD, handle, 0, 0))
        finally:
            os.close(handle)

    def _tool(self, tool: str, *options: str) -> None:
        """A debugger says in words why it could not; its way in is PTRACE_SEIZE or PTRACE_ATTACH."""
        asked = [tool, *options, str(self.pid)]
        try:
            done = subprocess.run(
                asked, check=False, capture_output=True, text=True, timeout=10, stdin=subprocess.DEVNULL
            )
        except subprocess.TimeoutExpired:
            return  # it watches
        said = done.stdout + done.stderr
        if "Operation not permitted" in said or "ptrace:" in said:
            raise PermissionError(errno.EPERM, "refused")

    # ---- the process

    def _process(self) -> dict[str, Callable[[], object]]:
        pid = self.pid
        return {
            "slow it (setpriority)": lambda: os.setpriority(os.PRIO_PROCESS, pid, 19),
            "slow it (sched_setaffinity)": lambda: os.sched_setaffinity(pid, {0}),
            "slow it (ioprio_set)": lambda: checked(libc.syscall(IOPRIO_SET, 1, pid, 3 << 13)),
            "limit it (prlimit)": self._limited,
            "drop its pages (process_madvise)": self._advised,
            "have it killed first (oom_score_adj)": lambda: Path(f"/proc/{pid}/oom_score_adj").write_text("1000"),
            "mark it dumpable (coredump_filter)": lambda: Path(f"/proc/{pid}/coredump_filter").write_text("0x7f"),
            "move it to my control group": self._grouped,
        }

    def _limited(self) -> None:
        import resource

        resource.prlimit(self.pid, resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    def _advised(self) -> None:
        handle = checked(libc.syscall(PIDFD_OPEN, self.pid, 0))
        piece = Slice(self.address & -mmap.PAGESIZE, mmap.PAGESIZE)
        try:
            checked(libc.syscall(PROCESS_MADVISE, handle, ctypes.byref(piece), 1, MADV_COLD, 0))
        finally:
            os.close(handle)

    def _grouped(self) -> None:
        last: OSError = FileNotFoundError(errno.ENOENT, "no control groups")
        for tasks in (*Path("/sys/fs/cgroup").glob("*/tasks"), *Path("/sys/fs/cgroup").glob("cgroup.procs")):
            try:
                tasks.write_text(str(self.pid))
            except OSError as error:
                last = error
            else:
                return
        raise last

    # ---- the door

    def _door(self) -> dict[str, Callable[[], object]]:
        folder = self.socket.parent
        return {
            "listen in its place": self._bound,
            "remove the socket": self.socket.unlink,
            "rename the socket": lambda: self.socket.rename(self.cast / "moved"),
            "put another over it": self._put_over,
            "open it to all (chmod)": lambda: self.socket.chmod(0o666),
            "own it (chown)": lambda: os.chown(self.socket, os.getuid(), -1),
            "put a link beside it": lambda: (folder / "link").symlink_to(self.cast),
            "rename its folder": lambda: folder.rename(self.cast / "folder"),
            "mount over its folder": lambda: checked(
                libc.mount(os.fsencode(self.cast), os.fsencode(folder), None, MS_BIND, None)
            ),
            "say to be another uid (SCM_CREDENTIALS)": self._forged,
        }

    def _bound(self) -> None:
        with socket.socket(socket.AF_UNIX) as mine:
            try:
                mine.bind(str(self.socket))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
                with socket.socket(socket.AF_UNIX) as beside:
                    beside.bind(str(self.socket.with_name("beside")))

    def _put_over(self) -> None:
        with socket.socket(socket.AF_UNIX) as mine:
            mine.bind(str(self.cast / "mine"))
        (self.cast / "mine").rename(self.socket)

    def _forged(self) -> None:
        with socket.socket(socket.AF_UNIX) as mine:
            mine.connect(str(self.socket))
            claim = struct.pack("iII", os.getpid(), 0, 0)
            mine.sendmsg([b"\n"], [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, claim)])

    # ---- its end, which comes last

    def _end(self) -> dict[str, Callable[[], object]]:
        found: dict[str, Callable[[], object]] = {
            f"send {name.name}": lambda name=name: os.kill(self.pid, name)
            for name in (signal.SIGCONT, signal.SIGSTOP, signal.SIGTERM, signal.SIGSEGV, signal.SIGKILL)
        }
        return {"send SIGKILL (pidfd)": self._killed, **found}

    def _killed(self) -> None:
        handle = checked(libc.syscall(PIDFD_OPEN, self.pid, 0))
        try:
            checked(libc.syscall(PIDFD_SEND_SIGNAL, handle, int(signal.SIGKILL), None, 0))
        finally:
            os.close(handle)


def tried(attack: Callable[[], object]) -> str:
    try:
        attack()
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, type(error).__name__)
    return "DONE"


def main() -> None:
    burglar = Burglar(json.loads(sys.argv[1]))
    print(json.dumps({name: tried(attack) for name, attack in burglar.attacks().items()}))


if __name__ == "__main__":
    main()
