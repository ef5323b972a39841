"""The vault dials the number on file; the console sees that it is being called, and nothing of the number."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from call_centre import CUSTOMER, CallCentre, Dialled, default_text, in_call, refused, roomy, verified

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.calls import CallBack, Stage
from operator_console.domain.ids import FieldName
from operator_console.domain.refusals import Code
from operator_console.services.call import end_call, hold_call, set_caller
from operator_console.services.call_back import begin_call_back, end_call_back
from operator_console.services.call_view import view
from operator_console.services.reveal import reveal
from operator_console.vault_process.dialling import start_dialling

EMAIL, ADDRESS, PHONE = FieldName("email"), FieldName("address"), FieldName("phone")


def with_dial(text: str) -> str:
    return roomy(text).replace(
        '[call_back]\nfield = "phone"', '[call_back]\nfield = "phone"\ndial = ["/dial", "to={number}"]'
    )


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallCentre]:
    centre = CallCentre(tmp_path_factory.mktemp("call_back"), default_text(with_dial))
    yield centre
    centre.close()


def test_a_step_up_waits_for_the_call_back(centre: CallCentre) -> None:
    desk, phone = centre.sit(), Dialled()
    shown = view(desk, verified(desk))
    assert [field.name for field in shown.card if field.step_up] == ["email"]
    with refused(Code.STEP_UP_NEEDED):
        reveal(desk, EMAIL)
    reveal(desk, ADDRESS)
    calling = view(desk, begin_call_back(desk, phone, by_hand=False))
    assert phone.commands == [["/dial", "to=+81312345678"]]
    assert (calling.call_back, calling.card, calling.history) == (CallBack.CALLING, (), ())
    assert desk.showing == set()
    for digits in ("5678", "12345678", CUSTOMER["phone"]):
        assert digits not in repr(calling)
    with refused(Code.CALL_CALLING_BACK):
        reveal(desk, ADDRESS)
    with refused(Code.CALL_CALLING_BACK):
        hold_call(desk)
    reached = view(desk, end_call_back(desk, reached=True))
    assert not any(field.step_up for field in reached.card)
    assert reveal(desk, EMAIL) == CUSTOMER["email"]
    begun, ended = centre.entries(Action.CALL_BACK_BEGUN)[0], centre.entries(Action.CALL_BACK_ENDED)[0]
    assert (begun.fields, dict(begun.facts)["by"], ended.outcome) == (("phone",), "command", Outcome.MET)


def test_nobody_answers(centre: CallCentre) -> None:
    desk = centre.sit()
    verified(desk)
    begin_call_back(desk, Dialled(), by_hand=False)
    assert end_call_back(desk, reached=False).call_back is CallBack.NOT_REACHED
    with refused(Code.STEP_UP_NEEDED):
        reveal(desk, EMAIL)
    with refused(Code.NOT_CALLING_BACK):
        end_call_back(desk, reached=True)


def test_somebody_else_on_the_line_was_not_called_back(centre: CallCentre) -> None:
    desk = centre.sit()
    verified(desk)
    begin_call_back(desk, Dialled(), by_hand=False)
    end_call_back(desk, reached=True)
    assert set_caller(desk, "").call_back is CallBack.NONE


def test_the_check_comes_first(centre: CallCentre) -> None:
    desk, phone = centre.sit(), Dialled()
    in_call(desk)
    with refused(Code.NOT_VERIFIED):
        begin_call_back(desk, phone, by_hand=False)
    assert phone.commands == []


def test_a_telephone_out_of_order_leaves_the_call_as_it_was(centre: CallCentre) -> None:
    desk = centre.sit()
    verified(desk)
    with refused(Code.DIAL_FAILED):
        begin_call_back(desk, Dialled(works=False), by_hand=False)
    now = desk.open_call()
    assert (now.call_back, now.stage) == (CallBack.NOT_REACHED, Stage.VERIFIED)
    assert centre.entries(Action.CALL_BACK_ENDED)[0].outcome is Outcome.FAILED
    assert reveal(desk, ADDRESS) == CUSTOMER["address"]


def test_by_hand_only_where_the_purpose_shows_the_number(centre: CallCentre) -> None:
    desk, phone = centre.sit(), Dialled()
    verified(desk)
    assert begin_call_back(desk, phone, by_hand=True).call_back is CallBack.CALLING
    assert phone.commands == []
    end_call_back(desk, reached=True)
    end_call(desk)
    verified(desk, "contract")
    with refused(Code.DIAL_UNAVAILABLE):
        begin_call_back(desk, phone, by_hand=True)


def test_without_a_command_or_a_number_there_is_a_word_for_it(tmp_path: Path) -> None:
    centre = CallCentre(tmp_path, default_text())
    desk = centre.sit()
    call = verified(desk)
    with refused(Code.DIAL_UNAVAILABLE):
        begin_call_back(desk, Dialled(), by_hand=False)
    from operator_console.services.ports import FieldValue

    assert call.customer is not None
    desk.vault.customers.update(call.customer, {PHONE: FieldValue("", "")})
    with refused(Code.CALL_BACK_UNKNOWN):
        begin_call_back(desk, Dialled(), by_hand=True)
    centre.close()


def test_the_command_is_started_without_a_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through a pipe: it is read until the program that was started has closed it."""
    if os.name == "nt":
        pytest.skip("a named pipe is made in another way there")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    program = "import sys; open(sys.argv[1], 'w').write(repr(sys.argv[2:]))"
    start_dialling([sys.executable, "-c", program, str(pipe), "+81312345678; echo $HOME"])
    assert pipe.read_text() == "['+81312345678; echo $HOME']"
    with refused(Code.DIAL_FAILED):
        start_dialling([str(tmp_path / "absent"), "+81312345678"])
