"""``operator-console demo``: makes a throw-away vault and says who can sign in to it; never prints a customer."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from operator_console import __version__
from operator_console.demo.vault import USERS, Size, make_demo
from operator_console.domain.refusals import Code, Refusal
from operator_console.resource_files import resource
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.machine import SystemClock, system_secret_places
from operator_console.wording import Wording


def main(argv: Sequence[str]) -> int:
    """Make a demo vault as the arguments say; return the exit code.

    With ``--json`` the last line of standard output is one object: ``vault``, ``users`` (``name``, ``role``,
    ``password``), ``customers``, ``calls`` and ``recovery_key``. With ``--progress`` standard error carries a line
    ``{"stage", "done", "total"}`` whenever there is something to tell.
    """
    wanted = _arguments(argv)
    try:
        recovery_key = _make(wanted)
    except Refusal as refused:
        sys.stderr.write(f"{Wording().refusal(refused)}\n")
        return 2 if refused.code in {Code.VAULT_EXISTS, Code.FILE_EXISTS} else 1
    sys.stdout.write(_told_as_json(wanted, recovery_key) if wanted.json else _told_in_words(wanted, recovery_key))
    return 0


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="operator-console demo", description="見本の保管庫を作ります。")
    parser.add_argument("--vault", metavar="DIR", type=Path, required=True, help="空のフォルダー。なければ作ります。")
    parser.add_argument("--customers", metavar="N", type=_count, default=500, help="顧客の数（既定 500）")
    parser.add_argument("--calls", metavar="N", type=_count, default=20, help="記録に残す通話の数（既定 20）")
    parser.add_argument(
        "--seed", metavar="S", type=int, default=1, help="同じ値なら同じ人と同じ通話になります（既定 1）"
    )
    parser.add_argument("--json", action="store_true", help="結果を JSON で 1 行に出します。")
    parser.add_argument("--progress", action="store_true", help="進み具合を標準エラー出力に 1 行ずつ JSON で出します。")
    wanted = parser.parse_args(argv)
    if wanted.calls and not wanted.customers:
        parser.error("--calls には顧客が必要です。--customers を 1 以上にしてください。")
    return wanted


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("0 以上の数にしてください。")
    return number


def _make(wanted: argparse.Namespace) -> str:
    clock = SystemClock()
    keeper = VaultKeeper(wanted.vault, system_secret_places(), clock)
    try:
        return make_demo(
            keeper,
            resource("policies", "default.toml").read_text(encoding="utf-8"),
            Size(wanted.customers, wanted.calls),
            wanted.seed,
            today=clock.now(),
            build=__version__,
            tell=_tell if wanted.progress else lambda stage, done, total: None,
        )
    finally:
        keeper.close()


def _tell(stage: str, done: int, total: int) -> None:
    sys.stderr.write(json.dumps({"stage": stage, "done": done, "total": total}) + "\n")
    sys.stderr.flush()


def _told_as_json(wanted: argparse.Namespace, recovery_key: str) -> str:
    made = {
        "vault": str(wanted.vault),
        "users": [{"name": user.name, "role": user.role, "password": user.password} for user in USERS],
        "customers": wanted.customers,
        "calls": wanted.calls,
        "recovery_key": recovery_key,
    }
    return json.dumps(made, ensure_ascii=False) + "\n"


def _told_in_words(wanted: argparse.Namespace, recovery_key: str) -> str:
    role = Wording("ja").role
    lines = [
        f"見本の保管庫を作りました: {wanted.vault}",
        f"顧客 {wanted.customers} 人、通話 {wanted.calls} 件。すべて架空のデータです。",
        "ログインできる人（名前 / 役割 / パスワード）:",
        *(f"  {user.name} / {role(user.role)} / {user.password}" for user in USERS),
        f"回復キー: {recovery_key}",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
