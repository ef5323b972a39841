"""A vault that cannot be opened: what is wrong, what to do next, and three ways on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from operator_console.ui.choosing_file import choose_folder
from operator_console.ui.gates.gate import Gate, GateFace
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.label import Label, Paragraph


class FatalGate(Gate):
    """Says it; :attr:`passed` (with nothing) means try again, :attr:`folder` carries another folder's path.

    ``place`` is a folder of the user's own, or the socket of a service, which is nobody's to choose; empty for none.
    """

    folder = Signal(str)

    def __init__(self, face: GateFace, what: str, then: str, place: str, *, own_folder: bool = True) -> None:
        super().__init__(face, width=560)
        row = QHBoxLayout()
        row.setSpacing(12)
        sign = Label()
        sign.setPixmap(face.theme.picture("warning", "warning", 28))
        row.addWidget(sign)
        row.addWidget(Label(self.tr("The vault cannot be opened"), size="title"), 1)
        self.card.body.addLayout(row)
        self.what = Paragraph(what)
        self.then = Paragraph(then, ink="muted")
        self.retry = Button(self.tr("Try again"), lambda: self.passed.emit(None), kind="primary")
        self.other = Button(self.tr("Choose another folder …"), self._choose)
        self.restore = Button(self.tr("Restore from a backup …"), self.restore_wanted.emit)
        if not own_folder:
            self.other.hide()
            self.restore.hide()
        named = self.tr("Folder: {place}") if own_folder else self.tr("Service: {place}")
        where = Paragraph(named.format(place=place), size="small", ink="muted")
        if not place:
            where.hide()
        for part in (self.what, self.then, where, self.said):
            self.card.body.addWidget(part)
        self.card.body.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        buttons = QHBoxLayout()
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        buttons.addWidget(self.retry)
        self.card.body.addLayout(buttons)

    def entered(self) -> None:
        """Put the focus on trying again."""
        self.retry.setFocus()

    def _choose(self) -> None:
        choose_folder(self, self.tr("Choose the vault's folder"), self.folder.emit)
