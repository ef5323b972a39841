"""``init``: makes a vault with its first three people, and shows the recovery key once."""

import argparse

from operator_console.cli.options import (
    Subparsers,
    command,
    output_options,
    password_option,
    place_options,
    policy_option,
)
from operator_console.cli.session import opened, place_of
from operator_console.cli.terminal import FINE, Terminal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.protocol.messages import ConfirmVault, NewUser, PrepareVault
from operator_console.wording import Wording

ROLES = (Role.ADMINISTRATOR, Role.OPERATOR, Role.LEAD)


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command."""
    parser = command(subparsers, "init", words)
    place_options(parser, words)
    for role in ROLES:
        parser.add_argument(f"--{role}", metavar="NAME", required=True, help=words.role(role))
    parser.add_argument(
        "--device-secret", choices=("keyring", "file"), default="keyring", help=words.cli("help_device_secret")
    )
    policy_option(parser, words)
    parser.add_argument("--auditor-key", metavar="CODE", default="", help=words.cli("help_auditor_key_of"))
    password_option(parser, words)
    output_options(parser, words)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make the vault. With ``--json``: ``{"vault", "recovery_key", "pin", "users": [{"name", "role"}]}``."""
    names = [str(getattr(arguments, role)) for role in ROLES]
    prompts = [
        terminal.words.cli("ask_password_of", name=name, role=role) for name, role in zip(names, ROLES, strict=True)
    ]
    passwords = terminal.secrets(prompts, from_stdin=arguments.password_stdin)
    administrator, operator, lead = [
        NewUser(name, name, password.reveal()) for name, password in zip(names, passwords, strict=True)
    ]
    wanted = PrepareVault(
        administrator, operator, lead, arguments.device_secret, arguments.policy, arguments.auditor_key
    )
    vault = place_of(arguments)
    with opened(vault) as (client, _):
        prepared = client.ask(wanted)
        code = Secret(prepared.code)
        if not arguments.json:
            terminal.say(terminal.words.cli("recovery_key"))
            terminal.say(f"\n    {code.reveal()}\n")
            terminal.say(terminal.words.cli("pin"))
            terminal.say(f"\n    {prepared.pin}\n")
        client.ask(ConfirmVault(_typed_again(code, arguments, terminal)))
    if arguments.json:
        users = [{"name": name, "role": role.value} for name, role in zip(names, ROLES, strict=True)]
        terminal.result({"vault": str(vault), "recovery_key": code.reveal(), "pin": prepared.pin, "users": users})
    else:
        terminal.say(terminal.words.cli("vault_made", path=str(vault)))
    return FINE


def _typed_again(code: Secret[str], arguments: argparse.Namespace, terminal: Terminal) -> str:
    """A person proves that they have written the key down; a script keeps what it was given."""
    if arguments.password_stdin:
        return code.reveal()
    return terminal.secrets([terminal.words.cli("ask_recovery_key")], from_stdin=False)[0].reveal()
