"""When the lock itself fails: nothing is shown any more, no vault is left, and a plain sentence says what to do."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QProcess
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

GRACE_MS: Final = 100
"""How long a vault whose input is closed may take to write its last entry before it is killed."""
FAILED: Final = 70
"""The exit code where not even this could be done (EX_SOFTWARE of sysexits.h)."""


class LastStand:
    """Uses Qt alone and nothing of the console's own, so it does not fail for the reason for which the lock failed.

    ``notice`` is made while all is well and stands there instead of the window; closing it ends the console.
    """

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.made = False
        self.notice = QMessageBox(
            QMessageBox.Icon.Critical,
            QCoreApplication.translate("LastStand", "Operator Console"),
            QCoreApplication.translate(
                "LastStand",
                "The console could not be locked as usual. Everything has been closed and the vault has ended; what "
                "was written before is safe. Close this message and start the console again. If this happens again, "
                "tell your administrator.",
            ),
        )
        close = QCoreApplication.translate("LastStand", "Close")
        self.notice.addButton(close, QMessageBox.ButtonRole.AcceptRole)
        self.notice.finished.connect(app.quit)

    def make(self) -> None:
        """Hide and destroy every window, end every process and show the notice; end this process if that fails too."""
        if self.made:
            return
        self.made = True
        # What Qt does is done when a method that it calls meanwhile, of a window or a filter, has failed.
        self._app.setQuitOnLastWindowClosed(False)
        for window in QApplication.topLevelWidgets():
            if window is not self.notice:
                _attempt(partial(QWidget.hide, window))
                _attempt(window.deleteLater)
        for process in self._app.findChildren(QProcess):
            _attempt(partial(_end, process))
        _attempt(_empty_clipboard)
        _attempt(self.notice.show)
        _attempt(self.notice.repaint)  # Qt would destroy the windows before it paints
        if [window for window in QApplication.topLevelWidgets() if window.isVisible()] != [self.notice]:
            os._exit(FAILED)


def _attempt(step: Callable[[], object]) -> None:
    with suppress(Exception):
        step()


def _end(process: QProcess) -> None:
    process.blockSignals(True)
    process.closeWriteChannel()
    if not process.waitForFinished(GRACE_MS):
        process.kill()
        process.waitForFinished(GRACE_MS)


def _empty_clipboard() -> None:
    clipboard = QApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
