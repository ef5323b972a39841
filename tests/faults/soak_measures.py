"""Measures what this process holds: bytes in use, pages of its own, descriptors, threads, children, objects.

Linux and glibc: /proc/self (proc(5)), ``malloc_trim`` and ``mallinfo2`` (mallinfo(3)); Python's own allocator tells its
part. A process measures itself, for nobody else may look into one that is hardened.
"""

import ctypes
import gc
import os
import re
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Final

Measure = dict[str, int]
"""What was measured, by name; memory in bytes."""

_TASKS: Final = Path("/proc/self/task")
_FIELDS: Final = (
    *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
    *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
)


class _Mallinfo(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in _FIELDS]


def measure() -> Measure:
    """Collect what is garbage, give back what is free, and measure what is left.

    ``in_use`` is what has been asked for and not been given back, to the byte; ``private_dirty`` the pages that are
    this process's alone, with whatever lies unused between; ``pss`` has its share of those of others too.
    """
    gc.collect()
    getattr(sys, "_clear_internal_caches", sys._clear_type_cache)()  # up to 4,096 names of attributes, taken at random
    _libc().malloc_trim(0)
    pages = _pages()
    return {
        "in_use": _by_malloc() + _by_python(),
        "private_dirty": pages["Private_Dirty"],
        "pss": pages["Pss"],
        "objects": len(gc.get_objects()),
        "descriptors": sum(1 for _ in Path("/proc/self/fd").iterdir()),
        "threads": sum(1 for _ in _TASKS.iterdir()),
        "children": sum(len((task / "children").read_text(encoding="ascii").split()) for task in _TASKS.iterdir()),
    }


def cannot_be_measured() -> str:
    """Return why a process of this system cannot measure itself; empty where it can."""
    if sys.platform != "linux" or not hasattr(_libc(), "mallinfo2"):
        return "no mallinfo2 in this system's C library"
    return "" if Path("/proc/self/smaps_rollup").exists() else "no /proc/PID/smaps_rollup in this system"


@cache
def _libc() -> Any:
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallinfo2"):
        libc.mallinfo2.restype = _Mallinfo
    return libc


def _pages() -> dict[str, int]:
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    return {name.rstrip(":"): int(kib) * 1024 for name, kib, *_ in map(str.split, lines)}


def _by_malloc() -> int:
    info = _libc().mallinfo2()
    return int(info.uordblks + info.hblkhd)


def _by_python() -> int:
    """The bytes in the blocks of Python's own allocator, as it tells them to standard error."""
    with tempfile.TemporaryFile() as told:
        sys.stderr.flush()
        before = os.dup(2)
        os.dup2(told.fileno(), 2)
        try:
            sys._debugmallocstats()
        finally:
            os.dup2(before, 2)
            os.close(before)
        told.seek(0)
        found = re.search(rb"# bytes in allocated blocks\s+=\s+([\d,]+)", told.read())
    return int(found[1].replace(b",", b"")) if found else 0
