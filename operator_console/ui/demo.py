"""Makes a throw-away vault in a child process and tells how far it is; deletes it when the console ends."""

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QProcess, Signal

from operator_console.ui.gates.sign_in import DemoAccount

CUSTOMERS: Final = 500
CALLS: Final = 20


class DemoVault(QObject):
    """Emits :attr:`made` with the accounts, or :attr:`failed`; :attr:`progress` carries stage, done and total."""

    made = Signal(object)
    failed = Signal()
    progress = Signal(str, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = Path(tempfile.mkdtemp(prefix="operator-console-demo-"))
        self.vault = self._folder / "vault"
        self._process = QProcess(self)
        self._process.setProgram(sys.executable)
        self._process.readyReadStandardError.connect(self._read_progress)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._not_started)

    def make(self, customers: int = CUSTOMERS, calls: int = CALLS) -> None:
        """Start making it."""
        size = ["--customers", str(customers), "--calls", str(calls)]
        command = ["-P", "-m", "operator_console", "demo", "--vault", str(self.vault), *size, "--json", "--progress"]
        self._process.setArguments(command)
        self._process.start()

    def delete(self) -> None:
        """Stop what is still running and delete the folder."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.blockSignals(True)
            self._process.kill()
            self._process.waitForFinished(1_000)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _read_progress(self) -> None:
        self._process.setReadChannel(QProcess.ProcessChannel.StandardError)
        while self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            try:
                told = json.loads(line)
                self.progress.emit(str(told["stage"]), int(told["done"]), int(told["total"]))
            except (ValueError, KeyError, TypeError):
                continue

    def _finished(self, code: int) -> None:
        lines = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace").strip().splitlines()
        if code != 0 or not lines:
            self.failed.emit()
            return
        users = json.loads(lines[-1])["users"]
        self.made.emit(tuple(DemoAccount(user["name"], user["role"], user["password"]) for user in users))

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.failed.emit()
