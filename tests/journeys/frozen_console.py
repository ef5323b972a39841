"""A console on a real vault that signs in, says which processes there are, and stands still when it is told how.

Usage: ``frozen_console.py VAULT USER PASSWORD HOW VAULT_SECONDS CONSOLE_SECONDS``; HOW is ``slot`` (a C call that keeps
Python's lock), ``loop`` (Python that never returns), ``never`` (it goes on) or ``outside`` (the test stops it).
"""

import ctypes
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from operator_console.protocol.client import vault_command
from operator_console.protocol.messages import KeepAlive, SignIn
from operator_console.ui import link
from operator_console.ui.hang import HangWatch


def stand_still(how: str) -> None:
    if how == "slot":
        ctypes.PyDLL(None).sleep(600)
    while how == "loop":
        pass


def main() -> None:
    vault, user, password, how, vault_seconds, console_seconds = sys.argv[1:]
    link.HANG_SECONDS = float(vault_seconds)
    app = QApplication([])
    watch = HangWatch(Path(vault).with_name("hang.log"), float(console_seconds))
    line = link.VaultLink(vault_command(Path(vault)))
    line.gone.connect(lambda: print("gone", flush=True))
    line.ending.connect(lambda cause: print(f"ending {cause}", flush=True))

    def promised(_: object) -> None:
        watch.start()
        print(f"ready {line.process_id}", flush=True)
        QTimer.singleShot(50, lambda: stand_still(how))

    line.start()
    line.ask(SignIn(user=user, password=password), lambda _: line.ask(KeepAlive(within=link.HANG_SECONDS), promised))
    app.exec()


if __name__ == "__main__":
    main()
