"""One copied value in the clipboard: marked for histories to skip, gone after 15 s, at the lock and at the end."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from operator_console.ui.concealed_copy import conceal_pasteboard, mark_concealed

SECONDS: Final = 15
OURS: Final = "application/x-operator-console-copy"
"""A format that nobody else puts into the clipboard: what has it is ours to take away."""


class CopiedValue(QObject):
    """Puts into the clipboard alone; what is selected on X11 (PRIMARY) is never touched.

    It outlives the page, and takes away nothing that another program has put there since. The text that Qt hands to
    the system is a copy that nobody can overwrite.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._ours = False
        self._timer = QTimer(self, interval=SECONDS * 1000, singleShot=True)
        self._timer.timeout.connect(self.clear)
        app.aboutToQuit.connect(self.clear)  # Windows would keep it

    def put(self, value: bytearray) -> None:
        """Copy a value (UTF-8). The entry in the log is there by now."""
        data = QMimeData()
        data.setData(OURS, b"1")
        mark_concealed(data)
        data.setText(value.decode())
        QGuiApplication.clipboard().setMimeData(data, QClipboard.Mode.Clipboard)
        conceal_pasteboard()
        self._ours = True
        self._timer.start()

    def end(self) -> None:
        """Take it away; nothing more is copied by this."""
        self.clear()
        self.deleteLater()

    def clear(self) -> None:
        """Take it away, if it is still ours."""
        self._timer.stop()
        was, self._ours = self._ours, False
        clipboard = QGuiApplication.clipboard()
        kept = clipboard.mimeData(QClipboard.Mode.Clipboard) if was else None
        if kept is not None and kept.hasFormat(OURS):
            clipboard.clear(QClipboard.Mode.Clipboard)
