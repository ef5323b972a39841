"""The log on disk: an entry is durable and its key is gone before :meth:`LogStore.append` returns, or it refuses."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from operator_console.audit.chain import GENESIS, answer, head, mac, next_key
from operator_console.audit.record import LOG_ID_BYTES, Entry, MalformedRecord, decode, encode
from operator_console.domain.actions import Action
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.ports import Draft, KeptCheckpoint, LogAnswer, LogEnd, LogFilter, StoredEntry
from operator_console.storage.in_place import InPlace
from operator_console.storage.log_database import open_log_database
from operator_console.storage.log_faults import PASSING, refusal_of_log
from operator_console.storage.log_index import RECORD, LogIndex
from operator_console.storage.log_key_file import KeyState, LogKeyFile
from operator_console.storage.log_notary import Notary
from operator_console.storage.log_reader import LogReader
from operator_console.storage.log_records import entry_of, fits, is_of
from operator_console.storage.private_files import refusing_files
from operator_console.storage.reserve import require_reserve, use_reserve
from operator_console.storage.sqlcipher import Connection, held_still, open_database, refusing

DATABASE: Final = "log.db"
KEY_FILE: Final = "log.key"
COUNTED_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, repr=False)
class LogKeys:
    """What opens a log: the raw database key, the key that seals the key file (32 bytes each), the log's id (16)."""

    database_key: bytes
    state_key: bytes
    log_id: bytes

    def __repr__(self) -> str:
        return "LogKeys(<secret>)"


