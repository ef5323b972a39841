"""Checkpoints are made by themselves, taken away by people, and hold up reveals where the policy says so."""

import stat
from hashlib import sha256

import pytest
from evidence_office import Office

from operator_console.audit.checkpoints import decode, first_unsigned, pin_code, read_kept
from operator_console.domain.actions import Action
from operator_console.domain.evidence import Way
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.services.checkpoints import require_delivered
from operator_console.services.ports import LogFilter


@pytest.fixture
def place(tmp_path):
    office = Office(tmp_path).make()
    yield office
    office.leave()


def checkpoints(place):
    return [decode(kept.content) for kept in place.desk.vault.log.checkpoints.stored()]


def refused(call, *args):
    with pytest.raises(Refusal) as caught:
        call(*args)
    return caught.value.code


def test_one_is_made_at_sign_out_and_at_a_lock(place):
    for leave in (lambda: place.ask(m.SignOut()), place.lock):
        place.sign_in("lead")
        before = len(checkpoints(place))
        leave()
        place.sign_in("lead")
        made = checkpoints(place)
        assert len(made) == before + 1
        last = place.desk.vault.log.stored(made[-1].entries - 1, 1)[0]
        assert made[-1].head == sha256(last.record).digest()


def test_one_is_made_every_64_entries_and_every_5_minutes(place):
    place.sign_in("lead")
    journal, log = place.desk.journal, place.desk.vault.log
    start = checkpoints(place)
    for _ in range(130):
        journal.write(Action.LOG_READ)
        log.rest()
    assert len(checkpoints(place)) == len(start) + 2
    place.wall.wait(301)
    journal.write(Action.LOG_READ)
    log.rest()
    assert len(checkpoints(place)) == len(start) + 3


def test_nobody_waits_for_one_but_a_work_that_never_rests(place):
    place.sign_in("lead")
    log, start = place.desk.vault.log, len(checkpoints(place))
    log.checkpoint(0)
    for _ in range(127):
        place.desk.journal.write(Action.LOG_READ)
    assert len(checkpoints(place)) == start + 1
    place.desk.journal.write(Action.LOG_READ)
    assert len(checkpoints(place)) == start + 2


def test_a_reveal_never_waits_for_one(place):
    place.sign_in("lead")
    before = len(checkpoints(place))
    for _ in range(140):
        place.desk.journal.write(Action.REVEAL)
    assert len(checkpoints(place)) == before
    place.desk.vault.log.rest()
    assert len(checkpoints(place)) == before + 1


def test_all_follow_from_the_key_whose_code_was_shown_at_set_up(place):
    for _ in range(4):
        place.sign_in("lead")
        place.lock()
    state = place.sign_in("lead") and place.ask(m.ReadEvidence()).evidence
    log = place.desk.vault.log
    assert state.pin == pin_code(log.log_id, log.checkpoints.first_public)
    assert first_unsigned(checkpoints(place), log.checkpoints.first_public) is None
    first = log.page(LogFilter(action="vault_made"), 0, 1)[0]
    assert dict(first.facts) == {"signer": state.pin}


def test_taking_one_away_gives_a_code_a_text_and_a_picture(place):
    place.sign_in("operator")
    taken = place.ask(m.TakeCheckpoint())
    kept = read_kept(taken.text)
    assert (kept.entries, kept.code) == (taken.entries, taken.code) == (taken.entries, read_kept(taken.code).code)
    assert kept.checkpoint == checkpoints(place)[-1]
    assert len(taken.qr) == len(taken.qr[0]) >= 21
    assert set("".join(taken.qr)) == {"0", "1"}
    assert taken.qr[0].startswith("1111111"), "the finder pattern of the corner"


def test_it_counts_once_it_has_been_delivered(place):
    place.sign_in("operator")
    taken = place.ask(m.TakeCheckpoint())
    assert place.ask(m.ReadEvidence()).evidence.delivered == ""
    state = place.ask(m.Deliver(taken.entries, Way.CODE)).evidence
    assert (state.delivered_entries, state.way) == (taken.entries, "code")
    assert state.since_entries == 1, "the entry that tells of it"
    newest = place.desk.vault.log.page(LogFilter(), 0, 1)[0]
    assert newest.action is Action.CHECKPOINT_DELIVERED
    assert dict(newest.facts) == {"entries": str(taken.entries), "way": "code"}


def test_a_file_is_new_private_and_holds_the_text(place, tmp_path):
    place.sign_in("lead")
    taken = place.ask(m.TakeCheckpoint())
    path = tmp_path / "控え.txt"
    place.ask(m.Deliver(taken.entries, Way.FILE, str(path)))
    assert path.read_text(encoding="ascii") == taken.text + "\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert refused(place.ask, m.Deliver(taken.entries, Way.FILE, str(path))) is Code.FILE_EXISTS


def test_what_was_never_made_cannot_be_delivered(place):
    place.sign_in("lead")
    assert refused(place.ask, m.Deliver(999, Way.CODE)) is Code.CHECKPOINT_UNKNOWN
    taken = place.ask(m.TakeCheckpoint())
    assert refused(place.ask, m.Deliver(taken.entries, Way.FILE)) is Code.REQUEST_MALFORMED
    assert refused(place.ask, m.Deliver(taken.entries, Way.COLLECTOR)) is Code.REQUEST_MALFORMED


@pytest.fixture
def strict(tmp_path):
    office = Office(tmp_path)
    office.policy = office.policy.replace("[limits]", "[limits]\ncheckpoint_hours = 8\ncheckpoint_reveals = 3", 1)
    office.make()
    yield office
    office.leave()


def test_reveals_stop_when_the_last_delivered_one_is_too_old_and_go_on_after_the_next(strict):
    strict.sign_in("operator")
    require_delivered(strict.desk)
    strict.wall.wait(8 * 3600 + 60)
    assert refused(require_delivered, strict.desk) is Code.CHECKPOINT_OLD
    assert strict.ask(m.ReadEvidence()).evidence.overdue
    taken = strict.ask(m.TakeCheckpoint())
    assert not strict.ask(m.Deliver(taken.entries, Way.QR)).evidence.overdue
    require_delivered(strict.desk)


def test_reveals_stop_after_so_many_of_them(strict):
    strict.sign_in("operator")
    for _ in range(3):
        require_delivered(strict.desk)
        strict.desk.journal.write(Action.REVEAL)
    assert refused(require_delivered, strict.desk) is Code.CHECKPOINT_OLD
    state = strict.ask(m.ReadEvidence()).evidence
    assert (state.since_reveals, state.limit_reveals, state.limit_hours) == (3, 3, 8)


def test_an_old_checkpoint_is_as_old_as_what_it_covers(strict):
    strict.sign_in("operator")
    taken = strict.ask(m.TakeCheckpoint())
    strict.wall.wait(9 * 3600)
    assert strict.ask(m.Deliver(taken.entries, Way.CODE)).evidence.overdue


def test_a_lost_signing_key_is_said_and_the_log_goes_on(place):
    place.sign_in("lead")
    place.lock()
    (place.folder / "checkpoint.key").unlink()
    place.sign_in("lead")
    assert refused(place.ask, m.TakeCheckpoint()) is Code.CHECKPOINT_KEY_LOST
    place.ask(m.ReadLog())


def test_a_sudden_end_between_checkpoint_and_key_is_settled(place):
    place.sign_in("lead")
    older = (place.folder / "checkpoint.key").read_bytes()
    place.ask(m.TakeCheckpoint())
    place.leave()
    (place.folder / "checkpoint.key").write_bytes(older)
    place.sign_in("lead")
    place.desk.journal.write(Action.LOG_READ)
    place.ask(m.TakeCheckpoint())
    assert first_unsigned(checkpoints(place), place.desk.vault.log.checkpoints.first_public) is None
