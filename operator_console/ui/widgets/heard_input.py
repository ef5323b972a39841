"""Where the operator types what a caller says: no history, no completion, and nothing of it leaves by copy or drag."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from operator_console.ui.room import Room
from operator_console.ui.widgets.untold import untold

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)
_REFUSED = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.DeleteEndOfLine,  # Qt copies what this one deletes
)
_EMPTYING = (QKeySequence.StandardKey.DeleteCompleteLine, QKeySequence.StandardKey.DeleteStartOfWord)
"""Without a selection there is no deleting of a part: these empty the line, which is short."""


class HeardInput(QLineEdit):
    """A line of text that is wiped, not cleared: after :meth:`wipe` nothing brings it back.

    Nothing in it can be selected: X11 hands a selection to every program that asks for it.
    """

    def __init__(self, room: Room | None = None, parent: QWidget | None = None) -> None:
        """In a ``room`` where privacy mode is on, what was typed can be read only while the keys come here."""
        super().__init__(parent)
        self._room = room
        self.setInputMethodHints(_HINTS)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setMaxLength(200)
        self._afresh = False
        self.selectionChanged.connect(self._select_nothing)
        if room is not None:
            room.changed.connect(self._veil)
            self._veil()

    def take(self) -> str:
        """Return what was typed, without blanks around it, and wipe it."""
        heard = self.text().strip()
        self.wipe()
        return heard

    def wipe(self) -> None:
        """Forget the text together with its undo history (``clear`` would keep that)."""
        self._afresh = False
        self.setText("")

    def offer_again(self) -> None:
        """Take the focus with the text as it is: the next character replaces it, any other key corrects it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)
        self._afresh = True

    def event(self, event: QEvent) -> bool:
        """Keep the keys of copying and undoing from taking effect."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_one_of(event, _REFUSED)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Type, but never into a clipboard: some of the deleting keys copy what they delete."""
        empties = _is_one_of(event, _EMPTYING)
        if empties or (self._afresh and _types(event)):
            self.wipe()
        self._afresh = False
        if empties or _is_one_of(event, _REFUSED):
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Let what was typed be read."""
        super().focusInEvent(event)
        self._veil()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show dots in its place, in privacy mode."""
        super().focusOutEvent(event)
        self._veil()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Take what an input method composes, in the place of a text that was offered again."""
        if self._afresh and (event.commitString() or event.preeditString()):
            self.wipe()
        super().inputMethodEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # type: ignore[override] # noqa: N802 - Qt's name
        """Tell an input method everything but text."""
        silent = untold(query)
        return super().inputMethodQuery(query) if silent is None else silent

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer to paste and to empty; there is nothing to copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Paste"), self.paste)
        menu.addAction(self.tr("Empty"), self.wipe)
        menu.popup(event.globalPos())

    def _veil(self) -> None:
        veiled = self._room is not None and self._room.private and not self.hasFocus()
        wanted = QLineEdit.EchoMode.Password if veiled else QLineEdit.EchoMode.Normal
        if self.echoMode() != wanted:
            self.setEchoMode(wanted)
            self.setInputMethodHints(_HINTS)  # another echo changes them

    def _select_nothing(self) -> None:
        if self.hasSelectedText():
            self.deselect()


def _types(event: QKeyEvent) -> bool:
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return event.text().isprintable() and bool(event.text()) and not held


def _is_one_of(event: QKeyEvent, keys: tuple[QKeySequence.StandardKey, ...]) -> bool:
    return any(event.matches(key) for key in keys)
