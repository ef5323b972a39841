"""Another program: its window takes the keys on a real screen until it is told to end."""

import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget


def main() -> None:
    app = QApplication(sys.argv)
    window = QWidget()
    window.show()
    window.activateWindow()
    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    told.activated.connect(app.quit)
    app.exec()


if __name__ == "__main__":
    main()
