"""The call page's talk with the vault: one call, its newest view, and no value that arrives after it was masked."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from operator_console.domain.ids import CallId, ClientId, FieldName, ItemId, MemoId, PurposeId, RepresentativeId
from operator_console.domain.policy import HISTORY
from operator_console.domain.refusals import Refusal
from operator_console.domain.views import CallView, MemoFinding
from operator_console.protocol import messages as m
from operator_console.ui.link import VaultLink

R = TypeVar("R", bound=m.Reply)
Show = Callable[[bytearray, int, bool], None]
"""Takes over a revealed value as UTF-8, which it must overwrite, the seconds that it may be seen, and whether a screen
reader is told.
"""
Approval = m.BreakGlass | m.LiftLimit | m.OpenSealed
"""What a lead can sign for at the operator's console."""


def _nothing() -> None:
    """Do nothing more."""


class Conversation(QObject):
    """Asks the vault and tells the page. One step at a time, except that hold and goodbye never wait."""

    changed = Signal()
    """The call has changed; :attr:`call` is new, ``None`` after its end."""
    found = Signal()
    """A search has been answered with the caller's record."""
    answered = Signal(object)
    """An :class:`ItemId` has been answered; whether that was right, nobody here knows."""
    refused = Signal(object, object)
    """A request was refused: the request and its :class:`Refusal`."""
    busy = Signal(bool)

    def __init__(self, link: VaultLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._under_way: list[type[m.Request[Any]]] = []
        self._round = 0
        self._forgotten = "leave"
        self._asked: set[str] = set()
        self.call: CallView | None = None

    @property
    def waiting(self) -> bool:
        """Whether an answer is outstanding; the page takes no further step until it is there."""
        return bool(self._under_way)

    # ---- the call ----------------------------------------------------------------------------------------------------

    def open(self, client: ClientId, purpose: PurposeId) -> None:
        """Pick up a call."""
        self._step(m.OpenCall(client=client, purpose=purpose), self._take)

    def resume(self, call: CallId) -> None:
        """Go on with the call that a lock interrupted."""
        self._step(m.ResumeCall(call=call), self._take)

    def change_purpose(self, purpose: PurposeId) -> None:
        """The caller wants something else."""
        self._step(m.ChangePurpose(purpose=purpose), self._take)

    def find(self, by: dict[FieldName, str]) -> None:
        """Find the caller by what was heard."""

        def take(reply: m.CallState) -> None:
            self._take(reply)
            self.found.emit()

        self._step(m.FindCustomer(by=by), take)

    def put_back(self) -> None:
        """It is not this customer."""
        self._step(m.PutBack(), self._take)

    def answer(self, item: ItemId, heard: str) -> None:
        """Compare what the caller said."""

        def take(reply: m.CallState) -> None:
            self._take(reply)
            self.answered.emit(item)

        self._step(m.AnswerItem(item=item, answer=heard), take)

    def set_caller(self, representative: RepresentativeId | str, then: Callable[[], None] = _nothing) -> None:
        """Somebody else is on the line; empty for the customer themselves."""
        self._step(m.SetCaller(representative=representative), self._take, then=then)

    def begin_call_back(self, *, by_hand: bool, then: Callable[[], None] = _nothing) -> None:
        """Call the number on file."""
        self._step(m.BeginCallBack(by_hand=by_hand), self._take, then=then)

    def end_call_back(self, *, reached: bool) -> None:
        """Whether the caller answered it."""
        self._step(m.EndCallBack(reached=reached), self._take)

    def approve(self, approval: Approval, then: Callable[[], None] = _nothing) -> None:
        """A lead signs for something."""
        self._step(approval, self._take, then=then)

    def hold(self) -> None:
        """The caller waits."""
        self._step(m.HoldCall(), self._take, urgent=True)

    def take_back(self) -> None:
        """The caller is back."""
        self._step(m.TakeBackCall(), self._take)

    def end(self) -> None:
        """Goodbye."""
        self._step(m.EndCall(), lambda _: self._set(None), urgent=True)

    def drop(self) -> None:
        """The vault knows of no call: neither does the page."""
        self._set(None)

    # ---- memos -------------------------------------------------------------------------------------------------------

    def check_memo(self, text: str, then: Callable[[tuple[MemoFinding, ...]], None]) -> None:
        """Look at a memo beside whatever else is under way; what cannot be looked at is looked at when it is saved."""

        def take(reply: m.MemoChecked) -> None:
            if self.call is not None:
                then(reply.findings)

        self._link.ask(m.CheckMemo(text=text), take, on_refused=lambda _: None)

    def save_memo(self, text: str, then: Callable[[], None]) -> None:
        """Put a memo into the customer's history."""
        self._step(m.SaveMemo(text=text), self._take, then=then)

    def dispose_memo(self, memo: MemoId, reason: str) -> None:
        """Destroy a memo that was written in this call."""
        self._step(m.DisposeMemo(memo=memo, reason=reason), self._take_disposed)

    # ---- showing -----------------------------------------------------------------------------------------------------

    def reveal(self, field: FieldName, show: Show) -> None:
        """Ask for one field. A value that arrives after :meth:`forget_reveals` is dropped and its showing ended."""
        self._ask_value(m.RevealField(field=field), field, field, show)

    def reveal_memo(self, memo: MemoId, show: Show) -> None:
        """Ask for one memo; the same holds for it."""
        self._ask_value(m.RevealMemo(memo=memo), str(memo), HISTORY, show)

    def _ask_value(self, request: m.Request[m.Revealed], key: str, field: FieldName, show: Show) -> None:
        if key in self._asked:
            return
        self._asked.add(key)
        round_asked = self._round

        def take(reply: m.Revealed) -> None:
            if round_asked != self._round:
                self.end_showing(field, self._forgotten)
                return
            self._asked.discard(key)
            show(bytearray(reply.value, "utf-8"), reply.seconds, reply.spoken)

        def refuse(refusal: Refusal) -> None:
            if round_asked == self._round:
                self._asked.discard(key)
                self.refused.emit(request, refusal)

        self._link.ask(request, take, on_refused=refuse)

    def forget_reveals(self, cause: str) -> None:
        """Whatever was asked for and has not arrived yet is not shown when it does; ``cause`` is why."""
        self._round += 1
        self._forgotten = cause
        self._asked.clear()

    def copy(self, field: FieldName, then: Callable[[], None]) -> None:
        """A shown field is about to be copied; ``then`` is called once that is in the log."""
        request = m.CopyField(field=field)
        self._link.ask(request, lambda _: then(), on_refused=lambda refusal: self.refused.emit(request, refusal))

    def end_showing(self, field: FieldName, cause: str) -> None:
        """A field is masked again."""
        self._link.ask(m.EndShowing(field=field, cause=cause), lambda _: None, on_refused=lambda _: None)

    # ---- inside ------------------------------------------------------------------------------------------------------

    def _step(
        self,
        request: m.Request[R],
        take: Callable[[R], None],
        *,
        urgent: bool = False,
        then: Callable[[], None] = _nothing,
    ) -> None:
        kind = type(request)
        if kind in self._under_way or (self.waiting and not urgent):
            return
        self._under_way.append(kind)
        self.busy.emit(True)

        def on_reply(reply: R) -> None:
            self._arrived(kind)
            take(reply)
            then()

        def on_refused(refusal: Refusal) -> None:
            self._arrived(kind)
            self.refused.emit(request, refusal)

        self._link.ask(request, on_reply, on_refused=on_refused)

    def _arrived(self, kind: type[m.Request[Any]]) -> None:
        self._under_way.remove(kind)
        self.busy.emit(self.waiting)

    def _take(self, reply: m.CallState) -> None:
        self._set(reply.call)

    def _take_disposed(self, reply: m.MemoDisposed) -> None:
        self._set(reply.call)

    def _set(self, call: CallView | None) -> None:
        self.call = call
        self.changed.emit()
