"""What the steps of a call need of the page: its talk with the vault, its parts, and the way aside and back."""

from typing import Protocol

from operator_console.ui.call.conversation import Conversation
from operator_console.ui.call.keys import Point
from operator_console.ui.call.parts import Parts
from operator_console.ui.page import PageContext


class Desk(Protocol):
    """The call page as the files beside it see it."""

    context: PageContext
    talk: Conversation
    parts: Parts

    @property
    def point(self) -> Point:
        """Where the page stands."""
        ...

    def mask_now(self, cause: str) -> None:
        """Mask everything before returning."""
        ...

    def step_aside(self, point: Point) -> None:
        """Bring another part into sight; :meth:`back` returns."""
        ...

    def back(self) -> None:
        """Return to the call."""
        ...
