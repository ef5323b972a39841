"""What the desktop of this machine can do for the console, as lines for the status page and ``doctor``."""

import sys

from operator_console.desktop.capture_shield import can_shield
from operator_console.desktop.idle_watch import IdleWatch, idle_watch
from operator_console.domain.views import CheckState, MachineCheck


def checks(watch: IdleWatch | None = None) -> tuple[MachineCheck, ...]:
    """Return one check each for idle detection (``idle``) and capture protection (``capture``).

    ``reason`` of an idle check that is not good is a code of :meth:`IdleWatch.reason`.
    """
    return (_idle(watch or idle_watch()), _capture())


def _idle(watch: IdleWatch) -> MachineCheck:
    if watch.seconds() is not None:
        return MachineCheck("idle", CheckState.GOOD, {"reason": ""})
    return MachineCheck("idle", CheckState.WEAK, {"reason": watch.reason() or "no_answer"})


def _capture() -> MachineCheck:
    state = CheckState.GOOD if can_shield() else CheckState.UNSUPPORTED
    return MachineCheck("capture", state, {"system": sys.platform})
