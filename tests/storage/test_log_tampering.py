"""Whoever has the database key and changes the log is found out by the verifier and the key file's end."""

import pytest
from log_samples import ALL, FIRST_KEY, KEYS, draft, findings_of

from operator_console.audit.chain import GENESIS, head
from operator_console.audit.record import decode, encode
from operator_console.services.ports import LogFilter
from operator_console.storage.log_store import DATABASE, KEY_FILE, LogStore
from operator_console.storage.sqlcipher import open_database

LENGTH = 12


@pytest.fixture
def folder(tmp_path):
    store = LogStore.create(tmp_path, KEYS, FIRST_KEY)
    for number in range(LENGTH):
        store.append(draft(wall_us=1_700_000_000_000_000 + number, reason=str(number)))
    store.close()
    return tmp_path


SHIFT_UP = (
    "UPDATE entries SET sequence = -sequence - 1 WHERE sequence > {at}",
    "UPDATE entries SET sequence = -sequence WHERE sequence < 0",
)
SHIFT_DOWN = (
    "UPDATE entries SET sequence = -sequence + 1 WHERE sequence > {at}",
    "UPDATE entries SET sequence = -sequence WHERE sequence < 0",
)
EDIT = "UPDATE entries SET record = CAST(replace(record, 'operator-1', 'operator-2') AS BLOB) WHERE sequence = {at}"
DELETE = "DELETE FROM entries WHERE sequence = {at}"
COPY_OVER = "INSERT INTO entries SELECT {at} + 1, record, mac FROM entries WHERE sequence = {at}"
INSERT_MADE_UP = COPY_OVER.replace("record, mac", "CAST(replace(record, 'operator-1', 'operator-2') AS BLOB), mac")
SWAP = (
    "UPDATE entries SET sequence = 0 WHERE sequence = {at}",
    "UPDATE entries SET sequence = {at} WHERE sequence = {at} + 1",
    "UPDATE entries SET sequence = {at} + 1 WHERE sequence = 0",
)
CHANGES = {
    "edit": (EDIT,),
    "delete": (DELETE,),
    "delete and close up": (DELETE, *SHIFT_DOWN),
    "insert": (*SHIFT_UP, INSERT_MADE_UP),
    "duplicate": (*SHIFT_UP, COPY_OVER),
    "reorder": SWAP,
    "cut": ("DELETE FROM entries WHERE sequence >= {at}",),
    "seal": ("UPDATE entries SET mac = zeroblob(32) WHERE sequence = {at}",),
}


def tamper(folder, statements, at, *, rehash):
    connection = open_database(folder / DATABASE, KEYS.database_key)
    for statement in statements:
        connection.execute(statement.format(at=at))
    if rehash:
        previous = GENESIS
        for sequence, record in connection.execute("SELECT sequence, record FROM entries ORDER BY sequence").fetchall():
            fitting = encode(decode(record)._replace(sequence=sequence, previous=previous))
            connection.execute("UPDATE entries SET record = ? WHERE sequence = ?", (fitting, sequence))
            previous = head(fitting)
    connection.close()


def found(folder, first_key):
    store = LogStore.open_to_verify(folder, KEYS)
    try:
        return findings_of(store, first_key)
    finally:
        store.close()


@pytest.mark.parametrize("first_key", [None, FIRST_KEY], ids=["without seals", "with seals"])
@pytest.mark.parametrize("rehash", [False, True], ids=["left so", "rehashed"])
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("at", [1, LENGTH - 1])
def test_every_change_in_the_database_is_found(folder, change, rehash, first_key, at):
    """Only a changed seal on an unchanged record says nothing to whoever lacks the first key."""
    tamper(folder, CHANGES[change], at, rehash=rehash)
    assert bool(found(folder, first_key)) is (change != "seal" or first_key is not None)


@pytest.mark.parametrize("rehash", [False, True], ids=["left so", "rehashed"])
def test_going_through_the_motions_without_a_change_is_not_reported(folder, rehash):
    """The planted blank of this harness."""
    blank = (*SWAP, *SWAP, EDIT.replace("operator-2", "operator-1"), *SHIFT_UP, *SHIFT_DOWN)
    tamper(folder, blank, 6, rehash=rehash)
    assert found(folder, FIRST_KEY) == set()


@pytest.mark.parametrize("other", ["'text'", "7", "'operator-1' || record"])
@pytest.mark.parametrize("column", ["record", "mac"])
def test_a_value_of_another_type_is_found_and_stops_nobody(folder, column, other):
    tamper(folder, (f"UPDATE entries SET {column} = {other} WHERE sequence = {{at}}",), 6, rehash=False)
    assert found(folder, FIRST_KEY)
    store = LogStore.open(folder, KEYS)
    expected = LENGTH - (column == "record")
    assert [len(store.page(which, 0, 50)) for which in (ALL, LogFilter(user="operator-1"))] == [expected] * 2
    store.close()


def test_an_older_database_with_the_newer_key_file_is_found(folder):
    older = (folder / DATABASE).read_bytes()
    store = LogStore.open(folder, KEYS)
    for _ in range(3):
        store.append(draft())
    store.close()
    (folder / DATABASE).write_bytes(older)
    assert found(folder, None) == {("end_missing", LENGTH + 1)}


def test_an_older_key_file_is_found(folder):
    older = (folder / KEY_FILE).read_bytes()
    store = LogStore.open(folder, KEYS)
    for _ in range(3):
        store.append(draft())
    store.close()
    (folder / KEY_FILE).write_bytes(older)
    assert found(folder, None) == {("end_beyond", LENGTH + 1)}
