"""A customer file is read as it was written, whatever it is written in, or refused with what is wrong."""

import codecs
import os
from pathlib import Path

import pytest

from operator_console.domain.policy import Policy
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.resource_files import resource
from operator_console.services.files import FilesByPath
from operator_console.services.import_files import LIMIT_MB, CustomerFile, read_file

HEADER = "顧客番号,氏名,備考"


@pytest.fixture(scope="module")
def policy() -> Policy:
    return read_policy(resource("policies", "default.toml").read_text(encoding="utf-8"))


class Reading:
    """Writes bytes to a file and reads it."""

    def __init__(self, folder: Path, policy: Policy) -> None:
        self._path = folder / "customers.csv"
        self._policy = policy

    def __call__(self, data: bytes | str, encoding: str = "") -> CustomerFile:
        self._path.write_bytes(data.encode() if isinstance(data, str) else data)
        return self.path(self._path, encoding)

    def path(self, path: Path, encoding: str = "") -> CustomerFile:
        work = read_file(FilesByPath(), path, encoding, self._policy)
        while True:
            try:
                next(work)
            except StopIteration as end:
                file: CustomerFile = end.value
                return file

    def refusal(self, data: bytes | str, encoding: str = "") -> Refusal:
        with pytest.raises(Refusal) as caught:
            list(self(data, encoding).records())
        return caught.value


@pytest.fixture
def reading(tmp_path: Path, policy: Policy) -> Reading:
    return Reading(tmp_path, policy)


@pytest.mark.parametrize(
    ("written", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp932", "cp932"), ("euc_jp", "euc_jp")],
)
def test_the_encoding_is_found(reading: Reading, written: str, found: str) -> None:
    file = reading(f"{HEADER}\r\nC-1,山田　花子,折り返し希望\r\n".encode(written))
    assert file.encoding == found
    assert next(file.records()).cells == ["C-1", "山田　花子", "折り返し希望"]


def test_windows_characters_are_read_where_shift_jis_is_chosen(reading: Reading) -> None:
    file = reading(f"{HEADER}\nC-1,髙橋①,㈱見本\n".encode("cp932"), "shift_jis")
    assert (file.encoding, next(file.records()).cells[1]) == ("cp932", "髙橋①")


def test_a_byte_order_mark_counts_also_where_utf8_is_chosen(reading: Reading) -> None:
    file = reading(codecs.BOM_UTF8 + f"{HEADER}\n".encode(), "UTF-8")
    assert (file.encoding, file.columns[0]) == ("utf-8-sig", ("顧客番号", "number"))


@pytest.mark.parametrize("chosen", ["utf-8", "euc-jp", "utf-16", "base64", "no-such-encoding", "a\0b"])
def test_a_wrong_choice_is_refused_without_the_text(reading: Reading, chosen: str) -> None:
    refusal = reading.refusal(f"{HEADER}\nC-1,髙橋,ひみつ\n".encode("cp932"), chosen)
    assert refusal.code is Code.FILE_NOT_TEXT
    assert refusal.__context__ is None or not isinstance(refusal.__context__, UnicodeError)


def test_utf8_read_as_cp932_is_no_header(reading: Reading) -> None:
    refusal = reading.refusal("氏名,顧客番号\n".encode(), "cp932")
    assert refusal.code is Code.FILE_NO_HEADER


def test_columns_are_matched_by_label_and_the_rest_is_said_to_be_left_out(reading: Reading) -> None:
    file = reading(" 氏名 ,ランク,顧客番号,電話番号２\n")
    assert file.columns == (("氏名", "name"), ("ランク", ""), ("顧客番号", "number"), ("電話番号２", "phone2"))


def test_columns_are_matched_by_their_other_names(tmp_path: Path) -> None:
    text = resource("policies", "default.toml").read_text(encoding="utf-8")
    named = text.replace('label = "顧客番号"', 'label = "顧客番号"\nheaders = ["会員ID"]')
    file = Reading(tmp_path, read_policy(named))("会員ｉｄ,氏名\n")
    assert file.columns[0] == ("会員ｉｄ", "number")


def test_a_missing_column_is_named(reading: Reading) -> None:
    refusal = reading.refusal("氏名,備考\n見本,\n")
    assert (refusal.code, refusal.params) == (Code.FILE_NO_HEADER, {"missing": "顧客番号"})


def test_an_empty_file_lacks_every_required_column(reading: Reading) -> None:
    assert reading.refusal(b"").params == {"missing": "顧客番号、氏名"}


def test_a_column_that_comes_twice_is_refused(reading: Reading) -> None:
    refusal = reading.refusal("顧客番号,氏名,電話番号,電話番号\n")
    assert (refusal.code, refusal.params) == (Code.FILE_COLUMN_TWICE, {"column": "電話番号"})


@pytest.mark.parametrize(
    "data", [b"\xff\xfe" + "顧客番号,氏名\n".encode("utf-16-le"), b"PK\x03\x04\0\0", b"\x81\n\xff\xff"]
)
def test_what_is_no_text_is_refused(reading: Reading, data: bytes) -> None:
    assert reading.refusal(data).code is Code.FILE_NOT_TEXT


def test_a_file_over_the_limit_is_refused(reading: Reading, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(LIMIT_MB * 1_000_000 + 1)
    with pytest.raises(Refusal) as caught:
        reading.path(large)
    assert (caught.value.code, caught.value.params) == (Code.FILE_TOO_LARGE, {"limit_mb": LIMIT_MB})


def test_what_cannot_be_opened_is_refused(reading: Reading, tmp_path: Path) -> None:
    for path in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(Refusal) as caught:
            reading.path(path)
        assert caught.value.code is Code.FILE_UNREADABLE


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file")
def test_what_may_not_be_read_is_refused(reading: Reading, tmp_path: Path) -> None:
    closed = tmp_path / "closed.csv"
    closed.write_text(HEADER, encoding="utf-8")
    closed.chmod(0)
    with pytest.raises(Refusal) as caught:
        reading.path(closed)
    assert caught.value.code is Code.FILE_UNREADABLE


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_they_lie_in_the_file(reading: Reading, end: str) -> None:
    rows = [HEADER, "C-1,見本,", f'C-2,見本,"一行目{end}二行目{end}三行目"', "", "C-3,見本,"]
    records = list(reading(end.join(rows)).records())
    assert [(record.line, record.cells[0]) for record in records] == [(2, "C-1"), (3, "C-2"), (7, "C-3")]
    assert records[1].raw == rows[2] + end
    assert records[2].raw == "C-3,見本,"


def test_quotes_hold_commas_quotes_and_line_ends(reading: Reading) -> None:
    (record,) = reading(f'{HEADER}\n"C-1","見本, ""花子""","a\u2028b\u0085c"\n').records()
    assert record.cells == ["C-1", '見本, "花子"', "a\u2028b\u0085c"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('C-1,見本,\nC-2,"見本,\nC-3,見本,\n', 3),
        ('C-1,見本,\nC-2,"見本"花子,\nC-3,見本,\n', 3),
        ('C-1,見本,"' + "あ" * 200_000 + '"\n', 2),
    ],
)
def test_broken_quotes_are_refused_with_their_line(reading: Reading, body: str, line: int) -> None:
    refusal = reading.refusal(f"{HEADER}\n{body}")
    assert (refusal.code, refusal.params) == (Code.FILE_BAD_QUOTES, {"line": line})


def test_nothing_of_a_customer_is_in_what_is_printed(reading: Reading) -> None:
    file = reading(f"{HEADER}\nC-1,ひみつ花子,\n")
    assert "ひみつ" not in repr(file) + repr(list(file.records()))
