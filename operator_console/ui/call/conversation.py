"""The call page's talk with the vault: one call, its newest view, and no value that arrives after it was masked."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from operator_console.domain.ids import CallId, ClientId, FieldName, ItemId, PurposeId
from operator_console.domain.refusals import Refusal
from operator_console.domain.views import CallView
from operator_console.protocol import messages as m
from operator_console.ui.link import VaultLink

R = TypeVar("R", bound=m.Reply)
Show = Callable[[bytearray, int], None]
"""Takes over a revealed value as UTF-8, which it must overwrite, and the seconds that it may be seen."""


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
        self._asked: set[FieldName] = set()
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

    # ---- showing -----------------------------------------------------------------------------------------------------

    def reveal(self, field: FieldName, show: Show) -> None:
        """Ask for one field. A value that arrives after :meth:`forget_reveals` is dropped and its showing ended."""
        if field in self._asked:
            return
        self._asked.add(field)
        round_asked = self._round
        request = m.RevealField(field=field)

        def take(reply: m.Revealed) -> None:
            if round_asked != self._round:
                self.end_showing(field, self._forgotten)
                return
            self._asked.discard(field)
            show(bytearray(reply.value, "utf-8"), reply.seconds)

        def refuse(refusal: Refusal) -> None:
            if round_asked == self._round:
                self._asked.discard(field)
                self.refused.emit(request, refusal)

        self._link.ask(request, take, on_refused=refuse)

    def forget_reveals(self, cause: str) -> None:
        """Whatever was asked for and has not arrived yet is not shown when it does; ``cause`` is why."""
        self._round += 1
        self._forgotten = cause
        self._asked.clear()

    def end_showing(self, field: FieldName, cause: str) -> None:
        """A field is masked again."""
        self._link.ask(m.EndShowing(field=field, cause=cause), lambda _: None, on_refused=lambda _: None)

    # ---- inside ------------------------------------------------------------------------------------------------------

    def _step(self, request: m.Request[R], take: Callable[[R], None], *, urgent: bool = False) -> None:
        kind = type(request)
        if kind in self._under_way or (self.waiting and not urgent):
            return
        self._under_way.append(kind)
        self.busy.emit(True)

        def on_reply(reply: R) -> None:
            self._arrived(kind)
            take(reply)

        def on_refused(refusal: Refusal) -> None:
            self._arrived(kind)
            self.refused.emit(request, refusal)

        self._link.ask(request, on_reply, on_refused=on_refused)

    def _arrived(self, kind: type[m.Request[Any]]) -> None:
        self._under_way.remove(kind)
        self.busy.emit(self.waiting)

    def _take(self, reply: m.CallState) -> None:
        self._set(reply.call)

    def _set(self, call: CallView | None) -> None:
        self.call = call
        self.changed.emit()
