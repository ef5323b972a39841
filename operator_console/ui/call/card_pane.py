"""The caller's record, masked: fields of the purpose have a key each, the others a lock."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from operator_console.domain.calls import CallBack, Stage
from operator_console.domain.ids import FieldName
from operator_console.domain.views import CallView, FieldView
from operator_console.ui.call.caller import caller_label
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.masked_field import MaskedField
from operator_console.ui.widgets.scroll import Scroll


class CardPane(QWidget):
    """Asks for a field to be revealed, shows the value that is handed to it, and says when it is masked again."""

    wanted = Signal(str)
    """The name of a field to reveal."""
    ended = Signal(str, str)
    """A field's name and why it is masked again."""
    barred = Signal(str)
    """Why the field that was asked for cannot be revealed, as a sentence."""
    step_up_wanted = Signal()
    """The field that was asked for needs a call-back first."""

    def __init__(
        self, theme: Theme, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._call: CallView | None = None
        self._current = 0
        self.fields: list[MaskedField] = []
        """The rows of this card; after them there may be others that wait for a longer one."""
        self._rows: list[MaskedField] = []
        self._scroll = Scroll(self)
        self._sheet = Card(margin=12, parent=self._scroll.inside)
        self._list = QVBoxLayout()
        self._title = Label(self.tr("Customer"), size="lead", parent=self)
        self._hint = Paragraph(size="small", ink="muted", parent=self)
        self._arrange()
        theme.room.changed.connect(self._keep_one)

    def show_call(self, call: CallView) -> None:
        """Show the card as it is now. Whatever the call no longer grants is masked first."""
        before, self._call = self._call, call
        cause = _why_masked(before, call)
        if cause:
            self.mask_all(cause)
        if before is None or before.card != call.card:
            self.mask_all("leave")
            self._make(call.card)
        for field in self.fields:
            field.set_open(_is_open(field.field, call), self._why_not(field.field, call))
        self._hint.tell(self._hint_words(call))

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

    def show_value(self, name: FieldName, value: bytearray, seconds: int, *, spoken: bool = False) -> None:
        """Show a value; without its row the buffer is overwritten and the showing ended."""
        for field in self.fields:
            if field.field.name == name:
                self._keep_one(field)
                field.show_value(value, seconds, spoken=spoken)
                QTimer.singleShot(0, field, partial(self._scroll.ensureWidgetVisible, field))
                return
        value[:] = bytes(len(value))
        self.ended.emit(name, "leave")

    def _keep_one(self, kept: MaskedField | None = None) -> None:
        """In privacy mode one value at a time is shown: this one, or the one in use, or the last."""
        if not self._theme.room.private:
            return
        shown = [field for field in self.fields if field.shown]
        kept = kept or next((field for field in shown if field.hasFocus()), shown[-1] if shown else None)
        for field in shown:
            if field is not kept:
                field.hide_value("next")

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

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Mask: what cannot be seen need not be shown."""
        self.mask_all("leave")
        super().hideEvent(event)

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
            self.barred.emit(self._why_never(field.field))
        elif self._call is None or not (self._call.stage is Stage.VERIFIED or field.field.approved):
            self.barred.emit(self.tr("Fields can be shown once the identity check is met."))
        elif not _is_open(field.field, self._call):
            self.step_up_wanted.emit()
        else:
            self.wanted.emit(field.field.name)

    def _why_never(self, field: FieldView) -> str:
        words = self.tr("{field} cannot be shown for this purpose. If the caller wants something else: F7.")
        if self._call is not None and self._call.caller:
            words = self.tr("{field} cannot be told to {caller}. If the customer themselves come to the phone: F2.")
        return words.format(field=field.label, caller=caller_label(self._call) if self._call else "")

    def _why_not(self, field: FieldView, call: CallView) -> str:
        if field.approved:
            return self.tr("Approved by a lead")
        if not field.revealable:
            return self.tr("Not for this caller") if call.caller else ""
        needs = field.step_up and call.call_back is not CallBack.REACHED
        return self.tr("Call back first (F5)") if needs else ""

    def _make(self, card: tuple[FieldView, ...]) -> None:
        while len(self._rows) < len(card):
            self._add_row()
        self.fields = self._rows[: len(card)]
        for row in self._rows[len(card) :]:
            row.forget()
            row.hide()
        for row, (view, key) in zip(self.fields, _keyed(card), strict=True):
            row.show_field(view, key)
            row.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            row.show()
        self._current = 0
        if self.fields:
            best = [field.field.approved for field in self.fields] + [field.granted for field in self.fields]
            self._current = best.index(True) % len(self.fields) if any(best) else 0
            self.fields[self._current].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _add_row(self) -> None:
        row = MaskedField(self._theme, self._clock, parent=self._sheet)
        row.pressed.connect(partial(self._toggle, row))
        row.stepped.connect(partial(self._step, row))
        row.ended.connect(lambda cause: self.ended.emit(row.field.name, cause))
        self._list.addWidget(row)
        self._rows.append(row)

    def _hint_words(self, call: CallView) -> str:
        if call.approved_by:
            words = self.tr("Approved by {lead} without the check: those fields can be shown. It will be reviewed.")
            return words.format(lead=call.approved_by)
        if call.stage is not Stage.VERIFIED:
            return self.tr("Every field is masked until the identity check is met.")
        if call.call_back is not CallBack.REACHED and any(each.step_up and each.revealable for each in call.card):
            return self.tr("Press a number to show a field. Some need a call-back to the number on file first (F5).")
        return self.tr("Press a number to show a field; press it again to mask it.")

    def _arrange(self) -> None:
        self._list.setSpacing(0)
        self._sheet.body.addLayout(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        self._scroll.hold(self._sheet)
        column.addWidget(self._scroll, 1)


def _keyed(card: tuple[FieldView, ...]) -> Iterator[tuple[FieldView, int]]:
    """Give the fields that this purpose may reveal the numbers 1 to 9 in the order of the card."""
    key = 0
    for view in card:
        granted = (view.revealable or view.approved) and not view.empty
        key += granted
        yield view, key if granted and key < 10 else 0


def _is_open(field: FieldView, call: CallView) -> bool:
    """Return whether the call grants this field now; the vault decides again when it is asked for."""
    if field.approved:
        return True
    stepped_up = not field.step_up or call.call_back is CallBack.REACHED
    return field.revealable and call.stage is Stage.VERIFIED and stepped_up


def _why_masked(before: CallView | None, call: CallView) -> str:
    """Return why everything is masked by this change of the call; empty when what is shown may stay."""
    if before is None:
        return "leave"
    if before.purpose != call.purpose:
        return "purpose"
    if before.caller != call.caller:
        return "caller"
    return "unchecked" if call.stage is not Stage.VERIFIED else ""
