"""Keeps the newest log key outside the database, in two slots written in turn, so that a torn write loses nothing.

A slot is overwritten in place. Writing a state and settling it are two steps: a state that is written outlives the
process, one that is settled outlives a power cut, and the key before it has been wiped. Only one state may be ahead of
what is settled; whoever reads the file after a power cut then finds the log one entry further on, and no more.
(What a disk keeps of overwritten blocks is out of a file's reach.)
"""

import errno
import os
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.private_files import create_private, sync_folder

SLOT_BYTES: Final = 4096
"""A slot has a block of its own, so that a torn block cannot take both."""
LOCK_SECONDS: Final = 5.0
"""How long another process may keep the log; an entry takes it a thousandth of that."""
_LOOKS: Final = 20
"""How often a file without a slot that holds is looked at again."""
_MAGIC: Final = b"OCLOGK02"
_FIRST_MAGIC: Final = b"OCLOGK01"
"""Of a file that knows nothing of the customers; it is written in the present form from the next entry on."""
_FRONT: Final = struct.Struct(">8sQQ")
"""Magic, generation, number of entries."""
_NONCE_BYTES: Final = 12
_SECRET: Final = struct.Struct(">32s32sQ")
"""Head of the last entry, key of the next one, changes of the customers."""
_FIRST_SECRET: Final = struct.Struct(">32s32s")
_TAG_BYTES: Final = 16
_USED: Final = _FRONT.size + _NONCE_BYTES + _SECRET.size + _TAG_BYTES
_WIPED: Final = bytes(_USED)
_BOTH_FRONTS: Final = SLOT_BYTES + _FRONT.size

if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        """One process alone serves a vault here."""

    def _unlock(descriptor: int) -> None:
        """Nothing was taken."""

    def _read_at(descriptor: int, place: int, count: int) -> bytes:
        os.lseek(descriptor, place, os.SEEK_SET)
        return os.read(descriptor, count)

    def _write_at(descriptor: int, place: int, content: bytes) -> int:
        os.lseek(descriptor, place, os.SEEK_SET)
        return os.write(descriptor, content)

    _sync = os.fsync
else:
    import fcntl

    def _read_at(descriptor: int, place: int, count: int) -> bytes:
        return os.pread(descriptor, count, place)

    def _write_at(descriptor: int, place: int, content: bytes) -> int:
        return os.pwrite(descriptor, content, place)

    def _lock(descriptor: int) -> None:
        until = 0.0
        while True:
            try:
                return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                until = until or monotonic() + LOCK_SECONDS
                if monotonic() > until:
                    raise Refusal(Code.VAULT_IN_USE) from None
                sleep(0.001)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)

    if sys.platform == "darwin":

        def _sync(descriptor: int) -> None:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync alone stops at the drive's cache there
    else:
        _sync = os.fdatasync


@dataclass(frozen=True, slots=True)
class KeyState:
    """Where the log stands: number of entries, head of the last one, key of the next one (32 bytes each).

    ``customers``: how many durable changes customers.db had had when the last entry was written, as far as known.
    """

    entries: int
    head: bytes
    key: bytes = field(repr=False)
    customers: int = 0


