"""The lock screen of whoever has signed in, made while there is time: a lock has only to bring it into sight."""

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from operator_console.domain.views import SessionView
from operator_console.ui.gates.gate import GateFace
from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.window import Window


class NextLock(QObject):
    """Holds one at the most; it stands hidden behind what is in sight and knows nothing but a name."""

    def __init__(self, window: Window, face: GateFace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._face = face
        self._session: SessionView | None = None
        self._ready: LockedGate | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._make)

    def prepare(self, session: SessionView) -> None:
        """Make it for this person, as soon as what is shown to them now has been painted."""
        self._session = session
        self._soon.start()

    def take(self, session: SessionView) -> LockedGate:
        """Return the one for this person, who is locked out now; it is made now where there was no time to."""
        taken = None
        if self._ready is not None and isValid(self._ready) and self._ready.is_for(session):
            taken, self._ready = self._ready, None
        self.drop()
        return taken or LockedGate(self._face, session)

    def drop(self) -> None:
        """Nobody is signed in any more."""
        self._session = None
        self._soon.stop()
        self._destroy()

    def _make(self) -> None:
        if self._session is None or (self._ready is not None and self._ready.is_for(self._session)):
            return
        self._destroy()
        self._ready = LockedGate(self._face, self._session)
        self._window.keep_ready(self._ready)

    def _destroy(self) -> None:
        ready, self._ready = self._ready, None
        if ready is not None and isValid(ready):
            ready.deleteLater()
