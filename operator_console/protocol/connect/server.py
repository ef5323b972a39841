"""Connects to the vault service's socket, and to nothing else: who answers is known before anything is said."""

import errno
import socket
from pathlib import Path
from typing import Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.connect.path import ROOT, weak_part
from operator_console.protocol.peers import peer_of

SECONDS: Final = 1.0
"""How long a service whose queue is full may take to let a console in."""
_REASONS: Final = {
    errno.ENOENT: Code.SERVICE_ABSENT,
    errno.ENOTDIR: Code.SERVICE_ABSENT,
    errno.EACCES: Code.SERVICE_FORBIDDEN,
    errno.EPERM: Code.SERVICE_FORBIDDEN,
}


def connected(path: Path, account: str) -> socket.socket:
    """Return the connection to whoever serves the vault there; nothing has been sent.

    The peer of a client is whoever called listen(2) (SO_PEERCRED, unix(7)): the service manager, which is root, or the
    service account. That cannot be forged, and it is asked of the connection itself. The place of the socket is looked
    at as well, so that no other service of root's stands there.

    Raises:
        Refusal: ``SERVICE_ABSENT``, ``SERVICE_STOPPED``, ``SERVICE_FORBIDDEN``, ``SERVER_UNTRUSTED``,
            ``SERVER_REPLACEABLE`` or ``PEER_UNKNOWN``.
    """
    owners = frozenset({ROOT, *_uid_of(account)})
    link = _open(path)
    try:
        if peer_of(link.fileno()).uid not in owners:
            raise Refusal(Code.SERVER_UNTRUSTED, path=str(path))
        weak = weak_part(path, owners)
        if weak is not None:
            raise Refusal(Code.SERVER_REPLACEABLE, path=str(weak))
    except BaseException:
        link.close()
        raise
    return link


def _open(path: Path) -> socket.socket:
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    link.settimeout(SECONDS)
    try:
        link.connect(str(path))
    except OSError as error:
        link.close()
        raise Refusal(_REASONS.get(error.errno or 0, Code.SERVICE_STOPPED)) from None
    return link


def _uid_of(account: str) -> set[int]:
    """Return the account's uid; nothing where there is no such account: then root alone is trusted."""
    import pwd  # not on Windows

    try:
        return {pwd.getpwnam(account).pw_uid}
    except KeyError:
        return set()
