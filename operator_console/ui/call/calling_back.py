"""The steps of a call-back: asked for, dialled, answered or not, and what that grants."""

from PySide6.QtCore import QObject

from operator_console.domain.calls import CallBack, Stage
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.messages import BeginCallBack
from operator_console.ui.call.desk import Desk
from operator_console.ui.call.keys import Point
from operator_console.ui.tone import Tone

_BY_HAND = frozenset({Code.DIAL_UNAVAILABLE, Code.DIAL_FAILED})


class CallingBack(QObject):
    """Leads through a call-back; the number itself never comes here."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def ask(self) -> None:
        """Offer to call back, or say why that cannot be done now."""
        call = self._desk.talk.call
        if call is None:
            return
        why = ""
        if not call.call_back_label:
            why = self.tr("The policy knows no call-back. Hand over to a lead (F11).")
        elif call.stage is not Stage.VERIFIED:
            why = self.tr("A call-back comes after the identity check. Go on with the questions first.")
        if why:
            self._desk.context.say(why, Tone.INFO)
            return
        self._desk.mask_now("call_back")
        self._desk.parts.call_back.ask(call.call_back_label, self._dial)
        self._desk.step_aside(Point.CALL_BACK)

    def answered(self, reached: bool) -> None:
        """Take down how it went."""
        self._desk.talk.end_call_back(reached=reached)

    def refuse(self, request: object, refusal: Refusal, words: str) -> bool:
        """Say in the pane what went wrong with dialling; return whether it was about that."""
        if not isinstance(request, BeginCallBack) or refusal.code not in _BY_HAND:
            return False
        self._desk.parts.call_back.explain(words)
        return True

    def tell(self, before: CallBack, now: CallBack) -> None:
        """Say what came of it, once, when it has ended."""
        if before is not CallBack.CALLING:
            return
        if now is CallBack.REACHED:
            words = self.tr("The call-back was answered. What needed it can be shown now.")
            self._desk.context.say(words, Tone.GOOD)
        elif now is CallBack.NOT_REACHED:
            words = self.tr("The call-back did not reach the customer. Try again (F5), or tell nothing that needs it.")
            self._desk.context.say(words, Tone.WARNING)

    def _dial(self, by_hand: bool) -> None:
        self._desk.talk.begin_call_back(by_hand=by_hand, then=self._desk.back)
