"""``auditor-key``: makes the pair of keys with which an auditor checks every seal of a log, away from the vault."""

import argparse
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from operator_console.cli.options import Subparsers, command, output_options, password_option
from operator_console.cli.terminal import FINE, Terminal, WrongUse
from operator_console.domain.key_codes import printed_key
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.secret import Secret
from operator_console.wording import Wording

SHORTEST = 8
"""Characters of a passphrase; below that nobody needs to steal more than the file."""


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command."""
    parser = command(subparsers, "auditor-key", words)
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help=words.cli("help_auditor_out"))
    password_option(parser, words)
    output_options(parser, words)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make the pair: the private half into the file, sealed with a passphrase; the public half printed as a code."""
    key = X25519PrivateKey.generate()
    sealed = key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(_passphrase(arguments, terminal).reveal().encode())
    )
    _write(arguments.out, sealed)
    code = printed_key(key.public_key().public_bytes_raw())
    if arguments.json:
        terminal.result({"file": str(arguments.out), "public_key": code})
    else:
        terminal.say(terminal.words.cli("auditor_key_made", path=str(arguments.out)))
        terminal.say(f"\n    {code}\n")
    return FINE


def _passphrase(arguments: argparse.Namespace, terminal: Terminal) -> Secret[str]:
    """Asked for twice by hand, so that a slip does not lose the key; a script gives it once."""
    once, again = terminal.words.cli("ask_passphrase"), terminal.words.cli("ask_passphrase_again")
    asked = [once] if arguments.password_stdin else [once, again]
    given = terminal.secrets(asked, from_stdin=arguments.password_stdin)
    if len({each.reveal() for each in given}) > 1:
        raise WrongUse("passwords_differ")
    if len(given[0].reveal()) < SHORTEST:
        raise Refusal(Code.PASSWORD_WEAK, minimum=SHORTEST)
    return given[0]


def _write(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(content)
    except FileExistsError:
        raise Refusal(Code.FILE_EXISTS, path=str(path)) from None
    except OSError:
        raise Refusal(Code.FILE_UNWRITABLE, path=str(path)) from None
