"""An entry is durable before append returns; a sudden end costs nothing, and nothing else is taken for one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from log_samples import ALL, FIRST_KEY, KEYS, draft, findings_of, written

from operator_console.audit.chain import mac, next_key
from operator_console.domain.actions import Action
from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.log_store import DATABASE, KEY_FILE, LogKeys, LogStore
from operator_console.storage.sqlcipher import open_database


@pytest.fixture
def folder(tmp_path):
    LogStore.create(tmp_path, KEYS, FIRST_KEY).close()
    return tmp_path


@pytest.fixture
def store(folder):
    opened = LogStore.open(folder, KEYS)
    yield opened
    opened.close()


def fill(folder: Path, count: int) -> None:
    opened = LogStore.open(folder, KEYS)
    written(opened, count)
    opened.close()


def refusal_of(work) -> Code:
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value.code


def opened_once(folder: Path) -> int:
    """Open, close, and tell how many entries the key file knows."""
    opened = LogStore.open(folder, KEYS)
    entries = opened.end().entries
    assert findings_of(opened) == set()
    opened.close()
    return entries


def change(folder: Path, sql: str, *values: object) -> None:
    connection = open_database(folder / DATABASE, KEYS.database_key)
    connection.execute(sql, values)
    connection.close()


def test_entries_are_numbered_from_one_and_come_back(store):
    assert written(store, 3, action=Action.SEARCH) == [1, 2, 3]
    newest = store.page(ALL, 0, 1)[0]
    assert (newest.sequence, newest.action, newest.log_id) == (3, Action.SEARCH, KEYS.log_id)
    assert findings_of(store) == set()


def test_every_part_of_a_draft_reaches_the_record(store):
    told = draft(
        call="c" * 32,
        customer="d" * 32,
        fields=("name", "phone"),
        purpose="delivery",
        reason="理由",
        checklist="e" * 64,
        policy_version=4,
        facts=(("a", "1"), ("b", "2")),
    )
    store.append(told)
    kept = store.page(ALL, 0, 1)[0]
    assert {name: getattr(kept, name) for name in told.__slots__} == {
        name: getattr(told, name) for name in told.__slots__
    }


def test_a_log_goes_on_where_it_was_left(folder):
    fill(folder, 3)
    fill(folder, 2)
    assert opened_once(folder) == 5


def test_an_entry_is_on_the_disk_when_append_returns(store, folder, tmp_path_factory):
    """A copy of the files at that moment, as a power cut would leave them, holds it."""
    written(store, 5)
    copy = tmp_path_factory.mktemp("cut")
    for file in folder.iterdir():
        if not file.name.endswith("-shm"):
            shutil.copy(file, copy)
    assert opened_once(copy) == 5


def test_an_end_between_commit_and_key_step_is_rolled_forward(folder):
    fill(folder, 3)
    key = (folder / KEY_FILE).read_bytes()
    fill(folder, 1)
    (folder / KEY_FILE).write_bytes(key)
    assert opened_once(folder) == 4


def test_the_very_first_entry_is_rolled_forward(folder):
    key = (folder / KEY_FILE).read_bytes()
    fill(folder, 1)
    (folder / KEY_FILE).write_bytes(key)
    assert opened_once(folder) == 1


@pytest.mark.parametrize("steps", [2, 3, 7])
def test_an_older_key_file_is_refused(folder, steps):
    fill(folder, 3)
    key = (folder / KEY_FILE).read_bytes()
    fill(folder, steps)
    (folder / KEY_FILE).write_bytes(key)
    assert refusal_of(lambda: LogStore.open(folder, KEYS)) is Code.LOG_BROKEN


@pytest.mark.parametrize("column", ["mac", "record"])
def test_an_entry_that_the_vault_did_not_write_is_not_rolled_forward(folder, column):
    fill(folder, 3)
    key = (folder / KEY_FILE).read_bytes()
    fill(folder, 1)
    (folder / KEY_FILE).write_bytes(key)
    change(folder, f"UPDATE entries SET {column} = zeroblob(length({column})) WHERE sequence = 4")
    assert refusal_of(lambda: LogStore.open(folder, KEYS)) is Code.LOG_BROKEN


def test_a_record_of_another_place_is_not_rolled_forward_even_with_a_good_seal(folder):
    fill(folder, 3)
    store = LogStore.open(folder, KEYS)
    record = store.stored(2, 1)[0].record
    store.close()
    key = next_key(next_key(next_key(FIRST_KEY)))
    change(folder, "INSERT INTO entries VALUES (4, ?, ?)", record, mac(key, record))
    assert refusal_of(lambda: LogStore.open(folder, KEYS)) is Code.LOG_BROKEN


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM entries WHERE sequence = 5",
        "DELETE FROM entries",
        "UPDATE entries SET record = (SELECT record FROM entries WHERE sequence = 4) WHERE sequence = 5",
        "UPDATE entries SET sequence = 9 WHERE sequence = 5",
    ],
)
def test_a_log_that_does_not_end_where_the_key_file_says_is_refused(folder, sql):
    fill(folder, 5)
    change(folder, sql)
    assert refusal_of(lambda: LogStore.open(folder, KEYS)) is Code.LOG_BROKEN


def test_a_broken_log_can_be_verified_and_not_written(folder):
    fill(folder, 5)
    change(folder, "DELETE FROM entries WHERE sequence > 3")
    store = LogStore.open_to_verify(folder, KEYS)
    assert findings_of(store) == {("end_missing", 4)}
    assert refusal_of(lambda: store.append(draft())) is Code.LOG_BROKEN
    assert len(store.stored(0, 10)) == 3
    store.close()


@pytest.mark.parametrize("left", [0, 100, 8192, 3 * 8192, -8192])
def test_a_database_cut_short_is_refused(folder, left):
    fill(folder, 5)
    size = (folder / DATABASE).stat().st_size
    os.truncate(folder / DATABASE, left if left >= 0 else size + left)
    code = refusal_of(lambda: LogStore.open(folder, KEYS).close())
    assert code in (Code.VAULT_DAMAGED, Code.LOG_BROKEN)


@pytest.mark.parametrize("name", [DATABASE, KEY_FILE])
def test_a_missing_file_is_refused(folder, name):
    (folder / name).unlink()
    assert refusal_of(lambda: LogStore.open(folder, KEYS)) in (Code.VAULT_DAMAGED, Code.LOG_BROKEN)


def test_a_log_from_a_newer_version_is_refused(folder):
    change(folder, "PRAGMA user_version = 99")
    assert refusal_of(lambda: LogStore.open(folder, KEYS)) is Code.VAULT_NEWER


def test_a_log_is_never_made_over_another(folder):
    fill(folder, 2)
    assert refusal_of(lambda: LogStore.create(folder, KEYS, FIRST_KEY)) is Code.FILE_EXISTS
    assert opened_once(folder) == 2


def test_the_files_give_nothing_away(store, folder):
    written(store, 3, reason="himitsu no riyuu", user="taro")
    for file in folder.iterdir():
        content = file.read_bytes()
        assert not [text for text in (b"himitsu", b"taro", KEYS.database_key, KEYS.state_key) if text in content]


def test_keys_are_masked_when_printed():
    assert repr(KEYS) == "LogKeys(<secret>)"
    assert "d" * 8 not in f"{KEYS}"


@pytest.mark.parametrize(("log_id", "first_key"), [(b"short", FIRST_KEY), (KEYS.log_id, b"short")])
def test_keys_of_the_wrong_length_are_our_own_mistake(tmp_path, log_id, first_key):
    with pytest.raises(ValueError, match="16 bytes"):
        LogStore.create(tmp_path, LogKeys(KEYS.database_key, KEYS.state_key, log_id), first_key)


def test_two_processes_append_to_one_log(store, folder):
    """The other one is a second store with files of its own; its steps are taken up before each append."""
    other = LogStore.open(folder, KEYS)
    order = [writer.append(draft()) for writer in (store, other, other, store, other, store, store)]
    assert order == [1, 2, 3, 4, 5, 6, 7]
    assert findings_of(store) == findings_of(other) == set()
    other.close()


def test_the_step_that_a_dead_process_left_undone_is_done_by_the_next_one(store, folder):
    written(store, 2)
    key = (folder / KEY_FILE).read_bytes()
    other = LogStore.open(folder, KEYS)
    other.append(draft())
    other.close()
    (folder / KEY_FILE).write_bytes(key)
    assert store.append(draft()) == 4
    assert findings_of(store) == set()


KILLED = """
import os, sys
from pathlib import Path
from log_samples import KEYS, draft
from operator_console.storage.log_store import LogStore
store = LogStore.open(Path(sys.argv[1]), KEYS)
while True:
    print(store.append(draft()), flush=True)
"""


def test_what_a_killed_process_has_told_is_in_the_log(folder):
    told = 0
    for lines in (1, 5, 20, 33):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])},
        ) as process:
            told = [int(process.stdout.readline()) for _ in range(lines)][-1]
            process.kill()
        assert opened_once(folder) >= told
    assert told >= 59
