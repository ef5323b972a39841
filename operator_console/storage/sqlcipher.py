"""One way to open a database: encrypted with a raw key, durable at every commit, its faults told as refusals."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.private_files import create_private
from operator_console.storage.reserve import use_reserve

PAGE_SIZE: Final = 8192
"""Bytes in a page; a database file is a whole number of them."""
OLDEST_SQLITE: Final = (3, 51, 3)
"""Older ones can corrupt a WAL database: https://sqlite.org/wal.html#walresetbug."""
CACHE_KIB: Final = 256 * 1024
"""Decrypted pages are kept up to this much; memory is taken as pages are read."""
BUSY_MS: Final = 1000
ROOM: Final = 1 << 20
"""Bytes; on a disk with less than this left, a failed read or write is the disk's being full."""


class Cursor(Protocol):
    """The part of a cursor that this room uses (PEP 249)."""

    lastrowid: int
    rowcount: int

    def fetchone(self) -> Any:
        """Return the next row or None."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Go through the rows that are left."""


class Connection(Protocol):
    """The part of a connection that this room uses (PEP 249 and SQLCipher's key)."""

    in_transaction: bool
    total_changes: int

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Sequence[object]]) -> Cursor:
        """Run one statement once for each row of parameters."""

    def create_function(self, name: str, narg: int, func: Callable[..., None]) -> None:
        """Let statements of this connection call a function; a negative number of arguments is any."""

    def set_key(self, key: str) -> None:
        """Give the key; it does not show in a trace, as the pragma would."""

    def close(self) -> None:
        """Close it; an open transaction is rolled back."""


def refusal_of(error: dbapi2.Error, path: Path) -> Refusal | None:
    """Return what an error of the database means to a person, or None where it is a bug of ours."""
    number = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if not number and isinstance(error, dbapi2.OperationalError):
        return Refusal(Code.VAULT_DAMAGED, file=path.name)  # a text that is none; the message would quote it
    if number in _DISK_TROUBLE and _full(path.parent):
        return Refusal(Code.DISK_FULL)  # SQLite says so only where it writes pages, not where it makes a file
    code = _MEANING.get(number)
    if code is Code.VAULT_DAMAGED:
        return Refusal(code, file=path.name)
    if code is Code.VAULT_READ_ONLY:
        return Refusal(code, path=str(path.parent))
    return Refusal(code) if code else None


def _full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < ROOM
    except OSError:
        return False


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn the database's errors into refusals; a wrong statement stays an error."""
    try:
        yield
    except dbapi2.Error as error:
        refusal = refusal_of(error, path)
        if refusal is None:
            raise
        raise refusal from None


def count_of_others(connection: Connection, path: Path) -> int:
    """Return a number that is another one once another connection has changed the file; own changes leave it alone.

    https://sqlite.org/pragma.html#pragma_data_version
    """
    with refusing(path):
        return int(connection.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def transaction(connection: Connection, path: Path) -> Iterator[None]:
    """Everything inside it or nothing; durable when it ends. Refuses when the disk is full or the file is damaged."""
    use_reserve(path.parent)
    with refusing(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def open_database(path: Path, key: bytes, *, create: bool = False) -> Connection:
    """Open (or create) an encrypted database with a raw 32-byte key, in autocommit.

    Refuses with ``VAULT_DAMAGED`` when the file is missing, cut short or does not open with this key.
    """
    if len(key) != 32:
        raise ValueError("a raw key has 32 bytes")
    _prepare_library()
    use_reserve(path.parent)
    if create:
        create_private(path, b"")
    elif not path.is_file() or path.stat().st_size < PAGE_SIZE:
        raise Refusal(Code.VAULT_DAMAGED, file=path.name)
    with refusing(path):
        connection: Connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            _settle(connection, key)
        except BaseException:
            connection.close()
            raise
    return connection


def require_whole_pages(path: Path, key: bytes) -> int:
    """Bring the write-ahead log home; return how many steps the database has had.

    Refuses with ``VAULT_DAMAGED`` when a page is not as it was sealed.
    """
    connection = open_database(path, key)
    try:
        with refusing(path):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            steps = int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()
    if broken:
        raise Refusal(Code.VAULT_DAMAGED, file=path.name)
    return steps


@contextmanager
def held_still(connection: Connection, path: Path) -> Iterator[None]:
    """Bring home what can be of the write-ahead log, and let nobody write meanwhile; nothing is changed inside."""
    with refusing(path):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")


def require_recent(version: tuple[int, ...]) -> None:
    """Refuse an SQLite that can corrupt what it writes."""
    if version < OLDEST_SQLITE:
        raise Refusal(Code.SQLITE_TOO_OLD, found=_dotted(version), needed=_dotted(OLDEST_SQLITE))


def _settle(connection: Connection, key: bytes) -> None:
    connection.set_key(f"x'{key.hex()}'")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise RuntimeError("the database did not take write-ahead logging")


@cache
def _prepare_library() -> None:
    """Set what SQLCipher only takes process-wide, before the first database is opened."""
    require_recent(tuple(dbapi2.sqlite_version_info))
    connection = dbapi2.connect(":memory:")
    try:
        for pragma in _PROCESS_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    finally:
        connection.close()


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)


_PROCESS_PRAGMAS: Final = (
    f"cipher_default_page_size = {PAGE_SIZE}",
    "cipher_default_hmac_algorithm = HMAC_SHA256",
    "cipher_default_kdf_algorithm = PBKDF2_HMAC_SHA256",
    "cipher_log_level = NONE",  # a wrong key writes three lines to standard error otherwise
)
_PRAGMAS: Final = (
    f"cache_size = -{CACHE_KIB}",
    f"busy_timeout = {BUSY_MS}",
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cell_size_check = ON",
)
# Result codes: https://sqlite.org/rescode.html
_IOERR: Final = 10
_CANTOPEN: Final = 14
_DISK_TROUBLE: Final = frozenset({_IOERR, _CANTOPEN})
_MEANING: Final = {
    3: Code.VAULT_READ_ONLY,  # PERM
    5: Code.VAULT_IN_USE,  # BUSY
    6: Code.VAULT_IN_USE,  # LOCKED
    8: Code.VAULT_READ_ONLY,  # READONLY
    _IOERR: Code.VAULT_DAMAGED,
    11: Code.VAULT_DAMAGED,  # CORRUPT
    13: Code.DISK_FULL,  # FULL
    _CANTOPEN: Code.VAULT_READ_ONLY,
    26: Code.VAULT_DAMAGED,  # NOTADB
}
