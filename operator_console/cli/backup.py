"""``backup``: writes everything that a vault needs to one new file."""

import argparse
from dataclasses import asdict
from pathlib import Path

from operator_console.cli.options import Subparsers, command, output_options, person_options
from operator_console.cli.session import interruptible, place_of, signed_in
from operator_console.cli.terminal import FINE, Terminal
from operator_console.protocol.messages import MakeBackup
from operator_console.wording import Wording


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command."""
    parser = command(subparsers, "backup", words)
    parser.add_argument("file", metavar="FILE", type=Path, help=words.cli("help_backup_file"))
    person_options(parser, words)
    output_options(parser, words, progress=True)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make a backup. With ``--json``: the file, and what the backup says about itself."""
    (password,) = terminal.secrets([terminal.words.cli("ask_password")], from_stdin=arguments.password_stdin)
    path = arguments.file.absolute()
    with signed_in(place_of(arguments), arguments.user, password) as client, interruptible(client):
        made = client.ask(MakeBackup(str(path)), terminal.progress(wanted=arguments.progress)).backup
    terminal.end_progress()
    if arguments.json:
        terminal.result({"file": str(path), **asdict(made)})
    else:
        counted = {"customers": made.customers, "entries": made.entries, "bytes": made.bytes}
        terminal.say(terminal.words.cli("backup_made", path=str(path), made=made.made, **counted))
    return FINE
