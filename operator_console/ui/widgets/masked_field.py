"""One field of the card: its mask, or for some seconds its value with a countdown, then the mask again."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from operator_console.domain.fields import Kind
from operator_console.domain.ids import FieldName
from operator_console.domain.views import FieldView
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.countdown import Countdown
from operator_console.ui.widgets.cover import Cover
from operator_console.ui.widgets.label import Badge, Label
from operator_console.ui.widgets.revealed_value import RevealedValue
from operator_console.ui.widgets.row_frame import RowFrame

_NO_FIELD: Final = FieldView(FieldName(""), "", Kind.TEXT, "", revealable=False, empty=True)


class MaskedField(RowFrame):
    """The value is in the :class:`RevealedValue` alone; this row knows only that there is one.

    A row is made once and shows one customer's field after another: making it costs far more than changing it.
    """

    pressed = Signal()
    """The field was asked for, by its row."""
    stepped = Signal(int)
    """An arrow key wants another row: -1 up, 1 down."""
    ended = Signal(str)
    """The value is masked again; carries the cause as ``EndShowing`` names it."""

    def __init__(
        self, theme: Theme, clock: Callable[[], float], *, stacked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.field = _NO_FIELD
        self.key = 0
        """The number that reveals it; 0 when it has none (then its row does)."""
        self._open = False
        self._why = ""
        self._name = Label(size="small" if stacked else "body", ink="muted", parent=self)
        self._unspoken = Badge(self.tr("Do not say aloud"), "danger", self)
        self._sign = QWidget(self)
        self._cap = Badge("", "key", self._sign)
        self._lock = Label(parent=self._sign)
        self._place = QWidget(self)
        self._mask = Label(ink="masked", parent=self._place)
        self._mask.setProperty("value", "masked")
        self.value = RevealedValue(theme, self._place)
        self._cover = Cover(theme, self._place)
        self._state = Label(size="small", ink="muted", parent=self)
        self._copy_key = Badge("Ctrl+C", "key", self)
        self.countdown = Countdown(theme, clock, self)
        self.countdown.over.connect(lambda: self.hide_value("timer"))
        self.countdown.second.connect(self._say_seconds)
        self._faces = QStackedLayout(self._place)
        self._named = QVBoxLayout()
        self._arrange(stacked)
        theme.changed.connect(self._draw)
        theme.room.changed.connect(self._turn)

    def show_field(self, field: FieldView, key: int) -> None:
        """Be the row of this field from now on; the value of the one before is masked first."""
        self.hide_value("leave")
        self.field, self.key = field, key
        self._open, self._why = False, ""
        self._name.setText(field.label)
        self._cap.setText(str(key) if key else "")
        self._unspoken.setVisible(field.unspoken)
        edge = 3 if field.unspoken else 0
        self._named.setContentsMargins(0, edge, 0, edge)
        self._state.setMinimumWidth(0)  # it only ever grows while a field is shown, so that nothing moves
        self._turn()
        self._draw()

    def forget(self) -> None:
        """Be nobody's row, until there is another field to show."""
        self.show_field(_NO_FIELD, 0)

    @property
    def granted(self) -> bool:
        """Whether the purpose or a lead grants the field at all."""
        return (self.field.revealable or self.field.approved) and not self.field.empty

    @property
    def shown(self) -> bool:
        """Whether the value is on the screen."""
        return self.value.shown

    def set_open(self, is_open: bool, why: str = "") -> None:
        """Say whether the field can be revealed now, and in a word or two why not."""
        self._open = is_open
        self._why = why
        self._draw()

    def show_value(self, value: bytearray, seconds: int, *, spoken: bool = False) -> None:
        """Show the value for so many seconds, or tell it too; the buffer belongs to the painted widget from now on."""
        self._faces.setCurrentWidget(self.value)  # first: a hidden widget asks for no room
        self.value.show_value(value, spoken=spoken)
        self.countdown.start(seconds)
        self._draw()

    def hide_value(self, cause: str) -> None:
        """Mask it before returning; nothing happens when it is masked already."""
        if not self.value.shown:
            return
        self.countdown.stop()
        self.value.forget()
        self._turn()
        self._draw()
        self.repaint()
        self.ended.emit(cause)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the field, or for another row (a scroll area around it would eat the arrow keys)."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        elif step:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Let the field in use be read."""
        super().focusInEvent(event)
        self._turn()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Cover it again, in privacy mode."""
        super().focusOutEvent(event)
        self._turn()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the field."""
        self.pressed.emit()
        event.accept()

    def _turn(self) -> None:
        """Show the value, the mask, or in privacy mode neither unless the field is in use."""
        covered = self.theme.room.private and not self.hasFocus() and not self.field.empty
        face = self.value if self.shown else self._cover if covered else self._mask
        self._faces.setCurrentWidget(face)

    def _say_seconds(self, left: int) -> None:
        self._say_state(self.tr("{left} s").format(left=left))

    def _say_state(self, words: str) -> None:
        self._state.setText(words)
        self._state.setMinimumWidth(max(44, self._state.sizeHint().width()))

    def _draw(self) -> None:
        field = self.field
        self._mask.setText(self.tr("Nothing on file") if field.empty else field.mask)
        self._cap.setVisible(bool(self.key))
        self._cap.setEnabled(self._open)
        self._copy_key.setVisible(self.shown and field.copy)
        self._lock.setVisible(not self.granted and not field.empty)
        self._lock.setPixmap(self.theme.picture("lock", "muted", 18))
        if not self.shown:
            self._say_state(self._state_words() if not self.granted else self._why)
        quiet = (self.tr("Do not say aloud"),) if field.unspoken else ()
        self.setAccessibleName("、".join((field.label, *quiet, self._state_words())))

    def _state_words(self) -> str:
        if self.shown:
            return self.tr("Being shown")
        if self.field.empty:
            return ""
        if self._why:
            return self._why
        if not self.granted:
            return self.tr("Not for this purpose")
        return self.tr("Masked")

    def _arrange(self, stacked: bool) -> None:
        for face in (self._mask, self.value, self._cover):
            self._faces.addWidget(face)
        signs = QHBoxLayout(self._sign)
        signs.setContentsMargins(0, 0, 0, 0)
        signs.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignCenter)
        signs.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignCenter)
        self._sign.setFixedWidth(30)
        self._name.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addLayout(self._names(), 1 if stacked else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 1, 12, 1)
        column.setSpacing(0)
        column.addLayout(row, 0 if stacked else 1)
        if stacked:
            column.addWidget(self._place, 1)
        else:
            self._name.setFixedWidth(108)
            row.addWidget(self._place, 1)
        row.addLayout(self._states())
        column.addWidget(self.countdown)

    def _names(self) -> QVBoxLayout:
        """The name, and below it what has to be minded: a narrow window leaves the room to the value."""
        self._named.setSpacing(2)
        self._named.addStretch(1)
        self._named.addWidget(self._name)
        self._named.addWidget(self._unspoken, 0, Qt.AlignmentFlag.AlignLeft)
        self._named.addStretch(1)
        return self._named

    def _states(self) -> QVBoxLayout:
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        states = QVBoxLayout()
        states.setSpacing(2)
        states.addStretch(1)
        states.addWidget(self._state)
        states.addWidget(self._copy_key, 0, Qt.AlignmentFlag.AlignRight)
        states.addStretch(1)
        return states
