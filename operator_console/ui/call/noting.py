"""The steps of a memo: looked at while it is written, saved when it may be, shown again, disposed of."""

from PySide6.QtCore import QObject

from operator_console.domain.calls import Stage
from operator_console.domain.ids import MemoId
from operator_console.domain.policy import HISTORY
from operator_console.domain.refusals import Refusal
from operator_console.domain.views import MemoFinding
from operator_console.protocol.messages import SaveMemo
from operator_console.ui.call.choice_pane import Choice
from operator_console.ui.call.desk import Desk
from operator_console.ui.call.drawer import Drawer
from operator_console.ui.call.keys import Point, Side
from operator_console.ui.tone import Tone


class Noting(QObject):
    """Between the memo panel and the vault. The text goes out to be checked and saved, and is kept nowhere here."""

    def __init__(self, desk: Desk, drawer: Drawer, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drawer = drawer
        self._panel = drawer.memo
        self._warned = -1
        self._panel.paused.connect(self._look)
        self._panel.edit.save_wanted.connect(self.save)
        self._panel.history.wanted.connect(self._reveal)
        self._panel.history.ended.connect(lambda cause: desk.talk.end_showing(HISTORY, cause))
        self._panel.history.dispose_wanted.connect(self._ask_to_dispose)
        self._panel.history.barred.connect(self._say_barred)

    def save(self) -> None:
        """Save the memo, once it carries nothing forbidden and what is better left out has been pointed out."""
        call = self._desk.talk.call
        if call is None or self._panel.is_empty() or self._panel.edit.isReadOnly():
            return
        if call.stage is Stage.OPENED:
            self._panel.say(self.tr("A memo is saved with a customer: find the caller's record first."), Tone.INFO)
            return
        version = self._panel.version
        self._desk.talk.check_memo(self._panel.edit.toPlainText(), lambda found: self._save(version, found))

    def hand_over(self, question: str) -> None:
        """Put into the memo what the person in charge (担当者) has to go on with, and open it."""
        self._panel.edit.append_line(self.tr("[For the person in charge] {question}").format(question=question))
        self._drawer.choose(Side.MEMO)
        self._panel.take_focus()

    def refuse(self, request: object, refusal: Refusal, words: str) -> bool:
        """Say beside the memo why it was not saved; return whether it was about that."""
        del refusal
        if not isinstance(request, SaveMemo):
            return False
        self._panel.edit.setReadOnly(False)
        self._panel.say(words, Tone.DANGER)
        return True

    def _look(self) -> None:
        version = self._panel.version

        def take(found: tuple[MemoFinding, ...]) -> None:
            if version == self._panel.version:
                self._say(found, waiting=False)

        if self._desk.talk.call is not None:
            self._desk.talk.check_memo(self._panel.edit.toPlainText(), take)

    def _save(self, version: int, found: tuple[MemoFinding, ...]) -> None:
        call = self._desk.talk.call
        if call is None or version != self._panel.version or self._desk.talk.waiting:
            return
        known = self._warned == version
        self._warned = version
        if found and (not known or any(each.forbidden for each in found)):
            self._say(found, waiting=True)
            return
        self._panel.edit.setReadOnly(True)
        self._desk.talk.save_memo(self._panel.edit.toPlainText(), self._saved)

    def _saved(self) -> None:
        self._panel.wipe()
        self._desk.context.say(self.tr("The memo has been saved with the customer."), Tone.GOOD)

    def _say(self, found: tuple[MemoFinding, ...], *, waiting: bool) -> None:
        forbidden = tuple(each for each in found if each.forbidden)
        if forbidden:
            words = self.tr("This must not be kept: {what} ({where}). Delete it, then save.")
            self._panel.say(self._named(words, forbidden), Tone.DANGER, found)
        elif found:
            words = self.tr("Is it needed? {what} ({where}). Delete what is not.")
            if waiting:
                words = self.tr("Is it needed? {what} ({where}). Delete what is not, or save all the same: Ctrl+Enter.")
            self._panel.say(self._named(words, found), Tone.WARNING, found)
        else:
            self._panel.say("", Tone.INFO)

    def _named(self, words: str, found: tuple[MemoFinding, ...]) -> str:
        text = self._panel.edit.toPlainText()
        kinds = dict.fromkeys(self._desk.context.wording.fact_value("memo_kind", each.kind) for each in found)
        lines = dict.fromkeys(1 + text.count("\n", 0, each.start) for each in found)
        where = self.tr("line {lines}").format(lines=self.tr(", ").join(str(line) for line in lines))
        return words.format(what=self.tr(", ").join(kinds), where=where)

    def _reveal(self, memo: MemoId) -> None:
        history = self._panel.history

        def show(value: bytearray, seconds: int, spoken: bool) -> None:
            if not history.show_value(memo, value, seconds, spoken=spoken):
                self._desk.talk.end_showing(HISTORY, "leave")

        self._desk.talk.reveal_memo(memo, show)

    def _say_barred(self) -> None:
        call = self._desk.talk.call
        words = self.tr("Saved memos can be shown once the identity check is met.")
        if call is not None and not call.history_revealable:
            words = self.tr("Saved memos cannot be shown for this purpose.")
        self._desk.context.say(words, Tone.INFO)

    def _ask_to_dispose(self, memo: MemoId) -> None:
        reasons = (
            self.tr("Written by mistake"),
            self.tr("It is about somebody else"),
            self.tr("It says more than is needed"),
        )
        self._desk.mask_now("leave")
        self._desk.parts.choice.ask(
            self.tr("Dispose of this memo?"),
            self.tr(
                "It cannot be brought back; that it was disposed of stays in the log. Choosing the reason does it."
            ),
            tuple(Choice(reason, reason) for reason in reasons),
            lambda reason: self._dispose(memo, reason),
        )
        self._desk.step_aside(Point.CHOICE)

    def _dispose(self, memo: MemoId, reason: str) -> None:
        self._desk.back()
        self._desk.talk.dispose_memo(memo, reason)
