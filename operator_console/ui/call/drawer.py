"""The drawer beside the call: phrases, or memo, one key each; closed it takes no room."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from operator_console.domain.views import CallView
from operator_console.ui.call.keys import Side
from operator_console.ui.call.memo_panel import MemoPanel
from operator_console.ui.call.talk_panel import TalkPanel
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.stack import Stack

_WIDE, _NARROW = 400, 360


class Drawer(Card):
    """Knows which side is wanted; whether the call has room for it now is the page's business."""

    def __init__(
        self, theme: Theme, clock: Callable[[], float], office: OfficeTime, parent: QWidget | None = None
    ) -> None:
        super().__init__(margin=16, parent=parent)
        self._stack = Stack(self)
        self.talk = TalkPanel(theme, self._stack)
        self.memo = MemoPanel(theme, clock, office, self._stack)
        self.side: Side | None = None
        """What is wanted; None for a closed drawer."""
        self._stack.addWidget(self.talk)
        self._stack.addWidget(self.memo)
        self.body.addWidget(self._stack)
        self.set_compact(False)
        self.hide()

    def show_call(self, call: CallView) -> None:
        """Show what belongs to this call."""
        self.talk.show_call(call)
        self.memo.show_call(call)

    def choose(self, side: Side | None) -> None:
        """Want this side from now on."""
        self.side = side
        if side is not None:
            self._stack.setCurrentWidget(self._panel(side))

    def take_focus(self) -> None:
        """Put the focus into the side that is open."""
        if self.side is not None:
            self._panel(self.side).take_focus()

    def has_focus(self) -> bool:
        """Whether the keys go to the drawer."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isVisible() and self.isAncestorOf(focus)

    def set_compact(self, compact: bool) -> None:
        """Be narrower where the window is."""
        self.setFixedWidth(_NARROW if compact else _WIDE)
        self.tighten(compact)
        self.talk.set_compact(compact)
        self.memo.set_compact(compact)

    def _panel(self, side: Side) -> TalkPanel | MemoPanel:
        return self.talk if side is Side.TALK else self.memo
