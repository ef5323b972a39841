"""The disk under a harness: every change of one folder counted, written down, failed, shortened or the process's last.

A harness calls :func:`under_the_shim` first thing in its ``main``; that runs it again with ``disk_shim.c`` preloaded
and with a folder of its own, and :func:`the_disk` then hands out the controls. Linux with a C compiler only.
``python -m tests.faults.disk MODULE [ARGUMENT ...]`` runs a harness under it from the start, which imports it once.
"""

import ctypes
import mmap
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("disk_shim.c")
ROOT, CONTROL, TRACE = "OC_DISK_ROOT", "OC_DISK_CONTROL", "OC_DISK_TRACE"
SHIM = "OC_DISK_SHIM"
"""Where the compiled shim is, for a run of several harnesses; without it each compiles its own."""
_HEAD = struct.Struct("=IIIIQ")


class Kind(IntFlag):
    """Which operations are counted."""

    WRITES = 1
    SYNCS = 2
    READS = 4


class Fault(IntEnum):
    """What happens to the operation on which the count ends."""

    EIO = 1
    ENOSPC = 2
    SHORT = 3
    KILL_BEFORE = 4
    KILL_AFTER = 5
    KILL_TORN = 6


class Op(IntEnum):
    """What a record of the trace tells."""

    WRITE = 1
    TRUNCATE = 2
    SYNC = 3
    CREATE = 4
    RENAME = 5
    UNLINK = 6
    MKDIR = 7
    RMDIR = 8
    SAID = 9
    """Not a change: an answer is about to be written."""


@dataclass(frozen=True, slots=True)
class Record:
    """One change: ``path`` below the folder, ``data`` written or the new name, ``offset`` of it or the new length."""

    op: Op
    path: str
    data: bytes
    offset: int


class _Control(ctypes.Structure):
    _fields_ = (
        ("seen", ctypes.c_int64),
        ("at", ctypes.c_int64),
        ("what", ctypes.c_int32),
        ("mask", ctypes.c_int32),
        ("sticky", ctypes.c_int32),
        ("fired", ctypes.c_int32),
        ("tracing", ctypes.c_int32),
        ("mouth", ctypes.c_int32),
    )


class Disk:
    """The controls, shared with every process that the harness forks. ``folder`` is where faults happen."""

    def __init__(self, folder: Path, control: Path, trace: Path) -> None:
        self.folder = folder
        self._trace = trace
        with control.open("r+b") as file:
            self._control = _Control.from_buffer(mmap.mmap(file.fileno(), 0))

    def arm(self, fault: Fault, at: int, kind: Kind, *, sticky: bool = False) -> None:
        """Let ``fault`` happen to the ``at``-th operation (from 1) of these kinds from now on."""
        control = self._control
        control.at = 0
        control.seen, control.fired = 0, 0
        control.what, control.mask, control.sticky = fault, kind, sticky
        control.at = at

    def count(self, kind: Kind) -> None:
        """Let nothing happen, and count the operations of these kinds from now on."""
        self.arm(Fault.EIO, 1 << 62, kind)

    def disarm(self) -> int:
        """Let nothing happen any more; return how often something did."""
        self._control.at = 0
        return int(self._control.fired)

    @property
    def seen(self) -> int:
        """Operations counted since it was armed."""
        return int(self._control.seen)

    def listen(self, descriptor: int) -> None:
        """Note in the trace when something is written to this descriptor, whichever process has it."""
        self._control.mouth = descriptor

    @contextmanager
    def traced(self) -> Iterator[None]:
        """Append every change to the trace meanwhile."""
        self._control.tracing = 1
        try:
            yield
        finally:
            self._control.tracing = 0

    def reached(self) -> int:
        """Return the length of the trace in bytes: a place in time."""
        return self._trace.stat().st_size

    def records(self) -> list[tuple[int, Record]]:
        """Return the trace: the place at which each record ends, and the record."""
        content, place, found = self._trace.read_bytes(), 0, []
        while place < len(content):
            op, path, data, _, offset = _HEAD.unpack_from(content, place)
            place += _HEAD.size
            name, written = content[place : place + path], content[place + path : place + path + data]
            place += path + data
            found.append((place, Record(Op(op), name.decode(), written, offset)))
        return found


def can_be_shimmed() -> str:
    """Return why this machine cannot run a harness on a shimmed disk; empty where it can."""
    if not sys.platform.startswith("linux"):
        return "the shim is for Linux"
    return "" if shutil.which("cc") else "no C compiler"


@cache
def the_disk() -> Disk:
    """Return the controls of the disk under this process."""
    return Disk(Path(os.environ[ROOT]), Path(os.environ[CONTROL]), Path(os.environ[TRACE]))


def compiled(folder: Path) -> Path:
    """Compile the shim into a folder; return the library."""
    library = folder / "shim.so"
    compiler = ["cc", "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", str(library), str(SOURCE)]
    subprocess.run([*compiler, "-ldl"], check=True)
    return library


def under_the_shim(module: str, arguments: Sequence[str] | None = None) -> None:
    """Return in a process that runs under the shim; in any other, run ``module`` in one and exit as it does.

    The arguments are this process's own unless others are given.
    """
    if CONTROL in os.environ:
        return
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        place = Path(made)
        control, trace = place / "control", place / "trace"
        control.write_bytes(bytes(ctypes.sizeof(_Control)))
        trace.touch()
        (place / "root").mkdir(mode=0o700)
        surroundings = os.environ | {
            "LD_PRELOAD": os.environ.get(SHIM) or str(compiled(place)),
            ROOT: str(place / "root"),
            CONTROL: str(control),
            TRACE: str(trace),
        }
        told = sys.argv[1:] if arguments is None else arguments
        done = subprocess.run([sys.executable, "-m", module, *told], env=surroundings, check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    under_the_shim(sys.argv[1], sys.argv[2:])
