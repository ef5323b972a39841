"""The identity check: the sentence to say, what the caller answers, and the blind result for the whole."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from operator_console.domain.calls import Stage
from operator_console.domain.ids import ItemId
from operator_console.domain.views import CallView, ItemView
from operator_console.ui.call.caller import caller_greeting, caller_label
from operator_console.ui.call.item_row import ItemRow
from operator_console.ui.call.notice import Notice
from operator_console.ui.call.sentence import Sentence
from operator_console.ui.theme import Theme
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.heard_input import HeardInput
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.scroll import Scroll


class ChecklistPane(QWidget):
    """Enter compares and goes on to the next question; ↑ and ↓ change the question; an empty Enter skips it."""

    answered = Signal(str, str)
    """A question's id and what the caller said; the input has been wiped by then."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._call: CallView | None = None
        self._at = 0
        self._busy = False
        self._barred = self._day_over = False
        self._greeted = False
        self._remark = ""
        self._area = Scroll(self)
        self._inside = inside = QWidget(self._area.inside)
        self._content = QVBoxLayout(inside)
        self.sentence = Sentence(self.tr("Say this"), size="title", parent=inside)
        self.box = HeardInput(theme.room, inside)
        self.box.setAccessibleName(self.tr("What the caller answers"))
        self.box.installEventFilter(self)
        self.notice = Notice(theme, parent=inside)
        self._sheet = Card(margin=16, parent=inside)
        self.need = Paragraph(size="small", ink="muted", parent=self._sheet)
        self.rows: list[ItemRow] = []
        self._list = QVBoxLayout()
        self._of_customer = self.tr("Identity check")
        self._title = Label(self._of_customer, size="lead", parent=self)
        self._arrange()

    @property
    def current(self) -> ItemView | None:
        """The question whose sentence is shown."""
        items = self._call.checklist if self._call is not None else ()
        return items[self._at] if self._at < len(items) else None

    def show_call(self, call: CallView) -> None:
        """Show the checklist as it is now; a new customer or purpose begins at its first question."""
        before = self._call
        self._call = call
        if before is None or _asking(before) != _asking(call):
            self._barred = self._barred and before is not None
            self._day_over = self._day_over and before is not None
            self._remark = ""
            self._greeted = False
            self._make_rows()
            self._at = self._next(0)
            self.box.wipe()
        self._draw()

    def forget(self) -> None:
        """The call is over, or its customer was put back."""
        self._call = None
        self._barred = self._day_over = False
        self._remark = ""
        self.box.wipe()
        self.notice.say("")

    def set_busy(self, busy: bool) -> None:
        """While an answer is being compared the next one may be typed, but not sent."""
        self._busy = busy

    def go_on(self) -> None:
        """A question has been answered: go to the next one that can be asked."""
        self._remark = ""
        self._greeted = True
        self._at = self._next(self._at + 1)
        self._draw()

    def take_focus(self) -> None:
        """Put the focus where the answer is typed."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Be smaller where the window is low."""
        self._title.setHidden(compact)
        self.sentence.set_compact(compact)
        self._content.setSpacing(8 if compact else 12)

    def is_spent(self) -> bool:
        """Whether nothing can be asked any more and the check is not met."""
        call = self._call
        if call is None or call.stage is Stage.VERIFIED:
            return False
        none_left = not call.attempts_left or not any(item.attempts_left for item in call.checklist)
        return self._barred or call.day_limit_reached or none_left

    def is_day_over(self) -> bool:
        """Whether it is today's attempts for this customer that are used up; a lead can give them anew."""
        return self._day_over or (self._call is not None and self._call.day_limit_reached)

    def give_up(self, *, for_today: bool) -> None:
        """The vault takes no more answers, for this customer or in this call, whatever the counts say."""
        self._barred = True
        self._day_over = for_today
        self._draw()

    def take_up(self) -> None:
        """A lead has approved: what the vault says of the attempts holds again."""
        self._barred = self._day_over = False
        self._draw()

    def remark(self, words: str) -> None:
        """Say something about the check that stays until the next answer."""
        self._remark = words
        self._draw()

    def _say_spent(self, call: CallView) -> None:
        self.box.wipe()
        self.box.setEnabled(False)
        if call.approved_by:
            self.notice.say(self.tr("A lead has approved: tell the approved fields, and nothing more."), Tone.INFO)
            words = self.tr("Thank you for waiting. I can tell you what is needed now.")
            self.sentence.say(words, self.tr("Say this"))
            return
        words = self.tr("The attempts are used up. A lead can approve what is urgent (F11), or end the call.")
        if self.is_day_over():
            words = self.tr("Today's attempts for this customer are used up. A lead can lift that (F11).")
        self.notice.say(words, Tone.DANGER)
        self.sentence.say(
            self.tr("I am sorry: we could not confirm your identity, so I cannot tell you more on this call."),
            self.tr("Say this"),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys that move among the questions out of the input."""
        if watched is self.box and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._go(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        item = self.current
        if item is None or self._busy:
            return
        heard = self.box.take()
        if heard:
            self.answered.emit(item.id, heard)
        else:
            self.go_on()

    def _go(self, step: int) -> None:
        if self._call is not None and self._call.checklist:
            self._pick((self._at + step) % len(self._call.checklist))

    def _pick(self, at: int) -> None:
        self._at = at
        self.box.wipe()
        self._draw()
        self.take_focus()

    def _next(self, start: int) -> int:
        items = self._call.checklist if self._call is not None else ()
        order = [(start + step) % len(items) for step in range(len(items))] if items else []
        unasked = [at for at in order if not items[at].answered and items[at].attempts_left]
        possible = [at for at in order if items[at].attempts_left]
        return (unasked or possible or [0])[0]

    def _make_rows(self) -> None:
        wanted = len(self._call.checklist) if self._call is not None else 0
        while len(self.rows) > wanted:
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for at in range(len(self.rows), wanted):
            row = ItemRow(self._theme, self._sheet)
            row.picked.connect(partial(self._pick, at))
            self._list.addWidget(row)
            self.rows.append(row)

    def _draw(self) -> None:
        call, item = self._call, self.current
        if call is None or item is None:
            return
        for at, (row, each) in enumerate(zip(self.rows, call.checklist, strict=True)):
            row.show_item(each)
            row.set_current(at == self._at)
        self.need.tell(self._needs(call))
        who = caller_label(call)
        self._title.setText(self.tr("Identity check: {caller}").format(caller=who) if who else self._of_customer)
        if self.is_spent():
            self._say_spent(call)
            return
        self.box.setEnabled(True)
        self.box.setPlaceholderText(self.tr("What the caller says for: {item}").format(item=item.label))
        if call.stage is Stage.VERIFIED:
            self.sentence.say(self.tr("Thank you. That is all I need to ask."), self.tr("Say this"))
        else:
            first = "" if self._greeted else caller_greeting(call)
            words = f"{first}\n{item.say}" if first else item.say
            self.sentence.say(words, self.tr("Say this ({item})").format(item=item.label))
        self._say_result(call)

    def _say_result(self, call: CallView) -> None:
        if call.stage is Stage.VERIFIED:
            self.notice.say(self.tr("Confirmed."), Tone.GOOD)
        elif self._remark:
            self.notice.say(self._remark, Tone.INFO)
        elif all(item.answered or not item.attempts_left for item in call.checklist):
            self.notice.say(self.tr("Not confirmed yet. Ask again, and type exactly what is said."), Tone.WARNING)
        else:
            self.notice.say(self.tr("Not confirmed yet."), Tone.INFO)

    def _needs(self, call: CallView) -> str:
        required = sum(item.required for item in call.checklist)
        words = self.tr(
            "Needed: all {required} required, and {others} of the others. Attempts left in this call: {left}"
        )
        if not call.others_needed:
            words = self.tr("Needed: all {required} required. Attempts left in this call: {left}")
        return words.format(required=required, others=call.others_needed, left=call.attempts_left)

    def _arrange(self) -> None:
        self._list.setSpacing(2)
        self._sheet.body.addWidget(self.need)
        self._sheet.body.addLayout(self._list)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(12)
        for part in (self.sentence, self.box, self.notice, self._sheet):
            self._content.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        self._area.hold(self._inside)
        column.addWidget(self._area, 1)


def _asking(call: CallView) -> tuple[str, str, tuple[ItemId, ...]]:
    """Return what makes one check another: what the call is about, who is on the line, and the questions."""
    return call.purpose, call.caller, tuple(item.id for item in call.checklist)
