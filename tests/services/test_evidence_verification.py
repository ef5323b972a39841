"""A verification on the machine: its own checkpoints, those kept elsewhere, the living key, and what stays open."""

import pytest
from evidence_office import Office, codes

from operator_console.audit.chain import GENESIS, head, next_key
from operator_console.domain.actions import Action
from operator_console.domain.evidence import Way
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.storage.log_key_file import KeyState, LogKeyFile


@pytest.fixture
def place(tmp_path):
    office = Office(tmp_path).make()
    office.sign_in("lead")
    for _ in range(20):
        office.desk.journal.write(Action.LOG_READ)
    yield office
    office.leave()


def log(place):
    return place.desk.vault.log


def cut(place, at):
    """Whoever has the vault's keys cuts the end off and writes the key files anew."""
    store = log(place)
    store._connection.execute("DELETE FROM entries WHERE sequence > ?", (at,))
    store._connection.execute("DELETE FROM checkpoints WHERE entries > ?", (at,))
    last = store.stored(at - 1, 1)[0]
    forged = LogKeyFile.open(place.folder / "log.key", store._keys.state_key, store.log_id)
    forged.advance(KeyState(at, head(last.record), next_key(forged.state.key)))
    forged.close()


def kept(place):
    """Take a checkpoint away, and go on."""
    taken = place.ask(m.TakeCheckpoint())
    place.ask(m.Deliver(taken.entries, Way.CODE))
    for _ in range(3):
        place.desk.journal.write(Action.LOG_READ)
    return taken


def test_a_log_that_nobody_took_a_checkpoint_of_is_whole_and_says_what_is_open(place):
    found = place.ask(m.VerifyLog())
    assert found.ok
    assert codes(found) == ["never_delivered"]
    assert (found.looks_like, found.good_after, found.good_until) == ("", 0, 0)


def test_what_came_after_the_last_delivered_one_is_counted(place):
    taken = kept(place)
    (finding,) = place.ask(m.VerifyLog()).findings
    assert finding.code == "open_since_delivered"
    assert (finding.sequence, finding.params["entries"]) == (taken.entries + 1, 4)


@pytest.mark.parametrize("form", ["code", "text"])
def test_one_that_was_kept_makes_sure_of_what_it_covers(place, form):
    taken = kept(place)
    pin = place.ask(m.ReadEvidence()).evidence.pin
    found = place.ask(m.VerifyLog((getattr(taken, form), pin)))
    assert found.ok
    assert found.good_until == taken.entries
    assert codes(found) == ["open_since_kept"]


def test_what_is_no_code_is_refused_before_anything_is_read(place):
    for wrong in ("", "7-ABCD", kept(place).code[:-1]):
        with pytest.raises(Refusal) as refused:
            place.ask(m.VerifyLog((wrong,)))
        assert refused.value.code is Code.KEPT_CODE_WRONG


def test_another_vaults_code_and_pin_do_not_fit(place, tmp_path):
    other = Office(tmp_path / "other").make()
    other.sign_in("lead")
    code, pin = other.ask(m.TakeCheckpoint()).code, other.ask(m.ReadEvidence()).evidence.pin
    other.leave()
    found = place.ask(m.VerifyLog((code, pin)))
    assert not found.ok
    assert {"kept_mismatch", "pin_mismatch"} <= set(codes(found))
    assert found.looks_like == "replaced"


def test_the_running_vault_knows_better_than_a_key_file_put_in_its_place(place):
    cut(place, 10)
    found = place.ask(m.VerifyLog())
    assert {"state_changed", "unwritten"} <= set(codes(found))
    assert not found.ok
    with pytest.raises(Refusal) as refused:
        place.desk.journal.write(Action.LOG_READ)
    assert refused.value.code is Code.LOG_BROKEN


def test_after_a_restart_only_what_was_taken_away_tells_of_it(place):
    taken = kept(place)
    cut(place, 10)
    place.leave()
    place.sign_in("lead")
    assert "kept_ahead" in codes(place.ask(m.VerifyLog((taken.code,))))
    assert place.ask(m.VerifyLog((taken.code,))).looks_like in {"put_back", "continued"}


def test_a_dropped_checkpoint_is_missed(place):
    place.ask(m.TakeCheckpoint())
    log(place)._connection.execute("DELETE FROM checkpoints WHERE place = (SELECT max(place) FROM checkpoints)")
    assert "checkpoint_missing" in codes(place.ask(m.VerifyLog()))


def test_a_dropped_or_changed_one_in_the_middle_breaks_their_line(place):
    for _ in range(3):
        place.ask(m.TakeCheckpoint())
        place.desk.journal.write(Action.LOG_READ)
    place.ask(m.TakeCheckpoint())
    connection = log(place)._connection
    connection.execute("DELETE FROM checkpoints WHERE place = (SELECT max(place) - 1 FROM checkpoints)")
    assert "checkpoint_broken" in codes(place.ask(m.VerifyLog()))


def test_an_entry_changed_with_its_hashes_does_not_fit_its_checkpoint(place):
    from operator_console.audit.record import decode, encode

    place.ask(m.TakeCheckpoint())
    store, previous = log(place), GENESIS
    for sequence, record, _ in store.stored(0, 1000):
        entry = decode(record)
        reason = "changed" if sequence == 6 else entry.reason
        again = encode(entry._replace(previous=previous, reason=reason))
        store._connection.execute("UPDATE entries SET record = ? WHERE sequence = ?", (again, sequence))
        previous = head(again)
    found = place.ask(m.VerifyLog())
    assert {"checkpoint_mismatch", "end_head"} <= set(codes(found))
    assert found.looks_like == "continued"


def test_since_when_it_is_so_is_said(place):
    log(place)._connection.execute("DELETE FROM entries WHERE sequence = 9")
    found = place.ask(m.VerifyLog())
    assert (found.looks_like, found.good_after) == ("removed", 10)
    assert found.since.startswith("2026-04-01T09:")


def test_a_lost_signing_key_is_found(place):
    place.leave()
    (place.folder / "checkpoint.key").unlink()
    place.sign_in("lead")
    assert "checkpoint_key_lost" in codes(place.ask(m.VerifyLog()))
