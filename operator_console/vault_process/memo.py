"""Answers what is asked about memos."""

from functools import partial

from operator_console.domain.policy import HISTORY
from operator_console.protocol import messages as m
from operator_console.services.call_view import view
from operator_console.services.memos import check_memo, dispose_memo, reveal_memo, save_memo
from operator_console.vault_process.conversation import Conversation


def routes(c: Conversation) -> list[m.Route]:
    """Bind the requests to what answers them."""
    return [
        m.CheckMemo.answered_by(partial(_check, c)),
        m.SaveMemo.answered_by(partial(_save, c)),
        m.RevealMemo.answered_by(partial(_reveal, c)),
        m.DisposeMemo.answered_by(partial(_dispose, c)),
    ]


def _check(c: Conversation, request: m.CheckMemo) -> m.MemoChecked:
    return m.MemoChecked(check_memo(c.desk, request.text))


def _save(c: Conversation, request: m.SaveMemo) -> m.CallState:
    return m.CallState(view(c.desk, save_memo(c.desk, request.text)))


def _reveal(c: Conversation, request: m.RevealMemo) -> m.Revealed:
    text = reveal_memo(c.desk, request.memo)
    return m.Revealed(HISTORY, text, c.desk.open_call().purpose.reveal_seconds)


def _dispose(c: Conversation, request: m.DisposeMemo) -> m.MemoDisposed:
    call = dispose_memo(c.desk, request.memo, request.reason)
    return m.MemoDisposed(None if call is None else view(c.desk, call))
