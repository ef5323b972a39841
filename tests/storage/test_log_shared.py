"""Two processes at one log, as two open stores have it: each takes over what the other wrote, signed and indexed."""

import os

import pytest
from log_samples import FIRST_KEY, KEYS, draft, findings_of, written

from operator_console.audit.checkpoints import follow
from operator_console.domain.actions import Action
from operator_console.services.ports import LogFilter
from operator_console.storage import log_index
from operator_console.storage.log_key_file import LogKeyFile
from operator_console.storage.log_store import KEY_FILE, LogStore

REVEALS = LogFilter(action=Action.REVEAL)


@pytest.fixture
def two(tmp_path):
    LogStore.create(tmp_path, KEYS, FIRST_KEY).close()
    stores = [LogStore.open(tmp_path, KEYS) for _ in range(2)]
    yield stores
    for store in stores:
        store.close()


def line(store):
    """What follows from the stored checkpoints: where their line breaks, and how much each covers."""
    stored = [each.content for each in store.checkpoints.stored()]
    followed = follow(stored, store.checkpoints.first_public, store.log_id)
    return followed.broken, [each.entries for each in followed.checkpoints]


def test_entries_of_both_are_one_chain(two):
    for number in range(30):
        assert two[number % 2].append(draft()) == number + 1
    assert [store.end().entries for store in two] == [30, 30]
    assert findings_of(two[0]) == set()


def test_checkpoints_of_both_are_one_line_and_none_covers_less_than_the_one_before(two):
    one, other = two
    for store, entries in ((one, 3), (other, 2), (one, 1), (other, 4)):
        written(store, entries)
        store.checkpoint(1)
        assert store.checkpoints.newest().entries == store.end().entries
    assert line(one) == (None, [3, 5, 6, 10])
    head = other.answer(bytes(32)).head
    assert one.checkpoints.make(7, head, 1).entries == 10
    assert [store.checkpoints.reach() for store in two] == [10, 10]


def test_a_checkpoint_that_is_taken_covers_what_the_other_wrote(two):
    one, other = two
    written(one, 2)
    written(other, 5)
    assert one.checkpoint(1).entries == 7


def test_a_checkpoint_whose_key_was_not_advanced_is_settled_by_whoever_signs_next(two, monkeypatch):
    one, other = two
    written(one, 2)

    def fail(*_):
        raise OSError(5, "killed here")

    with monkeypatch.context() as patched:
        patched.setattr(one.checkpoints._key_file, "advance", fail)
        with pytest.raises(Exception, match="damaged"):
            one.checkpoint(1)
    written(other, 1)
    assert other.checkpoint(2).entries == 3
    written(one, 1)
    assert one.checkpoint(3).entries == 4
    assert line(other) == (None, [2, 3, 4])


def test_what_the_other_wrote_is_no_change_of_the_file(two):
    one, other = two
    written(one, 1)
    written(other, 3)
    nonce = os.urandom(32)
    assert one.answer(nonce) == one.answer(nonce, from_disk=True)


def test_what_both_index_at_once_is_indexed_once(two, monkeypatch):
    monkeypatch.setattr(log_index, "BATCH", 7)
    one, other = two
    written(one, 40, action=Action.REVEAL)
    index = one._index

    def after_the_other():
        other.page(REVEALS, 0, 1)
        return one._turn()

    index.catch_up(after_the_other)
    assert len(one.page(REVEALS, 0, 100)) == len(other.page(REVEALS, 0, 100)) == 40


def test_a_key_file_that_is_read_between_two_writes_is_looked_at_again(two, tmp_path, monkeypatch):
    read, looks = LogKeyFile._read, []

    def first_too_early_then_too_late(file, slot):
        looks.append(slot)
        return bytes(4096) if len(looks) <= 2 else read(file, slot)

    monkeypatch.setattr(LogKeyFile, "_read", first_too_early_then_too_late)
    file = LogKeyFile.open(tmp_path / KEY_FILE, KEYS.state_key, KEYS.log_id)
    file.close()
    assert file.state.entries == 0
    assert len(looks) == 4
