"""The operator learns whether the policy is met and nothing else; guessing runs out, for everybody together."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from call_centre import AOZORA, CUSTOMER, CallCentre, Spy, default_text, in_call, lead, refused, say

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.calls import Stage
from operator_console.domain.ids import FieldName, ItemId, PurposeId
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import CallView
from operator_console.services.call import end_call, open_call
from operator_console.services.call_view import view
from operator_console.services.desk import Desk
from operator_console.services.find_customer import find_customer
from operator_console.services.lift_limit import lift_limit
from operator_console.services.verify_caller import answer


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[CallCentre]:
    centre = CallCentre(tmp_path, default_text())
    yield centre
    centre.close()


def guess_until_refused(desk: Desk) -> Code:
    """Answer wrongly, call after call, until no more answers are taken for this customer; return why."""
    for _ in range(5):
        in_call(desk)
        for item in ("name", "birth_date", "phone", "address"):
            for _ in range(desk.policy.limits.attempts_per_item):
                try:
                    say(desk, item, "ちがいます")
                except Refusal as refusal:
                    if refusal.code is Code.ATTEMPTS_DAY:
                        return refusal.code
        end_call(desk)
    raise AssertionError("never refused")


def seen(shown: CallView) -> CallView:
    """What the operator sees but for the attempts, which are equal whatever was answered."""
    items = tuple(replace(item, answered=False, attempts_left=0) for item in shown.checklist)
    return replace(shown, checklist=items, attempts_left=0)


def test_a_wrong_answer_looks_the_same_whichever_item_it_was(centre: CallCentre) -> None:
    desk = centre.sit()
    found = view(desk, in_call(desk))
    wrong_name = view(desk, say(desk, "name", "別 人"))
    wrong_date = view(desk, say(desk, "birth_date", "1950-01-01"))
    right_phone = view(desk, say(desk, "phone"))
    assert seen(found) == seen(wrong_name) == seen(wrong_date) == seen(right_phone)
    assert [item.attempts_left for item in right_phone.checklist] == [2, 2, 2, 3, 3]
    assert not any(item.failed for item in right_phone.checklist)


def test_the_policy_may_name_what_was_wrong(tmp_path: Path) -> None:
    text = default_text(lambda text: text.replace("name_failed_item = false", "name_failed_item = true"))
    centre = CallCentre(tmp_path, text)
    desk = centre.sit()
    in_call(desk)
    say(desk, "name", "別 人")
    shown = view(desk, say(desk, "phone"))
    assert [item.id for item in shown.checklist if item.failed] == ["name"]
    centre.close()


def test_the_log_alone_knows_what_was_wrong(centre: CallCentre) -> None:
    desk = centre.sit()
    in_call(desk)
    say(desk, "name", "別 人")
    say(desk, "birth_date")
    date, name = centre.entries(Action.ANSWER)
    assert (dict(name.facts)["result"], dict(date.facts)["result"]) == ("mismatch", "match")
    assert {name.outcome, date.outcome} == {Outcome.NOT_YET_MET}
    assert "別 人" not in repr(name)


def test_a_question_for_the_end_is_met_by_the_end(tmp_path: Path) -> None:
    text = default_text(lambda text: text.replace('label = "お電話番号"', 'label = "お電話番号"\npart = "last4"', 1))
    centre = CallCentre(tmp_path, text)
    desk = centre.sit()
    shown = view(desk, in_call(desk, "delivery"))
    assert next(item.part for item in shown.checklist if item.id == "phone") == "last4"
    say(desk, "name")
    assert say(desk, "phone", CUSTOMER["phone"]).stage is Stage.FOUND
    assert say(desk, "phone", "５６７８").stage is Stage.VERIFIED
    centre.close()


def test_the_days_attempts_are_counted_across_operators_until_a_lead_lifts_them(centre: CallCentre) -> None:
    assert guess_until_refused(centre.sit("hana")) is Code.ATTEMPTS_DAY
    end_call(centre.desk)
    desk = centre.sit("taro")
    assert view(desk, in_call(desk)).day_limit_reached
    with refused(Code.ATTEMPTS_DAY):
        say(desk, "name")
    assert centre.entries(Action.ANSWER)[0].outcome is Outcome.REFUSED
    lifted = lift_limit(desk, centre.keeper, lead("お客様ご本人が来店"))
    assert not view(desk, lifted).day_limit_reached
    say(desk, "name")
    entry = centre.entries(Action.LIMIT_LIFTED)[0]
    assert (entry.reason, entry.user, dict(entry.facts)["lead"]) == ("お客様ご本人が来店", "taro", "lead")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system takes its time zone from elsewhere")
@pytest.mark.parametrize("zone", ["UTC", "JST-9", "XXX-14", "XXX11"])
def test_the_day_is_the_offices_not_this_machines(
    centre: CallCentre, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    """In Japan a day begins at 15:00 UTC; midnight in Greenwich is the middle of a morning shift.

    Whoever could choose the day by the zone of their own programs would have the day's answers twice.
    """
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        desk = centre.sit()
        days = []
        for until in (
            datetime(2026, 4, 1, 14, 59, tzinfo=UTC),
            datetime(2026, 4, 1, 15, 1, tzinfo=UTC),
            datetime(2026, 4, 2, 0, 1, tzinfo=UTC),
        ):
            centre.clock.move_to(until)
            days.append(desk.today())
        assert days == ["2026-04-01", "2026-04-02", "2026-04-02"]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_an_attempt_is_counted_before_anything_is_compared(centre: CallCentre) -> None:
    desk = centre.sit()
    call = in_call(desk)
    spy = Spy(desk.vault.customers, "count_attempt", "value")
    desk.vault.customers = spy
    answer(desk, ItemId("phone"), CUSTOMER["phone"])
    assert spy.asked == ["count_attempt", "value"]
    assert call.customer is not None
    assert spy.attempts(call.customer, desk.today()) == 1


def test_finding_takes_one_identifier_or_two_weak_ones(centre: CallCentre) -> None:
    desk = centre.sit()
    open_call(desk, AOZORA, PurposeId("delivery"))
    with refused(Code.FIND_TOO_LITTLE):
        find_customer(desk, {FieldName("kana"): CUSTOMER["kana"]})
    with refused(Code.FIELD_UNKNOWN):
        find_customer(desk, {FieldName("note"): CUSTOMER["note"]})
    with refused(Code.FIND_BAD_VALUE):
        find_customer(desk, {FieldName("phone"): "いちにさん"})
    with refused(Code.FIND_NOTHING):
        find_customer(desk, {FieldName("phone"): "03-9999-9999"})
    weak = {FieldName("kana"): "みほん　はなこ", FieldName("birth_date"): "昭和60年4月1日"}
    card = view(desk, find_customer(desk, weak)).card
    assert {field.mask for field in card if field.name in {"name", "kana", "phone", "address"}} == {"●●●●●●"}
    with refused(Code.CUSTOMER_CHOSEN):
        find_customer(desk, weak)
    assert [entry.outcome for entry in centre.entries(Action.SEARCH)] == [Outcome.FOUND, Outcome.NOTHING]
