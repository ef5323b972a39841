"""The console's end of the conversation: typed requests out, checked replies in."""

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from operator_console.domain.actions import LockCause
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.framing import MAX_REPLY_LINE, UNASKED, LineSplitter, Mark, read_reply, request_line
from operator_console.protocol.guarded import GuardedPlace
from operator_console.protocol.messages import Cancel, Ending, KeepAlive, Progress, Refused, Reply, Request

R = TypeVar("R", bound=Reply)

SIGN_OF_LIFE_SECONDS: Final = 5.0
"""How often a waiting client tells the vault that it is alive; far below the shortest lease a policy may set."""
END_SECONDS: Final = 2.0
"""How long a vault may take to end after its input is closed before it is killed."""
_CHUNK: Final = 1 << 16

VaultPlace = Path | GuardedPlace
"""Where a vault is: a folder of one's own, or a service of this machine."""


def vault_command(vault: Path) -> list[str]:
    """Return the command that starts the vault process; ``-P`` keeps the current folder out of what it imports."""
    return [*_program("vault"), "--vault", str(vault)]


def connect_command(place: GuardedPlace) -> list[str]:
    """Return the command that speaks to a vault service as :func:`vault_command`'s does for itself."""
    return [*_program("connect"), "--socket", str(place.socket), "--account", place.account]


def command_for(place: VaultPlace) -> list[str]:
    """Return the command to converse with, for a vault's folder or a guarded vault."""
    return connect_command(place) if isinstance(place, GuardedPlace) else vault_command(place)


def _program(name: str) -> list[str]:
    return [sys.executable, "-P", "-m", "operator_console", name]


class ConversationCore:
    """Ids, bytes and the check that a reply is what its request declares; no input, no output, no time."""

    def __init__(self) -> None:
        self._ids = count(UNASKED + 1)
        self._expected: dict[int, type[Reply]] = {}
        self._splitter = LineSplitter(MAX_REPLY_LINE)

    def request(self, request: Request[Any]) -> tuple[int, bytes]:
        """Return the id and the line to send; refuse ``REQUEST_TOO_LARGE``."""
        request_id = next(self._ids)
        line = request_line(request_id, request)
        self._expected[request_id] = request.reply
        return request_id, line

    def feed(self, data: bytes) -> list[tuple[int, Reply]]:
        """Return the replies that are whole now; ``Progress`` comes before its request's reply, id 0 is unasked.

        Refuses ``INTERNAL`` when what came is not the protocol; the vault is then as good as dead.
        """
        return [self._checked(line) for line in self._splitter.feed(data)]

    def _checked(self, line: bytes | Mark) -> tuple[int, Reply]:
        if line is Mark.TOO_LARGE:
            raise Refusal(Code.INTERNAL)
        request_id, reply = _reply(line)
        if request_id == UNASKED and isinstance(reply, Ending | Refused):
            return request_id, reply
        expected = self._expected.get(request_id)
        if expected is None or not isinstance(reply, expected | Progress | Refused):
            raise Refusal(Code.INTERNAL)
        if not isinstance(reply, Progress):
            del self._expected[request_id]
        return request_id, reply


def _reply(line: bytes) -> tuple[int, Reply]:
    try:
        read = read_reply(line)
    except Refusal:
        read = None
    if read is None:
        raise Refusal(Code.INTERNAL)
    return read.id, read.body


def why_gone(request_id: int, reply: Reply) -> Refusal:
    """Return why a vault is gone whose last message was this: what it refused unasked, or ``VAULT_GONE``."""
    if request_id == UNASKED and isinstance(reply, Refused):
        return Refusal(reply.code, **reply.params)
    return Refusal(Code.VAULT_GONE)


class VaultClient:
    """A vault process and one blocking conversation with it, for the terminal and for tests.

    Use as a context manager: leaving it ends the process. A thread sends signs of life, so long work keeps its lease.
    """

    def __init__(self, command: list[str], *, stderr: int | None = None) -> None:
        self._core = ConversationCore()
        self._arrived: deque[tuple[int, Reply]] = deque()
        self._sending = threading.Lock()
        self._wake = threading.Event()
        self._closed = False
        self._running = UNASKED
        self._to_cancel = UNASKED
        self._gone = Refusal(Code.VAULT_GONE)
        self.ended: LockCause | None = None
        """Why the vault said that it ends by itself."""
        self.process = subprocess.Popen(  # noqa: S603 - the command is our own
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, bufsize=0
        )
        self._input: Any = self.process.stdin
        self._output: Any = self.process.stdout
        threading.Thread(target=self._stay_alive, name="signs of life", daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, request: Request[R], on_progress: Callable[[Progress], None] | None = None) -> R:
        """Send a request and wait for its reply; raise the refusal.

        When the process ends first, raise what it said last of its own accord, or ``VAULT_GONE``.
        """
        self._running, _ = self._send(request)
        try:
            reply: R = self._answer(self._running, on_progress)
            return reply
        finally:
            self._running = UNASKED

    def cancel(self) -> None:
        """Stop the work that :meth:`ask` waits for; safe in a signal handler and in any thread."""
        self._to_cancel = self._running
        self._wake.set()

    def kill(self) -> None:
        """End the process at once."""
        self.process.kill()

    def close(self) -> None:
        """Close the conversation: the vault ends by itself, or is killed when it does not."""
        self._closed = True
        self._wake.set()
        if self._sending.acquire(timeout=END_SECONDS):
            _close(self._input)
            self._sending.release()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        _close(self._output)

    def _answer(self, request_id: int, on_progress: Callable[[Progress], None] | None) -> Any:
        while True:
            arrived, reply = self._next()
            if isinstance(reply, Ending):
                self.ended = reply.cause
            self._gone = why_gone(arrived, reply)
            if arrived != request_id:
                continue
            if isinstance(reply, Refused):
                raise Refusal(reply.code, **reply.params)
            if not isinstance(reply, Progress):
                return reply
            if on_progress is not None:
                on_progress(reply)

    def _next(self) -> tuple[int, Reply]:
        while not self._arrived:
            data = os.read(self._output.fileno(), _CHUNK)
            if not data:
                raise self._gone
            self._arrived.extend(self._core.feed(data))
        return self._arrived.popleft()

    def _send(self, request: Request[Any]) -> tuple[int, bool]:
        """Send a request; return its id, and whether it was taken: what took none has ended, and may have said why."""
        with self._sending:
            request_id, line = self._core.request(request)
            return request_id, _written(self._input, line)

    def _stay_alive(self) -> None:
        while True:
            cancelling = self._wake.wait(SIGN_OF_LIFE_SECONDS)
            self._wake.clear()
            if self._closed:
                return
            sign = Cancel(request=self._to_cancel) if cancelling and self._to_cancel else KeepAlive()
            if not self._send(sign)[1]:
                return  # whoever asks next is told


def _written(pipe: Any, line: bytes) -> bool:
    try:
        view = memoryview(line)
        while view:
            view = view[pipe.write(view) :]
    except (OSError, ValueError):
        return False
    return True


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        return
