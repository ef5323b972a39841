"""What somebody chooses for the place where they sit: privacy mode, the blank window, and values read aloud."""

from PySide6.QtWidgets import QCheckBox

from operator_console.domain.refusals import Refusal
from operator_console.domain.roles import DUTIES, Duty
from operator_console.protocol.messages import Done, SetSpeaking
from operator_console.ui.page import PageContext
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph


class RoomCard(Card):
    """Three boxes to tick. The first two are remembered here alone; the third is an entry in the log first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(margin=20)
        self._context = context
        self._room = context.theme.room
        self.private = QCheckBox(self.tr("&Privacy mode: only the field in use can be read (F10)"))
        self.blank = QCheckBox(self.tr("&Hide everything while another window is in front"))
        self.spoken = QCheckBox(self.tr("Tell my screen &reader the values that are shown"))
        self._warning = Paragraph(
            self.tr("Use earphones: whoever is in the room hears the value. Every value that is read is in the log."),
            size="small",
            ink="muted",
        )
        self.body.addWidget(Label(self.tr("At this place"), size="lead"))
        for part in (self.private, self.blank, self.spoken, self._warning):
            self.body.addWidget(part)
        for part in (self.spoken, self._warning):  # once they are in their place: before, they would be windows
            part.setVisible(Duty.TAKE_CALLS in DUTIES[context.session.role])
        self._show()
        self._room.changed.connect(self._show)
        self.private.clicked.connect(lambda on: self._room.choose(private=on))
        self.blank.clicked.connect(lambda on: self._room.choose(blank=on))
        self.spoken.clicked.connect(self._speak)

    def _show(self) -> None:
        self.private.setChecked(self._room.private)
        self.blank.setChecked(self._room.blank)
        self.spoken.setChecked(self._room.spoken)

    def _speak(self, on: bool) -> None:
        """Change it once the entry is there."""

        def take(_: Done) -> None:
            self._room.choose(spoken=on)

        def refuse(refusal: Refusal) -> None:
            self._show()
            self._context.say(self._context.wording.refusal(refusal), Tone.WARNING)

        self._context.link.ask(SetSpeaking(on=on), take, on_refused=refuse)
