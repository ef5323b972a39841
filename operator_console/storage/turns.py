"""Lets several processes work on one folder in turn: what one does in its turn, no other one does meanwhile."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.private_files import FILE_MODE, refusing_files

WAIT_SECONDS: Final = 10.0
"""How long a turn is waited for: many times what any of them takes, and short of what people wait for."""
QUEUE_SECONDS: Final = 30.0
"""The longest turn in a queue is a policy that makes a mask anew for every customer."""
POLL_SECONDS: Final = 0.0005

if os.name == "nt":

    def try_lock(descriptor: int, *, shared: bool = False) -> bool:
        """One process alone serves a vault here."""
        return descriptor >= 0 or shared

else:
    import fcntl

    def try_lock(descriptor: int, *, shared: bool = False) -> bool:
        """Take the lock of an open file if it is free; the system lets go of it with the file, or with the process."""
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class Turn:
    """One turn at a time among all who name the same file; who has it may take it again."""

    def __init__(self, path: Path, wait: float = WAIT_SECONDS) -> None:
        self._path = path
        self._wait = wait
        self._descriptor = -1
        self._depth = 0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Do the work inside alone. Refuses with ``VAULT_IN_USE`` when the turn does not come."""
        self.take()
        try:
            yield
        finally:
            self.let_go()

    def take(self) -> None:
        """Wait for the turn; to be followed by :meth:`let_go`."""
        if self._depth == 0:
            self._descriptor = self._locked()
        self._depth += 1

    def let_go(self) -> None:
        """Let the next one have it."""
        self._depth -= 1
        if self._depth == 0:
            os.close(self._descriptor)

    def _locked(self) -> int:
        with refusing_files(self._path):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), FILE_MODE)
        try:
            _wait_for(descriptor, self._wait)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor


class Queue:
    """Turns that come round: whoever lets go of one and wants the next stands behind those who wait already.

    Only who is at the door waits for the floor. Without the door, work of many short turns would always be the first
    to ask again, and another's one turn would have to wait for all of it.
    """

    def __init__(self, path: Path) -> None:
        self._door = Turn(path.with_name(path.name + ".door"), QUEUE_SECONDS)
        self._floor = Turn(path.with_name(path.name + ".floor"), QUEUE_SECONDS)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Do the work inside alone. Refuses with ``VAULT_IN_USE`` when the turn does not come."""
        with self._door.taken():
            self._floor.take()
        try:
            yield
        finally:
            self._floor.let_go()


def _wait_for(descriptor: int, wait: float) -> None:
    """Ask until it is given or the time is up; no system has such a lock with a time limit."""
    end = time.monotonic() + wait
    while not try_lock(descriptor):
        if time.monotonic() >= end:
            raise Refusal(Code.VAULT_IN_USE)
        time.sleep(POLL_SECONDS)
