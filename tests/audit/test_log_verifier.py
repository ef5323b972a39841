"""The verifier finds every change to a log and raises no alarm about an honest one."""

from random import Random

import pytest
from honest_logs import FIRST_KEY, LOG_ID, End, Log, entry, honest_log
from tampering import SCRIPTS, cut_end, delete, duplicate, edit, flip, numbered, rehashed, swap

from operator_console.audit.chain import head, mac, next_key
from operator_console.audit.findings import FindingCode, Severity
from operator_console.audit.record import decode, encode
from operator_console.audit.verifier import FARTHEST_KEY, MOST_FINDINGS, Verifier, verify
from operator_console.domain.actions import Action
from operator_console.domain.refusals import Code, Refusal

LOG = honest_log(calls=9)


def checked(rows, end, *, first_key=None, log_id=LOG_ID, batch=10):
    check = Verifier(log_id, first_key)
    for low in range(0, len(rows), batch):
        check.feed(rows[low : low + batch])
    return check.finish(end)


def codes(verdict):
    return {FindingCode(finding.code) for finding in verdict.findings}


@pytest.mark.parametrize("first_key", [None, FIRST_KEY])
@pytest.mark.parametrize("seed", range(25))
def test_an_honest_log_raises_no_alarm(seed, first_key):
    log = honest_log(calls=seed, seed=seed)
    verdict = checked(log.rows, log.end, first_key=first_key, batch=7)
    assert (verdict.ok, verdict.findings, verdict.entries) == (True, (), len(log.rows))
    assert verdict.seals_checked is (first_key is not None)


@pytest.mark.parametrize("first_key", [None, FIRST_KEY], ids=["without seals", "with seals"])
@pytest.mark.parametrize("again", [list, rehashed], ids=["left so", "rehashed"])
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.__name__)
def test_every_change_is_found(script, again, first_key):
    for at in (4, 25, len(LOG.rows) - 4):
        changed = again(script(LOG.rows, at))
        assert changed != LOG.rows
        assert not checked(changed, LOG.end, first_key=first_key).ok


@pytest.mark.parametrize("first_key", [None, FIRST_KEY])
def test_a_change_that_changes_nothing_is_not_reported(first_key):
    """The planted blank: going through the same motions without a change."""
    for blank in (numbered(LOG.rows), rehashed(LOG.rows), [*LOG.rows]):
        assert checked(blank, LOG.end, first_key=first_key).findings == ()


def test_a_verifier_that_looks_away_would_be_caught(monkeypatch):
    """The planted fault: with the checks left out, the corpus tells at once."""
    monkeypatch.setattr(Verifier, "_content", lambda *_: None)
    monkeypatch.setattr(Verifier, "_at_once", lambda *_: False)
    missed = [script for script in SCRIPTS if checked(script(LOG.rows, 25), LOG.end).ok]
    assert edit in missed
    assert flip in missed


@pytest.mark.parametrize("first_key", [None, FIRST_KEY])
def test_no_random_flip_of_a_bit_is_missed(first_key):
    random = Random(5)
    for _ in range(300):
        rows = list(LOG.rows)
        at = random.randrange(len(rows))
        sequence, record, seal = rows[at]
        place, bit = random.randrange(len(record)), 1 << random.randrange(8)
        rows[at] = sequence, record[:place] + bytes([record[place] ^ bit]) + record[place + 1 :], seal
        assert not checked(rows, LOG.end, first_key=first_key).ok


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (delete(LOG.rows, 13), [("gap", 14, {"missing": 1}), ("chain_broken", 15, {})]),
        (edit(LOG.rows, 10), [("chain_broken", 12, {})]),
        (edit(LOG.rows, len(LOG.rows) - 1), [("end_head", len(LOG.rows), {})]),
        (cut_end(LOG.rows, 47), [("end_missing", 49, {"missing": 6})]),
    ],
    ids=["deleted", "edited", "edited last", "cut"],
)
def test_a_finding_says_where_and_how_much(rows, expected):
    found = checked(rows, LOG.end).findings
    assert [(finding.code, finding.sequence, finding.params) for finding in found] == expected


def test_order_and_repetition_are_told_apart():
    found = checked(swap(LOG.rows, 13), LOG.end).findings
    assert [(finding.code, finding.sequence, finding.params) for finding in found if "found" in finding.params] == [
        ("reordered", 14, {"found": 15}),
        ("duplicate", 15, {"found": 14}),
    ]
    assert FindingCode.DUPLICATE in codes(checked(duplicate(LOG.rows, 10), LOG.end))


def test_rows_out_of_the_order_of_their_numbers_are_found():
    rows = [*LOG.rows[:10], LOG.rows[11], LOG.rows[10], *LOG.rows[12:]]
    assert FindingCode.REORDERED in codes(checked(rows, LOG.end))


