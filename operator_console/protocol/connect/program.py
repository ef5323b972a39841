"""Speaks to the vault service for the console, once it is known to be the vault service.

It runs with the operator's rights in place of the vault process: what the console writes goes to the service's socket,
what the service says comes back, and the files that requests name are opened here and handed over. Why it could not is
its only line, a ``Refused`` that answers no request.
"""

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from operator_console.domain.refusals import Refusal
from operator_console.protocol.connect.relay import FIRST_WORD_SECONDS, Relay
from operator_console.protocol.connect.server import connected

_STDIN: Final = 0
_STDOUT: Final = 1


def main(argv: Sequence[str] | None = None) -> int:
    """Connect ``--socket PATH``, which ``--account NAME`` serves, with standard input and output.

    ``--patience SECONDS`` is how long the service may take to say its first word. The exit code is 0 when the
    conversation is over, 1 when there was none.
    """
    parser = argparse.ArgumentParser(prog="operator-console connect")
    parser.add_argument("--socket", type=Path, required=True)
    parser.add_argument("--account", required=True)
    parser.add_argument("--patience", type=float, default=FIRST_WORD_SECONDS)
    wanted = parser.parse_args(argv)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C in the terminal is for the console, which then cancels
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        Relay(connected(wanted.socket, wanted.account), _STDIN, _STDOUT, wanted.patience).run()
    except Refusal as refusal:
        _say(refusal)
        return 1
    return 0


def _say(refusal: Refusal) -> None:
    """What it takes to write a message is only loaded for this: a relay must start fast."""
    from operator_console.protocol.framing import UNASKED, reply_line
    from operator_console.protocol.messages import Refused

    with contextlib.suppress(OSError):  # nobody listens any more
        os.write(_STDOUT, reply_line(UNASKED, Refused(refusal.code, refusal.params)))
