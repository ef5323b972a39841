"""Signs how far the log has come whenever it is time, and keeps what it signed and what of it was taken away."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from operator_console.audit.chain import GENESIS, next_signer
from operator_console.audit.checkpoints import BadCheckpoint, decode, encode, public_of, sign, signed_by
from operator_console.domain.actions import Action
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.log_ports import KeptCheckpoint
from operator_console.storage.keys import derive
from operator_console.storage.log_key_file import KeyState, LogKeyFile
from operator_console.storage.private_files import refusing_files
from operator_console.storage.sqlcipher import Connection, refusing

KEY_FILE: Final = "checkpoint.key"
EVERY_ENTRIES: Final = 64
EVERY_US: Final = 5 * 60 * 1_000_000
AT_ONCE: Final = frozenset({Action.LOCK, Action.SIGN_OUT, Action.LOG_EXPORTED, Action.CUSTOMER_LOG_EXPORTED})
"""After these a checkpoint is always made."""
NEVER_AFTER: Final = frozenset({Action.REVEAL})
"""A reveal waits for its entry and for nothing else."""
LATEST_ENTRIES: Final = 2 * EVERY_ENTRIES
"""Where nobody says that nobody waits, as during an import, it is made after so many."""
BATCH: Final = 1000


class Notary:
    """Fulfils :class:`operator_console.services.ports.Checkpoints`; a part of its log and closed with it.

    The signing key lies in a two-slot file of its own. It is advanced after the checkpoint is durable; what a sudden
    end left between the two is settled by whoever signs next, because each key makes the next. Several processes sign
    one after the other, and none signs less than the one before.
    """

    def __init__(self, connection: Connection, path: Path, key_file: LogKeyFile | None, log_id: bytes) -> None:
        self._connection = connection
        self._path = path
        self._key_file = key_file
        self._log_id = log_id
        self._last = self._newest()
        self._waiting: tuple[int, bytes, int] | None = None

    @classmethod
    def create(
        cls, connection: Connection, folder: Path, state_key: bytes, log_id: bytes, seed: bytes = b""
    ) -> "Notary":
        """Begin with the first signing key, drawn at random where no ``seed`` (32 bytes) is given."""
        path = folder / KEY_FILE
        state = KeyState(0, GENESIS, seed or os.urandom(32))
        with refusing_files(path):
            key_file = LogKeyFile.create(path, _file_key(state_key), log_id, state)
        with refusing(path):
            connection.execute("INSERT INTO signer VALUES (?)", (public_of(state.key),))
        return cls(connection, path, key_file, log_id)

    @classmethod
    def open(cls, connection: Connection, folder: Path, state_key: bytes, log_id: bytes) -> "Notary":
        """Open it. Without a readable key file it can still be read, and refuses to sign."""
        path = folder / KEY_FILE
        try:
            with refusing_files(path):
                key_file = LogKeyFile.open(path, _file_key(state_key), log_id)
        except Refusal as refusal:
            if refusal.code is not Code.LOG_BROKEN:
                raise
            return cls(connection, path, None, log_id)
        made = cls(connection, path, key_file, log_id)
        with refusing(path), refusing_files(path), made._alone():
            return made

    @property
    def first_public(self) -> bytes:
        """The first public key, 32 bytes; empty where it is lost."""
        with refusing(self._path):
            row = self._connection.execute("SELECT CAST(public AS BLOB) FROM signer").fetchone()
        return bytes(row[0]) if row else b""

    def after(self, entries: int, head: bytes, wall_us: int, action: Action) -> None:
        """An entry has been written: sign at once if it has to be, else in :meth:`rest`.

        A fault keeps nobody from working; it is tried again.
        """
        self._waiting = (entries, head, wall_us)
        made = self._last.entries if self._last else 0
        if action in AT_ONCE:
            self._sign(lambda: True)
        elif action not in NEVER_AFTER and entries - made >= LATEST_ENTRIES:
            self.rest()

    def rest(self) -> None:
        """Nobody waits now: sign, if it is time."""
        self._sign(self._late)

    def _sign(self, wanted: Callable[[], bool]) -> None:
        if self._waiting is None or not wanted():
            return
        with suppress(Refusal, OSError, dbapi2.Error):
            self._last = self._newest()  # another process may have signed
            if wanted():
                self.make(*self._waiting)
                self._waiting = None

    def _late(self) -> bool:
        entries, _, wall_us = self._waiting or (0, b"", 0)
        made = (self._last.entries, self._last.made_us) if self._last else (0, wall_us)
        return entries - made[0] >= EVERY_ENTRIES or abs(wall_us - made[1]) >= EVERY_US

    def make(self, entries: int, head: bytes, wall_us: int) -> KeptCheckpoint:
        """Sign the log as it is now, durably. Refuses with ``CHECKPOINT_KEY_LOST``, ``DISK_FULL`` …"""
        with refusing(self._path), refusing_files(self._path), self._alone() as key_file:
            if self._last is not None and self._last.entries >= entries:
                return self._last
            seed = key_file.state.key
            following = next_signer(seed)
            key = Ed25519PrivateKey.from_private_bytes(seed)
            content = encode(sign(key, self._log_id, entries, head, public_of(following)))
            sql = "INSERT INTO checkpoints (entries, made_us, content) VALUES (?, ?, ?)"
            self._connection.execute(sql, (entries, wall_us, content))
            key_file.advance(KeyState(entries, head, following))
            self._last = KeptCheckpoint(entries, wall_us, content)
            return self._last

    def newest(self) -> KeptCheckpoint | None:
        """Return the last one made, by whichever process."""
        self._last = self._newest()
        return self._last

    def over(self, entries: int) -> KeptCheckpoint | None:
        """Return the one that covers just so many entries."""
        return self._one("WHERE entries = ? ORDER BY place DESC LIMIT 1", (entries,))

    def delivered(self) -> KeptCheckpoint | None:
        """Return the newest one that was taken away."""
        return self._one("WHERE delivered_us > 0 ORDER BY place DESC LIMIT 1")

    def mark_delivered(self, entries: int, way: str, wall_us: int) -> None:
        """Remember that it was taken away, for whoever asks how old it is; the proof is an entry of the log."""
        sql = "UPDATE checkpoints SET delivered_us = ?, way = ? WHERE entries = ?"
        with refusing(self._path):
            self._connection.execute(sql, (wall_us, way, entries))

    def stored(self) -> Iterator[KeptCheckpoint]:
        """Return every checkpoint in the order in which they were made."""
        place = 0
        while rows := self._rows("WHERE place > ? ORDER BY place LIMIT ?", (place, BATCH)):
            place = rows[-1][0]
            yield from (KeptCheckpoint(*row[1:]) for row in rows)

    def reach(self) -> int | None:
        """Return how many entries the newest checkpoint covers according to the key file; None where it is lost."""
        if self._key_file is None:
            return None
        with refusing_files(self._path):
            if self._key_file.moved():
                self._key_file.reload()
        return self._key_file.state.entries

    @contextmanager
    def still(self) -> Iterator[None]:
        """Nobody signs meanwhile; where the key is lost, nobody can."""
        if self._key_file is None:
            yield
            return
        with refusing_files(self._path), self._alone():
            yield

    def close(self) -> None:
        """Let go of the key file."""
        if self._key_file is not None:
            self._key_file.close()

    @contextmanager
    def _alone(self) -> Iterator[LogKeyFile]:
        """No other process signs meanwhile; what one of them signed, or left half done, is taken over first."""
        key_file = self._key_file
        if key_file is None:
            raise Refusal(Code.CHECKPOINT_KEY_LOST)
        key_file.lock()
        try:
            if key_file.moved():
                key_file.reload()
            self._last = self._newest()
            self._settle(key_file)
            yield key_file
        finally:
            key_file.unlock()

    def _settle(self, key_file: LogKeyFile) -> None:
        """A checkpoint that the present key signed is one whose key was not advanced any more: do that now."""
        if self._last is None:
            return
        try:
            last = decode(self._last.content)
        except BadCheckpoint:
            return
        seed = key_file.state.key
        if signed_by(last, public_of(seed)):
            key_file.advance(KeyState(last.entries, last.head, next_signer(seed)))

    def _newest(self) -> KeptCheckpoint | None:
        return self._one("ORDER BY place DESC LIMIT 1")

    def _one(self, which: str, values: tuple[object, ...] = ()) -> KeptCheckpoint | None:
        rows = self._rows(which, values)
        return KeptCheckpoint(*rows[0][1:]) if rows else None

    def _rows(self, which: str, values: tuple[object, ...]) -> list[tuple[int, int, int, bytes, int, str]]:
        sql = f"SELECT place, entries, made_us, CAST(content AS BLOB), delivered_us, way FROM checkpoints {which}"  # noqa: S608
        with refusing(self._path):
            return self._connection.execute(sql, values).fetchall()


def _file_key(state_key: bytes) -> bytes:
    """The key that protects the file of the signing key: a child of the log's."""
    return derive(state_key, "checkpoint key/1")
