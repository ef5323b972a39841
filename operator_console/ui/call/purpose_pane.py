"""The caller wants something else: choose the other purpose in the same call."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from operator_console.domain.views import CallView, ClientView
from operator_console.ui.call.part import Part
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.choice_list import ChoiceList
from operator_console.ui.widgets.label import Label, Paragraph


class PurposePane(Part):
    """The purposes of the call's client company."""

    chosen = Signal(str)
    """The id of a purpose."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.purposes = ChoiceList(theme, self.tr("Purpose of the call"))
        self.purposes.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("What does the caller want now?"), size="title"))
        words = self.tr("The customer stays. What has been answered rightly still counts; the rest is asked now.")
        column.addWidget(Paragraph(words, ink="muted"))
        column.addWidget(self.purposes, 1)

    def offer(self, call: CallView, client: ClientView) -> None:
        """Show what this client's calls can be about."""
        self.purposes.offer(tuple((purpose.id, purpose.label) for purpose in client.purposes), call.purpose)

    def take_focus(self) -> None:
        """Put the focus on the list."""
        self.purposes.setFocus(Qt.FocusReason.OtherFocusReason)
