"""The call page with hands on its keyboard: keys go to whatever has the focus, and nothing else is touched."""

from call_fakes import SAVED, VALUES, FakeLink, FakeWording, session
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from operator_console.ui.call.keys import Point
from operator_console.ui.page import PageContext
from operator_console.ui.pages.call_desk import CallDesk

K = Qt.Key
NEEDLES = [value for value in (*VALUES.values(), SAVED) if value]
"""What must never be found on the screen of this call."""


class Clock:
    """Time that stands still until it is told to go on."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Desk:
    """The page with hands on its keyboard."""

    def __init__(self, qtbot, theme, unfinished=None):
        self.qtbot, self.link, self.said, self.clock = qtbot, FakeLink(), [], Clock()
        context = PageContext(self.link, session(unfinished), FakeWording(), theme, self.hear)
        self.page = CallDesk(context, self.clock)
        qtbot.addWidget(self.page)
        self.page.resize(1080, 740)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.entered()

    def hear(self, words, tone):
        """Keep a sentence of the message bar; an empty one only hides the bar."""
        if words:
            self.said.append(words)

    def press(self, *keys, alt=False):
        for key in keys:
            QTest.keyClick(
                QApplication.focusWidget(),
                key,
                Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier,
            )
            self.settle()

    def say(self, text):
        """What an input method commits, then Enter."""
        box = QApplication.focusWidget()
        assert box.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
        box.insert(text)
        self.press(K.Key_Return)

    def type(self, text):
        """What an input method commits into whatever has the focus."""
        box = QApplication.focusWidget()
        (box.insertPlainText if hasattr(box, "insertPlainText") else box.insert)(text)
        self.settle()

    def ctrl(self, key):
        QTest.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def settle(self):
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.link.idle)

    def at(self, point):
        assert self.page.point is point, (self.link.kinds(), QApplication.focusWidget())

    def found(self):
        self.press(K.Key_1, K.Key_1)
        self.at(Point.FIND)
        self.press(K.Key_2, alt=True)
        self.say(VALUES["phone"])
        self.at(Point.CHECK)
        return self

    def ask(self, *items):
        """Answer these questions rightly, wherever they stand in the list."""
        checklist = self.page.parts.checklist
        for item in items:
            assert item in {each.id for each in checklist._call.checklist}
            while checklist.current.id != item:
                self.press(K.Key_Down)
            self.say(VALUES[item])

    def contract(self):
        """A call about the contract, its customer found."""
        self.press(K.Key_1, K.Key_2)
        self.press(K.Key_2, alt=True)
        self.say(VALUES["phone"])
        self.at(Point.CHECK)
        return self

    def contract_met(self):
        self.contract().ask("name", "birth_date", "phone")
        self.at(Point.SHOW)
        return self

    def states(self):
        """What the fields of the card say for themselves, by name."""
        return {field.field.name: field.accessibleName() for field in self.page.parts.card.fields}

    @property
    def memo(self):
        return self.page.drawer.memo

    def met(self):
        self.found()
        self.say(VALUES["name"])
        self.say(VALUES["birth_date"])
        self.at(Point.SHOW)
        return self

    def shown(self):
        return {field.field.name for field in self.page.parts.card.fields if field.shown}

    def field(self, name):
        return next(field for field in self.page.parts.card.fields if field.field.name == name)
