"""The one window: a gate or a workbench in the middle, what happened above it, how things stand below it."""

import gc
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDrag, QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from operator_console.process_walls import give_back
from operator_console.resource_files import resource
from operator_console.ui.asking import ask
from operator_console.ui.blanking import Blank
from operator_console.ui.gates.gate import Gate
from operator_console.ui.idle_banner import IdleBanner
from operator_console.ui.steps import do_all
from operator_console.ui.theme import Theme
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.card import Rule
from operator_console.ui.widgets.label import Badge, Label
from operator_console.ui.widgets.message_bar import MessageBar
from operator_console.ui.widgets.stack import Stack
from operator_console.ui.workbench import Workbench

GATES_TOGETHER: Final = 16
"""After so many gates, which locks are most of, Qt is made to let go of what it keeps for pages that are gone."""


class Window(QMainWindow):
    """Holds one thing at a time; what it held before is destroyed. Its title never changes."""

    lock_wanted = Signal()
    closing = Signal()
    """The window is about to close, and nothing holds it back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._gates = 0
        self.setWindowTitle(self.tr("Operator Console"))
        self.setWindowIcon(QIcon(QPixmap(str(resource("icons", "app.svg")))))
        self.messages = MessageBar(theme)
        self.mode = Badge("")
        self.demo = Badge(self.tr("Demo vault: every customer is made up"), "warning")
        self.private = Badge(self.tr("Privacy mode (F10)"), "info")
        self.shared = Badge("", "danger")
        self.link = Label(size="small", ink="muted")
        self._stack = Stack()
        middle = self._arrange()
        self.blank = Blank(middle, theme)
        self.idle_banner = IdleBanner(middle, theme)
        theme.room.changed.connect(self._show_room)
        self._show_room()
        self._add_keys()
        room = self.screen().availableSize()
        self.resize(QSize(1280, 800).boundedTo(room))

    @property
    def gate(self) -> Gate | None:
        """The gate in front, if there is one."""
        current = self._stack.currentWidget()
        return current if isinstance(current, Gate) else None

    @property
    def workbench(self) -> Workbench | None:
        """The workbench in front, if somebody has signed in."""
        current = self._stack.currentWidget()
        return current if isinstance(current, Workbench) else None

    def show_gate(self, gate: Gate) -> None:
        """Show a gate; whatever was there is destroyed."""
        do_all(partial(self._replace, gate), partial(self.blank.set_working, False), gate.entered)
        self._gates += 1
        QTimer.singleShot(0, self, self._tidy)  # by then what was there is gone

    def keep_ready(self, gate: Gate) -> None:
        """Take in a gate that will be shown later, behind what is in sight."""
        self._stack.addWidget(gate)

    def show_workbench(self, workbench: Workbench) -> None:
        """Show somebody's workbench; whatever was there is destroyed."""
        self._replace(workbench)
        self.blank.set_working(True)
        workbench.entered()

    def say(self, sentence: str, tone: Tone = Tone.INFO) -> None:
        """Say what happened and what to do next."""
        self.messages.say(sentence, tone)

    def show_idle(self, seconds: int, *, in_call: bool = False) -> None:
        """Count down to the lock, without a sound: somebody may be listening. 0 takes the countdown away."""
        words = self.tr("Locking in {seconds} s because nobody is using the machine. Press any key to go on.")
        if in_call:
            words = self.tr("Locking in {seconds} s. Still talking? Press any one key: it changes nothing else.")
        self.idle_banner.say(words.format(seconds=seconds) if seconds else "", Tone.WARNING)

    def put_away(self) -> None:
        """End a drag, hide every menu and tip, destroy every dialog: nothing stays in front of what comes next."""
        if self.findChildren(QDrag):
            QDrag.cancel()
        QToolTip.hideText()
        # Not findChildren(): what Qt made by itself would get an object of Python's that outlives it.
        do_all(*(partial(self._put_away, widget) for widget in QApplication.topLevelWidgets()))

    def is_in_front(self) -> bool:
        """Return whether nothing of the window's own stands before it."""
        return not any(widget.isVisible() and self._is_above(widget) for widget in QApplication.topLevelWidgets())

    def turn_privacy(self) -> None:
        """Turn privacy mode on or off, and say what that means."""
        room = self._theme.room
        room.choose(private=not room.private)
        on = self.tr("Privacy mode is on: only the field in use can be read. F10 turns it off.")
        self.say(on if room.private else self.tr("Privacy mode is off. F10 turns it on."))

    def show_sharing(self, seconds: int) -> None:
        """Show for how long the screen may still be captured; 0 for not at all."""
        words = self.tr("Capture allowed: {minutes} min left")
        self.shared.setText(words.format(minutes=-(-seconds // 60)))
        self.shared.setVisible(seconds > 0)

    def _show_room(self) -> None:
        self.private.setVisible(self._theme.room.private)

    def show_mode(self, words: str, demo: bool) -> None:
        """Show in the status bar in which mode the vault runs, and whether it is a demo."""
        self.mode.setText(words)
        self.mode.setVisible(bool(words))
        self.demo.setVisible(demo)

    def show_link(self, words: str) -> None:
        """Show in the status bar how the conversation with the vault stands."""
        self.link.setText(words)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask first when closing would lose something."""
        workbench = self.workbench
        if workbench is not None and (sentence := workbench.may_leave()):
            event.ignore()
            ask(workbench, sentence, self.tr("Quit all the same"), self.closing.emit)
            return
        event.accept()
        self.closing.emit()

    def _replace(self, content: QWidget) -> None:
        """What Qt calls of the old content while it goes may fail: the new one comes all the same.

        It is painted before the old one is destroyed: that takes longer the more pages there are.
        """
        before = self._stack.currentWidget()
        coming = partial(self._stack.addWidget, content), partial(self._stack.setCurrentWidget, content)
        going = (partial(self._stack.removeWidget, before), before.hide) if before else ()
        do_all(*coming, *going, self.repaint, *((before.deleteLater,) if before else ()))

    def _tidy(self) -> None:
        """Let go of what is kept for pages that are gone, and of the memory in which they were."""
        if self._gates % GATES_TOGETHER == 0:
            self._theme.forget_the_gone()
        gc.collect()
        give_back()

    def _put_away(self, widget: QWidget) -> None:
        if self._is_above(widget):
            widget.hide()
            if isinstance(widget, QDialog):
                widget.deleteLater()

    def _is_above(self, widget: QWidget) -> bool:
        """Whether a window belongs to this one, however far."""
        parent = widget.parentWidget()
        while parent is not None and parent is not self:
            parent = parent.parentWidget()
        return parent is self

    def _help(self) -> None:
        if self.workbench is not None:
            self.workbench.show_help()

    def _add_keys(self) -> None:
        for keys, action in (
            ("Ctrl+L", self.lock_wanted.emit),
            ("Ctrl+Shift+L", self.lock_wanted.emit),
            ("F1", self._help),
            ("Ctrl+D", self._theme.toggle),
            ("F10", self.turn_privacy),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.activated.connect(action)

    def _arrange(self) -> QWidget:
        middle = QWidget()
        middle.setProperty("ground", "surface")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addLayout(_inset(self.messages))
        column.addWidget(Rule())
        column.addWidget(self._status())
        self.setCentralWidget(middle)
        return middle

    def _status(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(10)
        for part in (self.mode, self.demo, self.private, self.shared):
            part.hide()
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.link)
        return bar


def _inset(bar: MessageBar) -> QVBoxLayout:
    """Keep a bar away from the edges; a bar that is hidden takes no room."""
    holder = QVBoxLayout()
    holder.setContentsMargins(12, 0, 12, 0)
    holder.addWidget(bar)
    return holder
