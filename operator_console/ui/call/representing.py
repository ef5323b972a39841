"""Who is on the line: the customer, or somebody who speaks for them (代理人), with one key and what it changes."""

from PySide6.QtCore import QObject

from operator_console.domain.ids import RepresentativeId
from operator_console.domain.views import CallView
from operator_console.ui.call.caller import caller_label
from operator_console.ui.call.choice_pane import Choice
from operator_console.ui.call.desk import Desk
from operator_console.ui.call.keys import Point
from operator_console.ui.tone import Tone

_SELF = "self"


class Representing(QObject):
    """Asks who is calling and says what was dropped when that changes."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def ask(self) -> None:
        """Offer the customer and the representatives that the purpose admits."""
        call = self._desk.talk.call
        if call is None:
            return
        if not call.callers:
            words = self.tr("For this purpose nobody can speak for the customer. Ask that the customer calls.")
            self._desk.context.say(words, Tone.INFO)
            return
        self._desk.mask_now("caller")
        words = self.tr("Somebody for the customer: {who}")
        others = tuple(Choice(each.id, words.format(who=each.label), each.say) for each in call.callers)
        choices = (Choice(_SELF, self.tr("The customer themselves")), *others)
        words = self.tr(
            "The questions and what may be told change with it. What has been answered in the check is dropped;"
            " the attempts stay counted."
        )
        self._desk.parts.choice.ask(self.tr("Who is calling?"), words, choices, self._take, call.caller or _SELF)
        self._desk.step_aside(Point.CHOICE)

    def _take(self, chosen: str) -> None:
        caller = "" if chosen == _SELF else RepresentativeId(chosen)
        call = self._desk.talk.call
        self._desk.back()
        if call is not None and call.caller != caller:
            self._desk.talk.set_caller(caller, lambda: self._tell(call))

    def _tell(self, before: CallView) -> None:
        call = self._desk.talk.call
        if call is None:
            return
        who = caller_label(call) or self.tr("The customer themselves")
        words = self.tr("Now on the line: {who}.").format(who=who)
        if any(item.answered for item in before.checklist):
            words = self.tr("Now on the line: {who}. The answers so far and what was granted do not count any more.")
            words = words.format(who=who)
        self._desk.parts.checklist.remark(words)
        self._desk.context.say(words, Tone.INFO)
