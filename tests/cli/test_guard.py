"""``guard``: says what it will do, asks, does it, and says how it stands; a dry run says the same and does nothing."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from operator_console.cli.main import main
from operator_console.cli.terminal import Terminal
from operator_console.wording import Wording

from .conftest import Keyboard, Said, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Guarded mode is of Linux")


def typed(*arguments: object, answer: str) -> Said:
    """Run a command for somebody at a terminal who types one line."""
    out, err = io.StringIO(), io.StringIO()
    code = main([str(each) for each in arguments], Terminal(Wording("ja"), Keyboard(answer + "\n"), out, err))
    return Said(code, out.getvalue(), err.getvalue())


def files(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def test_a_dry_run_says_the_whole_plan_and_writes_nothing(tmp_path: Path) -> None:
    dry = run("guard", "install", "--prefix", tmp_path, "--dry-run")
    assert files(tmp_path) == []
    wet = run("guard", "install", "--prefix", tmp_path, "--yes")
    assert (dry.code, wet.code) == (0, 0)
    assert wet.out.startswith(dry.out)
    assert dry.out.count("ファイルを作成：") == 3
    assert files(tmp_path) == ["console.toml", "operator-console-vault.socket", "operator-console-vault@.service"]


def test_it_asks_and_a_no_changes_nothing(tmp_path: Path) -> None:
    said = typed("guard", "install", "--prefix", tmp_path, answer="n")
    assert said.code == 2
    assert "実行しますか？" in said.err
    assert "何も変更していません" in said.err
    assert files(tmp_path) == []
    assert typed("guard", "install", "--prefix", tmp_path, answer="はい").code == 0
    assert len(files(tmp_path)) == 3


def test_nobody_to_ask_is_no_yes(tmp_path: Path) -> None:
    said = run("guard", "install", "--prefix", tmp_path)
    assert (said.code, files(tmp_path)) == (2, [])
    assert "--yes" in said.err


def test_twice_is_once_and_uninstalling_leaves_nothing(tmp_path: Path) -> None:
    run("guard", "install", "--prefix", tmp_path, "--yes")
    again = run("guard", "install", "--prefix", tmp_path, "--yes", "--json")
    assert again.json == {"steps": [], "done": False}
    gone = run("guard", "uninstall", "--prefix", tmp_path, "--yes", "--json")
    assert [step["step"] for step in gone.json["steps"]] == ["remove"] * 3
    assert files(tmp_path) == []


def test_status_says_what_differs(tmp_path: Path) -> None:
    assert "入っていません" in run("guard", "status", "--prefix", tmp_path).out
    run("guard", "install", "--prefix", tmp_path, "--yes")
    (unit,) = tmp_path.rglob("*@.service")
    unit.write_text(unit.read_text().replace("PrivateTmp=yes", "PrivateTmp=no"))
    said = run("guard", "status", "--prefix", tmp_path)
    assert said.code == 1
    assert "PrivateTmp" in said.out
    found = run("guard", "status", "--prefix", tmp_path, "--json").json
    assert found["ok"] is False
    assert {check["code"] for check in found["checks"]} >= {"guard_hardening", "guard_file_differs"}


@pytest.mark.skipif(os.path.isdir("/run/systemd/system") and os.geteuid() == 0, reason="it could be installed here")  # noqa: PTH112
@pytest.mark.parametrize("part", ["install", "uninstall"])
def test_a_machine_that_cannot_be_guarded_is_told_so(part: str) -> None:
    said = run("guard", part, "--dry-run")
    assert said.code == 2
    assert "root" in said.err or "systemd" in said.err


def test_names_that_would_break_a_unit_are_refused(tmp_path: Path) -> None:
    said = run("guard", "install", "--prefix", tmp_path, "--account", "a b", "--yes")
    assert (said.code, files(tmp_path)) == (2, [])
    assert "「a b」" in said.err


def test_every_part_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    for part in ("install", "uninstall", "status", "move"):
        assert run("guard", part, "--help").code == 0
        assert "使い方：" in capsys.readouterr().out


def test_the_plan_is_one_object_for_programs(tmp_path: Path) -> None:
    said = run("guard", "install", "--prefix", tmp_path, "--dry-run", "--json")
    assert json.loads(said.out) == said.json
    assert said.json["done"] is False
    assert {step["step"] for step in said.json["steps"]} == {"write"}
