"""``export-log``: writes a vault's log to a new file, for a verifier, for people or for a SIEM."""

import argparse
from pathlib import Path

from operator_console.cli.options import Subparsers, command, output_options, person_options
from operator_console.cli.session import interruptible, place_of, signed_in
from operator_console.cli.terminal import FINE, Terminal
from operator_console.domain.evidence import ExportForm
from operator_console.protocol.messages import ExportLog
from operator_console.wording import Wording


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command."""
    parser = command(subparsers, "export-log", words)
    person_options(parser, words)
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help=words.cli("help_export_out"))
    parser.add_argument(
        "--format", choices=[form.value for form in ExportForm], default="bundle", help=words.cli("help_export_format")
    )
    parser.add_argument("--nonce", metavar="HEX", default="", help=words.cli("help_nonce"))
    output_options(parser, words, progress=True)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Export. With ``--json``: ``{"file", "entries", "bytes", "sha256", "code"}``, with no code of a broken log."""
    (password,) = terminal.secrets([terminal.words.cli("ask_password")], from_stdin=arguments.password_stdin)
    path = arguments.out.absolute()
    wanted = ExportLog(str(path), ExportForm(arguments.format), arguments.nonce)
    with signed_in(place_of(arguments), arguments.user, password) as client, interruptible(client):
        made = client.ask(wanted, terminal.progress(wanted=arguments.progress))
    terminal.end_progress()
    if arguments.json:
        told = {"file": str(path), "entries": made.entries, "bytes": made.bytes, "sha256": made.sha256}
        terminal.result({**told, "code": made.code})
    elif made.code:
        terminal.say(terminal.words.cli("log_exported", path=str(path), entries=made.entries))
        terminal.say(f"\n    {made.code}\n")
    else:
        terminal.say(terminal.words.cli("broken_log_exported", path=str(path), entries=made.entries))
    return FINE
