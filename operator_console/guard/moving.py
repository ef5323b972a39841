"""Moves a vault between Standalone and Guarded: intent, copy, outcome, and only then the old place is closed for good.

Root opens files and starts workers; everything that reads a vault runs as the user to whom it belongs. The move has one
moment at which it is decided: when the old header says that the vault belongs to the other mode. Interrupted before,
the vault is wholly old and the next run begins anew; interrupted after, the finished copy is there and the next run
gives it its name and removes what opened the old place.
"""

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.secret import Secret
from operator_console.guard.crew import Hand
from operator_console.guard.layout import Layout
from operator_console.guard.steps import Credential, content_of, refusing_writes, unseal_command
from operator_console.guard.system import AccountIds, System
from operator_console.storage.device_secret import CREDENTIAL

CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Signed:
    """Who moves it and who approved that, with their passwords."""

    user: str
    password: Secret[str]
    lead: str
    lead_password: Secret[str]


@dataclass(frozen=True, slots=True)
class Route:
    """From where to where, for whom, and where the device secret will be: ``keyring``, ``file`` or ``credential``."""

    source: Path
    target: Path
    origin: Mode
    to: Mode
    leaving: AccountIds
    arriving: AccountIds
    kind: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What was done. ``went_on``: an earlier run had been interrupted, and this one finished it."""

    vault_id: str
    entries: int
    went_on: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What the administrator asked for. ``vault`` is the Standalone place at either end, ``owner`` its OS user's name.

    ``kind`` is where a Standalone vault's device secret will be: ``keyring`` or ``file``.
    """

    to: Mode
    vault: Path
    owner: str
    kind: str


def route(layout: Layout, system: System, wish: Wish) -> Route:
    """Return the way for a vault. Refuses ``GUARD_ACCOUNT_ABSENT`` where Guarded mode is not installed."""
    to, vault = wish.to, wish.vault
    service = system.account(layout.account)
    if service is None:
        raise Refusal(Code.GUARD_ACCOUNT_ABSENT, name=layout.account)
    person = _owner(system, vault, wish.owner)
    if to is Mode.GUARDED:
        unit = content_of(layout.on_disk(layout.service_unit)) or b""
        place = "credential" if b"LoadCredentialEncrypted=" in unit else "file"
        return Route(vault, layout.vault, Mode.STANDALONE, to, person, service, place)
    return Route(layout.vault, vault, Mode.GUARDED, to, service, person, wish.kind)


def _owner(system: System, vault: Path, name: str) -> AccountIds:
    """The OS user who is named, or to whom the folder belongs."""
    if name:
        found = system.account(name)
    else:
        try:
            found = system.account_of(vault.lstat().st_uid)
        except OSError:
            raise Refusal(Code.VAULT_ABSENT) from None
    if found is None:
        raise Refusal(Code.GUARD_ACCOUNT_ABSENT, name=name)
    return found


