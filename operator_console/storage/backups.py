"""Copies an open vault as it is at one moment, checks the copy, and writes it into one file.

Both databases and both key files are copied while nobody writes to any of them; everything that takes long comes after
that, on the copy. A copy that a sudden end has left is removed by whoever opens the vault next.
"""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from operator_console.domain.backups import BackupView
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.ports import Moment, Step
from operator_console.storage.accounts import UserAccounts
from operator_console.storage.backup_file import (
    CHUNK,
    DATABASES,
    KEPT,
    OF_A_DEMO,
    Manifest,
    Part,
    copied,
    digest_of,
    front_of,
    read_front,
    told,
)
from operator_console.storage.database import Database
from operator_console.storage.folder import CUSTOMERS, LOG, STAGED
from operator_console.storage.header import Header
from operator_console.storage.keys import VaultKeys
from operator_console.storage.log_store import LogStore
from operator_console.storage.private_files import FILE_MODE, FOLDER_MODE, refusing_files
from operator_console.storage.reserve import LOW, SIZE
from operator_console.storage.sqlcipher import require_whole_pages
from operator_console.storage.turns import Turn

TURN: Final = "backup.lock"
TURN_SECONDS: Final = 0.2
_WAL: Final = "-wal"
_NOT_AS_WRITTEN: Final = frozenset({Code.BACKUP_FOREIGN, Code.BACKUP_DAMAGED, Code.VAULT_NEWER})
_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_TO_READ: Final = os.O_RDONLY | _BINARY


class OpenFiles:
    """Descriptors of the databases, open for as long as their connections are.

    On POSIX systems, closing any descriptor of a file gives up every lock that this process has on it (fcntl(2)), and
    SQLite's are among them: https://sqlite.org/howtocorrupt.html, section 2.2.
    """

    def __init__(self) -> None:
        self._open: dict[Path, int] = {}

    def of(self, path: Path) -> int:
        """Return a descriptor that stays open; nobody else is to close it."""
        if path not in self._open:
            self._open[path] = os.open(path, _TO_READ)
        return self._open[path]

    def close(self) -> None:
        """The connections are closed."""
        while self._open:
            os.close(self._open.popitem()[1])


@dataclass(frozen=True, slots=True)
class Source:
    """An open vault, for whoever copies it."""

    folder: Path
    header: Header
    keys: VaultKeys
    database: Database
    log: LogStore
    accounts: UserAccounts
    files: OpenFiles


@dataclass(frozen=True, slots=True)
class Counted:
    """How far the log had come at the moment of the copy, and how many customers there were."""

    entries: int
    head: bytes
    customers: int


@contextmanager
def staged(source: Source, moment: Moment) -> Iterator["Staged"]:
    """Copy the vault as it is now; the copy goes when this is left. Refuses ``BUSY`` and ``DISK_FULL``."""
    with _alone(source.folder):
        place = source.folder / STAGED
        try:
            with refusing_files(place):
                _clear(place)
                _require_room(source.folder)
                place.mkdir(mode=FOLDER_MODE)
                counted = _copy(source, place)
            yield Staged(source, place, moment, counted)
        finally:
            with suppress(OSError):
                _clear(place)


def sweep(folder: Path) -> None:
    """Remove a copy that a sudden end has left, unless somebody makes one now."""
    place = folder / STAGED
    if place.exists():
        with suppress(Refusal, OSError), _alone(folder):
            _clear(place)


