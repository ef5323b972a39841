"""An operator answers for the clients granted to them, and nothing of one client shows in another's call."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from call_centre import (
    AOZORA,
    CUSTOMER,
    HINATA,
    OF_HINATA,
    CallCentre,
    default_text,
    in_call,
    password,
    refused,
)

from operator_console.domain.actions import Action
from operator_console.domain.ids import ClientId, FieldName, PurposeId, UserName
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.services.call import change_purpose, open_call, resume_call, unfinished
from operator_console.services.call_view import view
from operator_console.services.find_customer import find_customer
from operator_console.services.manage_users import add_user, list_users, set_clients
from operator_console.services.ports import ALL_CLIENTS
from operator_console.services.set_up import Person

HANA, TARO = UserName("hana"), UserName("taro")


def with_words(text: str) -> str:
    own = '[phrases.only_aozora]\ntitle = "通販だけ"\ntext = "通販の言葉"\nclients = ["aozora"]\n\n'
    question = '[privacy_questions.only_hinata]\nquestion = "電力だけ"\nanswer = "電力の答え"\nclients = ["hinata"]\n\n'
    return text.replace("[clients.aozora]", own + question + "[clients.aozora]")


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[CallCentre]:
    centre = CallCentre(tmp_path, default_text(with_words))
    yield centre
    centre.close()


def test_the_first_operators_answer_for_everybody(centre: CallCentre) -> None:
    assert [client.id for client in centre.sign_in("hana").clients] == [AOZORA, HINATA]


def test_the_administrator_sets_them_and_it_is_an_entry(centre: CallCentre) -> None:
    desk = centre.sit("admin")
    set_clients(desk, HANA, (HINATA,))
    assert {user.user: user.clients for user in list_users(desk)}[HANA] == (HINATA,)
    facts = dict(centre.entries(Action.CLIENTS_SET)[0].facts)
    assert (facts["name"], facts["clients"]) == ("hana", "hinata")
    assert [client.id for client in centre.sign_in("hana").clients] == [HINATA]
    assert [client.id for client in centre.sign_in("lead").clients] == [AOZORA, HINATA]


def test_another_client_is_as_good_as_none(centre: CallCentre) -> None:
    set_clients(centre.sit("admin"), HANA, (HINATA,))
    desk = centre.sit("hana")
    refusals = []
    for client in (AOZORA, ClientId("nobody")):
        with refused(Code.CLIENT_UNKNOWN) as unknown:
            open_call(desk, client, PurposeId("contract"))
        refusals.append(unknown.value.params)
    assert refusals[0] == refusals[1]


def test_a_call_that_was_left_is_gone_with_its_client(centre: CallCentre) -> None:
    call = in_call(centre.sit("hana"))
    set_clients(centre.sit("admin"), HANA, (HINATA,))
    desk = centre.sit("hana")
    assert unfinished(desk) is None
    with refused(Code.CALL_ABSENT):
        resume_call(desk, call.id)


def test_a_new_operator_answers_for_nobody_until_it_is_granted(centre: CallCentre) -> None:
    desk = centre.sit("admin")
    add_user(desk, Person("jiro", "", Role.OPERATOR, password("jiro"), must_change=False))
    assert centre.sign_in("jiro").clients == ()
    with refused(Code.CLIENT_UNKNOWN):
        open_call(centre.desk, AOZORA, PurposeId("delivery"))


def test_only_who_takes_calls_and_only_known_clients(centre: CallCentre) -> None:
    desk = centre.sit("admin")
    with refused(Code.CLIENT_UNKNOWN):
        set_clients(desk, HANA, (ClientId("nobody"),))
    with refused(Code.NOT_YOUR_DUTY):
        set_clients(desk, UserName("lead"), (AOZORA,))
    with refused(Code.NOT_YOUR_DUTY):
        set_clients(centre.sit("lead"), HANA, (AOZORA,))


def test_accounts_from_before_keep_every_client(centre: CallCentre) -> None:
    desk = centre.sit("admin")
    desk.vault.accounts.set_clients(TARO, (ALL_CLIENTS,))
    assert [client.id for client in centre.sign_in("taro").clients] == [AOZORA, HINATA]


def test_nothing_of_one_client_shows_in_the_call_of_another(centre: CallCentre) -> None:
    desk = centre.sit("hana")
    shown = view(desk, open_call(desk, HINATA, PurposeId("contract")))
    assert "通販の言葉" not in repr(shown)
    assert "あおぞら" not in repr(shown)
    assert "電力の答え" in repr(shown)
    for by in ({"number": CUSTOMER["number"]}, {"phone": CUSTOMER["phone"]}):
        with refused(Code.FIND_NOTHING):
            find_customer(desk, {FieldName(name): value for name, value in by.items()})
    with refused(Code.PURPOSE_UNKNOWN):
        change_purpose(desk, PurposeId("delivery"))
    assert find_customer(desk, {FieldName("number"): OF_HINATA["number"]}).customer is not None


def test_the_words_of_a_client_are_in_its_own_call(centre: CallCentre) -> None:
    desk = centre.sit("hana")
    shown = view(desk, open_call(desk, AOZORA, PurposeId("delivery")))
    assert "通販の言葉" in [phrase.text for phrase in shown.phrases]
    assert "電力の答え" not in repr(shown)
    assert any(question.hand_over for question in shown.questions)
