"""No call: choose as whom to answer and what it is about, with the greeting to say already in sight."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from operator_console.domain.ids import CallId
from operator_console.domain.views import ClientView, SessionView, UnfinishedCall
from operator_console.ui.call.part import Part
from operator_console.ui.call.sentence import Sentence
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.choice_list import ChoiceList
from operator_console.ui.widgets.label import Label, Paragraph


class StartPane(Part):
    """Client companies on the left, the greeting and the purposes on the right."""

    opened = Signal(str, str)
    """A client's id and a purpose's id."""
    resumed = Signal(str)
    """The id of the call that a lock interrupted."""

    def __init__(self, session: SessionView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clients: dict[str, ClientView] = {client.id: client for client in session.clients}
        self._unfinished = session.unfinished
        self.greeting = Sentence(self.tr("Say this first"), size="title", parent=self)
        self.clients = ChoiceList(theme, self.tr("Client company"), self)
        self.purposes = ChoiceList(theme, self.tr("Purpose of the call"), self)
        self.offer = Card(margin=18, parent=self)
        self.go_back = Button(self.tr("Return to the earlier call"), self._resume, kind="primary", parent=self.offer)
        self._fill_offer()
        self._arrange()
        self.offer.setVisible(self._unfinished is not None)
        self.clients.currentRowChanged.connect(lambda _: self._show_client())
        self.clients.chosen.connect(lambda _: self.purposes.setFocus(Qt.FocusReason.TabFocusReason))
        self.purposes.chosen.connect(lambda purpose: self.opened.emit(self.clients.current, purpose))
        self.clients.offer(tuple((client.id, client.name) for client in session.clients))

    def take_focus(self) -> None:
        """Put the focus where the next call begins."""
        self.purposes.setCurrentRow(0)
        if self.offer.isVisibleTo(self):
            self.go_back.setFocus()
        elif self.clients.count() == 1:
            self.purposes.setFocus()
        else:
            self.clients.setFocus()

    def step_back(self) -> None:
        """From the purposes to the clients; from the offer to a new call."""
        if self.purposes.hasFocus() or self.go_back.hasFocus():
            self.clients.setFocus(Qt.FocusReason.BacktabFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Be smaller where the window is low."""
        self.greeting.set_compact(compact)
        self._column.setSpacing(8 if compact else 20)
        self._grid.setVerticalSpacing(5 if compact else 10)

    def forget_unfinished(self) -> None:
        """A call has been taken: there is nothing to return to any more."""
        self._unfinished = None
        self.offer.hide()

    def _show_client(self) -> None:
        client = self._clients.get(self.clients.current)
        nobody = self.tr("No client company has been granted to you. Ask an administrator.")
        self.greeting.say(client.greeting if client else nobody)
        self.purposes.offer(tuple((purpose.id, purpose.label) for purpose in client.purposes) if client else ())

    def _resume(self) -> None:
        if self._unfinished is not None:
            self.resumed.emit(CallId(self._unfinished.id))

    def _fill_offer(self) -> None:
        offer = self.offer
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(Label(self.tr("There is a call that a lock interrupted"), size="lead", parent=offer))
        words.addWidget(Paragraph(self._what_remains(self._unfinished), ink="muted", parent=offer))
        row.addLayout(words, 1)
        row.addWidget(self.go_back, 0, Qt.AlignmentFlag.AlignVCenter)
        offer.body.addLayout(row)

    def _what_remains(self, unfinished: UnfinishedCall | None) -> str:
        if unfinished is None:
            return ""
        names = {"client": unfinished.client_name, "purpose": unfinished.purpose_label}
        if unfinished.check_valid:
            words = self.tr("{client}, {purpose}. A check that was met still counts; the fields are masked.")
        else:
            words = self.tr("{client}, {purpose}. Too much time has passed: check the caller's identity again.")
        return words.format(**names)

    def _arrange(self) -> None:
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.addWidget(Label(self.tr("As whom do you answer?"), size="lead", parent=self), 0, 0)
        grid.addWidget(self.clients, 1, 0)
        grid.addWidget(Label(self.tr("What is it about?"), size="lead", parent=self), 0, 1)
        grid.addWidget(self.purposes, 1, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.offer)
        self._column.addWidget(self.greeting)
        self._column.addLayout(grid, 1)
