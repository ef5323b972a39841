"""An import takes what is right, keeps what is wrong with its line and reason, and says in the log how it ended."""

from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.customers import RowProblem
from operator_console.domain.fields import Kind
from operator_console.domain.ids import ClientId, FieldName
from operator_console.domain.matching import canonical
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.views import RejectedRow
from operator_console.services.desk import Desk
from operator_console.services.files import FilesByPath
from operator_console.services.import_customers import (
    BATCH,
    import_file,
    preview,
    save_rejects,
)
from operator_console.services.ports import LogFilter
from operator_console.services.settle_imports import settle_imports

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
HEADER = "顧客番号,氏名,フリガナ,生年月日,電話番号,備考"
CLIENT = ClientId("aozora")


@pytest.fixture
def desk(import_desk: Desk) -> Desk:
    return import_desk


def stored(desk: Desk, number: str, name: str, client: ClientId = CLIENT) -> str:
    (found,) = desk.vault.customers.find(client, {FieldName("number"): canonical(Kind.IDENTIFIER, number)}, 2)
    return desk.vault.customers.value(found, FieldName(name))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared sample files are not beside the repository")
def test_the_sample_of_5000_imports_all_but_ten_and_these_once_mended(
    desk: Desk, importing: Any, tmp_path: Path
) -> None:
    work = import_file(
        desk, FilesByPath(), SHARED / "customers_5000_cp932.csv", client="", existing="reject", encoding=""
    )
    result = importing.finish(work)
    assert result.imported == 4990
    assert [(row.line, row.column, row.reason, row.params) for row in result.rejected] == [
        (501, "電話番号", RowProblem.BAD_PHONE, {}),
        (1001, "顧客番号", RowProblem.MISSING_NUMBER, {}),
        (1501, "", RowProblem.WRONG_COLUMN_COUNT, {"found": 7, "expected": 12}),
        (2001, "顧客番号", RowProblem.DUPLICATE_NUMBER, {"first_line": 2000}),
        (2501, "生年月日", RowProblem.IMPOSSIBLE_DATE, {}),
        (3001, "電話番号", RowProblem.BAD_PHONE, {}),
        (3501, "顧客番号", RowProblem.MISSING_NUMBER, {}),
        (4001, "", RowProblem.WRONG_COLUMN_COUNT, {"found": 7, "expected": 12}),
        (4501, "顧客番号", RowProblem.DUPLICATE_NUMBER, {"first_line": 4500}),
        (5001, "生年月日", RowProblem.IMPOSSIBLE_DATE, {}),
    ]
    assert importing.steps[-1] == ("importing", 5000, 5000)

    save_rejects(desk, FilesByPath(), result, tmp_path / "rejects.csv")
    again = mended((tmp_path / "rejects.csv").read_text(encoding="cp932"))
    after = importing(again, encoding="cp932")
    assert (after.imported, after.rejected) == (10, ())


def mended(rejects: str) -> str:
    """What a person does with a file of rejected rows."""
    header, *rows = rejects.splitlines()
    cells = [row.split(",") for row in rows]
    for place, row in enumerate(cells):
        row.extend([""] * (12 - len(row)))
        row[0], row[3], row[4] = f"M-{place}", "昭和60年4月1日", "03-1234-5678"
    return "\n".join([header, *(",".join(row) for row in cells)])


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared sample files are not beside the repository")
def test_the_sample_of_500_imports_whole(desk: Desk, importing: Any) -> None:
    path = SHARED / "customers_500_utf8bom.csv"
    outline = preview(desk, FilesByPath(), path)
    assert (outline.encoding, outline.rows, len(outline.columns)) == ("utf-8-sig", 500, 12)
    result = importing.finish(import_file(desk, FilesByPath(), path, client="hinata", existing="reject", encoding=""))
    assert (result.imported, result.rejected) == (500, ())


def test_values_are_kept_as_they_were_written(desk: Desk, importing: Any, number: str) -> None:
    importing(
        f'{HEADER}\n  {number} ,　神谷\ufa19　カ\u3099 ,ｶﾐﾔ ｶﾞ,Ｓ60.4.1,０３－１２３４－５６７８,"一行目\n二行目"\n'
    )
    assert stored(desk, number, "name") == "神谷\ufa19　ガ"
    assert stored(desk, number, "kana") == "ｶﾐﾔ ｶﾞ"
    assert stored(desk, number, "birth_date") == "Ｓ60.4.1"
    assert stored(desk, number, "phone") == "０３－１２３４－５６７８"
    assert stored(desk, number, "note") == "一行目\n二行目"


