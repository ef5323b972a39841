"""``operator-console demo``: makes a throw-away vault and says who can sign in to it; never prints a customer."""

import argparse
import sys
from collections.abc import Sequence
from typing import Final

from operator_console import __version__
from operator_console.cli.options import Parser, output_options, policy_option, vault_option
from operator_console.cli.terminal import FINE, WRONG_USE, Terminal, aligned, standard_terminal
from operator_console.demo.misuse import LEAST_CUSTOMERS
from operator_console.demo.vault import USERS, Demo, Size, Tell, make_demo
from operator_console.domain.refusals import Refusal
from operator_console.protocol.messages import Progress
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.machine import SystemClock, system_secret_places
from operator_console.wording import Wording

MANY_CALLS: Final = 1_000
"""A history of so many calls has misuses in it without being asked."""


def main(argv: Sequence[str], terminal: Terminal | None = None, cost: Argon2Cost | None = None) -> int:
    """Make a demo vault as the arguments say; return 0, or 2 for wrong use and for a refusal.

    With ``--json`` the last line of standard output is one object: ``vault``, ``users`` (``name``, ``role``,
    ``password``), ``customers``, ``calls``, ``recovery_key`` and ``misuses`` (``kind``, ``user``, local ``day``,
    ids of its ``calls``, which come on top of the others). With ``--progress`` standard error carries a line
    ``{"stage", "done", "total"}`` whenever there is something to tell.
    """
    terminal = terminal or standard_terminal()
    try:
        wanted = _arguments(argv, terminal.words)
        demo = _make(wanted, terminal, cost)
    except SystemExit as end:  # argparse has said what there is to say
        return int(end.code or 0)
    except Refusal as refusal:
        terminal.end_progress()
        terminal.complain(refusal)
        return WRONG_USE
    terminal.end_progress()
    if wanted.json:
        terminal.result(_as_json(wanted, demo))
    else:
        _say(wanted, demo.recovery_key, terminal)
    return FINE


def _arguments(argv: Sequence[str], words: Wording) -> argparse.Namespace:
    parser = Parser(words=words, prog="operator-console demo", description=words.cli("help_demo"))
    vault_option(parser, words)
    policy_option(parser, words)
    parser.add_argument("--customers", metavar="N", type=number, default=500, help=words.cli("help_customers"))
    parser.add_argument("--calls", metavar="N", type=number, default=20, help=words.cli("help_calls"))
    parser.add_argument("--misuses", action="store_true", help=words.cli("help_misuses"))
    parser.add_argument("--seed", metavar="S", type=int, default=1, help=words.cli("help_seed"))
    output_options(parser, words, progress=True)
    wanted = parser.parse_args(argv)
    if wanted.calls and not wanted.customers:
        parser.error(words.cli("calls_need_customers"))
    if wanted.misuses and (wanted.customers < LEAST_CUSTOMERS or not wanted.calls):
        parser.error(words.cli("misuses_need_customers", customers=LEAST_CUSTOMERS))
    return wanted


def number(text: str) -> int:
    """Return a count, 0 or more; argparse turns the ValueError into its complaint."""
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)


def _make(wanted: argparse.Namespace, terminal: Terminal, cost: Argon2Cost | None) -> Demo:
    clock = SystemClock()
    keeper = VaultKeeper(wanted.vault, system_secret_places(), clock, cost)
    try:
        return make_demo(
            keeper,
            wanted.policy,
            Size(wanted.customers, wanted.calls, misuses=_misuses(wanted)),
            wanted.seed,
            today=clock.now(),
            build=__version__,
            tell=_teller(wanted, terminal),
        )
    finally:
        keeper.close()


def _teller(wanted: argparse.Namespace, terminal: Terminal) -> Tell:
    show = terminal.progress(wanted=wanted.progress)

    def tell(stage: str, done: int, total: int) -> None:
        if show is not None:
            show(Progress(stage, done, total))

    return tell


def _misuses(wanted: argparse.Namespace) -> bool:
    """A long history has something for the review to find, a short one when it is asked for."""
    return bool(wanted.misuses) or (wanted.calls >= MANY_CALLS and wanted.customers >= LEAST_CUSTOMERS)


def _as_json(wanted: argparse.Namespace, demo: Demo) -> dict[str, object]:
    return {
        "vault": str(wanted.vault),
        "users": [{"name": user.name, "role": user.role.value, "password": user.password} for user in USERS],
        "customers": wanted.customers,
        "calls": wanted.calls,
        "recovery_key": demo.recovery_key,
        "misuses": [
            {"kind": each.kind.value, "user": each.user, "day": each.day, "calls": list(each.calls)}
            for each in demo.misuses
        ],
    }


def _say(wanted: argparse.Namespace, recovery_key: str, terminal: Terminal) -> None:
    words = terminal.words
    terminal.say(words.cli("demo_made", path=str(wanted.vault), customers=wanted.customers, calls=wanted.calls))
    terminal.say(words.cli("demo_users"))
    for user in USERS:
        terminal.say(f"  {aligned(words.role(user.role), 20)}{aligned(user.name, 12)}{user.password}")
    terminal.say(words.cli("demo_recovery_key", code=recovery_key))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
