"""Copies the value that is shown, where the policy allows it: the entry first, then the clipboard."""

from PySide6.QtCore import QCoreApplication, QObject

from operator_console.domain.refusals import Refusal
from operator_console.protocol.messages import CopyField
from operator_console.ui.call.desk import Desk
from operator_console.ui.copying import SECONDS, CopiedValue
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.masked_field import MaskedField


class CopyingOut(QObject):
    """One key while a value shows; of several, the one in use."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        app = QCoreApplication.instance()
        assert app is not None
        self._copied = CopiedValue(app)
        parent.destroyed.connect(self._copied.end)

    def ask(self) -> None:
        """Copy, or say why not."""
        field = self._in_use()
        if field is None:
            words = self.tr("Show the field that is to be copied first; of several, go to it (↑↓).")
            self._desk.context.say(words, Tone.INFO)
        elif not field.field.copy:
            words = self.tr("{field} cannot be copied under the policy.")
            self._desk.context.say(words.format(field=field.field.label), Tone.INFO)
        else:
            self._desk.talk.copy(field.field.name, lambda: self._copy(field))

    def clear(self) -> None:
        """Take away what was copied."""
        self._copied.clear()

    def refuse(self, request: object, refusal: Refusal, words: str) -> bool:
        """Say why it was not copied; return whether it was about that."""
        del refusal
        if isinstance(request, CopyField):
            self._desk.context.say(words, Tone.WARNING)
        return isinstance(request, CopyField)

    def _in_use(self) -> MaskedField | None:
        shown = [field for field in self._desk.parts.card.fields if field.shown]
        used = [field for field in shown if field.hasFocus()]
        return next(iter(used), shown[0] if len(shown) == 1 else None)

    def _copy(self, field: MaskedField) -> None:
        """A value that has been masked meanwhile is not copied any more."""
        if not field.value.hand_to(self._copied.put):
            return
        words = self.tr("{field} has been copied. It leaves the clipboard in {seconds} s.")
        self._desk.context.say(words.format(field=field.field.label, seconds=SECONDS), Tone.GOOD)