def test_a_customer_is_masked_and_found_by_what_finds(desk: Desk, importing: Any, number: str) -> None:
    phone = f"03-11{number[-2:]}-7788"
    importing(f"{HEADER}\n{number},見本 花子,ミホン ハナコ,1985-04-01,{phone},ひみつの覚え書き\n")
    (found,) = desk.vault.customers.find(CLIENT, {FieldName("phone"): canonical(Kind.PHONE, phone)}, 2)
    masks = desk.vault.customers.masks(found)
    assert masks.keys() == {"number", "name", "kana", "birth_date", "phone", "note"}
    assert "花子" not in masks[FieldName("name")]
    assert "ひみつ" not in masks[FieldName("note")]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",見本,,,,", "顧客番号", RowProblem.MISSING_NUMBER),
        ("　,見本,,,,", "顧客番号", RowProblem.MISSING_NUMBER),
        ("{number},,,,,", "氏名", RowProblem.MISSING_VALUE),
        ("{number},見本,,,", "", RowProblem.WRONG_COLUMN_COUNT),
        ("{number},見本,,,,,", "", RowProblem.WRONG_COLUMN_COUNT),
        ("{number},見本,,2023-02-29,,", "生年月日", RowProblem.IMPOSSIBLE_DATE),
        ("{number},見本,,85-04-01,,", "生年月日", RowProblem.UNCLEAR_DATE),
        ("{number},見本,,,03-1234,", "電話番号", RowProblem.BAD_PHONE),
        ("{number},見本,花子,,,", "フリガナ", RowProblem.BAD_KANA),
        ("{number},見\ue000本,,,,", "氏名", RowProblem.BAD_CHARACTER),
        ("{number},見本,,2023-02-29,03-1234,", "生年月日", RowProblem.IMPOSSIBLE_DATE),
    ],
)
def test_a_row_is_rejected_for_its_first_problem_from_the_left(
    importing: Any, number: str, row: str, column: str, reason: RowProblem
) -> None:
    result = importing(f"{HEADER}\n{row.format(number=number)}\n")
    assert result.imported == 0
    assert [(each.line, each.column, each.reason) for each in result.rejected] == [(2, column, reason)]


def test_a_value_that_is_too_long_is_rejected_with_the_limit(importing: Any, number: str) -> None:
    (row,) = importing(f"{HEADER}\n{number},{'長' * 101},,,,\n").rejected
    assert (row.reason, row.params) == (RowProblem.TOO_LONG, {"limit": 100})


def test_a_number_counts_as_seen_even_where_its_first_row_was_rejected(importing: Any, number: str) -> None:
    rows = f"{number},見本,,,03-1234,\n{number.lower()},見本,,,,\n"
    result = importing(f"{HEADER}\n{rows}")
    assert [each.reason for each in result.rejected] == [RowProblem.BAD_PHONE, RowProblem.DUPLICATE_NUMBER]
    assert result.rejected[1].params == {"first_line": 2}


def test_a_number_in_the_vault_is_rejected_by_default(desk: Desk, importing: Any, number: str) -> None:
    importing(f"{HEADER}\n{number},見本 前,,,,\n")
    result = importing(f"{HEADER}\n{number},見本 後,,,,\n")
    assert result.rejected == (RejectedRow(2, "顧客番号", RowProblem.NUMBER_IN_VAULT, {}),)
    assert stored(desk, number, "name") == "見本 前"


def test_a_number_in_the_vault_is_updated_when_asked(desk: Desk, importing: Any, number: str) -> None:
    importing(f"{HEADER}\n{number},見本 前,ミホン マエ,1985-04-01,03-1234-5678,残る\n")
    before = desk.vault.customers.count()
    result = importing(f"顧客番号,氏名,電話番号\n{number},見本 後,\n", existing="update")
    assert (result.imported, desk.vault.customers.count()) == (1, before)
    kept = {name: stored(desk, number, name) for name in ("name", "kana", "phone", "note")}
    assert kept == {"name": "見本 後", "kana": "ミホン マエ", "phone": "", "note": "残る"}


def test_every_client_has_customer_numbers_of_its_own(desk: Desk, importing: Any, number: str) -> None:
    importing(f"{HEADER}\n{number},見本 青,,,,\n")
    assert importing(f"{HEADER}\n{number},見本 日,,,,\n", client="hinata").imported == 1
    assert stored(desk, number, "name") == "見本 青"
    assert stored(desk, number, "name", ClientId("hinata")) == "見本 日"


def test_a_client_that_the_policy_does_not_know_is_refused(importing: Any) -> None:
    with pytest.raises(Refusal) as caught:
        importing(HEADER, client="nobody")
    assert caught.value.code is Code.CLIENT_UNKNOWN


def test_a_header_alone_imports_nobody(importing: Any) -> None:
    assert importing(HEADER).imported == 0


def test_a_file_broken_near_its_end_changes_nothing(desk: Desk, importing: Any, number: str) -> None:
    customers, entries = desk.vault.customers.count(), desk.vault.log.end()
    with pytest.raises(Refusal) as caught:
        importing(many(number, 50) + '"')
    assert (caught.value.code, caught.value.params) == (Code.FILE_BAD_QUOTES, {"line": 52})
    assert (desk.vault.customers.count(), desk.vault.log.end()) == (customers, entries)


