"""Steps that lose something: another customer, goodbye. They say what is lost and are taken at the second look."""

from PySide6.QtCore import QObject

from operator_console.domain.calls import CallBack, Stage
from operator_console.domain.views import CallView
from operator_console.ui.call.desk import Desk
from operator_console.ui.call.drawer import Drawer
from operator_console.ui.call.keys import Point


class Leaving(QObject):
    """Asks only when something is lost."""

    def __init__(self, desk: Desk, drawer: Drawer, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._memo = drawer.memo

    def put_back(self) -> None:
        """It is not this customer."""
        call = self._desk.talk.call
        if call is None or not _begun(call):
            self._put_back_now()
            return
        self._desk.mask_now("put_back")
        title, words = self.tr("Find another customer?"), self.tr("What has been answered in the check is dropped.")
        self._desk.parts.question.ask(title, words, self.tr("Find another customer"), self._put_back_now)
        self._desk.step_aside(Point.QUESTION)

    def end(self) -> None:
        """Goodbye; the key pressed again answers the question."""
        call = self._desk.talk.call
        if call is None:
            return
        lost = self._lost(call)
        if lost and not self._desk.parts.question.asks_for(self._end_now):
            self._desk.mask_now("leave")
            self._desk.parts.question.ask(self.tr("End the call?"), lost, self.tr("End the call (F12)"), self._end_now)
            self._desk.step_aside(Point.QUESTION)
        else:
            self._end_now()

    def _put_back_now(self) -> None:
        self._desk.mask_now("put_back")
        self._desk.back()
        self._desk.talk.put_back()

    def _end_now(self) -> None:
        self._desk.mask_now("end")
        self._desk.talk.end()

    def _lost(self, call: CallView) -> str:
        lost = [self._lost_of_call(call)]
        if not self._memo.is_empty():
            lost.append(
                self.tr("The memo has not been saved and is gone with the call. To keep it: Esc, F4, Ctrl+Enter.")
            )
        return "\n".join(words for words in lost if words)

    def _lost_of_call(self, call: CallView) -> str:
        if call.on_hold:
            return self.tr("The caller is still waiting on hold.")
        if call.call_back is CallBack.CALLING:
            return self.tr("The call-back has not been answered yet.")
        checklist = self._desk.parts.checklist
        begun = _begun(call) or bool(checklist.box.text())
        if call.stage is Stage.FOUND and begun and not checklist.is_spent():
            return self.tr("The identity check has begun; what was answered is lost.")
        if call.stage is Stage.OPENED and self._desk.parts.finding.heard():
            return self.tr("The caller's record has not been found; what was typed is lost.")
        return ""


def _begun(call: CallView) -> bool:
    return any(item.answered for item in call.checklist)
