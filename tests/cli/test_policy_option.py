"""``--policy`` takes the name of a policy that ships, or a file; anything else is said in words."""

from pathlib import Path

import pytest

from operator_console.cli.options import Parser, policy_option
from operator_console.domain.policy_file import read_policy
from operator_console.resource_files import resource
from operator_console.wording import Wording


def policy_of(*arguments: str) -> str:
    words = Wording("ja")
    parser = Parser(words=words, prog="operator-console init")
    policy_option(parser, words)
    return str(parser.parse_args(arguments).policy)


@pytest.mark.parametrize("path", sorted(resource("policies").glob("*.toml")), ids=lambda path: path.stem)
def test_a_name_that_ships(path: Path) -> None:
    assert policy_of("--policy", path.stem) == path.read_text(encoding="utf-8")


def test_the_standard_one_where_nothing_is_said() -> None:
    assert read_policy(policy_of()).name == "標準"


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('name = "自前"', encoding="utf-8")
    assert policy_of("--policy", str(path)) == 'name = "自前"'


@pytest.mark.parametrize("name", ["nosuch", "../policies/default", "."])
def test_neither(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        policy_of("--policy", name)
    assert end.value.code == 2
    assert f"運用方針「{name}」が見つかりません" in capsys.readouterr().err
