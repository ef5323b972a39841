"""Ends the console when the thread that draws it stands still: no value stays on a frozen screen."""

import faulthandler
import os
from pathlib import Path
from typing import Final, TextIO

from PySide6.QtCore import QObject, QTimer

from operator_console.ui.faults import private_file

TICK_MS: Final = 1_000
HUNG_SECONDS: Final = 30
"""As long as an ordinary showing; the vault has locked well before (:data:`operator_console.ui.link.HANG_SECONDS`)."""


class HangWatch(QObject):
    """Sets an alarm anew with every tick of the event loop.

    The alarm is faulthandler's: a thread in C that needs neither Python nor Qt. It writes into the file where the
    console stood (files, lines and functions, no value) and ends the process at once.
    """

    def __init__(self, path: Path, seconds: float = HUNG_SECONDS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self.hung_before = path.is_file() and path.stat().st_size > 0
        """Whether the console ended in this way the last time."""
        self._file = _open(path)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin; from now on the event loop must turn."""
        self._timer.start()
        self.tick()

    def stop(self) -> None:
        """Nothing is on the screen any more."""
        self._timer.stop()
        faulthandler.cancel_dump_traceback_later()
        self._file.close()

    def tick(self) -> None:
        """The event loop turns: set the alarm anew."""
        faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._file)


def _open(path: Path) -> TextIO:
    """A place that cannot be written must not keep the alarm from being set."""
    try:
        return private_file(path, fresh=True)
    except OSError:
        return Path(os.devnull).open("a", encoding="utf-8")
