import os
import subprocess

import pytest

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.sqlcipher import PAGE_SIZE, open_database, refusing, require_recent, transaction

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "some.db"


@pytest.fixture
def filled(path):
    connection = open_database(path, KEY, create=True)
    with transaction(connection, path):
        connection.execute("CREATE TABLE t (a INTEGER, b BLOB)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, os.urandom(500)) for n in range(300)])
    connection.close()
    return path


def read_all(path, key=KEY):
    connection = open_database(path, key)
    try:
        with refusing(path):
            return len(connection.execute("SELECT * FROM t").fetchall())
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("cipher_page_size", "8192"),
        ("cipher_hmac_algorithm", "HMAC_SHA256"),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
    ],
)
def test_a_database_is_opened_with_the_settings_that_were_measured(filled, pragma, value):
    connection = open_database(filled, KEY)
    assert connection.execute(f"PRAGMA {pragma}").fetchone()[0] == value
    connection.close()


def test_the_files_of_a_database_are_private(path):
    connection = open_database(path, KEY, create=True)
    connection.execute("CREATE TABLE t (a)")
    modes = {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()}
    connection.close()
    assert set(modes) == {"some.db", "some.db-wal", "some.db-shm"}
    assert set(modes.values()) == {0o600}


def test_a_wrong_key_is_refused_without_a_line_on_standard_error(filled, refused, capfd):
    assert refused(Code.VAULT_DAMAGED, open_database, filled, bytes(32)) == {"file": "some.db"}
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("offset", [0, 20, PAGE_SIZE - 1, 3 * PAGE_SIZE + 100, 10 * PAGE_SIZE + 8150, -1])
def test_one_changed_bit_is_refused(filled, offset, refused):
    content = bytearray(filled.read_bytes())
    content[offset] ^= 1
    filled.write_bytes(content)
    refused(Code.VAULT_DAMAGED, read_all, filled)


@pytest.mark.parametrize("pages", [0, 0.01, 0.99, 1, 5, 5.5])
def test_a_file_cut_short_is_refused(filled, pages, refused):
    os.truncate(filled, int(pages * PAGE_SIZE))
    refused(Code.VAULT_DAMAGED, read_all, filled)


def test_a_missing_file_is_refused_and_not_made(path, refused):
    refused(Code.VAULT_DAMAGED, open_database, path, KEY)
    assert not path.exists()


def test_a_database_is_not_made_over_another(filled, refused):
    refused(Code.FILE_EXISTS, open_database, filled, KEY, create=True)
    assert read_all(filled) == 300


def test_an_sqlite_that_corrupts_is_refused(refused):
    assert refused(Code.SQLITE_TOO_OLD, require_recent, (3, 51, 2)) == {"found": "3.51.2", "needed": "3.51.3"}
    require_recent((3, 51, 3))


def test_what_fails_leaves_nothing_of_its_transaction(filled):
    connection = open_database(filled, KEY)
    with pytest.raises(LookupError), transaction(connection, filled):
        connection.execute("DELETE FROM t")
        raise LookupError
    connection.close()
    assert read_all(filled) == 300


def test_a_database_that_may_not_grow_says_that_the_disk_is_full_and_keeps_what_it_had(filled, refused):
    connection = open_database(filled, KEY)
    connection.execute("PRAGMA max_page_count = 1")

    def grow():
        with transaction(connection, filled):
            connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, bytes(5000)) for n in range(100)])

    refused(Code.DISK_FULL, grow)
    connection.close()
    assert read_all(filled) == 300


@pytest.fixture
def tiny_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_is_said_and_what_was_committed_stays(tiny_disk, refused):
    path = tiny_disk / "some.db"
    connection = open_database(path, KEY, create=True)
    connection.execute("CREATE TABLE t (a INTEGER, b BLOB)")
    committed = 0

    def fill():
        nonlocal committed
        for number in range(1000):
            with transaction(connection, path):
                connection.execute("INSERT INTO t VALUES (?, ?)", (number, os.urandom(4000)))
            committed += 1

    refused(Code.DISK_FULL, fill)
    with refusing(path):
        assert connection.execute("SELECT count(*) FROM t").fetchone()[0] == committed > 5
    connection.close()
    assert read_all(path) == committed


def test_a_database_that_cannot_be_opened_on_a_full_disk_is_not_called_damaged(tiny_disk, refused):
    path = tiny_disk / "some.db"
    connection = open_database(path, KEY, create=True)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    with (tiny_disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError, match="No space"):
        while True:
            filler.write(bytes(4096))
    refused(Code.DISK_FULL, open_database, path, KEY)
    (tiny_disk / "filler").unlink()
    assert read_all(path) == 0


def test_a_mistake_in_a_statement_is_not_taken_for_a_fault_of_the_disk(filled):
    connection = open_database(filled, KEY)
    with pytest.raises(Exception, match="no such table") as caught, refusing(filled):
        connection.execute("SELECT * FROM nowhere")
    connection.close()
    assert not isinstance(caught.value, Refusal)
