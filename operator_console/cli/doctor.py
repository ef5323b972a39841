"""``doctor``: says what works on this machine, what does not, and what to do about it."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from operator_console.cli.options import Subparsers, command, output_options, place_options
from operator_console.cli.session import place_of
from operator_console.cli.terminal import FINDING, FINE, Terminal, tell_check
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import CheckState, MachineCheck
from operator_console.guard.layout import Layout
from operator_console.guard.status import guard_checks
from operator_console.guard.system import LinuxSystem
from operator_console.protocol.client import VaultClient, VaultPlace, command_for
from operator_console.protocol.guarded import GuardedPlace, read_machine_file
from operator_console.protocol.messages import Diagnose
from operator_console.wording import Wording

_OF_A_VAULT: Final = frozenset({"vault", "device_secret", "device_credential", "rights"})
_NOT_LET_IN: Final = frozenset(
    {Code.SERVICE_ABSENT, Code.SERVICE_STOPPED, Code.SERVICE_FORBIDDEN, Code.PEER_REFUSED, Code.CONSOLES_MANY}
)


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command."""
    parser = command(subparsers, "doctor", words)
    place_options(parser, words)
    output_options(parser, words)


def run(
    arguments: argparse.Namespace, terminal: Terminal, found: Callable[[], GuardedPlace | None] = read_machine_file
) -> int:
    """Print every check; 1 when one is bad. With ``--json``: ``{"ok", "checks": [{"code", "state", …}]}``.

    ``found`` says where this machine's guarded vault is, which is looked at when none is named.
    """
    checks = _of_vault(arguments, found) + arguments.desktop_checks() + guard_checks(Layout(), LinuxSystem())
    fine = all(check.state is not CheckState.BAD for check in checks)
    if arguments.json:
        terminal.result({"ok": fine, "checks": [_as_json(check, terminal.words) for check in checks]})
    else:
        for check in checks:
            tell_check(check, terminal)
        terminal.say(terminal.words.cli("machine_fine" if fine else "machine_not_fine"))
    return FINE if fine else FINDING


def _of_vault(arguments: argparse.Namespace, found: Callable[[], GuardedPlace | None]) -> tuple[MachineCheck, ...]:
    """Return the vault process's checks: of the vault that was named, or of this machine's guarded one.

    An administrator and others who may not connect, and everybody while nobody listens, get those of an empty place;
    what belongs to a vault is left out of them, and on a guarded machine the mode, which is not that place's.
    """
    if arguments.vault or arguments.machine_file:
        return _diagnosed(place_of(arguments))
    place = found()
    if place is not None:
        try:
            return _diagnosed(place)
        except Refusal as refusal:
            if refusal.code not in _NOT_LET_IN:
                raise
    left_out = _OF_A_VAULT if place is None else _OF_A_VAULT | {"mode"}
    with tempfile.TemporaryDirectory() as nothing:
        return tuple(check for check in _diagnosed(Path(nothing) / "vault") if check.code not in left_out)


def _diagnosed(vault: VaultPlace) -> tuple[MachineCheck, ...]:
    with VaultClient(command_for(vault)) as client:
        return client.ask(Diagnose()).checks


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
