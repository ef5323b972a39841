"""Chooses what watches this machine: one set of sources for each system, and what says so where there is none."""

import ctypes
import ctypes.util
import sys

from operator_console.desktop.sleep_watch import SleepWatch
from operator_console.desktop.triggers import Triggers, Watch


def lock_triggers() -> Triggers:
    """Return every source of this system; the clocks notice a sleep everywhere."""
    watches = {"linux": _linux, "win32": _windows, "darwin": _mac}.get(sys.platform, tuple[Watch, ...])()
    sleep = SleepWatch()
    triggers = Triggers((*watches, sleep))
    sleep.setParent(triggers)  # or its clocks would be looked at for as long as the process lives
    return triggers


def _linux() -> tuple[Watch, ...]:
    try:
        from operator_console.desktop.linux_bus import Bus
        from operator_console.desktop.linux_logind import LogindWatch
        from operator_console.desktop.linux_screen_saver import ScreenSaverWatch
    except ImportError:  # libdbus is missing: Qt's module cannot be loaded
        return ()
    return (ScreenSaverWatch(Bus.session()), LogindWatch(Bus.system()))


def _windows() -> tuple[Watch, ...]:
    from operator_console.desktop.windows_watch import WindowsWatch

    return (WindowsWatch(ctypes.windll),)  # type: ignore[attr-defined]


def _mac() -> tuple[Watch, ...]:
    from operator_console.desktop.mac_watch import MacWatch

    core, graphics, kit = (ctypes.util.find_library(name) for name in ("CoreFoundation", "CoreGraphics", "IOKit"))
    if not (core and graphics and kit):
        return ()
    return (MacWatch(ctypes.CDLL(core), ctypes.CDLL(graphics), ctypes.CDLL(kit)),)
