"""Opens log.db in the form that this build knows."""

from pathlib import Path
from typing import Final

from operator_console.resource_files import resource
from operator_console.storage.migrations import migrate
from operator_console.storage.sqlcipher import Connection, open_database, refusing

WAL_PAGES: Final = 128
"""The write-ahead log is copied into the database this often; while it grows, making it durable takes longer."""


def open_log_database(path: Path, key: bytes, *, create: bool = False) -> Connection:
    """Open it, or make it. Refuses with ``VAULT_NEWER``, ``VAULT_DAMAGED`` …"""
    connection = open_database(path, key, create=create)
    try:
        migrate(connection, path, resource("migrations", "log"))
        with refusing(path):
            connection.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection
