"""Who saw a customer, and the statement that nobody did: complete, with its gaps, and signed through the log."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from call_centre import AOZORA, CUSTOMER, OF_HINATA, CallCentre, in_call, lead, refused
from review_desk import ADDRESS, done, glass_call, next_day, opened

from operator_console.audit.checkpoints import decode, first_unsigned
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import CustomerRef
from operator_console.domain.refusals import Code
from operator_console.domain.review import Gap, SeenView, Statement
from operator_console.services.break_glass import break_glass
from operator_console.services.desk import Desk
from operator_console.services.journal import microseconds
from operator_console.services.read_log import LogQuestion, customer_reference
from operator_console.services.reveal import reveal
from operator_console.services.review_facts import same_surname
from operator_console.services.review_paper import export_readings
from operator_console.services.review_seen import SeenQuestion, who_saw
from operator_console.services.review_unseen import state_unseen


@pytest.fixture
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallCentre]:
    with opened(tmp_path_factory.mktemp("unseen")) as centre:
        yield centre


def reference(centre: CallCentre, person: dict[str, str] = CUSTOMER) -> CustomerRef:
    client = AOZORA if person is CUSTOMER else "hinata"
    desk = centre.desk or centre.sit("lead")
    return CustomerRef(customer_reference(desk, LogQuestion(customer=person["number"], client=client)))


def stated(centre: CallCentre, since: datetime, until: datetime, person: dict[str, str] = CUSTOMER) -> Statement:
    desk = centre.sit("auditor")
    return done(state_unseen(desk, reference(centre, person), since.isoformat(), until.isoformat()))


def seen_by(desk: Desk, customer: CustomerRef, since: str = "", until: str = "", *, names: bool = True) -> SeenView:
    return done(who_saw(desk, SeenQuestion(customer, since, until, names), 0, 100))


def codes(statement: Statement) -> list[Gap]:
    return [gap.code for gap in statement.gaps if gap.code is not Gap.UNCOVERED]


def test_every_showing_is_told_with_its_length_and_its_basis(centre: CallCentre) -> None:
    glass_call(centre)
    glass_call(centre, "taro")
    desk = centre.sit("lead")
    seen = seen_by(desk, reference(centre))
    rows = [(row.staff, row.number, row.seconds, row.fields, row.role, row.approved) for row in seen.rows]
    assert rows == [
        ("taro", 2, 7, (ADDRESS,), "operator", True),
        ("hana", 1, 7, (ADDRESS,), "operator", True),
    ]
    assert (seen.opened, seen.people, seen.left_out) == (2, 2, 0)
    assert {row.client for row in seen.rows} == {AOZORA}
    assert [row.staff for row in seen_by(desk, reference(centre), names=False).rows] == ["", ""]
    assert centre.entries(Action.CUSTOMER_LOG_READ)[0].customer == reference(centre)
    assert seen_by(desk, reference(centre, OF_HINATA)).rows == ()


def test_a_range_of_time_leaves_out_what_came_before_and_after(centre: CallCentre) -> None:
    glass_call(centre)
    next_day(centre)
    begun = centre.clock.now()
    glass_call(centre, "taro")
    ended = centre.clock.now()
    next_day(centre)
    glass_call(centre)
    desk = centre.sit("lead")
    seen = seen_by(desk, reference(centre), begun.isoformat(), ended.isoformat())
    assert ([row.staff for row in seen.rows], seen.opened) == (["taro"], 1)
    with refused(Code.RANGE_BAD):
        seen_by(desk, reference(centre), ended.isoformat(), begun.isoformat())


def test_showings_are_read_page_by_page_and_the_reading_is_one_entry(centre: CallCentre) -> None:
    for user in ("hana", "taro", "hana"):
        glass_call(centre, user)
    desk = centre.sit("lead")
    asked = SeenQuestion(reference(centre))
    before = len(centre.entries(Action.CUSTOMER_LOG_READ))
    first = done(who_saw(desk, asked, 0, 2))
    second = done(who_saw(desk, asked, first.rows[-1].sequence, 2))
    assert [(row.staff, row.number) for row in (*first.rows, *second.rows)] == [("hana", 1), ("taro", 2), ("hana", 1)]
    assert [(page.left_out, page.showings, page.people) for page in (first, second)] == [(1, 3, 2), (0, 3, 2)]
    assert len(centre.entries(Action.CUSTOMER_LOG_READ)) == before + 1
    done(who_saw(desk, asked, first.rows[0].sequence, 2))
    assert len(centre.entries(Action.CUSTOMER_LOG_READ)) == before + 2


def test_a_paper_about_a_customer_is_an_entry_with_their_reference(centre: CallCentre) -> None:
    desk = centre.sit("auditor")
    customer, about = reference(centre), (("showings", "3"), ("statement", ""))
    sequence = export_readings(desk, customer, "ab" * 32, about, failed=False)
    entry = centre.entries(Action.CUSTOMER_LOG_EXPORTED)[0]
    assert (entry.sequence, entry.customer, entry.outcome) == (sequence, customer, Outcome.DONE)
    assert dict(entry.facts) == {"sha256": "ab" * 32, "showings": "3"}
    export_readings(desk, customer, "ab" * 32, about, failed=True)
    assert centre.entries(Action.CUSTOMER_LOG_EXPORTED)[0].outcome is Outcome.FAILED
    with refused(Code.REQUEST_MALFORMED):
        export_readings(desk, customer, "someone's name", (), failed=False)
    with refused(Code.NOT_YOUR_DUTY):
        export_readings(centre.sit("hana"), customer, "ab" * 32, (), failed=False)


def test_a_statement_says_that_nothing_was_shown_and_what_was(centre: CallCentre) -> None:
    next_day(centre)
    before = centre.clock.now()
    centre.clock.wait(3600)
    glass_call(centre)
    after = centre.clock.now()
    next_day(centre)
    shown = stated(centre, before, after)
    assert (shown.exposures, shown.opened, codes(shown)) == (1, 1, [])
    assert stated(centre, before, after, OF_HINATA).exposures == 0
    quiet = stated(centre, after + timedelta(hours=1), after + timedelta(hours=2))
    assert (quiet.exposures, quiet.opened, codes(quiet)) == (0, 0, [])


def test_its_digest_is_in_the_log_and_a_checkpoint_covers_that(centre: CallCentre) -> None:
    next_day(centre)
    begun = centre.clock.now()
    centre.clock.wait(60)
    statement = stated(centre, begun, centre.clock.now())
    entry = centre.entries(Action.STATEMENT_MADE)[0]
    assert entry.sequence == statement.entry
    assert dict(entry.facts)["sha256"] == sha256(statement.text.encode()).hexdigest()
    assert centre.desk is not None
    kept = [decode(each.content) for each in centre.desk.vault.log.checkpoints.stored()]
    mine = decode(bytes.fromhex(statement.signature))
    assert mine in kept
    assert mine.entries >= statement.entry
    assert first_unsigned(kept, bytes.fromhex(statement.key)) is None
    for fact in (f"head: {statement.head}", f"code: {statement.code}", "showings: 0"):
        assert fact in statement.text.splitlines()


def test_a_showing_without_an_end_is_a_gap(centre: CallCentre) -> None:
    desk = centre.sit("hana")
    in_call(desk)
    break_glass(desk, centre.keeper, lead(), (ADDRESS,))
    reveal(desk, ADDRESS)
    centre.desk = None
    desk.vault.close()
    centre.clock.wait(600)
    begun = centre.clock.now()
    centre.clock.wait(600)
    statement = stated(centre, begun, centre.clock.now())
    (gap,) = [gap for gap in statement.gaps if gap.code is Gap.UNCLOSED]
    assert (gap.params, statement.exposures) == ({"field": "address"}, 1)


def test_a_clock_that_went_back_is_a_gap_and_hides_nothing(centre: CallCentre) -> None:
    next_day(centre)
    centre.sit("taro")
    begun = centre.clock.now()
    centre.clock.wait(1800)
    centre.sit("taro")
    centre.clock.wait(-7200)
    glass_call(centre)
    centre.clock.wait(7200)
    centre.sit("taro")
    statement = stated(centre, begun, centre.clock.now())
    assert Gap.CLOCK_BACK in codes(statement)
    assert statement.exposures == 1


def test_before_the_log_nothing_is_known(centre: CallCentre) -> None:
    begun = centre.clock.now() - timedelta(days=30)
    centre.clock.wait(60)
    assert codes(stated(centre, begun, centre.clock.now())) == [Gap.BEFORE_LOG]


def test_what_no_delivered_checkpoint_covers_is_a_gap(centre: CallCentre) -> None:
    next_day(centre)
    begun = centre.clock.now()
    glass_call(centre)
    ended = centre.clock.now()
    centre.clock.wait(1)
    (gap,) = [gap for gap in stated(centre, begun, ended).gaps if gap.code is Gap.UNCOVERED]
    assert (gap.first, gap.params) == (1, {"entries": 7})
    assert centre.desk is not None
    log = centre.desk.vault.log
    kept = log.checkpoint(microseconds(centre.clock.now()))
    log.checkpoints.mark_delivered(kept.entries, "code", 1)
    statement = stated(centre, begun, ended)
    assert (statement.covered, statement.gaps) == (kept.entries, ())


def test_a_quiet_range_after_the_last_checkpoint_is_a_gap_too(centre: CallCentre) -> None:
    next_day(centre)
    begun = centre.clock.now()
    centre.clock.wait(600)
    (gap,) = stated(centre, begun, begun + timedelta(seconds=300)).gaps
    assert (gap.code, gap.params) == (Gap.UNCOVERED, {"entries": 0})


def test_a_range_that_is_none_is_refused(centre: CallCentre) -> None:
    now = centre.clock.now()
    for since, until in ((now, now - timedelta(days=1)), (now, now + timedelta(days=1))):
        with refused(Code.RANGE_BAD):
            stated(centre, since, until)
    with refused(Code.RANGE_BAD):
        done(state_unseen(centre.sit("lead"), reference(centre), "", "soon"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("見本 一子", "見本 花", True),
        ("見本　一子", "見本 花", True),
        ("見本 一子", "見本花", True),
        ("見本一子", "見本 花", True),
        ("高橋 一子", "髙橋 花", True),
        ("見本 一子", "手本 花", False),
        ("見 一子", "見本 花", False),
        ("hana", "見本 花", False),
        ("", "見本 花", False),
    ],
)
def test_surnames_are_compared_however_they_are_parted(one: str, other: str, same: bool) -> None:
    assert same_surname(one, other) is same
