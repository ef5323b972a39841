"""Keeps what this process has in memory and writes to files from other programs, as far as its system can."""

import os
import sys
from contextlib import suppress
from functools import cache
from typing import Any, Final

PRIVATE: Final = 0o077
"""What others may not do with a file or folder of ours."""
CORE, TRACE, SWAP, UMASK, SYSTEM = "core", "trace", "swap", "umask", "system"
"""What may be missing: no core dump, not readable by other programs, keys out of swap, private files; all of it."""
_SET_DUMPABLE: Final = 4
_GET_DUMPABLE: Final = 3
"""prctl(2), linux/prctl.h. Not dumpable: no core, no ptrace(2), and /proc/PID belongs to root."""
_DENY_ATTACH: Final = 31
"""PT_DENY_ATTACH, ptrace(2) of macOS."""


def harden() -> None:
    """Ask for no core dump and for no reader of this process's memory; what is refused stays in :func:`missing`."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError):  # a service manager may forbid even this, having done it itself
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _call("prctl", _SET_DUMPABLE, 0, 0, 0, 0)
    elif sys.platform == "darwin":
        _call("ptrace", _DENY_ATTACH, 0, None, 0)


def keep_files_private() -> None:
    """Whatever this process makes from now on is its user's alone, also what a library makes."""
    os.umask(PRIVATE)


def keep_in_memory(key: bytes) -> bool:
    """Keep the pages on which a key lies out of swap; return whether the system allows it (RLIMIT_MEMLOCK).

    Never undone: pages are shared with other keys, and the process ends with them. Copies that a library makes of a key
    are its own.
    """
    return sys.platform != "win32" and _call("mlock", key, len(key)) == 0


def give_back() -> bool:
    """Give whole pages of memory that nothing uses back to the system, which wipes them; return whether that was done.

    What was in them is gone then. Only glibc can be asked (malloc_trim(3)); others do it when they see fit.
    """
    return sys.platform == "linux" and _call("malloc_trim", 0) == 1


def missing() -> tuple[str, ...]:
    """Look now; return what does not hold, as codes."""
    if sys.platform == "win32":
        return (SYSTEM,)
    holds = {CORE: _no_core(), TRACE: _no_trace(), SWAP: keep_in_memory(os.urandom(32)), UMASK: _files_private()}
    return tuple(code for code, held in holds.items() if not held)


def _no_core() -> bool:
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def _no_trace() -> bool:
    if sys.platform == "linux":
        return _call("prctl", _GET_DUMPABLE, 0, 0, 0, 0) == 0
    return sys.platform == "darwin"  # asked for at the start; it cannot be read back


def _files_private() -> bool:
    before = os.umask(PRIVATE)
    os.umask(before)
    return before & PRIVATE == PRIVATE


def _call(name: str, *arguments: Any) -> int:
    """Call the C library; -1 where it has no such function, or where foreign functions cannot be called at all."""
    try:
        import ctypes

        wanted = [ctypes.c_size_t(each) if isinstance(each, int) else each for each in arguments]
        return int(getattr(_c_library(), name)(*wanted))
    except (ImportError, AttributeError, OSError, MemoryError):
        return -1


@cache
def _c_library() -> Any:
    """Loaded once: an opening locks the pages of some twenty keys, and to load it takes longer than that."""
    import ctypes

    return ctypes.CDLL(None)
