"""Our own bugs: masked, locked, reported by type and place; never a traceback or a value on a screen or in a file."""

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

import platformdirs
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LONGEST: Final = 1 << 20
"""Bytes; a longer file is begun anew."""


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
        except OSError:
            return


class FaultHooks:
    """Catches what nobody caught in a slot, and what Qt complains about. ``on_fault`` masks and locks."""

    def __init__(self, log: FaultLog, on_fault: Callable[[], None]) -> None:
        self._log = log
        self._on_fault = on_fault
        self._busy = False

    def install(self) -> None:
        """Take over the hooks of the process: slots, threads, callbacks of other libraries, and Qt's own words."""
        sys.excepthook = self.uncaught
        sys.unraisablehook = lambda told: self.uncaught(told.exc_type, told.exc_value, told.exc_traceback)
        threading.excepthook = lambda told: self._log.write(told.exc_type.__name__, place_of(told.exc_traceback))
        qInstallMessageHandler(self.message)

    def uncaught(self, kind: type[BaseException], _: BaseException | None, trace: TracebackType | None) -> None:
        """Write type and place, then mask and lock; a fault while doing so ends there."""
        self._log.write(kind.__name__, place_of(trace))
        if self._busy:
            return
        self._busy = True
        try:
            self._on_fault()
        finally:
            self._busy = False

    def message(self, kind: QtMsgType, context: QMessageLogContext, _: str) -> None:
        """Write that Qt complained and where; its words stay out, they may quote what is on the screen."""
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            return
        self._log.write(f"Qt.{kind.name}", f"{context.category or 'default'} {context.function or ''}".rstrip())


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
