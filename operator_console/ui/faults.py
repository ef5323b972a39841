"""Our own bugs: masked, locked, reported by type and place; never a traceback or a value on a screen or in a file."""

import os
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

import platformdirs
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LONGEST: Final = 1 << 20
"""Bytes; a longer file is begun anew."""
SAME_COMPLAINTS: Final = 10
"""Qt's complaint about one thing is written so many times; on some machines it says one for each look of a reader."""
SAME_FAULTS: Final = 10
"""A fault at one place is written so many times in :data:`STORM_SECONDS`: one that comes with every event would push
all others out of the log."""
MANY: Final = 40
STORM_SECONDS: Final = 1.0
"""So many faults in so short a time are no single slot that failed: something fails whenever it is called."""


def log_path() -> Path:
    """Return where faults are written on this machine."""
    return Path(platformdirs.user_log_dir("operator-console", False)) / "console.log"


def private_file(path: Path, *, fresh: bool) -> TextIO:
    """Open a file that only this user reads, to write at its end; ``fresh`` empties it first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | (os.O_TRUNC if fresh else 0), 0o600)
    return os.fdopen(opened, "a", encoding="utf-8")


class FaultLog:
    """One line for each fault: when, what type, where in the code. No message and no value, and 0600 on the file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, kind: str, place: str) -> None:
        """Append a line; a log that cannot be written is no second fault."""
        line = f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} {kind} {place}\n"
        try:
            long = self._path.exists() and self._path.stat().st_size > LONGEST
            with private_file(self._path, fresh=long) as file:
                file.write(line)
        except (OSError, ValueError):
            return


class FaultHooks:
    """Catches what nobody caught in a slot, and what Qt complains about.

    ``on_fault`` masks and locks. Where that fails itself, or faults come one after the other all the same,
    ``last_stand`` is what is left to do.
    """

    def __init__(
        self,
        log: FaultLog,
        on_fault: Callable[[], None],
        last_stand: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._log = log
        self._on_fault = on_fault
        self._last_stand = last_stand
        self._clock = clock
        self._newest: deque[float] = deque(maxlen=MANY)
        self._busy = False
        self._complaints: Counter[tuple[str, str]] = Counter()
        self._faults: Counter[tuple[str, str]] = Counter()
        self._counted_from = 0.0

    def install(self) -> None:
        """Take over the hooks of the process: slots, threads, callbacks of other libraries, and Qt's own words."""
        sys.excepthook = self.uncaught
        sys.unraisablehook = lambda told: self.uncaught(told.exc_type, told.exc_value, told.exc_traceback)
        threading.excepthook = lambda told: self._log.write(told.exc_type.__name__, place_of(told.exc_traceback))
        qInstallMessageHandler(self.message)

    def uncaught(self, kind: type[BaseException], _: BaseException | None, trace: TracebackType | None) -> None:
        """Write type and place, then mask and lock. Nothing is raised: Python would print it, with what it is about."""
        try:
            _forget_last()
            self._write(kind.__name__, place_of(trace))
            self._answer()
        except BaseException as fault:  # noqa: BLE001 - our bug again: nothing is shown any more, and it is written
            self._last_stand()
            with suppress(Exception):
                self._log.write(type(fault).__name__, place_of(fault.__traceback__))

    def _write(self, kind: str, place: str) -> None:
        now = self._clock()
        if now - self._counted_from > STORM_SECONDS:
            self._counted_from = now
            self._faults.clear()
        self._faults[kind, place] += 1
        if self._faults[kind, place] <= SAME_FAULTS:
            self._log.write(kind, place)

    def _answer(self) -> None:
        self._newest.append(self._clock())
        if self._busy:
            return
        self._busy = True
        try:
            stormy = len(self._newest) == MANY and self._newest[-1] - self._newest[0] < STORM_SECONDS
            (self._last_stand if stormy else self._on_fault)()
        finally:
            self._busy = False

    def message(self, kind: QtMsgType, context: QMessageLogContext, _: str) -> None:
        """Write that Qt complained and where, a few times; its words stay out: they may quote what is on the screen."""
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            return
        said = f"Qt.{kind.name}", f"{context.category or 'default'} {context.function or ''}".rstrip()
        self._complaints[said] += 1
        if self._complaints[said] <= SAME_COMPLAINTS:
            self._log.write(*said)


def _forget_last() -> None:
    """Let go of the exception that Python keeps for a debugger: it holds every value that its frames worked with."""
    for name in ("last_exc", "last_type", "last_value", "last_traceback"):
        vars(sys).pop(name, None)


def place_of(trace: TracebackType | None) -> str:
    """Return file, line and function of the innermost frame, the file without its folders outside the product."""
    if trace is None:
        return "unknown"
    while trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    parts = Path(code.co_filename).parts
    inside = parts[parts.index("operator_console") :] if "operator_console" in parts else parts[-1:]
    return f"{'/'.join(inside)}:{trace.tb_lineno} {code.co_name}"
