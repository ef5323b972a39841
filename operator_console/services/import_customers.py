"""Imports a file of customers: what is right is committed batch by batch, what is wrong is kept to be mended.

The log says that an import has begun before anything changes, and how it ended afterwards; one that never ended is
settled when the vault is opened again (:mod:`operator_console.services.settle_imports`).
"""

from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.customers import RowProblem
from operator_console.domain.ids import ClientId
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.domain.views import RejectedRow
from operator_console.services.desk import Desk
from operator_console.services.import_files import Columns, CustomerFile, Record, Step, read_file
from operator_console.services.import_rows import NUMBER, Row, RowReader
from operator_console.services.ports import Files

BATCH: Final = 20
"""Rows in one transaction: what other work waits for, and what a sudden end can lose."""
_COUNTED: Final = 1000
"""Rows between two signs of progress while they are only counted."""


@dataclass(frozen=True, slots=True)
class FileOutline:
    """A file before it is imported: its encoding, its rows without the header, and which column goes where."""

    encoding: str
    rows: int
    columns: Columns


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did. ``rejected_text`` is the header and every rejected record as they stood in the file."""

    imported: int
    rejected: tuple[RejectedRow, ...]
    cancelled: bool
    encoding: str
    rejected_text: str = field(repr=False)


def preview(desk: Desk, files: Files, path: Path, encoding: str = "") -> FileOutline:
    """Read a file through without importing it.

    Raises:
        Refusal: as :func:`operator_console.services.import_files.read_file`, and ``FILE_BAD_QUOTES``.
    """
    desk.require(Duty.IMPORT_CUSTOMERS)
    file, rows = _finished(_opened(desk, files, path, encoding))
    return FileOutline(file.encoding, rows, file.columns)


def import_file(
    desk: Desk, files: Files, path: Path, *, client: ClientId | str, existing: str, encoding: str
) -> Generator[Step, None, ImportResult]:
    """Import a file; yields the stage, rows done and rows in all after every batch, when the batch is durable.

    Whoever steps it cancels by throwing ``Refusal(CANCELLED)`` into it, and gets the result of what was committed
    until then; closing it stops it without a result. Either way the log says so.

    Args:
        desk: Of a person whose duty imports are.
        files: How the file is opened.
        path: The file.
        client: The client company whose customers they are; empty for the policy's first.
        existing: What happens to a row whose number is in the vault: ``reject``, or ``update``: every column that the
            file has replaces the field in place, an empty one removes it, and fields without a column stay.
        encoding: As for :func:`preview`.

    Raises:
        Refusal: as :func:`preview`, ``CLIENT_UNKNOWN``, or what the storage refuses, for example ``DISK_FULL``. Batches
            committed by then stay, and the log says how many rows they had.
    """
    desk.require(Duty.IMPORT_CUSTOMERS)
    client = ClientId(client) if client else next(iter(desk.policy.clients))
    if client not in desk.policy.clients:
        raise Refusal(Code.CLIENT_UNKNOWN)
    if existing not in {"reject", "update"}:
        raise Refusal(Code.REQUEST_MALFORMED)
    file, rows = yield from _opened(desk, files, path, encoding)
    run = _Import(desk, file, client, rows, update=existing == "update")
    return (yield from run.steps())


def save_rejects(desk: Desk, files: Files, result: ImportResult, path: Path) -> None:
    """Write the rejected rows to a new file that only its owner can read, in the encoding that they came in.

    Raises:
        Refusal: ``NOTHING_TO_SAVE``, ``FILE_EXISTS``, ``DISK_FULL`` or ``FILE_UNWRITABLE``.
    """
    desk.require(Duty.IMPORT_CUSTOMERS)
    if not result.rejected:
        raise Refusal(Code.NOTHING_TO_SAVE)
    facts = (("file", path.name), ("rows", str(len(result.rejected))))
    desk.journal.write(Action.REJECTS_SAVED, facts=facts)
    try:
        with files.create(path) as file:
            file.write(result.rejected_text.encode(result.encoding))
    except Refusal as refused:
        desk.journal.write(Action.REJECTS_SAVED, Outcome.FAILED, reason=refused.code, facts=facts)
        raise


def _opened(desk: Desk, files: Files, path: Path, encoding: str) -> Generator[Step, None, tuple[CustomerFile, int]]:
    """Read the file and count its rows, so that one that cannot be read to its end is refused before any change."""
    file = yield from read_file(files, path, encoding, desk.policy)
    rows = 0
    for _ in file.records():
        rows += 1
        if rows % _COUNTED == 0:
            yield "counting", rows, 0
    return file, rows


def _finished(work: Generator[Step, None, tuple[CustomerFile, int]]) -> tuple[CustomerFile, int]:
    while True:
        try:
            next(work)
        except StopIteration as end:
            file, rows = end.value
            return file, rows


class _Import:
    """One run over one file."""

    def __init__(self, desk: Desk, file: CustomerFile, client: ClientId, rows: int, *, update: bool) -> None:
        self._desk = desk
        self._file = file
        self._client = client
        self._rows = rows
        self._update = update
        self._imported = 0
        self._rejected: list[RejectedRow] = []
        self._raw = [file.header.raw]

    def steps(self) -> Generator[Step, None, ImportResult]:
        """Import every batch between an entry that says so and one that says how it ended."""
        self._begin()
        try:
            yield from self._batches()
        except GeneratorExit:
            self._end(Outcome.CANCELLED)
            raise
        except Refusal as refused:
            if refused.code is not Code.CANCELLED:
                with suppress(
                    Refusal
                ):  # the disk that is full for customers may be full for the log; then it is settled
                    self._end(Outcome.FAILED, refused.code)
                raise
            self._end(Outcome.CANCELLED)
            return self._result(cancelled=True)
        self._end(Outcome.DONE)
        return self._result(cancelled=False)

    def _begin(self) -> None:
        facts = (
            ("file", self._file.name),
            ("sha256", self._file.sha256),
            ("rows", str(self._rows)),
            ("client", self._client),
            ("existing", "update" if self._update else "reject"),
            ("customers", str(self._desk.vault.customers.count())),
        )
        self._desk.journal.write(Action.IMPORT_BEGUN, facts=facts)

    def _end(self, outcome: Outcome, reason: str = "") -> None:
        facts = (
            ("file", self._file.name),
            ("client", self._client),
            ("imported", str(self._imported)),
            ("rejected", str(len(self._rejected))),
        )
        self._desk.journal.write(Action.IMPORT_ENDED, outcome, reason=reason, facts=facts)

    def _result(self, *, cancelled: bool) -> ImportResult:
        rejected = tuple(self._rejected)
        return ImportResult(self._imported, rejected, cancelled, self._file.encoding, "".join(self._raw))

    def _batches(self) -> Generator[Step, None, None]:
        reader = RowReader(self._file.columns, self._desk.policy)
        records = self._file.records()
        done = 0
        while batch := list(islice(records, BATCH)):
            self._take([(record, reader.read(record)) for record in batch])
            done += len(batch)
            yield "importing", done, self._rows

    def _take(self, batch: list[tuple[Record, Row | RejectedRow]]) -> None:
        """Store one batch in one transaction; it counts once that is durable."""
        imported = 0
        rejected: list[tuple[Record, RejectedRow]] = []
        with self._desk.vault.customers.change():
            for record, row in batch:
                refused = row if isinstance(row, RejectedRow) else self._store(row)
                if refused is None:
                    imported += 1
                else:
                    rejected.append((record, refused))
        self._imported += imported
        self._rejected.extend(row for _, row in rejected)
        self._raw.extend(record.raw for record, _ in rejected)

    def _store(self, row: Row) -> RejectedRow | None:
        """Insert or update one customer, or say that the number is taken."""
        customers = self._desk.vault.customers
        found = customers.find(self._client, {NUMBER: row.number}, 1)
        if not found:
            customers.insert(self._client, row.number, row.fields)
        elif self._update:
            customers.update(found[0], row.fields)
        else:
            return RejectedRow(row.line, self._number_header(), RowProblem.NUMBER_IN_VAULT, {})
        return None

    def _number_header(self) -> str:
        return next(header for header, name in self._file.columns if name == NUMBER)
