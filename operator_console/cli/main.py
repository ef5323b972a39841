"""The commands of the terminal: chooses one, runs it, and turns what it refuses into a sentence."""

import sys
from collections.abc import Callable, Sequence
from typing import Final

from operator_console import __version__
from operator_console.cli import (
    auditor_key,
    backup,
    doctor,
    export_log,
    guard,
    import_file,
    init,
    match_check,
    password,
    restore,
    verify_log,
)
from operator_console.cli.options import Parser, Subparsers
from operator_console.cli.terminal import WRONG_USE, Terminal, WrongUse, standard_terminal
from operator_console.domain.refusals import Refusal
from operator_console.domain.views import MachineCheck
from operator_console.wording import Wording

COMMANDS: Final = {
    "init": init,
    "import": import_file,
    "verify-log": verify_log,
    "match-check": match_check,
    "export-log": export_log,
    "auditor-key": auditor_key,
    "backup": backup,
    "restore": restore,
    "doctor": doctor,
    "guard": guard,
    "password": password,
}
ELSEWHERE: Final = ("console", "vault", "connect", "demo")
"""Commands that are programs of their own; listed here so that the overview is whole."""


def main(
    argv: Sequence[str] | None = None,
    terminal: Terminal | None = None,
    desktop_checks: Callable[[], tuple[MachineCheck, ...]] = tuple,
) -> int:
    """Run a command; return 0 for fine, 1 for a finding, 2 for wrong use or a refusal.

    ``desktop_checks`` is what the desktop of this machine can do; ``doctor`` lists it behind the vault's own checks.
    """
    terminal = terminal or standard_terminal()
    try:
        arguments = parser(terminal.words).parse_args(sys.argv[1:] if argv is None else argv)
        arguments.desktop_checks = desktop_checks
        return int(COMMANDS[arguments.command].run(arguments, terminal))
    except SystemExit as end:  # argparse has said what there is to say
        return int(end.code or 0)
    except Refusal as refusal:
        terminal.end_progress()
        terminal.complain(refusal)
    except WrongUse as wrong:
        terminal.complain_of_use(wrong)
    except KeyboardInterrupt:
        terminal.stderr.write("\n")
    return WRONG_USE


def parser(words: Wording) -> Parser:
    """Return the parser of every command."""
    top = Parser(words=words, prog="operator-console", description=words.cli("description"))
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}", help=words.cli("help_version"))
    subparsers: Subparsers = top.add_subparsers(
        dest="command",
        metavar=words.cli("command"),
        title=words.cli("commands"),
        required=True,
    )
    for name in ELSEWHERE:
        said = words.cli(f"help_{name}")
        subparsers.add_parser(name, help=said, description=said, words=words)
    for module in COMMANDS.values():
        module.add_parser(subparsers, words)
    return top
