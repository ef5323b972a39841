"""The face of everything outside the window that locks it: what happened, and whether this machine tells it now."""

from collections.abc import Mapping, Sequence
from enum import StrEnum, auto
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from operator_console.domain.actions import LockCause


class Trigger(StrEnum):
    """What the operating system can tell."""

    SESSION_LOCK = auto()
    USER_SWITCH = auto()
    SLEEP = auto()
    LID = auto()


ACTIVE: Final = ""
"""The reason of a trigger that works."""


class Watch(Protocol):
    """One source of triggers."""

    @property
    def fired(self) -> SignalInstance:
        """Carries the :class:`LockCause`, each time one of them happens."""

    def start(self, window: int) -> None:
        """Begin to watch; ``window`` is the native id of the window (a HWND on Windows)."""

    def reasons(self) -> Mapping[Trigger, str]:
        """Look now: for each trigger that is this source's, :data:`ACTIVE` or a code that says why it does not work.

        Codes are those of ``values_because`` in the wording.
        """


class Triggers(QObject):
    """All sources of this machine as one."""

    fired = Signal(LockCause)

    def __init__(self, watches: Sequence[Watch], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watches = tuple(watches)
        for watch in self._watches:
            watch.fired.connect(self.fired)

    def start(self, window: int = 0) -> None:
        """Begin to watch. Asks other programs, so that it is called when the window is up."""
        for watch in self._watches:
            watch.start(window)

    def reasons(self) -> dict[Trigger, str]:
        """Return for every trigger :data:`ACTIVE` where one source works, else why the last one does not."""
        told = dict.fromkeys(Trigger, "unsupported")
        for watch in self._watches:
            for trigger, reason in watch.reasons().items():
                if told[trigger] != ACTIVE:
                    told[trigger] = reason
        return told
