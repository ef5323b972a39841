"""Which keys work at which point of a call, in words."""

from enum import Enum, auto

from PySide6.QtCore import QObject

from operator_console.ui.page import KeyHint


class Point(Enum):
    """Where the page stands."""

    START = auto()
    FIND = auto()
    CHECK = auto()
    SPENT = auto()
    SHOW = auto()
    HOLD = auto()
    CALLING = auto()
    PURPOSE = auto()
    CHOICE = auto()
    CALL_BACK = auto()
    APPROVAL = auto()
    QUESTION = auto()


class Side(Enum):
    """What stands in the drawer beside the call."""

    TALK = auto()
    MEMO = auto()


class CallKeys(QObject):
    """The hints for the line at the bottom of the page and for its help."""

    def at(self, point: Point) -> tuple[KeyHint, ...]:
        """Return the keys that work now, the most likely one first."""
        parts = {
            Point.START: (*self._choosing(), KeyHint("Esc", self.tr("Back"))),
            Point.FIND: (*self._finding(), *self._calling()),
            Point.CHECK: (*self._checking(), self._side(), *self._with_customer(), *self._calling()),
            Point.SPENT: (self._side(), *self._with_customer(), *self._calling()),
            Point.SHOW: (*self._showing(), self._side(), *self._with_customer(), *self._calling()),
            Point.HOLD: (KeyHint("F8", self.tr("Take the caller back")), self._end()),
            Point.CALLING: (KeyHint("1 2", self.tr("Say how it went")), *self._pressing(), self._end()),
            Point.PURPOSE: (*self._choosing(), self._back()),
            Point.CHOICE: (*self._choosing(), self._back()),
            Point.CALL_BACK: (*self._pressing(), self._back()),
            Point.APPROVAL: (
                KeyHint("1–9", self.tr("Choose")),
                KeyHint("Enter", self.tr("Next")),
                KeyHint("Tab", self.tr("Next")),
                self._back(),
            ),
            Point.QUESTION: (*self._pressing(), self._back()),
        }
        return parts[point]

    def beside(self, side: Side) -> tuple[KeyHint, ...]:
        """Return the keys that work in the drawer."""
        if side is Side.TALK:
            own = (
                KeyHint("1–9", self.tr("Read this one")),
                KeyHint("↑↓", self.tr("Move")),
                KeyHint("←→", self.tr("Phrases or questions")),
                KeyHint("Ctrl+Enter", self.tr("Note for the person in charge")),
            )
        else:
            own = (
                KeyHint("Ctrl+Enter", self.tr("Save the memo")),
                KeyHint("Tab", self.tr("Memo or history")),
                KeyHint("1–9", self.tr("Show a saved memo")),
                KeyHint("Del", self.tr("Dispose of a memo of this call")),
            )
        close = KeyHint("Esc", self.tr("Close"))
        return (*own, close, KeyHint("F6", self.tr("Back to the call")), *self._drawer(), self._hold(), self._end())

    def all(self) -> tuple[KeyHint, ...]:
        """Return every key of the page once, with all that it does here."""
        return (
            KeyHint("1–9", self.tr("Choose; show or mask a field")),
            KeyHint("Alt+1–9", self.tr("That line, or that field, also while typing")),
            KeyHint("↑↓", self.tr("Move; another line or question")),
            KeyHint("←→", self.tr("Phrases or questions")),
            KeyHint("1 2", self.tr("How the call-back went")),
            KeyHint("Enter", self.tr("Decide, search, compare")),
            KeyHint("Tab", self.tr("Next; memo or history")),
            KeyHint("Ctrl+Enter", self.tr("Save the memo; for the person in charge")),
            KeyHint("Del", self.tr("Dispose of a memo of this call")),
            KeyHint("Ctrl+C", self.tr("Copy the shown field, where that is allowed")),
            KeyHint("Esc", self.tr("Mask everything; back")),
            *sorted((self._side(), *self._with_customer(), *self._calling()), key=lambda hint: int(hint.key[1:])),
        )

    def _choosing(self) -> tuple[KeyHint, ...]:
        return KeyHint("1–9", self.tr("Choose")), KeyHint("↑↓", self.tr("Move")), KeyHint("Enter", self.tr("Decide"))

    def _pressing(self) -> tuple[KeyHint, ...]:
        return KeyHint("Tab", self.tr("Another button")), KeyHint("Enter", self.tr("Press the button"))

    def _finding(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Enter", self.tr("Search")),
            KeyHint("↑↓", self.tr("Another line")),
            KeyHint("Alt+1–9", self.tr("That line")),
        )

    def _checking(self) -> tuple[KeyHint, ...]:
        return KeyHint("Enter", self.tr("Compare")), KeyHint("↑↓", self.tr("Another question"))

    def _showing(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("1–9", self.tr("Show or mask")),
            KeyHint("Alt+1–9", self.tr("Also while typing")),
            KeyHint("Esc", self.tr("Mask everything")),
        )

    def _side(self) -> KeyHint:
        return KeyHint("F6", self.tr("Check or customer"))

    def _with_customer(self) -> tuple[KeyHint, ...]:
        return KeyHint("F5", self.tr("Call back")), KeyHint("F9", self.tr("Another customer"))

    def _calling(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("F2", self.tr("Who is calling")),
            *self._drawer(),
            KeyHint("F7", self.tr("Purpose")),
            self._hold(),
            KeyHint("F11", self.tr("Approval")),
            self._end(),
        )

    def _drawer(self) -> tuple[KeyHint, ...]:
        return KeyHint("F3", self.tr("Phrases")), KeyHint("F4", self.tr("Memo"))

    def _back(self) -> KeyHint:
        return KeyHint("Esc", self.tr("Back to the call"))

    def _hold(self) -> KeyHint:
        return KeyHint("F8", self.tr("Hold"))

    def _end(self) -> KeyHint:
        return KeyHint("F12", self.tr("End the call"))
