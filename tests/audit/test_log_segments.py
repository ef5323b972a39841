"""Looking at a run as a whole finds the same as looking at every entry of it."""

from itertools import accumulate
from random import Random

import pytest
from honest_logs import FIRST_KEY, LOG_ID, End, Log, entry, honest_log
from hypothesis import given
from hypothesis import strategies as st
from tampering import SCRIPTS, rehashed
from test_log_record import ASCII, ENTRIES, entries

from operator_console.audit.chain import GENESIS, head
from operator_console.audit.record import HEADER, MalformedRecord, decode, encode
from operator_console.audit.segments import DRIFT_US, Moment, _steady_at_a_glance, flawless
from operator_console.audit.verifier import Verifier
from operator_console.domain.actions import Action


def alone(record: bytes, told) -> bool:
    """Whether this record, as the only one of a log, is passed without a closer look."""
    return flawless(([told.sequence], [record]), told.log_id, told.sequence, told.previous, None) is not None


@given(entries(ASCII))
def test_an_honest_entry_needs_no_closer_look(told):
    """But for the one that a verification always tells of."""
    assert alone(encode(told), told) is (told.action is not Action.RESTORED)


@given(ENTRIES, st.data())
def test_nothing_is_passed_that_is_not_a_record(told, data):
    """Bytes behind the front are changed: lengths are shifted from one text to the next, texts get other bytes."""
    record = bytearray(encode(told))
    if data.draw(st.booleans()):
        slots = range(HEADER.size, HEADER.size + 2 * (15 + len(told.fields) + 2 * len(told.facts)), 2)
        for place, by in ((data.draw(st.sampled_from(slots)), -1), (data.draw(st.sampled_from(slots)), 1)):
            length = int.from_bytes(record[place : place + 2], "big") + by
            record[place : place + 2] = (length % 65_536).to_bytes(2, "big")
    else:
        record[data.draw(st.integers(73, len(record) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = decode(bytes(record))
    except MalformedRecord:
        assert not alone(bytes(record), told)
    else:
        assert encode(found) == bytes(record)


@given(st.binary(max_size=200))
def test_noise_is_never_passed(noise):
    front = encode(entry())[:57]
    for record in (noise, front + noise):
        assert not alone(record, entry()) or decode(record)


def verdict_of(rows, end, first_key, *, closely):
    check = Verifier(LOG_ID, first_key)
    if closely:
        check._at_once = lambda *columns: False
    check.feed(rows)
    return check.finish(end)


@pytest.mark.parametrize("first_key", [None, FIRST_KEY], ids=["without seals", "with seals"])
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.__name__)
def test_both_ways_find_the_same(script, first_key):
    random = Random(11)
    log = honest_log(calls=12, seed=4)
    for again in (list, rehashed):
        rows = again(script(log.rows, random.randrange(4, len(log.rows) - 4)))
        for cut in (rows, rows[: len(rows) // 2]):
            quick, close = (verdict_of(cut, log.end, first_key, closely=closely) for closely in (False, True))
            assert quick == close


@pytest.mark.parametrize("seed", range(8))
def test_both_ways_find_nothing_in_an_honest_log(seed):
    log = honest_log(calls=seed * 3, seed=seed)
    assert verdict_of(log.rows, log.end, FIRST_KEY, closely=False) == verdict_of(
        log.rows, log.end, FIRST_KEY, closely=True
    )


def test_notes_are_the_same_both_ways():
    log = Log()
    for seconds, action, names in (
        (100, Action.REVEAL, ("phone", "氏名")),
        (99, Action.REVEAL_ENDED, ("phone",)),
        (50, Action.REVEAL, ("address",)),
        (60, Action.REVEAL_ENDED, ("address",)),
    ):
        log.append(entry(wall_us=seconds * 1_000_000, action=action, fields=names))
    quick, close = (verdict_of(log.rows, log.end, None, closely=closely) for closely in (False, True))
    assert quick == close
    assert [(finding.code, finding.sequence) for finding in quick.findings] == [
        ("showing_unclosed", 1),
        ("clock_back", 3),
    ]


def test_showings_are_closed_across_runs():
    log = Log()
    log.append(entry(action=Action.REVEAL, fields=("phone",)))
    log.append(entry(action=Action.REVEAL_ENDED, fields=("phone",)))
    check = Verifier(LOG_ID)
    for row in log.rows:
        check.feed([row])
    assert check.finish(log.end).findings == ()


def test_texts_that_only_fit_together_are_looked_at_closely():
    """A letter and the accent after it, each a text of its own: canonical, though their join is not composed."""
    told = entry(build="e", mode="\u0301")
    record = encode(told)
    assert decode(record).mode == "\u0301"
    assert not alone(record, told)
    check = Verifier(LOG_ID)
    check.feed([(1, record, b"")])
    assert check.finish(End(1, head(record))).findings == ()
    assert told.previous == GENESIS


CLOCKS = st.lists(st.tuples(st.integers(0, 100_000_000), st.integers(0, 100_000_000_000)), min_size=1, max_size=80)


@given(CLOCKS)
def test_a_glance_at_the_clocks_is_right_where_it_is_certain(steps):
    walls = list(accumulate(wall for wall, _ in steps))
    sinces = list(accumulate(since for _, since in steps))
    ahead = [wall * 1000 - since for wall, since in zip(walls, sinces, strict=True)]
    if _steady_at_a_glance(walls, sinces):
        assert max(ahead) - min(ahead) <= DRIFT_US * 1000


def test_a_glance_is_enough_for_a_quiet_log():
    walls = range(0, 1000 * 1_000_000, 1_000_000)
    assert _steady_at_a_glance(walls, [wall * 1000 for wall in walls])
    assert not _steady_at_a_glance(walls, [wall * 500 for wall in walls])


def test_another_boot_or_build_is_looked_at_closely():
    """What was remembered of records under one boot says nothing of those under another."""
    told = entry()
    assert alone(encode(told), told)
    before = Moment(told.wall_us - 1, told.monotonic_ns - 1, told.boot_id.encode(), told.build.encode(), b"standalone")
    for again, passes in (
        (entry(), True),
        (entry(boot_id="0" * 32), False),
        (entry(build="0.1.1"), False),
        (entry(build="0.1.0s", mode="tandalone"), False),
        (entry(mode="guarded"), False),
    ):
        run = flawless(([1], [encode(again)]), LOG_ID, 1, GENESIS, before)
        assert (run is not None) is passes
