"""The vault answers what the protocol promises: each request of an operator and an administrator gets its reply."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from call_centre import AOZORA, CUSTOMER, REASON, CallCentre, Dialled, default_text, password

from operator_console.domain.calls import CallBack, Stage
from operator_console.domain.fields import Kind
from operator_console.domain.ids import FieldName, ItemId, PurposeId, RepresentativeId, UserName
from operator_console.domain.policy import HISTORY
from operator_console.domain.roles import Role
from operator_console.protocol import call_requests, office_requests
from operator_console.protocol import messages as m
from operator_console.protocol.inbox import Lease
from operator_console.protocol.replies import MOST_REJECTED
from operator_console.protocol.server import Handlers
from operator_console.services.files import FilesByPath
from operator_console.storage.machine import this_place
from operator_console.vault_process import call, gate, lead, log, memo, office, policy
from operator_console.vault_process.conversation import Conversation, Machine

NOTE = FieldName("note")
APPROVED = {"lead": "lead", "password": password("lead").reveal(), "reason": REASON}
PARTS = (gate, call, memo, lead, log, office, policy)
Ask = Callable[[m.Request[Any]], Any]


def new_conversation(centre: CallCentre) -> Conversation:
    machine = Machine(lambda: "", lambda: (), Dialled())
    return Conversation(centre.keeper, centre.clock, this_place("standalone"), machine, Lease(60.0), FilesByPath())


def with_dial(text: str) -> str:
    return text.replace('[call_back]\nfield = "phone"', '[call_back]\nfield = "phone"\ndial = ["/dial", "{number}"]')


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[CallCentre]:
    centre = CallCentre(tmp_path, default_text(with_dial))
    yield centre
    centre.close()


@pytest.fixture
def sit(centre: CallCentre) -> Iterator[Callable[[str], Ask]]:
    """Sign somebody in to a new conversation; the one before is over."""
    conversations: list[Conversation] = []

    def end() -> None:
        for conversation in conversations:
            if conversation.at_desk is not None:
                conversation.at_desk.vault.close()
                conversation.at_desk = None

    def sit(user: str) -> Ask:
        end()
        conversation = new_conversation(centre)
        conversations.append(conversation)
        handlers = Handlers([route for part in PARTS for route in part.routes(conversation)])
        handlers.answer(m.SignIn(user, password(user).reveal()))
        return lambda request: finished(handlers.answer(request))

    yield sit
    end()


def finished(reply: Any) -> Any:
    """The reply, or that of long work when it has been run to its end."""
    if isinstance(reply, m.Reply):
        return reply
    try:
        while True:
            next(reply)
    except StopIteration as end:
        return end.value


def test_every_request_of_a_call_and_of_the_office_has_its_handler(centre: CallCentre) -> None:
    conversation = new_conversation(centre)
    served = {route.request for part in PARTS for route in part.routes(conversation)}
    asked = {
        kind
        for module in (call_requests, office_requests)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, m.Request) and kind is not m.Request
    }
    assert len(asked) > 30
    assert asked <= served


def test_a_call_with_everything_in_it(sit: Callable[[str], Ask]) -> None:
    ask = sit("hana")
    ask(m.OpenCall(AOZORA, PurposeId("contact_change")))
    ask(m.FindCustomer({FieldName("number"): CUSTOMER["number"]}))
    assert ask(m.SetCaller(RepresentativeId("guardian"))).call.caller == "guardian"
    assert ask(m.SetCaller()).call.caller == ""
    for item in ("name", "birth_date", "phone", "address"):
        state = ask(m.AnswerItem(ItemId(item), CUSTOMER[item]))
    assert state.call.stage is Stage.VERIFIED
    assert ask(m.BeginCallBack()).call.call_back is CallBack.CALLING
    assert ask(m.EndCallBack(reached=True)).call.call_back is CallBack.REACHED
    assert ask(m.RevealField(FieldName("email"))).value == CUSTOMER["email"]
    assert ask(m.BreakGlass(fields=(NOTE, HISTORY), **APPROVED)).call.approved_by == "lead"
    assert ask(m.CheckMemo("090-1234-5678")).findings[0].kind == "phone"
    (row,) = ask(m.SaveMemo("また電話する")).call.history
    shown = ask(m.RevealMemo(row.id))
    assert (shown.field, shown.value, shown.seconds) == (HISTORY, "また電話する", 30)
    assert ask(m.EndShowing(HISTORY, "key")) == m.Done()
    assert ask(m.DisposeMemo(row.id, "書き間違い")).call.history == ()
    assert not ask(m.LiftLimit(**APPROVED)).call.day_limit_reached
    assert ask(m.EndCall()) == m.Done()


def test_a_sealed_customer_through_the_protocol(sit: Callable[[str], Ask]) -> None:
    assert sit("lead")(m.SealCustomer(AOZORA, CUSTOMER["number"], sealed=True, reason="ご希望")) == m.Done()
    ask = sit("hana")
    ask(m.OpenCall(AOZORA, PurposeId("delivery")))
    opened = ask(m.OpenSealed(by={FieldName("number"): CUSTOMER["number"]}, **APPROVED))
    assert opened.call.stage is Stage.FOUND


def test_the_policy_and_the_people(sit: Callable[[str], Ask]) -> None:
    ask = sit("admin")
    now = ask(m.ReadPolicy())
    text = now.text.replace("version = 1", "version = 2", 1)
    assert ask(m.CheckPolicy(text)).problems == ()
    assert ask(m.CheckPolicy("[[")).problems[0].problem == "not_toml"
    assert ask(m.SavePolicy(text)).session.policy_version == 2
    assert ask(m.TryMatching(Kind.TEXT, "a", "b")) == m.MatchingTried(met=False, rule="text-differs")
    users = ask(m.AddUser("jiro", "二郎", Role.OPERATOR, password("jiro").reveal(), (AOZORA,))).users
    assert {user.user: user.clients for user in users}["jiro"] == (AOZORA,)
    users = ask(m.SetClients(UserName("jiro"), ())).users
    assert {user.user: user.clients for user in users}["jiro"] == ()


def test_a_file_of_nothing_but_mistakes_is_answered_in_one_piece(sit: Callable[[str], Ask], tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("顧客番号,氏名\n" + "x\n" * (MOST_REJECTED + 5), encoding="utf-8")
    done = sit("admin")(m.ImportFile(str(path)))
    assert (done.imported, len(done.rejected), done.rejected_count) == (0, MOST_REJECTED, MOST_REJECTED + 5)
