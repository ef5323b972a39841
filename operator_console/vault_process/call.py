"""Answers an operator in a call."""

from functools import partial

from operator_console.domain.calls import Call
from operator_console.protocol import messages as m
from operator_console.services import call
from operator_console.services.call_back import begin_call_back, end_call_back
from operator_console.services.call_view import view
from operator_console.services.find_customer import find_customer
from operator_console.services.reveal import end_showing, reveal
from operator_console.services.verify_caller import answer
from operator_console.vault_process.conversation import Conversation


def routes(c: Conversation) -> list[m.Route]:
    """Bind the requests to what answers them."""
    return [
        m.OpenCall.answered_by(partial(_open_call, c)),
        m.ResumeCall.answered_by(partial(_resume_call, c)),
        m.ChangePurpose.answered_by(partial(_change_purpose, c)),
        m.FindCustomer.answered_by(partial(_find, c)),
        m.PutBack.answered_by(partial(_put_back, c)),
        m.AnswerItem.answered_by(partial(_answer, c)),
        m.HoldCall.answered_by(partial(_hold, c)),
        m.TakeBackCall.answered_by(partial(_take_back, c)),
        m.EndCall.answered_by(partial(_end_call, c)),
        m.RevealField.answered_by(partial(_reveal, c)),
        m.EndShowing.answered_by(partial(_end_showing, c)),
        m.SetCaller.answered_by(partial(_set_caller, c)),
        m.BeginCallBack.answered_by(partial(_begin_call_back, c)),
        m.EndCallBack.answered_by(partial(_end_call_back, c)),
    ]


def _open_call(c: Conversation, request: m.OpenCall) -> m.CallState:
    return _state(c, call.open_call(c.desk, request.client, request.purpose))


def _resume_call(c: Conversation, request: m.ResumeCall) -> m.CallState:
    return _state(c, call.resume_call(c.desk, request.call))


def _change_purpose(c: Conversation, request: m.ChangePurpose) -> m.CallState:
    return _state(c, call.change_purpose(c.desk, request.purpose))


def _find(c: Conversation, request: m.FindCustomer) -> m.CallState:
    return _state(c, find_customer(c.desk, request.by))


def _put_back(c: Conversation, _: m.PutBack) -> m.CallState:
    return _state(c, call.put_back(c.desk))


def _answer(c: Conversation, request: m.AnswerItem) -> m.CallState:
    return _state(c, answer(c.desk, request.item, request.answer))


def _hold(c: Conversation, _: m.HoldCall) -> m.CallState:
    return _state(c, call.hold_call(c.desk))


def _take_back(c: Conversation, _: m.TakeBackCall) -> m.CallState:
    return _state(c, call.take_back_call(c.desk))


def _end_call(c: Conversation, _: m.EndCall) -> m.Done:
    call.end_call(c.desk)
    return m.Done()


def _reveal(c: Conversation, request: m.RevealField) -> m.Revealed:
    desk = c.desk
    value = reveal(desk, request.field)
    return m.Revealed(request.field, value, desk.open_call().purpose.reveal_seconds, desk.speaking)


def _end_showing(c: Conversation, request: m.EndShowing) -> m.Done:
    end_showing(c.desk, request.field, request.cause)
    return m.Done()


def _set_caller(c: Conversation, request: m.SetCaller) -> m.CallState:
    return _state(c, call.set_caller(c.desk, request.representative))


def _begin_call_back(c: Conversation, request: m.BeginCallBack) -> m.CallState:
    return _state(c, begin_call_back(c.desk, c.machine.dial, by_hand=request.by_hand))


def _end_call_back(c: Conversation, request: m.EndCallBack) -> m.CallState:
    return _state(c, end_call_back(c.desk, reached=request.reached))


def _state(c: Conversation, now: Call) -> m.CallState:
    return m.CallState(view(c.desk, now))
