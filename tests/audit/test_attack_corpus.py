"""Every attack on a log with the finding that SECURITY.md promises for it, and those for which it promises none."""

import pytest
import tampering as t
from exported_logs import SEED, both, closed, export_of, exported, header_of
from honest_logs import FIRST_KEY, Log, entry

from operator_console.audit.bundle import check_bundle, entry_line
from operator_console.audit.chain import head, mac, next_key
from operator_console.audit.record import decode
from operator_console.domain.actions import Action

HONEST = exported(calls=20, every=16)
AT = 50
SIZE = len(HONEST.log.rows)


def with_rows(rows):
    """The honest header and checkpoints over other entries: whoever did it had the database alone."""
    fixed = [line for line in HONEST.lines if b'"type":"entry"' not in line and not line.startswith(b'{"sha256"')]
    return closed([*fixed, *(entry_line(*row) for row in rows)])


def key_at(sequence):
    key = FIRST_KEY
    for _ in range(sequence - 1):
        key = next_key(key)
    return key


def sealed_again(rows, *, key):
    """Seals made with the key that was stolen, for every entry from the change on."""
    found = list(rows[: AT - 1])
    for sequence, record, _ in rows[AT - 1 :]:
        found.append((sequence, record, mac(key, record)))
        key = next_key(key)
    return found


def continued(length):
    """The end is cut off and as many other entries written, with the real keys of that time, checkpoints and all."""
    log = Log()
    for number, (_, record, _) in enumerate(HONEST.log.rows[:length], start=1):
        told = decode(record)
        log.append(told._replace(reason="made up") if number > AT else told)
    last = decode(HONEST.log.rows[-1][1])
    log.append(last._replace(wall_us=last.wall_us))
    return export_of(log, every=16).lines


def from_genesis():
    """A log of one's own, signed with a key of one's own."""
    import exported_logs

    log = Log()
    log.append(entry(action=Action.VAULT_MADE))
    log.append(decode(HONEST.log.rows[-1][1]))
    before, exported_logs.SEED = SEED, b"x" * 32
    try:
        return export_of(log).lines
    finally:
        exported_logs.SEED = before


def older(entries):
    """The whole folder as it was, exported."""
    log = Log()
    for _, record, _ in HONEST.log.rows[:entries]:
        log.append(decode(record))
    log.append(decode(HONEST.log.rows[-1][1]))
    return export_of(log, every=16).lines


def without_checkpoint(which):
    places = [i for i, line in enumerate(HONEST.lines) if b'"type":"checkpoint"' in line]
    return closed([*HONEST.lines[: places[which]], *HONEST.lines[places[which] + 1 : -1]])


def clock_back():
    log = Log()
    for number, (_, record, _) in enumerate(HONEST.log.rows, start=1):
        told = decode(record)
        log.append(told._replace(wall_us=told.wall_us - 10**10) if number == AT else told)
    return export_of(log, every=16).lines


def own_header():
    rows = t.cut_end(HONEST.log.rows, AT)
    log = Log(list(rows), head(rows[-1][1]), b"?" * 32)
    return closed([header_of(log), *with_rows(rows)[1:-1]])


ROWS = HONEST.log.rows
R = t.rehashed
EDITED = R(t.edit(ROWS, AT - 1))
CORPUS = {
    "edit": (with_rows(t.edit(ROWS, AT)), "chain_broken"),
    "edit, rehashed": (with_rows(R(t.edit(ROWS, AT))), "end_head"),
    "flip": (with_rows(t.flip(ROWS, AT)), "chain_broken"),
    "flip, rehashed": (with_rows(R(t.flip(ROWS, AT))), "checkpoint_mismatch"),
    "delete": (with_rows(t.delete(ROWS, AT)), "gap"),
    "delete, rehashed": (with_rows(R(t.delete(ROWS, AT))), "gap"),
    "delete and close up": (with_rows(t.delete_and_close_up(ROWS, AT)), "reordered"),
    "delete and close up, rehashed": (with_rows(R(t.delete_and_close_up(ROWS, AT))), "end_missing"),
    "insert": (with_rows(t.insert(ROWS, AT)), "duplicate"),
    "insert, rehashed": (with_rows(R(t.insert(ROWS, AT))), "end_beyond"),
    "duplicate": (with_rows(t.duplicate(ROWS, AT)), "duplicate"),
    "duplicate, rehashed": (with_rows(R(t.duplicate(ROWS, AT))), "end_beyond"),
    "reorder": (with_rows(t.swap(ROWS, AT)), "reordered"),
    "reorder, rehashed": (with_rows(R(t.swap(ROWS, AT))), "end_head"),
    "splice": (with_rows(t.splice(ROWS, AT)), "duplicate"),
    "splice, rehashed": (with_rows(R(t.splice(ROWS, AT))), "end_head"),
    "truncate": (with_rows(t.cut_end(ROWS, AT)), "end_missing"),
    "truncate and rewrite the end": (own_header(), "key_not_current"),
    "cut the beginning": (with_rows(t.cut_beginning(ROWS, 5)), "reordered"),
    "sealed again with the present key": (with_rows(sealed_again(EDITED, key=key_at(SIZE + 1))), "mac_wrong"),
    "dropped checkpoint in the middle": (without_checkpoint(2), "checkpoint_broken"),
    "dropped last checkpoint": (without_checkpoint(-1), "checkpoint_missing"),
    "truncate and continue": (continued(SIZE - 1), "kept_mismatch"),
    "new log from genesis": (from_genesis(), "pin_mismatch"),
    "whole older copy": (older(AT), "kept_ahead"),
}
NOT_CAUGHT = {
    "whole older copy, nothing later kept": (older(AT), HONEST.codes[:2]),
    "continued after the last one that was kept": (continued(SIZE - 1), HONEST.codes[:3]),
    "forged after the theft of the keys": (continued(SIZE + 20), HONEST.codes[:1]),
}


@pytest.mark.parametrize("name", CORPUS)
def test_an_attack_is_found_as_promised_by_both(name):
    lines, promised = CORPUS[name]
    first, second = both(lines, FIRST_KEY, HONEST.codes)
    assert not first[0]
    assert promised in {code for code, _ in first[1]}
    assert first == second


@pytest.mark.parametrize("name", NOT_CAUGHT)
def test_what_is_not_promised_is_not_pretended(name):
    """Whoever had all keys of the time did this; only a code that was kept later would tell."""
    lines, codes = NOT_CAUGHT[name]
    assert both(lines, FIRST_KEY, codes) == ((True, set()), (True, set()))
    assert not both(lines, FIRST_KEY, HONEST.codes)[0][0] or name.startswith("forged")


def test_a_clock_put_back_is_something_to_look_at():
    found = check_bundle(clock_back(), FIRST_KEY)
    assert found.ok
    assert ("clock_back", AT) in {(finding.code, finding.sequence) for finding in found.findings}


def test_the_corpus_is_long_enough():
    assert len(CORPUS) + len(NOT_CAUGHT) >= 20
