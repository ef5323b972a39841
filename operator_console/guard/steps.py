"""Single changes to a machine: each says what it will do, does it, and can take it back."""

import os
import secrets
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from operator_console.domain.refusals import Code, Refusal
from operator_console.guard.system import AccountIds, System
from operator_console.storage.device_secret import CREDENTIAL, LENGTH
from operator_console.storage.private_files import FILE_MODE, FOLDER_MODE, sync_folder

SHOWN: Final = 0o644


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the plan: a code of the words table ``guard_steps``, and what it is about."""

    code: str
    about: str


class Step(Protocol):
    """One change."""

    def told(self) -> list[Told]:
        """Return what will be done, line by line; nothing where nothing has to be."""

    def do(self) -> None:
        """Do it. Refuses where it cannot, with nothing half done."""

    def undo(self) -> None:
        """Take back what :meth:`do` did, and nothing that was there before."""


def carry_out(steps: Sequence[Step]) -> None:
    """Do all of it, or take back what was done and refuse with what failed."""
    done: list[Step] = []
    for step in steps:
        try:
            step.do()
        except BaseException:
            for before in reversed(done):
                with suppress(Refusal):
                    before.undo()
            raise
        done.append(step)


@dataclass(slots=True)
class Commands:
    """Commands of the system, and those that take them back."""

    system: System
    forward: Sequence[Sequence[str]]
    back: Sequence[Sequence[str]] = ()

    def told(self) -> list[Told]:
        """Return every command."""
        return [Told("command", " ".join(command)) for command in self.forward]

    def do(self) -> None:
        """Run them in order; when one fails, those before it are taken back."""
        for number, command in enumerate(self.forward):
            try:
                self.system.run(command)
            except Refusal:
                if number:
                    with suppress(Refusal):
                        self.undo()
                raise

    def undo(self) -> None:
        """Run the others."""
        for command in self.back:
            self.system.run(command)


@dataclass(slots=True)
class Files:
    """Files with their contents, written whole or not at all; what was there before comes back."""

    contents: dict[Path, bytes | None]
    """None: the file is to go."""
    mode: int = SHOWN
    _before: dict[Path, bytes | None] = field(default_factory=dict)

    def told(self) -> list[Told]:
        """Return what will be written and what will go."""
        return [Told(self._code(path), str(path)) for path in self._wanted()]

    def do(self) -> None:
        """Write them."""
        for path in self._wanted():
            self._before[path] = content_of(path)
            self._put(path, self.contents[path])

    def undo(self) -> None:
        """Put back what was there."""
        for path, content in self._before.items():
            self._put(path, content)

    def _wanted(self) -> list[Path]:
        return [path for path, content in self.contents.items() if content_of(path) != content]

    def _code(self, path: Path) -> str:
        if self.contents[path] is None:
            return "remove"
        return "replace" if path.exists() else "write"

    def _put(self, path: Path, content: bytes | None) -> None:
        with refusing_writes(path):
            if content is None:
                path.unlink(missing_ok=True)
                return
            path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            replace_file(path, content, self.mode)


@dataclass(slots=True)
class Folder:
    """The private folder of the service account."""

    path: Path
    owner: Callable[[], AccountIds | None]
    _made: bool = False

    def told(self) -> list[Told]:
        """Return that it will be made, or made private."""
        return [] if self._is_right() else [Told("folder", str(self.path))]

    def do(self) -> None:
        """Make it, with mode 0700 and its owner."""
        with refusing_writes(self.path):
            if not self.path.exists():
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.mkdir(mode=FOLDER_MODE)
                self._made = True
            if not stat.S_ISDIR(self.path.lstat().st_mode):
                raise Refusal(Code.FILE_UNWRITABLE, path=str(self.path))
            self.path.chmod(FOLDER_MODE)
            if owner := self.owner():
                os.chown(self.path, owner.uid, owner.gid)

    def undo(self) -> None:
        """Remove it when it was made just now; nothing is in it yet."""
        if self._made:
            with refusing_writes(self.path):
                self.path.rmdir()

    def _is_right(self) -> bool:
        owner = self.owner()
        try:
            found = self.path.lstat()
        except OSError:
            return False
        private = stat.S_ISDIR(found.st_mode) and found.st_mode & 0o77 == 0
        return private and owner is not None and found.st_uid == owner.uid


@dataclass(slots=True)
class Credential:
    """The device secret, sealed by systemd-creds(1) for this machine: to its TPM where there is one."""

    system: System
    path: Path
    secret: Callable[[], bytes] = lambda: secrets.token_bytes(LENGTH)
    replace: bool = False
    _before: bytes | None = None

    def told(self) -> list[Told]:
        """Return that one will be sealed; a secret that is there is kept."""
        return [] if self.path.exists() and not self.replace else [Told("seal", str(self.path))]

    def do(self) -> None:
        """Seal it, and see that it opens again as it was."""
        if not self.told():
            return
        secret = self.secret()
        try:
            sealed = self.system.run(seal_command(), secret)
            opens = self.system.run(unseal_command(), sealed) == secret
        except Refusal:
            opens = False
        if not opens:
            raise Refusal(Code.GUARD_CANNOT_SEAL)
        self._before = content_of(self.path)
        with refusing_writes(self.path):
            self.path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            replace_file(self.path, sealed, FILE_MODE)

    def undo(self) -> None:
        """Put back what was there."""
        with refusing_writes(self.path):
            if self._before is None:
                self.path.unlink(missing_ok=True)
            else:
                replace_file(self.path, self._before, FILE_MODE)


def seal_command() -> tuple[str, ...]:
    """Return the command that seals standard input; ``auto`` takes the TPM where the system can use one."""
    return ("systemd-creds", "encrypt", f"--name={CREDENTIAL}", "--with-key=auto", "-", "-")


def unseal_command() -> tuple[str, ...]:
    """Return the command that opens it again."""
    return ("systemd-creds", "decrypt", f"--name={CREDENTIAL}", "-", "-")


def content_of(path: Path) -> bytes | None:
    """Return what is in a file; None where there is none that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def replace_file(path: Path, content: bytes, mode: int) -> None:
    """Write a file in place of an older one, durably, with just this mode."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        os.chmod(new, mode)  # noqa: PTH101 - beside the descriptor it belongs to
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)


@contextmanager
def refusing_writes(path: Path) -> Iterator[None]:
    """Turn the system's file errors into a refusal that names the place."""
    try:
        yield
    except OSError:
        raise Refusal(Code.FILE_UNWRITABLE, path=str(path)) from None
