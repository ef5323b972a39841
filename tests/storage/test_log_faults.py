"""A full disk, a closed one or a failing key file: append refuses, tells nothing, and goes on once it can."""

import os

import pytest
from log_samples import FIRST_KEY, KEYS, draft, findings_of, written

from operator_console.domain.refusals import Code, Refusal
from operator_console.services.ports import LogFilter
from operator_console.storage import log_key_file
from operator_console.storage.log_store import KEY_FILE, LogStore


@pytest.fixture
def store(tmp_path):
    opened = LogStore.create(tmp_path, KEYS, FIRST_KEY)
    written(opened, 3)
    yield opened
    opened.close()


def pragma(store, words):
    return store._connection.execute(f"PRAGMA {words}").fetchone()


def refused(store, **told) -> Refusal:
    with pytest.raises(Refusal) as caught:
        store.append(draft(**told))
    return caught.value


def whole(store, entries):
    return store.end().entries == entries and len(store.stored(0, 10_000)) == entries and findings_of(store) == set()


def test_a_full_disk_refuses_and_more_room_lets_it_go_on(store):
    pages = pragma(store, "page_count")[0]
    pragma(store, f"max_page_count = {pages}")
    room = 0
    with pytest.raises(Refusal) as caught:
        for _ in range(500):
            room = store.append(draft(reason="x" * 1000))
    assert caught.value.code is Code.DISK_FULL
    assert refused(store, reason="x" * 9000).code is Code.DISK_FULL
    assert whole(store, room)
    pragma(store, f"max_page_count = {pages * 1000}")
    assert store.append(draft()) == room + 1
    assert whole(store, room + 1)


def test_a_database_that_cannot_be_written_refuses_and_goes_on_later(store):
    pragma(store, "query_only = ON")
    assert refused(store).code is Code.VAULT_READ_ONLY
    pragma(store, "query_only = OFF")
    assert store.append(draft()) == 4
    assert whole(store, 4)


def test_a_busy_database_refuses_and_goes_on_later(store, tmp_path):
    other = LogStore.open(tmp_path, KEYS)
    pragma(store, "busy_timeout = 0")
    other._connection.execute("BEGIN IMMEDIATE")
    assert refused(store).code is Code.VAULT_IN_USE
    other._connection.execute("ROLLBACK")
    assert store.append(draft()) == 4
    assert whole(store, 4)
    other.close()


def test_a_log_that_cannot_be_written_can_be_read(store):
    """The index cannot be brought up to date then; what fits is found without it."""
    for number in range(20):
        store.append(draft(user=f"operator-{number % 2}"))
    pragma(store, "query_only = ON")
    found = store.page(LogFilter(user="operator-0"), 0, 7)
    assert [entry.sequence for entry in found] == [22, 20, 18, 16, 14, 12, 10]
    assert store.page(LogFilter(user="nobody"), 0, 7) == []
    assert store.choices() == ([], [])


def test_a_key_step_that_fails_refuses_and_is_made_up_for(store, tmp_path):
    """The entry is committed by then: it stays, the step is done first thing next time."""
    store.rest()
    good = store._key_file._descriptor
    store._key_file._descriptor = os.open(tmp_path / KEY_FILE, os.O_RDONLY)
    assert refused(store).code is Code.LOG_BROKEN
    assert refused(store).code is Code.LOG_BROKEN
    assert len(store.stored(0, 10)) == 4
    os.close(store._key_file._descriptor)
    store._key_file._descriptor = good
    assert store.append(draft()) == 5
    assert whole(store, 5)


def test_a_key_that_cannot_be_made_durable_keeps_the_next_entry_out(store, tmp_path):
    """Otherwise a power cut could leave the database two entries ahead of the key."""
    good = store._key_file._descriptor
    store._key_file._descriptor = os.open(tmp_path / KEY_FILE, os.O_RDONLY)
    store.rest()
    assert refused(store).code is Code.LOG_BROKEN
    assert len(store.stored(0, 10)) == 3
    os.close(store._key_file._descriptor)
    store._key_file._descriptor = good
    assert store.append(draft()) == 4
    assert whole(store, 4)


def test_a_key_file_damaged_while_open_refuses_until_it_is_whole_again(store, tmp_path):
    content = (tmp_path / KEY_FILE).read_bytes()
    (tmp_path / KEY_FILE).write_bytes(bytes(len(content)))
    assert refused(store).code is Code.LOG_BROKEN
    (tmp_path / KEY_FILE).write_bytes(content)
    assert store.append(draft()) == 4
    assert whole(store, 4)


def test_a_log_cut_short_while_open_refuses_once_it_looks(store):
    store._connection.execute("DELETE FROM entries WHERE sequence = 3")
    pragma(store, "query_only = ON")
    refused(store)
    pragma(store, "query_only = OFF")
    assert refused(store).code is Code.LOG_BROKEN


@pytest.mark.skipif(os.name != "posix", reason="one process alone serves a vault there")
def test_a_process_that_does_not_let_go_of_the_log_is_not_waited_for(store, tmp_path, monkeypatch):
    monkeypatch.setattr(log_key_file, "LOCK_SECONDS", 0.01)
    other = LogStore.open(tmp_path, KEYS)
    other._key_file.lock()
    assert refused(store).code is Code.VAULT_IN_USE
    other._key_file.unlock()
    assert store.append(draft()) == 4
    assert whole(store, 4)
    other.close()


def test_a_closed_log_refuses_and_can_be_closed_again(store):
    store.close()
    assert refused(store).code is Code.LOG_BROKEN
    store.close()


def test_a_refusal_carries_nothing_of_the_entry(store):
    pragma(store, "query_only = ON")
    refusal = refused(store, reason="himitsu")
    assert "himitsu" not in f"{refusal!r} {refusal.params} {refusal.__cause__!r}"
    assert refusal.__suppress_context__
