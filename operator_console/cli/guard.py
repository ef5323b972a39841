"""``guard``: makes this machine Guarded, says how that stands, takes it away again, and moves a vault there or back."""

import argparse
from pathlib import Path

from operator_console.cli import guard_move
from operator_console.cli.options import Parser, Subparsers, command, output_options
from operator_console.cli.terminal import FINDING, FINE, Terminal, tell_check
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import CheckState
from operator_console.guard.installing import Plan, deletion, installation, removal, require_machine, require_program
from operator_console.guard.layout import ACCOUNT, GROUP, STATE, Layout
from operator_console.guard.status import guard_checks, installed_layout
from operator_console.guard.steps import carry_out
from operator_console.guard.system import LinuxSystem, System
from operator_console.wording import Wording


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command with its four parts."""
    parser = command(subparsers, "guard", words)
    parts: Subparsers = parser.add_subparsers(
        dest="part", metavar=words.cli("command"), title=words.cli("commands"), required=True, parser_class=Parser
    )
    install = _part(parts, "install", words)
    install.add_argument("--account", metavar="NAME", default=ACCOUNT, help=words.cli("help_guard_account"))
    install.add_argument("--group", metavar="NAME", default=GROUP, help=words.cli("help_guard_group"))
    install.add_argument("--state", metavar="DIR", type=Path, default=STATE, help=words.cli("help_guard_state"))
    install.add_argument(
        "--device-secret", choices=("sealed", "file"), default="sealed", help=words.cli("help_guard_secret")
    )
    uninstall = _part(parts, "uninstall", words)
    uninstall.add_argument("--delete-vault", action="store_true", help=words.cli("help_guard_delete"))
    for changing in (install, uninstall):
        changing.add_argument("--dry-run", action="store_true", help=words.cli("help_guard_dry_run"))
        changing.add_argument("--yes", action="store_true", help=words.cli("help_guard_yes"))
    _part(parts, "status", words)
    guard_move.add_options(command(parts, "guard-move", words, name="move"), words)


def run(arguments: argparse.Namespace, terminal: Terminal, system: System | None = None) -> int:
    """Run the part. With ``--json``: ``{"steps", "done"}``, or ``{"ok", "checks"}`` for ``status``."""
    system = system or LinuxSystem()
    if arguments.part == "move":
        return guard_move.run(arguments, terminal, system)
    prefix: Path = arguments.prefix.absolute()
    if arguments.part == "install":
        layout = Layout(prefix, arguments.account, arguments.group, arguments.state)
        return _install(layout, arguments, terminal, system)
    layout = installed_layout(Layout(prefix))
    return {"uninstall": _uninstall, "status": _status}[arguments.part](layout, arguments, terminal, system)


def _part(parts: Subparsers, name: str, words: Wording) -> argparse.ArgumentParser:
    parser = command(parts, f"guard-{name}", words, name=name)
    parser.add_argument("--prefix", metavar="ROOT", type=Path, default=Path("/"), help=words.cli("help_guard_prefix"))
    output_options(parser, words)
    return parser


def _install(layout: Layout, arguments: argparse.Namespace, terminal: Terminal, system: System) -> int:
    require_machine(layout, system)
    if layout.whole:
        require_program()
    plan = installation(layout, system, sealed=arguments.device_secret == "sealed")  # noqa: S105 - a kind of place
    done = _carried_out(plan, arguments, terminal)
    if done and not arguments.json:
        terminal.say(terminal.words.cli("guard_installed", group=layout.group, vault=str(layout.vault)))
    return FINE


def _uninstall(layout: Layout, arguments: argparse.Namespace, terminal: Terminal, system: System) -> int:
    require_machine(layout, system)
    delete = arguments.delete_vault and layout.whole
    plan = removal(layout, system)
    if delete:
        plan = Plan((*plan.steps, *deletion(layout, system).steps))
    elif layout.whole and layout.on_disk(layout.vault).exists() and not arguments.json:
        terminal.say(terminal.words.cli("guard_vault_stays", path=str(layout.vault)))
    done = _carried_out(plan, arguments, terminal, typed=str(layout.state) if delete else "")
    if done and not arguments.json:
        terminal.say(terminal.words.cli("guard_uninstalled"))
    return FINE


def _carried_out(plan: Plan, arguments: argparse.Namespace, terminal: Terminal, typed: str = "") -> bool:
    """Say every line of the plan, ask, and do it; return whether it was done. ``typed``: what has to be typed in."""
    lines = plan.told()
    words = terminal.words
    if not arguments.json:
        terminal.say(words.cli("guard_plan" if lines else "guard_nothing"))
        for line in lines:
            terminal.say("  " + words.cli(f"guard_step_{line.code}", about=line.about))
    if lines and not arguments.dry_run:
        _confirm(arguments, terminal, typed)
        carry_out(plan.steps)
    done = bool(lines) and not arguments.dry_run
    if arguments.json:
        terminal.result({"steps": [{"step": line.code, "about": line.about} for line in lines], "done": done})
    return done


def _confirm(arguments: argparse.Namespace, terminal: Terminal, typed: str) -> None:
    """Destroying a vault is confirmed by its place, typed in, whatever else was said."""
    if typed:
        agreed = terminal.answer(terminal.words.cli("guard_type_to_delete", path=typed)) == typed
    else:
        agreed = arguments.yes or terminal.agrees(terminal.words.cli("guard_proceed"))
    if not agreed:
        raise Refusal(Code.GUARD_NOT_CONFIRMED)


def _status(layout: Layout, arguments: argparse.Namespace, terminal: Terminal, system: System) -> int:
    checks = guard_checks(layout, system)
    fine = all(check.state is not CheckState.BAD for check in checks)
    if arguments.json:
        told = [
            {**c.params, "code": c.code, "state": c.state.value, "sentence": terminal.words.check(c).what}
            for c in checks
        ]
        terminal.result({"ok": fine, "checks": told})
    else:
        for check in checks:
            tell_check(check, terminal)
    return FINE if fine else FINDING
