"""A window on a real screen that is blank while another program has the keys; says so at each change."""

import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget

from operator_console.ui.blanking import Blank
from operator_console.ui.settings import RoomChoice, Scheme
from operator_console.ui.theme import Theme


class Told(Blank):
    """Says whether it covers."""

    def look(self) -> None:
        """Look, and tell."""
        super().look()
        print("blank" if self.isVisible() else "open", flush=True)


def main() -> None:
    app = QApplication(sys.argv)
    window = QWidget()
    window.resize(200, 100)
    blank = Told(window, Theme(app, Scheme.LIGHT, RoomChoice(blank=True)))
    window.show()
    window.activateWindow()
    blank.set_working(True)
    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    told.activated.connect(app.quit)
    app.exec()


if __name__ == "__main__":
    main()
