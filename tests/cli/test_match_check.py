"""match-check reads a table of pairs and says result and rule for each; what it cannot read it says with the line."""

import io
import json
from pathlib import Path

import pytest

from operator_console.cli import match_check
from operator_console.cli.options import Parser
from operator_console.cli.terminal import Terminal
from operator_console.domain.refusals import Code, Refusal
from operator_console.wording import Wording

PAIRS = "name\t山﨑 美月\t山崎美月\tmatch\nkana\tオノ\tオオノ\tmismatch\nphone\t09012345678\t090-1234-5678\n"


class Run:
    """One run of the command: exit code and what it wrote."""

    def __init__(self, file: Path, *options: str) -> None:
        words = Wording("ja")
        top = Parser(words=words, prog="operator-console")
        match_check.add_parser(top.add_subparsers(dest="command"), words)
        self.out, self.err = io.StringIO(), io.StringIO()
        arguments = top.parse_args(["match-check", str(file), *options])
        self.code = match_check.run(arguments, Terminal(words, io.StringIO(), self.out, self.err))

    @property
    def json(self) -> list[dict[str, str | None]]:
        found: list[dict[str, str | None]] = json.loads(self.out.getvalue().splitlines()[-1])
        return found


@pytest.fixture
def table(tmp_path):
    def write(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "pairs.tsv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_json_has_every_pair_with_result_and_rule(table) -> None:
    run = Run(table(PAIRS), "--json")
    assert run.code == 0
    keys = ["kind", "stored", "answer", "expected", "result", "rule"]
    assert [list(row) for row in run.json] == [keys] * 3
    assert [list(row.values()) for row in run.json] == [
        ["name", "山﨑 美月", "山崎美月", "match", "match", "name-writing"],
        ["kana", "オノ", "オオノ", "mismatch", "mismatch", "kana-differs"],
        ["phone", "09012345678", "090-1234-5678", None, "match", "phone-number"],
    ]


def test_a_result_other_than_expected_is_a_finding(table) -> None:
    run = Run(table("kana\tオノ\tオオノ\tmatch\n"))
    assert run.code == 1
    assert "期待と違います" in run.out.getvalue()
    assert "kana-differs" in run.out.getvalue()


def test_people_read_lines_and_rules_but_no_values(table) -> None:
    run = Run(table(PAIRS))
    assert run.code == 0
    assert "1 行目" in run.out.getvalue()
    assert "山﨑" not in run.out.getvalue()
    assert "3 組を照合しました" in run.out.getvalue()


def test_a_header_may_order_the_columns_and_give_a_reading(table) -> None:
    run = Run(table("kind\treading\tanswer\tstored\nname\tヤマダ ハナコ\tやまだはなこ\t山田 花子\n"), "--json")
    assert [row["rule"] for row in run.json] == ["name-reading"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_other_encodings_and_line_ends_are_read(table, encoding: str) -> None:
    run = Run(table("name\t髙橋\t高橋\tmatch\r\n\r\n", encoding), "--json")
    assert (run.code, len(run.json)) == (0, 1)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("name\ta\ta\nname2\ta\ta\n", "2 行目", "種類"),
        ("name\ta\n", "1 行目", "列の数"),
        ("name\ta\ta\tmatch\t\t\n", "1 行目", "列の数"),
        ("name\ta\ta\tyes\n", "1 行目", "match か mismatch"),
        ("kind\tstored\tsaid\n", "", "見出し"),
        ("\0\0\0", "", "文字として"),
    ],
)
def test_a_bad_table_is_wrong_use_with_its_line(table, text: str, line: str, said: str) -> None:
    run = Run(table(text))
    assert run.code == 2
    assert line in run.err.getvalue()
    assert said in run.err.getvalue()
    assert run.out.getvalue() == ""


def test_a_file_that_is_not_there_is_refused(tmp_path) -> None:
    with pytest.raises(Refusal) as refused:
        Run(tmp_path / "none.tsv")
    assert refused.value.code is Code.FILE_UNREADABLE


def test_a_quote_is_a_character_like_another(table) -> None:
    assert Run(table('company\t"A"商事\t"A"商事\tmatch\n')).code == 0
