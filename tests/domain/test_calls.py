"""A call grants a field only while a found customer's check is met, the call is live, and the purpose allows it."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from operator_console.domain.calls import Call, CallBack, Stage
from operator_console.domain.ids import (
    CallId,
    ClientId,
    CustomerId,
    FieldName,
    ItemId,
    PurposeId,
    RepresentativeId,
    UserName,
)
from operator_console.domain.policy import Limits, Purpose, Representative
from operator_console.domain.refusals import Code, Refusal

NAME, BIRTH, PHONE = ItemId("name"), ItemId("birth_date"), ItemId("phone")
ADDRESS, NOTE, EMAIL = FieldName("address"), FieldName("note"), FieldName("email")
LEAD = UserName("lead")
LIMITS = Limits()
FAMILY = Representative(RepresentativeId("family"), "家族", "…", (NAME, PHONE), 1, (ADDRESS,))
DELIVERY = Purpose(
    PurposeId("delivery"),
    "配送",
    (ADDRESS, EMAIL),
    (NAME,),
    (BIRTH, PHONE),
    1,
    step_up=(EMAIL,),
    representatives=(FAMILY.id,),
)
OTHER = Purpose(PurposeId("other"), "別件", (NOTE,), (NAME,))
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


def test_putting_a_customer_back_gives_no_attempt_back() -> None:
    tried = call().with_customer(CustomerId(1))
    for _ in range(LIMITS.attempts_per_item):
        tried = tried.answered(NAME, correct=False)
    again = tried.without_customer().with_customer(CustomerId(1))
    refused(Code.ATTEMPTS_ITEM, lambda: again.admit_answer(NAME, LIMITS))
    other = tried.without_customer().with_customer(CustomerId(2))
    assert other.admit_answer(NAME, LIMITS) == CustomerId(2)
    refused(Code.ATTEMPTS_CALL, lambda: other.admit_answer(NAME, Limits(attempts_per_call=3)))


def test_an_answer_that_was_right_already_costs_an_attempt_too() -> None:
    right = call().with_customer(CustomerId(1))
    for _ in range(LIMITS.attempts_per_item):
        right = right.answered(NAME, correct=True)
    refused(Code.ATTEMPTS_ITEM, lambda: right.admit_answer(NAME, LIMITS))


def test_an_item_of_another_purpose_is_not_asked() -> None:
    refused(Code.ITEM_UNKNOWN, lambda: call().with_customer(CustomerId(1)).admit_answer(ItemId("email"), LIMITS))


def test_a_representative_has_a_check_and_a_scope_of_their_own() -> None:
    family = verified().with_caller(FAMILY)
    refused(Code.NOT_VERIFIED, lambda: family.admit_reveal(ADDRESS))
    refused(Code.ITEM_UNKNOWN, lambda: family.admit_answer(BIRTH, LIMITS))
    met = family.answered(PHONE, correct=True)
    assert met.admit_reveal(ADDRESS) == CustomerId(1)
    refused(Code.FIELD_OUTSIDE_PURPOSE, lambda: met.admit_reveal(EMAIL))
    refused(Code.NOT_VERIFIED, lambda: met.with_caller(None).admit_reveal(ADDRESS))


def test_a_representative_goes_with_the_purpose_that_admits_them() -> None:
    met = verified().with_caller(FAMILY).answered(NAME, correct=True)
    elsewhere = met.with_purpose(OTHER)
    assert (elsewhere.caller, elsewhere.stage) == (None, Stage.FOUND)
    refused(Code.REPRESENTATIVE_UNKNOWN, lambda: elsewhere.with_caller(FAMILY))


def test_a_call_back_is_a_step_after_the_check() -> None:
    refused(Code.STEP_UP_NEEDED, lambda: verified().admit_reveal(EMAIL))
    refused(Code.NOT_VERIFIED, lambda: call().with_customer(CustomerId(1)).calling_back())
    calling = verified().calling_back()
    for work in (lambda: calling.admit_reveal(ADDRESS), calling.held, calling.without_customer):
        refused(Code.CALL_CALLING_BACK, work)
    assert calling.called_back(reached=True).admit_reveal(EMAIL) == CustomerId(1)
    refused(Code.STEP_UP_NEEDED, lambda: calling.called_back(reached=False).admit_reveal(EMAIL))
    refused(Code.NOT_CALLING_BACK, lambda: verified().called_back(reached=True))


def test_an_approval_grants_its_fields_until_the_record_goes_back() -> None:
    granted = call().with_customer(CustomerId(1)).approved([NOTE], LEAD, "緊急")
    assert granted.admit_reveal(NOTE) == CustomerId(1)
    refused(Code.NOT_VERIFIED, lambda: granted.admit_reveal(ADDRESS))
    again = granted.without_customer().with_customer(CustomerId(1))
    refused(Code.FIELD_OUTSIDE_PURPOSE, lambda: again.admit_reveal(NOTE))
    refused(Code.CUSTOMER_ABSENT, lambda: call().approved([NOTE], LEAD, "緊急"))


def test_the_digest_names_who_was_on_the_line() -> None:
    assert verified().check_digest(1) != verified().with_caller(FAMILY).check_digest(1)
    assert verified().check_digest(1) != verified().check_digest(2)


class AnyCall(RuleBasedStateMachine):
    """Whatever is done to a call, what it grants agrees with a model that is too simple to be wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.call = call()
        self.right: set[ItemId] = set()
        self.customer = False
        self.hold = False
        self.ended = False
        self.family = False
        self.calling = False
        self.reached = False
        self.approved: set[FieldName] = set()

    def live(self) -> bool:
        return not (self.hold or self.ended or self.calling)

    def met(self) -> bool:
        if self.family:
            return bool(self.right & {NAME, PHONE})
        return NAME in self.right and bool(self.right & {BIRTH, PHONE})

    def forget(self) -> None:
        self.right, self.approved, self.reached = set(), set(), False

    @precondition(lambda self: self.live() and not self.customer)
    @rule(customer=st.sampled_from([1, 2]))
    def find(self, customer: int) -> None:
        self.call = self.call.with_customer(CustomerId(customer))
        self.customer = True

    @precondition(lambda self: self.live() and self.customer)
    @rule()
    def put_back(self) -> None:
        self.call = self.call.without_customer()
        self.customer = False
        self.forget()

    @precondition(lambda self: self.live() and self.customer)
    @rule(item=st.sampled_from([NAME, BIRTH, PHONE]), correct=st.booleans())
    def answer(self, item: ItemId, correct: bool) -> None:
        self.call = self.call.answered(item, correct=correct)
        (self.right.add if correct else self.right.discard)(item)

    @precondition(lambda self: self.live())
    @rule(family=st.booleans())
    def somebody_else(self, family: bool) -> None:
        self.call = self.call.with_caller(FAMILY if family else None)
        self.family = family
        self.forget()

    @precondition(lambda self: self.live() and self.customer and self.met())
    @rule()
    def call_back(self) -> None:
        self.call = self.call.calling_back()
        self.calling, self.reached = True, False

    @precondition(lambda self: self.calling and not self.ended)
    @rule(reached=st.booleans())
    def called_back(self, reached: bool) -> None:
        self.call = self.call.called_back(reached=reached)
        self.calling, self.reached = False, reached

    @precondition(lambda self: self.live() and self.customer)
    @rule(name=st.sampled_from([ADDRESS, NOTE, EMAIL]))
    def break_glass(self, name: FieldName) -> None:
        self.call = self.call.approved([name], LEAD, "緊急")
        self.approved.add(name)

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
        open_now = self.live() and self.customer
        should = {
            ADDRESS: self.met(),
            EMAIL: self.met() and self.reached and not self.family,
            NOTE: False,
        }
        for name, granted in should.items():
            assert self.grants(name) is (open_now and (granted or name in self.approved)), name

    def grants(self, name: FieldName) -> bool:
        try:
            self.call.admit_reveal(name)
        except Refusal:
            return False
        return True

    @invariant()
    def all_is_masked_while_it_rests(self) -> None:
        assert self.call.resting is (self.hold or self.calling)
        assert (self.call.call_back is CallBack.CALLING) is self.calling


TestAnyCall = AnyCall.TestCase
TestAnyCall.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