class Mover:
    """One move. ``passed`` is told after each step, for whoever shows progress, or interrupts it in a test."""

    def __init__(
        self, layout: Layout, system: System, way: Route, passed: Callable[[str], None] = lambda _: None
    ) -> None:
        self._layout = layout
        self._system = system
        self._way = way
        self._passed = passed

    def move(self, signed: Signed) -> Moved:
        """Move it, or finish a move that was interrupted."""
        way = self._way
        with self._handed(way.origin, way.leaving) as handed, Hand(way.leaving, credentials=handed) as old:
            here = old.ask("look", folder=str(way.source))
            if not here["present"]:
                raise Refusal(Code.VAULT_ABSENT)
            if here["demo"]:
                raise Refusal(Code.MOVE_DEMO)
            if here["mode"] == way.to.value:
                self._finish(here)
                return Moved(here["vault_id"], 0, went_on=True)
            moved = self._anew(old, signed)
        self._finish(here)
        return moved

    def remove_old(self, vault_id: str) -> None:
        """Remove the old folder, which nothing opens any more."""
        way = self._way
        with Hand(way.leaving) as old:
            old.ask("remove", folder=str(way.source), mode=way.to.value, vault_id=vault_id)

    def _anew(self, old: Hand, signed: Signed) -> Moved:
        way = self._way
        common = {"from": way.origin.value, "to": way.to.value, "user": signed.user, "lead": signed.lead}
        password = signed.password.reveal()
        with Hand(way.arriving) as new:
            if new.ask("look", folder=str(way.target), free=True)["present"]:
                raise Refusal(Code.VAULT_EXISTS)
        begun = old.ask(
            "begin", folder=str(way.source), password=password, lead_password=signed.lead_password.reveal(), **common
        )
        self._passed("begun")
        vault_id = begun["vault_id"]
        with ExitStack() as until_copied:
            files = {name: _opened(way.source, name, way.leaving.uid, until_copied) for name in begun["files"]}
            with self._receiver(vault_id, bytes.fromhex(begun["secret"]), tuple(files.values())) as new:
                self._passed("secret_kept")
                wanted = {name: _digest(descriptor) for name, descriptor in files.items()}
                if new.ask("receive", folder=str(way.target), files=list(files.items())) != wanted:
                    raise Refusal(Code.MOVE_INTERRUPTED)
                self._passed("copied")
                given = {"vault_id": vault_id, "kind": way.kind, "session": begun["session"], "password": password}
                settled = new.ask("settle", folder=str(way.target), **given, **common)
        self._passed("settled")
        old.ask("retire", to=way.to.value)
        self._passed("retired")
        return Moved(vault_id, settled["entries"], went_on=False)

    def _finish(self, here: dict[str, Any]) -> None:
        """The old place is closed: give the copy its name, and take away the secret that opened the old place."""
        way, vault_id = self._way, here["vault_id"]
        with Hand(way.arriving) as new:
            there = new.ask("look", folder=str(way.target))
            if not there["present"]:
                new.ask("appear", folder=str(way.target), vault_id=vault_id, mode=way.to.value)
            elif (there["vault_id"], there["mode"]) != (vault_id, way.to.value):
                raise Refusal(Code.VAULT_EXISTS)
        self._passed("appeared")
        if here["device_secret"] == "credential":  # noqa: S105 - the kind of place
            with refusing_writes(self._credential):
                self._credential.unlink(missing_ok=True)
        else:
            with Hand(way.leaving) as old:
                place = {"folder": str(way.source), "mode": way.origin.value, "kind": here["device_secret"]}
                old.ask("forget_secret", vault_id=vault_id, **place)
        self._passed("forgotten")

    @contextmanager
    def _receiver(self, vault_id: str, secret: bytes, files: tuple[int, ...]) -> Iterator[Hand]:
        """A worker at the new place that finds the device secret where the vault will find it."""
        way = self._way
        if way.kind == "credential":
            Credential(self._system, self._credential, lambda: secret, replace=True).do()
        with self._handed(way.to, way.arriving) as handed, Hand(way.arriving, files=files, credentials=handed) as new:
            if way.kind != "credential":
                place = {"folder": str(way.target), "mode": way.to.value, "kind": way.kind}
                new.ask("keep_secret", vault_id=vault_id, secret=secret.hex(), **place)
            yield new

    @contextmanager
    def _handed(self, mode: Mode, owner: AccountIds) -> Iterator[Path | None]:
        """The credential as the service manager hands it over, for as long as a worker needs it; None for no such."""
        if mode is not Mode.GUARDED or not self._credential.exists():
            yield None
            return
        secret = self._system.run(unseal_command(), self._credential.read_bytes())
        with tempfile.TemporaryDirectory(prefix="operator-console-", dir=_memory()) as made:
            folder = Path(made)
            _hand_over(folder / CREDENTIAL, secret, owner)
            os.chown(folder, owner.uid, owner.gid)
            yield folder

    @property
    def _credential(self) -> Path:
        return self._layout.on_disk(self._layout.credential)


def _opened(folder: Path, name: str, owner: int, until: ExitStack) -> int:
    """Open a file of the old vault for reading. Only a plain file of its owner: no link, and no second name."""
    try:
        descriptor = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        raise Refusal(Code.MOVE_SOURCE_BAD, file=name) from None
    until.callback(os.close, descriptor)
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or found.st_uid != owner or found.st_nlink != 1:
        raise Refusal(Code.MOVE_SOURCE_BAD, file=name)
    return descriptor


def _digest(descriptor: int) -> str:
    """SHA-256 of an open file, in hexadecimal; its position stays at the beginning."""
    digest, at = hashlib.sha256(), 0
    while chunk := os.pread(descriptor, CHUNK, at):
        digest.update(chunk)
        at += len(chunk)
    return digest.hexdigest()


def _hand_over(path: Path, secret: bytes, owner: AccountIds) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as file:
        file.write(secret)
    os.chown(path, owner.uid, owner.gid)


def _memory() -> str | None:
    """Where a file is in memory only, as systemd keeps credentials: /run, where there is one."""
    return "/run" if os.access("/run", os.W_OK) else None
