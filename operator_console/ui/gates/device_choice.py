"""Where the secret of this device is kept: the keyring, or a file that is said to be weaker."""

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from operator_console.ui.widgets.label import Paragraph


class DeviceChoice(QWidget):
    """Two choices. ``keyring`` is the backend this machine has, empty for none: then only the file is offered."""

    def __init__(self, keyring: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keyring = QRadioButton(self.tr("In the system's keyring"))
        self.file = QRadioButton(self.tr("In a file that only you can read"))
        self.keyring.setEnabled(bool(keyring))
        (self.keyring if keyring else self.file).setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.keyring)
        found = self.tr("Recommended. Found on this machine: {name}").format(name=keyring)
        column.addWidget(_note(found if keyring else self.tr("This machine has none that can be used.")))
        column.addSpacing(6)
        column.addWidget(self.file)
        weaker = self.tr("Weaker: whoever copies the whole disk has the file too, and then only the password protects.")
        column.addWidget(_note(weaker))

    @property
    def chosen(self) -> str:
        """``keyring`` or ``file``, as the protocol names them."""
        return "keyring" if self.keyring.isChecked() else "file"


def _note(text: str) -> Paragraph:
    note = Paragraph(text, size="small", ink="muted")
    note.setContentsMargins(36, 0, 0, 0)
    return note
