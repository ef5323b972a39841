"""A list in which several entries are ticked: a number or Space ticks, Enter goes on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from operator_console.ui.theme import Theme
from operator_console.ui.widgets.choice_list import ChoiceList

_ON, _OFF = "●　", "○　"


class TickList(ChoiceList):
    """The tick is part of the words, so that it is also read aloud."""

    done = Signal()
    """Enter was pressed: nothing more is to be ticked."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._entries: tuple[tuple[str, str], ...] = ()
        self._ticked: set[str] = set()
        self.chosen.connect(self._toggle)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids that are ticked, in the order of the list."""
        return tuple(key for key, _ in self._entries if key in self._ticked)

    def offer_ticks(self, entries: tuple[tuple[str, str], ...]) -> None:
        """Show these ``(id, words)``, none of them ticked."""
        self._entries = entries
        self._ticked = set()
        self.offer(tuple((key, _OFF + words) for key, words in entries))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tick by Space; Enter goes on instead of ticking."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif event.key() == Qt.Key.Key_Space:
            self._toggle(self.current)
        else:
            super().keyPressEvent(event)

    def _toggle(self, key: str) -> None:
        self._ticked ^= {key}
        for row, (each, words) in enumerate(self._entries):
            self.item(row).setText((_ON if each in self._ticked else _OFF) + words)
