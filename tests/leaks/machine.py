"""What the rest of the machine sees of a process: its windows, the clipboards, its files, its memory."""

import os
import re
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.leaks.needles import forms, plain_forms
from tests.leaks.stage import Stage

_CHUNK = 32 << 20
_WRITES = re.compile(rb'^\d+ +(?:write|pwrite64)\(\d+<((?:\\x[0-9a-f]{2})+|[^>]*)>[^,]*, "((?:\\x[0-9a-f]{2})*)"', re.M)
_OPENED = re.compile(rb'^\d+ +(?:openat|creat)\([^"\n]*"((?:\\x[0-9a-f]{2})*)"([^\n]*)$', re.M)
_WRITING = re.compile(rb"O_WRONLY|O_RDWR|O_CREAT")
_HEX = re.compile(rb"\\x([0-9a-f]{2})")
_FINE = ("/dev/null", "/dev/tty", "/dev/shm/", "/proc/", "/dev/pts/")


def clipboards(stage: Stage) -> Iterator[tuple[str, str]]:
    """What ``CLIPBOARD``, ``PRIMARY`` and ``SECONDARY`` give, in every format that they offer."""
    for selection in ("clipboard", "primary", "secondary"):
        for target in _given(stage, "xclip", "-o", "-selection", selection, "-t", "TARGETS").split():
            yield f"{selection} {target}", _given(stage, "xclip", "-o", "-selection", selection, "-t", target)


def windows(stage: Stage) -> Iterator[tuple[str, str]]:
    """Every property of every window, its title among them."""
    for window in re.findall(r"^ +(0x[0-9a-f]+) ", _given(stage, "xwininfo", "-root", "-tree"), re.M):
        yield f"window {window}", _given(stage, "xprop", "-id", window, "-notype")


def type_keys(stage: Stage, text: str) -> None:
    """Press the keys of a text on the machine's keyboard: no other process of the product learns it from us."""
    subprocess.run(["xdotool", "type", "--delay", "4", text], env=stage.environment, check=True)


def files(folders: Iterable[Path], needles: Iterable[str]) -> list[tuple[str, str]]:
    """Return ``(file, needle)`` for every needle in a name or in the content of a file."""
    known = {form: needle for needle in needles for form in forms(needle)}
    paths = [path for folder in folders for path in folder.rglob("*")]
    found = [(str(path), needle) for path in paths for needle in _found([bytes(path)], known)]
    return found + [(str(p), needle) for p in paths if p.is_file() for needle in _found([p.read_bytes()], known)]


def open_to_others(folders: Iterable[Path]) -> list[str]:
    """Return what another user of the machine could read, write or enter."""
    paths = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    paths = [path for path in paths if "at-spi" not in path.parts]  # the bus of the session, which is not ours
    return [str(path) for path in paths if not path.is_symlink() and path.stat().st_mode & 0o077]


def written(stage: Stage, needles: Iterable[str]) -> list[tuple[str, str]]:
    """Return ``(where, needle)`` for what was written into any file, also one that is gone by now."""
    known = {form: needle for needle in needles for form in forms(needle)}
    writes: dict[bytes, list[bytes]] = {}
    for path, content in _WRITES.findall(stage.trace.read_bytes()):
        writes.setdefault(_plain(path), []).append(_plain(content))
    mine = {path: blocks for path, blocks in writes.items() if path.startswith(b"/") and not path.startswith(b"/dev/")}
    return [
        (f"written to {os.fsdecode(path)}", each) for path, blocks in mine.items() for each in _found(blocks, known)
    ]


def written_elsewhere(stage: Stage, folders: Iterable[Path]) -> list[str]:
    """Return every file outside these folders that was opened to be written."""
    inside = (*map(str, folders), *_FINE)
    opened = {
        os.fsdecode(_plain(path))
        for path, rest in _OPENED.findall(stage.trace.read_bytes())
        if _WRITING.search(rest) and b" = -1 " not in rest
    }
    return sorted(path for path in opened if not path.startswith(inside))


def memory(pid: int, needles: Iterable[str]) -> dict[str, int]:
    """Return how often each needle lies in the writable memory of a process; those that do not are left out.

    Memory that cannot be written to is what is in the program's own files.
    """
    return dict(_found(_blocks(pid), {form: needle for needle in needles for form in plain_forms(needle)}))


def _found(blocks: Iterable[bytes], known: dict[bytes, str]) -> Counter[str]:
    """Count the forms that lie in a run of blocks, by their needles; grep(1) looks for all of them at once."""
    with tempfile.TemporaryFile() as patterns:
        patterns.write(b"\n".join(known))
        patterns.seek(0)
        command = ["grep", "--text", "--only-matching", "--fixed-strings", f"--file=/dev/fd/{patterns.fileno()}"]
        grep = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"LC_ALL": "C"}, pass_fds=[patterns.fileno()]
        )
        found: list[bytes] = []
        reader = threading.Thread(target=lambda: found.extend(grep.stdout.read().split(b"\n")))
        reader.start()
        for block in blocks:
            grep.stdin.write(block)
        grep.stdin.close()
        reader.join()
        grep.wait()
        grep.stdout.close()
    return Counter(known[each] for each in found if each in known)


def _blocks(pid: int) -> Iterator[bytes]:
    with Path(f"/proc/{pid}/maps").open(encoding="utf-8") as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as mem:
        for line in maps:
            area, rights, *_ = line.split()
            if "rw" not in rights:
                continue
            begin, end = (int(each, 16) for each in area.split("-"))
            for at in range(begin, end, _CHUNK):
                try:
                    mem.seek(at)
                    yield mem.read(min(_CHUNK, end - at))
                except (OSError, ValueError):  # a device's memory, or gone meanwhile
                    continue


def _given(stage: Stage, *command: str) -> str:
    done = subprocess.run(command, env=stage.environment, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


def _plain(text: bytes) -> bytes:
    return _HEX.sub(lambda found: bytes([int(found[1], 16)]), text)
