"""Somebody at the keyboard: types, presses keys, and reads what is on the screen."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from operator_console.console_process import Console
from operator_console.ui.call.conversation import Conversation
from operator_console.ui.widgets.revealed_value import RevealedValue

PATIENCE_SECONDS = 40
LOOK_MS = 20
NONE, ALT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
Key = Qt.Key


class Person:
    """Drives one console. Everything goes through the widget that has the focus, as with a real keyboard."""

    def __init__(self, console: Console) -> None:
        self.console = console

    # ---- hands

    def type(self, text: str) -> None:
        """Type into whatever has the focus; Japanese comes from an input method, as it does for everybody."""
        if text.isascii():
            QTest.keyClicks(self.focus(), text)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(text)
            QApplication.sendEvent(self.focus(), composed)

    def press(self, *keys: Qt.Key | str, with_: Qt.KeyboardModifier = NONE) -> None:
        """Press keys one after the other."""
        for key in keys:
            QTest.keyClick(self.focus(), key, with_)

    def turn_to(self, page: str) -> None:
        """Bring a page to the front with the key that the navigation gives it."""
        self.wait(lambda: self.console.window.workbench is not None, "nobody has signed in")
        number = self.console.window.workbench.keys.index(page) + 1
        self.press(Key(Key.Key_0 + number), with_=CONTROL)

    def fill(self, *texts: str) -> None:
        """Type into one field after the other, with Tab between them and Enter at the end."""
        for number, text in enumerate(texts):
            if number:
                self.tab_to_input()
            self.type(text)
        self.press(Key.Key_Return)

    def tab_to_input(self) -> None:
        """Tab until the next input has the focus, past the eye beside a password."""
        for _ in range(6):
            self.press(Key.Key_Tab)
            if isinstance(self.focus(), QLineEdit):
                return
        raise AssertionError("no further input by Tab")

    def focus(self) -> QWidget:
        """What a key goes to now."""
        self.wait(lambda: QApplication.focusWidget() is not None, "nothing has the focus")
        return QApplication.focusWidget()

    # ---- eyes

    def screen(self) -> str:
        """Every text that can be read on the screen, without what is painted from a buffer."""
        return "\n".join(self._texts())

    def revealed(self) -> list[str]:
        """What is painted from a buffer: the only place where a customer's value may be."""
        shown = self.console.window.findChildren(RevealedValue)
        return [bytes(value._buffer).decode() for value in shown if value.shown and value.isVisible()]

    def sees(self, *words: str) -> None:
        """Wait until all of this can be read."""
        for word in words:
            self.wait(
                lambda word=word: word in self.screen(), lambda word=word: f"{word!r} is not in:\n{self.screen()}"
            )

    def sees_no(self, *words: str) -> None:
        """Wait until none of this can be read."""
        for word in words:
            self.wait(lambda word=word: word not in self.screen(), lambda word=word: f"{word!r} is still on the screen")

    def wait(self, condition: Callable[[], bool], complaint: str | Callable[[], str]) -> None:
        """Wait for a condition, as long as a patient person would."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < deadline, complaint if isinstance(complaint, str) else complaint()
            QTest.qWait(LOOK_MS)

    def button(self, words: str) -> QAbstractButton:
        """Wait for a button with these words, in sight and enabled; the sign of its access key is not part of them."""

        def found() -> list[QAbstractButton]:
            buttons = self.console.window.findChildren(QAbstractButton)
            return [
                b for b in buttons if b.isVisible() and b.isEnabled() and words in re.sub(r"[(]?&.[)]?", "", b.text())
            ]

        self.wait(lambda: bool(found()), lambda: f"no button {words!r} in:\n{self.screen()}")
        return found()[0]

    def settle(self) -> None:
        """Wait until the vault has answered everything that the call page asked."""
        talks = self.console.window.findChildren(Conversation)
        self.wait(lambda: not any(talk.waiting for talk in talks), "the vault has not answered")

    def photograph(self, path: Path) -> None:
        """Save the window as a picture."""
        QApplication.processEvents()
        image: QImage = self.console.window.grab().toImage()
        assert image.save(str(path))

    def _texts(self) -> Iterator[str]:
        for widget in self.console.window.findChildren(QWidget):
            if not widget.isVisible():
                continue
            if isinstance(widget, QLabel | QAbstractButton):
                yield widget.text()
            elif isinstance(widget, QLineEdit):
                yield widget.displayText() or widget.placeholderText()
            elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
                yield from _cells(widget.model())


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(model.rowCount(), 200)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            text = model.index(row, column).data()
            if isinstance(text, str):
                yield text
