"""A call from its beginning to its end on a real vault: what is refused, what a lock keeps, and what it does not."""

from collections.abc import Iterator

import pytest
from call_centre import AOZORA, CUSTOMER, CallCentre, default_text, in_call, lead, refused, roomy, say, verified

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.calls import CallBack, Stage
from operator_console.domain.ids import FieldName, PurposeId, RepresentativeId
from operator_console.domain.refusals import Code
from operator_console.services.break_glass import break_glass
from operator_console.services.call import (
    change_purpose,
    end_call,
    hold_call,
    open_call,
    resume_call,
    set_caller,
    take_back_call,
    unfinished,
)
from operator_console.services.call_view import view
from operator_console.services.find_customer import find_customer
from operator_console.services.reveal import reveal
from operator_console.services.seal_customer import open_sealed, seal_customer

ADDRESS, NOTE, FAMILY = FieldName("address"), FieldName("note"), RepresentativeId("family")


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallCentre]:
    centre = CallCentre(tmp_path_factory.mktemp("calls"), default_text(roomy))
    yield centre
    centre.close()


@pytest.fixture(autouse=True)
def ended(centre: CallCentre) -> Iterator[None]:
    yield
    if centre.desk is not None and centre.desk.call is not None:
        end_call(centre.desk)
    centre.leave()


def test_a_whole_call_is_in_the_log_in_its_order(centre: CallCentre) -> None:
    desk = centre.sit()
    verified(desk)
    reveal(desk, ADDRESS)
    end_call(desk)
    mine = [entry for entry in reversed(centre.entries()) if entry.call == centre.entries()[0].call]
    assert [entry.action for entry in mine] == [
        Action.CALL_OPENED,
        Action.SEARCH,
        *[Action.ANSWER] * 4,
        Action.REVEAL,
        Action.REVEAL_ENDED,
        Action.CALL_ENDED,
    ]
    assert mine[6].outcome is Outcome.MET
    assert {entry.policy_version for entry in mine} == {desk.policy.version}
    assert not any(value in repr(entry) for entry in mine for value in CUSTOMER.values())


def test_a_hold_masks_and_refuses(centre: CallCentre) -> None:
    desk = centre.sit()
    verified(desk)
    reveal(desk, ADDRESS)
    held = view(desk, hold_call(desk))
    assert (held.card, held.history, desk.showing) == ((), (), set())
    with refused(Code.CALL_ON_HOLD):
        reveal(desk, ADDRESS)
    take_back_call(desk)
    assert reveal(desk, ADDRESS) == CUSTOMER["address"]


def test_a_representative_changes_the_check_and_what_may_be_told(centre: CallCentre) -> None:
    desk = centre.sit()
    verified(desk, "delivery")
    family = view(desk, set_caller(desk, FAMILY))
    assert (family.stage, family.caller) == (Stage.FOUND, FAMILY)
    assert [item.id for item in family.checklist] == ["name", "birth_date", "address"]
    assert all(item.required for item in family.checklist)
    assert [field.name for field in family.card if field.revealable] == ["postal_code", "address"]
    for item in ("name", "birth_date", "address"):
        met = say(desk, item)
    assert met.stage is Stage.VERIFIED
    assert reveal(desk, ADDRESS) == CUSTOMER["address"]
    with refused(Code.FIELD_OUTSIDE_PURPOSE):
        reveal(desk, FieldName("name"))
    assert dict(centre.entries(Action.REVEAL)[0].facts)["caller"] == FAMILY
    assert set_caller(desk, "").stage is Stage.FOUND
    with refused(Code.REPRESENTATIVE_UNKNOWN):
        set_caller(desk, RepresentativeId("cat"))


def test_a_purpose_that_does_not_admit_the_representative_drops_them(centre: CallCentre) -> None:
    desk = centre.sit()
    in_call(desk, "delivery")
    set_caller(desk, FAMILY)
    assert view(desk, change_purpose(desk, PurposeId("callback"))).caller == ""
    with refused(Code.REPRESENTATIVE_UNKNOWN):
        set_caller(desk, FAMILY)


def test_a_lock_keeps_the_call_and_its_check_for_a_while(centre: CallCentre) -> None:
    desk = centre.sit()
    call = verified(desk)
    desk = centre.sit()
    waiting = unfinished(desk)
    assert waiting is not None
    assert waiting.check_valid
    assert resume_call(desk, call.id).stage is Stage.VERIFIED
    centre.leave()
    centre.clock.wait(desk.policy.limits.resume_seconds + 1)
    desk = centre.sit()
    resumed = resume_call(desk, call.id)
    assert (resumed.stage, resumed.checklist.tried_in_all) == (Stage.FOUND, 4)


def test_a_clock_that_was_put_back_lengthens_no_check(centre: CallCentre, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = centre.sit()
    call = verified(desk)
    centre.leave()
    left = centre.clock.now()
    centre.clock.wait(desk.policy.limits.resume_seconds + 1)
    monkeypatch.setattr(centre.clock, "now", lambda: left)
    desk = centre.sit()
    assert resume_call(desk, call.id).stage is Stage.FOUND


def test_a_lock_keeps_who_is_on_the_line(centre: CallCentre) -> None:
    desk = centre.sit()
    call = in_call(desk, "delivery")
    set_caller(desk, FAMILY)
    desk = centre.sit()
    assert resume_call(desk, call.id).caller_id == FAMILY


def test_what_a_lead_granted_ends_with_the_lock(centre: CallCentre) -> None:
    desk = centre.sit()
    call = in_call(desk)
    break_glass(desk, centre.keeper, lead(), (NOTE,))
    assert reveal(desk, NOTE) == CUSTOMER["note"]
    desk = centre.sit()
    assert resume_call(desk, call.id).call_back is CallBack.NONE
    with refused(Code.FIELD_OUTSIDE_PURPOSE):
        reveal(desk, NOTE)


def test_a_sealed_record_needs_the_lead_again_after_a_lock(centre: CallCentre) -> None:
    seal_customer(centre.sit("lead"), AOZORA, CUSTOMER["number"], "ご本人の希望", sealed=True)
    desk = centre.sit()
    call = in_call(desk, found=False)
    open_sealed(desk, centre.keeper, lead(), {FieldName("number"): CUSTOMER["number"]})
    desk = centre.sit()
    assert resume_call(desk, call.id).customer is None
    end_call(desk)
    seal_customer(centre.sit("lead"), AOZORA, CUSTOMER["number"], "解除", sealed=False)


def test_put_back_and_find_again_gives_no_attempt_back_across_a_lock(centre: CallCentre) -> None:
    from operator_console.services.call import put_back

    desk = centre.sit()
    call = in_call(desk)
    for _ in range(desk.policy.limits.attempts_per_item):
        say(desk, "name", "別 人")
    put_back(desk)
    desk = centre.sit()
    resume_call(desk, call.id)
    find_customer(desk, {FieldName("number"): CUSTOMER["number"]})
    with refused(Code.ATTEMPTS_ITEM):
        say(desk, "name")


def test_one_call_at_a_time_and_none_for_a_lead(centre: CallCentre) -> None:
    desk = centre.sit()
    in_call(desk)
    with refused(Code.CALL_OPEN):
        open_call(desk, AOZORA, PurposeId("delivery"))
    end_call(desk)
    with refused(Code.CALL_ABSENT):
        end_call(desk)
    with refused(Code.NOT_YOUR_DUTY):
        open_call(centre.sit("lead"), AOZORA, PurposeId("delivery"))
