"""Looks at this machine as the vault process sees it: what works, what is weaker than it should be, what is missing."""

import os
import platform
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from operator_console.domain.refusals import Refusal
from operator_console.domain.views import CheckState, MachineCheck
from operator_console.process_walls import SYSTEM, missing
from operator_console.services.ports import VaultState
from operator_console.storage.keyrings import SystemKeyring, system_keyring
from operator_console.storage.sqlcipher import OLDEST_SQLITE

FREE_WEAK_MB: Final = 1024
FREE_BAD_MB: Final = 100
_PYTHONS: Final = ((3, 11), (3, 14))
_DEVICE_SECRET: Final = {
    "keyring": CheckState.GOOD,
    "credential": CheckState.GOOD,
    "file": CheckState.WEAK,
    "missing": CheckState.BAD,
    "none": CheckState.UNSUPPORTED,
}


def diagnose(
    folder: Path,
    mode: str,
    look: Callable[[], VaultState],
    keyring: Callable[[], SystemKeyring] = system_keyring,
    *,
    os_user: str = "",
) -> tuple[MachineCheck, ...]:
    """Return every check of the vault's side. ``look`` is the keeper's ``state``; its refusal becomes a check.

    ``os_user`` is who is at the other end of a Guarded vault.
    """
    return (
        _python(),
        _sqlite(),
        _sqlcipher(),
        _keyring(keyring),
        *_vault(look),
        _process(),
        MachineCheck("mode", CheckState.GOOD if mode == "guarded" else CheckState.WEAK, {"os_user": os_user}),
        *_folder(folder),
    )


def keyring_name(keyring: Callable[[], SystemKeyring] = system_keyring) -> str:
    """Return the name of the keyring that can be used here, or nothing."""
    try:
        return keyring().name
    except Refusal:
        return ""


def _python() -> MachineCheck:
    known = _PYTHONS[0] <= sys.version_info[:2] < _PYTHONS[1]
    return MachineCheck("python", CheckState.GOOD if known else CheckState.BAD, {"found": platform.python_version()})


def _sqlite() -> MachineCheck:
    good = dbapi2.sqlite_version_info >= OLDEST_SQLITE
    needed = ".".join(map(str, OLDEST_SQLITE))
    params: dict[str, str | int] = {"found": dbapi2.sqlite_version, "needed": needed}
    return MachineCheck("sqlite", CheckState.GOOD if good else CheckState.BAD, params)


def _sqlcipher() -> MachineCheck:
    connection = dbapi2.connect(":memory:")
    try:
        found = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return MachineCheck("sqlcipher", CheckState.GOOD if found else CheckState.BAD, {"found": found[0] if found else ""})


def _keyring(keyring: Callable[[], SystemKeyring]) -> MachineCheck:
    name = keyring_name(keyring)
    return MachineCheck("keyring", CheckState.GOOD if name else CheckState.UNSUPPORTED, {"backend": name})


def _vault(look: Callable[[], VaultState]) -> Iterator[MachineCheck]:
    try:
        state = look()
    except Refusal as refusal:
        yield MachineCheck("vault", CheckState.BAD, {"reason": refusal.code.value})
        return
    yield MachineCheck("vault", CheckState.GOOD if state.present else CheckState.WEAK, {})
    code = "device_credential" if state.device_secret == "credential" else "device_secret"  # noqa: S105 - names of checks
    yield MachineCheck(code, _DEVICE_SECRET[state.device_secret], {})


def _process() -> MachineCheck:
    lacking = missing()
    state = CheckState.UNSUPPORTED if SYSTEM in lacking else CheckState.WEAK if lacking else CheckState.GOOD
    return MachineCheck("vault_process", state, {"lacking": " ".join(lacking)})


def _folder(folder: Path) -> Iterator[MachineCheck]:
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(nearest).free // 1_000_000
    state = CheckState.GOOD if free >= FREE_WEAK_MB else CheckState.WEAK if free >= FREE_BAD_MB else CheckState.BAD
    yield MachineCheck("disk", state, {"free_mb": free})
    if folder.exists():
        yield MachineCheck("rights", _rights(folder), {})


def _rights(folder: Path) -> CheckState:
    if not os.access(folder, os.W_OK):
        return CheckState.BAD
    if os.name != "posix":
        return CheckState.UNSUPPORTED
    others = stat.S_IRWXG | stat.S_IRWXO
    return CheckState.WEAK if folder.stat().st_mode & others else CheckState.GOOD
