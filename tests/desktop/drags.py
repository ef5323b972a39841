"""A window on a real screen with a drag under way: locks, and prints after how many milliseconds the drag was over.

It runs as a program of its own: the offscreen platform knows no drags.
"""

import sys
import time

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QWidget

from operator_console.ui.settings import Scheme
from operator_console.ui.theme import Theme
from operator_console.ui.window import Window


def main() -> None:
    app = QApplication(sys.argv)
    window = Window(Theme(app, Scheme.LIGHT))
    source = QWidget(window)
    window.show()
    done: list[float] = []

    def drag() -> None:
        data = QMimeData()
        data.setText("of a customer")
        dragged = QDrag(source)
        dragged.setMimeData(data)
        QTimer.singleShot(300, lock)
        dragged.exec(Qt.DropAction.CopyAction)
        print("over", round((time.monotonic() - done[0]) * 1000) if done else "before the lock", flush=True)
        app.quit()

    def lock() -> None:
        done.append(time.monotonic())
        window.put_away()
        print("put away", flush=True)

    QTimer.singleShot(300, drag)
    app.exec()


if __name__ == "__main__":
    main()
