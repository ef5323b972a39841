"""What a fault of the log means to a person: something that passes, or a log that nobody may rely on."""

from pathlib import Path
from typing import Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.private_files import refusing_files
from operator_console.storage.sqlcipher import refusing

PASSING: Final = frozenset({Code.DISK_FULL, Code.VAULT_READ_ONLY, Code.VAULT_IN_USE})
"""What a full or busy disk says and what mends itself; everything else about the log means that it is broken."""


def refusal_of_log(fault: Exception, path: Path) -> Refusal:
    """What a fault of the log means to a person: a full, closed or busy disk, or a broken log."""
    meant: Refusal | None = None
    try:
        with refusing(path), refusing_files(path):
            raise fault
    except Refusal as refusal:
        meant = refusal
    except Exception:  # noqa: BLE001 - whatever else it was, the log cannot be relied on
        meant = None
    return meant if meant and meant.code in PASSING else Refusal(Code.LOG_BROKEN)
