"""Serves one conversation with one thread of work, and ends the process when it is over, whatever the work is doing."""

import logging
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterable
from typing import Any, Final, NoReturn

from operator_console.domain.actions import LockCause
from operator_console.domain.refusals import Cancelled, Code, Refusal
from operator_console.protocol.framing import UNASKED, LineRefusal, Mark, read_request, reply_line
from operator_console.protocol.handed import Counter, Handed
from operator_console.protocol.inbox import WAITING_LINES, Arrived, Inbox, Lease
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
    Route,
    SignOut,
)
from operator_console.protocol.streams import Streams

if sys.platform == "win32":
    from operator_console.protocol.threaded_inbox import ThreadedInbox as SystemInbox
else:
    from operator_console.protocol.polled_inbox import PolledInbox as SystemInbox

GRACE_SECONDS: Final = 0.1
"""From the end of the input, or of the lease, to the end of the process, at most."""
CLOSING_SECONDS: Final = 2.0
"""From the answer to ``Lock`` or ``SignOut``, or from a fault, to the end of the process, at most."""
_LAST_WORD_SECONDS: Final = 0.02
_PROGRESS_SECONDS: Final = 0.05
_BY_ITSELF: Final = frozenset({LockCause.LEASE, LockCause.HANG, LockCause.SLEEP, LockCause.ACCESS, LockCause.FAULT})
_FINE: Final = 0
_FAULT: Final = 3

_log = logging.getLogger(__name__)

Work = Generator[Progress, None, Reply]


class Handlers:
    """What serves each kind of request; ``KeepAlive``, ``Cancel`` and the end need none."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._by_kind: dict[type[Request[Any]], Callable[[Any], Reply | Work]] = {}
        for route in routes:
            if route.request in self._by_kind:
                raise ValueError(f"{route.request.__name__} has two handlers")
            self._by_kind[route.request] = route.handler

    def answer(self, request: Request[Any]) -> Reply | Work:
        """Serve a request, or begin long work; refuse ``REQUEST_UNKNOWN``. The end is granted without a handler too."""
        handler = self._by_kind.get(type(request))
        if handler is None:
            if isinstance(request, KeepAlive | Lock | SignOut):
                return Done()
            raise Refusal(Code.REQUEST_UNKNOWN)
        return handler(request)


def serve(
    handlers: Handlers,
    *,
    streams: Streams,
    lease: Lease,
    on_end: Callable[[LockCause], None],
    at_rest: Callable[[], None] = lambda: None,
    counter: Counter | None = None,
    inbox: Callable[..., Inbox] = SystemInbox,
) -> NoReturn:
    """Serve until the conversation is over; the process ends here.

    ``at_rest`` is called when all has been answered and no line waits, before the next one is waited for.
    ``counter`` is given where the streams are a local socket: there handlers take the files that are handed over.
    ``inbox`` is how this system reads and watches at once.

    ``on_end`` is called once, in this thread, unless the work is stuck: with the cause of a ``Lock`` that has been
    answered, ``QUIT`` after a ``SignOut``, ``CLOSED`` when the input ends, :attr:`Lease.cause` or ``FAULT``. It has
    :data:`GRACE_SECONDS` (:data:`CLOSING_SECONDS` when the console asked for the end) before the process ends anyway.
    Exit code 0, or 3 after a fault.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C in the terminal is for the console, which then cancels
    _Conversation(handlers, streams, lease, on_end, at_rest, counter=counter, inbox=inbox).run()


class _Over(BaseException):
    """The conversation is over; not an error, and nothing that catches errors may keep it."""


class _Running:
    """Long work and the request that it answers."""

    def __init__(self, request_id: int, kind: type[Reply], work: Work, handed: Handed) -> None:
        self.request_id = request_id
        self.kind = kind
        self.work = work
        self.handed = handed
        self.stage = ""
        self.told = 0.0


