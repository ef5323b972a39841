"""Words ready to be read aloud: phrase cards, and what to answer when a caller asks about their data."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from operator_console.domain.views import CallView, PhraseView, QuestionView
from operator_console.ui.call.notice import Notice
from operator_console.ui.call.sentence import Sentence
from operator_console.ui.theme import Theme
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.choice_list import ChoiceList
from operator_console.ui.widgets.label import Badge, Label
from operator_console.ui.widgets.scroll import Scroll
from operator_console.ui.widgets.styled import mark

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TalkPanel(QWidget):
    """Moving in the list shows the words at once; ← and → change between phrases and questions."""

    handed_over = Signal(str)
    """A question that the person in charge (担当者) has to go on with."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases: tuple[PhraseView, ...] = ()
        self._questions: tuple[QuestionView, ...] = ()
        self._asked = False
        self._tabs = (Badge(self.tr("Phrases"), "info", self), Badge(self.tr("Questions about data"), "key", self))
        self._area = Scroll(self)
        self._words = QWidget(self._area.inside)
        self.sentence = Sentence(self.tr("Say this"), size="title", parent=self._words)
        self.notice = Notice(theme, size="body", parent=self._words)
        self.list = ChoiceList(theme, self.tr("Phrases"), self)
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(lambda _: self._read())
        self._arrange()

    def show_call(self, call: CallView) -> None:
        """Offer the words of this call's client company."""
        if (call.phrases, call.questions) == (self._phrases, self._questions):
            return
        self._phrases, self._questions = call.phrases, call.questions
        self._offer()

    def take_focus(self) -> None:
        """Put the focus on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Be smaller where the window is low."""
        self.sentence.set_compact(compact)

    @property
    def question(self) -> QuestionView | None:
        """The question under the cursor; None among the phrases."""
        row = self.list.currentRow()
        return self._questions[row] if self._asked and 0 <= row < len(self._questions) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys of this panel before the list does."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._asked = not self._asked
            self._offer()
            return True
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._hand_over()
            return True
        return super().eventFilter(watched, event)

    def _hand_over(self) -> None:
        question = self.question
        if question is not None and question.hand_over:
            self.handed_over.emit(question.question)

    def _offer(self) -> None:
        for at, tab in enumerate(self._tabs):
            mark(tab, "badge", "info" if at == self._asked else "key")
        titles = [each.question for each in self._questions] if self._asked else [each.title for each in self._phrases]
        self.list.setAccessibleName(self._tabs[self._asked].text())
        self.list.offer(tuple((str(at), words) for at, words in enumerate(titles)))
        self._read()

    def _read(self) -> None:
        row = self.list.currentRow()
        question = self.question
        if question is not None:
            self.sentence.say(question.answer, self.tr("Answer this"))
        elif not self._asked and 0 <= row < len(self._phrases):
            self.sentence.say(self._phrases[row].text, self.tr("Say this"))
        else:
            self.sentence.say(self.tr("The policy has no words for this yet."), self.tr("Nothing here"))
        handed = question is not None and question.hand_over
        words = self.tr("The person in charge goes on with this. Ctrl+Enter writes it into the memo.")
        self.notice.say(words if handed else "", Tone.INFO)

    def _arrange(self) -> None:
        tabs = QHBoxLayout()
        tabs.setSpacing(6)
        tabs.addWidget(Label("←", ink="muted", parent=self))
        for tab in self._tabs:
            tabs.addWidget(tab)
        tabs.addWidget(Label("→", ink="muted", parent=self))
        tabs.addStretch(1)
        above = QVBoxLayout(self._words)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(8)
        above.addWidget(self.sentence)
        above.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(tabs)
        self._area.hold(self._words)
        self._area.setMinimumHeight(56)
        column.addWidget(self._area, 3)
        column.addWidget(self.list, 2)
