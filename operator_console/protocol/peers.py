"""Says who is at the other end of a local socket, as the system knows it and not as the other end says."""

import os
import socket
import struct
from dataclasses import dataclass
from typing import Final

from operator_console.domain.refusals import Code, Refusal

_CREDENTIALS: Final = struct.Struct("iII")
"""``struct ucred`` of unix(7): process, user, group."""


@dataclass(frozen=True, slots=True)
class Peer:
    """The process that connected, with the identity it had at that moment. ``pid`` may be somebody else's by now."""

    uid: int
    gid: int
    pid: int


def peer_of(descriptor: int) -> Peer:
    """Return who is at the other end of a connected unix stream socket (SO_PEERCRED, unix(7)).

    The descriptor stays open and as it was. Refuses ``PEER_UNKNOWN`` for anything else, and on systems that name it
    differently: macOS has ``getpeereid(3)`` and ``LOCAL_PEERCRED`` (unix(4)), Windows no such socket in Python.
    """
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        raise Refusal(Code.PEER_UNKNOWN)
    try:
        with socket.socket(fileno=os.dup(descriptor)) as other:
            if other.family != socket.AF_UNIX or other.type != socket.SOCK_STREAM:
                raise Refusal(Code.PEER_UNKNOWN)
            pid, uid, gid = _CREDENTIALS.unpack(other.getsockopt(socket.SOL_SOCKET, option, _CREDENTIALS.size))
    except OSError:
        raise Refusal(Code.PEER_UNKNOWN) from None
    if pid <= 0:  # a socket that is not connected has nobody at its other end
        raise Refusal(Code.PEER_UNKNOWN)
    return Peer(uid, gid, pid)
