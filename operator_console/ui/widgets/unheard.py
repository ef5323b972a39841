"""What is typed into a password field is announced to nobody: not its characters, not what was deleted."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QAccessible


@contextmanager
def unheard() -> Iterator[None]:
    """Nothing that happens meanwhile is announced to screen readers.

    Qt shows a password as dots to whoever asks for it, but announces each change of it with its characters: every
    program on the accessibility bus hears those.
    """
    heard = QAccessible.isActive()
    QAccessible.setActive(False)
    try:
        yield
    finally:
        QAccessible.setActive(heard)
