"""The key file survives a torn write, gives nothing of a used key away and takes no bit for another."""

import os
from random import Random

import pytest

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.log_key_file import SLOT_BYTES, KeyState, LogKeyFile

STATE_KEY, LOG_ID = b"s" * 32, b"l" * 16


def state(number: int) -> KeyState:
    return KeyState(number, bytes([number]) * 32, bytes([100 + number]) * 32)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "log.key"


@pytest.fixture
def made(path):
    file = LogKeyFile.create(path, STATE_KEY, LOG_ID, state(0))
    yield file
    file.close()


def read(path, state_key=STATE_KEY, log_id=LOG_ID) -> KeyState:
    file = LogKeyFile.open(path, state_key, log_id)
    file.close()
    return file.state


def refused(path, **changed) -> Code:
    with pytest.raises(Refusal) as caught:
        read(path, **changed)
    return caught.value.code


def test_the_state_comes_back(made, path):
    for number in range(1, 6):
        made.advance(state(number))
        assert read(path) == state(number)


def test_an_older_state_is_wiped(made, path):
    made.advance(state(1))
    before = path.read_bytes()
    made.advance(state(2))
    after = path.read_bytes()
    slots = before[:SLOT_BYTES], before[SLOT_BYTES:]
    newest = next(slot for slot in slots if any(slot))
    assert not any(next(slot for slot in slots if slot is not newest))
    assert newest[:100] not in after
    assert after.count(b"OCLOGK02") == 1


@pytest.mark.parametrize("kept", [0, 1, 60, 115])
def test_a_torn_write_leaves_the_state_before(made, path, kept):
    """The newer slot is written in part, the older one is not wiped yet."""
    made.advance(state(1))
    before = path.read_bytes()
    made.advance(state(2))
    after = path.read_bytes()
    newer = 0 if after[:8] == b"OCLOGK02" else SLOT_BYTES
    torn = bytearray(before)
    torn[newer : newer + kept] = after[newer : newer + kept]
    path.write_bytes(torn)
    assert read(path) == state(1)


def test_both_slots_whole_means_the_newer_one(made, path):
    """The machine stopped after the newer slot was durable and before the older one was wiped."""
    made.advance(state(1))
    before = path.read_bytes()
    made.advance(state(2))
    after = path.read_bytes()
    path.write_bytes(bytes(old or new for old, new in zip(before, after, strict=True)))
    assert read(path) == state(2)


def test_no_flipped_bit_is_taken_for_a_state(made, path):
    made.advance(state(1))
    whole = path.read_bytes()
    start = 0 if any(whole[:SLOT_BYTES]) else SLOT_BYTES
    random = Random(3)
    for place in range(start, start + 116):
        changed = bytearray(whole)
        changed[place] ^= 1 << random.randrange(8)
        path.write_bytes(changed)
        assert refused(path) is Code.LOG_BROKEN
    path.write_bytes(whole)
    assert read(path) == state(1)


@pytest.mark.parametrize("changed", [{"state_key": b"x" * 32}, {"log_id": b"x" * 16}])
def test_another_vaults_key_file_is_refused(made, path, changed):
    assert refused(path, **changed) is Code.LOG_BROKEN


@pytest.mark.parametrize("length", [0, 10, SLOT_BYTES])
def test_a_file_cut_short_is_refused(made, path, length):
    os.truncate(path, length)
    assert refused(path) is Code.LOG_BROKEN


def test_a_missing_file_is_refused(path):
    assert refused(path) is Code.LOG_BROKEN


def test_a_file_is_never_made_over_another(made, path):
    with pytest.raises(Refusal) as caught:
        LogKeyFile.create(path, STATE_KEY, LOG_ID, state(9))
    assert caught.value.code is Code.FILE_EXISTS
    assert read(path) == state(0)


def test_the_step_of_another_process_is_seen(made, path):
    other = LogKeyFile.open(path, STATE_KEY, LOG_ID)
    assert not other.moved()
    made.advance(state(1))
    assert other.moved()
    other.reload()
    assert other.state == state(1)
    other.advance(state(2))
    other.advance(state(3))
    assert made.moved()
    other.close()


def test_nothing_of_the_key_is_in_the_file_or_in_a_repr(made, path):
    made.advance(state(1))
    assert state(1).key not in path.read_bytes()
    assert "key" not in repr(made.state)


@pytest.mark.skipif(os.name != "posix", reason="permissions are the folder's on Windows")
def test_only_the_owner_may_read_it(made, path):
    assert path.stat().st_mode & 0o777 == 0o600
