"""Starts the policy's dial command: a program with its arguments, never a shell, and nothing of it is kept."""

import subprocess
import threading
from collections.abc import Sequence

from operator_console.domain.refusals import Code, Refusal


def start_dialling(command: Sequence[str]) -> None:
    """Start the command and go on; refuse ``DIAL_FAILED`` where it cannot be started."""
    try:
        started = subprocess.Popen(  # noqa: S603 - an absolute path from the vault's policy, and digits
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            start_new_session=True,
        )
    except OSError:
        raise Refusal(Code.DIAL_FAILED) from None
    threading.Thread(target=started.wait, daemon=True).start()
