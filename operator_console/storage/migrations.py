"""Brings a database from the form in which it was written to the form that this build knows, one numbered step each."""

import re
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3.dbapi2 import complete_statement  # type: ignore[import-untyped]

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.sqlcipher import Connection, refusing, transaction


def migrate(connection: Connection, path: Path, steps: Path) -> None:
    """Apply the steps (``0001.sql``, ``0002.sql`` …) that this database has not had, each wholly or not at all.

    Refuses with ``VAULT_NEWER`` when it has had steps that this build does not know.
    """
    numbered = numbered_steps(steps)
    with refusing(path):
        found = _version(connection)
    if found > len(numbered):
        raise Refusal(Code.VAULT_NEWER, found=found, known=len(numbered))
    for number, step in enumerate(numbered[found:], start=found + 1):
        _apply(connection, path, step, number)


def numbered_steps(folder: Path) -> list[Path]:
    """Return the steps in order; a gap in their numbers is a mistake of ours."""
    steps = sorted(path for path in folder.glob("*.sql") if re.fullmatch(r"\d{4}", path.stem))
    if [int(step.stem) for step in steps] != list(range(1, len(steps) + 1)):
        raise ValueError(f"the steps in {folder.name} are not numbered from 1 without a gap")
    return steps


def statements(script: str) -> Iterator[str]:
    """Return the statements of a script one by one; running a whole script would commit what is open."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            yield statement.strip()
            statement = ""
    if any(line.strip() and not line.strip().startswith("--") for line in statement.splitlines()):
        raise ValueError("a script ends within a statement")


def _version(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _apply(connection: Connection, path: Path, step: Path, number: int) -> None:
    script = step.read_text(encoding="utf-8")
    with transaction(connection, path):
        if _version(connection) >= number:  # another process has opened the vault meanwhile
            return
        for statement in statements(script):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number:d}")
