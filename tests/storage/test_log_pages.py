"""What a lead reads comes from the sealed records, filtered, newest first, page by page."""

from random import Random

import pytest
from log_samples import ALL, FIRST_KEY, KEYS, draft

from operator_console.audit.record import encode
from operator_console.domain.actions import Action
from operator_console.services.ports import LogFilter
from operator_console.storage import log_index
from operator_console.storage.log_store import LogStore

USERS, ACTIONS, CUSTOMERS = ("", "aoi", "ren", "yui"), (Action.SEARCH, Action.REVEAL, Action.LOCK), ("", "c1", "c2")
START = 1_700_000_000_000_000
MINUTE = 60_000_000


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A few thousand entries, with a clock that once jumps back."""
    made = LogStore.create(tmp_path_factory.mktemp("log"), KEYS, FIRST_KEY)
    pragma = made._connection.execute
    pragma("PRAGMA synchronous = OFF")
    random = Random(7)
    for number in range(2500):
        minutes = number if number < 1500 else number - 700
        made.append(
            draft(
                wall_us=START + minutes * MINUTE,
                user=random.choice(USERS),
                action=random.choice(ACTIONS),
                customer=random.choice(CUSTOMERS),
            )
        )
    yield made
    made.close()


@pytest.fixture(scope="module")
def everything(store):
    return store.page(ALL, 0, 10_000)


def turned(store, which, limit):
    """Every page of this filter, one after the other."""
    found, before = [], 0
    while page := store.page(which, before, limit):
        assert len(page) <= limit
        found += page
        before = page[-1].sequence
    return found


def fits(entry, which):
    return (
        which.user in ("", entry.user)
        and which.action in ("", entry.action.value)
        and which.customer in ("", entry.customer)
        and (not which.since_us or entry.wall_us >= which.since_us)
        and (not which.until_us or entry.wall_us <= which.until_us)
    )


FILTERS = [
    ALL,
    LogFilter(user="aoi"),
    LogFilter(action="reveal"),
    LogFilter(customer="c2"),
    LogFilter(user="yui", action="lock", customer="c1"),
    LogFilter(since_us=START + 1400 * MINUTE),
    LogFilter(until_us=START + 900 * MINUTE),
    LogFilter(user="ren", since_us=START + 850 * MINUTE, until_us=START + 851 * MINUTE),
    LogFilter(since_us=START + 9000 * MINUTE),
    LogFilter(until_us=START - 1),
    LogFilter(user="nobody"),
]


@pytest.mark.parametrize("limit", [7, 500])
@pytest.mark.parametrize("which", FILTERS, ids=repr)
def test_pages_hold_what_fits_and_nothing_else(store, everything, which, limit):
    assert turned(store, which, limit) == [entry for entry in everything if fits(entry, which)]


def test_everything_is_newest_first(everything):
    assert [entry.sequence for entry in everything] == list(range(2500, 0, -1))


def test_choices_are_what_occurs(store):
    assert store.choices() == (["aoi", "ren", "yui"], ["lock", "reveal", "search"])


@pytest.fixture
def small(tmp_path):
    made = LogStore.create(tmp_path, KEYS, FIRST_KEY)
    for number in range(30):
        made.append(draft(wall_us=START + number, user="aoi" if number % 3 else "ren"))
    yield made
    made.close()


def test_an_empty_log_has_no_pages_and_no_choices(tmp_path):
    empty = LogStore.create(tmp_path, KEYS, FIRST_KEY)
    assert (empty.page(ALL, 0, 10), empty.page(LogFilter(user="aoi"), 0, 10)) == ([], [])
    assert empty.choices() == ([], [])
    empty.close()


def test_an_entry_from_before_1970_is_read_too(small):
    """The clock of a machine may stand anywhere."""
    small.append(draft(wall_us=-1, user="ren"))
    assert small.page(ALL, 0, 1)[0].wall_us == -1
    assert small.page(LogFilter(user="ren"), 0, 1)[0].wall_us == -1
    assert small.page(LogFilter(user="ren", since_us=START), 0, 1)[0].wall_us >= START


def test_an_entry_written_after_a_question_is_in_the_next_answer(small):
    assert len(small.page(LogFilter(user="ren"), 0, 100)) == 10
    small.append(draft(user="ren"))
    small.append(draft(user="hina"))
    assert small.page(LogFilter(user="ren"), 0, 100)[0].sequence == 31
    assert small.choices()[0] == ["aoi", "hina", "ren"]


def test_a_changed_index_does_not_change_what_is_read(small):
    assert len(small.page(LogFilter(user="ren"), 0, 100)) == 10
    small._connection.execute("UPDATE entry_index SET user = 'ren', wall_us = 0")
    assert {entry.user for entry in small.page(LogFilter(user="ren"), 0, 100)} == {"ren"}


@pytest.mark.parametrize("which", [ALL, LogFilter(action="call_opened")])
def test_a_record_that_cannot_be_read_does_not_end_the_list(small, which):
    small._connection.execute("UPDATE entries SET record = x'00' WHERE sequence BETWEEN 11 AND 20")
    assert [entry.sequence for entry in turned(small, which, 5)] == [*range(30, 20, -1), *range(10, 0, -1)]
    assert len(small.page(which, 26, 10)) == 10


def test_the_index_can_be_made_again_from_the_records(small):
    before = small.page(LogFilter(user="aoi"), 0, 100)
    small._connection.execute("DELETE FROM entry_index")
    small._connection.execute("DELETE FROM entry_times")
    assert small.page(LogFilter(user="aoi"), 0, 100) == before


@pytest.mark.parametrize(
    ("which", "index"),
    [
        (LogFilter(user="aoi"), "entry_index_user "),
        (LogFilter(user="aoi", action="lock"), "entry_index_user_action"),
        (LogFilter(action="lock"), "entry_index_action"),
        (LogFilter(customer="c1"), "entry_index_customer"),
        (LogFilter(since_us=START), "PRIMARY KEY"),
    ],
)
def test_every_filter_is_answered_from_an_index_in_order(small, which, index):
    asked = []
    small._connection.set_trace_callback(asked.append)
    small.page(which, 0, 10)
    small._connection.set_trace_callback(None)
    question = next(sql for sql in asked if sql.startswith("SELECT sequence FROM entry_index"))
    plan = " ".join(row[3] for row in small._connection.execute(f"EXPLAIN QUERY PLAN {question}"))
    assert index in f"{plan} "
    assert "TEMP B-TREE" not in plan


def test_stored_records_are_the_canonical_bytes(small):
    """What is verified is what was written: reading an entry and writing it again gives the very bytes."""
    records = [row.record for row in small.stored(0, 100)]
    assert [encode(entry) for entry in reversed(small.page(ALL, 0, 100))] == records


def test_the_log_is_looked_through_for_the_filters_in_steps(small, monkeypatch):
    monkeypatch.setattr(log_index, "BATCH", 12)
    assert [small.look_through(0) for _ in range(4)] == [(12, 30), (24, 30), (30, 30), (30, 30)]
    assert len(small.page(LogFilter(user="ren"), 0, 100)) == 10


def test_choices_are_what_is_known_by_then(small, monkeypatch):
    monkeypatch.setattr(log_index, "BATCH", 1)
    assert small.choices(0)[0] == []
    small.look_through(0)
    assert small.choices(0)[0] == ["ren"]
    assert small.choices()[0] == ["aoi", "ren"]


def test_a_filter_that_was_only_begun_finds_everything(small, monkeypatch):
    monkeypatch.setattr(log_index, "BATCH", 7)
    small.look_through(0)
    assert len(small.page(LogFilter(user="ren"), 0, 100)) == 10
