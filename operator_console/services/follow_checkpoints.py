"""Follows a log's checkpoints beside other work; many of them in a process of its own that is told nothing secret."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Final, Self

from operator_console.audit.checkpoints import Followed, follow
from operator_console.audit.signatures import answered, asked

MANY: Final = 2000
"""Checkpoints that take longer to follow than a process takes to start."""
COMMAND: Final = (sys.executable, "-P", "-m", "operator_console.audit.signatures")


class Following:
    """Begins at once. Use as a context manager: leaving it ends what still runs."""

    def __init__(
        self, stored: Sequence[bytes], first_public: bytes, log_id: bytes, command: Sequence[str] = COMMAND
    ) -> None:
        self._told = stored, first_public, log_id
        self._child = _started(command) if len(stored) >= MANY else None
        self._beside = ThreadPoolExecutor(1)
        self._found = self._beside.submit(self._follow)

    def result(self) -> Followed:
        """Wait for what was found."""
        return self._found.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is not None:
            self._told = (), b"", b""
            self._child.kill()
        self._beside.shutdown()

    def _follow(self) -> Followed:
        if self._child is not None:
            answer, _ = self._child.communicate(asked(*self._told))
            try:
                return answered(answer, self._told[0])
            except ValueError:  # it could not do its work here, or was stopped
                pass
        return follow(*self._told)


def _started(command: Sequence[str]) -> "subprocess.Popen[bytes] | None":
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    except OSError:
        return None