class LogStore:
    """The log of one vault; fulfils :class:`operator_console.services.ports.LogStore`."""

    def __init__(
        self, folder: Path, connection: Connection, key_file: LogKeyFile | None, keys: LogKeys, notary: Notary
    ) -> None:
        self._folder = folder
        self._path = folder / DATABASE
        self._connection = connection
        self._key_file = key_file
        self._keys = keys
        self._index = LogIndex(connection, self._path)
        self._settled = False
        self._own: KeyState | None = None
        self.writable = key_file is not None
        wal = self._path.with_name(f"{DATABASE}-wal")
        self._in_place = InPlace(self._path, wal, folder / KEY_FILE) if self.writable else InPlace()
        self.checkpoints = notary
        self.customers_changed: Callable[[], int] = int
        """How many changes of customers.db are known; every entry takes it to the key file."""
        self.log_id = keys.log_id

    @classmethod
    def create(cls, folder: Path, keys: LogKeys, first_key: bytes, signer: bytes = b"") -> "LogStore":
        """Make an empty log. ``first_key`` (32 bytes) is A0; who holds it can check every entry's seal.

        ``signer`` is the seed of the key that signs the first checkpoint; drawn at random where it is not given.
        Refuses with ``FILE_EXISTS`` where there is a log, ``DISK_FULL`` or ``VAULT_READ_ONLY``.
        """
        if len(keys.log_id) != LOG_ID_BYTES or len(first_key) != 32:
            raise ValueError("a log id has 16 bytes, a log key 32")
        connection = open_log_database(folder / DATABASE, keys.database_key, create=True)
        try:
            state = KeyState(0, GENESIS, first_key)
            with refusing_files(folder / KEY_FILE):
                key_file = LogKeyFile.create(folder / KEY_FILE, keys.state_key, keys.log_id, state)
            notary = Notary.create(connection, folder, keys.state_key, keys.log_id, signer)
        except BaseException:
            connection.close()
            raise
        return cls(folder, connection, key_file, keys, notary)

    @classmethod
    def open(cls, folder: Path, keys: LogKeys) -> "LogStore":
        """Open a log and finish the one step that a sudden end may have left undone.

        Refuses with ``LOG_BROKEN`` when database and key file do not fit together in any other way.
        """
        store = cls._open(folder, keys)
        try:
            with store._alone() as key_file:
                store._settle(key_file)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_to_verify(cls, folder: Path, keys: LogKeys) -> "LogStore":
        """Open a log that :meth:`open` refuses, for reading and verifying only: every append refuses."""
        store = cls._open(folder, keys)
        store.writable = False
        return store

    def append(self, draft: Draft) -> int:
        """Seal and commit an entry, then write the next key over its own; return its sequence. The entry is durable.

        The key's step is made durable by :meth:`rest`, by the next append before it commits, or by :meth:`close`.
        Refuses with ``DISK_FULL``, ``VAULT_READ_ONLY``, ``VAULT_IN_USE`` or ``LOG_BROKEN``. After a refusal the next
        append first makes database and key file agree again, or refuses too.
        """
        if not self.writable:
            raise Refusal(Code.LOG_BROKEN)
        with self._alone() as key_file:
            self._in_place.require()
            (require_reserve if draft.action is Action.REVEAL else use_reserve)(self._folder)
            if not self._settled or key_file.moved() or key_file.state is not self._own:
                self._settle(key_file)
            self._settled = False
            try:
                key_file.settle()  # the database may be one entry ahead of the durable key, and never two
                written = self._add(key_file, draft)
            except dbapi2.IntegrityError:  # another process committed an entry and ended before it advanced the key
                self._settle(key_file)
                written = self._add(key_file, draft)
            self._settled, self._own = True, written
        self.checkpoints.after(written.entries, written.head, draft.wall_us, draft.action)
        return written.entries

    def rest(self) -> None:
        """Nobody waits now: make the key's last step durable, tell what changed in the customers since then, and sign.

        A fault is told by the next append.
        """
        if self._key_file is None or not self._settled:
            return
        self._settle_key()
        self.checkpoints.rest()

    def _settle_key(self) -> None:
        with suppress(Refusal), self._alone() as key_file:
            if key_file.moved():  # whoever wrote after us has made our step durable
                return
            if (customers := self.customers_changed()) > key_file.state.customers:
                key_file.write(replace(key_file.state, customers=customers))
                self._own = key_file.state
            key_file.settle()

    def checkpoint(self, wall_us: int) -> KeptCheckpoint:
        """Sign the log as it is now, or return the checkpoint that has. Refuses ``LOG_BROKEN`` where it is closed."""
        self._keep_up()
        if not self.writable or self._own is None:
            raise Refusal(Code.LOG_BROKEN)
        return self.checkpoints.make(self._own.entries, self._own.head, wall_us)

    def answer(self, nonce: bytes, *, from_disk: bool = False) -> LogAnswer | None:
        """Answer a challenge with the key in memory, or with the one on disk now; None where there is none.

        What is in memory is where this process last wrote or settled the log, and what other processes have written
        since then, as long as that goes on from there: a file that was put in place of ours does not change it.
        """
        if not from_disk:
            with suppress(Refusal):
                self._keep_up()
        state = self._state_on_disk() if from_disk else self._own
        if state is None:
            return None
        return LogAnswer(state.entries, state.head, answer(state.key, nonce, state.entries, state.head))

    def count_since(self, action: Action, after: int, at_most: int) -> int:
        """Return how many entries after ``after`` are of this action, counting no further than ``at_most``."""
        counted = 0
        while counted < at_most and (batch := self.stored(after, COUNTED_AT_ONCE)):
            after = batch[-1].sequence
            counted += sum(is_of(entry.record, action) for entry in batch)
        return min(counted, at_most)

    def page(self, which: LogFilter, before: int, limit: int) -> list[Entry]:
        """Return entries older than ``before`` (0: from the newest), newest first.

        There are fewer than ``limit`` only where the log ends. The index only says where to look; what is returned
        comes from the sealed records and is held against the filter once more. A record that cannot be read is left
        out: it is for the verifier to tell of.
        """
        found: list[Entry] = []
        with refusing(self._path):
            asked = which if which == LogFilter() or self._indexed() else LogFilter()
            while len(found) < limit and (sequences := self._index.find(asked, before or 1 << 62, limit)):
                found += [entry for sequence in sequences for entry in self._index.read(sequence) if fits(entry, which)]
                before = sequences[-1]
        return found[:limit]

    def look_through(self, seconds: float) -> tuple[int, int]:
        """Index for about so long; return up to which entry that is done, and the last (0 where the disk is full)."""
        with refusing(self._path):
            return self._indexed(seconds) or (0, 0)

    def choices(self, seconds: float = inf) -> tuple[list[str], list[str]]:
        """Return the users and the actions that occur in the log, as far as it is looked through in this time."""
        with refusing(self._path):
            if seconds:
                self._indexed(seconds)
            return self._index.distinct("user"), self._index.distinct("action")

    def stored(self, after: int, limit: int) -> Sequence[StoredEntry]:
        """Return at most ``limit`` stored entries in order of sequence, those after sequence ``after``."""
        sql = f"SELECT sequence, {RECORD}, CAST(mac AS BLOB) FROM entries WHERE sequence > ? ORDER BY sequence LIMIT ?"  # noqa: S608 - our own words
        with refusing(self._path):
            return list(map(StoredEntry._make, self._connection.execute(sql, (after, limit))))

    @contextmanager
    def reading(self) -> Iterator[LogReader]:
        """Read the whole log in order on a connection of its own, closed at the end."""
        with refusing(self._path):
            reader = LogReader(open_database(self._path, self._keys.database_key))
            try:
                yield reader
            finally:
                reader.close()

    @contextmanager
    def still(self) -> Iterator[LogEnd]:
        """Nobody writes an entry or signs a checkpoint meanwhile; database and key files are of one moment."""
        if not self.writable:
            raise Refusal(Code.LOG_BROKEN)
        with self._alone() as key_file:
            self._in_place.require()
            self._settle(key_file)
            key_file.settle()
            with self.checkpoints.still(), held_still(self._connection, self._path):
                yield LogEnd(key_file.state.entries, key_file.state.head)

    def end(self) -> LogEnd | None:
        """Return where the log ends according to the key file, also when another process wrote the last entries.

        None where the key file could not be read.
        """
        if self._key_file is None:
            return None
        with refusing_files(self._path):
            if self._key_file.moved():
                self._key_file.reload()
        state = self._key_file.state
        return LogEnd(state.entries, state.head)

    def customers_told(self) -> int:
        """Return how many changes of customers.db were durable when the last entry was written."""
        return self._key_file.state.customers if self._key_file else 0

    def close(self) -> None:
        """Close the database and the key file."""
        try:
            self.rest()
            self._connection.close()
        finally:
            self.checkpoints.close()
            if self._key_file is not None:
                self._key_file.close()

    @classmethod
    def _open(cls, folder: Path, keys: LogKeys) -> "LogStore":
        key_file: LogKeyFile | None = None
        connection: Connection | None = None
        try:
            key_file = _key_file(folder, keys)
            connection = open_log_database(folder / DATABASE, keys.database_key)
            notary = Notary.open(connection, folder, keys.state_key, keys.log_id)
        except BaseException:
            if connection is not None:
                connection.close()
            if key_file is not None:
                key_file.close()
            raise
        return cls(folder, connection, key_file, keys, notary)

    def _state_on_disk(self) -> KeyState | None:
        """Read the key file anew, by its name: somebody may have put another in its place."""
        found = _key_file(self._folder, self._keys)
        if found is None:
            return None
        found.close()
        return found.state

    def _add(self, key_file: LogKeyFile, draft: Draft) -> KeyState:
        state = key_file.state
        sequence = state.entries + 1
        record = encode(entry_of(draft, self.log_id, sequence, state.head))
        # One statement outside a transaction is a transaction of its own: locked, inserted, committed, durable.
        self._connection.execute("INSERT INTO entries VALUES (?, ?, ?)", (sequence, record, mac(state.key, record)))
        customers = max(state.customers, self.customers_changed())
        written = KeyState(sequence, head(record), next_key(state.key), customers)
        key_file.write(written)
        return written

    def _keep_up(self) -> None:
        """Take over what other processes have written; refuses with ``LOG_BROKEN`` what does not go on from here."""
        if self.writable:
            with self._alone() as key_file:
                if key_file.moved():
                    self._settle(key_file)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """No other process writes an entry meanwhile: it would wait for the database in longer and longer steps."""
        if self._key_file is None:
            yield
            return
        with refusing_files(self._path):
            self._key_file.lock()
        try:
            yield
        finally:
            self._key_file.unlock()

    def _settle(self, key_file: LogKeyFile) -> None:
        """Make database and key file agree: they do, or the database is one good entry ahead, or it refuses."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        key_file.reload()
        state = key_file.state
        self._require_continued(state)
        last = self.stored(max(0, state.entries - 1), 3)
        if state.entries:
            if not last or last[0].sequence != state.entries or head(last[0].record) != state.head:
                raise Refusal(Code.LOG_BROKEN)
            last = last[1:]
        if last:
            self._roll_forward(key_file, state, last)
        self._settled, self._own = True, key_file.state

    def _require_continued(self, state: KeyState) -> None:
        """Refuse a log that does not go on from where this process last saw it, whatever its key file says now."""
        own = self._own
        if own is None or own.entries == 0:
            return
        there = self.stored(own.entries - 1, 1)
        if state.entries < own.entries or not there or head(there[0].record) != own.head:
            raise Refusal(Code.LOG_BROKEN)

    def _roll_forward(self, key_file: LogKeyFile, state: KeyState, ahead: Sequence[StoredEntry]) -> None:
        entry = ahead[0]
        if len(ahead) > 1 or entry.sequence != state.entries + 1 or entry.mac != mac(state.key, entry.record):
            raise Refusal(Code.LOG_BROKEN)
        try:
            found = decode(entry.record)
        except MalformedRecord:
            raise Refusal(Code.LOG_BROKEN) from None
        if (found.log_id, found.sequence, found.previous) != (self.log_id, entry.sequence, state.head):
            raise Refusal(Code.LOG_BROKEN)
        key_file.advance(KeyState(entry.sequence, head(entry.record), next_key(state.key), state.customers))

    @contextmanager
    def _alone(self) -> Iterator[LogKeyFile]:
        """No other process meanwhile; every fault becomes a refusal and leaves nothing half done open."""
        key_file = self._key_file
        if key_file is None:
            raise Refusal(Code.LOG_BROKEN)
        try:
            key_file.lock()
            yield key_file
        except (Refusal, OSError, dbapi2.Error) as fault:
            self._abandon()
            raise refusal_of_log(fault, self._path) from None
        finally:
            key_file.unlock()

    def _abandon(self) -> None:
        """After a fault: nothing half done stays open, and the next append looks before it writes."""
        self._settled = False
        with suppress(dbapi2.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _indexed(self, seconds: float = inf) -> tuple[int, int] | None:
        """Bring the index up to date; None where the disk is full, closed or busy: reading goes on without it."""
        try:
            return self._index.catch_up(self._turn, seconds)
        except Refusal as refusal:
            if refusal.code not in PASSING:
                raise
            return None


def _key_file(folder: Path, keys: LogKeys) -> LogKeyFile | None:
    """Open the key file as it lies there now; None where it is missing or is not what this vault wrote."""
    try:
        with refusing_files(folder / KEY_FILE):
            return LogKeyFile.open(folder / KEY_FILE, keys.state_key, keys.log_id)
    except Refusal as refusal:
        if refusal.code is not Code.LOG_BROKEN:
            raise
        return None
