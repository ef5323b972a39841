"""Copies a value on a real screen, waits for a line on standard input, takes it away, and waits for another one."""

import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget

from operator_console.ui.copying import CopiedValue


def main() -> None:
    app = QApplication(sys.argv)
    window = QWidget()
    window.show()
    copied = CopiedValue(app)
    steps = iter((lambda: copied.put(bytearray(sys.argv[1], "utf-8")), copied.clear, app.quit))

    def step() -> None:
        sys.stdin.readline()
        next(steps)()
        print("done", flush=True)

    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    told.activated.connect(step)
    print("ready", flush=True)
    app.exec()


if __name__ == "__main__":
    main()