class _Conversation:
    def __init__(
        self,
        handlers: Handlers,
        streams: Streams,
        lease: Lease,
        on_end: Callable[[LockCause], None],
        at_rest: Callable[[], None],
        *,
        counter: Counter | None,
        inbox: Callable[..., Inbox],
    ) -> None:
        self._handlers = handlers
        self._at_rest = at_rest
        self._output = streams.output
        self._writing = threading.Lock()
        self._ending_unsaid = threading.Lock()
        self._inbox: Inbox = inbox(streams.input, lease, self._cut_off, hands=counter is not None)
        self._counter = counter or Counter()
        self._on_end = on_end
        self._running: _Running | None = None
        self._cause: LockCause | None = None
        self._exit_code = _FINE

    def run(self) -> NoReturn:
        """Serve, then close, then end the process."""
        self._inbox.start()
        try:
            while self._cause is None:
                self._serve_waiting()
                self._step()
        except _Over:
            _exit_after(CLOSING_SECONDS, self._exit_code)
        self._close()
        os._exit(self._exit_code)

    # ---- the end

    def _cut_off(self, cause: LockCause) -> None:
        """Called by the inbox's threads: tell the work, and end the process soon even if nobody listens."""
        if self._cause is None:
            self._cause = cause
        _exit_after(GRACE_SECONDS, _FINE, self._say_ending)

    def _close(self) -> None:
        """Stop the work, see who said what last, and hand over to ``on_end``, each whatever became of the other."""
        if self._running is not None:
            _attempt(self._running.work.close)
        _attempt(self._hear_last_line)
        self._say_ending()
        _attempt(lambda: self._on_end(self._cause or LockCause.CLOSED))

    def _hear_last_line(self) -> None:
        """A console that locks may close at once; its last line is then still served, and says why."""
        last = self._inbox.last() if self._cause is LockCause.CLOSED else None
        if not isinstance(last, bytes):
            return
        try:
            line = read_request(last)
            if isinstance(line.body, Lock | SignOut):
                self._cause = _cause_of(line.body)
                self._finish(line.id, Done, self._handlers.answer(line.body))
        except Refusal as refusal:
            _log.info("the last line was refused: %s", refusal.code)

    def _say_ending(self) -> None:
        """Tell the console once that the vault ends by itself."""
        if self._cause in _BY_ITSELF and self._ending_unsaid.acquire(blocking=False):
            self._say(Ending(self._cause))

    def _over(self, cause: LockCause, exit_code: int = _FINE) -> NoReturn:
        self._cause = cause
        self._exit_code = exit_code
        raise _Over

    # ---- one line

    def _serve_waiting(self) -> None:
        """Serve what waits; when nothing runs, wait for a line. While work runs, it gets its turn after each batch."""
        for _ in range(WAITING_LINES):
            arrived = self._inbox.next(wait=False)
            if arrived is None:
                arrived = self._next_line()
            if self._cause is not None or arrived is None:
                return
            self._serve(arrived)
            if self._running is None or self._running.handed is not arrived.handed:
                arrived.handed.close()

    def _next_line(self) -> Arrived | None:
        """Nothing waits: let the work go on, or rest and wait."""
        if self._running is not None or self._cause is not None:
            return None
        try:
            self._at_rest()
        except Exception as error:  # noqa: BLE001 - our bug: reported without values, then locked
            self._fault(error, UNASKED)
        return self._inbox.next(wait=True)

    def _serve(self, arrived: Arrived) -> None:
        try:
            if arrived.line is Mark.TOO_LARGE:
                raise LineRefusal(Code.REQUEST_TOO_LARGE)
            request = read_request(arrived.line)
            if self._running is not None and request.id == self._running.request_id:
                raise LineRefusal(Code.REQUEST_MALFORMED)
        except LineRefusal as refusal:
            self._say(Refused(refusal.code, refusal.params), refusal.request_id)
        else:
            self._serve_request(request.id, request.body, arrived.handed)

    def _serve_request(self, request_id: int, request: Request[Any], handed: Handed) -> None:
        try:
            with self._counter.serving(handed):
                reply = self._answer(request)
        except Refusal as refusal:
            self._say(Refused(refusal.code, refusal.params), request_id)
            return
        except Exception as error:  # noqa: BLE001 - our bug: reported without values, then locked
            self._fault(error, request_id)
        if isinstance(reply, Generator):
            self._running = _Running(request_id, request.reply, reply, handed)
            return
        self._finish(request_id, request.reply, reply)
        if isinstance(request, Lock | SignOut):
            self._over(_cause_of(request))

    def _answer(self, request: Request[Any]) -> Reply | Work:
        if isinstance(request, Cancel):
            if self._running is not None and self._running.request_id == request.request:
                self._step(Cancelled())
            return Done()
        reply = self._handlers.answer(request)
        if isinstance(reply, Generator) and self._running is not None:
            reply.close()
            raise Refusal(Code.BUSY)
        return reply

    # ---- long work

    def _step(self, thrown: Cancelled | None = None) -> None:
        """Let the running work take one step, or see that it is cancelled."""
        running = self._running
        if running is None or self._cause is not None:
            return
        try:
            with self._counter.serving(running.handed):
                progress = next(running.work) if thrown is None else running.work.throw(thrown)
        except StopIteration as stop:
            self._running = None
            self._finish(running.request_id, running.kind, stop.value)
        except Refusal as refusal:
            self._running = None
            self._say(Refused(refusal.code, refusal.params), running.request_id)
        except Exception as error:  # noqa: BLE001 - our bug: reported without values, then locked
            self._running = None
            self._fault(error, running.request_id)
        else:
            self._tell(running, progress)
        if self._running is None:
            running.handed.close()

    def _tell(self, running: _Running, progress: Progress) -> None:
        """Pass progress on, at most twenty times a second besides each new stage and its last word."""
        now = time.monotonic()
        last = 0 < progress.total == progress.done
        if last or progress.stage != running.stage or now - running.told >= _PROGRESS_SECONDS:
            running.stage, running.told = progress.stage, now
            self._say(progress, running.request_id)

    # ---- what is said

    def _finish(self, request_id: int, kind: type[Reply], reply: object) -> None:
        if not isinstance(reply, Reply) or not isinstance(reply, kind):
            self._fault(TypeError("a handler's reply is not what its request declares"), request_id)
        self._say(reply, request_id)

    def _fault(self, error: Exception, request_id: int) -> NoReturn:
        _report(error)
        self._say(Refused(Code.INTERNAL, {}), request_id)
        self._over(LockCause.FAULT, _FAULT)

    def _say(self, reply: Reply, request_id: int = UNASKED) -> None:
        """Write one whole line; a console that does not read makes the work wait. Nobody to read it ends the vault."""
        try:
            line = reply_line(request_id, reply)
        except LineRefusal as refusal:
            line = reply_line(request_id, Refused(refusal.code, refusal.params))
        view = memoryview(line)
        with self._writing:
            try:
                while view:
                    view = view[os.write(self._output, view) :]
            except OSError:
                if self._cause is None:
                    self._cut_off(LockCause.CLOSED)


