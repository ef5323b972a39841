"""The caller's record, masked: fields of the purpose have a key each, the others a lock."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from operator_console.domain.calls import Stage
from operator_console.domain.ids import FieldName
from operator_console.domain.views import CallView, FieldView
from operator_console.ui.call.scrolling import scrolling
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.masked_field import MaskedField


class CardPane(QWidget):
    """Asks for a field to be revealed, shows the value that is handed to it, and says when it is masked again."""

    wanted = Signal(str)
    """The name of a field to reveal."""
    ended = Signal(str, str)
    """A field's name and why it is masked again."""
    barred = Signal(str)
    """Why the field that was asked for cannot be revealed, as a sentence."""

    def __init__(
        self, theme: Theme, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._call: CallView | None = None
        self._current = 0
        self.fields: list[MaskedField] = []
        self._rows = QVBoxLayout()
        self._title = Label(self.tr("Customer"), size="lead")
        self._hint = Paragraph(size="small", ink="muted")
        self._scroll = self._arrange()

    def show_call(self, call: CallView) -> None:
        """Show the card as it is now. Whatever the call no longer grants is masked first."""
        before, self._call = self._call, call
        met = call.stage is Stage.VERIFIED
        if not met or before is None or before.purpose != call.purpose:
            self.mask_all("leave")
        if before is None or before.card != call.card:
            self.mask_all("leave")
            self._make(call.card)
        for field in self.fields:
            field.set_open(met)
        self._hint.tell(self._hint_words(met))

    def forget(self) -> None:
        """There is no customer any more: nothing of the card stays."""
        self.mask_all("end")
        self._call = None
        self._make(())

    def press(self, key: int) -> bool:
        """Reveal the field with this number, or mask it when it is shown; return whether there is one."""
        for field in self.fields:
            if key and field.key == key:
                self._toggle(field)
                return True
        return False

    def show_value(self, name: FieldName, value: bytearray, seconds: int) -> None:
        """Show a value; without its row the buffer is overwritten and the showing ended."""
        for field in self.fields:
            if field.field.name == name:
                field.show_value(value, seconds)
                QTimer.singleShot(0, field, partial(self._scroll.ensureWidgetVisible, field))
                return
        value[:] = bytes(len(value))
        self.ended.emit(name, "leave")

    def mask_all(self, cause: str) -> None:
        """Mask every field before returning."""
        for field in self.fields:
            field.hide_value(cause)

    def set_compact(self, compact: bool) -> None:
        """Be smaller where the window is low."""
        self._title.setHidden(compact)

    def take_focus(self) -> None:
        """Put the focus on the current row."""
        if self.fields:
            self.fields[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, field: MaskedField, step: int) -> None:
        self._current = (self.fields.index(field) + step) % len(self.fields)
        for number, each in enumerate(self.fields):
            here = number == self._current
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.take_focus()
        self._scroll.ensureWidgetVisible(self.fields[self._current])

    def _toggle(self, field: MaskedField) -> None:
        if field.shown:
            field.hide_value("key")
        elif field.field.empty:
            self.barred.emit(self.tr("Nothing is on file for {field}.").format(field=field.field.label))
        elif not field.granted:
            words = self.tr("{field} cannot be shown for this purpose. If the caller wants something else: F7.")
            self.barred.emit(words.format(field=field.field.label))
        elif self._call is None or self._call.stage is not Stage.VERIFIED:
            self.barred.emit(self.tr("Fields can be shown once the identity check is met."))
        else:
            self.wanted.emit(field.field.name)

    def _make(self, card: tuple[FieldView, ...]) -> None:
        for field in self.fields:
            self._rows.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.fields = []
        self._current = 0
        for view, key in _keyed(card):
            field = MaskedField(view, key, self._theme, self._clock)
            field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            field.pressed.connect(lambda field=field: self._toggle(field))
            field.stepped.connect(partial(self._step, field))
            field.ended.connect(lambda cause, name=view.name: self.ended.emit(name, cause))
            self._rows.addWidget(field)
            self.fields.append(field)
        if self.fields:
            self._current = next((at for at, field in enumerate(self.fields) if field.granted), 0)
            self.fields[self._current].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _hint_words(self, met: bool) -> str:
        if met:
            return self.tr("Press a number to show a field; press it again to mask it.")
        return self.tr("Every field is masked until the identity check is met.")

    def _arrange(self) -> QScrollArea:
        sheet = Card(margin=12)
        self._rows.setSpacing(0)
        sheet.body.addLayout(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        scroll = scrolling(sheet)
        column.addWidget(scroll, 1)
        return scroll


def _keyed(card: tuple[FieldView, ...]) -> Iterator[tuple[FieldView, int]]:
    """Give the fields that this purpose may reveal the numbers 1 to 9 in the order of the card."""
    key = 0
    for view in card:
        granted = view.revealable and not view.empty
        key += granted
        yield view, key if granted and key < 10 else 0
