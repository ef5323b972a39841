"""Puts a vault back from a backup, wholly or not at all; what lay there is moved aside and kept.

The vault is made beside its place, checked against what the backup says, and gets its name with one renaming. Where a
vault lies there already, that takes two; :func:`settle` finishes them after a sudden end between the two, so that
whoever opens the vault finds the old one or the new one.
"""

import os
import shutil
from collections.abc import Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from operator_console.domain.backups import Here
from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Code, Refusal
from operator_console.resource_files import resource
from operator_console.services.ports import Found, PutBack, RestoredFrom, Step
from operator_console.storage.backup_file import (
    DATABASES,
    Manifest,
    Part,
    copied,
    is_authentic,
    manifest_of,
    read_front,
    require_whole_length,
    told,
)
from operator_console.storage.folder import (
    ATTEMPTS,
    CUSTOMERS,
    HEADER,
    LOG,
    RESTORED,
    FolderLock,
    beside,
    make_beside,
    put_in_place,
    sync_files,
)
from operator_console.storage.header import Header, read_header
from operator_console.storage.log_key_file import entries_told
from operator_console.storage.log_store import KEY_FILE
from operator_console.storage.migrations import numbered_steps
from operator_console.storage.private_files import (
    FILE_MODE,
    create_private,
    refusing_files,
    sync_folder,
)
from operator_console.storage.sealed_json import packed, unpacked

FORMAT: Final = 1
_SCHEMAS: Final = {CUSTOMERS: "customers", LOG: "log"}


@dataclass(frozen=True, slots=True)
class Note:
    """What the vault is to remember of being put back until its log says so. ``aside`` is empty for nothing."""

    manifest: bytes
    restored: str
    os_user: str
    aside: str

    def write(self, folder: Path) -> None:
        """Leave it in a folder."""
        body = {"format": FORMAT, "manifest": self.manifest.decode("ascii"), "restored": self.restored}
        create_private(folder / RESTORED, packed({**body, "os_user": self.os_user, "aside": self.aside}))

    @classmethod
    def of(cls, folder: Path) -> "Note | None":
        """Read it; None where there is none. Refuses ``VAULT_DAMAGED`` one that cannot be read."""
        if not (folder / RESTORED).exists():
            return None
        body, _ = unpacked(folder / RESTORED, FORMAT)
        try:
            manifest = str(body["manifest"]).encode("ascii")
            return cls(manifest, str(body["restored"]), str(body["os_user"]), str(body["aside"]))
        except (KeyError, UnicodeEncodeError):
            raise Refusal(Code.VAULT_DAMAGED, file=RESTORED) from None


def look_into(file: BinaryIO, folder: Path) -> Found:
    """Return what a backup says about itself, and what lies in the folder. Refuses what cannot be put back."""
    settle(folder)
    content, manifest = read_front(file)
    size = require_whole_length(file, content, manifest)
    require_known(manifest)
    there = here(folder, manifest)
    return Found(manifest.view(size), there, entries_told(folder / KEY_FILE) if there is Here.SAME else 0)


def require_known(manifest: Manifest) -> None:
    """Refuse with ``VAULT_NEWER`` a backup whose databases this build cannot read."""
    for name in DATABASES:
        known, found = len(numbered_steps(resource("migrations", _SCHEMAS[name]))), manifest.schemas.get(name, 0)
        if found > known:
            raise Refusal(Code.VAULT_NEWER, found=found, known=known)


