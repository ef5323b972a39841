"""``verify-log``: checks a vault's whole log and says in words what was found."""

import argparse
from pathlib import Path

from operator_console.cli.options import Subparsers, command, output_options, person_options
from operator_console.cli.session import interruptible, place_of, signed_in
from operator_console.cli.terminal import FINDING, FINE, Terminal
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import Finding, Severity
from operator_console.protocol.messages import LogVerified, VerifyLog
from operator_console.wording import Wording


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command."""
    parser = command(subparsers, "verify-log", words)
    person_options(parser, words)
    parser.add_argument("--kept", metavar="CODE|FILE", action="append", default=[], help=words.cli("help_kept"))
    output_options(parser, words, progress=True)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Verify; 1 when something is wrong. With ``--json``: ``{"ok", "entries", "findings", "limits", …}``."""
    (password,) = terminal.secrets([terminal.words.cli("ask_password")], from_stdin=arguments.password_stdin)
    kept = tuple(map(_kept, arguments.kept))
    with signed_in(place_of(arguments), arguments.user, password) as client, interruptible(client):
        found = client.ask(VerifyLog(kept), terminal.progress(wanted=arguments.progress))
    terminal.end_progress()
    if arguments.json:
        _tell_as_json(found, terminal)
    else:
        _tell(found, terminal)
    return FINE if found.ok else FINDING


def _kept(given: str) -> str:
    """A code as it was typed, or what is in the file of this name."""
    path = Path(given)
    try:
        return path.read_text(encoding="utf-8").strip() if path.is_file() else given
    except (OSError, UnicodeDecodeError, ValueError):
        raise Refusal(Code.FILE_UNREADABLE, path=given) from None


def _tell(found: LogVerified, terminal: Terminal) -> None:
    words = terminal.words
    for finding in found.findings:
        terminal.say(words.finding(finding))
    listed = [finding for finding in found.findings if finding.severity is not Severity.LIMIT]
    verdict = "log_in_order" if found.ok else "log_not_in_order"
    terminal.say(words.cli(verdict, entries=found.entries, findings=len(listed)))
    if found.looks_like:
        terminal.say(words.cli("log_looks_like", change=words.change(found.looks_like)))
    if found.since:
        terminal.say(words.cli("log_since", since=found.since))
    if found.good_until:
        terminal.say(words.cli("log_good_until", entries=found.good_until))
    if not found.ok:
        sure = found.good_after < found.entries
        terminal.say(words.cli("log_good_after" if sure else "log_good_nowhere", entries=found.good_after))


def _tell_as_json(found: LogVerified, terminal: Terminal) -> None:
    told = [(finding.severity, _as_json(finding, terminal.words)) for finding in found.findings]
    terminal.result(
        {
            "ok": found.ok,
            "entries": found.entries,
            "findings": [each for severity, each in told if severity is not Severity.LIMIT],
            "limits": [each for severity, each in told if severity is Severity.LIMIT],
            "left_out": found.left_out,
            "seals_checked": found.seals_checked,
            "looks_like": found.looks_like,
            "since": found.since,
            "good_until": found.good_until,
            "good_after": found.good_after,
        }
    )


def _as_json(finding: Finding, words: Wording) -> dict[str, str | int]:
    return {
        **finding.params,
        "code": finding.code,
        "severity": finding.severity.value,
        "sequence": finding.sequence,
        "sentence": words.finding(finding),
    }
