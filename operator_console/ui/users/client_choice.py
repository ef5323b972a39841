"""The client companies an operator may answer for: one tick each, and what no tick means."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from operator_console.domain.ids import ClientId
from operator_console.domain.views import ClientView
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.label import Paragraph
from operator_console.ui.widgets.styled import mark


class ClientChoice(QWidget):
    """Arrow keys go from company to company, Space ticks; two buttons tick or clear all."""

    changed = Signal()

    def __init__(self, clients: Iterable[ClientView]) -> None:
        super().__init__()
        self.boxes = {client.id: QCheckBox(client.name.replace("&", "&&")) for client in clients}
        self.every = Button(self.tr("Tick a&ll"), lambda: self._set_all(True))
        self.none = Button(self.tr("Clea&r all"), lambda: self._set_all(False))
        self.note = Paragraph(size="small", ink="muted")
        buttons = QHBoxLayout()
        buttons.addWidget(self.every)
        buttons.addWidget(self.none)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for box in self.boxes.values():
            box.toggled.connect(self._tell)
            column.addWidget(box)
        column.addLayout(buttons)
        column.addWidget(self.note)
        self._tell()

    def tick(self, granted: Iterable[ClientId]) -> None:
        """Tick these and no other; one that the policy no longer has is granted to nobody."""
        ticked = set(granted)
        for client, box in self.boxes.items():
            box.setChecked(client in ticked)

    def ticked(self) -> tuple[ClientId, ...]:
        """Return what is ticked, in the order of the policy."""
        return tuple(client for client, box in self.boxes.items() if box.isChecked())

    def take_focus(self) -> None:
        """Stand on the first company."""
        next(iter(self.boxes.values()), self.every).setFocus()

    def _set_all(self, ticked: bool) -> None:
        for box in self.boxes.values():
            box.setChecked(ticked)

    def _tell(self) -> None:
        count = len(self.ticked())
        none = self.tr("None: this person can sign in, but cannot take any call and sees no customer.")
        some = self.tr("Calls, customers and scripts of the other companies are never shown to this person.")
        self.note.tell(some if count else none)
        mark(self.note, "ink", "muted" if count else "warning")
        self.changed.emit()
