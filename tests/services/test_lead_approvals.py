"""A lead signs at the operator's console: for fields without the check, and for a customer who is not to be found."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from call_centre import (
    AOZORA,
    CUSTOMER,
    REASON,
    CallCentre,
    Spy,
    default_text,
    in_call,
    lead,
    password,
    refused,
    say,
)

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.calls import Stage
from operator_console.domain.ids import FieldName, PurposeId
from operator_console.domain.lockout import FREE_FAILURES
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.secret import Secret
from operator_console.services.break_glass import break_glass
from operator_console.services.call import end_call, open_call, put_back
from operator_console.services.call_view import view
from operator_console.services.find_customer import find_customer
from operator_console.services.lift_limit import lift_limit
from operator_console.services.reveal import reveal
from operator_console.services.seal_customer import open_sealed, seal_customer

NOTE, ADDRESS, NUMBER = FieldName("note"), FieldName("address"), FieldName("number")
BY_NUMBER = {NUMBER: CUSTOMER["number"]}
WRONG = Secret("machigatta kotoba")


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[CallCentre]:
    centre = CallCentre(tmp_path, default_text())
    yield centre
    centre.close()


def seal(centre: CallCentre, *, sealed: bool = True) -> None:
    seal_customer(centre.sit("lead"), AOZORA, CUSTOMER["number"], "ご本人の希望", sealed=sealed)


def test_broken_glass_grants_its_fields_and_says_so_in_every_entry(centre: CallCentre) -> None:
    desk = centre.sit()
    in_call(desk)
    shown = view(desk, break_glass(desk, centre.keeper, lead(), (NOTE, ADDRESS)))
    assert (shown.approved_by, shown.stage) == ("lead", Stage.FOUND)
    assert [field.name for field in shown.card if field.approved] == ["address", "note"]
    assert reveal(desk, NOTE) == CUSTOMER["note"]
    with refused(Code.NOT_VERIFIED):
        reveal(desk, FieldName("name"))
    broken, shown_entry = centre.entries(Action.BREAK_GLASS)[0], centre.entries(Action.REVEAL)[0]
    assert (broken.user, dict(broken.facts)["lead"], broken.reason) == ("hana", "lead", REASON)
    assert broken.fields == ("address", "note")
    assert (shown_entry.outcome, dict(shown_entry.facts)["lead"], shown_entry.reason) == (
        Outcome.NOT_YET_MET,
        "lead",
        REASON,
    )
    put_back(desk)
    find_customer(desk, BY_NUMBER)
    with refused(Code.FIELD_OUTSIDE_PURPOSE):
        reveal(desk, NOTE)


@pytest.mark.parametrize(
    ("user", "secret", "code"),
    [
        ("lead", WRONG, Code.APPROVAL_WRONG),
        ("nobody", WRONG, Code.APPROVAL_WRONG),
        ("!", WRONG, Code.APPROVAL_WRONG),
        ("admin", password("admin"), Code.APPROVAL_WRONG),
        ("taro", password("taro"), Code.APPROVAL_WRONG),
        ("hana", password("hana"), Code.APPROVER_SAME),
        ("ＨＡＮＡ", password("hana"), Code.APPROVER_SAME),
    ],
)
def test_only_a_lead_approves(centre: CallCentre, user: str, secret: Secret[str], code: Code) -> None:
    desk = centre.sit()
    call = in_call(desk)
    with refused(code):
        break_glass(desk, centre.keeper, lead(user=user, secret=secret), (NOTE,))
    assert desk.call == call
    with refused(Code.FIELD_OUTSIDE_PURPOSE):
        reveal(desk, NOTE)


def test_a_lead_who_was_disabled_approves_nothing(centre: CallCentre) -> None:
    from operator_console.domain.ids import UserName
    from operator_console.services.manage_users import disable_user

    disable_user(centre.sit("admin"), UserName("lead"))
    desk = centre.sit()
    in_call(desk)
    with refused(Code.APPROVAL_WRONG):
        break_glass(desk, centre.keeper, lead(), (NOTE,))


def test_a_wrong_password_counts_against_the_lead(centre: CallCentre) -> None:
    desk = centre.sit()
    in_call(desk)
    for _ in range(FREE_FAILURES):
        with refused(Code.APPROVAL_WRONG):
            break_glass(desk, centre.keeper, lead(secret=WRONG), (NOTE,))
    with refused(Code.SIGN_IN_HELD):
        break_glass(desk, centre.keeper, lead(), (NOTE,))
    failed = centre.entries(Action.SIGN_IN_FAILED)
    assert [dict(entry.facts)["name"] for entry in failed] == ["lead"] * FREE_FAILURES
    centre.restart()
    with refused(Code.SIGN_IN_HELD) as held:
        centre.sign_in("lead")
    centre.clock.wait(int(held.value.params["seconds"]))
    centre.sign_in("lead")
    assert len(centre.entries(Action.SIGN_IN_FAILED)) == FREE_FAILURES, "none is written twice"


def test_a_reason_is_chosen_from_the_policy_or_given(centre: CallCentre) -> None:
    desk = centre.sit()
    in_call(desk)
    with refused(Code.REASON_UNKNOWN):
        break_glass(desk, centre.keeper, lead("なんとなく"), (NOTE,))
    with refused(Code.REASON_EMPTY):
        lift_limit(desk, centre.keeper, lead("　"))
    with refused(Code.FIELD_UNKNOWN):
        break_glass(desk, centre.keeper, lead(), (FieldName("cat"),))
    with refused(Code.FIELD_UNKNOWN):
        break_glass(desk, centre.keeper, lead(), ())


def test_a_policy_without_reasons_knows_no_emergency(tmp_path: Path) -> None:
    def without(text: str) -> str:
        start = text.index("[break_glass]")
        return text[:start] + text[text.index("[phrases.recording]") :]

    centre = CallCentre(tmp_path, default_text(without))
    assert centre.sign_in("hana").approval_reasons == ()
    in_call(centre.desk)
    with refused(Code.REASON_UNKNOWN):
        break_glass(centre.desk, centre.keeper, lead(), (NOTE,))
    centre.close()


def answer_of(work: Callable[[], object]) -> tuple[Code, dict[str, str | int]]:
    with pytest.raises(Refusal) as refusal:
        work()
    return refusal.value.code, refusal.value.params


def test_a_sealed_customer_is_answered_like_nobody(centre: CallCentre) -> None:
    seal(centre)
    desk = centre.sit()
    call = open_call(desk, AOZORA, PurposeId("delivery"))
    sealed = answer_of(lambda: find_customer(desk, BY_NUMBER))
    nobody = answer_of(lambda: find_customer(desk, {NUMBER: "A-99999999"}))
    assert sealed == nobody == (Code.FIND_NOTHING, {})
    assert desk.call == call
    log_nobody, log_sealed = centre.entries(Action.SEARCH)
    assert log_nobody.outcome == log_sealed.outcome == Outcome.NOTHING
    assert dict(log_sealed.facts)["sealed"] == "yes"
    assert (bool(log_sealed.customer), bool(log_nobody.customer)) == (True, False)


def test_a_sealed_customer_takes_the_work_that_nobody_takes(centre: CallCentre) -> None:
    """The same look-ups and one entry for either: there is nothing by which the time could differ in kind."""
    seal(centre)
    desk = centre.sit()
    open_call(desk, AOZORA, PurposeId("delivery"))
    spy = desk.vault.customers = Spy(desk.vault.customers, "find", "masks", "value", "sealed", "attempts")
    work = []
    for number in (CUSTOMER["number"], "A-99999999"):
        spy.asked, before = [], len(centre.entries())
        answer_of(lambda number=number: find_customer(desk, {NUMBER: number}))
        work.append((spy.asked, len(centre.entries()) - before))
    assert work == [(["find", "find"], 1)] * 2


def test_a_sealed_customer_does_not_make_two_of_one(centre: CallCentre) -> None:
    """Somebody who shares a sealed customer's phone is found as if they were alone."""
    from operator_console.services.import_rows import field_value

    desk = centre.sit()
    person = {"number": "A-00000002", "name": "見本 三郎", "phone": CUSTOMER["phone"]}
    fields = {FieldName(n): field_value(desk.policy.fields[FieldName(n)], text) for n, text in person.items()}
    other = desk.vault.customers.insert(AOZORA, "A00000002", fields)
    open_call(desk, AOZORA, PurposeId("delivery"))
    by_phone = {FieldName("phone"): CUSTOMER["phone"]}
    with refused(Code.FIND_TOO_MANY):
        find_customer(desk, by_phone)
    end_call(desk)
    seal(centre)
    desk = centre.sit()
    open_call(desk, AOZORA, PurposeId("delivery"))
    assert find_customer(desk, by_phone).customer == other


