"""Puts a vault back from a backup, and writes from which one as the first thing into its log when it is opened."""

from collections.abc import Generator
from contextlib import suppress
from pathlib import Path

from operator_console.domain.actions import Action
from operator_console.domain.refusals import Refusal
from operator_console.services.journal import Journal
from operator_console.services.ports import Clock, Files, Found, Keeper, OpenVault, Place, PutBack, Step


def look_into(keeper: Keeper, files: Files, path: Path) -> Found:
    """Return what a backup says about itself, and what lies where it would be put back. Nothing is changed.

    Refuses with ``BACKUP_FOREIGN``, ``BACKUP_DAMAGED`` or ``VAULT_NEWER`` what cannot be put back.
    """
    with files.open_to_read(path) as file:
        return keeper.look_into(file)


def restore(
    keeper: Keeper, files: Files, clock: Clock, place: Place, path: Path, *, move: bool
) -> Generator[Step, None, PutBack]:
    """Put a vault back, wholly or not at all; yields the stage, what is done of it, and all of it.

    ``move`` lets a vault that lies there be moved aside: it is kept beside the new one under another name. Otherwise,
    and always in Guarded mode, it is refused with ``VAULT_EXISTS``. Throwing ``Refusal(CANCELLED)`` stops it. No
    password is asked for: whoever can do this could copy the files themselves, and opening them takes what it takes.
    """
    with files.open_to_read(path) as file:
        return (yield from keeper.put_back(file, when=clock.now(), os_user=place.os_user, move=move))


def tell_of_restore(keeper: Keeper, vault: OpenVault, journal: Journal) -> None:
    """Write from which backup the vault was put back, once, before anything else is written into its log."""
    if not vault.log.writable:
        return
    with keeper.counting():
        found = vault.restored_from()
        if found is None:
            return
        if not vault.log.count_since(Action.RESTORED, found.backup.entries, 1):  # unless a sudden end came between
            facts = [
                ("backup", found.backup.backup),
                ("made", found.backup.made),
                ("entries", str(found.backup.entries)),
                ("head", found.head),
                ("restored", found.restored),
                ("restored_by", found.os_user),
                ("aside", found.aside),
            ]
            journal.write(Action.RESTORED, facts=tuple((name, text) for name, text in facts if text))
        with suppress(Refusal):  # then it is done at the next opening
            vault.restore_told()
