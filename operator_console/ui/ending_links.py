"""The lines to vault processes that have been told to end; each is let go of when its process is no more."""

from functools import partial

from operator_console.domain.actions import LockCause
from operator_console.ui.link import VaultLink


class EndingLinks:
    """In most moments there is none, and after a lock one."""

    def __init__(self) -> None:
        self._links: list[VaultLink] = []

    def __bool__(self) -> bool:
        return bool(self._links)

    def take(self, link: VaultLink) -> None:
        """Keep a link until its process is no more; nobody else may want anything of it."""
        self._links.append(link)
        link.over.connect(partial(self._left, link))

    def await_all(self) -> None:
        """Wait until every one that was told to end is gone; a process that takes too long is killed."""
        for link in tuple(self._links):
            link.await_end()

    def end_all(self, cause: LockCause) -> None:
        """Tell them to end, and wait for it."""
        for link in tuple(self._links):
            link.end(cause)

    def _left(self, link: VaultLink) -> None:
        self._links.remove(link)
        link.deleteLater()
