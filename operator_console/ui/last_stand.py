"""When the lock itself fails: nothing is shown any more, no vault is left, and a plain sentence says what to do."""

import os
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QCoreApplication, QProcess, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

GRACE_MS: Final = 100
"""How long a vault whose input is closed may take to write its last entry before it is killed."""
FAILED: Final = 70
"""The exit code where not even this could be done (EX_SOFTWARE of sysexits.h)."""


class LastStand:
    """Uses Qt alone and nothing of the console's own, so it does not fail for the reason for which the lock failed.

    The words are fetched while all is well. What was open is destroyed; when the notice is closed the console ends.
    """

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._title = QCoreApplication.translate("LastStand", "Operator Console")
        self._sentence = QCoreApplication.translate(
            "LastStand",
            "The console could not be locked as usual. Everything has been closed and the vault has ended; what was "
            "written before is safe. Close this message and start the console again. If this happens again, tell your "
            "administrator.",
        )
        self._close = QCoreApplication.translate("LastStand", "Close")
        self.notice: QMessageBox | None = None
        """What stands there instead of the window; nothing as long as all is well."""

    def make(self) -> None:
        """Hide and destroy every window, end every process and show the notice; end this process if that fails too."""
        if self.notice is not None:
            return
        try:
            self.notice = QMessageBox(QMessageBox.Icon.Critical, self._title, self._sentence)
            self._hide(self.notice)
            self._empty_clipboard()
            self._end_processes()
            self._show(self.notice)
        except BaseException:  # noqa: BLE001 - nothing may be left on the screen, whatever it was
            os._exit(FAILED)

    def _hide(self, notice: QWidget) -> None:
        quits = self._app.quitOnLastWindowClosed()
        self._app.setQuitOnLastWindowClosed(False)
        for window in QApplication.topLevelWidgets():
            if window is not notice:
                with suppress(Exception):  # a method of the window's that Qt calls while it hides it
                    QWidget.hide(window)
                window.deleteLater()
        self._app.setQuitOnLastWindowClosed(quits)
        if any(window.isVisible() for window in QApplication.topLevelWidgets()):
            os._exit(FAILED)

    def _empty_clipboard(self) -> None:
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()

    def _end_processes(self) -> None:
        for process in self._app.findChildren(QProcess):
            process.blockSignals(True)
            process.closeWriteChannel()
            if not process.waitForFinished(GRACE_MS):
                process.kill()
                process.waitForFinished(GRACE_MS)

    def _show(self, notice: QMessageBox) -> None:
        notice.addButton(self._close, QMessageBox.ButtonRole.AcceptRole)
        notice.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        notice.finished.connect(self._app.quit)
        notice.show()
        notice.activateWindow()
