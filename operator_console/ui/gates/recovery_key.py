"""The recovery key, shown once in groups, and the proof that it has been written down: two of its groups typed in."""

import os
import secrets
import unicodedata
from pathlib import Path

from PySide6.QtWidgets import QFormLayout, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from operator_console.ui.choosing_file import choose_new_file
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph


class RecoveryKeySheet(QWidget):
    """Shows the key. Saving writes only the file that the person picks, readable to them alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(14)
        sheet = Card(frame="inset", margin=22)
        sheet.body.addLayout(self._grid)
        self.said = Paragraph(size="small", ink="muted")
        self.save = Button(self.tr("Save to a file …"), self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(sheet)
        column.addWidget(self.said)

    def show_code(self, code: str) -> None:
        """Show the groups of ``code``, numbered from 1; an empty code clears the sheet."""
        self._code = code
        self.said.tell("")
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, group in enumerate(groups(code)):
            row, column = divmod(number, 4)
            self._grid.addWidget(Label(f"{number + 1}", size="small", ink="muted"), row * 2, column)
            self._grid.addWidget(Label(group, size="title"), row * 2 + 1, column)

    def write(self, path: Path) -> None:
        """Write the key to ``path``; says on the sheet whether that worked."""
        try:
            opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(opened, "w", encoding="utf-8") as file:
                file.write(self._code + "\n")
        except OSError:
            self.said.tell(self.tr("The file could not be written. Choose another place, or write the key down."))
            return
        self.said.tell(self.tr("Saved. Move the file to a USB stick or print it, and keep it away from this machine."))

    def _choose(self) -> None:
        title = self.tr("Save the recovery key")
        choose_new_file(self, title, lambda path: self.write(Path(path)), suffix="txt", replaces=True)


class RecoveryKeyProof(QWidget):
    """Asks for two groups, chosen anew each time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked: tuple[int, int] = (0, 1)
        self._code = ""
        self.fields = (QLineEdit(), QLineEdit())
        self._names = (Label(), Label())
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(12)
        for name, field in zip(self._names, self.fields, strict=True):
            form.addRow(name, field)
        self.fields[0].returnPressed.connect(self.fields[1].setFocus)

    def ask(self, code: str) -> None:
        """Choose two groups of ``code`` and ask for them."""
        self._code = code
        first, second = sorted(secrets.SystemRandom().sample(range(len(groups(code))), 2))
        self.asked = (first, second)
        for name, field, number in zip(self._names, self.fields, self.asked, strict=True):
            words = self.tr("Group {number}").format(number=number + 1)
            name.setText(words)
            field.setAccessibleName(words)
            field.setText("")
        self.fields[0].setFocus()

    def is_right(self) -> bool:
        """Return whether both groups were typed as they are on the sheet; case and width do not matter."""
        wanted = [groups(self._code)[number] for number in self.asked]
        typed = [unicodedata.normalize("NFKC", field.text()).strip().upper() for field in self.fields]
        return typed == wanted


def groups(code: str) -> list[str]:
    """Return the groups of a recovery key as it is printed."""
    return code.split("-") if code else []
