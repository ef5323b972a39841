"""A field with its name above it and, below it, what it wants or what is wrong with it."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.styled import mark


class FormRow(QWidget):
    """Name, field and hint. The name is tied to the field for screen readers and Alt-mnemonics."""

    def __init__(self, name: str, field: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._hint = hint
        self.name = Label(name, size="small", ink="muted")
        self.name.setBuddy(field)
        field.setAccessibleName(name)
        self.note = Paragraph(hint, size="small", ink="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.name)
        column.addWidget(field)
        column.addWidget(self.note)
        self.note.setVisible(bool(hint))
        if isinstance(field, QLineEdit):
            field.textEdited.connect(lambda: self.say_wrong(""))

    def text(self) -> str:
        """Return what is typed, without the space around it; empty where the field is no line."""
        return self.field.text().strip() if isinstance(self.field, QLineEdit) else ""

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong with the field; an empty sentence puts the hint back."""
        mark(self.field, "wrong", "true" if sentence else "")
        self.field.setAccessibleDescription(sentence or self._hint)
        mark(self.note, "ink", "danger" if sentence else "muted")
        self.note.tell(sentence or self._hint)
        self.note.setVisible(bool(sentence or self._hint))
