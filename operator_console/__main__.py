"""Starts what the first argument names: the window, the vault, or a command of the terminal."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from operator_console.process_walls import harden, keep_files_private

PROCESSES: Final = {
    "console": "operator_console.console_process",
    "vault": "operator_console.vault_process",
    "connect": "operator_console.protocol.connect.program",
    "demo": "operator_console.demo.main",
}
"""Commands that are programs of their own; everything else is a command of the terminal. Loaded when named."""
TERMINAL: Final = "operator_console.cli.main"
DESKTOP: Final = "operator_console.desktop.machine"


_ABOUT: Final = {"-h", "--help", "--version"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the arguments name; options alone, or nothing, are for the window. Return the exit code.

    Without ``argv`` this is a process of its own, and is kept to itself from its first moment.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in _ABOUT):
        arguments.insert(0, "console")
    name = arguments[0]
    if argv is None:
        harden()
        if name in PROCESSES:  # commands of the terminal give each file the rights it needs: some are for everybody
            keep_files_private()
    if name in PROCESSES:
        return int(import_module(PROCESSES[name]).main(arguments[1:]))
    return int(import_module(TERMINAL).main(arguments, desktop_checks=lambda: import_module(DESKTOP).checks()))


if __name__ == "__main__":
    sys.exit(main())