def many(prefix: str, rows: int) -> str:
    return f"{HEADER}\n" + "".join(f"{prefix}-{row},見本 {row},,,,\n" for row in range(rows))


def test_every_batch_is_told_once_it_is_stored(desk: Desk, importing: Any, number: str) -> None:
    before = desk.vault.customers.count()
    work = importing.work(many(number, 2 * BATCH + 1))
    seen = [(step, desk.vault.customers.count() - before) for step in work if step[0] == "importing"]
    total = 2 * BATCH + 1
    assert seen == [(("importing", done, total), done) for done in (BATCH, 2 * BATCH, total)]


def test_a_cancelled_import_keeps_what_was_committed(desk: Desk, importing: Any, number: str) -> None:
    work = importing.work(many(number, 3 * BATCH))
    first_batch(work)
    with pytest.raises(StopIteration) as end:
        work.throw(Refusal(Code.CANCELLED))
    assert (end.value.value.imported, end.value.value.cancelled) == (BATCH, True)
    assert importing.last_facts(Action.IMPORT_ENDED, Outcome.CANCELLED)["imported"] == str(BATCH)
    assert stored(desk, f"{number}-{BATCH - 1}", "name") == f"見本 {BATCH - 1}"


def first_batch(work: Any) -> None:
    while next(work)[0] != "importing":
        pass


def test_an_import_cancelled_while_it_is_read_has_never_begun(desk: Desk, importing: Any, number: str) -> None:
    entries = desk.vault.log.end()
    work = importing.work(many(number, BATCH))
    next(work)
    with pytest.raises(Refusal) as caught:
        work.throw(Refusal(Code.CANCELLED))
    assert (caught.value.code, desk.vault.log.end()) == (Code.CANCELLED, entries)


def test_a_closed_import_says_so_in_the_log(desk: Desk, importing: Any, number: str) -> None:
    work = importing.work(many(number, 3 * BATCH))
    first_batch(work)
    work.close()
    assert importing.last_facts(Action.IMPORT_ENDED, Outcome.CANCELLED)["imported"] == str(BATCH)
    assert not settle_imports(desk)


def test_an_import_that_was_cut_off_is_settled_once(desk: Desk, importing: Any, number: str) -> None:
    work = importing.work(many(number, 3 * BATCH))
    first_batch(work)
    (begun,) = desk.vault.log.page(LogFilter(action=Action.IMPORT_BEGUN), 0, 1)
    assert settle_imports(desk)
    facts = importing.last_facts(Action.VAULT_SETTLED, Outcome.DONE)
    assert (facts["import"], facts["imported"]) == (str(begun.sequence), str(BATCH))
    assert not settle_imports(desk)
    work.close()


class FullAfterOneBatch:
    """The vault's customers on a disk that has room for one batch more."""

    def __init__(self, customers: Any) -> None:
        self._customers = customers
        self._left = 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self._customers, name)

    def change(self) -> AbstractContextManager[None]:
        if not self._left:
            raise Refusal(Code.DISK_FULL)
        self._left -= 1
        kept: AbstractContextManager[None] = self._customers.change()
        return kept


def test_a_full_disk_ends_an_import_with_what_was_committed(desk: Desk, importing: Any, number: str) -> None:
    whole = desk.vault.customers
    desk.vault.customers = FullAfterOneBatch(whole)  # type: ignore[assignment]
    try:
        with pytest.raises(Refusal) as caught:
            importing(many(number, 2 * BATCH))
    finally:
        desk.vault.customers = whole
    assert caught.value.code is Code.DISK_FULL
    assert importing.last_facts(Action.IMPORT_ENDED, Outcome.FAILED)["imported"] == str(BATCH)


def test_the_log_names_the_file_and_no_customer(desk: Desk, importing: Any, number: str) -> None:
    importing(f"{HEADER}\n{number},ひみつ花子,,,,\n{number},ひみつ花子,,,,\n")
    ended, begun = desk.vault.log.page(LogFilter(), 0, 2)
    assert (begun.action, ended.action) == (Action.IMPORT_BEGUN, Action.IMPORT_ENDED)
    assert dict(ended.facts) == {"file": "見本.csv", "client": "aozora", "imported": "1", "rejected": "1"}
    assert "ひみつ" not in repr((begun, ended))
    assert number not in repr((begun, ended))


def test_only_an_administrator_imports(desk: Desk, importing: Any, tmp_path: Path) -> None:
    result = importing(f"{HEADER}\n,見本,,,,\n")
    other = replace(desk, account=replace(desk.account, role=Role.OPERATOR))
    for attempt in (
        lambda: preview(other, FilesByPath(), importing.path),
        lambda: next(import_file(other, FilesByPath(), importing.path, client="", existing="reject", encoding="")),
        lambda: save_rejects(other, FilesByPath(), result, tmp_path / "rejects.csv"),
    ):
        with pytest.raises(Refusal) as caught:
            attempt()
        assert caught.value.code is Code.NOT_YOUR_DUTY
