"""``verify-log``: checks a vault's whole log and says in words what was found."""

import argparse

from operator_console.cli.options import Subparsers, command, output_options, person_options
from operator_console.cli.session import interruptible, signed_in
from operator_console.cli.terminal import FINDING, FINE, Terminal
from operator_console.protocol.messages import LogVerified, VerifyLog
from operator_console.wording import Wording


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command."""
    parser = command(subparsers, "verify-log", words)
    person_options(parser, words)
    output_options(parser, words, progress=True)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Verify; 1 when something is wrong. With ``--json``: ``{"ok", "entries", "findings"}``."""
    (password,) = terminal.secrets([terminal.words.cli("ask_password")], from_stdin=arguments.password_stdin)
    with signed_in(arguments.vault, arguments.user, password) as client, interruptible(client):
        found = client.ask(VerifyLog(), terminal.progress(wanted=arguments.progress))
    terminal.end_progress()
    if arguments.json:
        _tell_as_json(found, terminal)
    else:
        _tell(found, terminal)
    return FINE if found.ok else FINDING


def _tell(found: LogVerified, terminal: Terminal) -> None:
    for finding in found.findings:
        terminal.say(terminal.words.finding(finding))
    verdict = "log_in_order" if found.ok else "log_not_in_order"
    terminal.say(terminal.words.cli(verdict, entries=found.entries, findings=len(found.findings)))


def _tell_as_json(found: LogVerified, terminal: Terminal) -> None:
    findings = [
        {
            **finding.params,
            "code": finding.code,
            "sequence": finding.sequence,
            "sentence": terminal.words.finding(finding),
        }
        for finding in found.findings
    ]
    terminal.result({"ok": found.ok, "entries": found.entries, "findings": findings})
