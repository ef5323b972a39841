"""The parts of the call page, of which one is in sight at a time."""

from collections.abc import Callable
from functools import cached_property
from typing import Final, TypeVar

from PySide6.QtWidgets import QWidget

from operator_console.domain.views import SessionView
from operator_console.ui.call.approval_pane import ApprovalPane
from operator_console.ui.call.call_back_pane import CallBackPane, CallingPane
from operator_console.ui.call.choice_pane import ChoicePane
from operator_console.ui.call.find_pane import FindPane
from operator_console.ui.call.hold_pane import HoldPane
from operator_console.ui.call.keys import Point
from operator_console.ui.call.part import Part
from operator_console.ui.call.purpose_pane import PurposePane
from operator_console.ui.call.question_pane import QuestionPane
from operator_console.ui.call.start_pane import StartPane
from operator_console.ui.call.work_pane import WorkPane
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.stack import Stack

AnyPart = TypeVar("AnyPart", bound=Part)


class Parts(Stack):
    """Each part knows where its focus belongs; this knows which part belongs to which point of a call.

    What most calls never come to is made when it is first wanted: whoever unlocks waits for all that is made before.
    """

    def __init__(
        self,
        session: SessionView,
        theme: Theme,
        clock: Callable[[], float],
        *,
        hold: Callable[[], None],
        back: Callable[[], None],
        called_back: Callable[[bool], None],
        change_purpose: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hold, self._back = hold, back
        self._called_back, self._change_purpose = called_back, change_purpose
        self._compact = False
        self._made: list[Part] = []
        self.start = self._taken(StartPane(session, theme, self))
        self.finding = self._taken(FindPane(session, theme, self))
        self.work = self._taken(WorkPane(theme, clock, self))
        self.checklist, self.card = self.work.checklist, self.work.card

    @cached_property
    def held(self) -> HoldPane:
        """The caller waits."""
        return self._taken(HoldPane(self._hold, self))

    @cached_property
    def purposes(self) -> PurposePane:
        """What the caller wants instead."""
        pane = self._taken(PurposePane(self._theme, self))
        pane.chosen.connect(self._change_purpose)
        return pane

    @cached_property
    def choice(self) -> ChoicePane:
        """One thing to choose."""
        return self._taken(ChoicePane(self._theme, self))

    @cached_property
    def call_back(self) -> CallBackPane:
        """Before it is dialled."""
        return self._taken(CallBackPane(self._theme, self))

    @cached_property
    def calling(self) -> CallingPane:
        """While it rings."""
        return self._taken(CallingPane(self._called_back, self))

    @cached_property
    def approval(self) -> ApprovalPane:
        """A lead signs."""
        return self._taken(ApprovalPane(self._theme, self))

    @cached_property
    def question(self) -> QuestionPane:
        """A step that wants a second look."""
        return self._taken(QuestionPane(self._back, self))

    def show_point(self, point: Point) -> None:
        """Bring the part of this point into sight; the focus moves only when the part changes."""
        part = self._part(point)
        if part is not self.currentWidget():
            self.setCurrentWidget(part)
            part.take_focus()

    def take_focus(self, point: Point) -> None:
        """Put the focus where the next key of this point goes."""
        self._part(point).take_focus()

    def wipe(self) -> None:
        """Forget whatever has been typed."""
        self.finding.wipe()
        self.checklist.box.wipe()
        if "approval" in vars(self):
            self.approval.wipe()

    def set_compact(self, compact: bool) -> None:
        """Make room for the work where the window is low."""
        self._compact = compact
        for part in self._made:
            part.set_compact(compact)

    def _taken(self, part: AnyPart) -> AnyPart:
        self._made.append(part)
        self.addWidget(part)
        part.set_compact(self._compact)
        return part

    def _part(self, point: Point) -> Part:
        find = _PART_OF.get(point)
        return find(self) if find else self.work


_PART_OF: Final[dict[Point, Callable[[Parts], Part]]] = {
    Point.START: lambda parts: parts.start,
    Point.FIND: lambda parts: parts.finding,
    Point.HOLD: lambda parts: parts.held,
    Point.PURPOSE: lambda parts: parts.purposes,
    Point.CHOICE: lambda parts: parts.choice,
    Point.CALL_BACK: lambda parts: parts.call_back,
    Point.CALLING: lambda parts: parts.calling,
    Point.APPROVAL: lambda parts: parts.approval,
    Point.QUESTION: lambda parts: parts.question,
}
"""Which part is in sight at a point; at every other one it is the work on a customer's record."""
