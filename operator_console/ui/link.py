"""The window's line to one vault process: requests go out, replies come back as calls, the end takes 0.2 s at most."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from shiboken6 import isValid

from operator_console.domain.actions import LockCause
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.client import ConversationCore, why_gone
from operator_console.protocol.messages import (
    Cancel,
    Done,
    Ending,
    KeepAlive,
    Lock,
    Progress,
    Refused,
    Reply,
    Request,
    SignOut,
)

R = TypeVar("R", bound=Reply)

HEARTBEAT_MS: Final = 1_000
"""How often the thread that draws the window gives a sign of life."""
HANG_SECONDS: Final = 10.0
"""What each sign promises: the next one comes within this time. A vault to which that is broken locks."""
GRACE_MS: Final = 100
"""How long a vault that is told to end may take before it is killed."""
KILLED_MS: Final = 1_000
"""How long the system may take to end a process that was killed."""


@dataclass(frozen=True)
class _Waiting:
    on_reply: Callable[[Any], None]
    on_refused: Callable[[Refusal], None] | None
    on_progress: Callable[[Progress], None] | None


class VaultLink(QObject):
    """One vault child process and the conversation with it. It is never restarted: a new process is a new link."""

    gone = Signal()
    """It ended and nobody asked it to; :attr:`why` says what is known."""
    ending = Signal(str)
    """It said that it is about to end by itself; carries the cause."""
    over = Signal()
    """The process is no more, whatever the reason. Always the last signal."""
    refused = Signal(object)
    """A request without its own ``on_refused`` was refused; carries the :class:`Refusal`."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = ConversationCore()
        self._waiting: dict[int, _Waiting] = {}
        self._expected = False
        self._ended = 0.0
        """When it was told to end; 0 as long as it was not."""
        self._over = False
        self.why = Refusal(Code.VAULT_GONE)
        """Why it is gone: what it said last of its own accord."""
        self._process = QProcess(self)
        self._process.setProgram(command[0])
        self._process.setArguments(list(command[1:]))
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)
        self._heartbeat = QTimer(self, interval=HEARTBEAT_MS)
        self._heartbeat.timeout.connect(self._beat)

    def start(self) -> None:
        """Start the vault process; what goes wrong comes as :attr:`gone`."""
        self._process.start()
        self._heartbeat.start()

    @property
    def process_id(self) -> int:
        """The process id, 0 when it is not running."""
        return int(self._process.processId())

    @property
    def is_over(self) -> bool:
        """Whether the process is no more."""
        return self._over

    def ask(
        self,
        request: Request[R],
        on_reply: Callable[[R], None],
        *,
        on_refused: Callable[[Refusal], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> int:
        """Send a request; return its id. Without ``on_refused`` the window's message bar says the refusal.

        Calls that belong to a widget which has been destroyed by then are dropped, and so is everything that is asked
        after this side has ended the conversation.
        """
        request_id, line = self._core.request(request)
        if self._ended:
            return request_id
        self._waiting[request_id] = _Waiting(on_reply, on_refused, on_progress)
        if self._over or self._expected:
            QTimer.singleShot(0, self, lambda: self._answer(request_id, Refused(Code.VAULT_GONE, {})))
        else:
            self._process.write(line)
        return request_id

    def cancel(self, request_id: int) -> None:
        """Ask the vault to stop long work; the work's own reply still comes."""
        self.ask(Cancel(request=request_id), _ignore, on_refused=_ignore)

    def end(self, cause: LockCause | str) -> None:
        """Lock: tell the vault why, and kill it when it is not gone within :data:`GRACE_MS`. It is gone on return."""
        self.begin_end(cause)
        self.await_end()

    def begin_end(self, cause: LockCause | str) -> None:
        """Lock: tell the vault why and return at once. It ends by itself while the window does something else.

        Calls nobody back: it may be called whatever Qt is in the middle of. :meth:`await_end` is to follow.
        """
        self._tell(Lock(cause=LockCause(cause)))

    def await_end(self) -> None:
        """Wait until the vault that was told to end is gone; kill it :data:`GRACE_MS` after it was told."""
        if self._over or not self._ended:
            return
        # Waited for here and not by a timer: what the window does next must not keep the vault alive.
        left = GRACE_MS - round((time.monotonic() - self._ended) * 1000)
        if not self._process.waitForFinished(max(0, left)):
            self._process.kill()
            self._process.waitForFinished(KILLED_MS)

    def sign_out(self) -> None:
        """End the session and the process; an open call is ended by the vault."""
        self._tell(SignOut())
        self.await_end()

    def _tell(self, request: Request[Done]) -> None:
        if self._over or self._ended:
            return
        self._ended = time.monotonic()
        self._waiting.clear()
        self._heartbeat.stop()
        if not self._expected:
            self._process.write(self._core.request(request)[1])
        self._expected = True
        self._process.waitForBytesWritten(0)  # now, and not when the event loop turns again
        self._process.closeWriteChannel()

    def _beat(self) -> None:
        self.ask(KeepAlive(within=HANG_SECONDS), _ignore, on_refused=_ignore)

    def _read(self) -> None:
        data = bytes(self._process.readAllStandardOutput().data())
        if self._ended:
            return
        try:
            replies = self._core.feed(data)
        except Refusal:
            self._process.kill()  # it no longer speaks the protocol: as good as dead
            return
        for request_id, reply in replies:
            self.why = why_gone(request_id, reply)
            self._answer(request_id, reply)

    def _answer(self, request_id: int, reply: Reply) -> None:
        if isinstance(reply, Ending):
            self._expected = True
            self._waiting.clear()
            self.ending.emit(reply.cause.value)
            return
        waiting = self._waiting.get(request_id)
        if waiting is None:
            return
        if isinstance(reply, Progress):
            _call(waiting.on_progress, reply)
            return
        del self._waiting[request_id]
        if not isinstance(reply, Refused):
            _call(waiting.on_reply, reply)
        elif waiting.on_refused is None:
            self.refused.emit(Refusal(reply.code, **reply.params))
        else:
            _call(waiting.on_refused, Refusal(reply.code, **reply.params))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finished()

    def _finished(self) -> None:
        if self._over:
            return
        self._over = True
        self._heartbeat.stop()
        self._waiting.clear()
        if not self._expected:
            self.gone.emit()
        self.over.emit()


def _ignore(_: object) -> None:
    """Take an answer that changes nothing."""


def _call(callback: Callable[[Any], None] | None, argument: object) -> None:
    if callback is not None and all(isValid(owner) for owner in _owners(callback)):
        callback(argument)


def _owners(callback: object) -> list[QObject]:
    """Return the Qt objects that a bound method, a partial or a local function would touch."""
    cells = getattr(callback, "__closure__", None) or ()
    reached = [cell.cell_contents for cell in cells]
    reached += [getattr(callback, "__self__", None), getattr(getattr(callback, "func", None), "__self__", None)]
    return [thing for thing in reached if isinstance(thing, QObject)]