class Staged:
    """Fulfils :class:`operator_console.services.ports.StagedBackup`."""

    def __init__(self, source: Source, place: Path, moment: Moment, counted: Counted) -> None:
        self._source = source
        self._place = place
        self._moment = moment
        self._counted = counted

    def written(self, file: BinaryIO) -> Generator[Step, None, BackupView]:
        """Check every page of the copy, write it, and read the file back. Refuses ``VAULT_DAMAGED`` …"""
        schemas = yield from self._checked()
        with refusing_files(self._place):
            parts = tuple((yield from self._parts()))
        manifest = self._manifest(schemas, parts)
        content = manifest.sealed(self._source.keys.seal_of_files)
        file.write(front_of(content))
        done = 0
        for part in parts:
            with (self._place / part.name).open("rb") as source:
                yield from told("writing", copied(source, file, part.size), done, manifest.size)
            done += part.size
        file.flush()
        os.fsync(file.fileno())
        yield from _read_back(file, manifest)
        return manifest.view(file.seek(0, os.SEEK_END))

    def _checked(self) -> Generator[Step, None, dict[str, int]]:
        keys = self._source.keys
        schemas = {}
        for number, (name, key) in enumerate(((CUSTOMERS, keys.customers_database), (LOG, keys.log_database))):
            yield "checking", number, len(DATABASES)
            schemas[name] = require_whole_pages(self._place / name, key)
        yield "checking", len(DATABASES), len(DATABASES)
        return schemas

    def _parts(self) -> Generator[Step, None, list[Part]]:
        parts: list[Part] = []
        for name in self._names():
            path = self._place / name
            yield "hashing", len(parts), len(KEPT)
            parts.append(Part(name, path.stat().st_size, digest_of(path)))
        return parts

    def _names(self) -> list[str]:
        return [name for name in OF_A_DEMO if (self._place / name).exists()]

    def _manifest(self, schemas: dict[str, int], parts: tuple[Part, ...]) -> Manifest:
        header, moment = self._source.header, self._moment
        counted = self._counted
        return Manifest(
            backup=moment.backup,
            made=moment.made,
            build=moment.build,
            mode=header.mode.value,
            demo=header.demo,
            vault=header.vault_id.hex(),
            entries=counted.entries,
            head=counted.head.hex(),
            customers=counted.customers,
            schemas=schemas,
            parts=parts,
        )


def _clear(place: Path) -> None:
    """Remove the copy, if there is one."""
    if place.is_dir():
        for path in place.iterdir():
            path.unlink()
        place.rmdir()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One backup of a vault at a time."""
    turn = Turn(folder / TURN, TURN_SECONDS)
    try:
        turn.take()
    except Refusal as refusal:
        raise Refusal(Code.BUSY) if refusal.code is Code.VAULT_IN_USE else refusal from None
    try:
        yield
    finally:
        turn.let_go()


def _require_room(folder: Path) -> None:
    """The copy is not to take the space that is set aside for the log."""
    paths = [folder / name for name in (*OF_A_DEMO, *(f"{name}{_WAL}" for name in DATABASES))]
    needed = sum(path.stat().st_size for path in paths if path.exists())
    if shutil.disk_usage(folder).free < needed + SIZE + LOW:
        raise Refusal(Code.DISK_FULL)


def _copy(source: Source, place: Path) -> Counted:
    """Copy every file as it is at one moment; return the log's end and the number of customers then.

    The log is let go of first: entries that are written while the customers are copied are after that moment.
    """
    names = OF_A_DEMO if source.header.demo else KEPT
    with source.accounts.alone(), source.database.still():
        with source.log.still() as end:
            for name in names:
                path = source.folder / name
                if name not in DATABASES and path.is_file():
                    _copy_open(os.open(path, _TO_READ), place / name, os.close)
            _copy_database(source.files, source.folder / LOG, place)
        customers = source.database.row("SELECT count(*) FROM customer")[0]
        _copy_database(source.files, source.folder / CUSTOMERS, place)
    return Counted(end.entries, end.head, int(customers))


def _copy_database(files: OpenFiles, path: Path, place: Path) -> None:
    """Copy a database, and of its write-ahead log what a reader has kept from being brought home."""
    _copy_open(files.of(path), place / path.name)
    wal = path.with_name(path.name + _WAL)
    if wal.is_file() and wal.stat().st_size:
        _copy_open(os.open(wal, _TO_READ), place / wal.name, os.close)


def _copy_open(descriptor: int, target: Path, close: Callable[[int], None] = lambda _: None) -> None:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        made = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, FILE_MODE)
        with os.fdopen(made, "wb") as file:
            while chunk := os.read(descriptor, CHUNK):
                file.write(chunk)
            file.flush()
            os.fsync(made)
    finally:
        close(descriptor)


def _read_back(file: BinaryIO, manifest: Manifest) -> Generator[Step, None, None]:
    """Refuse with ``FILE_UNWRITABLE`` a file that does not say what was written into it."""
    file.seek(0)
    with Path(os.devnull).open("wb") as nowhere:
        done = 0
        try:
            same = read_front(file)[1] == manifest
            for part in manifest.parts:
                found = yield from told("reading_back", copied(file, nowhere, part.size), done, manifest.size)
                same, done = same and found == part.sha256, done + part.size
        except Refusal as refusal:
            if refusal.code not in _NOT_AS_WRITTEN:
                raise
            same = False
    if not same:
        raise Refusal(Code.FILE_UNWRITABLE, path="")
