"""The memo of this call, gone at its end unless it is saved, and the customer's saved memos below it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from operator_console.domain.calls import Stage
from operator_console.domain.views import CallView, MemoFinding
from operator_console.ui.call.memo_history import MemoHistory
from operator_console.ui.call.notice import Notice
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.theme import Theme
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.label import Badge, Label, Paragraph
from operator_console.ui.widgets.memo_edit import MemoEdit
from operator_console.ui.widgets.scroll import Scroll

_PAUSE_MS = 700
"""After this pause in typing the memo is looked at."""


class MemoPanel(QWidget):
    """The text is in the editor alone; nothing here keeps a copy."""

    edited = Signal()
    """The memo has become empty, or is no longer empty."""
    paused = Signal()
    """Nothing has been typed for a moment."""

    def __init__(
        self, theme: Theme, clock: Callable[[], float], office: OfficeTime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._scroll = Scroll(self)
        self._inside = inside = QWidget(self._scroll.inside)
        self.edit = MemoEdit(theme, inside)
        self.edit.setAccessibleName(self.tr("Memo of this call"))
        self.edit.setPlaceholderText(self.tr("Only what the next colleague needs; no numbers of cards or people"))
        self.unsaved = Badge(self.tr("Not saved"), "warning", inside)
        self.notice = Notice(theme, size="body", parent=inside)
        self.history = MemoHistory(theme, clock, office, inside)
        self._history_title = Label(self.tr("Saved memos"), size="lead", parent=inside)
        self._history_words = Paragraph(size="small", ink="muted", parent=inside)
        self._was_empty = True
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.paused)
        self.edit.textChanged.connect(self._changed)
        self.history.reached.connect(self._keep_in_sight)
        self._arrange()
        self._changed()

    @property
    def version(self) -> int:
        """Grows with every change of the text."""
        return int(self.edit.document().revision())

    def is_empty(self) -> bool:
        """Whether nothing is lost by forgetting it."""
        return self.edit.is_empty()

    def wipe(self) -> None:
        """Forget the memo."""
        self._pause.stop()
        self.edit.wipe()
        self._pause.stop()
        self.edit.setReadOnly(False)
        self.notice.say("")

    def show_call(self, call: CallView) -> None:
        """Show the saved memos as they are now."""
        met = call.stage is Stage.VERIFIED or bool(call.approved_by)
        is_open = met and call.history_revealable
        why = self.tr("Not for this purpose") if not call.history_revealable else self.tr("After the check")
        self.history.show_memos(
            call.history, revealable=call.history_revealable, is_open=is_open, why="" if is_open else why
        )
        if self.history.rows:
            QWidget.setTabOrder(self.edit, self.history.rows[0])
        if call.stage is Stage.OPENED:
            words = self.tr("They are listed once the customer has been found.")
        elif not call.history:
            words = self.tr("There is none yet.")
        elif is_open:
            words = self.tr("Tab goes there; a number shows one for some seconds.")
        elif call.history_revealable:
            words = self.tr("They can be shown once the identity check is met.")
        else:
            words = self.tr("They cannot be shown for this purpose.")
        self._history_words.tell(words)

    def forget(self) -> None:
        """The call is over: neither memo nor history stays."""
        self.wipe()
        self.history.show_memos((), revealable=False, is_open=False, why="")

    def say(self, words: str, tone: Tone, findings: tuple[MemoFinding, ...] = ()) -> None:
        """Say what was found in the memo, and point it out."""
        self.notice.say(words, tone)
        self._scroll.verticalScrollBar().setValue(0)
        self.edit.point_out((each.start, each.end, each.forbidden) for each in findings)

    def take_focus(self) -> None:
        """Put the focus into the memo."""
        self.edit.setFocus()

    def set_compact(self, compact: bool) -> None:
        """Be smaller where the window is low."""
        self.edit.setMinimumHeight(60 if compact else 112)
        self.edit.setMaximumHeight(84 if compact else 190)

    def _keep_in_sight(self, row: QWidget) -> None:
        QTimer.singleShot(0, row, partial(self._scroll.ensureWidgetVisible, row))

    def _changed(self) -> None:
        empty = self.is_empty()
        self.unsaved.setVisible(not empty)
        if empty:
            self._pause.stop()
            self.notice.say("")
        else:
            self._pause.start()
        if empty != self._was_empty:
            self._was_empty = empty
            self.edited.emit()

    def _arrange(self) -> None:
        content = self._inside
        title = QHBoxLayout()
        title.addWidget(Label(self.tr("Memo of this call"), size="lead", parent=content), 1)
        title.addWidget(self.unsaved)
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        words = self.tr("Gone at the end of the call, and when the console locks. Ctrl+Enter saves it.")
        inside.addLayout(title)
        inside.addWidget(self.notice)
        inside.addWidget(self.edit)
        inside.addWidget(Paragraph(words, size="small", ink="muted", parent=content))
        inside.addSpacing(4)
        inside.addWidget(self._history_title)
        inside.addWidget(self._history_words)
        inside.addWidget(self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll.hold(content)
        column.addWidget(self._scroll, 1)
        self.set_compact(False)
