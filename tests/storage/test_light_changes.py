"""A light change outlives the process, and the durability of every other change is as it was."""

import subprocess
import sys

import pytest

from operator_console.storage.database import Database
from operator_console.storage.sqlcipher import open_database

KEY = bytes(range(32))


def opened(path, *, create=False):
    return Database(open_database(path, KEY, create=create), path)


def test_it_leaves_the_connection_fully_synchronous(tmp_path) -> None:
    database = opened(tmp_path / "a.db", create=True)
    with database.light_change():
        database.run("CREATE TABLE t (n)")
    assert database.row("PRAGMA synchronous") == (2,)
    with pytest.raises(ZeroDivisionError), database.light_change():
        database.run("INSERT INTO t VALUES (1)")
        raise ZeroDivisionError
    assert database.row("PRAGMA synchronous") == (2,)
    assert database.rows("SELECT * FROM t") == []
    database.close()


CHILD = """
import os, sys
from pathlib import Path
from operator_console.storage.database import Database
from operator_console.storage.sqlcipher import open_database
database = Database(open_database(Path(sys.argv[1]), bytes(range(32))), Path(sys.argv[1]))
with database.light_change():
    database.run("INSERT INTO t VALUES (7)")
os._exit(9)
"""


def test_it_outlives_the_process(tmp_path) -> None:
    path = tmp_path / "a.db"
    database = opened(path, create=True)
    with database.change():
        database.run("CREATE TABLE t (n)")
    database.close()
    assert subprocess.run([sys.executable, "-c", CHILD, str(path)], check=False).returncode == 9
    again = opened(path)
    assert again.rows("SELECT n FROM t") == [(7,)]
    again.close()