def test_a_lead_opens_a_sealed_customer_and_the_check_goes_on(centre: CallCentre) -> None:
    seal(centre)
    desk = centre.sit()
    in_call(desk, found=False)
    with refused(Code.APPROVAL_WRONG):
        open_sealed(desk, centre.keeper, lead(secret=WRONG), BY_NUMBER)
    with refused(Code.FIND_NOTHING):
        open_sealed(desk, centre.keeper, lead(), {NUMBER: "A-99999999"})
    opened = open_sealed(desk, centre.keeper, lead(), BY_NUMBER)
    assert opened.stage is Stage.FOUND
    with refused(Code.NOT_VERIFIED):
        reveal(desk, ADDRESS)
    assert say(desk, "name").stage is Stage.FOUND
    entry = centre.entries(Action.SEALED_OPENED)[0]
    assert (entry.outcome, entry.reason, dict(entry.facts)["lead"]) == (Outcome.FOUND, REASON, "lead")


def test_sealing_is_a_leads_and_can_be_undone(centre: CallCentre) -> None:
    with refused(Code.NOT_YOUR_DUTY):
        seal_customer(centre.sit(), AOZORA, CUSTOMER["number"], "理由", sealed=True)
    desk = centre.sit("lead")
    with refused(Code.REASON_EMPTY):
        seal_customer(desk, AOZORA, CUSTOMER["number"], " ", sealed=True)
    with refused(Code.FIND_NOTHING):
        seal_customer(desk, AOZORA, "A-99999999", "理由", sealed=True)
    with refused(Code.FIND_BAD_VALUE):
        seal_customer(desk, AOZORA, "!!", "理由", sealed=True)
    seal(centre)
    seal(centre, sealed=False)
    kinds = [entry.action for entry in centre.entries()[:6]]
    assert Action.CUSTOMER_SEALED in {entry.action for entry in centre.entries()}
    assert Action.CUSTOMER_UNSEALED in kinds
    assert in_call(centre.sit()).customer is not None
