"""Whether a path leads where its owner put it: nobody else can replace the thing or a folder on the way to it."""

import stat
from collections.abc import Set
from pathlib import Path
from typing import Final

ROOT: Final = 0
"""The uid that owns the system."""
OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
"""The group counts as others: who is in it changes."""


def weak_part(path: Path, owners: Set[int]) -> Path | None:
    """Return the first part of an absolute path, from the root on, that somebody else could replace; None for none.

    Every part has to belong to one of ``owners`` and be no symbolic link, every folder above the last part has to be
    closed to the writing of others. There is no exception for sticky folders: what is not there yet is anybody's to
    make. Only an owner could change a part that passes, so the order of looking does not matter.
    """
    if not path.is_absolute() or ".." in path.parts:
        return path
    for part in (*reversed(path.parents), path):
        try:
            found = part.lstat()
        except OSError:
            return part
        if found.st_uid not in owners or stat.S_ISLNK(found.st_mode):
            return part
        if part != path and found.st_mode & OTHERS_WRITE:
            return part
    return None
