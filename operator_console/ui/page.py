"""What every page of the window is: it says whether it may be left, and masks at once when told to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from operator_console.domain.roles import Duty
from operator_console.domain.views import MachineCheck, SessionView
from operator_console.ui.capture import CaptureGuard
from operator_console.ui.link import VaultLink
from operator_console.ui.theme import Theme
from operator_console.ui.tone import Tone

if TYPE_CHECKING:
    from operator_console.wording import Wording


def _nothing_known() -> tuple[MachineCheck, ...]:
    return ()


def _nothing_follows(_: SessionView) -> None:
    return


@dataclass(frozen=True)
class PageContext:
    """What the window lends a page. ``say`` puts a sentence with its next step into the message bar.

    ``machine`` looks at what the desktop of this machine can do; the vault process knows the rest. ``renewed`` takes
    the session as it is after a new policy. ``capture`` keeps the windows out of captures, where there is one.
    """

    link: VaultLink
    session: SessionView
    wording: "Wording"
    theme: Theme
    say: Callable[[str, Tone], None]
    machine: Callable[[], tuple[MachineCheck, ...]] = _nothing_known
    renewed: Callable[[SessionView], None] = _nothing_follows
    capture: CaptureGuard | None = None
    holder: QWidget | None = None
    """In which the page will lie. Qt dresses a widget anew, with all that is in it, each time it gets a parent."""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One line of the help for a page: a key as it is written on the keyboard, and what it does."""

    key: str
    does: str


class Page(QWidget):
    """One page of a signed-in person. It is destroyed at every lock; nothing of it may outlive that."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.holder)
        self.context = context

    def entered(self) -> None:
        """Called each time the page comes to the front: put the focus where the work begins."""

    def mask_now(self, cause: str) -> None:
        """Mask whatever is revealed, at once. ``cause`` is one of those of ``EndShowing``."""

    def may_leave(self) -> str:
        """Return why leaving loses something, as a sentence; empty when nothing is lost."""
        return ""

    def call_is_open(self) -> bool:
        """Return whether a caller is on the line: the idle limit is then the longer one."""
        return False

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page for its help."""
        return ()


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page as the window knows it: its name, whose duty it is (``None``: everybody's) and how it is made."""

    title: Callable[[], str]
    duty: Duty | None
    make: Callable[[PageContext], Page]
    key: str
    """A stable name; also the name of its icon in resources/icons."""
