"""``password``: changes one's own password, the first one too."""

import argparse

from operator_console.cli.options import Subparsers, command, output_options, person_options
from operator_console.cli.session import place_of, signed_in
from operator_console.cli.terminal import FINE, Terminal, WrongUse
from operator_console.domain.secret import Secret
from operator_console.protocol.messages import ChangePassword
from operator_console.wording import Wording


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command."""
    parser = command(subparsers, "password", words)
    person_options(parser, words)
    output_options(parser, words)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Change it. Two lines of standard input are the old and the new one; typed, the new one is asked for twice."""
    keys = ["ask_old_password", "ask_new_password"]
    if not arguments.password_stdin:
        keys.append("ask_new_password_again")
    prompts = [terminal.words.cli(key) for key in keys]
    old, *new = (secret.reveal() for secret in terminal.secrets(prompts, from_stdin=arguments.password_stdin))
    if len(set(new)) != 1:
        raise WrongUse("passwords_differ")
    with signed_in(place_of(arguments), arguments.user, Secret(old), first_password=True) as client:
        client.ask(ChangePassword(old, new[0]))
    if arguments.json:
        terminal.result({"user": arguments.user, "changed": True})
    else:
        terminal.say(terminal.words.cli("password_changed"))
    return FINE
