"""The data that a call centre brings: good rows pass every check, bad rows are found for what they are."""

import csv
import io
import itertools
from pathlib import Path

import pytest

from operator_console.domain.customers import RowProblem
from operator_console.domain.fields import Kind
from operator_console.domain.matching import BadValue, Result, canonical, check, compare

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
COLUMNS = {
    "顧客番号": Kind.IDENTIFIER,
    "氏名": Kind.NAME,
    "フリガナ": Kind.KANA,
    "生年月日": Kind.BIRTH_DATE,
    "電話番号": Kind.PHONE,
    "電話番号2": Kind.PHONE,
    "メールアドレス": Kind.EMAIL,
    "郵便番号": Kind.POSTAL_CODE,
    "住所": Kind.ADDRESS,
    "会社名": Kind.COMPANY,
    "契約番号": Kind.IDENTIFIER,
    "備考": Kind.TEXT,
}
SAMPLE = """顧客番号,氏名,フリガナ,生年月日,電話番号,住所
C-0000001,林 陽子,ハヤシ ヨウコ,19410227,090-6991-9548,千葉県千葉市稲毛区萩台町4丁目27番3号
C-0000002,清水　健一,ｼﾐｽﾞ ｹﾝｲﾁ,1940/9/28,+81 80 7867 2363,宮崎県延岡市鹿狩瀬町1丁目38番19号　グランドハイツ　200
C-0000003,渡邉　裕子,ワタナベ ユウコ,昭和60年4月1日,080(7580)9002,島根県出雲市所原町6丁目27-12　コーポ花 255号室
,後藤　修,ゴトウ オサム,1979/10/16,０８０－２１２６－１５３３,高知県香美市土佐山田町３－２５－２９
C-0000005,中嶋 明美,ナカジマ アケミ,昭和70年4月1日,08021261533,東京都八王子市千人町1-2
C-0000006,中嶋 明美,ナカジマ アケミ,平成元年12月4日,090-1234-567,東京都八王子市千人町1-2
C-0000002,中嶋 明美,ナカジマ アケミ,平成元年12月4日,090-1234-5678,東京都八王子市千人町1-2
C-0000008,中嶋 明美,ナカジマ アケミ,平成元年12月4日
"""


def problems(text: str) -> list[tuple[int, RowProblem]]:
    """Line and problem of every bad row, as an import would find them."""
    header, *rows = csv.reader(io.StringIO(text))
    found: list[tuple[int, RowProblem]] = []
    seen: set[str] = set()
    for line, row in enumerate(rows, start=2):
        if len(row) != len(header):
            found.append((line, RowProblem.WRONG_COLUMN_COUNT))
            continue
        bad = [problem for name, value in zip(header, row, strict=True) if (problem := problem_of(name, value))]
        number = row[0] and canonical(Kind.IDENTIFIER, row[0])
        if number and number in seen:
            bad.append(RowProblem.DUPLICATE_NUMBER)
        seen.add(number)
        found += [(line, problem) for problem in bad]
    return found


def problem_of(name: str, value: str) -> RowProblem | None:
    if not value:
        return RowProblem.MISSING_NUMBER if name == "顧客番号" else None
    try:
        check(COLUMNS[name], value)
    except BadValue as bad:
        return bad.problem
    return None


def shared(name: str, encoding: str) -> str:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/data/{name} is not on this machine")
    return path.read_text(encoding=encoding)


def test_a_sample_file_reports_its_bad_rows_alone() -> None:
    assert problems(SAMPLE) == [
        (5, RowProblem.MISSING_NUMBER),
        (6, RowProblem.IMPOSSIBLE_DATE),
        (7, RowProblem.BAD_PHONE),
        (8, RowProblem.DUPLICATE_NUMBER),
        (9, RowProblem.WRONG_COLUMN_COUNT),
    ]


def test_the_large_file_has_ten_bad_rows_of_five_sorts() -> None:
    found = problems(shared("customers_5000_cp932.csv", "cp932"))
    assert len(found) == len({line for line, _ in found}) == 10
    assert sorted(problem for _, problem in found) == sorted(
        2
        * [
            RowProblem.BAD_PHONE,
            RowProblem.DUPLICATE_NUMBER,
            RowProblem.IMPOSSIBLE_DATE,
            RowProblem.MISSING_NUMBER,
            RowProblem.WRONG_COLUMN_COUNT,
        ]
    )


def test_the_small_file_is_good_as_a_whole() -> None:
    assert problems(shared("customers_500_utf8bom.csv", "utf-8-sig")) == []


def test_every_stored_value_is_met_by_itself_and_by_its_reading() -> None:
    rows = list(csv.DictReader(io.StringIO(shared("customers_500_utf8bom.csv", "utf-8-sig"))))
    for row in rows:
        for name, value in row.items():
            assert not value or compare(COLUMNS[name], value, value).result is Result.MATCH
        assert compare(Kind.NAME, row["氏名"], row["フリガナ"], reading=row["フリガナ"]).result is Result.MATCH


def test_a_neighbour_s_values_are_not_met() -> None:
    rows = list(csv.DictReader(io.StringIO(shared("customers_500_utf8bom.csv", "utf-8-sig"))))
    for name in ("顧客番号", "電話番号", "契約番号"):
        for row, after in itertools.pairwise(rows):
            assert compare(COLUMNS[name], row[name], after[name]).result is Result.MISMATCH
