"""What the conductor is given: which vault there is, and what a session works with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from operator_console.domain.views import MachineCheck
from operator_console.protocol.client import VaultPlace, command_for
from operator_console.ui.capture import CaptureGuard
from operator_console.ui.gates.sign_in import DemoAccount
from operator_console.ui.page import PageSpec


@dataclass(frozen=True)
class Place:
    """Which vault, how a process that speaks for it is started, and the accounts to show when it is a demo."""

    vault: VaultPlace
    command: Callable[[VaultPlace], Sequence[str]] = command_for
    demo: tuple[DemoAccount, ...] = ()


@dataclass(frozen=True)
class Desk:
    """What a session works with: the pages there are, and a look at this machine for those who show it.

    ``last_stand`` is what is done when nothing else keeps a session from being seen.
    """

    specs: Sequence[PageSpec]
    machine: Callable[[], tuple[MachineCheck, ...]]
    last_stand: Callable[[], None]
    capture: CaptureGuard | None = None