def _cause_of(request: Request[Any]) -> LockCause:
    return request.cause if isinstance(request, Lock) else LockCause.QUIT


def _attempt(part: Callable[[], None]) -> None:
    """Do a part of the ending; what goes wrong in it is reported and keeps nothing from ending."""
    try:
        part()
    except Refusal as refusal:
        _log.info("a part of the ending was refused: %s", refusal.code)
    except (Exception, _Over) as error:  # noqa: BLE001
        _report(error)


def _exit_after(seconds: float, exit_code: int, last_words: Callable[[], None] | None = None) -> None:
    """End the process in ``seconds`` whatever its other threads do; say ``last_words`` if that can be done at once."""

    def end() -> None:
        time.sleep(seconds)
        if last_words is not None:
            speaker = threading.Thread(target=last_words, daemon=True)
            speaker.start()
            speaker.join(_LAST_WORD_SECONDS)
        os._exit(exit_code)

    threading.Thread(target=end, name="end", daemon=True).start()


def _report(error: BaseException) -> None:
    """Log the kind of a fault and where it is in the code: no message, no value, no source line."""
    frames = traceback.walk_tb(error.__traceback__)
    places = [f"{frame.f_globals.get('__name__', '?')}:{line}" for frame, line in frames]
    _log.error("fault %s at %s", type(error).__name__, " < ".join(reversed(places)))
