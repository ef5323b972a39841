"""A case is found, read, asked about, answered and signed off; never by who took part, and always on record."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from call_centre import AOZORA, CUSTOMER, CallCentre, default_text, in_call, refused, say, verified
from review_desk import ADDRESS, case_of, done, glass_call, next_day, opened, page, queue, sign_off, state_of

from operator_console.domain.actions import Action
from operator_console.domain.ids import CustomerRef, PurposeId
from operator_console.domain.refusals import Cancelled, Code
from operator_console.domain.review import CaseId, CaseState, Decision, ReviewRule
from operator_console.services.call import end_call, open_call
from operator_console.services.desk import Desk
from operator_console.services.reveal import reveal
from operator_console.services.review_answer import answer_review
from operator_console.services.review_case import LONGEST_TEXT, review_case
from operator_console.services.review_figures import review_figures
from operator_console.services.review_notice import read_notice
from operator_console.services.review_queue import review_queue
from operator_console.services.review_seen import SeenQuestion, who_saw
from operator_console.services.review_unseen import state_unseen


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallCentre]:
    with opened(tmp_path_factory.mktemp("review")) as centre:
        yield centre


def test_a_break_glass_is_on_the_queue_at_once_with_its_timeline(centre: CallCentre) -> None:
    call = glass_call(centre)
    desk = centre.sit("auditor")
    case = case_of(desk, call)
    assert (case.state, case.user, case.own, case.age_days) == (CaseState.OPEN, "hana", False, 0)
    assert [found.rule for found in case.findings] == [ReviewRule.BREAK_GLASS]
    detail = page(desk, call)
    actions = [row.action for row in detail.timeline]
    assert actions[:3] == [Action.CALL_OPENED, Action.SEARCH, Action.BREAK_GLASS]
    assert actions[-3:] == [Action.REVEAL, Action.REVEAL_ENDED, Action.CALL_ENDED]
    assert [row.seconds for row in detail.timeline if row.action is Action.REVEAL] == [7]
    assert (detail.calls[0].reveals, detail.calls[0].seconds) == (1, 27)
    assert CUSTOMER["address"] not in repr(detail)


def test_who_approved_cannot_sign_off_and_somebody_else_can(centre: CallCentre) -> None:
    call = glass_call(centre)
    desk = centre.sit("lead")
    assert case_of(desk, call).own
    assert page(desk, call).other_reviewers == ("auditor",)
    with refused(Code.CASE_OWN):
        sign_off(desk, call)
    desk = centre.sit("auditor")
    detail = sign_off(desk, call, comment="承認の理由を確かめた")
    assert detail.case.state is CaseState.FINE
    assert [(said.user, said.decision, said.text) for said in detail.said] == [
        ("auditor", Decision.FINE, "承認の理由を確かめた")
    ]
    assert call not in {each for case in queue(desk) for each in case.calls}
    with refused(Code.CASE_DECIDED):
        sign_off(desk, call)


def test_a_lead_without_a_second_one_is_told_so(tmp_path: Path) -> None:
    with opened(tmp_path, auditor=False) as alone:
        call = glass_call(alone)
        with refused(Code.CASE_OWN_ALONE):
            sign_off(alone.sit("lead"), call)


def test_a_question_is_answered_before_the_first_call(centre: CallCentre) -> None:
    call = glass_call(centre)
    sign_off(centre.sit("auditor"), call, Decision.ASK, "表示が必要だった理由を教えてください")
    assert centre.sign_in("taro").asked == ()
    next_day(centre)
    (asked,) = centre.sign_in("hana").asked
    assert (asked.question, asked.asked_by) == ("表示が必要だった理由を教えてください", "auditor")
    assert (asked.purpose, asked.rules) == ("contact_change", (ReviewRule.BREAK_GLASS,))
    desk = centre.desk
    assert desk is not None
    with refused(Code.REVIEW_ASKED):
        open_call(desk, AOZORA, PurposeId("contact_change"))
    for text, code in (
        (" ", Code.COMMENT_EMPTY),
        ("x" * (LONGEST_TEXT + 1), Code.COMMENT_TOO_LONG),
        ("03-1234-5678 の方です", Code.COMMENT_FORBIDDEN),
    ):
        with refused(code):
            answer_review(desk, asked.case, text)
    centre.restart()
    desk = centre.sit("hana")
    assert desk.asked == (asked,)
    assert answer_review(desk, asked.case, "搬送先の病院に伝えるためでした") == ()
    with refused(Code.CASE_NOT_ASKED):
        answer_review(desk, asked.case, "もう一度")
    in_call(desk)
    end_call(desk)
    assert centre.sign_in("hana").asked == ()
    desk = centre.sit("auditor")
    assert state_of(desk, call) is CaseState.ANSWERED
    assert [said.decision for said in page(desk, call).said] == [Decision.ASK, None]
    sign_off(desk, call)


def test_a_question_that_was_settled_needs_no_answer(centre: CallCentre) -> None:
    call = glass_call(centre, "taro")
    desk = centre.sit("auditor")
    sign_off(desk, call, Decision.ASK, "確認させてください")
    sign_off(desk, call, Decision.ESCALATE, "別途調べる")
    assert state_of(desk, call) is CaseState.INCIDENT
    assert centre.sign_in("taro").asked == ()


def test_a_decision_but_fine_says_why(centre: CallCentre) -> None:
    call = glass_call(centre)
    desk = centre.sit("auditor")
    for decision in (Decision.ASK, Decision.ESCALATE):
        with refused(Code.COMMENT_EMPTY):
            sign_off(desk, call, decision)
    with refused(Code.COMMENT_FORBIDDEN):
        sign_off(desk, call, Decision.FINE, "東京都見本区見本町1丁目2番3号の件")


def test_any_call_can_be_opened_and_asked_about(centre: CallCentre) -> None:
    desk = centre.sit("hana")
    call = verified(desk).id
    end_call(desk)
    desk = centre.sit("lead")
    assert call not in {each for case in queue(desk) for each in case.calls}
    sign_off(desk, call, Decision.ASK, "この通話について教えてください")
    assert case_of(desk, call).state is CaseState.ASKED
    desk = centre.sit("hana")
    answer_review(desk, CaseId(f"call:{call}"), "通常の問い合わせでした")


@pytest.mark.parametrize("case", ["", "call:" + "0" * 32, "operator:2020-04-01:hana", "customer:yesterday:x", "x"])
def test_a_case_that_is_none_is_refused(centre: CallCentre, case: str) -> None:
    with refused(Code.CASE_UNKNOWN):
        done(review_case(centre.sit("auditor"), CaseId(case)))


def test_reading_and_deciding_are_entries(centre: CallCentre) -> None:
    call = glass_call(centre)
    desk = centre.sit("auditor")
    queue(desk)
    sign_off(desk, call)
    newest = [(entry.action, dict(entry.facts).get("case", "")) for entry in centre.entries()[:4]]
    case = f"call:{call}"
    assert newest[:3] == [(Action.REVIEW_READ, case), (Action.REVIEWED, case), (Action.REVIEW_READ, "")]
    facts = dict(centre.entries(Action.REVIEWED)[0].facts)
    assert (facts["decision"], facts["rules"], facts["name"]) == ("fine", "break_glass", "hana")


def test_a_long_queue_goes_on_behind_a_case_also_when_that_one_is_decided_by_now(centre: CallCentre) -> None:
    for _ in range(3):
        glass_call(centre)
    desk = centre.sit("auditor")
    whole = [case.id for case in queue(desk)]
    first = done(review_queue(desk, "", 2, decided=False))
    assert ([case.id for case in first.cases], first.left_out) == (whole[:2], len(whole) - 2)
    sign_off(desk, whole[1].removeprefix("call:"))
    rest = done(review_queue(desk, "", 100, decided=False, after=whole[1]))
    assert ([case.id for case in rest.cases], rest.left_out) == (whole[2:], 0)
    with refused(Code.CASE_UNKNOWN):
        done(review_queue(desk, "", 2, decided=False, after="call:none"))


def test_only_who_reviews_gets_anything(centre: CallCentre) -> None:
    def each(desk: Desk) -> None:
        works = (
            lambda: done(review_queue(desk, "", 10, decided=False)),
            lambda: done(review_case(desk, CaseId("call:x"))),
            lambda: done(review_figures(desk, "2026-04-01", "2026-04-02")),
            lambda: done(who_saw(desk, SeenQuestion(CustomerRef("0" * 32)), 0, 100)),
            lambda: done(state_unseen(desk, "0" * 32, "2026-04-01", "2026-04-01")),  # type: ignore[arg-type]
        )
        for work in works:
            with refused(Code.NOT_YOUR_DUTY):
                work()

    for user in ("hana", "admin"):
        each(centre.sit(user))
    with refused(Code.NOT_YOUR_DUTY):
        answer_review(centre.sit("lead"), CaseId("call:x"), "いいえ")


def test_a_cancelled_reading_goes_on_where_it_stopped(centre: CallCentre) -> None:
    call = glass_call(centre)
    desk = centre.sit("auditor")
    work = review_queue(desk, "", 10, decided=False)
    assert next(work)[0] == "reviewing"
    with refused(Code.CANCELLED):
        work.throw(Cancelled())
    assert desk.cases is not None
    assert desk.cases.ledger.last > 0
    assert call in {each for case in queue(desk) for each in case.calls}


def test_an_important_customer_and_ones_own_surname_are_codes_in_the_entry(tmp_path: Path) -> None:
    text = default_text(lambda text: text.replace('vip_field = "vip" ', 'vip_field = "note"'))
    with opened(tmp_path, text) as centre:
        desk = centre.sit("hana")
        call = in_call(desk)
        end_call(desk)
        facts = dict(centre.entries(Action.SEARCH)[0].facts)
        assert (facts["vip"], "own" in facts) == ("yes", False)
        assert [found.rule for found in case_of(centre.sit("lead"), call.id).findings] == [ReviewRule.VIP]


def test_figures_count_what_was_done(centre: CallCentre) -> None:
    next_day(centre)
    day = centre.clock.now().astimezone().date().isoformat()
    glass_call(centre)
    desk = centre.sit("taro")
    verified(desk)
    end_call(desk)
    figures = done(review_figures(centre.sit("auditor"), day, day))
    assert [(each.user, each.calls, each.reveals) for each in figures.operators] == [("hana", 1, 1), ("taro", 1, 0)]
    assert (figures.calls, figures.step_ups, figures.reveals) == (2, 1, 1)
    assert (figures.median_per_call, sum(map(sum, figures.week))) == (0.5, 1)
    for since, until in ((day, "2020-01-01"), ("x", day), ("", "")):
        with refused(Code.RANGE_BAD):
            done(review_figures(centre.sit("auditor"), since, until))


def test_everybody_can_read_what_is_recorded_and_who_reviews_it(centre: CallCentre) -> None:
    for user in ("hana", "lead", "admin"):
        notice = read_notice(centre.sit(user))
        assert notice.reviewers == ("lead", "auditor")
        said = {sentence.code.value: sentence.params for sentence in notice.sentences}
        assert (said["kept"], said["sample"], said["reviewers"]) == ({"months": 36}, {"percent": "1"}, {"people": 2})


def test_a_check_in_the_open_call_counts_for_the_review_too(centre: CallCentre) -> None:
    desk = centre.sit("hana")
    call = in_call(desk, "callback")
    say(desk, "name", "だれか ほか")
    reveal_refused = 0
    for _ in range(4):
        with refused(Code.FIELD_OUTSIDE_PURPOSE):
            reveal(desk, ADDRESS)
        reveal_refused += 1
    end_call(desk)
    (found,) = case_of(centre.sit("lead"), call.id).findings
    assert (found.rule, found.params["count"]) == (ReviewRule.REFUSED_REVEALS, reveal_refused)
