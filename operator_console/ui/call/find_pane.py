"""Find the caller: one input is ready, the others are one key away, and the pane says what to ask for next."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from operator_console.domain.ids import FieldName
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import SessionView
from operator_console.ui.call.find_way import FindWay
from operator_console.ui.call.notice import Notice
from operator_console.ui.call.part import Part
from operator_console.ui.call.sentence import Sentence
from operator_console.ui.theme import Theme
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.scroll import Scroll


class FindPane(Part):
    """Every way that the policy allows, one below the other. Enter searches with everything that is filled in.

    After a search that found nothing its texts stay to be corrected, but go as soon as another way is tried.
    """

    asked = Signal(object)
    """What was heard: field name to text."""

    def __init__(self, session: SessionView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fields = {field.name: field for field in session.find_fields}
        self.greeting = Sentence(self.tr("Say this first"), size="lead", parent=self)
        self.notice = Notice(theme, parent=self)
        self._scroll = Scroll(self)
        self._sheet = Card(margin=16, parent=self._scroll.inside)
        self.ways = tuple(
            FindWay(key, tuple(fields[name] for name in way), theme, self._sheet)
            for key, way in enumerate(session.find_by, 1)
        )
        self._stale: FindWay | None = None
        self._used: FindWay | None = None
        for way in self.ways:
            way.entered.connect(lambda way=way: self._ask(way))
            way.edited.connect(lambda way=way: self._edited(way))
            way.stepped.connect(partial(self._step, way))
            way.reached.connect(lambda way=way: self._scroll.ensureWidgetVisible(way))
        self._arrange()

    def begin(self, greeting: str) -> None:
        """A call has been opened, or its customer put back: empty, and ready for what the caller says."""
        self.wipe()
        self.greeting.say(greeting)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus into the way that was used last, or that has been begun."""
        if self.ways:
            begun = next((way for way in self.ways if way.heard()), self.ways[0])
            (self._used or begun).begin()

    def set_compact(self, compact: bool) -> None:
        """Where the window is low the greeting, which has been said by now, makes room."""
        self.greeting.setHidden(compact)

    def go_to(self, number: int) -> None:
        """Go to the way with this number, counted from 1."""
        if 0 < number <= len(self.ways):
            self.ways[number - 1].begin()

    def wipe(self) -> None:
        """Forget everything that was typed and said."""
        for way in self.ways:
            way.wipe()
        self._stale = self._used = None
        self.notice.say("")

    def refuse(self, refusal: Refusal, words: str) -> bool:
        """Say what the vault wants; return whether this refusal is about finding."""
        sentence = self._sentence(refusal, words)
        if not sentence:
            return False
        self.notice.say(sentence, Tone.INFO if refusal.code in _ASK_MORE else Tone.WARNING)
        if refusal.code is Code.FIND_NOTHING:
            self._stale = self._used
            self._offer_used()
        elif refusal.code is Code.FIND_BAD_VALUE:
            self._go_to_field(str(refusal.params.get("field", "")))
        elif refusal.code is Code.FIND_TOO_LITTLE and self._used is not None:
            self._used.begin()
        elif refusal.code is Code.FIND_TOO_MANY:
            self._go_to_empty()
        return True

    def _step(self, way: FindWay, step: int) -> None:
        self.ways[(self.ways.index(way) + step) % len(self.ways)].begin()

    def heard(self) -> dict[FieldName, str]:
        """Return everything that has been typed, field by field."""
        heard: dict[FieldName, str] = {}
        for each in self.ways:
            heard |= each.heard()
        return heard

    def _ask(self, way: FindWay) -> None:
        heard = self.heard()
        self._used = way
        if not heard:
            self.notice.say(self.tr("Type what the caller says, then press Enter."))
            return
        self.asked.emit(heard)

    def _edited(self, way: FindWay) -> None:
        if self._stale is not None and self._stale is not way:
            self._stale.wipe()
        self._stale = None

    def _offer_used(self) -> None:
        if self._used is not None:
            next(iter(self._used.inputs.values())).offer_again()

    def _go_to_field(self, name: str) -> None:
        for way in self.ways:
            box = way.inputs.get(FieldName(name))
            if box is not None:
                box.offer_again()

    def _go_to_empty(self) -> None:
        for way in self.ways:
            if not way.heard():
                way.begin()
                return

    def _sentence(self, refusal: Refusal, words: str) -> str:
        if refusal.code is Code.FIND_NOTHING:
            return self.tr("Nobody was found. Read it back to the caller, or ask for something else (↓).")
        if refusal.code is Code.FIND_TOO_MANY:
            return self.tr("More than one record fits. Ask for one thing more and add it.")
        if refusal.code is Code.FIND_TOO_LITTLE:
            return self.tr("This is not enough to find anybody. Ask for one thing more.")
        return words if refusal.code in _OURS else ""

    def _arrange(self) -> None:
        sheet = self._sheet
        sheet.body.setSpacing(4)
        sheet.body.addWidget(Label(self.tr("Find the caller's record"), size="lead", parent=sheet))
        hint = self.tr("Type what the caller tells you. One line is enough; press Enter to search.")
        sheet.body.addWidget(Paragraph(hint, ink="muted", parent=sheet))
        for way in self.ways:
            sheet.body.addWidget(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.greeting)
        column.addWidget(self.notice)
        self._scroll.hold(sheet)
        column.addWidget(self._scroll, 1)


_ASK_MORE = frozenset({Code.FIND_TOO_LITTLE, Code.FIND_TOO_MANY})
_OURS = frozenset({Code.FIND_NOTHING, Code.FIND_BAD_VALUE, *_ASK_MORE})
