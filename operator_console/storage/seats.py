"""How many consoles one OS user has at a Guarded vault at once: one who takes many leaves room for the others."""

from pathlib import Path
from typing import Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.folder import FolderLock
from operator_console.storage.private_files import FOLDER_MODE, refusing_files

FOLDER: Final = "consoles"
"""Beside the vault's folder: a console may come before there is a vault."""
MOST: Final = 8
"""A console in use, one that is locked and one that is just ending are three; nobody has many more by hand."""


def take_seat(vault: Path, uid: int, most: int = MOST) -> FolderLock:
    """Take one of an OS user's places until this process ends, however it ends; refuse ``CONSOLES_MANY``."""
    seats = vault.absolute().parent / FOLDER
    with refusing_files(seats):
        seats.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    for number in range(most):
        try:
            return FolderLock(seats, 0, name=f"{uid}-{number}")
        except Refusal as refused:
            if refused.code is not Code.VAULT_IN_USE:
                raise
    raise Refusal(Code.CONSOLES_MANY, limit=most)
