"""``doctor``: says what works on this machine, what does not, and what to do about it."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from operator_console.cli.options import Subparsers, command, output_options, place_options
from operator_console.cli.session import place_of
from operator_console.cli.terminal import FINDING, FINE, Terminal, tell_check
from operator_console.domain.views import CheckState, MachineCheck
from operator_console.guard.layout import Layout
from operator_console.guard.status import guard_checks
from operator_console.guard.system import LinuxSystem
from operator_console.protocol.client import VaultClient, VaultPlace, command_for
from operator_console.protocol.messages import Diagnose
from operator_console.wording import Wording

_OF_A_VAULT: Final = frozenset({"vault", "device_secret", "device_credential", "rights"})


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command."""
    parser = command(subparsers, "doctor", words)
    place_options(parser, words)
    output_options(parser, words)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print every check; 1 when one is bad. With ``--json``: ``{"ok", "checks": [{"code", "state", …}]}``."""
    named = _named(arguments)
    with _place(named) as vault, VaultClient(command_for(vault)) as client:
        checks = client.ask(Diagnose()).checks + arguments.desktop_checks() + guard_checks(Layout(), LinuxSystem())
    if named is None:
        checks = tuple(check for check in checks if check.code not in _OF_A_VAULT)
    fine = all(check.state is not CheckState.BAD for check in checks)
    if arguments.json:
        terminal.result({"ok": fine, "checks": [_as_json(check, terminal.words) for check in checks]})
    else:
        for check in checks:
            tell_check(check, terminal)
        terminal.say(terminal.words.cli("machine_fine" if fine else "machine_not_fine"))
    return FINE if fine else FINDING


def _named(arguments: argparse.Namespace) -> VaultPlace | None:
    """Return the vault that was named; what is installed here is looked at with any, also by who may not connect."""
    return place_of(arguments) if arguments.vault or arguments.machine_file else None


@contextmanager
def _place(vault: VaultPlace | None) -> Iterator[VaultPlace]:
    """The vault to look at, or an empty place when only the machine is asked about."""
    if vault is not None:
        yield vault
        return
    with tempfile.TemporaryDirectory() as nothing:
        yield Path(nothing) / "vault"


def _as_json(check: MachineCheck, words: Wording) -> dict[str, str | int]:
    said = words.check(check)
    return {
        **check.params,
        "code": check.code,
        "state": check.state.value,
        "label": said.label,
        "sentence": said.what,
        "next": said.next,
    }
