"""The identity check beside the card, and the number keys that show a field while nothing is being typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from operator_console.domain.calls import Stage
from operator_console.domain.views import CallView
from operator_console.ui.call.card_pane import CardPane
from operator_console.ui.call.checklist_pane import ChecklistPane
from operator_console.ui.call.part import Part
from operator_console.ui.theme import Theme


class WorkPane(Part):
    """Checklist at the left, card at the right. The focus is on the answer until the check is met, then on the card."""

    def __init__(self, theme: Theme, clock: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.checklist = ChecklistPane(theme, self)
        self.card = CardPane(theme, clock, self)
        self._met = False
        self._state: tuple[object, ...] = ()
        self._compact = False
        self._crowded = False
        self._on_card = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(20)
        self._row.addWidget(self.checklist, 10)
        self._row.addWidget(self.card, 12)

    def show_call(self, call: CallView) -> None:
        """Show both sides; move the focus when the check has been met, is no longer met, or is another one."""
        self.checklist.show_call(call)
        self.card.show_call(call)
        self._met = call.stage is Stage.VERIFIED or bool(call.approved_by)
        state = (self._met, call.purpose, call.caller, call.approved_by)
        moved, self._state = state != self._state, state
        self._share()
        if moved and self.isVisible():
            self.take_focus()

    def set_compact(self, compact: bool) -> None:
        """Where the window is small the side that is being worked on gets the room."""
        self._compact = compact
        self.checklist.set_compact(compact)
        self.card.set_compact(compact)
        self._share()

    def set_crowded(self, crowded: bool) -> None:
        """Beside an open drawer there may be room for one side alone: the one that is being worked on."""
        self._crowded = crowded
        self._show_sides()

    def _show_sides(self) -> None:
        self.card.setVisible(not self._crowded or self._on_card)
        self.checklist.setVisible(not self._crowded or not self._on_card)

    def _share(self) -> None:
        self._row.setStretch(0, 9 if self._compact and self._met else 10)
        self._row.setStretch(1, 13 if self._compact and self._met else 12)

    def forget(self) -> None:
        """The customer is gone."""
        self._met = False
        self.checklist.forget()
        self.card.forget()

    def take_focus(self) -> None:
        """Put the focus where the next key goes."""
        self._go(to_card=self._met or self.checklist.is_spent())

    def change_side(self) -> None:
        """From the answer to the card and back."""
        self._go(to_card=self.checklist.box.hasFocus() or not self.checklist.box.isEnabled())

    def come_back(self) -> None:
        """Put the focus on the side that is in sight."""
        self._go(to_card=self._on_card)

    def _go(self, *, to_card: bool) -> None:
        self._on_card = to_card
        self._show_sides()
        if to_card:
            self.card.take_focus()
        else:
            self.checklist.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Show or mask a field by its number; a text input with the focus has taken the key for itself."""
        key = event.key() - Qt.Key.Key_0
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not (1 <= key <= 9 and modifiers == Qt.KeyboardModifier.NoModifier and self.card.press(key)):
            super().keyPressEvent(event)