def test_a_wrong_seal_is_found_only_by_who_holds_the_first_key():
    sequence, record, _ = LOG.rows[20]
    rows = [*LOG.rows[:20], (sequence, record, bytes(32)), *LOG.rows[21:]]
    assert checked(rows, LOG.end).ok
    found = checked(rows, LOG.end, first_key=FIRST_KEY).findings
    assert [(finding.code, finding.sequence) for finding in found] == [("mac_wrong", 21)]


def test_entries_forged_with_the_newest_key_are_found_by_who_holds_the_first():
    """A thief of the key file rewrites history, its seals with the only key there is, and the key file's end."""
    forged = []
    for sequence, record, seal in rehashed(edit(LOG.rows, 10)):
        forged.append((sequence, record, mac(LOG.key, record) if sequence > 10 else seal))
    end = End(len(forged), head(forged[-1][1]))
    found = checked(forged, end, first_key=FIRST_KEY).findings
    assert [(finding.code, finding.sequence) for finding in found] == [
        ("mac_wrong", sequence) for sequence in range(11, len(forged) + 1)
    ]


def test_a_gap_does_not_put_the_seals_after_it_in_doubt():
    assert codes(checked(delete(LOG.rows, 13), LOG.end, first_key=FIRST_KEY)) == {
        FindingCode.GAP,
        FindingCode.CHAIN_BROKEN,
    }


def test_a_gap_that_is_made_to_keep_the_verifier_busy_does_not():
    far = FARTHEST_KEY * 1_000_000
    verdict = checked([*LOG.rows, (far, LOG.rows[-1][1], b"")], LOG.end, first_key=FIRST_KEY)
    assert {FindingCode.GAP, FindingCode.MAC_WRONG, FindingCode.END_BEYOND} <= codes(verdict)


def test_another_vaults_log_is_found():
    assert codes(checked(LOG.rows, LOG.end, log_id=bytes(16))) == {FindingCode.FOREIGN_LOG}


def test_a_malformed_record_in_an_otherwise_fitting_log_is_found():
    """Somebody with every key writes what the vault never would."""
    log, key = honest_log(calls=1), FIRST_KEY
    record = log.rows[-1][1] + b"\0"
    for _ in log.rows[:-1]:
        key = next_key(key)
    rows = [*log.rows[:-1], (len(log.rows), record, mac(key, record))]
    end = End(len(rows), head(record))
    found = checked(rows, end, first_key=FIRST_KEY).findings
    assert [(finding.code, finding.sequence) for finding in found] == [("malformed", len(rows))]


def test_the_end_must_be_known():
    assert codes(checked(LOG.rows, None)) == {FindingCode.END_UNKNOWN}
    assert not checked(LOG.rows, None).ok


def test_entries_that_the_key_file_does_not_know_are_found():
    found = checked(LOG.rows, End(50, LOG.end.head)).findings
    assert [(finding.code, finding.sequence, finding.params) for finding in found] == [("end_beyond", 51, {"extra": 4})]


def test_an_empty_log_that_should_not_be_is_found():
    assert codes(checked([], LOG.end)) == {FindingCode.END_MISSING}


def test_a_clock_that_goes_back_is_a_note():
    log = Log()
    for seconds in (100, 160, 100, 99, 200):
        log.append(entry(wall_us=seconds * 1_000_000))
    verdict = checked(log.rows, log.end)
    assert [(finding.code, finding.sequence, finding.params) for finding in verdict.findings] == [
        ("clock_back", 3, {"seconds": 60})
    ]
    assert verdict.ok


MOVED = (("from_mode", "standalone"), ("lead", "matome"), ("to_mode", "guarded"))


@pytest.mark.parametrize(
    ("action", "facts", "found"),
    [
        (Action.MODE_CHANGED, MOVED, "mode_moved"),
        (Action.SIGN_IN, MOVED, "mode_changed"),
        (Action.MODE_CHANGED, (("from_mode", "standalone"), ("to_mode", "guarded")), "mode_changed"),
        (Action.MODE_CHANGED, MOVED[::-1][:1] + MOVED[1:2] + (("from_mode", "guarded"),), "mode_changed"),
    ],
)
def test_a_mode_that_changes_reads_as_approved_only_where_its_entry_says_so(action, facts, found):
    log = Log()
    log.append(entry(mode="standalone"))
    log.append(entry(mode="guarded", action=action, facts=tuple(sorted(facts))))
    log.append(entry(mode="guarded"))
    verdict = checked(log.rows, log.end)
    lead = {"lead": "matome"} if found == "mode_moved" else {}
    assert [(finding.code, finding.sequence, finding.params) for finding in verdict.findings] == [
        (found, 2, {"before": "standalone", "mode": "guarded", **lead})
    ]
    assert verdict.ok


def test_it_is_told_from_which_backup_a_vault_was_put_back():
    log = Log()
    log.append(entry())
    facts = {"backup": "0" * 16, "entries": "1", "made": "2026-11-22T01:26:00+00:00"}
    log.append(entry(action=Action.RESTORED, facts=tuple(facts.items())))
    log.append(entry())
    verdict = checked(log.rows, log.end)
    assert [(finding.code, finding.sequence, finding.params) for finding in verdict.findings] == [
        ("restored", 2, {"entries": 1, "since": "2026-11-22T01:26:00+00:00"})
    ]
    assert verdict.ok


