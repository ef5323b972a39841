"""A checkpoint on its way out: read out as a code, photographed as a picture, or saved as a file."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from operator_console.domain.evidence import Way
from operator_console.protocol.messages import CheckpointTaken
from operator_console.ui.evidence.qr import QrPicture
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.lettering import value_font


class Delivery(Card):
    """Shows one checkpoint. ``delivered`` carries its entries and the way; a file is asked for by ``file_wanted``."""

    delivered = Signal(int, object)
    file_wanted = Signal()

    def __init__(self, time: OfficeTime) -> None:
        super().__init__(margin=16)
        self._time = time
        self.taken: CheckpointTaken | None = None
        self.code, self.reach = Label(size="title"), Paragraph(size="small", ink="muted")
        self.picture = QrPicture()
        self.said = Button(self.tr("I told the &code"), lambda: self._deliver(Way.CODE))
        self.photographed = Button(self.tr("The &picture was taken"), lambda: self._deliver(Way.QR))
        self.file = Button(self.tr("Save as &file …"), lambda: self.file_wanted.emit())
        self._lay_out()

    def _lay_out(self) -> None:
        self.code.setFont(value_font())
        self.code.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        how = self.tr(
            "Read the code out to your lead, have them photograph the picture, or save a file that leaves this machine."
            " It has no customer's data."
        )
        buttons = QHBoxLayout()
        for button in (self.said, self.photographed, self.file):
            buttons.addWidget(button)
        buttons.addStretch(1)
        told = QVBoxLayout()
        told.setSpacing(10)
        told.addWidget(Label(self.tr("Record to be delivered"), size="lead"))
        told.addWidget(self.code)
        told.addWidget(self.reach)
        told.addWidget(Paragraph(how))
        told.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(20)
        sides.addLayout(told, 1)
        sides.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(sides)
        self.body.addLayout(buttons)

    def show_taken(self, taken: CheckpointTaken) -> None:
        """Show this checkpoint, with the focus on what is read out."""
        self.taken = taken
        self.code.setText(taken.code)
        self.code.setAccessibleName(self.tr("Code to read out: {code}").format(code=" ".join(taken.code)))
        words = self.tr("Made {time}; it fixes the entries up to no. {entries}.")
        self.reach.tell(words.format(time=self._time.shown(taken.time), entries=f"{taken.entries:,}"))
        self.picture.show_code(taken.qr, self.tr("The record as a QR picture"))
        self.show()
        self.said.setFocus()

    def suggestion(self) -> str:
        """Return a name for the file."""
        entries = self.taken.entries if self.taken else 0
        return str(Path.home() / self.tr("log_record_{entries}.txt").format(entries=entries))

    def _deliver(self, way: Way) -> None:
        if self.taken is not None:
            self.delivered.emit(self.taken.entries, way)
