"""Policies as files: the examples that ship, a file that somebody chose, and the editor's text written to one."""

import tomllib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QIODevice, QSaveFile

from operator_console.domain.refusals import Code, Refusal
from operator_console.resource_files import resource

MOST_BYTES: Final = 400_000
"""UTF-8; as a message to the vault it stays below the longest line of the protocol."""


class NotPolicyText(Exception):  # noqa: N818 - what a person chose, not an error of ours
    """A file that is no text in UTF-8, or longer than :data:`MOST_BYTES`."""


def examples() -> tuple[tuple[str, Path], ...]:
    """Return name and file of every policy that ships, the standard one first."""
    files = sorted(resource("policies").glob("*.toml"), key=lambda path: (path.stem != "default", path.stem))
    return tuple((str(tomllib.loads(read(path))["name"]), path) for path in files)


def fits(text: str) -> bool:
    """Return whether a text is short enough for the vault."""
    return len(text.encode("utf-8", "surrogatepass")) <= MOST_BYTES


def read(path: Path) -> str:
    """Return the file's text with plain line ends. Refuses ``FILE_UNREADABLE``; raises :class:`NotPolicyText`."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError:
        raise Refusal(Code.FILE_UNREADABLE, path=str(path)) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotPolicyText from None
    if "\0" in text or len(raw) > MOST_BYTES:
        raise NotPolicyText
    return text.replace("\r\n", "\n")


def write(path: Path, text: str) -> None:
    """Write a text to a file, whole or not at all. Refuses ``FILE_UNWRITABLE``."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise Refusal(Code.FILE_UNWRITABLE, path=str(path))
    file.write(text.encode("utf-8", "replace"))
    if not file.commit():
        raise Refusal(Code.FILE_UNWRITABLE, path=str(path))
