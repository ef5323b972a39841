"""A whole log is read run by run as it lies in the database, whatever lies there."""

import sys

import pytest
from log_samples import FIRST_KEY, KEYS, draft

from operator_console.storage import log_reader
from operator_console.storage.log_store import LogStore

LENGTH = 25


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(log_reader, "RUN", 10)
    made = LogStore.create(tmp_path, KEYS, FIRST_KEY)
    for number in range(LENGTH):
        made.append(draft(reason="r" * number))
    yield made
    made.close()


def read(store):
    with store.reading() as reader:
        return [(list(run.sequences), list(run.records)) for run in reader.runs()]


def whole(store):
    return [pair for numbers, records in read(store) for pair in zip(numbers, records, strict=True)]


def stored(store):
    return [(entry.sequence, entry.record) for entry in store.stored(0, 1000)]


def test_every_entry_is_read_in_order_and_once(store):
    assert [len(numbers) for numbers, _ in read(store)] == [10, 10, 5]
    assert whole(store) == stored(store)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM entries WHERE sequence IN (1, 12)",
        "DELETE FROM entries WHERE sequence BETWEEN 5 AND 20",
        "DELETE FROM entries WHERE sequence = 25",
        "UPDATE entries SET sequence = 1000000 WHERE sequence = 25",
        "UPDATE entries SET sequence = 9000000000000000000 WHERE sequence = 3",
        "UPDATE entries SET record = 'a text, 文字' WHERE sequence = 11",
        "UPDATE entries SET record = 7 WHERE sequence = 11",
        "UPDATE entries SET record = -0.25 WHERE sequence = 11",
        "UPDATE entries SET record = CAST(x'e6960041ff' AS TEXT) WHERE sequence IN (11, 12)",
        "UPDATE entries SET sequence = 9223372036854775807 WHERE sequence = 3",
        "UPDATE entries SET sequence = 9223372036854775807 - sequence",
        "UPDATE entries SET record = x'' WHERE sequence = 11",
        "UPDATE entries SET record = zeroblob(9000) WHERE sequence IN (1, 25)",
        "DELETE FROM entries",
    ],
)
def test_what_somebody_changed_is_read_as_it_lies_there(store, change):
    store._connection.execute(change)
    assert whole(store) == stored(store)


def test_a_reader_can_stop_early(store):
    usual = sys.getswitchinterval()
    with store.reading() as reader:
        runs = reader.runs()
        assert next(runs).sequences == range(1, 11)
        runs.close()
    assert sys.getswitchinterval() == usual
