"""A process of the product keeps its memory and its files to itself, says what it cannot, and the keys are locked."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from operator_console import process_walls
from operator_console.process_walls import CORE, SWAP, SYSTEM, TRACE, UMASK

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


GIVES_BACK = """
import ctypes
from operator_console.process_walls import give_back
library = ctypes.CDLL(None)
library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
blocks = [library.malloc(1000) for _ in range(40_000)]
for block in blocks:
    ctypes.memset(block, 1, 1000)
for block in blocks[:-1]:
    library.free(block)
def held():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty")) * 1024
before, given = held(), give_back()
assert given
print(before, held())
"""
READY = """
import ctypes, os, resource, sys
from operator_console.process_walls import *
def as_nobody():
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
        ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # dumpable again, as after any start of a program
"""
LOOK = """
me, pid = os.getpid(), os.fork()
if not pid:
    try:
        os.close(os.open(f"/proc/{me}/mem", os.O_RDONLY))
    except OSError:
        os._exit(1)
    os._exit(0)
print("closed" if os.waitstatus_to_exitcode(os.wait()[1]) else "open")
"""


def told(code, *, before=None):
    """Run it in a process of its own; return what it prints."""
    command = [sys.executable, "-c", READY + code]
    return subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=before).stdout.strip()


@linux
def test_a_plain_process_lacks_it_and_says_so() -> None:
    def plain() -> None:
        import os
        import resource

        os.umask(0o022)
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (min(hard, 4096) if hard > 0 else hard, hard))

    lacking = told("print(*missing())", before=plain).split()
    assert {TRACE, UMASK} <= set(lacking)


@linux
def test_a_hardened_process_lacks_nothing() -> None:
    assert told("harden(); keep_files_private(); print(*missing())") in {"", SWAP}


@linux
def test_no_core_is_left_by_a_process_that_dies() -> None:
    code = "harden(); pid = os.fork()\nif not pid: os.abort()\nprint(os.WCOREDUMP(os.wait()[1]))"
    assert told(code) == "False"


@linux
def test_nobody_else_reads_its_memory() -> None:
    assert told("as_nobody()" + LOOK) == "open", "there is no wall to look for"
    assert told("as_nobody(); harden()" + LOOK) == "closed"


@linux
def test_the_pages_of_keys_are_locked() -> None:
    code = (
        "from operator_console.storage.keys import derive\n"
        "def locked():\n"
        "  return next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmLck'))\n"
        "before = locked(); key = derive(bytes(32), 'x/1'); print(before, locked())"
    )
    before, after = told(code).split()
    if not process_walls.keep_in_memory(bytes(32)):
        pytest.skip("this machine lets nobody lock memory")
    assert int(before) == 0
    assert int(after) > 0


@linux
def test_where_no_memory_may_be_locked_that_is_said() -> None:
    code = "resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0)); as_nobody(); harden(); keep_files_private()"
    assert told(code + "; print(*missing())") == SWAP


def test_windows_has_none_of_it_and_says_so(monkeypatch) -> None:
    monkeypatch.setattr(process_walls.sys, "platform", "win32")
    process_walls.harden()
    assert process_walls.missing() == (SYSTEM,)
    assert not process_walls.keep_in_memory(bytes(32))


def test_a_library_without_the_function_is_a_wall_that_is_missing() -> None:
    assert process_walls._call("no_such_function_of_any_c_library") == -1


@linux
@pytest.mark.parametrize("command", ["vault", "console"])
def test_every_process_starts_behind_its_walls(command, tmp_path: Path) -> None:
    """Asked of the process itself, through the same check that the status page shows."""
    code = (
        "import sys, operator_console.__main__ as entry, operator_console.process_walls as walls\n"
        "class Mod:\n"
        "  @staticmethod\n"
        "  def main(_): print(*walls.missing()); return 0\n"
        f"entry.import_module = lambda _: Mod; sys.argv = ['x', '{command}']; entry.main()"
    )
    assert told(code) in {"", SWAP}
    assert CORE not in told(code)


@pytest.mark.skipif(sys.platform != "linux" or platform.libc_ver()[0] != "glibc", reason="glibc alone can be asked")
def test_memory_that_nothing_uses_goes_back_to_the_system():
    """Small blocks, freed below one that is kept: free() alone gives nothing of them back."""
    kept = subprocess.run([sys.executable, "-c", GIVES_BACK], capture_output=True, text=True, check=True).stdout
    before, after = map(int, kept.split())
    assert before - after > 20_000_000
