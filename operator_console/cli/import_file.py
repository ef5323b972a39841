"""``import``: takes a file of customers into a vault, and says of every row that it did not take why not."""

import argparse
from pathlib import Path
from typing import Any

from operator_console.cli.options import Subparsers, command, output_options, person_options
from operator_console.cli.session import interruptible, place_of, signed_in
from operator_console.cli.terminal import FINDING, FINE, Terminal
from operator_console.domain.views import RejectedRow
from operator_console.protocol.messages import Imported, ImportFile, SaveRejects
from operator_console.wording import Wording


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command."""
    parser = command(subparsers, "import", words)
    parser.add_argument("file", metavar="FILE", type=Path, help=words.cli("help_file"))
    person_options(parser, words)
    parser.add_argument("--client", metavar="ID", default="", help=words.cli("help_client"))
    parser.add_argument("--existing", choices=("reject", "update"), default="reject", help=words.cli("help_existing"))
    parser.add_argument("--encoding", metavar="E", default="", help=words.cli("help_encoding"))
    parser.add_argument("--save-rejects", metavar="FILE", type=Path, help=words.cli("help_save_rejects"))
    output_options(parser, words, progress=True)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Import, and save what was rejected where that is wanted; 1 when not everything was taken."""
    (password,) = terminal.secrets([terminal.words.cli("ask_password")], from_stdin=arguments.password_stdin)
    request = ImportFile(
        path=str(arguments.file.absolute()),
        client=arguments.client,
        existing=arguments.existing,
        encoding=arguments.encoding,
    )
    with signed_in(place_of(arguments), arguments.user, password) as client:
        with interruptible(client):
            done = client.ask(request, terminal.progress(wanted=arguments.progress))
        terminal.end_progress()
        _tell(done, arguments, terminal)
        if done.rejected and arguments.save_rejects is not None:
            client.ask(SaveRejects(str(arguments.save_rejects.absolute())))
    return FINDING if done.rejected or done.cancelled else FINE


def _tell(done: Imported, arguments: argparse.Namespace, terminal: Terminal) -> None:
    words = terminal.words
    if arguments.json:
        rejected = [_as_json(row, words) for row in done.rejected]
        counts = {"rejected_count": done.rejected_count, "cancelled": done.cancelled}
        terminal.result({"imported": done.imported, "rejected": rejected, **counts})
        return
    for row in done.rejected:
        where = words.cli("row", line=row.line, column=row.column or "—")
        terminal.say(f"{where}  {words.problem(row.reason, row.params)}")
    ending = "imported_until_stopped" if done.cancelled else "imported"
    terminal.say(words.cli(ending, imported=done.imported, rejected=done.rejected_count))


def _as_json(row: RejectedRow, words: Wording) -> dict[str, Any]:
    sentence = words.problem(row.reason, row.params)
    return {"line": row.line, "column": row.column, "reason": sentence, "code": row.reason}
