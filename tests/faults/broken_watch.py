"""Notes when the value is masked, the vault gone, the lock screen painted and the last page destroyed."""

import os
import select
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.widgets.revealed_value import RevealedValue
from operator_console.ui.window import Window


class Moment(NamedTuple):
    """When something was, as ``perf_counter`` tells; 0 for what was not."""

    at: float = 0.0
    waited: float = 0.0
    """Seconds that the thread that draws the window had waited for a processor by then (proc_pid_schedstat(5))."""


NEVER: Final = Moment()


def now() -> Moment:
    waited = 0.0
    with suppress(OSError, IndexError):
        waited = int(Path("/proc/self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    return Moment(time.perf_counter(), waited)


class Watched(bytearray):
    """The buffer of a value, which notes when it was overwritten."""

    masked = NEVER

    def __setitem__(self, at: Any, given: Any) -> None:
        super().__setitem__(at, given)
        if not any(self):
            self.masked = now()


class Values:
    """The values that are shown, and when the last of them was overwritten.

    Noted where it happens: a thread that looks would need Python's lock, and stop the window until it has a processor.
    """

    def __init__(self, values: list[RevealedValue]) -> None:
        self._values = [value for value in values if value._buffer]
        self._buffers = [Watched(value._buffer) for value in self._values]
        for value, buffer in zip(self._values, self._buffers, strict=True):
            value._buffer = buffer

    @property
    def masked(self) -> Moment:
        """When all were overwritten; at the beginning of time where none was shown."""
        shown = any(any(value._buffer) for value in self._values) or any(any(buffer) for buffer in self._buffers)
        return NEVER if shown else max((buffer.masked for buffer in self._buffers), default=Moment(at=1e-9))


class Watch(threading.Thread):
    """Waits for the end of a vault process, whatever the window does; knows when the values were overwritten."""

    def __init__(self, values: Values, vault: int) -> None:
        super().__init__(daemon=True)
        self._values = values
        self._process = os.pidfd_open(vault) if vault else -1
        self._over = os.eventfd(0)
        self.gone = NEVER

    @property
    def masked(self) -> Moment:
        return self._values.masked

    def run(self) -> None:
        ends = select.poll()
        for end in (self._over, *([self._process] if self._process >= 0 else [])):
            ends.register(end, select.POLLIN)
        if any(end == self._process for end, _ in ends.poll()):
            self.gone = now()

    def close(self) -> None:
        """Wait no longer."""
        os.eventfd_write(self._over, 1)
        self.join()
        for end in (self._over, self._process):
            if end >= 0:
                os.close(end)


class Screen(QObject):
    """What is painted when, and when the last part of ``pages`` is destroyed.

    The lock screen is painted when each of its parts has been painted that is painted before any is for the second
    time. Nothing is looked at, so nothing waits for a look.
    """

    def __init__(self, window: Window, notice: QWidget, pages: QWidget | None) -> None:
        super().__init__()
        self.locked = self.stood = self.emptied = NEVER
        self._stack, self._notice = window._stack, notice
        self._painted: set[QObject] = set()
        self._whole = False
        for watched in (self._stack, notice):
            watched.installEventFilter(self)
        for gate in self._stack.findChildren(LockedGate):
            self._follow(gate)
        if pages is not None:
            last = QObject(pages)  # children go in the order in which they came
            last.destroyed.connect(self._empty)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.ChildAdded and isinstance(event.child(), LockedGate):
            self._follow(event.child())
        elif event.type() == QEvent.Type.Paint and watched is not self._stack:
            self._paint(watched)
        return False

    def _follow(self, gate: LockedGate) -> None:
        for part in (gate, *gate.findChildren(QWidget)):
            part.installEventFilter(self)

    def _paint(self, watched: QObject) -> None:
        if watched is self._notice:
            self.stood = self.stood if self.stood.at else now()
            return
        self._whole = self._whole or watched in self._painted
        if not self._whole:
            self._painted.add(watched)
            self.locked = now()

    def _empty(self) -> None:
        self.emptied = now()