def here(folder: Path, manifest: Manifest) -> Here:
    """Return what lies in the folder."""
    with refusing_files(folder):
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return Here.NOTHING
    try:
        return Here.SAME if read_header(folder).vault_id.hex() == manifest.vault else Here.OTHER
    except Refusal:
        return Here.UNREADABLE


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a vault is to be put back and in which mode it is served there, when (ISO 8601 UTC) and by which OS user.

    ``aside`` is the name for what lies there; empty where it may not be moved.
    """

    folder: Path
    mode: Mode
    when: str
    os_user: str
    aside: str


def aside_name(folder: Path, when: datetime) -> str:
    """Return under which name a vault is kept that gives way to a backup."""
    return f"{folder.name}.before-restore-{when.astimezone():%Y%m%d-%H%M%S}"


def put_back(file: BinaryIO, wish: Wish, lock: FolderLock | None) -> Generator[Step, None, PutBack]:
    """Put the vault back. ``lock`` is that of what lies there, if anything does: nobody else has it open."""
    folder = wish.folder
    settle(folder)
    content, manifest = read_front(file)
    size = require_whole_length(file, content, manifest)
    require_known(manifest)
    found = _require_place(folder, manifest, wish.aside)
    aside = wish.aside if found is not Here.NOTHING else ""
    making = make_beside(folder)
    try:
        with closing(FolderLock(making, wait=0)), refusing_files(making):
            yield from _unpacked(file, making, manifest)
            _require_mode(making, manifest, wish.mode)
            if aside:
                _keep_attempts(folder, making)
            Note(content, wish.when, wish.os_user, aside).write(making)
        if aside:
            _swap(making, folder, aside, lock)
        else:
            put_in_place(making, folder)
    except BaseException:
        with suppress(OSError):
            if making.exists() and not _decided(folder, making):
                shutil.rmtree(making)
        raise
    return PutBack(manifest.view(size), found, aside)


def settle(folder: Path) -> None:
    """Finish a putting-back that ended between its two renamings; whoever else does so at once is no trouble."""
    making = beside(folder)
    if folder.exists() or not making.exists():
        return
    if _decided(folder, making):
        with refusing_files(folder), suppress(FileNotFoundError):
            making.rename(folder)
            sync_folder(folder.parent)


def restored_from(folder: Path, seal_key: bytes) -> RestoredFrom | None:
    """Return from which backup the vault was put back. Refuses ``VAULT_DAMAGED`` what no open vault backed up."""
    note = Note.of(folder)
    if note is None:
        return None
    try:
        manifest, authentic = manifest_of(note.manifest), is_authentic(note.manifest, seal_key)
    except Refusal:
        authentic = False
    if not authentic:
        raise Refusal(Code.VAULT_DAMAGED, file=RESTORED)
    return RestoredFrom(manifest.view(), manifest.head, note.restored, note.os_user, note.aside)


def forget(folder: Path) -> None:
    """The log says it now."""
    with refusing_files(folder):
        (folder / RESTORED).unlink(missing_ok=True)
        sync_folder(folder)


def _require_place(folder: Path, manifest: Manifest, aside: str) -> Here:
    """Refuse ``VAULT_EXISTS`` where a vault lies, unless it may be moved; ``FILE_EXISTS`` where something else does."""
    found = here(folder, manifest)
    if found is Here.NOTHING:
        return found
    if not any((folder / name).exists() for name in (HEADER, *DATABASES)):
        raise Refusal(Code.FILE_EXISTS, path=str(folder))
    if not aside:
        raise Refusal(Code.VAULT_EXISTS)
    if folder.with_name(aside).exists():
        raise Refusal(Code.FILE_EXISTS, path=str(folder.with_name(aside)))
    return found


def _unpacked(file: BinaryIO, making: Path, manifest: Manifest) -> Generator[Step, None, None]:
    """Write every part into its own file, durably. Refuses ``BACKUP_DAMAGED`` at the first that is not as it was."""
    done = 0
    for part in manifest.parts:
        target = os.open(
            making / part.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE_MODE
        )
        with os.fdopen(target, "wb") as made:
            digest = yield from told("restoring", copied(file, made, part.size), done, manifest.size)
            made.flush()
            os.fsync(target)
        _require_same(part, digest)
        done += part.size


def _require_same(part: Part, digest: str) -> None:
    if digest != part.sha256:
        raise Refusal(Code.BACKUP_DAMAGED)


def _require_mode(making: Path, manifest: Manifest, mode: Mode) -> None:
    """Refuse ``MODE_WRONG``, and a header that is not the one of which the backup speaks."""
    header = read_header(making)
    if header.vault_id.hex() != manifest.vault:
        raise Refusal(Code.BACKUP_DAMAGED)
    header.require_mode(mode)


def _keep_attempts(folder: Path, making: Path) -> None:
    """Failed sign-ins at this vault and on this machine are counted on: putting it back is no way to forget them."""
    with suppress(Refusal):
        old, new = read_header(folder), read_header(making)
        if _same_machine(old, new) and (folder / ATTEMPTS).is_file():
            shutil.copyfile(folder / ATTEMPTS, making / ATTEMPTS)


def _same_machine(old: Header, new: Header) -> bool:
    return (old.vault_id, old.device_check) == (new.vault_id, new.device_check)


def _swap(making: Path, folder: Path, aside: str, lock: FolderLock | None) -> None:
    """Give what lies there another name, and the finished folder its own."""
    old = folder.with_name(aside)
    with refusing_files(folder):
        sync_files(making)
        sync_folder(folder.parent)  # the finished folder's name is to last before the old one's changes
        if lock is not None and os.name == "nt":
            lock.release()  # a folder with an open file in it cannot be renamed there
        folder.rename(old)
        try:
            making.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        sync_folder(folder.parent)


def _decided(folder: Path, making: Path) -> bool:
    """Whether the old vault has been moved aside already, so that the new one's name is all that is missing."""
    try:
        note = Note.of(making)
    except Refusal:
        return False
    return bool(note and note.aside and not folder.exists() and folder.with_name(note.aside).exists())
