"""One way to find the caller: an exact identifier, or weak ones that are only used together."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from operator_console.domain.fields import Kind
from operator_console.domain.ids import FieldName
from operator_console.domain.views import FindField
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.heard_input import HeardInput
from operator_console.ui.widgets.label import Badge, Label
from operator_console.ui.widgets.row_frame import RowFrame

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FindWay(RowFrame):
    """A key, and an input for each field of this way. Its inputs belong to it alone."""

    entered = Signal()
    """Enter was pressed in one of the inputs."""
    edited = Signal()
    """Something was typed into one of them."""
    reached = Signal()
    """One of them got the focus."""

    stepped = Signal(int)
    """An arrow key wants another way: -1 up, 1 down."""

    def __init__(self, key: int, fields: tuple[FindField, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.inputs: dict[FieldName, HeardInput] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(14)
        row.addWidget(Badge(f"Alt+{key}", "key", self), 0, Qt.AlignmentFlag.AlignBottom)
        for at, field in enumerate(fields):
            if at:
                row.addWidget(Label("＋", size="lead", ink="muted", parent=self), 0, Qt.AlignmentFlag.AlignBottom)
            row.addLayout(self._column(field), 1)

    def begin(self) -> None:
        """Put the focus into the first input that is still empty."""
        inputs = tuple(self.inputs.values())
        next((box for box in inputs if not box.text()), inputs[0]).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def heard(self) -> dict[FieldName, str]:
        """Return what has been typed, field by field."""
        return {name: box.text().strip() for name, box in self.inputs.items() if box.text().strip()}

    def wipe(self) -> None:
        """Forget what was typed."""
        for box in self.inputs.values():
            box.wipe()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.set_current(event.type() is QEvent.Type.FocusIn)
            if event.type() is QEvent.Type.FocusIn:
                self.reached.emit()
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            self.entered.emit()
            return True
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _column(self, field: FindField) -> QVBoxLayout:
        box = HeardInput(self.theme.room, self)
        box.setAccessibleName(field.label)
        box.setPlaceholderText(self._example(field.kind))
        box.textEdited.connect(lambda _: self.edited.emit())
        box.installEventFilter(self)
        self.inputs[field.name] = box
        name = Label(field.label, size="small", ink="muted", parent=self)
        name.setBuddy(box)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(name)
        column.addWidget(box)
        return column

    def _example(self, kind: Kind) -> str:
        examples = {
            Kind.PHONE: self.tr("e.g. 03-1234-5678"),
            Kind.KANA: self.tr("e.g. YAMADA TARO in kana"),
            Kind.BIRTH_DATE: self.tr("e.g. 1985-04-01"),
        }
        return examples.get(kind, "")
