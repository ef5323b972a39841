"""Whether the installed program is a wall: all that the vault would run belongs to root, out of others' reach."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import operator_console
from operator_console.resource_files import resource

_HIDDEN: Final = ("/home", "/root", "/run/user", "/tmp", "/var/tmp")  # noqa: S108 - named, not used
"""What the unit hides from the vault (ProtectHome=, PrivateTmp=): a program there would not start."""
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
MOST: Final = 10


def parts_of_program() -> list[Path]:
    """Return the files and folders from which the vault would run: the interpreter, every library, this package."""
    libraries = sys.path if sys.flags.safe_path else sys.path[1:]
    settings = Path(sys.prefix) / "pyvenv.cfg"
    parts = [Path(sys.executable), settings, *map(Path, libraries), Path(operator_console.__file__).parent, resource()]
    return [part for part in dict.fromkeys(parts) if part.exists()]


def weak_places(parts: Iterable[Path], owner: int = 0) -> list[Path]:
    """Return what others than ``owner`` could change, at most ten: the parts, what is in them, the way there."""
    return list(islice((Path(path) for path, found in _all_of(parts) if _is_weak(found, owner)), MOST))


def hidden_parts(parts: Iterable[Path]) -> list[Path]:
    """Return the parts that lie where the service cannot see them."""
    return [part for part in parts if any(part.resolve().is_relative_to(folder) for folder in _HIDDEN)]


def _all_of(parts: Iterable[Path]) -> Iterator[tuple[str, os.stat_result]]:
    """Every file once, the folders above it, and where links lead."""
    seen: set[str] = set()
    todo = [str(part) for part in parts]
    while todo:
        part = todo.pop()
        for path in (*map(str, reversed(Path(part).parents)), part, *_inside(part)):
            if path in seen:
                continue
            seen.add(path)
            try:
                found = os.lstat(path)
            except OSError:
                continue
            yield path, found
            if stat.S_ISLNK(found.st_mode):
                todo.append(os.path.realpath(path))


def _inside(part: str) -> Iterator[str]:
    for folder, folders, files in os.walk(part):
        for name in (*folders, *files):
            yield f"{folder}/{name}"


def _is_weak(found: os.stat_result, owner: int) -> bool:
    if found.st_uid != owner:
        return True
    sticky_folder = stat.S_ISDIR(found.st_mode) and bool(found.st_mode & stat.S_ISVTX)
    return not stat.S_ISLNK(found.st_mode) and not sticky_folder and bool(found.st_mode & _OTHERS_WRITE)
