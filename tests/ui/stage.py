"""A window with its conductor on the stand-in of a vault, and pages that show something they must not leave behind."""

from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from operator_console.domain.roles import Duty
from operator_console.ui.conductor import Conductor
from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.gates.sign_in import SignInGate
from operator_console.ui.idle import IdleGuard
from operator_console.ui.page import KeyHint, Page, PageSpec
from operator_console.ui.place import Desk
from operator_console.ui.window import Window
from tests.ui.standin_vault import PASSWORD

SECRET = "山田 太郎 090-0000-0000"
TITLE = "電話応対オペレーターコンソール"


class DeskPage(Page):
    """A page that shows something it must not leave behind."""

    made = 0

    def __init__(self, context):
        super().__init__(context)
        DeskPage.made += 1
        self.shown = QLabel(SECRET, self)
        self.masked = []
        self.open_call = False
        self.loss = ""

    def mask_now(self, cause):
        self.masked.append(cause)
        self.shown.setText("●●")

    def may_leave(self):
        return self.loss

    def call_is_open(self):
        return self.open_call

    def keys(self):
        return (KeyHint("F8", "保留"),)


class OtherPage(Page):
    """A second page for everybody."""


SPECS = (
    PageSpec(lambda: "通話", Duty.TAKE_CALLS, DeskPage, "call"),
    PageSpec(lambda: "記録", Duty.READ_LOG, OtherPage, "log"),
    PageSpec(lambda: "端末", None, OtherPage, "status"),
)


@dataclass
class Stage:
    window: Window
    conductor: Conductor
    idle: IdleGuard
    now: list[float]

    @classmethod
    def built(cls, qtbot, inputs, theme, face):
        """A window in sight whose conductor has opened nothing yet."""
        now = [0.0]
        window = Window(theme)
        qtbot.addWidget(window)
        idle = IdleGuard(inputs, lambda: None, lambda: now[0])
        conductor = Conductor(window, face, idle, Desk(SPECS, tuple, pytest.fail))
        window.show()
        qtbot.waitExposed(window)
        return cls(window, conductor, idle, now)

    def sign_in(self, qtbot, password=PASSWORD):
        qtbot.waitUntil(lambda: isinstance(self.window.gate, SignInGate))
        gate = self.window.gate
        gate.credentials.user.setText("sato")
        gate.credentials.password.setText(password)
        gate.credentials.submit()

    def unlock(self, qtbot):
        gate = self.window.gate
        assert isinstance(gate, LockedGate)
        gate.credentials.password.setText(PASSWORD)
        gate.credentials.submit()
        qtbot.waitUntil(lambda: self.window.workbench is not None)

    def work(self, qtbot):
        self.sign_in(qtbot)
        qtbot.waitUntil(lambda: self.window.workbench is not None)
        return self.window.workbench.page


@contextmanager
def destroyed(qtbot, thing):
    """Wait until ``thing`` is destroyed, not merely hidden."""
    gone = []
    thing.destroyed.connect(lambda: gone.append(True))
    yield
    qtbot.waitUntil(lambda: bool(gone))


def everything_said():
    """Every text, tooltip, accessible word and title of every widget that lives."""
    said = []
    for widget in QApplication.allWidgets():
        said += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()]
        said += [widget.text() if hasattr(widget, "text") else ""]
    return "\n".join(said)
