"""The machine under a vault: its time, its name, and where it keeps device secrets."""

import getpass
import os
import platform
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import platformdirs

import operator_console
from operator_console.domain.os_users import told
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.ports import Place
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keyrings import Keyring, system_keyring

APPLICATION: Final = "operator-console"
BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
"""random(4): new at every start of a Linux system."""


class SystemClock:
    """Fulfils :class:`operator_console.services.ports.Clock` with the system's clocks."""

    def now(self) -> datetime:
        """Return the wall time, UTC, aware."""
        return datetime.now(UTC)

    def monotonic_ns(self) -> int:
        """Return nanoseconds since boot, counting sleep where the system can (CLOCK_BOOTTIME)."""
        boot_time = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic_ns() if boot_time is None else time.clock_gettime_ns(boot_time)


def this_place(mode: str, peer: int | None = None) -> Place:
    """Return where this process runs. ``mode`` is ``standalone`` or ``guarded``.

    ``peer`` is the number (uid) of the OS user at the other end, whose work this is in Guarded mode.
    """
    return Place(
        os_user=getpass.getuser() if peer is None else told(_name_of(peer), peer),
        device=platform.node(),
        boot_id=_boot_id(),
        build=operator_console.__version__,
        mode=mode,
    )


def _name_of(uid: int) -> str:
    """The name that this system knows for an OS user; empty where it knows none."""
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return ""


def system_secret_places() -> SecretPlaces:
    """Return the places of this machine: its keyring, and this OS user's own folder for the file form."""
    files = Path(platformdirs.user_data_path(APPLICATION, appauthor=False)) / "device-secrets"
    return SecretPlaces(system_keyring, files)


def guarded_secret_places(folder: Path) -> SecretPlaces:
    """Return the places of a vault that a service account serves: its credential, or a file beside the vault's folder.

    ``CREDENTIALS_DIRECTORY`` is set by the service manager (systemd.exec(5)). A service has no keyring.
    """
    handed = os.environ.get("CREDENTIALS_DIRECTORY", "")
    return SecretPlaces(_no_keyring, folder.absolute().parent / "device-secrets", Path(handed) if handed else None)


def _no_keyring() -> Keyring:
    raise Refusal(Code.KEYRING_UNAVAILABLE, backend="")


def _boot_id() -> str:
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""
