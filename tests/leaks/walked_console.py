"""A whole console on the screen that its environment names, walked from outside; plants leaks when it is told to.

Usage: ``walked_console.py VAULT LANGUAGE``. Each line of its input is a JSON list, the name of a step and its
arguments; each line of its output is what the step returns. What is looked for it does not know: what it is given to
type, it is given at that moment.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QWidget
from shiboken6 import isValid

from operator_console.console_process import Console
from operator_console.process_walls import harden, keep_files_private
from operator_console.ui.faults import FaultHooks, FaultLog, log_path
from operator_console.ui.place import Place
from operator_console.ui.widgets.revealed_value import RevealedValue
from tests.journeys.person import Person
from tests.ui.leak_walker import everything


class Arrival(QObject):
    """Whether a key has arrived at a widget: with a screen reader on the bus, Qt asks that one first."""

    def __init__(self, target: QWidget) -> None:
        super().__init__()
        self._target = target
        self._seen = False
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self._seen = self._seen or event.type() == QEvent.Type.KeyRelease
        return False

    def over(self) -> bool:
        """It has, or the key has ended the widget."""
        return self._seen or not isValid(self._target) or not self._target.isVisible()


class Walked:
    """The console and whoever sits at it; each public method is a step."""

    def __init__(self, app: QApplication, vault: Path, language: str) -> None:
        self._app = app
        self._console = Console(app, language)
        self._person = Person(self._console)
        self._kept: list[object] = []
        FaultHooks(FaultLog(log_path()), self._console.conductor.fault, self._console.last_stand.make).install()
        self._console.show()
        self._console.conductor.open(Place(vault))
        self._console.window.activateWindow()

    def processes(self) -> dict[str, int]:
        """The ids of both."""
        link = self._console.conductor.link
        return {"console": os.getpid(), "vault": link.process_id if link is not None else 0}

    def gate(self, name: str) -> None:
        """Wait for a gate, and for the keyboard."""
        self._wait(lambda: type(self._console.window.gate).__name__ == name)
        self._wait(self._console.window.isActiveWindow)

    def fill(self, *texts: str) -> None:
        """Type into one field after the other. With a screen reader on the bus, keys arrive some time later."""
        for number, text in enumerate(texts):
            while number and not (isinstance(self._next_by_tab(), QLineEdit) and self._length() == 0):
                continue
            self.type(text)
            self.holds(len(text))
        self.press("Return")

    def sees(self, words: str) -> None:
        """Wait until this can be read."""
        self._person.sees(words)

    def bench(self) -> list[str]:
        """Wait until somebody is signed in; return the pages there are."""
        self._wait(lambda: self._console.window.workbench is not None)
        return list(self._console.window.workbench.keys)

    def page(self, key: str) -> None:
        """Turn to a page."""
        self._person.turn_to(key)
        self._person.settle()

    def sign_out(self) -> None:
        """End the session."""
        self._console.conductor.sign_out()

    def point(self, name: str) -> None:
        """Wait until the call page stands here and the vault has answered."""
        self.bench()
        self._wait(lambda: self._console.window.workbench.page.point.name == name)
        self._person.settle()

    def press(self, *keys: str) -> None:
        """Press keys, each when the one before has arrived; ``Ctrl+`` before the name of one holds that down."""
        for key in keys:
            target = self._person.focus()
            arrival = Arrival(target)
            held = Qt.KeyboardModifier.ControlModifier if key.startswith("Ctrl+") else Qt.KeyboardModifier.NoModifier
            self._person.press(getattr(Qt.Key, f"Key_{key.removeprefix('Ctrl+')}"), with_=held)
            self._wait(lambda arrival=arrival: arrival.over())

    def type(self, text: str) -> None:
        """Type what an input method would compose."""
        self._person.type(text)

    def holds(self, length: int) -> None:
        """Wait until the input with the focus has so many characters."""
        self._wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit) and self._length() == length)

    def shown(self, wanted: bool) -> None:
        """Wait until a value is shown, or none."""
        values = self._console.window.findChildren
        self._wait(lambda: any(value.shown for value in values(RevealedValue)) == wanted)

    def look(self) -> list[tuple[str, str]]:
        """Every text that can be reached in this process but the buffers that are painted."""
        return sorted({(where, text) for where, text in everything() if text and "._buffer" not in where})

    def leave(self) -> None:
        """Close the console as its owner would."""
        QTimer.singleShot(0, self._app.exit)  # quitting would ask about the open call

    def faults(self) -> str:
        """What the console wrote into its own log."""
        return log_path().read_text(encoding="utf-8") if log_path().exists() else ""

    def plant(self, channel: str, needle: str) -> None:
        """Leak a text on this channel."""
        getattr(self, f"_plant_{channel}")(needle)
        self._app.processEvents()

    def _plant_widgets(self, needle: str) -> None:
        QLabel(needle, self._console.window)

    def _plant_models(self, needle: str) -> None:
        item = QStandardItem("•••")
        item.setData(needle, Qt.ItemDataRole.UserRole + 5)
        self._kept.append(QStandardItemModel(self._console.window))
        self._kept[-1].appendRow(item)

    def _plant_drag(self, needle: str) -> None:
        class Careless(QListWidget):
            def mimeData(self, items):  # noqa: N802 - Qt's name
                data = super().mimeData(items)
                data.setText(needle)
                return data

        shown = Careless(self._console.window)
        shown.addItem("•••")
        shown.setDragEnabled(True)

    def _plant_input_method(self, needle: str) -> None:
        class Careless(QLineEdit):
            def inputMethodQuery(self, query, argument=None):  # noqa: N802 - Qt's name
                told = query == Qt.InputMethodQuery.ImSurroundingText
                return needle if told else super().inputMethodQuery(query)

        Careless(self._console.window)

    def _plant_at_spi(self, needle: str) -> None:
        label = QLabel("•••", self._console.window)
        label.setAccessibleDescription(needle)
        label.show()

    def _plant_announced(self, needle: str) -> None:
        line = QLineEdit(self._console.window)
        line.show()
        line.setText(needle)
        line.deleteLater()

    def _plant_clipboard(self, needle: str) -> None:
        QGuiApplication.clipboard().setText(needle)

    def _plant_primary(self, needle: str) -> None:
        QGuiApplication.clipboard().setText(needle, QClipboard.Mode.Selection)

    def _plant_windows(self, needle: str) -> None:
        self._console.window.setWindowTitle(needle)

    def _plant_files(self, needle: str) -> None:
        Path.home().joinpath("notes.txt").write_text(needle, encoding="utf-16-le")

    def _plant_settings(self, needle: str) -> None:
        settings = QSettings("Careless", "Careless")
        settings.setValue("last", needle)
        settings.sync()

    def _plant_written(self, needle: str) -> None:
        gone = Path.home() / "gone.txt"
        gone.write_text(needle, encoding="utf-8")
        gone.unlink()

    def _plant_elsewhere(self, needle: str) -> None:
        place = Path(os.environ["TMPDIR"]).parent.parent / "elsewhere.txt"
        place.write_text(needle, encoding="utf-8")

    def _plant_rights(self, needle: str) -> None:
        place = Path.home() / "open.txt"
        place.write_text(needle[:1], encoding="utf-8")
        place.chmod(0o644)

    def _plant_errors(self, needle: str) -> None:
        print(needle, file=sys.stderr, flush=True)

    def _plant_memory(self, needle: str) -> None:
        self._kept.append(needle.encode("utf-16-le"))

    def _next_by_tab(self) -> QWidget:
        before = self._person.focus()
        self.press("Tab")
        self._wait(lambda: QApplication.focusWidget() is not before)
        return self._person.focus()

    def _length(self) -> int:
        return len(QApplication.focusWidget().text())

    def _wait(self, condition) -> None:
        self._person.wait(condition, lambda: f"not reached: {self._person.screen()[:400]}")


def main() -> None:
    harden()
    keep_files_private()
    QApplication.setApplicationName("operator-console")
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app = QApplication(sys.argv[:1])
    walked = Walked(app, Path(sys.argv[1]), sys.argv[2])

    def told() -> None:
        line = sys.stdin.readline()
        if not line:
            app.exit()
            return
        name, *arguments = json.loads(line)
        try:
            answer = {"is": getattr(walked, name)(*arguments)}
        except Exception as error:  # noqa: BLE001 - whoever walks is told, and goes no further
            answer = {"failed": f"{name}: {type(error).__name__}: {error}"}
        print(json.dumps(answer, ensure_ascii=False), flush=True)

    notice = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notice.activated.connect(told)
    app.exec()
    walked._console.close()


if __name__ == "__main__":
    main()