class LogKeyFile:
    """The open key file of one log. Refuses with ``LOG_BROKEN`` when neither slot is what this vault wrote."""

    def __init__(self, descriptor: int, state_key: bytes, log_id: bytes) -> None:
        self._descriptor = descriptor
        self._cipher = AESGCM(state_key)
        self._log_id = log_id
        self._generation = 0
        self._newest = b""
        self._settled = True
        self._doubtful = False
        self.state = KeyState(0, b"", b"")
        """What the file says; as fresh as the last :meth:`reload` or :meth:`write`."""

    @classmethod
    def create(cls, path: Path, state_key: bytes, log_id: bytes, state: KeyState) -> "LogKeyFile":
        """Make the file, durably. Refuses with ``FILE_EXISTS`` where there is one."""
        create_private(path, bytes(2 * SLOT_BYTES))
        made = cls(_descriptor_of(path), state_key, log_id)
        made.advance(state)
        sync_folder(path.parent)
        return made

    @classmethod
    def open(cls, path: Path, state_key: bytes, log_id: bytes) -> "LogKeyFile":
        """Open the file and read the newer slot."""
        try:
            descriptor = _descriptor_of(path)
        except FileNotFoundError:
            raise Refusal(Code.LOG_BROKEN) from None
        opened = cls(descriptor, state_key, log_id)
        try:
            opened.reload()
        except BaseException:
            os.close(descriptor)
            raise
        return opened

    def advance(self, state: KeyState) -> None:
        """Make this the state, durably, and wipe the one before. Raises OSError."""
        self.write(state)
        self.settle()

    def write(self, state: KeyState) -> None:
        """Make this the state; a power cut may still take it back until :meth:`settle`. Raises OSError."""
        self.settle()
        generation = self._generation + 1
        front = _FRONT.pack(_MAGIC, generation, state.entries)
        nonce = os.urandom(_NONCE_BYTES)
        slot = (
            front
            + nonce
            + self._cipher.encrypt(nonce, _SECRET.pack(state.head, state.key, state.customers), self._log_id + front)
        )
        self._write(generation % 2, slot)
        self._generation, self._newest, self._settled = generation, slot, False
        self.state = state

    def settle(self) -> None:
        """Make the state durable and wipe the one before. Raises OSError; asked again, it writes the state again."""
        if self._settled:
            return
        if self._doubtful:  # what a failed flush leaves in the system's memory says nothing about the disk
            self._write(self._generation % 2, self._newest)
        self._doubtful = True
        _sync(self._descriptor)
        self._write((self._generation + 1) % 2, _WIPED)
        self._settled, self._doubtful = True, False

    def moved(self) -> bool:
        """Return whether another process has written the file since this one last looked."""
        (_, first, _), (_, second, _) = _fronts(self._descriptor)
        return bool(max(first, second) != self._generation)

    def reload(self) -> None:
        """Read the state anew: that of the newest slot whose seal holds. Whether it is settled is not known then.

        Whoever has no lock may read one slot before another process writes it, and the other after that one is wiped.
        """
        for _ in range(_LOOKS):
            found = [(*opened, slot) for slot in map(self._read, (0, 1)) if (opened := self._unseal(slot))]
            if found:
                break
        else:
            raise Refusal(Code.LOG_BROKEN)
        self._generation, self.state, self._newest = max(found, key=lambda each: each[0])
        self._settled = False

    def lock(self) -> None:
        """Keep other processes away from the log until :meth:`unlock`, where the system can.

        Refuses with ``VAULT_IN_USE`` where another one does not let go; with ``LOG_BROKEN`` once the file
        is closed. Raises OSError.
        """
        if self._descriptor < 0:
            raise Refusal(Code.LOG_BROKEN)
        _lock(self._descriptor)

    def unlock(self) -> None:
        """Let them in again; harmless where nothing was locked."""
        if self._descriptor >= 0:
            _unlock(self._descriptor)

    def close(self) -> None:
        """Make the wiping durable and let go of the file; the second time it does nothing.

        Where the disk refuses, the file is what a power cut would leave, and opening it settles that.
        """
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor < 0:
            return
        with suppress(OSError):
            _sync(descriptor)
        with suppress(OSError):
            os.close(descriptor)

    def _unseal(self, slot: bytes) -> tuple[int, KeyState] | None:
        magic, generation, entries = _FRONT.unpack_from(slot)
        if magic not in {_MAGIC, _FIRST_MAGIC}:
            return None
        secret_form = _SECRET if magic == _MAGIC else _FIRST_SECRET
        begin = _FRONT.size + _NONCE_BYTES
        sealed = slot[begin : begin + secret_form.size + _TAG_BYTES]
        try:
            secret = self._cipher.decrypt(slot[_FRONT.size : begin], sealed, self._log_id + slot[: _FRONT.size])
        except InvalidTag:
            return None
        head, key, *customers = secret_form.unpack(secret)
        return generation, KeyState(entries, head, key, *customers)

    def _read(self, slot: int) -> bytes:
        return _read_at(self._descriptor, slot * SLOT_BYTES, _USED).ljust(_USED, b"\0")

    def _write(self, slot: int, content: bytes) -> None:
        place = slot * SLOT_BYTES
        while content:
            taken = _write_at(self._descriptor, place, content)  # a disk that takes a part says why next time
            if not taken:
                raise OSError(errno.ENOSPC, "the key file took nothing")
            place, content = place + taken, content[taken:]


def entries_told(path: Path) -> int:
    """Return how many entries a key file says its log has, to whoever has no key; 0 where it cannot be read."""
    try:
        descriptor = _descriptor_of(path)
    except OSError:
        return 0
    try:
        fronts = _fronts(descriptor)
    finally:
        os.close(descriptor)
    return max((entries for magic, _, entries in fronts if magic in {_MAGIC, _FIRST_MAGIC}), default=0)


def _fronts(descriptor: int) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return magic, generation and entries of both slots, in one read: this is done before every entry."""
    both = _read_at(descriptor, 0, _BOTH_FRONTS).ljust(_BOTH_FRONTS, b"\0")
    return _FRONT.unpack_from(both), _FRONT.unpack_from(both, SLOT_BYTES)


def _descriptor_of(path: Path) -> int:
    return os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
