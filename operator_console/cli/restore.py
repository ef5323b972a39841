"""``restore``: puts a vault back from a backup; one that lies there is kept under another name, or left as it is."""

import argparse
from dataclasses import asdict
from pathlib import Path

from operator_console.cli.options import Subparsers, command, output_options, place_options
from operator_console.cli.session import interruptible, place_of
from operator_console.cli.terminal import FINE, Terminal
from operator_console.protocol.client import VaultClient, command_for
from operator_console.protocol.messages import BackupFound, BackupRestored, LookIntoBackup, RestoreBackup
from operator_console.wording import Wording


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command."""
    parser = command(subparsers, "restore", words)
    parser.add_argument("file", metavar="FILE", type=Path, help=words.cli("help_restore_file"))
    place_options(parser, words)
    parser.add_argument("--move-aside", action="store_true", help=words.cli("help_move_aside"))
    output_options(parser, words, progress=True)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Restore. With ``--json``: the backup, what lay there (``here``), and the name that it has now (``aside``)."""
    path = str(arguments.file.absolute())
    with VaultClient(command_for(place_of(arguments))) as client, interruptible(client):
        found = client.ask(LookIntoBackup(path))
        if not arguments.json:
            _tell_found(found, terminal)
        wanted = RestoreBackup(path, arguments.move_aside)
        done = client.ask(wanted, terminal.progress(wanted=arguments.progress))
    terminal.end_progress()
    if arguments.json:
        terminal.result({"file": path, **asdict(done.backup), "here": done.here, "aside": done.aside})
    else:
        _tell_done(done, terminal)
    return FINE


def _tell_found(found: BackupFound, terminal: Terminal) -> None:
    words, backup = terminal.words, found.backup
    counted = {"customers": backup.customers, "entries": backup.entries}
    terminal.say(words.cli("backup_is", made=backup.made, build=backup.build, **counted))
    if found.entries_here > backup.entries:
        newer = found.entries_here - backup.entries
        terminal.say(words.cli("vault_here_newer", here=found.entries_here, newer=newer))


def _tell_done(done: BackupRestored, terminal: Terminal) -> None:
    terminal.say(terminal.words.cli("vault_restored"))
    if done.aside:
        terminal.say(terminal.words.cli("vault_restored_aside", aside=done.aside))
