"""What is planted in a demo is on the queue of its day at the review desk, and honest work is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from test_demo import POLICY, TODAY, Captured, keeper_of

from operator_console.demo.misuse import Misuse, Planted
from operator_console.demo.schedule import SetClock
from operator_console.demo.vault import Size, make_demo
from operator_console.domain.policy_file import read_policy
from operator_console.domain.review import CaseView, Group, ReviewRule
from operator_console.domain.secret import Secret
from operator_console.services.desk import Desk
from operator_console.services.journal import Journal
from operator_console.services.review_queue import Queue, review_queue
from operator_console.storage.machine import this_place

SIZE, WHOLE = Size(200, 780, misuses=True), Size(500, 5000, misuses=True)
"""Thirteen working days of sixty calls, a misuse a day; at its whole size four months of them."""
pytestmark = pytest.mark.timeout(600)


@dataclass
class History:
    desk: Desk
    misuses: tuple[Planted, ...]

    def queue(self, day: str = "") -> Queue:
        work = review_queue(self.desk, day, 500, decided=False)
        try:
            while True:
                next(work)
        except StopIteration as end:
            queue: Queue = end.value
            return queue


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory, full: bool) -> Iterator[History]:
    folder = tmp_path_factory.mktemp("misuses") / "vault"
    keeper = keeper_of(folder)
    demo = make_demo(keeper, POLICY, WHOLE if full else SIZE, 1, today=TODAY, build="0", tell=lambda *_: None)
    keeper.close()
    keeper = keeper_of(folder)
    vault, account = keeper.open("lead", Secret("mihon-kakunin-3"))  # type: ignore[arg-type]
    clock = SetClock(TODAY)
    journal = Journal(vault.log, clock, this_place("standalone"), "session", account.user, account.role)
    yield History(Desk(vault, read_policy(POLICY), account, clock, journal), demo.misuses)
    vault.close()
    keeper.close()


def hits(case: CaseView, planted: Planted) -> bool:
    mine = set(case.calls) & set(planted.calls) if planted.calls else case.user == planted.user
    return bool(mine) and planted.kind.value in {f.rule for f in case.findings}


def test_each_kind_is_planted_once(history: History) -> None:
    assert sorted(each.kind for each in history.misuses) == sorted(Misuse)
    assert len({each.day for each in history.misuses}) == len(Misuse)
    assert [each.kind for each in history.misuses if not each.calls] == [Misuse.COPIED_REASON]


@pytest.mark.parametrize("kind", list(Misuse))
def test_a_planted_misuse_is_on_the_queue_of_its_day(history: History, kind: Misuse) -> None:
    (planted,) = [each for each in history.misuses if each.kind is kind]
    found = [case for case in history.queue(planted.day).cases if hits(case, planted)]
    assert found
    assert set(planted.calls) <= {call for case in found for call in case.calls}
    assert all(case.user in (planted.user, "") for case in found)


def test_no_days_queue_is_longer_than_its_share_of_the_calls(history: History) -> None:
    for day in sorted({each.day for each in history.misuses}):
        queue = history.queue(day)
        assert queue.calls >= 55
        assert len(queue.cases) <= 0.03 * queue.calls, (day, [case.findings for case in queue.cases])


def test_the_whole_queue_is_no_longer_than_its_share_either(history: History) -> None:
    queue = history.queue()
    assert len(history.misuses) <= len(queue.cases) <= 0.03 * queue.calls


def test_nothing_but_what_was_planted_and_the_lot_is_on_the_queue(history: History) -> None:
    for case in history.queue().cases:
        lot = case.findings[0].group is Group.SAMPLE
        assert lot or any(hits(case, each) for each in history.misuses), case.findings


def test_the_last_working_days_cases_come_first(history: History) -> None:
    days = [case.day for case in history.queue().cases]
    last = max(each.day for each in history.misuses)
    older = [day for day in days if day != last]
    assert days == [day for day in days if day == last] + sorted(older)
    assert days[0] == last


def test_a_case_says_why_it_is_there_with_its_numbers(history: History) -> None:
    (planted,) = [each for each in history.misuses if each.kind is Misuse.REVEALS_PER_CALL]
    (case,) = history.queue(planted.day).cases
    (finding,) = case.findings
    assert finding.rule is ReviewRule.REVEALS_PER_CALL
    assert float(finding.params["per_call"]) >= 2 * float(finding.params["median"])
    assert case.age_days == (TODAY.date() - TODAY.date().fromisoformat(planted.day)).days


@pytest.mark.parametrize("argv", [["--customers", "10"], ["--calls", "0"]])
def test_misuses_need_calls_and_customers(tmp_path: Path, argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert Captured()("--vault", str(tmp_path / "vault"), "--misuses", *argv) == 2
    assert capsys.readouterr().err
