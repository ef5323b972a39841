"""What the desktop of this machine can do for the console, as lines for the status page and ``doctor``."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from operator_console.desktop.capture_shield import can_shield
from operator_console.desktop.idle_watch import IdleWatch, idle_watch
from operator_console.desktop.this_machine import lock_triggers
from operator_console.desktop.triggers import ACTIVE, Trigger, Triggers
from operator_console.domain.views import CheckState, MachineCheck


def checks(
    triggers: Triggers | None = None, watch: IdleWatch | None = None, shielded: Callable[[], bool] = can_shield
) -> tuple[MachineCheck, ...]:
    """Look now; return one check for idle detection (``idle``), each :class:`Trigger` and capture protection.

    ``because`` of what does not work is a code of :meth:`IdleWatch.reason` or :meth:`Triggers.reasons`.
    """
    application = QCoreApplication.instance() or QCoreApplication(["operator-console"])  # what QtDBus lives on
    told = (triggers or lock_triggers()).reasons()
    del application
    return (_idle(watch or idle_watch()), *(_trigger(*each) for each in told.items()), _capture(shielded()))


def _idle(watch: IdleWatch) -> MachineCheck:
    if watch.seconds() is not None:
        return MachineCheck("idle", CheckState.GOOD, {})
    return MachineCheck("idle", CheckState.WEAK, {"because": watch.reason() or "no_answer"})


def _trigger(trigger: Trigger, reason: str) -> MachineCheck:
    if reason == ACTIVE:
        return MachineCheck(trigger.value, CheckState.GOOD, {})
    # A sleep is noticed by the clocks, if only after the resume; the others are not noticed at all.
    state = CheckState.WEAK if trigger is Trigger.SLEEP else CheckState.UNSUPPORTED
    return MachineCheck(trigger.value, state, {"because": reason})


def _capture(shielded: bool) -> MachineCheck:
    """Good where the system took the shield; weak where it could, but did not or a lead has allowed captures."""
    state = CheckState.GOOD if shielded else CheckState.WEAK if can_shield() else CheckState.UNSUPPORTED
    return MachineCheck("capture", state, {"system": sys.platform})
