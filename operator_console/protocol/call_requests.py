"""What an operator asks in a call."""

from operator_console.domain.ids import CallId, ClientId, FieldName, ItemId, MemoId, PurposeId, RepresentativeId
from operator_console.protocol.replies import CallState, Done, MemoChecked, MemoDisposed, Revealed
from operator_console.protocol.request import Request


class OpenCall(Request[CallState], frozen=True):
    """Pick up a call for a client company and a purpose."""

    client: ClientId
    purpose: PurposeId
    reply = CallState


class ResumeCall(Request[CallState], frozen=True):
    """Go on, masked, with the call that a lock interrupted."""

    call: CallId
    reply = CallState


class ChangePurpose(Request[CallState], frozen=True):
    """The caller wants something else: same customer, the other purpose's checklist; right answers still count."""

    purpose: PurposeId
    reply = CallState


class FindCustomer(Request[CallState], frozen=True):
    """Find the caller by one exact identifier or a set of weak ones: field name to what was heard."""

    by: dict[FieldName, str]
    reply = CallState


class PutBack(Request[CallState], frozen=True):
    """It is not this customer: drop the card and what was answered."""

    reply = CallState


class AnswerItem(Request[CallState], frozen=True):
    """What the caller said to one question."""

    item: ItemId
    answer: str
    reply = CallState


class RevealField(Request[Revealed], frozen=True):
    """Show one field for some seconds."""

    field: FieldName
    reply = Revealed


class EndShowing(Request[Done], frozen=True):
    """A field is masked again, and why.

    ``cause`` is ``timer``, ``key``, ``hold``, ``end``, ``leave``, ``idle``, ``lock``; what changed: ``purpose``,
    ``caller``, ``call_back``, ``put_back``, ``unchecked``; or ``next``, for another memo, and in privacy mode
    for another field.
    """

    field: FieldName
    cause: str
    reply = Done


class HoldCall(Request[CallState], frozen=True):
    """The caller waits."""

    reply = CallState


class TakeBackCall(Request[CallState], frozen=True):
    """The caller is back."""

    reply = CallState


class EndCall(Request[Done], frozen=True):
    """Goodbye: the grant dies, the card goes."""

    reply = Done


class SetCaller(Request[CallState], frozen=True):
    """Who is on the line: a representative that the purpose admits, or empty for the customer. Resets the check."""

    representative: RepresentativeId | str = ""
    reply = CallState


class BeginCallBack(Request[CallState], frozen=True):
    """Call the number on file; it never crosses to the console. All is masked until :class:`EndCallBack`.

    ``by_hand``: the operator has seen the number, as the purpose allows, and dials it.
    """

    by_hand: bool = False
    reply = CallState


class EndCallBack(Request[CallState], frozen=True):
    """Whether the caller answered the call-back."""

    reached: bool
    reply = CallState


class BreakGlass(Request[CallState], frozen=True):
    """Grant fields of this customer for this call without the check: a lead signs for it at the operator's console."""

    lead: str
    password: str
    reason: str
    fields: tuple[FieldName, ...]
    reply = CallState


class LiftLimit(Request[CallState], frozen=True):
    """A lead gives this customer the day's attempts anew."""

    lead: str
    password: str
    reason: str
    reply = CallState


class OpenSealed(Request[CallState], frozen=True):
    """Find a sealed customer (秘匿対象), with a lead's approval; the check goes on as for anyone."""

    lead: str
    password: str
    reason: str
    by: dict[FieldName, str]
    reply = CallState


class CheckMemo(Request[MemoChecked], frozen=True):
    """Look for what a memo must not carry, and for what is better left out."""

    text: str
    reply = MemoChecked


class SaveMemo(Request[CallState], frozen=True):
    """Put the memo into the found customer's history, sealed."""

    text: str
    reply = CallState


class RevealMemo(Request[Revealed], frozen=True):
    """Show one memo for some seconds, as the field ``history``. One at a time: another one's showing ends."""

    memo: MemoId
    reply = Revealed


class DisposeMemo(Request[MemoDisposed], frozen=True):
    """Destroy a memo: its author within the call that wrote it, or a lead by its number in the log."""

    memo: MemoId
    reason: str
    reply = MemoDisposed