def test_a_showing_without_an_end_is_a_note():
    log = Log()
    for action, name in ((Action.REVEAL, "phone"), (Action.REVEAL, "name"), (Action.REVEAL_ENDED, "name")):
        log.append(entry(action=action, fields=(name,)))
    verdict = checked(log.rows, log.end)
    assert [(finding.code, finding.sequence, finding.params) for finding in verdict.findings] == [
        ("showing_unclosed", 1, {"call": "b" * 32, "field": "phone"})
    ]
    assert verdict.ok


def test_findings_are_counted_beyond_the_first_thousand():
    log = Log()
    for number in range(MOST_FINDINGS + 30):
        log.append(entry(wall_us=-10_000_000 * number))
    verdict = checked(log.rows, log.end)
    assert (len(verdict.findings), verdict.left_out) == (MOST_FINDINGS, 29)


def test_only_notes_leave_a_log_whole():
    notes = {
        FindingCode.CLOCK_BACK,
        FindingCode.CLOCK_JUMP,
        FindingCode.SHOWING_UNCLOSED,
        FindingCode.MODE_CHANGED,
        FindingCode.MODE_MOVED,
        FindingCode.RESTORED,
        FindingCode.BUILD_CHANGED,
    }
    assert {code for code in FindingCode if code.severity is Severity.NOTE} == notes


def test_verify_tells_how_far_it_is_and_asks_for_the_end_last():
    asked, seen = [], []
    batches = (LOG.rows[low : low + 20] for low in range(0, len(LOG.rows), 20))

    def end():
        asked.append(list(seen))
        return LOG.end

    going = verify(batches, LOG_ID, end)
    while True:
        try:
            seen.append(next(going))
        except StopIteration as done:
            verdict = done.value
            break
    assert seen == [20, 40, 54]
    assert asked == [seen]
    assert verdict.ok


def test_verify_can_be_cancelled():
    stop = False
    going = verify(iter([LOG.rows[:20], LOG.rows[20:]]), LOG_ID, lambda: LOG.end, cancelled=lambda: stop)
    assert next(going) == 20
    stop = True
    with pytest.raises(Refusal) as caught:
        next(going)
    assert caught.value.code is Code.CANCELLED


@pytest.mark.parametrize("batch", [1, 3, 1000])
def test_findings_do_not_depend_on_how_the_log_is_cut(batch):
    rows = flip(edit(delete(LOG.rows, 40), 30), 10)
    expected = checked(rows, LOG.end, first_key=FIRST_KEY)
    assert checked(rows, LOG.end, first_key=FIRST_KEY, batch=batch) == expected


def test_a_records_own_number_must_be_that_of_its_row():
    sequence, record, seal = LOG.rows[0]
    other = encode(decode(record)._replace(sequence=7))
    assert FindingCode.REORDERED in codes(checked([(sequence, other, seal)], LOG.end))


@pytest.mark.parametrize("closely", [False, True])
@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"wall_us": 1_700_000_600_000_000}, ("clock_jump", {"seconds": 590})),
        ({"mode": "guarded"}, ("mode_changed", {"before": "standalone", "mode": "guarded"})),
        ({"build": "0.2.0"}, ("build_changed", {"before": "0.1.0", "build": "0.2.0"})),
    ],
)
def test_what_changes_around_the_entries_is_noted(changed, expected, closely):
    log = Log()
    log.append(entry(wall_us=1_700_000_000_000_000))
    log.append(entry(wall_us=1_700_000_005_000_000, monotonic_ns=10_000_000_000))
    log.append(entry(**({"wall_us": 1_700_000_010_000_000, "monotonic_ns": 15_000_000_000} | changed)))
    check = Verifier(LOG_ID)
    if closely:
        check._at_once = lambda *columns: False
    check.feed(log.rows)
    verdict = check.finish(log.end)
    assert verdict.ok
    assert [(found.code, found.sequence, found.params) for found in verdict.findings] == [(expected[0], 3, expected[1])]


def test_a_new_start_of_the_machine_is_no_jump():
    log = Log()
    log.append(entry(wall_us=1_700_000_000_000_000, monotonic_ns=900_000_000_000))
    log.append(entry(wall_us=1_700_009_000_000_000, monotonic_ns=1_000_000_000, boot_id="another"))
    assert checked(log.rows, log.end).findings == ()


@pytest.mark.parametrize("rows", [LOG.rows, delete(LOG.rows, 3)])
def test_heads_are_noted_where_they_are_watched(rows):
    check = Verifier(LOG_ID, None, watched=(7, 20, 4, 20, 9_999))
    for low in range(0, len(rows), 10):
        check.feed(rows[low : low + 10])
    there = {row[0]: row[1] for row in rows}
    assert check.heads == {0: bytes(32)} | {n: head(there[n]) for n in (4, 7, 20) if n in there}
