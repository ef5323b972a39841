"""Memos: looked through before they are saved, sealed in the history, shown like a field, and disposed of on record."""

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.calls import Call
from operator_console.domain.ids import CustomerId, MemoId
from operator_console.domain.memos import LONGEST, findings
from operator_console.domain.policy import HISTORY
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import DUTIES, Duty
from operator_console.domain.views import MemoFinding
from operator_console.services.approve import free_reason
from operator_console.services.desk import Desk
from operator_console.services.ports import Memo
from operator_console.services.reveal import admitted, end_showing, write_refused, write_reveal


def check_memo(desk: Desk, text: str) -> tuple[MemoFinding, ...]:
    """Return what is found in a memo's text. Nothing is stored or written down."""
    desk.require(Duty.TAKE_CALLS)
    if len(text) > LONGEST:
        raise Refusal(Code.MEMO_TOO_LONG, limit=LONGEST)
    return findings(text)


def save_memo(desk: Desk, text: str) -> Call:
    """Put a memo into the found customer's history. Its entry and the memo come together or not at all."""
    call = desk.open_call()
    customer = call.require_customer()
    if not text.strip():
        raise Refusal(Code.MEMO_EMPTY)
    for found in check_memo(desk, text):
        if found.forbidden:
            facts = (("memo_kind", found.kind),)
            desk.write(call, Action.MEMO_REFUSED, Outcome.REFUSED, reason=Code.MEMO_FORBIDDEN, facts=facts)
            raise Refusal(Code.MEMO_FORBIDDEN, memo_kind=found.kind)
    written = desk.clock.now().isoformat(timespec="seconds")
    with desk.vault.customers.change():
        memo = desk.vault.memos.add(customer, call.id, desk.account.user, written, text.strip())
        desk.write(call, Action.MEMO_SAVED, facts=(("memo", str(memo)),))
    return call


def reveal_memo(desk: Desk, memo: MemoId) -> str:
    """Return the text of one memo of the caller's record, in the order of any reveal: decide, write, decrypt."""
    call = desk.open_call()
    try:
        customer = admitted(desk, call, HISTORY)
        _memo_of(desk, customer, memo)
    except Refusal as refused:
        write_refused(desk, call, HISTORY, refused)
        raise
    end_showing(desk, HISTORY, "next")
    write_reveal(desk, call, HISTORY, facts=(("memo", str(memo)),))
    return desk.vault.memos.text(memo)


def dispose_memo(desk: Desk, memo: MemoId, reason: str) -> Call | None:
    """Destroy a memo: its author in the call that wrote it, or a lead. Return the call of an operator."""
    reason = free_reason(reason)
    facts = (("memo", str(memo)),)
    if Duty.DISPOSE_MEMOS in DUTIES[desk.account.role]:
        desk.require(Duty.DISPOSE_MEMOS)
        found = _known(desk, memo)
        with desk.vault.customers.change():
            ref = desk.vault.customers.ref(found.customer)
            desk.journal.write(Action.MEMO_DISPOSED, customer=ref, reason=reason, facts=facts)
            desk.vault.memos.dispose(memo)
        return None
    call = desk.open_call()
    mine = _memo_of(desk, call.require_customer(), memo)
    if mine.author != desk.account.user or mine.call != call.id:
        raise Refusal(Code.MEMO_NOT_YOURS)
    end_showing(desk, HISTORY, "key")
    with desk.vault.customers.change():
        desk.write(call, Action.MEMO_DISPOSED, reason=reason, facts=facts)
        desk.vault.memos.dispose(memo)
    return call


def _memo_of(desk: Desk, customer: CustomerId, memo: MemoId) -> Memo:
    found = _known(desk, memo)
    if found.customer != customer:
        raise Refusal(Code.MEMO_UNKNOWN)
    return found


def _known(desk: Desk, memo: MemoId) -> Memo:
    found = desk.vault.memos.get(memo)
    if found is None:
        raise Refusal(Code.MEMO_UNKNOWN)
    return found
