"""Options that several commands share, said the same everywhere."""

import argparse
from pathlib import Path
from typing import Any, NoReturn, Protocol

from operator_console.resource_files import resource
from operator_console.wording import Wording


class Subparsers(Protocol):
    """What argparse gives for adding commands."""

    def add_parser(self, name: str, *, help: str, description: str, words: Wording) -> argparse.ArgumentParser:
        """Add a command."""


class Parser(argparse.ArgumentParser):
    """Says in the user's language what it is for and that it was not understood; argparse names the argument."""

    def __init__(self, *, words: Wording, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._words = words
        self._optionals.title = words.cli("options")
        self._positionals.title = words.cli("arguments")
        self.add_argument("-h", "--help", action="help", help=words.cli("help_help"))

    def format_help(self) -> str:
        """Return the help with its first word translated."""
        return super().format_help().replace("usage:", self._words.cli("usage"), 1)

    def error(self, message: str) -> NoReturn:
        """Exit with 2."""
        self.exit(2, f"{self._words.cli('not_understood')}\n{message}\n")


def command(subparsers: Subparsers, key: str, words: Wording, *, name: str = "") -> argparse.ArgumentParser:
    """Add a command with its line in the overview; ``name`` is what is typed, where it is not the key."""
    said = words.cli(f"help_{key.replace('-', '_')}")
    return subparsers.add_parser(name or key, help=said, description=said, words=words)


def vault_option(parser: argparse.ArgumentParser, words: Wording, *, required: bool = True) -> None:
    """``--vault DIR``."""
    parser.add_argument("--vault", metavar="DIR", type=Path, required=required, help=words.cli("help_vault_folder"))


def place_options(parser: argparse.ArgumentParser, words: Wording) -> None:
    """``--vault`` or ``--machine-file``; without either, the guarded vault of this machine."""
    vault_option(parser, words, required=False)
    parser.add_argument("--machine-file", metavar="FILE", type=Path, help=words.cli("help_machine_file"))


def policy_option(parser: argparse.ArgumentParser, words: Wording) -> None:
    """``--policy NAME|FILE``: the policy's text, of a name that ships or of a file."""

    def text_of(policy: str) -> str:
        shipped = resource("policies", f"{policy}.toml") if policy.isidentifier() else None
        try:
            return (shipped if shipped is not None and shipped.is_file() else Path(policy)).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise argparse.ArgumentTypeError(words.cli("policy_unknown", policy=policy)) from None

    parser.add_argument("--policy", metavar="NAME|FILE", type=text_of, default="default", help=words.cli("help_policy"))


def person_options(parser: argparse.ArgumentParser, words: Wording) -> None:
    """Which vault, ``--user`` and ``--password-stdin``."""
    place_options(parser, words)
    sign_in_options(parser, words)


def sign_in_options(parser: argparse.ArgumentParser, words: Wording) -> None:
    """``--user`` and ``--password-stdin``."""
    parser.add_argument("--user", metavar="NAME", required=True, help=words.cli("help_user"))
    password_option(parser, words)


def password_option(parser: argparse.ArgumentParser, words: Wording) -> None:
    """``--password-stdin``; a password is never an argument."""
    parser.add_argument("--password-stdin", action="store_true", help=words.cli("help_password_stdin"))


def output_options(parser: argparse.ArgumentParser, words: Wording, *, progress: bool = False) -> None:
    """``--json`` and, for long work, ``--progress``."""
    parser.add_argument("--json", action="store_true", help=words.cli("help_json"))
    if progress:
        parser.add_argument("--progress", action="store_true", help=words.cli("help_progress"))
