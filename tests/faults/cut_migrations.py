"""Interrupts a migration, a set-up and a recovery at every statement and at every write, from every older schema.

    python -m tests.faults.cut_migrations [--every N] [--planted open]

Killed before, in the midst of or after the n-th write or sync, or within the n-th statement, or the disk failing from
there on: afterwards a database is wholly in one of its forms, with every row, and opens; a vault is there and opens, or
is not there; a recovery has been done, or can be done again. Prints one JSON object; exits 1 where that does not hold.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Final

from operator_console.domain.ids import UserName
from operator_console.domain.refusals import Refusal
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.resource_files import resource
from operator_console.storage import migrations
from operator_console.storage.header import read_header
from operator_console.storage.keys import VaultKeys
from operator_console.storage.log_key_file import LogKeyFile
from operator_console.storage.log_store import KEY_FILE
from operator_console.storage.sqlcipher import Connection, open_database
from tests.faults.cutting import CHANGES, LASTING, WAYS, Cutting, command
from tests.faults.disk import Disk, the_disk
from tests.faults.failing_disk import openable
from tests.faults.workshop import LEAD, OPERATOR, PASSWORD, Workshop, make_workshop

DATABASES: Final = {"customers.db": "customers", "log.db": "log"}
Form = tuple[int, tuple[Any, ...]]


def steps_of(name: str) -> list[Path]:
    return migrations.numbered_steps(resource("migrations", DATABASES[name]))


@contextmanager
def reading(path: Path, key: bytes, *, create: bool = False) -> Iterator[Connection]:
    connection = open_database(path, key, create=create)
    try:
        yield connection
    finally:
        connection.close()


def form(connection: Connection) -> Form:
    """Return the version and the schema of a database."""
    schema = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    return connection.execute("PRAGMA user_version").fetchone()[0], tuple(schema)


def tables(connection: Connection) -> list[str]:
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return [name for (name,) in connection.execute(sql)]


def columns(connection: Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def rows(connection: Connection, like: dict[str, list[str]]) -> dict[str, list[Any]]:
    """Return the rows of these tables, with these columns alone."""
    return {
        table: connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY 1, 2").fetchall()
        for table, names in like.items()
    }


class Older:
    """A vault one of whose databases has had only the first steps."""

    def __init__(self, workshop: Workshop, name: str, version: int, scratch: Path) -> None:
        self.workshop = workshop
        self.name = name
        self.version = version
        self.path = workshop.folder / name
        keys = key_of(workshop)
        self.key = keys.customers_database if name == "customers.db" else keys.log_database
        self.forms = [self._fresh(scratch, upto) for upto in range(version, len(steps_of(name)) + 1)]
        self._go_back(scratch)
        with reading(self.path, self.key) as connection:
            self.like = {table: columns(connection, table) for table in tables(connection)}
            self.rows = rows(connection, self.like)

    def _fresh(self, scratch: Path, upto: int) -> Form:
        with self._made(scratch, upto) as connection:
            return form(connection)

    @contextmanager
    def _made(self, scratch: Path, upto: int) -> Iterator[Connection]:
        shutil.rmtree(scratch, ignore_errors=True)
        (scratch / "steps").mkdir(parents=True)
        for step in steps_of(self.name)[:upto]:
            shutil.copy2(step, scratch / "steps")
        with reading(scratch / self.name, self.key, create=True) as connection:
            migrations.migrate(connection, scratch / self.name, scratch / "steps")
            yield connection

    def _go_back(self, scratch: Path) -> None:
        with self._made(scratch, self.version) as older, reading(self.path, self.key) as newer:
            older.execute("PRAGMA foreign_keys = OFF").fetchall()
            for table in tables(older):
                names = columns(older, table)
                found = newer.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall()
                marks = ", ".join("?" * len(names))
                older.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", found)
        (scratch / self.name).replace(self.path)
        self._untell()

    def _untell(self) -> None:
        """The log of such a vault has never heard of changes that are counted."""
        state_key, log_id = key_of(self.workshop).log_state, read_header(self.workshop.folder).log_id
        told = LogKeyFile.open(self.workshop.folder / KEY_FILE, state_key, log_id)
        told.advance(replace(told.state, customers=0))
        told.close()

    def fault(self) -> str:
        """Return what is wrong with the database as it lies there; empty when it is wholly in one of its forms."""
        with reading(self.path, self.key) as connection:
            if form(connection) not in self.forms:
                return f"half a migration, at version {form(connection)[0]}"
            return "" if rows(connection, self.like) == self.rows else "rows are gone"


def key_of(workshop: Workshop) -> VaultKeys:
    """Return the keys of a vault, as whoever has a password and the device secret can."""
    from operator_console.storage.keeper import _master_with

    return VaultKeys(_master_with(read_header(workshop.folder), workshop.recovery))


class Cuts(Cutting):
    """Everything that is interrupted, and what was wrong afterwards."""

    def __init__(self, workshop: Workshop, disk: Disk, every: int) -> None:
        super().__init__(workshop, disk, every)
        self._kept = disk.folder.parent / "kept"

    def migrations(self) -> None:
        for name in DATABASES:
            for version in range(1, len(steps_of(name))):
                place = self._copy("older")
                older = Older(place, name, version, self._disk.folder / "scratch")
                shutil.rmtree(self._kept, ignore_errors=True)
                shutil.copytree(place.folder, self._kept)
                self._at_every_write(f"{name} from {version}", older)
                self._at_every_statement(f"{name} from {version}", older)

    def _at_every_write(self, what: str, older: Older) -> None:
        for way in WAYS:
            for at in count(1, self._every):
                self._disk.arm(way, at, CHANGES, sticky=way in LASTING)
                _in_a_process(lambda: openable(older.workshop, LEAD))
                fired = self._disk.disarm()
                self._judge(f"{what}, {way.name}", older)
                if not fired:
                    break

    def _at_every_statement(self, what: str, older: Older) -> None:
        scripts = [step.read_text(encoding="utf-8") for step in steps_of(older.name)[older.version :]]
        for at in range(sum(len(list(migrations.statements(script))) for script in scripts)):
            _in_a_process(lambda n=at: _dying_within(n, older.workshop))  # type: ignore[misc]
            self._judge(f"{what}, statement", older)

    def _judge(self, what: str, older: Older) -> None:
        self.cuts["migrations"] += 1
        try:
            fault = older.fault()
        except Refusal as refusal:
            fault = f"{refusal.code} {refusal.params}"
        if fault or not openable(older.workshop, LEAD):
            self.wrong[f"{what}: {fault or 'does not open'}"] += 1
        shutil.rmtree(older.workshop.folder)
        shutil.copytree(self._kept, older.workshop.folder)

    def set_ups(self) -> None:
        people = [m.NewUser(name, name, PASSWORD) for name in ("admin", OPERATOR, LEAD)]
        for way in WAYS[:3]:
            for at in count(1, self._every):
                root = self._disk.folder / "new"
                shutil.rmtree(root, ignore_errors=True)
                place = self._workshop.moved(root)
                vault = place.start()
                code = vault.tell(m.PrepareVault(*people, "file"))
                assert isinstance(code, m.RecoveryCode)
                self._disk.arm(way, at, CHANGES)
                vault.tell(m.ConfirmVault(code.code))
                fired = self._disk.disarm()
                vault.kill_after(0)
                self.cuts["set-ups"] += 1
                if not self._there_or_not(place, people):
                    self.wrong[f"set-up, {way.name} {at}"] += 1
                if not fired:
                    break

    def _there_or_not(self, place: Workshop, people: list[m.NewUser]) -> bool:
        if (place.folder / "vault.json").exists():
            return openable(place, "admin")
        vault = place.start()
        code = vault.ask(m.PrepareVault(*people, "file"))
        assert isinstance(code, m.RecoveryCode)
        done = vault.tell(m.ConfirmVault(code.code))
        vault.kill_after(0)
        return isinstance(done, m.Done) and openable(place, "admin")

    def recoveries(self) -> None:
        again = m.Recover(self._workshop.recovery, "admin", f"another {PASSWORD}", "file")
        for way in WAYS[:3]:
            for at in count(1, self._every):
                place = self._copy("recovered")
                vault = place.start()
                self._disk.arm(way, at, CHANGES)
                vault.tell(again)
                fired = self._disk.disarm()
                vault.kill_after(0)
                self.cuts["recoveries"] += 1
                vault = place.start()
                told = vault.tell(again)
                vault.kill_after(0)
                if not isinstance(told, m.Done):
                    self.wrong[f"recovery, {way.name} {at}: {told}"] += 1
                if not fired:
                    break

    def _copy(self, name: str) -> Workshop:
        return self._workshop.copied(self._disk.folder / name)


def _in_a_process(work: Callable[[], object]) -> None:
    """Do it in a process of its own, which may be killed."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)


def _dying_within(number: int, workshop: Workshop) -> None:
    """Open the vault, and be killed when so many statements of its migrations have been run."""
    run_all, done = migrations.statements, count()

    def some(script: str) -> Iterator[str]:
        for statement in run_all(script):
            yield statement
            if next(done) == number:
                os.kill(os.getpid(), signal.SIGKILL)

    migrations.statements = some
    keeper = workshop.keeper()
    keeper.open(UserName(LEAD), Secret(PASSWORD))


def run(every: int, planted: str) -> dict[str, Any]:
    disk = the_disk()
    cuts = Cuts(make_workshop(disk.folder), disk, every)
    if planted == "open":
        migrations.transaction = lambda *_: nullcontext()
    cuts.migrations()
    if not planted:
        cuts.set_ups()
        cuts.recoveries()
    return cuts.result()


def main() -> int:
    return command("cut_migrations", ["open"], run)


if __name__ == "__main__":
    sys.exit(main())
