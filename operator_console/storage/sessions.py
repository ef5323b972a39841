"""One opened vault as the other processes on its folder see it: it lives, and one person works in it."""

import secrets

from operator_console.domain.ids import UserName
from operator_console.storage.folder import FolderLock
from operator_console.storage.presence import Presence


class Session:
    """Fulfils :class:`operator_console.services.ports.Session`; closed with its vault, and ended by its process's end.

    ``opened`` is a lock that is held for as long: a recovery takes it alone.
    """

    def __init__(self, presence: Presence, opened: FolderLock | None) -> None:
        self.id = secrets.token_hex(8)
        self._presence = presence
        self._opened = opened
        self._names = [self.id]
        presence.enter(self.id)

    @property
    def alone(self) -> bool:
        """Whether no other process can have this vault open."""
        return self._opened is None

    def take(self, user: UserName) -> None:
        """This person works here from now on; refuses with ``SIGNED_IN_ELSEWHERE`` while they do so elsewhere."""
        name = f"user {user}"
        self._presence.enter(name)
        self._names.append(name)

    def lives(self, session: str) -> bool:
        """Return whether a session of this name, from an entry of the log, is still open in a living process."""
        return self._presence.lives(session)

    def close(self) -> None:
        """It is over; the second time it does nothing."""
        while self._names:
            self._presence.leave(self._names.pop())
        if self._opened is not None:
            self._opened.release()
            self._opened = None
