"""The first filter over a long log is long work with progress; nothing else waits for it."""

import pytest
from evidence_office import Office

from operator_console.domain.actions import Action
from operator_console.domain.refusals import Cancelled, Refusal
from operator_console.protocol import messages as m
from operator_console.services import read_log
from operator_console.storage import log_index


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A log of which nothing is looked through yet, and steps of ten entries."""
    office = Office(tmp_path).make()
    office.sign_in("lead")
    for _ in range(40):
        office.desk.journal.write(Action.SEARCH)
    connection = office.desk.vault.log._connection
    for table in ("entry_index", "entry_times"):
        connection.execute(f"DELETE FROM {table}")
    monkeypatch.setattr(log_index, "BATCH", 10)
    monkeypatch.setattr(read_log, "STEP_SECONDS", 0)
    yield office
    office.leave()


def test_a_filter_tells_how_far_it_is(place):
    work = place.handlers.answer(m.ReadLog(action="search"))
    steps = []
    with pytest.raises(StopIteration) as end:
        while True:
            steps.append(next(work))
    assert [step.done for step in steps] == [10, 20, 30, 40]
    assert {(step.stage, step.total) for step in steps} == {("looking_through", steps[0].total)}
    assert len(end.value.value.rows) == 40


def test_what_is_not_filtered_comes_at_once(place):
    assert place.handlers.answer(m.ReadLog()).rows[0].action is Action.LOG_READ


def test_other_questions_are_answered_between_two_steps(place):
    work = place.handlers.answer(m.ReadLog(action="search"))
    next(work)
    assert len(place.handlers.answer(m.ReadLog(limit=20)).rows) == 20
    next(work)


def test_a_filter_that_is_stopped_is_no_entry_and_goes_on_from_there(place):
    work = place.handlers.answer(m.ReadLog(action="search"))
    next(work)
    with pytest.raises(Refusal):
        work.throw(Cancelled())
    assert Action.LOG_READ not in place.actions()
    assert next(place.handlers.answer(m.ReadLog(action="search"))).done == 20


def test_each_question_for_the_choices_knows_more(place):
    asked = [place.ask(m.ReadLogChoices()) for _ in range(6)]
    assert [choices.known for choices in asked[:4]] == [10, 20, 30, 40]
    assert asked[-1].known == asked[-1].last
    assert Action.SEARCH in asked[-1].actions


def test_filters_are_for_whoever_may_read_the_log(place):
    place.sign_in("operator")
    with pytest.raises(Refusal, match="not_your_duty"):
        place.ask(m.ReadLog(action="search"))
