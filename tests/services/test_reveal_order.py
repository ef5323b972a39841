"""Decide, write, decrypt: where the entry cannot be written nothing is decrypted, whatever kind of value it is."""

from collections.abc import Iterator

import pytest
from call_centre import (
    CUSTOMER,
    CallCentre,
    Dialled,
    Spy,
    default_text,
    lead,
    refuse_entries,
    refused,
    roomy,
    say,
    verified,
)

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import FieldName
from operator_console.domain.policy import HISTORY
from operator_console.domain.refusals import Code
from operator_console.services.break_glass import break_glass
from operator_console.services.call import end_call
from operator_console.services.call_back import begin_call_back
from operator_console.services.memos import reveal_memo, save_memo
from operator_console.services.reveal import end_showing, reveal

ADDRESS, NAME, NOTE = FieldName("address"), FieldName("name"), FieldName("note")
DIAL = 'field = "phone"\ndial = ["/usr/bin/dial", "{number}"]'


def changed(text: str) -> str:
    text = text.replace('[call_back]\nfield = "phone"', f"[call_back]\n{DIAL}")
    return roomy(text)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallCentre]:
    centre = CallCentre(tmp_path_factory.mktemp("order"), default_text(changed))
    yield centre
    centre.close()


def test_no_entry_no_value(centre: CallCentre) -> None:
    desk = centre.sit()
    verified(desk)
    refuse_entries(desk, Action.REVEAL)
    spy = desk.vault.customers = Spy(desk.vault.customers, "value")
    with refused(Code.DISK_FULL):
        reveal(desk, ADDRESS)
    assert (spy.asked, desk.showing) == ([], set())
    assert say(desk, "address").customer is not None, "the check goes on working"


def test_no_entry_no_memo(centre: CallCentre) -> None:
    desk = centre.sit()
    verified(desk, "callback")
    save_memo(desk, "折り返しをご希望")
    (memo,) = desk.vault.memos.of(desk.open_call().customer)
    refuse_entries(desk, Action.REVEAL)
    spy = desk.vault.memos = Spy(desk.vault.memos, "text")
    with refused(Code.DISK_FULL):
        reveal_memo(desk, memo.id)
    assert spy.asked == []


def test_no_entry_no_call_back(centre: CallCentre) -> None:
    desk, phone = centre.sit(), Dialled()
    verified(desk)
    refuse_entries(desk, Action.CALL_BACK_BEGUN)
    spy = desk.vault.customers = Spy(desk.vault.customers, "value")
    with refused(Code.DISK_FULL):
        begin_call_back(desk, phone, by_hand=False)
    assert (spy.asked, phone.commands) == ([], [])


def test_no_entry_no_broken_glass(centre: CallCentre) -> None:
    desk = centre.sit()
    call = verified(desk)
    refuse_entries(desk, Action.BREAK_GLASS)
    with refused(Code.DISK_FULL):
        break_glass(desk, centre.keeper, lead(), (NOTE,))
    assert desk.call == call


def test_no_entry_no_saved_memo(centre: CallCentre) -> None:
    desk = centre.sit()
    customer = verified(desk).customer
    before = desk.vault.memos.of(customer)
    refuse_entries(desk, Action.MEMO_SAVED)
    with refused(Code.DISK_FULL):
        save_memo(desk, "残らないメモ")
    assert desk.vault.memos.of(customer) == before


def test_a_refused_reveal_is_an_entry_and_decrypts_nothing(centre: CallCentre) -> None:
    desk = centre.sit()
    verified(desk)
    spy = desk.vault.customers = Spy(desk.vault.customers, "value")
    for name, code in ((NOTE, Code.FIELD_OUTSIDE_PURPOSE), (FieldName("phone2"), Code.FIELD_EMPTY)):
        with refused(code):
            reveal(desk, name)
        entry = centre.entries(Action.REVEAL_REFUSED)[0]
        assert (entry.fields, entry.outcome, entry.reason) == ((name,), Outcome.REFUSED, code)
    with refused(Code.FIELD_OUTSIDE_PURPOSE):
        reveal(desk, HISTORY)
    assert spy.asked == []


def test_each_showing_has_one_end(centre: CallCentre) -> None:
    desk = centre.sit()
    verified(desk)
    assert reveal(desk, ADDRESS) == CUSTOMER["address"]
    assert reveal(desk, NAME) == CUSTOMER["name"]
    end_showing(desk, ADDRESS, "timer")
    end_showing(desk, ADDRESS, "key")
    end_call(desk)
    ends = [(entry.fields[0], entry.reason) for entry in centre.entries(Action.REVEAL_ENDED)[:2]]
    assert ends == [("name", "end"), ("address", "timer")]
    end_showing(desk, NAME, "key")
    assert len(centre.entries(Action.REVEAL_ENDED)) == len(centre.entries(Action.REVEAL))
