"""One thing to choose in the middle of a call: why, what it means, and a number for each choice."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from operator_console.ui.call.part import Part
from operator_console.ui.call.sentence import Sentence
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.choice_list import ChoiceList
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.styled import mark


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry: its id, its words, and the sentence to say for it, if there is one."""

    id: str
    words: str
    say: str = ""


class ChoicePane(Part):
    """Title, explanation, the sentence to say, and the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._do: Callable[[str], None] = _nothing
        self._says: dict[str, str] = {}
        self._title = Label(size="title")
        self._words = Paragraph(ink="muted")
        self.sentence = Sentence(self.tr("Say this"), size="title")
        self.list = ChoiceList(theme, "")
        self.list.chosen.connect(self._choose)
        self.list.currentRowChanged.connect(lambda _: self._say())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        for part in (self._title, self._words, self.sentence):
            self._column.addWidget(part)
        self._column.addWidget(self.list, 1)

    def ask(
        self, title: str, words: str, choices: tuple[Choice, ...], do: Callable[[str], None], current: str = ""
    ) -> None:
        """Offer these; ``do`` takes the id of the one that is chosen."""
        self._do = do
        self._says = {choice.id: choice.say for choice in choices}
        self._title.setText(title)
        self._words.tell(words)
        self.list.setAccessibleName(title)
        self.list.offer(tuple((choice.id, choice.words) for choice in choices), current)
        self._say()

    def set_compact(self, compact: bool) -> None:
        """Be smaller where the window is low."""
        self.sentence.set_compact(compact)
        mark(self._title, "scale", "lead" if compact else "title")
        self._column.setSpacing(4 if compact else 10)

    def take_focus(self) -> None:
        """Put the focus on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, choice: str) -> None:
        self._do(choice)

    def _say(self) -> None:
        said = self._says.get(self.list.current, "") or next(iter(self._says.values()), "")
        self.sentence.say(said)
        self.sentence.setVisible(bool(said))


def _nothing(_: str) -> None:
    """Do nothing: nothing has been asked yet."""
