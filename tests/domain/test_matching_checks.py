"""What a file may bring under each kind: a bad value is named by its problem and is never repeated in the error."""

import pytest

from operator_console.domain.customers import RowProblem
from operator_console.domain.fields import Kind
from operator_console.domain.matching import LIMITS, BadValue, canonical, check

BAD = [
    (Kind.NAME, "", RowProblem.MISSING_VALUE),
    (Kind.NAME, " 　", RowProblem.MISSING_VALUE),
    (Kind.NAME, "・", RowProblem.MISSING_VALUE),
    (Kind.NAME, "山田\x00花子", RowProblem.BAD_CHARACTER),
    (Kind.NAME, "山田\n花子", RowProblem.BAD_CHARACTER),
    (Kind.NAME, "山\ufffd花子", RowProblem.BAD_CHARACTER),
    (Kind.NAME, "\ue000田", RowProblem.BAD_CHARACTER),
    (Kind.NAME, "山" * 101, RowProblem.TOO_LONG),
    (Kind.KANA, "山田", RowProblem.BAD_KANA),
    (Kind.KANA, "ヤマダ1", RowProblem.BAD_KANA),
    (Kind.KANA, "ーヤマダ", RowProblem.BAD_KANA),
    (Kind.KANA, "yamada", RowProblem.BAD_KANA),
    (Kind.PHONE, "090-1234-567", RowProblem.BAD_PHONE),
    (Kind.BIRTH_DATE, "昭和70年4月1日", RowProblem.IMPOSSIBLE_DATE),
    (Kind.BIRTH_DATE, "昭和64年1月8日", RowProblem.IMPOSSIBLE_DATE),
    (Kind.BIRTH_DATE, "1985/2/29", RowProblem.IMPOSSIBLE_DATE),
    (Kind.BIRTH_DATE, "9999-01-01", RowProblem.IMPOSSIBLE_DATE),
    (Kind.BIRTH_DATE, "明治5年1月1日", RowProblem.IMPOSSIBLE_DATE),
    (Kind.BIRTH_DATE, "85/4/1", RowProblem.UNCLEAR_DATE),
    (Kind.BIRTH_DATE, "4/1/1985", RowProblem.UNCLEAR_DATE),
    (Kind.BIRTH_DATE, "31138", RowProblem.UNCLEAR_DATE),
    (Kind.BIRTH_DATE, "S60401", RowProblem.UNCLEAR_DATE),
    (Kind.BIRTH_DATE, "不明", RowProblem.UNCLEAR_DATE),
    (Kind.EMAIL, "user3example.jp", RowProblem.BAD_EMAIL),
    (Kind.EMAIL, "user3@example", RowProblem.BAD_EMAIL),
    (Kind.EMAIL, "a@b@example.jp", RowProblem.BAD_EMAIL),
    (Kind.IDENTIFIER, "---", RowProblem.BAD_IDENTIFIER),
    (Kind.IDENTIFIER, "C-0001?", RowProblem.BAD_IDENTIFIER),
    (Kind.POSTAL_CODE, "263-012", RowProblem.BAD_POSTAL_CODE),
    (Kind.POSTAL_CODE, "26300123", RowProblem.BAD_POSTAL_CODE),
    (Kind.ADDRESS, "－", RowProblem.MISSING_VALUE),
    (Kind.COMPANY, "株式会社", RowProblem.MISSING_VALUE),
    (Kind.TEXT, "\x07", RowProblem.BAD_CHARACTER),
]
FORMS = [
    (Kind.NAME, "髙橋　さくら", "高橋サクラ"),
    (Kind.KANA, "ｵｵﾉ ﾕｳｷ", "オーノユーキ"),
    (Kind.PHONE, "０９０－１２３４－５６７８", "819012345678"),
    (Kind.PHONE, "+1 (212) 555-2368", "12125552368"),
    (Kind.BIRTH_DATE, "昭和60年4月1日", "1985-04-01"),
    (Kind.ADDRESS, "東京都港区霞ヶ関三丁目2番1号　コーポ花 204号室", "東京都 港区霞ガ関3-2-1 コーポ花 204"),
    (Kind.EMAIL, "User.5@Example.co.jp", "user.5@example.co.jp"),
    (Kind.IDENTIFIER, "ｃ－０００１", "C0001"),
    (Kind.POSTAL_CODE, "〒263-0012", "2630012"),
    (Kind.COMPANY, "㈱サクラ物流", "株式会社サクラ物流"),
    (Kind.TEXT, " か\u3099す ", "がす"),
]


@pytest.mark.parametrize(("kind", "text", "problem"), BAD)
def test_a_bad_value_is_not_stored_and_not_repeated(kind: Kind, text: str, problem: RowProblem) -> None:
    with pytest.raises(BadValue) as bad:
        check(kind, text)
    assert bad.value.problem is problem
    assert repr(bad.value) == f"BadValue('{problem.value}')"
    assert bad.value.params == ({"limit": LIMITS[kind]} if problem is RowProblem.TOO_LONG else {})
    assert bad.value.__cause__ is None


@pytest.mark.parametrize(("kind", "text", "form"), FORMS)
def test_a_value_has_one_canonical_form(kind: Kind, text: str, form: str) -> None:
    check(kind, text)
    assert canonical(kind, text) == form


def test_a_note_and_an_address_may_have_lines() -> None:
    check(Kind.TEXT, "一行目\n二行目\tあり")
    check(Kind.ADDRESS, "東京都港区六本木1-2-3\r\nコーポ花 204")
