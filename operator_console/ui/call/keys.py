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
    PURPOSE = auto()
    QUESTION = auto()


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
            Point.PURPOSE: (*self._choosing(), KeyHint("Esc", self.tr("Back to the call"))),
            Point.QUESTION: (
                KeyHint("Enter", self.tr("Press the button")),
                KeyHint("Esc", self.tr("Back to the call")),
            ),
        }
        return parts[point]

    def all(self) -> tuple[KeyHint, ...]:
        """Return every key of the page once."""
        return tuple(dict.fromkeys(hint for point in Point for hint in self.at(point)))

    def _choosing(self) -> tuple[KeyHint, ...]:
        return KeyHint("1–9", self.tr("Choose")), KeyHint("↑↓", self.tr("Move")), KeyHint("Enter", self.tr("Decide"))

    def _finding(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Enter", self.tr("Search")),
            KeyHint("↑↓", self.tr("Another line")),
            KeyHint("Alt+1–9", self.tr("That line")),
        )

    def _checking(self) -> tuple[KeyHint, ...]:
        return KeyHint("Enter", self.tr("Compare, next question")), KeyHint("↑↓", self.tr("Another question"))

    def _showing(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("1–9", self.tr("Show or mask")),
            KeyHint("Alt+1–9", self.tr("The same while typing")),
            KeyHint("Esc", self.tr("Mask everything")),
        )

    def _side(self) -> KeyHint:
        return KeyHint("F6", self.tr("Check or customer"))

    def _with_customer(self) -> tuple[KeyHint, ...]:
        return (KeyHint("F9", self.tr("Another customer")),)

    def _calling(self) -> tuple[KeyHint, ...]:
        return KeyHint("F7", self.tr("Change the purpose")), KeyHint("F8", self.tr("Hold")), self._end()

    def _end(self) -> KeyHint:
        return KeyHint("F12", self.tr("End the call"))
