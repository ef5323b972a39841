"""The two places at which a vault is served: by the operator's own OS user, or by a service account over a socket."""

import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.handed import Counter
from operator_console.protocol.peers import Peer, peer_of
from operator_console.protocol.streams import Streams
from operator_console.services.files import FilesByPath, HandedFiles
from operator_console.services.ports import Clock, Files, Place
from operator_console.storage.diagnosis import diagnose, keyring_name
from operator_console.storage.folder import FolderLock
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.machine import guarded_secret_places, system_secret_places, this_place
from operator_console.storage.seats import take_seat
from operator_console.vault_process.conversation import Machine

Admits = Callable[[Peer], bool]
"""Says whether whoever is at the other end may work at a Guarded vault."""


@dataclass(frozen=True, slots=True)
class Site:
    """What depends on the mode. In Guarded mode files that are handed over are taken at the ``counter``, and the OS
    user has a ``seat`` as long as this lives.
    """

    keeper: VaultKeeper
    place: Place
    machine: Machine
    files: Files
    counter: Counter | None = None
    seat: FolderLock | None = None


def standalone(folder: Path, clock: Clock) -> Site:
    """The vault runs as the operator's own OS user, who could open every file anyway."""
    keeper = VaultKeeper(folder, system_secret_places(), clock)
    machine = Machine(keyring_name, lambda: diagnose(folder, Mode.STANDALONE, keeper.state))
    return Site(keeper, this_place(Mode.STANDALONE), machine, FilesByPath())


def guarded(folder: Path, clock: Clock, streams: Streams, admits: Admits) -> Site:
    """The vault runs as a service account, for the one OS user who is at the other end of the streams' socket.

    Refuses ``PEER_UNKNOWN`` where the streams are not one local socket, ``PEER_REFUSED`` for whom ``admits`` does not,
    ``FOLDER_OPEN`` where the vault's folder is not this account's alone, and ``CONSOLES_MANY``.
    """
    peer = peer_of(streams.input)
    if peer_of(streams.output) != peer:
        raise Refusal(Code.PEER_UNKNOWN)
    place = this_place(Mode.GUARDED, peer.uid)
    if not admits(peer):
        raise Refusal(Code.PEER_REFUSED, os_user=place.os_user)
    _require_own(folder)
    seat = take_seat(folder, peer.uid)
    places = guarded_secret_places(folder)
    keeper = VaultKeeper(folder, places, clock, shared=True, mode=Mode.GUARDED, os_user=place.os_user)
    counter, os_user = Counter(), place.os_user
    checks = partial(diagnose, folder, Mode.GUARDED, keeper.state, _no_keyring, os_user=os_user)
    machine = Machine(lambda: "", checks, _no_dialling)
    return Site(keeper, place, machine, HandedFiles(counter.take), counter, seat)


def an_operator(peer: Peer) -> bool:
    """Whether it is somebody: root does not answer calls, and a program of the service account needs no console."""
    return peer.uid not in {0, os.geteuid()}


def _require_own(folder: Path) -> None:
    if not folder.exists():
        return
    found = folder.stat()
    if found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        raise Refusal(Code.FOLDER_OPEN, path=str(folder))


def _no_keyring() -> NoReturn:
    """A service has no session, and so no keyring."""
    raise Refusal(Code.KEYRING_UNAVAILABLE, backend="")


def _no_dialling(_: Sequence[str]) -> NoReturn:
    """A policy's dial command would be any program in the service account's name; numbers are dialled by hand."""
    raise Refusal(Code.DIAL_UNAVAILABLE)
