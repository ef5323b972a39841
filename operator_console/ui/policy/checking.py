"""Looks for what is wrong with the policy's text while it is being written, and lists it line by line."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from operator_console.domain.policy_problems import PolicyProblem
from operator_console.domain.views import PolicyFault
from operator_console.protocol.messages import CheckPolicy, PolicyChecked
from operator_console.ui.link import VaultLink
from operator_console.ui.policy.version import place_of_version

CHECK_MS: Final = 250
"""From the last key press to the check; long enough that a word is not checked letter by letter."""


class PolicyCheck(QObject):
    """Asks the vault about the newest text; an answer about an older one is dropped."""

    told = Signal(object)
    """What is wrong, as a tuple of :class:`PolicyFault`."""

    def __init__(self, link: VaultLink, text: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._text = text
        self._then: Callable[[tuple[PolicyFault, ...]], None] | None = None
        self._timer = QTimer(self, interval=CHECK_MS, singleShot=True)
        self._timer.timeout.connect(self.now)

    def soon(self) -> None:
        """Check once nobody has typed for a moment; what waited for a check of the older text is forgotten."""
        self._then = None
        self._timer.start()

    def rest(self) -> None:
        """There is nothing to check."""
        self._then = None
        self._timer.stop()

    def now(self, then: Callable[[tuple[PolicyFault, ...]], None] | None = None) -> None:
        """Check at once, and call ``then`` with what is wrong."""
        self._timer.stop()
        self._then = then
        text = self._text()
        self._link.ask(CheckPolicy(text=text), lambda checked: self._answered(text, checked))

    def _answered(self, text: str, checked: PolicyChecked) -> None:
        if text != self._text():
            return
        faults = tuple(fault for fault in checked.problems if not _is_raised_when_saved(fault, text))
        self.told.emit(faults)
        then, self._then = self._then, None
        if then is not None:
            then(faults)


def _is_raised_when_saved(fault: PolicyFault, text: str) -> bool:
    """A version that is not newer is raised by the page itself, where it stands plainly in the text."""
    return fault.problem == PolicyProblem.VERSION_NOT_NEWER and place_of_version(text) is not None
