"""A call grants a field only while a found customer's check is met, the call is live, and the purpose allows it."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from operator_console.domain.calls import Call, Stage
from operator_console.domain.ids import CallId, ClientId, CustomerId, FieldName, ItemId, PurposeId, UserName
from operator_console.domain.policy import Limits, Purpose
from operator_console.domain.refusals import Code, Refusal

NAME, BIRTH, PHONE = ItemId("name"), ItemId("birth_date"), ItemId("phone")
ADDRESS, NOTE = FieldName("address"), FieldName("note")
LIMITS = Limits()
DELIVERY = Purpose(PurposeId("delivery"), "配送", (ADDRESS,), (NAME,), (BIRTH, PHONE), 1)
NOTHING_ASKED = Purpose(PurposeId("open"), "確認なし", (ADDRESS,), ())


def call(purpose: Purpose = DELIVERY) -> Call:
    return Call(CallId("c" * 32), ClientId("aozora"), purpose, UserName("op"))


def verified() -> Call:
    found = call().with_customer(CustomerId(1))
    return found.answered(NAME, correct=True).answered(BIRTH, correct=True)


def refused(code: Code, work: object) -> None:
    with pytest.raises(Refusal) as refusal:
        work()  # type: ignore[operator]
    assert refusal.value.code is code


def test_a_met_check_grants_the_fields_of_the_purpose_and_no_other() -> None:
    assert verified().stage is Stage.VERIFIED
    assert verified().admit_reveal(ADDRESS) == CustomerId(1)
    refused(Code.FIELD_OUTSIDE_PURPOSE, lambda: verified().admit_reveal(NOTE))


def test_required_alone_is_not_enough_when_others_are_asked_for() -> None:
    half = call().with_customer(CustomerId(1)).answered(NAME, correct=True)
    refused(Code.NOT_VERIFIED, lambda: half.admit_reveal(ADDRESS))


def test_a_later_wrong_answer_takes_the_grant_back() -> None:
    refused(Code.NOT_VERIFIED, lambda: verified().answered(NAME, correct=False).admit_reveal(ADDRESS))


def test_a_purpose_that_asks_nothing_is_never_met() -> None:
    assert call(NOTHING_ASKED).with_customer(CustomerId(1)).stage is Stage.FOUND


def test_holding_and_ending_refuse_reveals() -> None:
    refused(Code.CALL_ON_HOLD, lambda: verified().held().admit_reveal(ADDRESS))
    refused(Code.CALL_ABSENT, lambda: verified().over().admit_reveal(ADDRESS))
    assert verified().held().taken_back().admit_reveal(ADDRESS) == CustomerId(1)


def test_putting_the_customer_back_forgets_every_answer() -> None:
    other = verified().without_customer().with_customer(CustomerId(2))
    refused(Code.NOT_VERIFIED, lambda: other.admit_reveal(ADDRESS))


def test_an_item_has_its_limit_and_so_has_the_call() -> None:
    tried = call().with_customer(CustomerId(1))
    for _ in range(LIMITS.attempts_per_item):
        tried = tried.answered(NAME, correct=False)
    refused(Code.ATTEMPTS_ITEM, lambda: tried.admit_answer(NAME, LIMITS))
    tight = Limits(attempts_per_call=3)
    refused(Code.ATTEMPTS_CALL, lambda: tried.admit_answer(BIRTH, tight))


def test_an_item_of_another_purpose_is_not_asked() -> None:
    refused(Code.ITEM_UNKNOWN, lambda: call().with_customer(CustomerId(1)).admit_answer(ItemId("email"), LIMITS))


class AnyCall(RuleBasedStateMachine):
    """Whatever is done to a call, what it grants agrees with a model that is too simple to be wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.call = call()
        self.right: set[ItemId] = set()
        self.customer = False
        self.hold = False
        self.ended = False

    def live(self) -> bool:
        return not (self.hold or self.ended)

    @precondition(lambda self: self.live() and not self.customer)
    @rule()
    def find(self) -> None:
        self.call = self.call.with_customer(CustomerId(1))
        self.customer = True

    @precondition(lambda self: self.live() and self.customer)
    @rule()
    def put_back(self) -> None:
        self.call = self.call.without_customer()
        self.customer, self.right = False, set()

    @precondition(lambda self: self.live() and self.customer)
    @rule(item=st.sampled_from([NAME, BIRTH, PHONE]), correct=st.booleans())
    def answer(self, item: ItemId, correct: bool) -> None:
        self.call = self.call.answered(item, correct=correct)
        (self.right.add if correct else self.right.discard)(item)

    @precondition(lambda self: self.live())
    @rule()
    def hold_it(self) -> None:
        self.call = self.call.held()
        self.hold = True

    @precondition(lambda self: self.hold and not self.ended)
    @rule()
    def take_back(self) -> None:
        self.call = self.call.taken_back()
        self.hold = False

    @rule()
    def end(self) -> None:
        self.call = self.call.over()
        self.ended, self.hold = True, False

    @invariant()
    def grants_exactly_what_it_should(self) -> None:
        should = self.live() and self.customer and NAME in self.right and bool(self.right & {BIRTH, PHONE})
        try:
            self.call.admit_reveal(ADDRESS)
        except Refusal:
            assert not should
        else:
            assert should


TestAnyCall = AnyCall.TestCase
TestAnyCall.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
