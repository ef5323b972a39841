"""The parts of the call page, of which one is in sight at a time."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from operator_console.domain.views import SessionView
from operator_console.ui.call.approval_pane import ApprovalPane
from operator_console.ui.call.call_back_pane import CallBackPane, CallingPane
from operator_console.ui.call.card_pane import CardPane
from operator_console.ui.call.checklist_pane import ChecklistPane
from operator_console.ui.call.choice_pane import ChoicePane
from operator_console.ui.call.find_pane import FindPane
from operator_console.ui.call.hold_pane import HoldPane
from operator_console.ui.call.keys import Point
from operator_console.ui.call.purpose_pane import PurposePane
from operator_console.ui.call.question_pane import QuestionPane
from operator_console.ui.call.start_pane import StartPane
from operator_console.ui.call.work_pane import WorkPane
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.stack import Stack


class Parts(Stack):
    """Each part knows where its focus belongs; this knows which part belongs to which point of a call."""

    def __init__(
        self,
        session: SessionView,
        theme: Theme,
        clock: Callable[[], float],
        *,
        hold: Callable[[], None],
        back: Callable[[], None],
        called_back: Callable[[bool], None],
    ) -> None:
        super().__init__()
        self.start = StartPane(session, theme)
        self.finding = FindPane(session, theme)
        self.checklist = ChecklistPane(theme)
        self.card = CardPane(theme, clock)
        self.work = WorkPane(self.checklist, self.card)
        self.held = HoldPane(hold)
        self.purposes = PurposePane(theme)
        self.choice = ChoicePane(theme)
        self.call_back = CallBackPane(theme)
        self.calling = CallingPane(called_back)
        self.approval = ApprovalPane(theme)
        self.question = QuestionPane(back)
        self._places: dict[Point, tuple[QWidget, Callable[[], None]]] = {
            Point.START: (self.start, self.start.begin),
            Point.FIND: (self.finding, self.finding.take_focus),
            Point.HOLD: (self.held, self.held.back.setFocus),
            Point.PURPOSE: (self.purposes, self.purposes.take_focus),
            Point.CHOICE: (self.choice, self.choice.take_focus),
            Point.CALL_BACK: (self.call_back, self.call_back.take_focus),
            Point.CALLING: (self.calling, self.calling.take_focus),
            Point.APPROVAL: (self.approval, self.approval.take_focus),
            Point.QUESTION: (self.question, self.question.take_focus),
        }
        for part in (self.work, *dict.fromkeys(part for part, _ in self._places.values())):
            self.addWidget(part)

    def show_point(self, point: Point) -> None:
        """Bring the part of this point into sight; the focus moves only when the part changes."""
        part, take_focus = self._place(point)
        if part is not self.currentWidget():
            self.setCurrentWidget(part)
            take_focus()

    def take_focus(self, point: Point) -> None:
        """Put the focus where the next key of this point goes."""
        self._place(point)[1]()

    def wipe(self) -> None:
        """Forget whatever has been typed."""
        self.finding.wipe()
        self.checklist.box.wipe()
        self.approval.wipe()

    def set_compact(self, compact: bool) -> None:
        """Make room for the work where the window is low."""
        for part in (self.start, self.finding, self.work, self.choice, self.call_back, self.calling, self.approval):
            part.set_compact(compact)

    def _place(self, point: Point) -> tuple[QWidget, Callable[[], None]]:
        return self._places.get(point, (self.work, self.work.take_focus))
