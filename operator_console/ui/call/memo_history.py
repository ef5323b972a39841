"""The customer's saved memos: masked rows, shown one at a time for some seconds by a key."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from operator_console.domain.fields import Kind
from operator_console.domain.ids import MemoId
from operator_console.domain.policy import HISTORY
from operator_console.domain.views import FieldView, MemoView
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.masked_field import MaskedField


class MemoHistory(QWidget):
    """Numbers 1 to 9 show and mask; Del disposes of the row's memo where it was written in this call."""

    wanted = Signal(object)
    """The :class:`MemoId` to show."""
    ended = Signal(str)
    """The shown memo is masked again, and why."""
    dispose_wanted = Signal(object)
    reached = Signal(object)
    """A row that has to be in sight: it has the focus, or shows its memo."""
    barred = Signal()
    """A memo was asked for that cannot be shown now."""

    def __init__(
        self, theme: Theme, clock: Callable[[], float], office: OfficeTime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._theme = theme
        self._clock = clock
        self._memos: tuple[MemoView, ...] = ()
        self._revealable = False
        self._open = False
        self.rows: list[MaskedField] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_memos(self, memos: tuple[MemoView, ...], *, revealable: bool, is_open: bool, why: str) -> None:
        """Show these rows; ``why`` says in two words why they cannot be shown when ``is_open`` is not so."""
        if (memos, revealable) != (self._memos, self._revealable):
            self.mask_all("leave")
            self._memos, self._revealable = memos, revealable
            self._make()
        if not is_open:
            self.mask_all("unchecked")
        self._open = is_open
        for row in self.rows:
            row.set_open(is_open, why)

    def show_value(self, memo: MemoId, value: bytearray, seconds: int, *, spoken: bool = False) -> bool:
        """Show a memo; return whether its row is still there (otherwise the buffer is overwritten)."""
        for each, row in zip(self._memos, self.rows, strict=True):
            if each.id == memo:
                row.show_value(value, seconds, spoken=spoken)
                self.reached.emit(row)
                return True
        value[:] = bytes(len(value))
        return False

    def mask_all(self, cause: str) -> None:
        """Mask before returning."""
        for row in self.rows:
            row.hide_value(cause)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Mask: what cannot be seen need not be shown."""
        self.mask_all("leave")
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Show or mask by number; dispose by Del."""
        at = event.key() - Qt.Key.Key_1
        if 0 <= at < min(9, len(self.rows)):
            self._toggle(at)
        elif event.key() == Qt.Key.Key_Delete:
            self._dispose()
        else:
            super().keyPressEvent(event)

    def _dispose(self) -> None:
        for memo, row in zip(self._memos, self.rows, strict=True):
            if row.hasFocus() and memo.own:
                self.dispose_wanted.emit(memo.id)

    def _toggle(self, at: int) -> None:
        if self.rows[at].shown:
            self.rows[at].hide_value("key")
        elif not self._open:
            self.barred.emit()
        else:
            self.mask_all("next")
            self.wanted.emit(self._memos[at].id)

    def _step(self, at: int, step: int) -> None:
        row = self.rows[(at + step) % len(self.rows)]
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reached.emit(row)

    def _make(self) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for at, memo in enumerate(self._memos):
            view = FieldView(HISTORY, self._label(memo), Kind.TEXT, memo.mask, self._revealable, empty=False)
            row = MaskedField(self._theme, self._clock, stacked=True, parent=self)
            row.show_field(view, at + 1 if at < 9 else 0)
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == 0 else Qt.FocusPolicy.ClickFocus)
            row.pressed.connect(partial(self._toggle, at))
            row.stepped.connect(partial(self._step, at))
            row.ended.connect(self.ended)
            self._column.addWidget(row)
            self.rows.append(row)

    def _label(self, memo: MemoView) -> str:
        when = self._office.of(memo.time)
        words = self.tr("{when} {author}, this call") if memo.own else self.tr("{when} {author}")
        return words.format(when=when.strftime("%Y/%m/%d %H:%M"), author=memo.author)
