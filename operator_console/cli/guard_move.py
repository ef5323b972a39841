"""``guard move``: carries a vault into Guarded mode or back, with an administrator's and a lead's password."""

import argparse
from pathlib import Path

from operator_console.cli.options import output_options, sign_in_options
from operator_console.cli.terminal import FINE, Terminal
from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Code, Refusal
from operator_console.guard.installing import require_machine
from operator_console.guard.layout import Layout
from operator_console.guard.moving import Moved, Mover, Route, Signed, Wish, route
from operator_console.guard.status import installed_layout
from operator_console.guard.system import System
from operator_console.wording import Wording


def add_options(parser: argparse.ArgumentParser, words: Wording) -> None:
    """Add what a move is told."""
    parser.add_argument("--to", choices=[mode.value for mode in Mode], required=True, help=words.cli("help_move_to"))
    parser.add_argument("--vault", metavar="DIR", type=Path, required=True, help=words.cli("help_move_vault"))
    sign_in_options(parser, words)
    parser.add_argument("--lead", metavar="NAME", required=True, help=words.cli("help_move_lead"))
    parser.add_argument("--owner", metavar="NAME", default="", help=words.cli("help_move_owner"))
    parser.add_argument(
        "--device-secret", choices=("keyring", "file"), default="keyring", help=words.cli("help_device_secret")
    )
    parser.add_argument("--yes", action="store_true", help=words.cli("help_guard_yes"))
    parser.add_argument("--remove-old", action="store_true", help=words.cli("help_move_remove_old"))
    output_options(parser, words)


def run(arguments: argparse.Namespace, terminal: Terminal, system: System, mover_of: type[Mover] = Mover) -> int:
    """Move. With ``--json``: ``{"from", "to", "entries", "went_on", "old_removed"}``."""
    layout = installed_layout(Layout())
    require_machine(layout, system)
    wish = Wish(Mode(arguments.to), arguments.vault.absolute(), arguments.owner, arguments.device_secret)
    way = route(layout, system, wish)
    words = terminal.words
    if not arguments.json:
        terminal.say(words.cli("move_plan", source=str(way.source), target=str(way.target), mode=way.to.value))
        terminal.say(words.cli(f"move_secret_{way.kind}"))
    if not (arguments.yes or terminal.agrees(words.cli("guard_proceed"))):
        raise Refusal(Code.GUARD_NOT_CONFIRMED)
    mover = mover_of(layout, system, way)
    moved = mover.move(_signed(arguments, terminal))
    removed = _removed(mover, moved, way, arguments, terminal)
    _tell(moved, way, arguments, terminal, removed=removed)
    return FINE


def _signed(arguments: argparse.Namespace, terminal: Terminal) -> Signed:
    prompts = [
        terminal.words.cli("ask_move_password", name=name, role=role)
        for name, role in ((arguments.user, "administrator"), (arguments.lead, "lead"))
    ]
    password, lead_password = terminal.secrets(prompts, from_stdin=arguments.password_stdin)
    return Signed(arguments.user, password, arguments.lead, lead_password)


def _removed(mover: Mover, moved: Moved, way: Route, arguments: argparse.Namespace, terminal: Terminal) -> bool:
    """The old folder goes only when that was said; it is of no use to anybody by now."""
    wanted = arguments.remove_old
    if not wanted and terminal.stdin.isatty():
        wanted = terminal.agrees(terminal.words.cli("move_remove_old", path=str(way.source)))
    if wanted:
        mover.remove_old(moved.vault_id)
    return bool(wanted)


def _tell(moved: Moved, way: Route, arguments: argparse.Namespace, terminal: Terminal, *, removed: bool) -> None:
    if arguments.json:
        told = {"from": str(way.source), "to": str(way.target), "entries": moved.entries, "went_on": moved.went_on}
        terminal.result({**told, "old_removed": removed})
        return
    words = terminal.words
    terminal.say(words.cli("move_went_on" if moved.went_on else "moved", path=str(way.target), mode=way.to.value))
    if not removed:
        terminal.say(words.cli("move_old_stays", path=str(way.source)))
